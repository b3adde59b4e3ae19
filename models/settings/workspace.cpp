// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/workspace.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxNameLength = 40;
constexpr qsizetype MaxTextLength = 4096;

bool isLowerOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

//! Reads one record field by field; the first wrong field ends it and names itself.
class FieldReader
{
public:
    explicit FieldReader(const QJsonObject &object)
        : m_object(object)
    {}

    QString text(QLatin1StringView field, bool isRequired = false)
    {
        const QJsonValue value = m_object.value(field);
        if (value.isUndefined() && !isRequired)
            return {};
        const QString string = value.toString();
        if (!value.isString() || string.size() > MaxTextLength || string.contains(QChar::Null)
            || (isRequired && string.isEmpty())) {
            refuse(field);
        }
        return string;
    }

    QDateTime time(QLatin1StringView field)
    {
        const QString string = text(field);
        if (string.isEmpty())
            return {};
        const QDateTime time = QDateTime::fromString(string, Qt::ISODate);
        if (!time.isValid())
            refuse(field);
        return time.toUTC();
    }

    bool boolean(QLatin1StringView field)
    {
        const QJsonValue value = m_object.value(field);
        if (!value.isUndefined() && !value.isBool())
            refuse(field);
        return value.toBool();
    }

    QMap<QString, int> days(QLatin1StringView field)
    {
        const QJsonValue value = m_object.value(field);
        if (!value.isUndefined() && !value.isObject())
            refuse(field);
        QMap<QString, int> map;
        const QJsonObject entries = value.toObject();
        for (auto it = entries.begin(); it != entries.end(); ++it) {
            const int count = it.value().toInt(0);
            if (count < 1 || count > 3650)
                refuse(field);
            map.insert(it.key(), count);
        }
        return map;
    }

    QMap<QString, QString> texts(QLatin1StringView field)
    {
        const QJsonValue value = m_object.value(field);
        if (!value.isUndefined() && !value.isObject())
            refuse(field);
        QMap<QString, QString> map;
        const QJsonObject entries = value.toObject();
        for (auto it = entries.begin(); it != entries.end(); ++it) {
            if (it.value().toString().isEmpty())
                refuse(field);
            map.insert(it.key(), it.value().toString());
        }
        return map;
    }

    void refuse(QLatin1StringView field)
    {
        if (m_wrongField.isEmpty())
            m_wrongField = field;
    }

    [[nodiscard]] QString wrongField() const { return m_wrongField; }

private:
    const QJsonObject &m_object;
    QString m_wrongField;
};

} // namespace

QString planName(Plan plan)
{
    return plan == Plan::Enterprise ? u"enterprise"_s : u"business"_s;
}

std::optional<Plan> planFromName(QStringView name)
{
    if (name == u"business")
        return Plan::Business;
    if (name == u"enterprise")
        return Plan::Enterprise;
    return std::nullopt;
}

QString Workspace::activeDeviceSlot() const
{
    return deviceSlot.isEmpty() ? consoleSlot : deviceSlot;
}

QString Workspace::activeDeviceKeyId() const
{
    return deviceSlot.isEmpty() ? consoleKeyId : deviceKeyId;
}

bool Workspace::isActiveDeviceKeyRevoked() const
{
    return deviceSlot.isEmpty() ? consoleKeyRevokedAt.isValid() : deviceKeyRevokedAt.isValid();
}

QStringList Workspace::slotNames() const
{
    QStringList names{consoleSlot, deviceSlot};
    names += spareSlots.values();
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

QString Workspace::entryName() const
{
    return entry.isEmpty() ? u"konstantly"_s : entry;
}

bool isValidWorkspaceName(QStringView name)
{
    return !name.isEmpty() && name.size() <= MaxNameLength && isLowerOrDigit(name.front())
           && std::all_of(name.begin(), name.end(),
                          [](QChar c) { return isLowerOrDigit(c) || c == u'-'; });
}

QString suggestedWorkspaceName(QStringView text)
{
    QString name;
    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD).toLower();
    for (const QChar c : decomposed) {
        if (isLowerOrDigit(c))
            name += c;
        else if (!c.isMark() && !name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    name.truncate(MaxNameLength);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? u"workspace"_s : name;
}

QJsonObject toJson(const Workspace &workspace)
{
    QJsonObject spares;
    for (auto it = workspace.spareSlots.begin(); it != workspace.spareSlots.end(); ++it)
        spares.insert(it.key(), it.value());
    QJsonObject days;
    for (auto it = workspace.rotationDays.begin(); it != workspace.rotationDays.end(); ++it)
        days.insert(it.key(), it.value());
    QJsonObject object{{u"name"_s, workspace.name},
                       {u"origin"_s, workspace.origin.toString()},
                       {u"plan"_s, planName(workspace.plan)},
                       {u"caFile"_s, workspace.caFile},
                       {u"userId"_s, workspace.userId},
                       {u"userName"_s, workspace.userName},
                       {u"deviceName"_s, workspace.deviceName},
                       {u"consoleSlot"_s, workspace.consoleSlot},
                       {u"consoleKeyId"_s, workspace.consoleKeyId},
                       {u"consoleKeyPrefix"_s, workspace.consoleKeyPrefix},
                       {u"deviceSlot"_s, workspace.deviceSlot},
                       {u"deviceKeyId"_s, workspace.deviceKeyId},
                       {u"deviceKeyPrefix"_s, workspace.deviceKeyPrefix},
                       {u"deviceKeyName"_s, workspace.deviceKeyName},
                       {u"consoleKeyRevokedAt"_s, timeText(workspace.consoleKeyRevokedAt)},
                       {u"deviceKeyRevokedAt"_s, timeText(workspace.deviceKeyRevokedAt)},
                       {u"spareSlots"_s, spares},
                       {u"rotationDays"_s, days},
                       {u"entry"_s, workspace.entry},
                       {u"isDemo"_s, workspace.isDemo}};
    if (workspace.isBeingRemoved)
        object.insert("isBeingRemoved"_L1, true);
    return object;
}

Result<Workspace> workspaceFromJson(const QJsonObject &object)
{
    FieldReader reader(object);
    Workspace workspace;
    workspace.name = reader.text("name"_L1, true);
    if (!isValidWorkspaceName(workspace.name))
        reader.refuse("name"_L1);
    workspace.isDemo = reader.boolean("isDemo"_L1);
    workspace.isBeingRemoved = reader.boolean("isBeingRemoved"_L1);
    const Result<Origin> origin = Origin::parseStored(reader.text("origin"_L1, true),
                                                      workspace.isDemo);
    if (origin)
        workspace.origin = *origin;
    else
        reader.refuse("origin"_L1);
    // A plan that only a newer version knows must not make the workspace unusable; the smaller limits are the safe guess.
    workspace.plan = planFromName(reader.text("plan"_L1)).value_or(Plan::Business);
    workspace.caFile = reader.text("caFile"_L1);
    if (!workspace.caFile.isEmpty() && !QDir::isAbsolutePath(workspace.caFile))
        reader.refuse("caFile"_L1);
    workspace.userId = reader.text("userId"_L1);
    workspace.userName = reader.text("userName"_L1);
    workspace.deviceName = reader.text("deviceName"_L1);
    workspace.consoleSlot = reader.text("consoleSlot"_L1);
    workspace.consoleKeyId = reader.text("consoleKeyId"_L1);
    workspace.consoleKeyPrefix = reader.text("consoleKeyPrefix"_L1);
    workspace.deviceSlot = reader.text("deviceSlot"_L1);
    workspace.deviceKeyId = reader.text("deviceKeyId"_L1);
    workspace.deviceKeyPrefix = reader.text("deviceKeyPrefix"_L1);
    workspace.deviceKeyName = reader.text("deviceKeyName"_L1);
    workspace.consoleKeyRevokedAt = reader.time("consoleKeyRevokedAt"_L1);
    workspace.deviceKeyRevokedAt = reader.time("deviceKeyRevokedAt"_L1);
    workspace.spareSlots = reader.texts("spareSlots"_L1);
    workspace.rotationDays = reader.days("rotationDays"_L1);
    workspace.entry = reader.text("entry"_L1);
    if (!reader.wrongField().isEmpty())
        return fail(ErrorCode::FileNotParsable, reader.wrongField());
    return workspace;
}

} // namespace Konstantly

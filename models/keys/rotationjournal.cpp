// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/rotationjournal.h"

#include "models/settings/apppaths.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxText = 1000;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RotationJournal)
};

constexpr std::array StepNames = {"preflight"_L1, "intent"_L1,        "obtain"_L1,  "store"_L1,
                                  "verify"_L1,    "switch"_L1,        "confirm"_L1, "overlap"_L1,
                                  "revoke"_L1,    "check-revoked"_L1, "clean-up"_L1};
static_assert(StepNames.size() == RotationStepCount);

constexpr std::array OverlapNames = {"now"_L1, "1h"_L1, "24h"_L1, "silent"_L1};

template<typename Enum, std::size_t Size>
std::optional<Enum> fromName(const std::array<QLatin1StringView, Size> &names, QStringView name)
{
    const auto found = std::ranges::find_if(
        names, [name](QLatin1StringView known) { return name == known; });
    if (found == names.end())
        return std::nullopt;
    return Enum(found - names.begin());
}

//! Reads one entry's members; the first that is wrong is named.
class EntryReader
{
public:
    explicit EntryReader(const QJsonObject &object)
        : m_object(object)
    {}

    QString text(QLatin1StringView member, bool isRequired = false)
    {
        const QJsonValue value = m_object.value(member);
        if (value.isUndefined() && !isRequired)
            return {};
        const QString string = value.toString();
        if (!value.isString() || string.size() > MaxText || (isRequired && string.isEmpty()))
            refuse(member);
        return string;
    }
    bool boolean(QLatin1StringView member)
    {
        const QJsonValue value = m_object.value(member);
        if (!value.isUndefined() && !value.isBool())
            refuse(member);
        return value.toBool();
    }
    QDateTime time(QLatin1StringView member, bool isRequired = false)
    {
        const QString string = text(member, isRequired);
        if (string.isEmpty())
            return {};
        const QDateTime time = QDateTime::fromString(string, Qt::ISODateWithMs);
        if (!time.isValid())
            refuse(member);
        return time.toUTC();
    }
    RotationStep step(QLatin1StringView member)
    {
        const auto step = fromName<RotationStep>(StepNames, text(member, true));
        if (!step)
            refuse(member);
        return step.value_or(RotationStep::Obtain);
    }
    void refuse(QLatin1StringView member)
    {
        if (m_wrong.isEmpty())
            m_wrong = member;
    }
    [[nodiscard]] QString wrong() const { return m_wrong; }

private:
    const QJsonObject &m_object;
    QString m_wrong;
};

QString toText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QJsonObject toJson(const RotationEntry &entry)
{
    QJsonArray done;
    for (const RotationEntry::Done &step : entry.done)
        done.append(
            QJsonObject{{u"step"_s, rotationStepName(step.step)}, {u"at"_s, toText(step.at)}});
    return {{u"workspace"_s, entry.workspace},
            {u"origin"_s, entry.origin.toString()},
            {u"isDemo"_s, entry.isDemo},
            {u"oldSlot"_s, entry.oldSlot},
            {u"oldId"_s, entry.oldId},
            {u"oldName"_s, entry.oldName},
            {u"oldPrefix"_s, entry.oldPrefix},
            {u"isConsoleKey"_s, entry.isConsoleKey},
            {u"isDeviceKey"_s, entry.isDeviceKey},
            {u"newName"_s, entry.newName},
            {u"write"_s, entry.scopes.write},
            {u"newSlot"_s, entry.newSlot},
            {u"newId"_s, entry.newId},
            {u"newPrefix"_s, entry.newPrefix},
            {u"isByHand"_s, entry.isByHand},
            {u"next"_s, rotationStepName(entry.next)},
            {u"isUndoing"_s, entry.isUndoing},
            {u"overlap"_s, overlapName(entry.overlap)},
            {u"startedAt"_s, toText(entry.startedAt)},
            {u"switchedAt"_s, toText(entry.switchedAt)},
            {u"done"_s, done},
            {u"problem"_s, entry.problem}};
}

Result<RotationEntry> fromJson(const QJsonObject &object)
{
    EntryReader reader(object);
    RotationEntry entry;
    entry.workspace = reader.text("workspace"_L1, true);
    entry.isDemo = reader.boolean("isDemo"_L1);
    const Result<Origin> origin = Origin::parseStored(reader.text("origin"_L1, true), entry.isDemo);
    if (!origin)
        reader.refuse("origin"_L1);
    entry.origin = origin.value_or(Origin());
    entry.oldSlot = reader.text("oldSlot"_L1, true);
    entry.oldId = reader.text("oldId"_L1);
    entry.oldName = reader.text("oldName"_L1);
    entry.oldPrefix = reader.text("oldPrefix"_L1);
    entry.isConsoleKey = reader.boolean("isConsoleKey"_L1);
    entry.isDeviceKey = reader.boolean("isDeviceKey"_L1);
    entry.newName = reader.text("newName"_L1, true);
    entry.scopes = {true, reader.boolean("write"_L1)};
    entry.newSlot = reader.text("newSlot"_L1, true);
    entry.newId = reader.text("newId"_L1);
    entry.newPrefix = reader.text("newPrefix"_L1);
    entry.isByHand = reader.boolean("isByHand"_L1);
    entry.next = reader.step("next"_L1);
    entry.isUndoing = reader.boolean("isUndoing"_L1);
    const auto overlap = overlapFromName(reader.text("overlap"_L1, true));
    if (!overlap)
        reader.refuse("overlap"_L1);
    entry.overlap = overlap.value_or(RotationOverlap::WhenSilent);
    entry.startedAt = reader.time("startedAt"_L1, true);
    entry.switchedAt = reader.time("switchedAt"_L1);
    // Past the switch without its time, the old key would be kept for ever, or revoked at once.
    if (entry.next > RotationStep::Switch && !entry.switchedAt.isValid())
        reader.refuse("switchedAt"_L1);
    if (entry.newSlot == entry.oldSlot)
        reader.refuse("newSlot"_L1);
    for (const QJsonValue &value : object.value("done"_L1).toArray()) {
        const QJsonObject step = value.toObject();
        EntryReader done(step);
        entry.done << RotationEntry::Done{done.step("step"_L1), done.time("at"_L1, true)};
        if (!done.wrong().isEmpty())
            reader.refuse("done"_L1);
    }
    entry.problem = reader.text("problem"_L1);
    if (!reader.wrong().isEmpty())
        return fail(ErrorCode::FileNotParsable, reader.wrong());
    return entry;
}

Result<QList<RotationEntry>> parseList(const QJsonObject &document)
{
    QList<RotationEntry> list;
    const QJsonValue value = document.value("rotations"_L1);
    if (!value.isUndefined() && !value.isArray())
        return fail(ErrorCode::FileNotParsable, u"rotations"_s);
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        Result<RotationEntry> entry = fromJson(array.at(i).toObject());
        if (!entry)
            return fail(ErrorCode::FileNotParsable,
                        u"rotations[%1].%2"_s.arg(i).arg(entry.error().detail));
        list << *std::move(entry);
    }
    return list;
}

Result<> checkDocument(const QJsonObject &document)
{
    const Result<QList<RotationEntry>> list = parseList(document);
    return list ? Result<>() : fail(list.error());
}

} // namespace

QString rotationStepName(RotationStep step)
{
    return StepNames.at(std::size_t(step));
}

QString rotationStepLabel(RotationStep step)
{
    switch (step) {
    case RotationStep::Preflight:
        return Texts::tr("Check that everything is in place");
    case RotationStep::Intent:
        return Texts::tr("Write down what is about to happen");
    case RotationStep::Obtain:
        return Texts::tr("Get a new key");
    case RotationStep::Store:
        return Texts::tr("Store it in the keychain beside the old one");
    case RotationStep::Verify:
        return Texts::tr("Try it at the service");
    case RotationStep::Switch:
        return Texts::tr("Use it on this device");
    case RotationStep::Confirm:
        return Texts::tr("Check that this device uses it");
    case RotationStep::Overlap:
        return Texts::tr("Keep the old key for servers that still run");
    case RotationStep::Revoke:
        return Texts::tr("Revoke the old key");
    case RotationStep::CheckRevoked:
        return Texts::tr("Check that the old key is dead");
    case RotationStep::CleanUp:
        return Texts::tr("Delete the old key from the keychain");
    }
    return {};
}

QString overlapName(RotationOverlap overlap)
{
    return OverlapNames.at(std::size_t(overlap));
}

std::optional<RotationOverlap> overlapFromName(QStringView name)
{
    return fromName<RotationOverlap>(OverlapNames, name);
}

QDateTime RotationEntry::keepsOldUntil() const
{
    if (!switchedAt.isValid())
        return {};
    switch (overlap) {
    case RotationOverlap::Now:
        return switchedAt;
    case RotationOverlap::Hour:
        return switchedAt.addSecs(3600);
    case RotationOverlap::Day:
    case RotationOverlap::WhenSilent:
        break;
    }
    return switchedAt.addSecs(24 * 3600);
}

namespace {

//! Something else than a file in the journal's place is nobody's input: the journal can't be written there.
Error unusable(Error error, const QString &path)
{
    if (error.code == ErrorCode::FileUnsupported && !QFileInfo(path).isFile())
        error.code = ErrorCode::FileNotWritable;
    return error;
}

} // namespace

RotationJournal::RotationJournal(const AppPaths &paths)
    : m_file(paths.stateDir + u"/rotations.json"_s, paths.stateDir, checkDocument)
{}

Result<QList<RotationEntry>> RotationJournal::read() const
{
    return m_file.read()
        .map_error([this](const Error &error) { return unusable(error, m_file.path()); })
        .and_then(parseList);
}

Result<> RotationJournal::put(const RotationEntry &entry) const
{
    return change([&entry](QList<RotationEntry> &list) {
        const auto same = std::ranges::find(list, entry.oldSlot, &RotationEntry::oldSlot);
        if (same == list.end())
            list << entry;
        else
            *same = entry;
    });
}

Result<> RotationJournal::remove(const QString &oldSlot) const
{
    return change([&oldSlot](QList<RotationEntry> &list) {
        list.removeIf([&oldSlot](const RotationEntry &entry) { return entry.oldSlot == oldSlot; });
    });
}

Result<> RotationJournal::change(const std::function<void(QList<RotationEntry> &)> &change) const
{
    // JsonFile would move a damaged file aside.
    if (const Result<QList<RotationEntry>> before = read(); !before)
        return fail(before.error());
    const Result<QJsonObject> document = m_file.update([&change](QJsonObject &object) -> Result<> {
        Result<QList<RotationEntry>> list = parseList(object);
        if (!list)
            return fail(list.error());
        change(*list);
        QJsonArray array;
        for (const RotationEntry &entry : std::as_const(*list))
            array.append(toJson(entry));
        object.insert("rotations"_L1, array);
        return {};
    });
    return document ? Result<>() : fail(document.error());
}

QString rotatedName(const QString &name)
{
    // Crockford's alphabet: no letters that are taken for digits, no words.
    static constexpr QLatin1StringView alphabet("0123456789abcdefghjkmnpqrstvwxyz");
    static const QRegularExpression ending(u"-r[0-9a-hjkmnp-tv-z]{6}$"_s);
    QString nonce;
    for (int i = 0; i < 6; ++i)
        nonce += QChar(alphabet.at(qsizetype(QRandomGenerator::system()->bounded(32U))));
    return QString(name).remove(ending).left(200) + u"-r"_s + nonce;
}

} // namespace Konstantly

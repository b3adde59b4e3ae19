// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/rotationreminders.h"

#include "models/base/plaintext.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/settings/quiethours.h"
#include "models/settings/settingkeys.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace Konstantly {

using std::chrono::milliseconds;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RotationReminders)
};

constexpr int MaxReminderDays = 14;
constexpr qsizetype MaxNames = 3;

QJsonObject remembered(const Settings &settings)
{
    return QJsonDocument::fromJson(settings.value(SettingKeys::RotationRemindersTold)).object();
}

RotationReminder reminderFor(const QList<KeyRow> &rows)
{
    const auto overdue = std::count_if(rows.begin(), rows.end(),
                                       [](const KeyRow &row) { return row.overdueDays >= 0; });
    QStringList names;
    for (const KeyRow &row : rows.first(std::min(MaxNames, rows.size())))
        names << plainText(row.key.name, 60);
    QString message = QLocale().createSeparatedList(names);
    if (rows.size() > MaxNames)
        message = Texts::tr("%1 and %n more", nullptr, int(rows.size() - MaxNames)).arg(message);
    if (overdue > 0)
        return {Texts::tr("%n key(s) are past their rotation date", nullptr, int(overdue)),
                message};
    return {Texts::tr("%n day(s) until a key has to be rotated", nullptr,
                      -rows.constFirst().overdueDays),
            message};
}

} // namespace

int reminderDays(int rotationDays)
{
    return std::clamp(rotationDays / 6, 1, MaxReminderDays);
}

RotationReminders::RotationReminders(const KeyStore &keys, Settings &settings,
                                     const QTimeZone &zone, Clock clock, QObject *parent)
    : QObject(parent)
    , m_keys(keys)
    , m_settings(settings)
    , m_zone(zone)
    , m_clock(std::move(clock))
{
    m_hourly.setInterval(std::chrono::hours(1));
    m_hourly.setTimerType(Qt::VeryCoarseTimer);
    m_quietEnd.setSingleShot(true);
    connect(&m_hourly, &QTimer::timeout, this, &RotationReminders::look);
    connect(&m_quietEnd, &QTimer::timeout, this, &RotationReminders::look);
    connect(&keys, &KeyStore::keysChanged, this, &RotationReminders::look);
    connect(&settings, &Settings::changed, this, [this](const QString &name) {
        if (name != QLatin1StringView(SettingKeys::RotationRemindersTold.name))
            look();
    });
    m_hourly.start();
}

void RotationReminders::look()
{
    if (!m_settings.value(SettingKeys::RotationReminds))
        return;
    const QDateTime now = m_clock();
    const QString today = now.toTimeZone(m_zone).date().toString(Qt::ISODate);
    if (wasToldToday(today))
        return;
    const QList<KeyRow> rows = dueRows();
    if (rows.isEmpty())
        return;
    const milliseconds at(now.toMSecsSinceEpoch());
    if (const auto end = QuietHours::of(m_settings).until(at, m_zone)) {
        m_quietEnd.start(std::max(milliseconds(1), *end - at));
        return;
    }
    remember(today); // before it is told: a crash must not make it come twice
    Q_EMIT reminded(reminderFor(rows));
}

//! Those to tell about, the most urgent first.
QList<KeyRow> RotationReminders::dueRows() const
{
    const Workspace workspace = m_keys.access().workspace();
    const KeyRules rules = keyRules(m_settings);
    QList<KeyRow> rows;
    for (const Key &key : m_keys.keys()) {
        if (key.revokedAt || !key.createdAt.isValid())
            continue;
        const KeyRow row = assessKey(key, workspace, rules, nullptr, m_clock());
        const bool isOurs = row.isOnThisDevice()
                            || (key.owner && !workspace.userId.isEmpty()
                                && key.owner->id == workspace.userId);
        if (isOurs && row.overdueDays >= -reminderDays(row.rotationDays))
            rows.append(row);
    }
    std::ranges::stable_sort(rows, std::ranges::greater(), &KeyRow::overdueDays);
    return rows;
}

bool RotationReminders::wasToldToday(const QString &today) const
{
    return remembered(m_settings).value(m_keys.access().workspaceName()).toString() == today;
}

void RotationReminders::remember(const QString &today)
{
    QJsonObject all = remembered(m_settings);
    all.insert(m_keys.access().workspaceName(), today);
    m_settings.setValue(SettingKeys::RotationRemindersTold,
                        QJsonDocument(all).toJson(QJsonDocument::Compact));
    std::ignore = m_settings.sync(); // then it reminds once more after the next start
}

} // namespace Konstantly

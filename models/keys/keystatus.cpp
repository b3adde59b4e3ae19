// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keystatus.h"

#include "models/keys/namingrule.h"
#include "models/settings/exposures.h"
#include "models/settings/settingkeys.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeyStatus)
};

constexpr std::array AllStatuses{
    KeyStatus::Active, KeyStatus::RotationDue, KeyStatus::OwnerLeft,   KeyStatus::NeverUsed,
    KeyStatus::Idle,   KeyStatus::Exposed,     KeyStatus::PoorlyNamed, KeyStatus::Revoked};

//! The time that the keys which wrote are known for. A younger key can't have left its right alone for so long.
constexpr int DaysToFirstWrite = 30;

//! Whole days from \a from to \a to; 0 when \a to is earlier (the service's clock and ours disagree).
int daysBetween(const QDateTime &from, const QDateTime &to)
{
    if (!from.isValid() || !to.isValid())
        return 0;
    return int(qBound(qint64(0), from.secsTo(to) / 86400, qint64(100'000)));
}

KeyStatuses statusesOf(const KeyRow &row, const KeyRules &rules, bool isExposed)
{
    if (row.key.revokedAt)
        return KeyStatus::Revoked;
    KeyStatuses statuses;
    const bool hasOwnerLeft = row.key.owner && row.key.owner->isBanned.value_or(false);
    statuses.setFlag(KeyStatus::OwnerLeft, hasOwnerLeft);
    statuses.setFlag(KeyStatus::Active, !hasOwnerLeft);
    statuses.setFlag(KeyStatus::RotationDue, row.overdueDays >= 0);
    statuses.setFlag(KeyStatus::NeverUsed, row.key.lastUsed.state == LastUsed::State::Never);
    statuses.setFlag(KeyStatus::Idle, row.idleDays >= rules.idleDays);
    statuses.setFlag(KeyStatus::Exposed, isExposed);
    statuses.setFlag(KeyStatus::PoorlyNamed, checkKeyName(row.key.name) != NamingProblem::None);
    return statuses;
}

bool isOwnKey(const Key &key, const QString &id, const QString &prefix)
{
    return id.isEmpty() ? !prefix.isEmpty() && key.prefix == prefix : key.id == id;
}

} // namespace

QString statusName(KeyStatus status)
{
    switch (status) {
    case KeyStatus::Active:
        return u"active"_s;
    case KeyStatus::RotationDue:
        return u"rotation-due"_s;
    case KeyStatus::OwnerLeft:
        return u"owner-left"_s;
    case KeyStatus::NeverUsed:
        return u"never-used"_s;
    case KeyStatus::Idle:
        return u"idle"_s;
    case KeyStatus::Exposed:
        return u"exposed"_s;
    case KeyStatus::PoorlyNamed:
        return u"poorly-named"_s;
    case KeyStatus::Revoked:
        return u"revoked"_s;
    }
    return {};
}

QStringList statusNames(KeyStatuses statuses)
{
    QStringList names;
    for (const KeyStatus status : AllStatuses) {
        if (statuses.testFlag(status))
            names << statusName(status);
    }
    return names;
}

QString statusLabel(KeyStatus status)
{
    switch (status) {
    case KeyStatus::Active:
        return Texts::tr("Active");
    case KeyStatus::RotationDue:
        return Texts::tr("Needs rotation");
    case KeyStatus::OwnerLeft:
        return Texts::tr("Owner left");
    case KeyStatus::NeverUsed:
        return Texts::tr("Never used");
    case KeyStatus::Idle:
        return Texts::tr("Idle");
    case KeyStatus::Exposed:
        return Texts::tr("Exposed");
    case KeyStatus::PoorlyNamed:
        return Texts::tr("Poorly named");
    case KeyStatus::Revoked:
        return Texts::tr("Revoked");
    }
    return {};
}

KeyStatus worstStatus(KeyStatuses statuses)
{
    for (const KeyStatus status :
         {KeyStatus::Revoked, KeyStatus::Exposed, KeyStatus::OwnerLeft, KeyStatus::RotationDue,
          KeyStatus::NeverUsed, KeyStatus::Idle, KeyStatus::PoorlyNamed}) {
        if (statuses.testFlag(status))
            return status;
    }
    return KeyStatus::Active;
}

bool needsAttention(KeyStatuses statuses)
{
    return !statuses.testFlag(KeyStatus::Revoked) && worstStatus(statuses) != KeyStatus::Active;
}

bool neverWrote(const KeyRow &row, const QSet<QString> &writers)
{
    return row.key.scopes.write && !row.key.revokedAt && row.ageDays >= DaysToFirstWrite
           && !writers.contains(row.key.id);
}

int rotationDays(const QString &keyId, const QString &keyName, const Workspace &workspace,
                 const KeyRules &rules)
{
    const int own = workspace.rotationDays.value(keyId, 0);
    return own > 0 && !rules.isLockedFor(keyName) ? own : rules.rotationDaysByName(keyName);
}

int KeyRules::rotationDaysByName(QStringView keyName) const
{
    return isBotName(keyName) ? rotationDaysBot : rotationDaysPerson;
}

bool KeyRules::isLockedFor(QStringView keyName) const
{
    return isBotName(keyName) ? isBotLocked : isPersonLocked;
}

KeyRow assessKey(const Key &key, const Workspace &workspace, const KeyRules &rules,
                 const Exposures *exposures, const QDateTime &now)
{
    KeyRow row;
    row.key = key;
    row.ageDays = daysBetween(key.createdAt, now);
    if (key.lastUsed.state == LastUsed::State::At)
        row.idleDays = daysBetween(key.lastUsed.at, now);
    if (key.revokedAt)
        row.revokedDays = daysBetween(*key.revokedAt, now);
    row.rotationDays = rotationDays(key.id, key.name, workspace, rules);
    if (!key.revokedAt) {
        row.rotateBy = key.createdAt.addDays(row.rotationDays);
        row.overdueDays = row.ageDays - row.rotationDays;
    }
    row.isConsoleKey = isOwnKey(key, workspace.consoleKeyId, workspace.consoleKeyPrefix);
    row.isDeviceKey = workspace.deviceSlot.isEmpty()
                          ? row.isConsoleKey
                          : isOwnKey(key, workspace.deviceKeyId, workspace.deviceKeyPrefix);
    const bool isExposed = exposures && exposures->contains(key.prefix, workspace.origin);
    row.statuses = statusesOf(row, rules, isExposed);
    return row;
}

KeyRules keyRules(const Settings &settings)
{
    return {settings.value(SettingKeys::IdleDays), settings.value(SettingKeys::RotationDaysPerson),
            settings.value(SettingKeys::RotationDaysBot),
            settings.isLocked(SettingKeys::RotationDaysPerson.name),
            settings.isLocked(SettingKeys::RotationDaysBot.name)};
}

} // namespace Konstantly

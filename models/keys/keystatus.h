// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/konstantly/types.h"
#include "models/settings/workspace.h"

#include <QFlags>
#include <QSet>
#include <QStringList>

#include <optional>

namespace Konstantly {

class Exposures;
class Settings;

//! What can be said about a key. Several hold at once; the names are stable (cli.md).
enum class KeyStatus {
    Active = 1, //!< not revoked, and its owner is not known to be blocked: the service takes it
    RotationDue = 2,  //!< older than its rotation interval
    OwnerLeft = 4,    //!< the owner is blocked. An owner we know nothing about is not "left"
    NeverUsed = 8,    //!< the service says that it was never used. Not when it says nothing
    Idle = 16,        //!< last used longer ago than the idle limit
    Exposed = 32,     //!< was found in plain text on this device
    PoorlyNamed = 64, //!< see namingrule.h
    Revoked = 128     //!< the others are not looked at any more
};
Q_DECLARE_FLAGS(KeyStatuses, KeyStatus)
Q_DECLARE_OPERATORS_FOR_FLAGS(KeyStatuses)

[[nodiscard]] QString statusName(KeyStatus status);          //!< "rotation-due"
[[nodiscard]] QStringList statusNames(KeyStatuses statuses); //!< in the order of KeyStatus
//! For people, one or two words, translated: "Owner left".
[[nodiscard]] QString statusLabel(KeyStatus status);
//! The one to show when there is room for one: the worst.
[[nodiscard]] KeyStatus worstStatus(KeyStatuses statuses);
//! Whether somebody should do something about it.
[[nodiscard]] bool needsAttention(KeyStatuses statuses);

//! The limits behind the statuses, in days.
struct KeyRules
{
    int idleDays = 45;
    int rotationDaysPerson = 90;
    int rotationDaysBot = 7;
    // What an administrator locked holds for every key: no key has an interval of its own then.
    bool isPersonLocked = false;
    bool isBotLocked = false;

    //! For a key of that name.
    [[nodiscard]] int rotationDaysByName(QStringView keyName) const;
    [[nodiscard]] bool isLockedFor(QStringView keyName) const;
    friend bool operator==(const KeyRules &, const KeyRules &) = default;
};

//! The limits that the user, or a policy, chose.
[[nodiscard]] KeyRules keyRules(const Settings &settings);

//! A key with everything that this device concludes about it.
struct KeyRow
{
    Key key;
    KeyStatuses statuses;
    int ageDays = 0;           //!< whole days since it was created; 0 when the clocks disagree
    int idleDays = -1;         //!< whole days since it was last used; -1 = never or not provided
    int revokedDays = -1;      //!< whole days since it was revoked; -1 = it is not
    int rotationDays = 0;      //!< its interval
    QDateTime rotateBy;        //!< UTC; when the interval ends. Invalid for a revoked key
    bool isConsoleKey = false; //!< window and command line use it
    bool isDeviceKey = false;  //!< AI tools on this device use it
    bool neverWrote = false;   //!< may write, and is known not to have: see neverWrote()

    [[nodiscard]] bool isOnThisDevice() const { return isConsoleKey || isDeviceKey; }
    //! Whole days past rotateBy; negative = days left.
    int overdueDays = 0;

    friend bool operator==(const KeyRow &, const KeyRow &) = default;
};

//! Concludes. Pure. \a exposures may be null: then no key counts as exposed.
[[nodiscard]] KeyRow assessKey(const Key &key, const Workspace &workspace, const KeyRules &rules,
                               const Exposures *exposures, const QDateTime &now);

//! Whether \a row's key has had the right to write for long enough and is none of \a writers, the keys that are known to have
//! used it in that time.
[[nodiscard]] bool neverWrote(const KeyRow &row, const QSet<QString> &writers);

//! The rotation interval of a key of that id and name: the user's own choice, else by its name.
[[nodiscard]] int rotationDays(const QString &keyId, const QString &keyName,
                               const Workspace &workspace, const KeyRules &rules);

} // namespace Konstantly

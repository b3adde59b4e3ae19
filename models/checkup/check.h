// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Konstantly {

//! How a check came out, worst first.
enum class CheckState {
    Problem,
    Warning,
    CannotTell, //!< it could not look, or what it saw does not tell. Never a tick
    Passed
};
[[nodiscard]] QString checkStateName(CheckState state); //!< "cannot-tell": a contract (cli.md)
[[nodiscard]] QString checkStateText(CheckState state); //!< for people; translated

//! What the check is about, in a few words that never change: "Keys of people who left". Translated.
[[nodiscard]] QString checkTopic(const QString &id);

//! What cures a finding. Window and command line both know the ids.
enum class CheckFix {
    None,
    RevokeKeys,       //!< CheckResult::subjects are ids of keys
    RotateKey,        //!< the first subject is the id of a key on this device
    ContinueRotation, //!< the first subject is a RotationEntry::oldSlot
    ReviewKeys,       //!< the page of keys
    CreateDeviceKey,
    ProtectTools, //!< subjects are ids of tools
    ReviewCopies, //!< copies of keys, on the page of this device
    InstallPackage,
    TightenFiles, //!< subjects are paths
    TurnOnMetering,
    SetUpSiem //!< the part of the settings about it
};
[[nodiscard]] QString checkFixName(CheckFix fix); //!< "revoke"; empty for None. Stable
[[nodiscard]] QString checkFixText(CheckFix fix); //!< of a button; translated
//! The command of konstantlyctl that does it; empty = the window only.
[[nodiscard]] QString checkFixCommand(CheckFix fix);

//! What one check has to say. No secret.
struct CheckResult
{
    QString id; //!< "owner-left": stable
    CheckState state = CheckState::CannotTell;
    QString title; //!< one sentence; translated
    QString
        detail; //!< names and figures, or why it can't tell; plain text of others is made visible already
    CheckFix fix = CheckFix::None;
    QStringList subjects = {}; //!< what the fix is about, see CheckFix

    friend bool operator==(const CheckResult &, const CheckResult &) = default;
};

} // namespace Konstantly

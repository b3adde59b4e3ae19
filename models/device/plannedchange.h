// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/file.h"
#include "models/base/secret.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Konstantly {

//! A key found in plain text, with what is needed to move it.
struct FoundKey
{
    Secret key;
    QString toolId;
    QString path;
    QString entryName;
    QString url;                //!< KONSTANTLY_URL beside it; empty = none
    QString caFile;             //!< NODE_EXTRA_CA_CERTS beside it; empty = none
    QStringList otherVariables; //!< names of further variables, which stay in the file
};

enum class ChangeAction { None, Add, Update, Migrate, Remove, Undo, Restore };

//! cli.md: "add".
[[nodiscard]] QString changeActionName(ChangeAction action);

//! A change that can be looked at and then applied, or forgotten. Nothing has been written.
struct PlannedChange
{
    QString toolId;
    QString path;
    ChangeAction action = ChangeAction::None;
    FileSnapshot before;
    QByteArray after;   //!< null = the file goes
    QString maskedDiff; //!< empty with None
    QString entryName;
    QString workspace;                 //!< empty with Remove
    QString command;                   //!< the exact command the tool will run; empty with Remove
    std::optional<FoundKey> plaintext; //!< with Migrate: the key to be stored first, see apply()
    QStringList notes;                 //!< translated sentences to show beside the diff
    bool isRunning = false;            //!< the tool runs now and may write its file back
    bool makeParents = false;
    bool isPutBack = false; //!< we had set the tool up, and something else than us undid that
    QString backupId;       //!< with Undo and Restore: what it takes back
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/clientconfig.h"
#include "models/device/configbackups.h"
#include "models/device/devicestore.h"
#include "models/device/toolrecords.h"
#include "models/launch/launchrecord.h"

namespace Konstantly {

//! What the disk says about one tool; the workspaces are not known here.
struct ScannedTool
{
    ToolDescriptor tool;
    QString path;
    bool isInstalled = false;
    std::optional<Error> error;
    ConfigInspection inspection;
    std::optional<ToolRecord> record;
    bool isRunning = false;
    bool canUndo = false;
    bool hasBackups = false;
    FileIdentity identity;                  //!< of the file when it was read
    QStringList watchedPaths;               //!< files and folders in which a change of it shows
    std::optional<LaunchRecord> lastLaunch; //!< of our launcher, by this tool
    int number = 0;                         //!< DeviceStore's: which look this was
};

//! The last start of our launcher by each tool, by its id.
using ToolLaunches = QHash<QString, LaunchRecord>;
[[nodiscard]] ToolLaunches readToolLaunches(const AppPaths &paths);

//! Looks at one tool. Synchronous, any thread. Removes what killed changes of ours left in the tool's folder.
[[nodiscard]] ScannedTool scanTool(const ToolDescriptor &tool, const DeviceStore::Options &options,
                                   const ToolLaunches &launches);

//! The newest backup that the file, as it is in \a now, can be taken back with. Backups of changes that never reached the
//! file are skipped; FileChangedMeanwhile when the file is something else than any of them knows, NotConfigured when there
//! is none.
[[nodiscard]] Result<ConfigBackup> backupToUndo(const std::vector<ConfigBackup> &backups,
                                                const QString &path, const FileSnapshot &now);

//! How a scanned tool stands, given the workspaces and the one that is being looked at.
[[nodiscard]] ToolStatus evaluateTool(const ScannedTool &scanned,
                                      const DeviceStore::Options &options,
                                      const QList<Workspace> &workspaces, const QString &current);

//! Adds to \a status whether somebody undid what we had set up, and what to do then: an entry that had to be put back
//! MaxPutBacks times in the week before \a now is not offered to be put back again.
void addDrift(ToolStatus &status, const ScannedTool &scanned, const QDateTime &now);
inline constexpr int MaxPutBacks = 3;

//! \a key of \a entry, with what is needed to move it.
[[nodiscard]] FoundKey foundKey(const FoundEntry &entry, const Secret &key, const QString &toolId,
                                const QString &path);

//! \a command and \a args as one would type them, without secrets.
[[nodiscard]] QString commandLine(const QString &command, const QStringList &args);

} // namespace Konstantly

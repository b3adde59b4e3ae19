// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/configbackups.h"
#include "models/device/devicestore.h"
#include "models/settings/jsonfile.h"

namespace Konstantly {

//! What we remember about a tool that we set up, to notice when the entry is gone.
struct ToolRecord
{
    QString path;
    QString entryName;
    QString workspace;

    friend bool operator==(const ToolRecord &, const ToolRecord &) = default;
};

//! The tools that we set up: <state>/tools.json.
class ToolRecords final
{
public:
    explicit ToolRecords(const AppPaths &paths);

    [[nodiscard]] std::optional<ToolRecord> find(const QString &toolId) const;
    //! Nothing = forget the tool.
    [[nodiscard]] Result<> set(const QString &toolId,
                               const std::optional<ToolRecord> &record) const;

private:
    JsonFile m_file;
};

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
};

//! Looks at one tool. Synchronous, any thread. Removes what killed changes of ours left in the tool's folder.
[[nodiscard]] ScannedTool scanTool(const ToolDescriptor &tool, const DeviceStore::Options &options);

//! The newest backup that the file, as it is in \a now, can be taken back with. Backups of changes that never reached the
//! file are skipped; FileChangedMeanwhile when the file is something else than any of them knows, NotConfigured when there
//! is none.
[[nodiscard]] Result<ConfigBackup> backupToUndo(const std::vector<ConfigBackup> &backups,
                                                const QString &path, const FileSnapshot &now);

//! How a scanned tool stands, given the workspaces and the one that is being looked at.
[[nodiscard]] ToolStatus evaluateTool(const ScannedTool &scanned,
                                      const DeviceStore::Options &options,
                                      const QList<Workspace> &workspaces, const QString &current);

//! \a command and \a args as one would type them, without secrets.
[[nodiscard]] QString commandLine(const QString &command, const QStringList &args);

} // namespace Konstantly

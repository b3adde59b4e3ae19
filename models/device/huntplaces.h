// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/clientcatalog.h"
#include "models/settings/apppaths.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace Konstantly {

//! What kind of file a copy of a key lies in.
enum class CopyKind {
    Config,      //!< a tool's own configuration, but not in an entry that the tool's state tells of
    Backup,      //!< a copy of a configuration that a tool, an editor or a person made
    EnvFile,     //!< variables beside a tool's configuration, or named by an entry
    OldSettings, //!< where a tool kept its configuration earlier
    Project,     //!< in the folder of a project that Claude Code knows
    OwnBackup,   //!< our own backups, which must be clean: finding one there is a bug of ours
    History      //!< of a shell; looked at only when asked to
};
//! cli.md: "old-settings".
[[nodiscard]] QString copyKindName(CopyKind kind);

//! Where to look: the files in \a folder whose names fit. Links are followed as long as they stay below \a root.
struct HuntPlace
{
    CopyKind kind = CopyKind::Config;
    QString toolId; //!< empty = no tool's
    QString root;
    QString folder;    //!< one step may be `*`
    QStringList names; //!< with `*` and `?`; hidden files fit too

    friend bool operator==(const HuntPlace &, const HuntPlace &) = default;
};

//! A file that an entry takes its variables from.
struct NamedEnvFile
{
    QString toolId;
    QString path; //!< as it stands there: may begin with ~ or hold a placeholder

    friend bool operator==(const NamedEnvFile &, const NamedEnvFile &) = default;
};

//! Which places there are to look at, as a table of data beside the catalogue's own: each tool's file is looked at with everything
//! that lies around it, wherever the catalogue finds it. No file is read. Any thread.
class HuntPlaces final
{
public:
    HuntPlaces(AppPaths paths, const ClientCatalog &catalog, QProcessEnvironment environment);

    //! In the order in which they are to be looked at: what is likely and small first. Without projects.
    [[nodiscard]] std::vector<HuntPlace> all(bool withHistories) const;
    //! Every version of a file that was saved in an editor: to be looked at last, because it can be a lot.
    [[nodiscard]] std::vector<HuntPlace> editorHistories() const;
    //! The file in which Claude Code notes the projects it knows.
    [[nodiscard]] QString projectList() const;
    //! What a project's folder may hold.
    [[nodiscard]] static std::vector<HuntPlace> inProject(const QString &folder);
    //! Nothing when only the tool can tell where that is.
    [[nodiscard]] std::optional<HuntPlace> forEnvFile(const NamedEnvFile &file) const;

private:
    struct ToolFile;

    [[nodiscard]] std::vector<ToolFile> toolFiles() const;
    void addAround(std::vector<HuntPlace> &places, const std::vector<ToolFile> &files) const;
    [[nodiscard]] HuntPlace place(CopyKind kind, const QString &toolId, const QString &base,
                                  const QString &below, const QStringList &names) const;
    [[nodiscard]] QString dataFolder() const;

    AppPaths m_paths;
    const ClientCatalog &m_catalog;
    QProcessEnvironment m_environment;
};

} // namespace Konstantly

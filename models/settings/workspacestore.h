// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/settings/apppaths.h"
#include "models/settings/jsonfile.h"
#include "models/settings/workspace.h"

#include <QList>
#include <QObject>

#include <functional>
#include <optional>

class QFileSystemWatcher;

namespace Konstantly {

//! The workspaces connected on this device: workspaces.json. Main thread.
//!
//! Several processes share the file: every change is made to what is on disk now, under a lock (see JsonFile), and
//! workspaces() is what that change saw. A damaged file is reported and kept aside by the next change; a file of a newer
//! version is reported and never written.
class WorkspaceStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceStore)

public:
    //! Reads nothing yet, see load().
    explicit WorkspaceStore(const AppPaths &paths, QObject *parent = nullptr);
    ~WorkspaceStore() override;

    //! Reads the file. After a failure workspaces() is empty (first read) or what it was, and problem() says why.
    Result<> load();
    //! Why the last load() or change failed to understand the file.
    [[nodiscard]] std::optional<Error> problem() const { return m_problem; }
    //! Where the last change put a damaged file; empty = there was none.
    [[nodiscard]] QString keptAside() const { return m_keptAside; }
    //! Follows changes made by other processes from now on.
    void watch();

    [[nodiscard]] const QList<Workspace> &workspaces() const { return m_workspaces; }
    [[nodiscard]] std::optional<Workspace> find(QStringView name) const;
    //! By the name of our entry in an AI tool's file.
    [[nodiscard]] std::optional<Workspace> findByEntry(QStringView entryName) const;
    [[nodiscard]] QString path() const { return m_file.path(); }

    //! Stores \a workspace and gives it its entry name. \return InvalidInput for a bad or taken name
    [[nodiscard]] Result<Workspace> add(const Workspace &workspace);
    //! Runs \a change on the record \a name as it is on disk now. The name, entry and origin can't be changed (H-3).
    //! \return NotConfigured when there is none
    [[nodiscard]] Result<Workspace> change(const QString &name,
                                           const std::function<void(Workspace &)> &change);
    //! Replaces the record of that name. Prefer change(): it can't undo what another process wrote.
    [[nodiscard]] Result<> update(const Workspace &workspace);
    //! Forgets the record. Its keychain slots and tool entries are the caller's to clean up first.
    [[nodiscard]] Result<> remove(const QString &name);

    //! Whether a change could be written now, see JsonFile::tryUpdate(): for who does something before that can't be taken back.
    [[nodiscard]] Result<> tryChange() const { return m_file.tryUpdate(); }

Q_SIGNALS:
    //! Not emitted when a load found what was known already.
    void workspacesChanged();

private:
    using ListChange = std::function<Result<>(QList<Workspace> &)>;
    [[nodiscard]] Result<> changeList(const ListChange &change);
    void take(const QList<Workspace> &workspaces);
    void watchAgain();

    JsonFile m_file;
    QList<Workspace> m_workspaces;
    std::optional<Error> m_problem;
    QString m_keptAside;
    QFileSystemWatcher *m_watcher = nullptr; // child
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/workspacestore.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

Result<QList<Workspace>> parseList(const QJsonObject &document)
{
    const QJsonValue value = document.value("workspaces"_L1);
    if (!value.isUndefined() && !value.isArray())
        return fail(ErrorCode::FileNotParsable, u"workspaces"_s);
    QList<Workspace> workspaces;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        Result<Workspace> workspace = workspaceFromJson(array.at(i).toObject());
        if (!workspace)
            return fail(ErrorCode::FileNotParsable,
                        u"workspaces[%1].%2"_s.arg(i).arg(workspace.error().detail));
        workspaces.append(*std::move(workspace));
    }
    return workspaces;
}

Result<> checkDocument(const QJsonObject &document)
{
    const Result<QList<Workspace>> list = parseList(document);
    return list ? Result<>() : fail(list.error());
}

QJsonArray toJson(const QList<Workspace> &workspaces)
{
    QJsonArray array;
    for (const Workspace &workspace : workspaces)
        array.append(Konstantly::toJson(workspace));
    return array;
}

auto findIn(const QList<Workspace> &workspaces, QStringView name)
{
    return std::find_if(workspaces.begin(), workspaces.end(),
                        [name](const Workspace &workspace) { return workspace.name == name; });
}

//! "konstantly" unless another workspace has it already: an entry that a tool uses is never renamed.
QString freeEntryName(const QList<Workspace> &workspaces, const QString &name)
{
    const bool isTaken = std::any_of(
        workspaces.begin(), workspaces.end(),
        [](const Workspace &other) { return other.entryName() == u"konstantly"; });
    return isTaken ? u"konstantly-"_s + name : u"konstantly"_s;
}

} // namespace

WorkspaceStore::WorkspaceStore(const AppPaths &paths, QObject *parent)
    : QObject(parent)
    , m_file(paths.workspacesFile(), paths.stateDir, checkDocument)
{}

WorkspaceStore::~WorkspaceStore() = default;

Result<> WorkspaceStore::load()
{
    const Result<QList<Workspace>> workspaces = m_file.read().and_then(parseList);
    watchAgain();
    if (!workspaces) {
        m_problem = workspaces.error();
        return fail(workspaces.error());
    }
    m_problem.reset();
    take(*workspaces);
    return {};
}

void WorkspaceStore::watch()
{
    if (m_watcher)
        return;
    m_watcher = new QFileSystemWatcher(this);
    const auto reload = [this] { std::ignore = load(); };
    // The atomic writer replaces the file, which ends the watch on it: the folder tells of the new one.
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, reload);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, reload);
    watchAgain();
}

void WorkspaceStore::watchAgain()
{
    if (!m_watcher)
        return;
    for (const QString &target : {path(), QFileInfo(path()).path()}) {
        const bool isWatched = m_watcher->files().contains(target)
                               || m_watcher->directories().contains(target);
        if (!isWatched && QFileInfo::exists(target))
            m_watcher->addPath(target);
    }
}

std::optional<Workspace> WorkspaceStore::find(QStringView name) const
{
    const auto it = findIn(m_workspaces, name);
    return it == m_workspaces.end() ? std::nullopt : std::optional(*it);
}

std::optional<Workspace> WorkspaceStore::findByEntry(QStringView entryName) const
{
    const auto it = std::find_if(
        m_workspaces.begin(), m_workspaces.end(),
        [entryName](const Workspace &workspace) { return workspace.entryName() == entryName; });
    return it == m_workspaces.end() ? std::nullopt : std::optional(*it);
}

Result<Workspace> WorkspaceStore::add(const Workspace &workspace)
{
    if (!isValidWorkspaceName(workspace.name))
        return fail(ErrorCode::InvalidInput,
                    tr("A workspace's name has up to 40 small letters, digits and hyphens and "
                       "starts with a letter or digit."),
                    workspace.name);
    if (!workspace.origin.isValid())
        return fail(ErrorCode::InvalidInput, tr("The workspace has no address."), workspace.name);
    Workspace added = workspace;
    const Result<> done = changeList([&added](QList<Workspace> &workspaces) -> Result<> {
        if (findIn(workspaces, added.name) != workspaces.cend())
            return fail(ErrorCode::InvalidInput,
                        tr("A workspace named “%1” is connected already.").arg(added.name),
                        added.name);
        added.entry = freeEntryName(workspaces, added.name);
        workspaces.append(added);
        return {};
    });
    if (!done)
        return fail(done.error());
    return added;
}

Result<Workspace> WorkspaceStore::change(const QString &name,
                                         const std::function<void(Workspace &)> &change)
{
    Workspace changed;
    const Result<> done = changeList([&](QList<Workspace> &workspaces) -> Result<> {
        const auto it = findIn(workspaces, name);
        if (it == workspaces.cend())
            return fail(ErrorCode::NotConfigured, {}, name);
        changed = *it;
        change(changed);
        changed.name = it->name;
        changed.entry = it->entry;
        changed.origin = it->origin;
        changed.isDemo = it->isDemo;
        workspaces.replace(it - workspaces.cbegin(), changed);
        return {};
    });
    if (!done)
        return fail(done.error());
    return changed;
}

Result<> WorkspaceStore::update(const Workspace &workspace)
{
    const Result<Workspace> done = change(workspace.name,
                                          [&workspace](Workspace &stored) { stored = workspace; });
    if (!done)
        return fail(done.error());
    return {};
}

Result<> WorkspaceStore::remove(const QString &name)
{
    return changeList([&name](QList<Workspace> &workspaces) -> Result<> {
        const qsizetype removed = workspaces.removeIf(
            [&name](const Workspace &workspace) { return workspace.name == name; });
        if (removed == 0)
            return fail(ErrorCode::NotConfigured, {}, name);
        return {};
    });
}

Result<> WorkspaceStore::changeList(const ListChange &change)
{
    QList<Workspace> workspaces;
    QString aside;
    const Result<QJsonObject> document = m_file.update(
        [&](QJsonObject &object) -> Result<> {
            const Result<QList<Workspace>> list = parseList(object);
            if (!list)
                return fail(list.error());
            workspaces = *list;
            if (const Result<> changed = change(workspaces); !changed)
                return changed;
            object.insert("workspaces"_L1, toJson(workspaces));
            return {};
        },
        &aside);
    if (!aside.isEmpty())
        m_keptAside = aside;
    if (!document)
        return fail(document.error());
    m_problem.reset();
    take(workspaces);
    watchAgain();
    return {};
}

void WorkspaceStore::take(const QList<Workspace> &workspaces)
{
    if (m_workspaces == workspaces)
        return;
    m_workspaces = workspaces;
    Q_EMIT workspacesChanged();
}

} // namespace Konstantly

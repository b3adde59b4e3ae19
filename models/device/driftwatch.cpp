// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/driftwatch.h"

#include <QFileInfo>

#include <algorithm>

namespace Konstantly {

DriftWatch::DriftWatch(Timing timing, QObject *parent)
    : QObject(parent)
    , m_timing(std::move(timing))
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &DriftWatch::notice);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &DriftWatch::notice);
}

DriftWatch::Tool &DriftWatch::tool(const QString &toolId)
{
    const auto [found, isNew] = m_tools.try_emplace(toolId);
    Tool &tool = found->second;
    if (isNew) {
        tool.notice.setSingleShot(true);
        connect(&tool.notice, &QTimer::timeout, this, [this, toolId, &tool] {
            tool.lastTime.start();
            watchAgain(tool); // before the look: what happens after it will be seen
            Q_EMIT touched(toolId);
        });
        tool.rewrite.setSingleShot(true);
        connect(&tool.rewrite, &QTimer::timeout, this, [this, toolId, &tool] {
            ++tool.nextLook;
            scheduleLook(tool);
            Q_EMIT lookDue(toolId);
        });
    }
    return tool;
}

void DriftWatch::follow(const QString &toolId, const QStringList &paths)
{
    Tool &followed = tool(toolId);
    const bool isOther = followed.paths != paths;
    followed.paths = paths;
    watchAgain(followed);
    if (isOther)
        unwatchUnused();
}

void DriftWatch::expectRewrite(const QString &toolId)
{
    Tool &changed = tool(toolId);
    changed.nextLook = 0;
    scheduleLook(changed);
}

void DriftWatch::scheduleLook(Tool &tool)
{
    if (tool.nextLook >= m_timing.afterChange.size())
        return;
    const std::chrono::milliseconds before = tool.nextLook == 0
                                                 ? std::chrono::milliseconds(0)
                                                 : m_timing.afterChange[tool.nextLook - 1];
    tool.rewrite.start(m_timing.afterChange[tool.nextLook] - before);
}

void DriftWatch::notice(const QString &path)
{
    for (auto &[id, tool] : m_tools) {
        // Not started anew while it runs: a file that is written without end is looked at, too.
        if (!tool.paths.contains(path) || tool.notice.isActive())
            continue;
        std::chrono::milliseconds wait = m_timing.settle;
        if (tool.lastTime.isValid())
            wait = std::max(wait, m_timing.atMostEvery
                                      - std::chrono::milliseconds(tool.lastTime.elapsed()));
        tool.notice.start(wait);
    }
}

void DriftWatch::watchAgain(const Tool &tool)
{
    const QStringList files = m_watcher.files();
    const QStringList folders = m_watcher.directories();
    for (const QString &path : tool.paths) {
        if (!files.contains(path) && !folders.contains(path) && QFileInfo::exists(path))
            m_watcher.addPath(path);
    }
}

void DriftWatch::unwatchUnused()
{
    QStringList unused;
    for (const QString &path : m_watcher.files() + m_watcher.directories()) {
        if (std::none_of(m_tools.begin(), m_tools.end(),
                         [&path](const auto &entry) { return entry.second.paths.contains(path); }))
            unused.append(path);
    }
    if (!unused.isEmpty())
        m_watcher.removePaths(unused);
}

} // namespace Konstantly

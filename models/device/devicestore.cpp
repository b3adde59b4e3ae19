// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/devicestore.h"

#include "models/base/background.h"
#include "models/device/configcommit.h"
#include "models/device/configplan.h"
#include "models/device/toolscan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

//! What the disk said about some tools, or all.
struct DeviceStore::Scan
{
    std::vector<ScannedTool> tools;

    [[nodiscard]] ScannedTool *find(const QString &toolId)
    {
        const auto found = std::find_if(
            tools.begin(), tools.end(),
            [&toolId](const ScannedTool &scanned) { return scanned.tool.id == toolId; });
        return found == tools.end() ? nullptr : &*found;
    }
};

struct DeviceStore::Applied
{
    Result<> result;
    Scan scan;
};

namespace {

std::vector<ScannedTool> scanAll(const DeviceStore::Options &options)
{
    std::vector<ScannedTool> tools;
    const ToolLaunches launches = readToolLaunches(options.paths);
    for (const ToolDescriptor &tool : options.tools)
        tools.push_back(scanTool(tool, options, launches));
    return tools;
}

std::vector<FoundKey> foundKeys(const ScannedTool &scanned)
{
    std::vector<FoundKey> result;
    for (const FoundEntry &entry : scanned.inspection.entries) {
        for (const Secret &key : entry.keys)
            result.push_back(foundKey(entry, key, scanned.tool.id, scanned.path));
    }
    return result;
}

} // namespace

const ToolDescriptor *DeviceStore::Options::find(QStringView toolId) const
{
    const auto found = std::find_if(
        tools.begin(), tools.end(),
        [toolId](const ToolDescriptor &tool) { return tool.id == toolId; });
    return found == tools.end() ? nullptr : &*found;
}

DeviceStore::DeviceStore(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_scan(std::make_unique<Scan>())
    , m_watch(m_options.driftTiming)
{
    connect(&m_watch, &DriftWatch::touched, this,
            [this](const QString &toolId) { look(toolId, true); });
    connect(&m_watch, &DriftWatch::lookDue, this,
            [this](const QString &toolId) { look(toolId, false); });
}

DeviceStore::~DeviceStore() = default;

void DeviceStore::setWorkspaces(const QList<Workspace> &workspaces, const QString &current)
{
    if (m_workspaces == workspaces && m_current == current)
        return;
    m_workspaces = workspaces;
    m_current = current;
    const std::vector<ToolStatus> before = m_tools;
    std::ignore = evaluate();
    if (m_tools != before)
        Q_EMIT changed();
}

QFuture<Result<>> DeviceStore::rescan()
{
    QPromise<Result<>> &promise = m_waiting.emplace_back();
    promise.start();
    QFuture<Result<>> future = promise.future();
    if (!m_isScanning)
        startScan();
    return future;
}

void DeviceStore::startScan()
{
    m_isScanning = true;
    const auto served = std::make_shared<std::vector<QPromise<Result<>>>>(std::move(m_waiting));
    m_waiting.clear();
    // The worker has its own copy of everything: the store may be gone before it ends.
    const QFuture<Scan> scan = inBackground<Scan>(
        [options = m_options] { return Scan{scanAll(options)}; });
    whenFinished(scan, this, [this, served, number = ++m_looks](const Scan &result) {
        m_isScanning = false;
        m_hasScanned = true;
        deliver(result, number);
        if (!m_waiting.empty())
            startScan();
        for (QPromise<Result<>> &promise : *served) {
            promise.addResult(Result<>());
            promise.finish();
        }
    });
    Q_EMIT changed();
}

//! Looks at one tool; with \a onlyIfChanged not even that when its file is the one that is known.
void DeviceStore::look(const QString &toolId, bool onlyIfChanged)
{
    const ToolDescriptor *tool = m_options.find(toolId);
    const ScannedTool *known = m_scan->find(toolId);
    if (!tool || !known)
        return;
    const auto job = [tool = *tool, path = known->path, identity = known->identity,
                      options = m_options, onlyIfChanged] {
        return onlyIfChanged && fileIdentity(path) == identity
                   ? Scan()
                   : Scan{{scanTool(tool, options, readToolLaunches(options.paths))}};
    };
    whenFinished(inBackground<Scan>(job), this, [this, number = ++m_looks](const Scan &scan) {
        if (!scan.tools.empty())
            deliver(scan, number);
    });
}

void DeviceStore::deliver(const Scan &scan, int number)
{
    if (m_scan->tools.empty()) {
        m_scan->tools = scan.tools;
        for (ScannedTool &tool : m_scan->tools)
            tool.number = number;
    }
    for (const ScannedTool &news : scan.tools) {
        ScannedTool *known = m_scan->find(news.tool.id);
        if (!known || known->number > number)
            continue; // something newer is known already
        *known = news;
        known->number = number;
    }
    const QStringList drifted = evaluate();
    follow();
    Q_EMIT changed();
    for (const QString &toolId : drifted)
        Q_EMIT driftNoticed(toolId);
}

//! Judges all tools anew and answers those that are found to have drifted just now.
QStringList DeviceStore::evaluate()
{
    std::vector<ToolStatus> tools;
    QStringList drifted;
    m_keys.clear();
    for (const ScannedTool &scanned : m_scan->tools) {
        ToolStatus status = evaluateTool(scanned, m_options, m_workspaces, m_current);
        addDrift(status, scanned, m_options.clock());
        if (noteDrift(status))
            drifted.append(status.tool.id);
        tools.push_back(std::move(status));
        for (FoundKey &key : foundKeys(scanned))
            m_keys.push_back(std::move(key));
    }
    m_tools = std::move(tools);
    return drifted;
}

//! Remembers since when \a status has drifted, and answers whether that began just now.
bool DeviceStore::noteDrift(ToolStatus &status)
{
    const QString &toolId = status.tool.id;
    if (!status.hasDrifted) {
        m_noticed.remove(toolId);
        return false;
    }
    const std::optional<ToolStatus> before = find(toolId);
    const bool isNew = before && !before->hasDrifted;
    if (isNew)
        m_noticed.insert(toolId, m_options.clock());
    status.noticedAt = m_noticed.value(toolId);
    return isNew;
}

void DeviceStore::watch()
{
    m_isWatching = true;
    follow();
}

void DeviceStore::follow()
{
    if (!m_isWatching)
        return;
    for (const ScannedTool &scanned : m_scan->tools)
        m_watch.follow(scanned.tool.id, scanned.isInstalled ? scanned.watchedPaths : QStringList());
}

std::optional<ToolStatus> DeviceStore::find(QStringView toolId) const
{
    const auto found = std::find_if(
        m_tools.begin(), m_tools.end(),
        [toolId](const ToolStatus &tool) { return tool.tool.id == toolId; });
    return found == m_tools.end() ? std::nullopt : std::optional(*found);
}

void DeviceStore::setBusy(const QString &toolId, bool isBusy)
{
    const bool wasBusy = m_busy.contains(toolId);
    m_busy[toolId] += isBusy ? 1 : -1;
    if (m_busy.value(toolId) <= 0)
        m_busy.remove(toolId);
    if (m_busy.contains(toolId) != wasBusy)
        Q_EMIT busyChanged(toolId);
}

//! Runs \a work, which owns all it uses, in a worker; the tool is busy meanwhile.
template<typename T, typename Work>
QFuture<T> DeviceStore::work(const QString &toolId, Work work)
{
    const auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    setBusy(toolId, true);
    whenFinished(inBackground<T>(std::move(work)), this, [this, toolId, promise](const T &result) {
        setBusy(toolId, false);
        promise->addResult(result);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<PlannedChange>> DeviceStore::planProtect(const QString &toolId,
                                                        const Workspace &workspace, Create create,
                                                        const EntryPlace &place)
{
    return work<Result<PlannedChange>>(
        toolId, [options = m_options, toolId, workspace, create, place] {
            return Konstantly::planProtect(options, toolId, workspace, create, place);
        });
}

QFuture<Result<PlannedChange>> DeviceStore::planRemove(const QString &toolId,
                                                       const QString &entryName)
{
    const ToolStatus known = find(toolId).value_or(ToolStatus());
    EntryPlace guess{known.entryProject, known.entryName};
    if (guess.name.isEmpty())
        guess.name = u"konstantly"_s;
    return work<Result<PlannedChange>>(toolId, [options = m_options, toolId, entryName, guess] {
        return Konstantly::planRemove(options, toolId, {{}, entryName}, guess);
    });
}

QFuture<Result<PlannedChange>> DeviceStore::planUndo(const QString &toolId)
{
    return work<Result<PlannedChange>>(
        toolId, [options = m_options, toolId] { return Konstantly::planUndo(options, toolId); });
}

QFuture<Result<QList<BackupSummary>>> DeviceStore::backups(const QString &toolId)
{
    return work<Result<QList<BackupSummary>>>(
        toolId, [folder = m_options.paths.backupDir, toolId]() -> Result<QList<BackupSummary>> {
            const std::vector<BackupSummary> found = ConfigBackups(folder).summaries(toolId);
            return QList<BackupSummary>(found.begin(), found.end());
        });
}

QFuture<Result<PlannedChange>> DeviceStore::planRestore(const QString &toolId,
                                                        const QString &backupId)
{
    return work<Result<PlannedChange>>(toolId, [options = m_options, toolId, backupId] {
        return Konstantly::planRestore(options, toolId, backupId);
    });
}

QFuture<Result<>> DeviceStore::apply(const PlannedChange &change)
{
    const QString toolId = change.toolId;
    const ToolDescriptor *tool = m_options.find(toolId);
    if (!tool)
        return failedFuture<void>(Error{ErrorCode::NotConfigured, {}, toolId, {}});
    if (change.action == ChangeAction::None)
        return readyFuture<void>(Result<>());
    // The look afterwards belongs to it: who hears that it is done finds the new state.
    const auto job = [options = m_options, change, tool = *tool, isKnown = m_hasScanned] {
        const Result<> result = carryOut(options, change);
        return Applied{result,
                       isKnown ? Scan{{scanTool(tool, options, readToolLaunches(options.paths))}}
                               : Scan{scanAll(options)}};
    };
    const auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    setBusy(toolId, true);
    whenFinished(inBackground<Applied>(job), this, [=, this](const Applied &done) {
        if (done.result)
            m_watch.expectRewrite(toolId);
        deliver(done.scan, ++m_looks); // newer than every look that began before
        m_hasScanned = true;
        setBusy(toolId, false);
        if (done.result)
            Q_EMIT applied(change);
        promise->addResult(done.result);
        promise->finish();
    });
    return promise->future();
}

} // namespace Konstantly

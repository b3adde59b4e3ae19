// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/keycopiesstore.h"

#include "models/base/opensslthread.h"
#include "models/device/devicestore.h"
#include "models/settings/workspacestore.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int ProgressMs = 200;

//! The keys that this device itself holds.
QList<KnownKey> ownKeys(const QList<Workspace> &workspaces)
{
    QList<KnownKey> keys;
    for (const Workspace &workspace : workspaces) {
        keys.append({workspace.deviceKeyPrefix,
                     workspace.deviceKeyName.isEmpty()
                         ? KeyCopiesStore::tr("this device's key for %1").arg(workspace.name)
                         : workspace.deviceKeyName,
                     workspace.origin, workspace.deviceKeyRevokedAt.isValid()});
        keys.append({workspace.consoleKeyPrefix,
                     KeyCopiesStore::tr("the key that %1 was connected with").arg(workspace.name),
                     workspace.origin, workspace.consoleKeyRevokedAt.isValid()});
    }
    return keys;
}

} // namespace

KeyCopiesStore::KeyCopiesStore(Options options, const DeviceStore &device,
                               const WorkspaceStore &workspaces, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_device(device)
    , m_workspaces(workspaces)
{
    // Of its own, so that a long hunt keeps nobody else waiting.
    m_worker.setMaxThreadCount(1);
    m_worker.setThreadPriority(QThread::LowPriority);
    connect(&workspaces, &WorkspaceStore::workspacesChanged, this, &KeyCopiesStore::changed);
}

KeyCopiesStore::~KeyCopiesStore()
{
    stop();
    m_worker.waitForDone();
}

HuntRequest KeyCopiesStore::request() const
{
    HuntRequest request{m_options.paths, m_options.catalog, m_options.environment, {}, {},
                        m_withHistories, m_options.limits};
    for (const ToolStatus &tool : m_device.tools()) {
        for (const QString &file : tool.keyFiles)
            request.envFiles.append({tool.tool.id, file});
    }
    for (const FoundKey &found : m_device.plaintextKeys())
        request.reported.insert({found.path, fingerprint(found.key)});
    return request;
}

QFuture<Result<>> KeyCopiesStore::hunt()
{
    QPromise<Result<>> &promise = m_waiting.emplace_back();
    promise.start();
    QFuture<Result<>> future = promise.future();
    if (m_isHunting)
        stop();
    else
        startHunt();
    return future;
}

void KeyCopiesStore::startHunt()
{
    m_isHunting = true;
    m_filesSoFar = 0;
    m_lastRequest = request();
    m_served = std::move(m_waiting);
    m_waiting.clear();
    m_isStopped = std::make_shared<std::atomic_bool>(false);
    // The destructor waits for the worker, so to the worker the store is always there; what it posts dies with the store.
    const auto post = [this](auto function) {
        QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
    };
    m_worker.start([this, post, stopped = m_isStopped, request = *m_lastRequest] {
        QElapsedTimer sinceTold;
        sinceTold.start();
        HuntReport report = huntKeys(request, [&](int files, qint64) {
            if (sinceTold.hasExpired(ProgressMs)) {
                sinceTold.restart();
                post([this, files] {
                    m_filesSoFar = files;
                    Q_EMIT progressed();
                });
            }
            return !*stopped;
        });
        releaseOpenSslThread();
        post([this, report = std::move(report)] { deliver(report); });
    });
    Q_EMIT changed();
}

void KeyCopiesStore::deliver(const HuntReport &report)
{
    m_isHunting = false;
    if (!m_waiting
             .empty()) { // it was stopped for the sake of those; whoever waited for it waits on
        for (QPromise<Result<>> &promise : m_served)
            m_waiting.push_back(std::move(promise));
        startHunt();
        return;
    }
    m_report = report;
    m_hasHunted = true;
    std::vector<QPromise<Result<>>> served = std::move(m_served);
    m_served.clear();
    Q_EMIT changed();
    for (QPromise<Result<>> &promise : served) {
        promise.addResult(Result<>());
        promise.finish();
    }
}

void KeyCopiesStore::huntIfNeeded()
{
    if (!m_device.hasScanned() || m_device.isScanning())
        return;
    const HuntRequest now = request();
    if (!m_lastRequest || now.envFiles != m_lastRequest->envFiles
        || now.reported != m_lastRequest->reported)
        (void) hunt(); // changed() tells
}

void KeyCopiesStore::stop()
{
    if (m_isStopped)
        *m_isStopped = true;
}

void KeyCopiesStore::setListedKeys(const QList<KnownKey> &keys)
{
    if (m_listed == keys)
        return;
    m_listed = keys;
    Q_EMIT changed();
}

std::optional<KnownKey> KeyCopiesStore::keyOf(const KeyFinding &finding) const
{
    if (finding.prefix.isEmpty())
        return std::nullopt;
    // The service's word on a key goes before ours: it knows of revocations made elsewhere.
    for (const QList<KnownKey> &keys : {m_listed, ownKeys(m_workspaces.workspaces())}) {
        const auto found = std::find_if(keys.begin(), keys.end(), [&finding](const KnownKey &key) {
            return key.prefix == finding.prefix;
        });
        if (found != keys.end())
            return *found;
    }
    return std::nullopt;
}

int KeyCopiesStore::problemCount() const
{
    return int(std::count_if(m_report.findings.begin(), m_report.findings.end(),
                             [this](const KeyFinding &finding) {
                                 const std::optional<KnownKey> key = keyOf(finding);
                                 return !key || !key->isRevoked;
                             }));
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keyrevoker.h"

#include "models/keychain/secretstore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/settings/workspacestore.h"

#include <QPromise>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Failures that the next key would meet as well.
bool concernsAll(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
    case ErrorCode::InvalidArguments:
    case ErrorCode::InvalidInput:
    case ErrorCode::OutcomeUnknown:
        return false;
    default:
        return true;
    }
}

} // namespace

//! One run over several keys: the others first, confirmed by the list; then the console key, which can only be confirmed by
//! the service refusing it.
class KeyRevoker::Job final : public QObject
{
public:
    Job(KeyRevoker &revoker, const RevokePreview &preview)
        : QObject(&revoker)
        , m_revoker(revoker)
        , m_keys(preview.keys)
        , m_consoleId(preview.includesConsoleKey ? preview.keys.last().id : QString())
        , m_deviceId(revoker.m_keys.access().workspace().activeDeviceKeyId())
    {
        m_promise.start();
    }
    ~Job() override
    {
        if (!m_isResolved)
            end(fail(ErrorCode::Cancelled));
    }
    Q_DISABLE_COPY_MOVE(Job)

    [[nodiscard]] QFuture<Result<RevokeReport>> future() { return m_promise.future(); }

    void start()
    {
        m_revoker.m_keys.access().client().then(
            this, [this](const Result<KonstantlyClient> &client) {
                if (!client)
                    return end(fail(client.error()));
                m_client = std::make_unique<KonstantlyClient>(*client);
                revokeNext();
            });
    }

private:
    void revokeNext()
    {
        if (m_next == m_keys.size())
            return m_sent.isEmpty() ? end(m_report) : confirm();
        const Key key = m_keys.at(m_next);
        if (key.id == m_consoleId && !m_sent.isEmpty())
            return confirm(); // while there still is a key to ask with
        ++m_next;
        if (m_revoker.m_isCancelled) {
            m_report.skipped << key.id;
            return revokeNext();
        }
        if (m_stoppedBy) {
            m_report.failed << FailedRevocation{key.id, key.name, *m_stoppedBy};
            return revokeNext();
        }
        if (isUnknown(key)) {
            m_report.failed << FailedRevocation{key.id, {}, {ErrorCode::NotFound, {}, key.id, {}}};
            return revokeNext();
        }
        m_client->revokeKey(key.id, this).then(this, [this, key](const Result<> &revoked) {
            take(key, revoked);
            Q_EMIT m_revoker.progressed(int(m_next), int(m_keys.size()));
            revokeNext();
        });
    }

    //! A complete list that does not have the id: nothing there to revoke, and most likely a slip of the pen.
    [[nodiscard]] bool isUnknown(const Key &key) const
    {
        const KeyStore &keys = m_revoker.m_keys;
        return keys.source() == KeySource::Api && keys.isComplete() && !keys.find(key.id);
    }

    void take(const Key &key, const Result<> &revoked)
    {
        if (revoked) {
            m_sent << FailedRevocation{
                key.id, key.name, {ErrorCode::OutcomeUnknown, {}, key.name, {}}};
            return;
        }
        if (revoked.error().code == ErrorCode::OutcomeUnknown) {
            m_sent << FailedRevocation{key.id, key.name, revoked.error()};
            return;
        }
        m_report.failed << FailedRevocation{key.id, key.name, revoked.error()};
        if (concernsAll(revoked.error()))
            m_stoppedBy = revoked.error();
    }

    void confirm()
    {
        if (m_sent.last().id == m_consoleId)
            m_revoker.m_keys.access().expectRefusal();
        m_revoker.m_keys.refresh().then(this, [this](const Result<> &listed) {
            const QList<FailedRevocation> sent = std::exchange(m_sent, {});
            for (const FailedRevocation &revocation : sent) {
                if (isGone(revocation.id, listed))
                    succeeded(revocation.id);
                else
                    m_report.failed << revocation;
            }
            revokeNext();
        });
    }

    [[nodiscard]] bool isGone(const QString &id, const Result<> &listed) const
    {
        if (!listed) {
            // The key that was revoked is the one that asks: being refused is the confirmation.
            return id == m_consoleId && listed.error().code == ErrorCode::Unauthorized;
        }
        if (m_revoker.m_keys.source() != KeySource::Api)
            return false;
        const std::optional<Key> key = m_revoker.m_keys.find(id);
        return !key || key->revokedAt;
    }

    void succeeded(const QString &id)
    {
        m_report.revoked << id;
        const auto key = std::ranges::find(m_keys, id, &Key::id);
        Q_EMIT m_revoker.revoked(key == m_keys.end() || key->name.isEmpty() ? id : key->name);
        const bool isConsoleKey = id == m_consoleId;
        const bool isDeviceKey = !m_deviceId.isEmpty() && id == m_deviceId;
        m_report.revokedConsoleKey |= isConsoleKey;
        m_report.revokedDeviceKey |= isDeviceKey;
        if (!isConsoleKey && !isDeviceKey)
            return;
        const QDateTime now = m_revoker.m_clock();
        const Result<Workspace> written = m_revoker.m_workspaces.change(
            m_revoker.m_keys.access().workspaceName(), [&](Workspace &workspace) {
                if (isConsoleKey && !workspace.consoleKeyRevokedAt.isValid())
                    workspace.consoleKeyRevokedAt = now;
                if (isDeviceKey && !workspace.deviceSlot.isEmpty()
                    && !workspace.deviceKeyRevokedAt.isValid())
                    workspace.deviceKeyRevokedAt = now;
            });
        if (!written)
            qWarning("The revocation could not be noted: %s",
                     qUtf8Printable(errorName(written.error().code)));
        if (isConsoleKey)
            m_revoker.m_keys.access().forget();
    }

    void end(const Result<RevokeReport> &result)
    {
        m_isResolved = true;
        if (m_revoker.m_job == this)
            m_revoker.m_job = nullptr;
        deleteLater();
        // Whoever gets the result may delete us: from here on nothing of this object is touched.
        QPromise<Result<RevokeReport>> promise = std::move(m_promise);
        promise.addResult(result);
        promise.finish();
    }

    KeyRevoker &m_revoker;
    QList<Key> m_keys;
    QString m_consoleId;
    QString m_deviceId;
    qsizetype m_next = 0;
    QList<FailedRevocation>
        m_sent; // accepted or unknown, with what to say if the list does not confirm it
    std::optional<Error> m_stoppedBy;
    RevokeReport m_report;
    std::unique_ptr<KonstantlyClient> m_client;
    QPromise<Result<RevokeReport>> m_promise;
    bool m_isResolved = false;
};

KeyRevoker::KeyRevoker(KeyStore &keys, WorkspaceStore &workspaces, SecretStore &secrets,
                       Clock clock, QObject *parent)
    : QObject(parent)
    , m_keys(keys)
    , m_workspaces(workspaces)
    , m_secrets(secrets)
    , m_clock(std::move(clock))
{}

KeyRevoker::~KeyRevoker()
{
    delete std::exchange(m_job, nullptr);
}

RevokePreview KeyRevoker::preview(const QStringList &ids) const
{
    const Workspace workspace = m_keys.access().workspace();
    RevokePreview preview;
    QStringList seen;
    for (const QString &id : ids) {
        if (id.isEmpty() || seen.contains(id))
            continue;
        seen << id;
        Key unknown;
        unknown.id = id;
        preview.keys << m_keys.find(id).value_or(unknown);
    }
    // This device's own keys last, so that a failure on the way leaves it working.
    const auto rank = [&workspace](const Key &key) {
        if (key.id == workspace.consoleKeyId)
            return 2;
        return key.id == workspace.activeDeviceKeyId() ? 1 : 0;
    };
    std::stable_sort(preview.keys.begin(), preview.keys.end(),
                     [&rank](const Key &a, const Key &b) { return rank(a) < rank(b); });
    for (const Key &key : std::as_const(preview.keys)) {
        const bool isDeviceKey = key.id == workspace.activeDeviceKeyId();
        const bool isConsoleKey = key.id == workspace.consoleKeyId;
        preview.includesDeviceKey |= isDeviceKey;
        preview.includesConsoleKey |= isConsoleKey;
        if ((isDeviceKey || isConsoleKey) && !key.name.isEmpty())
            preview.namesToType << key.name;
    }
    return preview;
}

QFuture<Result<RevokeReport>> KeyRevoker::revoke(const QStringList &ids)
{
    if (m_job)
        return readyFuture<RevokeReport>(fail(ErrorCode::Cancelled));
    m_isCancelled = false;
    Job *job = new Job(*this, preview(ids));
    m_job = job;
    QFuture<Result<RevokeReport>> future = job->future();
    job->start();
    return future;
}

QFuture<Result<>> KeyRevoker::cleanUp(const RevokeReport &report)
{
    const Workspace workspace = m_keys.access().workspace();
    QStringList slotNames;
    if (report.revokedConsoleKey)
        slotNames << workspace.consoleSlot;
    if (report.revokedDeviceKey)
        slotNames << workspace.activeDeviceSlot();
    for (const QString &id : report.revoked)
        slotNames << workspace.spareSlots.value(id);
    slotNames.removeAll(QString());
    slotNames.removeDuplicates();

    // The store runs its calls one after another; all are started, the first failure is reported.
    QFuture<Result<>> all = readyFuture<void>(Result<>());
    for (const QString &slot : std::as_const(slotNames)) {
        all = all.then(this,
                       [this, slot](const Result<> &before) {
                           return m_secrets.remove(slot).then(this, [before](const Result<> &now) {
                               return before ? now : before;
                           });
                       })
                  .unwrap();
    }
    return all.then(this, [this, report](const Result<> &removed) -> Result<> {
        if (!removed)
            return removed;
        const Result<Workspace> written = m_workspaces.change(
            m_keys.access().workspaceName(), [&report](Workspace &stored) {
                for (const QString &id : report.revoked) {
                    stored.spareSlots.remove(id);
                    stored.rotationDays.remove(id);
                }
            });
        return written ? Result<>() : fail(written.error());
    });
}

} // namespace Konstantly

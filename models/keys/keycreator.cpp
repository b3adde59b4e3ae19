// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keycreator.h"

#include "models/base/redaction.h"
#include "models/keychain/keyrecord.h"
#include "models/keychain/secretstore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/keys/namingrule.h"
#include "models/settings/exposures.h"
#include "models/settings/workspacestore.h"

#include <QPromise>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! How far the service's clock may be behind ours for a key still to count as "made by this very call".
constexpr int ClockToleranceSeconds = 600;

Result<> checkRequest(const CreateKeyRequest &request)
{
    switch (const NamingProblem problem = checkKeyName(request.name)) {
    case NamingProblem::Empty:
    case NamingProblem::TooLong:
    case NamingProblem::Unreadable:
        return fail(ErrorCode::InvalidInput, namingAdvice(problem), request.name);
    case NamingProblem::None:
    case NamingProblem::OneWord: // advised against, not forbidden
    case NamingProblem::Generic:
        break;
    }
    if (!request.scopes.read)
        return fail(ErrorCode::InvalidInput, KeyCreator::tr("Every key has the scope “read”."));
    return {};
}

} // namespace

//! One key in the making.
class KeyCreator::Job final : public QObject
{
public:
    Job(KeyCreator &creator, const CreateKeyRequest &request, const Secret &pasted = {})
        : QObject(&creator)
        , m_creator(creator)
        , m_request(request)
    {
        m_created.secret = pasted;
        m_promise.start();
    }
    ~Job() override
    {
        if (!m_isResolved)
            end(fail(m_wasSent ? ErrorCode::OutcomeUnknown : ErrorCode::Cancelled, {},
                     m_request.name));
    }
    Q_DISABLE_COPY_MOVE(Job)

    [[nodiscard]] QFuture<Result<StoredKey>> future() { return m_promise.future(); }

    void start()
    {
        if (const Result<> writable = m_creator.m_workspaces.tryChange(); !writable)
            return end(fail(writable.error()));
        Q_EMIT m_creator.stepChanged(Step::CheckingKeychain);
        probe(m_creator.m_secrets).then(this, [this](const Result<> &probed) {
            if (!probed)
                return end(fail(probed.error()));
            if (m_created.secret.isEmpty())
                createRemotely();
            else
                checkPasted();
        });
    }

private:
    void createRemotely()
    {
        m_creator.m_keys.access().client().then(
            this, [this](const Result<KonstantlyClient> &client) {
                if (!client)
                    return end(fail(client.error()));
                Q_EMIT m_creator.stepChanged(Step::Creating);
                for (const Key &key : m_creator.m_keys.keys())
                    m_idsBefore << key.id;
                m_startedAt = m_creator.m_clock();
                m_wasSent = true;
                client->createKey(m_request.name, m_request.scopes, this)
                    .then(this, [this](const Result<CreatedKey> &created) {
                        if (created) {
                            m_created = *created;
                            LiveSecrets::add(m_created.secret);
                            m_creator.m_unstored = m_created; // until it is stored
                            return store();
                        }
                        if (created.error().code == ErrorCode::OutcomeUnknown)
                            return lookForOrphan(created.error());
                        end(fail(created.error()));
                    });
            });
    }

    void checkPasted()
    {
        Q_EMIT m_creator.stepChanged(Step::Creating);
        const KonstantlyClient client = m_creator.m_keys.access().clientWith(m_created.secret);
        client.capabilities(this).then(this, [this](const Result<Capabilities> &capabilities) {
            if (!capabilities)
                return end(fail(capabilities.error()));
            const QString prefix = keyPrefix(m_created.secret);
            m_created.key.name = m_request.name;
            m_created.key.prefix = prefix;
            m_created.key.scopes = capabilities->scopes;
            m_created.key.owner = capabilities->user;
            m_created.key.createdAt = m_creator.m_clock();
            // The list may know it already: then its id is known as well.
            for (const Key &key : m_creator.m_keys.keys()) {
                if (!prefix.isEmpty() && key.prefix == prefix && !key.revokedAt)
                    m_created.key = key;
            }
            store();
        });
    }

    void lookForOrphan(const Error &error)
    {
        Q_EMIT m_creator.stepChanged(Step::LookingForOrphan);
        m_creator.m_keys.refresh().then(this, [this, error](const Result<> &refreshed) {
            if (refreshed && m_creator.m_keys.source() == KeySource::Api) {
                const QList<Key> &keys = m_creator.m_keys.keys();
                const auto it = std::find_if(keys.begin(), keys.end(),
                                             [this](const Key &key) { return isOurs(key); });
                if (it != keys.end())
                    m_creator.m_orphan = OrphanKey{*it};
            }
            end(fail(ErrorCode::OutcomeUnknown, error.detail, m_request.name));
        });
    }

    [[nodiscard]] bool isOurs(const Key &key) const
    {
        return key.name == m_request.name && !key.revokedAt && !m_idsBefore.contains(key.id)
               && key.createdAt >= m_startedAt.addSecs(-ClockToleranceSeconds);
    }

    void store()
    {
        Q_EMIT m_creator.stepChanged(Step::Storing);
        m_slot = newSlot();
        const Workspace workspace = m_creator.m_keys.access().workspace();
        const KeyRecord record{workspace.origin, m_created.key.id, m_created.secret,
                               workspace.isDemo};
        writeKeyRecord(m_creator.m_secrets, m_slot, record)
            .then(this, [this](const Result<> &stored) {
                if (!stored)
                    return endUnstored(stored.error());
                remember();
            });
    }

    void remember()
    {
        StoredKey result{m_created.key, m_created.secret, m_slot, m_request.useHere, {}};
        const Result<Workspace> written = m_creator.m_workspaces.change(
            m_creator.m_keys.access().workspaceName(),
            [this, &result](Workspace &workspace) { record(workspace, result); });
        if (written) {
            m_creator.m_unstored.reset();
            noteInList();
            Q_EMIT m_creator.stepChanged(Step::Done);
            Q_EMIT m_creator.created(result.key.name);
            return end(result);
        }
        // Nothing points to the slot, so the key would be lost in the keychain: hand it to the user instead.
        const Error &error = written.error();
        m_creator.m_secrets.remove(m_slot).then(
            this, [this, error](const Result<> &) { endUnstored(error); });
    }

    void record(Workspace &workspace, StoredKey &result) const
    {
        const Key &key = m_created.key;
        if (m_request.rotationDays && !key.id.isEmpty())
            workspace.rotationDays.insert(key.id, *m_request.rotationDays);
        const QString spareId = key.id.isEmpty() ? LocalIdPrefix.toString() + key.prefix : key.id;
        if (!m_request.useHere) {
            workspace.spareSlots.insert(spareId, m_slot);
            return;
        }
        if (!workspace.deviceSlot.isEmpty()) {
            // The old device key still works until it is revoked, so it stays findable.
            const QString oldId = workspace.deviceKeyId.isEmpty()
                                      ? LocalIdPrefix.toString() + workspace.deviceKeyPrefix
                                      : workspace.deviceKeyId;
            workspace.spareSlots.insert(oldId, workspace.deviceSlot);
            result.replacedSlot = workspace.deviceSlot;
        }
        workspace.deviceSlot = m_slot;
        workspace.deviceKeyId = key.id;
        workspace.deviceKeyPrefix = keyPrefix(m_created.secret);
        workspace.deviceKeyName = key.name;
        workspace.deviceKeyRevokedAt = {};
    }

    void noteInList()
    {
        if (!m_created.key.id.isEmpty())
            m_creator.m_keys.noteCreated(m_created.key);
    }

    void endUnstored(const Error &error)
    {
        m_creator.m_unstored = m_created;
        noteInList();
        end(fail(error));
    }

    void end(const Result<StoredKey> &result)
    {
        m_isResolved = true;
        if (m_creator.m_job == this)
            m_creator.m_job = nullptr;
        deleteLater();
        // Whoever gets the result may delete us: from here on nothing of this object is touched.
        QPromise<Result<StoredKey>> promise = std::move(m_promise);
        promise.addResult(result);
        promise.finish();
    }

    KeyCreator &m_creator;
    CreateKeyRequest m_request;
    CreatedKey m_created;
    QString m_slot;
    QStringList m_idsBefore;
    QDateTime m_startedAt;
    bool m_wasSent = false;
    bool m_isResolved = false;
    QPromise<Result<StoredKey>> m_promise;
};

KeyCreator::KeyCreator(KeyStore &keys, WorkspaceStore &workspaces, SecretStore &secrets,
                       Clock clock, QObject *parent)
    : QObject(parent)
    , m_keys(keys)
    , m_workspaces(workspaces)
    , m_secrets(secrets)
    , m_clock(std::move(clock))
{}

KeyCreator::~KeyCreator()
{
    delete std::exchange(m_job, nullptr);
}

QFuture<Result<StoredKey>> KeyCreator::create(const CreateKeyRequest &request)
{
    CreateKeyRequest trimmed = request;
    trimmed.name = request.name.trimmed();
    if (const Result<> checked = checkRequest(trimmed); !checked)
        return failedFuture<StoredKey>(checked.error());
    if (m_job)
        return readyFuture<StoredKey>(fail(ErrorCode::Cancelled));
    return run(new Job(*this, trimmed));
}

QFuture<Result<StoredKey>> KeyCreator::adopt(const Secret &key, const CreateKeyRequest &request)
{
    if (key.isEmpty())
        return readyFuture<StoredKey>(fail(ErrorCode::InvalidInput, tr("There is no key.")));
    if (m_job)
        return readyFuture<StoredKey>(fail(ErrorCode::Cancelled));
    return run(new Job(*this, request, key));
}

QFuture<Result<StoredKey>> KeyCreator::run(Job *job)
{
    m_job = job;
    m_unstored.reset();
    m_orphan.reset();
    QFuture<Result<StoredKey>> future = job->future();
    job->start();
    return future;
}

} // namespace Konstantly

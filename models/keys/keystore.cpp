// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keystore.h"

#include "models/keys/consoleaccess.h"
#include "models/settings/workspacestore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

// A page of the audit log is one call of the key's quota; tool calls outnumber key events by far.
constexpr int AuditPageSize = 250;
constexpr int MaxAuditPages = 8;

QString localId(const QString &id, const QString &prefix)
{
    return id.isEmpty() ? LocalIdPrefix.toString() + prefix : id;
}

const Key *ownKey(const QList<Key> &keys, const QString &id, const QString &prefix)
{
    const auto it = std::find_if(keys.begin(), keys.end(), [&](const Key &key) {
        return id.isEmpty() ? !prefix.isEmpty() && key.prefix == prefix : key.id == id;
    });
    return it == keys.end() ? nullptr : &*it;
}

} // namespace

struct KeyStore::Answer
{
    QList<Key> keys;
    KeySource source = KeySource::Api;
    bool isComplete = true;
    std::optional<Error> refusal;
};

//! One run of refresh(): the scope of its calls, so that deleting it aborts them.
class KeyStore::Refresh final : public QObject
{
public:
    Refresh(KeyStore &store, Purpose purpose)
        : QObject(&store)
        , m_store(store)
        , m_purpose(purpose)
    {
        m_promise.start();
    }

    ~Refresh() override
    {
        if (!m_isResolved)
            resolve(fail(ErrorCode::Cancelled));
    }
    Q_DISABLE_COPY_MOVE(Refresh)

    [[nodiscard]] QFuture<Result<>> future() { return m_promise.future(); }

    void start()
    {
        m_store.m_access.client().then(this, [this](const Result<KonstantlyClient> &client) {
            if (!client)
                return end(client.error());
            m_client = std::make_unique<KonstantlyClient>(*client);
            m_client->allKeys(this, m_purpose).then(this, [this](const Result<QList<Key>> &keys) {
                if (keys)
                    end(Answer{*keys, KeySource::Api, true, {}});
                else if (isManagementRefused(keys.error()))
                    readAudit(keys.error());
                else
                    end(keys.error());
            });
        });
    }

    void resolve(const Result<> &result)
    {
        m_isResolved = true;
        // Whoever gets the result may delete the store: from here on nothing of this object is touched.
        QPromise<Result<>> promise = std::move(m_promise);
        promise.addResult(result);
        promise.finish();
    }

private:
    void readAudit(const Error &refusal)
    {
        m_client->auditEvents({}, int(m_events.size()), AuditPageSize, this, m_purpose)
            .then(this, [this, refusal](const Result<Page<AuditEvent>> &page) {
                if (!page)
                    return endWithoutAudit(refusal, page.error());
                m_events += page->items;
                const bool isComplete = page->items.isEmpty()
                                        || m_events.size() >= page->totalCount;
                if (!isComplete && ++m_pages < MaxAuditPages)
                    return readAudit(refusal);
                end(Answer{keysFromAudit(m_events), KeySource::Audit, isComplete, refusal});
            });
    }

    void endWithoutAudit(const Error &refusal, const Error &error)
    {
        // Refused twice with 401 is a rejected key, not a server that manages keys in the browser alone.
        const bool isRejected = refusal.code == ErrorCode::Unauthorized
                                && error.code == ErrorCode::Unauthorized;
        if (isRejected || !isManagementRefused(error))
            return end(error);
        const Workspace workspace = m_store.m_access.workspace();
        QList<Key> keys{consoleKeyAsKnown(workspace)};
        if (const std::optional<Key> device = deviceKeyAsKnown(workspace))
            keys.prepend(*device);
        end(Answer{keys, KeySource::Local, false, refusal});
    }

    void end(const Answer &answer)
    {
        m_store.take(answer);
        m_store.finish(this, {});
    }

    void end(const Error &error) { m_store.finish(this, fail(error)); }

    KeyStore &m_store;
    Purpose m_purpose;
    QPromise<Result<>> m_promise;
    bool m_isResolved = false;
    std::unique_ptr<KonstantlyClient> m_client;
    QList<AuditEvent> m_events;
    int m_pages = 0;
};

QString keySourceName(KeySource source)
{
    switch (source) {
    case KeySource::Api:
        return u"api"_s;
    case KeySource::Audit:
        return u"audit"_s;
    case KeySource::Local:
        return u"local"_s;
    }
    return {};
}

KeyStore::KeyStore(ConsoleAccess &access, WorkspaceStore &workspaces, Clock clock, QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_workspaces(workspaces)
    , m_clock(std::move(clock))
{}

KeyStore::~KeyStore()
{
    // While this still is a KeyStore: ending its future may run code that asks it.
    disconnect();
    delete std::exchange(m_scope, nullptr);
}

QFuture<Result<>> KeyStore::refresh(Purpose purpose)
{
    delete std::exchange(m_scope, nullptr);
    m_scope = new Refresh(*this, purpose);
    Refresh *refresh = m_scope;
    QFuture<Result<>> future = refresh->future();
    Q_EMIT stateChanged();
    if (m_scope == refresh) // nobody overtook it in a slot
        refresh->start();
    return future;
}

void KeyStore::cancel()
{
    if (Refresh *refresh = std::exchange(m_scope, nullptr)) {
        delete refresh;
        Q_EMIT stateChanged();
    }
}

void KeyStore::finish(Refresh *refresh, const Result<> &result)
{
    m_scope = nullptr;
    refresh->deleteLater(); // its own code is on the stack
    if (result)
        m_lastError.reset();
    else
        m_lastError = result.error();
    m_lastErrorAt = result ? QDateTime() : m_clock();
    Q_EMIT stateChanged();
    refresh->resolve(result);
}

void KeyStore::take(const Answer &answer)
{
    const bool hasChanged = m_keys != answer.keys || m_source != answer.source
                            || !m_fetchedAt.isValid();
    m_keys = answer.keys;
    m_source = answer.source;
    m_isComplete = answer.isComplete;
    m_refusal = answer.refusal;
    m_fetchedAt = m_clock();
    if (m_source == KeySource::Api)
        recordOwnKeys();
    if (hasChanged)
        Q_EMIT keysChanged();
}

void KeyStore::recordOwnKeys()
{
    const Workspace before = m_access.workspace();
    Workspace after = before;
    if (const Key *key = ownKey(m_keys, before.consoleKeyId, before.consoleKeyPrefix)) {
        after.consoleKeyId = key->id;
        after.consoleKeyRevokedAt = key->revokedAt.value_or(QDateTime());
    }
    if (const Key *key = ownKey(m_keys, before.deviceKeyId, before.deviceKeyPrefix);
        key && !before.deviceSlot.isEmpty()) {
        after.deviceKeyId = key->id;
        after.deviceKeyName = key->name;
        after.deviceKeyRevokedAt = key->revokedAt.value_or(QDateTime());
    }
    if (after == before)
        return;
    // Only what was learned here is written: another process may have changed the rest meanwhile.
    const Result<Workspace> written = m_workspaces.change(before.name, [&](Workspace &stored) {
        if (stored.consoleSlot == before.consoleSlot) {
            stored.consoleKeyId = after.consoleKeyId;
            stored.consoleKeyRevokedAt = after.consoleKeyRevokedAt;
        }
        if (stored.deviceSlot == before.deviceSlot) {
            stored.deviceKeyId = after.deviceKeyId;
            stored.deviceKeyName = after.deviceKeyName;
            stored.deviceKeyRevokedAt = after.deviceKeyRevokedAt;
        }
    });
    if (!written)
        qWarning("The workspace's key ids could not be stored: %s",
                 qUtf8Printable(errorName(written.error().code)));
}

std::optional<Key> KeyStore::find(QStringView id) const
{
    const auto it = std::find_if(m_keys.begin(), m_keys.end(),
                                 [id](const Key &key) { return key.id == id; });
    return it == m_keys.end() ? std::nullopt : std::optional(*it);
}

QStringList KeyStore::activeNames() const
{
    QStringList names;
    for (const Key &key : m_keys) {
        if (!key.revokedAt)
            names << key.name;
    }
    return names;
}

void KeyStore::noteCreated(const Key &key)
{
    if (find(key.id))
        return;
    m_keys.prepend(key);
    Q_EMIT keysChanged();
}

Key consoleKeyAsKnown(const Workspace &workspace)
{
    Key key;
    key.id = localId(workspace.consoleKeyId, workspace.consoleKeyPrefix);
    key.name = workspace.deviceSlot.isEmpty() ? workspace.deviceName : QString();
    key.prefix = workspace.consoleKeyPrefix;
    key.owner = UserRef{workspace.userId, workspace.userName, {}, {}};
    if (workspace.consoleKeyRevokedAt.isValid())
        key.revokedAt = workspace.consoleKeyRevokedAt;
    return key;
}

std::optional<Key> deviceKeyAsKnown(const Workspace &workspace)
{
    if (workspace.deviceSlot.isEmpty())
        return std::nullopt;
    Key key;
    key.id = localId(workspace.deviceKeyId, workspace.deviceKeyPrefix);
    key.name = workspace.deviceKeyName;
    key.prefix = workspace.deviceKeyPrefix;
    if (workspace.deviceKeyRevokedAt.isValid())
        key.revokedAt = workspace.deviceKeyRevokedAt;
    return key;
}

QList<Key> keysFromAudit(const QList<AuditEvent> &events)
{
    QList<Key> keys;
    QHash<QString, AuditEvent> revocations;
    for (const AuditEvent &event : events) {
        if (event.targetId.isEmpty())
            continue;
        if (event.eventType == AuditEventType::KeyRevoked) {
            revocations.insert(event.targetId, event);
        } else if (event.eventType == AuditEventType::KeyCreated) {
            Key key;
            key.id = event.targetId;
            key.name = QJsonDocument::fromJson(event.data).object().value("name"_L1).toString();
            key.owner = event.author;
            key.createdAt = event.createdAt;
            keys.append(key);
        }
    }
    for (Key &key : keys) {
        if (const auto it = revocations.constFind(key.id); it != revocations.cend()) {
            key.revokedAt = it->createdAt;
            key.revokedBy = it->author;
        }
    }
    std::stable_sort(keys.begin(), keys.end(),
                     [](const Key &a, const Key &b) { return a.createdAt > b.createdAt; });
    return keys;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/workspaceconnector.h"

#include "models/base/file.h"
#include "models/base/redaction.h"
#include "models/keychain/keyrecord.h"
#include "models/keychain/secretstore.h"
#include "models/konstantly/konstantlyclient.h"
#include "models/settings/exposures.h"
#include "models/settings/workspacestore.h"

#include <QDir>
#include <QPromise>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 MaxCaBytes = 1024 * 1024;

//! "acme" for acme.konstantly.com and for acme.example.org.
QString nameFor(const ConnectRequest &request)
{
    if (!request.name.isEmpty())
        return request.name;
    if (request.origin.kind() == Origin::Kind::Demo)
        return u"demo"_s;
    return suggestedWorkspaceName(request.origin.host().section(u'.', 0, 0));
}

//! Whether \a path, unless it is empty, is a file with certificates.
Result<> checkCaFile(const QString &path)
{
    if (path.isEmpty())
        return {};
    const Result<FileSnapshot> file = readFile(path, MaxCaBytes);
    if (!file)
        return fail(file.error());
    if (!QDir::isAbsolutePath(path) || !file->exists
        || !file->bytes.contains("-----BEGIN CERTIFICATE-----")) {
        return fail(ErrorCode::InvalidInput,
                    WorkspaceConnector::tr("%1 holds no certificate in PEM form.").arg(path), path);
    }
    return {};
}

//! Whether a keychain that failed to remove a key so may have done it, or still do it.
bool mayTakeEffect(const Error &error)
{
    return error.code == ErrorCode::KeychainNotAnswering
           || error.code == ErrorCode::KeychainUnconfirmed;
}

} // namespace

QString hostToConfirm(const Origin &origin)
{
    return origin.port() == 443 ? origin.host()
                                : origin.host() + u':' + QString::number(origin.port());
}

bool confirmsHost(const Origin &origin, QStringView typed)
{
    return typed.trimmed().compare(hostToConfirm(origin), Qt::CaseInsensitive) == 0;
}

//! One connection in the making.
class WorkspaceConnector::Job final : public QObject
{
public:
    Job(WorkspaceConnector &connector, const ConnectRequest &request)
        : QObject(&connector)
        , m_connector(connector)
        , m_request(request)
    {
        m_promise.start();
    }
    ~Job() override
    {
        if (!m_isResolved)
            end(fail(ErrorCode::Cancelled));
    }
    Q_DISABLE_COPY_MOVE(Job)

    [[nodiscard]] QFuture<Result<ConnectedWorkspace>> future() { return m_promise.future(); }

    void start()
    {
        Q_EMIT m_connector.stepChanged(Step::CheckingKey);
        const KonstantlyClient client(m_connector.m_http, BoundKey{m_request.origin, m_request.key},
                                      TrustOptions{m_request.caFile});
        client.capabilities(this).then(this, [this](const Result<Capabilities> &capabilities) {
            if (!capabilities)
                return end(fail(capabilities.error()));
            m_connected.capabilities = *capabilities;
            probeKeychain();
        });
    }

private:
    void probeKeychain()
    {
        Q_EMIT m_connector.stepChanged(Step::CheckingKeychain);
        probe(m_connector.m_secrets).then(this, [this](const Result<> &probed) {
            if (!probed)
                return end(fail(probed.error()));
            m_connector.m_secrets.status().then(this, [this](const KeychainStatus &status) {
                m_connected.keychain = status.backend;
                storeKey();
            });
        });
    }

    void storeKey()
    {
        Q_EMIT m_connector.stepChanged(Step::Storing);
        m_slot = newSlot();
        const KeyRecord record{
            m_request.origin, {}, m_request.key, m_request.origin.kind() == Origin::Kind::Demo};
        writeKeyRecord(m_connector.m_secrets, m_slot, record)
            .then(this, [this](const Result<> &stored) {
                if (!stored)
                    return end(fail(stored.error()));
                remember();
            });
    }

    void remember()
    {
        Workspace workspace;
        workspace.name = nameFor(m_request);
        workspace.origin = m_request.origin;
        workspace.plan = m_request.plan;
        workspace.caFile = m_request.caFile;
        workspace.userId = m_connected.capabilities.user.id;
        workspace.userName = m_connected.capabilities.user.name;
        workspace.deviceName = m_request.deviceName;
        workspace.consoleSlot = m_slot;
        workspace.consoleKeyPrefix = keyPrefix(m_request.key);
        workspace.isDemo = m_request.origin.kind() == Origin::Kind::Demo;
        Q_EMIT m_connector.workspaceAboutToBeAdded(workspace.name);
        const Result<Workspace> added = m_connector.m_workspaces.add(workspace);
        if (added) {
            m_connected.workspace = *added;
            Q_EMIT m_connector.stepChanged(Step::Done);
            return end(m_connected);
        }
        // A key that nothing points to must not stay behind. What the keychain says to that can't be helped.
        const Error &error = added.error();
        m_connector.m_secrets.remove(m_slot).then(
            this, [this, error](const Result<> &) { end(fail(error)); });
    }

    void end(const Result<ConnectedWorkspace> &result)
    {
        m_isResolved = true;
        if (m_connector.m_job == this)
            m_connector.m_job = nullptr;
        deleteLater();
        // Whoever gets the result may delete us: from here on nothing of this object is touched.
        QPromise<Result<ConnectedWorkspace>> promise = std::move(m_promise);
        promise.addResult(result);
        promise.finish();
    }

    WorkspaceConnector &m_connector;
    ConnectRequest m_request;
    ConnectedWorkspace m_connected;
    QString m_slot;
    QPromise<Result<ConnectedWorkspace>> m_promise;
    bool m_isResolved = false;
};

WorkspaceConnector::WorkspaceConnector(WorkspaceStore &workspaces, SecretStore &secrets,
                                       HttpClient &http, QObject *parent)
    : QObject(parent)
    , m_workspaces(workspaces)
    , m_secrets(secrets)
    , m_http(http)
{}

WorkspaceConnector::~WorkspaceConnector()
{
    delete std::exchange(m_job, nullptr);
}

Result<> WorkspaceConnector::check(const ConnectRequest &request) const
{
    if (!request.origin.isValid())
        return fail(ErrorCode::InvalidInput, tr("The workspace's address is missing."));
    // The demo never leaves this process.
    if (request.origin.kind() != Origin::Kind::Demo) {
        if (const Result<> allowed = m_policy.checkNewHost(request.origin.host()); !allowed)
            return allowed;
    }
    if (request.origin.kind() == Origin::Kind::Custom
        && !confirmsHost(request.origin, request.confirmHost)) {
        return fail(ErrorCode::OriginUnconfirmed, {}, request.origin.host());
    }
    const QString name = nameFor(request);
    if (!isValidWorkspaceName(name))
        return fail(ErrorCode::InvalidInput,
                    tr("A workspace's name has up to 40 small letters, digits and hyphens and "
                       "starts with a letter or digit."),
                    name);
    if (m_workspaces.find(name))
        return fail(ErrorCode::InvalidInput,
                    tr("A workspace named “%1” is connected already.").arg(name), name);
    if (request.key.isEmpty())
        return fail(ErrorCode::InvalidInput, tr("There is no key."));
    if (const Result<> checked = checkCaFile(request.caFile); !checked)
        return checked;
    return m_workspaces.tryChange();
}

QFuture<Result<ConnectedWorkspace>> WorkspaceConnector::add(const ConnectRequest &request)
{
    if (m_job)
        return readyFuture<ConnectedWorkspace>(fail(ErrorCode::Cancelled));
    if (const Result<> checked = check(request); !checked)
        return failedFuture<ConnectedWorkspace>(checked.error());
    LiveSecrets::add(request.key);
    Job *job = new Job(*this, request);
    m_job = job;
    QFuture<Result<ConnectedWorkspace>> future = job->future();
    job->start();
    return future;
}

QFuture<Result<>> WorkspaceConnector::remove(const QString &name)
{
    const Result<Workspace> begun = m_workspaces.change(
        name, [](Workspace &workspace) { workspace.isBeingRemoved = true; });
    if (!begun)
        return readyFuture<void>(fail(begun.error()));
    return removeSlots(*begun, begun->slotNames())
        .then(this, [this, gone = *begun](const Result<> &removed) -> Result<> {
            const Result<> forgotten = removed ? m_workspaces.remove(gone.name) : removed;
            if (forgotten)
                Q_EMIT workspaceRemoved(gone);
            return forgotten;
        });
}

//! One after another; the first failure ends it.
QFuture<Result<>> WorkspaceConnector::removeSlots(const Workspace &leaving, QStringList slotNames)
{
    if (slotNames.isEmpty())
        return readyFuture<void>(Result<>());
    const bool isFirst = slotNames.size() == leaving.slotNames().size();
    const QString slot = slotNames.takeFirst();
    return m_secrets.remove(slot)
        .then(this,
              [this, leaving, slotNames, isFirst](const Result<> &removed) {
                  if (removed)
                      return removeSlots(leaving, slotNames);
                  // When no key is gone, the workspace is what it was.
                  if (isFirst && !mayTakeEffect(removed.error()))
                      std::ignore = m_workspaces.change(leaving.name, [](Workspace &workspace) {
                          workspace.isBeingRemoved = false;
                      });
                  return readyFuture<void>(removed);
              })
        .unwrap();
}

} // namespace Konstantly

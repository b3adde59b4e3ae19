// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/future.h"
#include "models/konstantly/types.h"
#include "models/settings/policy.h"
#include "models/settings/workspace.h"

#include <QObject>

namespace Konstantly {

class HttpClient;
class SecretStore;
class WorkspaceStore;

//! What is needed to connect a workspace.
struct ConnectRequest
{
    QString name;  //!< empty = made from the host
    Origin origin; //!< a demo origin is accepted only as such, see Origin::parseDemo()
    Secret key;    //!< cleaned by keyFromInput()
    QString
        confirmHost; //!< what the user typed to confirm a host outside konstantly.com (security H-2)
    Plan plan = Plan::Business;
    QString caFile;     //!< absolute path of a PEM file; empty = none
    QString deviceName; //!< suggested name for this device's key
};

struct ConnectedWorkspace
{
    Workspace workspace;
    Capabilities capabilities;
    QString keychain; //!< "GNOME Keyring"
};

//! Connects a workspace: asks the service who the key acts for, proves that the keychain can hold a key, stores it there,
//! and remembers the workspace. Nothing is left behind when a step fails.
class WorkspaceConnector final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceConnector)

public:
    enum class Step { CheckingKey, CheckingKeychain, Storing, Done };
    Q_ENUM(Step)

    //! All must outlive this; deleting this cancels.
    WorkspaceConnector(WorkspaceStore &workspaces, SecretStore &secrets, HttpClient &http,
                       QObject *parent = nullptr);
    ~WorkspaceConnector() override;

    //! Hosts that it does not allow are refused by check(), with NotConfigured.
    void setPolicy(const Policy &policy) { m_policy = policy; }

    //! What stands in the way before anything is sent: InvalidInput (name, key, file), OriginUnconfirmed, OriginRefused, and the
    //! errors of WorkspaceStore::tryChange(), when this device could not remember the workspace. add() asks this first.
    [[nodiscard]] Result<> check(const ConnectRequest &request) const;

    //! Errors: those of check(), of the service's capabilities call, of the keychain, of the file.
    //! One at a time: a second call while one runs is answered Cancelled.
    [[nodiscard]] QFuture<Result<ConnectedWorkspace>> add(const ConnectRequest &request);

    //! Forgets a workspace: its keychain slots, then its record. The keys stay valid on the service.
    //!
    //! The record says first that this has begun (Workspace::isBeingRemoved): a file that can't be written stops it before a key
    //! is deleted, and whatever ends it later, a crash included, leaves a record that tells, and that names the slots to a second
    //! call. When a slot can't be removed for certain the record stays too, and the keychain's error is returned.
    [[nodiscard]] QFuture<Result<>> remove(const QString &name);

Q_SIGNALS:
    //! A workspace of that name is there at once, unless it can't be remembered.
    void workspaceAboutToBeAdded(const QString &name);
    //! Its record and its keys are gone from this device; what else is kept of it should go too.
    void workspaceRemoved(const Konstantly::Workspace &workspace);
    void stepChanged(Konstantly::WorkspaceConnector::Step step);

private:
    class Job;
    [[nodiscard]] QFuture<Result<>> removeSlots(const Workspace &leaving, QStringList slotNames);

    WorkspaceStore &m_workspaces;
    SecretStore &m_secrets;
    HttpClient &m_http;
    Policy m_policy;
    Job *m_job = nullptr; // child
};

//! What has to be typed to confirm a custom host: the host, with the port when there is one.
[[nodiscard]] QString hostToConfirm(const Origin &origin);
//! Whether \a typed is that, in any case.
[[nodiscard]] bool confirmsHost(const Origin &origin, QStringView typed);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/keys/keystatus.h"

#include <QObject>

namespace Konstantly {

class KeyStore;
class SecretStore;
class WorkspaceStore;

//! What stops working when some keys are revoked (security T-6).
struct RevokePreview
{
    QList<Key>
        keys; //!< in the order they will be revoked: this device's own last, the console key very last
    bool includesDeviceKey = false;  //!< AI tools on this device stop working
    bool includesConsoleKey = false; //!< window and command line lose their access
    //! The names that have to be typed before (keys in use here).
    QStringList namesToType;
};

struct FailedRevocation
{
    QString id;
    QString name;
    Error error;
};

struct RevokeReport
{
    QStringList revoked; //!< confirmed by the service's list, or by its refusing the key
    QList<FailedRevocation>
        failed;          //!< OutcomeUnknown = the service said yes, its list could not confirm it
    QStringList skipped; //!< not tried any more after cancel()
    bool revokedDeviceKey = false;
    bool revokedConsoleKey = false;
};

//! Revokes keys, one after another, and believes the service's list rather than its "done" (security T-7).
class KeyRevoker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRevoker)

public:
    //! All must outlive this.
    KeyRevoker(KeyStore &keys, WorkspaceStore &workspaces, SecretStore &secrets,
               Clock clock = systemClock(), QObject *parent = nullptr);
    ~KeyRevoker() override;

    //! Unknown ids are listed with their id alone.
    [[nodiscard]] RevokePreview preview(const QStringList &ids) const;

    //! Always a report; an error only when nothing could be tried (no key in the keychain, another run in progress).
    [[nodiscard]] QFuture<Result<RevokeReport>> revoke(const QStringList &ids);
    //! Stops after the key being revoked now; what was done is confirmed all the same.
    void cancel() { m_isCancelled = true; }

    //! Deletes the keychain slots of this device's keys that \a report says are revoked. The slots' names stay in the
    //! workspace, so that nothing else is used in their place.
    [[nodiscard]] QFuture<Result<>> cleanUp(const RevokeReport &report);

Q_SIGNALS:
    void progressed(int done, int total);
    //! Confirmed. \a name: its id where no name is known.
    void revoked(const QString &name);

private:
    class Job;

    KeyStore &m_keys;
    WorkspaceStore &m_workspaces;
    SecretStore &m_secrets;
    Clock m_clock;
    Job *m_job = nullptr; // child
    bool m_isCancelled = false;
};

} // namespace Konstantly

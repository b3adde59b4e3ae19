// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/konstantly/types.h"
#include "models/settings/workspace.h"

#include <QObject>

#include <optional>

namespace Konstantly {

class KeyStore;
class SecretStore;
class WorkspaceStore;

struct CreateKeyRequest
{
    QString name;
    Scopes scopes{true, false};
    bool useHere = false;            //!< AI tools on this device use it from now on
    std::optional<int> rotationDays; //!< the user's own interval
};

//! A key that exists and lies in the keychain.
struct StoredKey
{
    Key key;
    Secret secret; //!< for showing it once
    QString slot;  //!< where it is in the keychain
    bool isDeviceKey = false;
    QString
        replacedSlot; //!< the slot of the device key before it; its key still works until it is revoked
};

//! A key that the service may have made although nobody got it.
struct OrphanKey
{
    Key key;
};

//! Makes keys: first it tries whether the workspace's record can be written and proves that the keychain can hold a key, then it asks the service exactly once, then it stores the answer,
//! reads it back and remembers the ids (security K-6, N-9).
//!
//! When the service's answer is lost, the list is read again; a new key of that name is reported by orphanFound() and can be
//! revoked. No second try is made.
class KeyCreator final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyCreator)

public:
    enum class Step { CheckingKeychain, Creating, Storing, LookingForOrphan, Done };
    Q_ENUM(Step)

    //! All must outlive this; deleting this cancels what has not been sent yet.
    KeyCreator(KeyStore &keys, WorkspaceStore &workspaces, SecretStore &secrets,
               Clock clock = systemClock(), QObject *parent = nullptr);
    ~KeyCreator() override;

    //! Errors: the file's and the keychain's (nothing was created unless there is unstored()), the service's (nothing was created, guided mode may help: see
    //! isManagementRefused()), OutcomeUnknown. When the key was created and could not be stored, the keychain's error comes with
    //! unstored() holding the key: show it, it exists nowhere else.
    //! One at a time, adopt() included: a second call while one runs is answered Cancelled.
    [[nodiscard]] QFuture<Result<StoredKey>> create(const CreateKeyRequest &request);

    //! Guided mode: takes a key that was created in the browser. Checks it with one call, stores it, makes it this device's
    //! key when asked to. \a name is what it was called there.
    [[nodiscard]] QFuture<Result<StoredKey>> adopt(const Secret &key,
                                                   const CreateKeyRequest &request);

    //! The key that was created but could not be stored. Empty otherwise.
    [[nodiscard]] std::optional<CreatedKey> unstored() const { return m_unstored; }
    //! The key that a lost answer probably left on the service. Empty when there is none, or it could not be looked up.
    [[nodiscard]] std::optional<OrphanKey> orphan() const { return m_orphan; }

Q_SIGNALS:
    void stepChanged(Konstantly::KeyCreator::Step step);
    //! A key of that \a name is in the keychain from now on.
    void created(const QString &name);

private:
    class Job;
    [[nodiscard]] QFuture<Result<StoredKey>> run(Job *job);

    KeyStore &m_keys;
    WorkspaceStore &m_workspaces;
    SecretStore &m_secrets;
    Clock m_clock;
    std::optional<CreatedKey> m_unstored;
    std::optional<OrphanKey> m_orphan;
    Job *m_job = nullptr; // child
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/base/secret.h"

#include <QFuture>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace Konstantly {

//! What can be said about the keychain without asking it for a secret (security K-1).
enum class KeychainState {
    Available,    //!< there, answering and unlocked
    Locked,       //!< there and answering, but its default collection is locked
    NoService,    //!< a session bus, but no keychain service on it and none to start
    NoSessionBus, //!< no session bus, so no keychain can be reached
    NotAnswering, //!< there, but silent past the deadline; or an earlier call has still not ended
    Unknown       //!< it answers, but not in a way that tells
};

struct KeychainStatus
{
    KeychainState state = KeychainState::Unknown;
    //! For people: "GNOME Keyring", "KWallet", "KeePassXC", "Secret Service", "macOS Keychain", "Windows Credential
    //! Manager". Never empty. Worth keeping beside a stored slot: another name later means another store answers (K-7).
    QString backend;

    friend bool operator==(const KeychainStatus &, const KeychainStatus &) = default;
};

//! The error that stands for \a state: KeychainLocked, KeychainUnavailable, … Available maps to no error.
[[nodiscard]] std::optional<Error> errorFor(KeychainState state);

//! How long a caller waits at most.
struct KeychainDeadlines
{
    std::chrono::milliseconds answer{5000}; //!< a whole read, write or remove, prompts not counted
    std::chrono::milliseconds prompt{
        60000}; //!< while the system is asking the user to unlock or allow
};

//! Secrets by slot, in a store that this program does not own and does not trust to tell the truth.
//!
//! The public functions carry the rules (security K-2 … K-5) once, for every backend; a backend only adds the raw steps below.
//! Calls of one store run one after another. Every call is answered within its deadline, with an ErrorCode of the
//! keychain group. A raw step that outlives the deadline is left alone until it ends by itself; until then every new call is
//! answered KeychainNotAnswering at once. A call that failed so may still take effect later.
//!
//! One thread: the one whose event loop runs (the main thread). Destroying the store cancels the futures of open calls.
//! Reading, writing and removing may make the system ask the user to unlock the keychain when somebody can see the question;
//! where nobody can (no display) they answer KeychainLocked at once. status() never makes it ask.
class SecretStore
{
public:
    //! 1,024 bytes: the smallest store we support takes 2,560 (Windows), and records have a rule of their own (S-5).
    static constexpr qsizetype MaxSecretSize = 1024;

    explicit SecretStore(KeychainDeadlines deadlines = {});
    virtual ~SecretStore();
    Q_DISABLE_COPY_MOVE(SecretStore)

    //! The secret in \a slot. KeyMissing only when the store is known to be unlocked and has no such item; when that can't be
    //! told: KeychainLocked or KeychainUnconfirmed (K-3).
    [[nodiscard]] QFuture<Result<Secret>> read(const QString &slot);

    //! Stores \a secret, reads it back and compares: success means that it is there, byte for byte (K-2). KeychainBroken when
    //! the store claims success and holds something else. InvalidInput for an empty secret, one longer than MaxSecretSize or
    //! with bytes outside 0x20–0x7E (K-10), and for a slot that is not 1–64 of [A-Za-z0-9._-].
    [[nodiscard]] QFuture<Result<>> write(const QString &slot, const Secret &secret);

    //! Removes \a slot and reads again: success means that an unlocked store has no such item (K-4). An absent slot is success.
    [[nodiscard]] QFuture<Result<>> remove(const QString &slot);

    //! State and name of the store, within the answer deadline; never asks the user anything.
    [[nodiscard]] QFuture<KeychainStatus> status();

protected:
    //! What stands between us and a slot right now.
    enum class Access {
        Open, //!< go ahead, nobody will be asked
        NeedsUser, //!< the user has to unlock or allow first, and there is somebody to ask: call unlock()
        AsksItself //!< the system may ask during any step; nobody can tell beforehand, so the long deadline holds
    };

    enum class Purpose { Read, Write, Remove };

    // The raw steps. Each may take as long as it likes or never end, but must not drop its promise. One at a time is open.
    //! Checks that the store answers and may be used for \a slot. Fails with KeychainLocked when only a prompt that nobody can
    //! see would help.
    [[nodiscard]] virtual QFuture<Result<Access>> access(const QString &slot, Purpose purpose) = 0;
    //! After NeedsUser: makes the system ask the user. KeychainDenied when the user said no.
    [[nodiscard]] virtual QFuture<Result<>> unlock() = 0;
    //! The prompt deadline passed: take the question back if possible.
    virtual void dismissPrompt() {}
    //! What the store says it holds; nullopt when it says "not found", believed or not.
    [[nodiscard]] virtual QFuture<Result<std::optional<Secret>>> fetch(const QString &slot) = 0;
    [[nodiscard]] virtual QFuture<Result<>> put(const QString &slot, const Secret &secret) = 0;
    [[nodiscard]] virtual QFuture<Result<>> erase(const QString &slot) = 0;
    //! After "not found": success only when the store is known to be unlocked and to have no such item.
    [[nodiscard]] virtual QFuture<Result<>> confirmAbsent(const QString &slot) = 0;
    [[nodiscard]] virtual QFuture<KeychainStatus> inquire() = 0;

    //! The name that status() shows when inquire() does not answer in time.
    [[nodiscard]] virtual QString backendName() const = 0;

private:
    class Queue;
    [[nodiscard]] QFuture<Result<>> change(Purpose purpose, const QString &slot,
                                           const Secret &secret);

    std::unique_ptr<Queue> m_queue;
};

//! Proves that \a store can hold a secret before something irreversible is done (K-6): writes a canary into a slot of its own,
//! reads it, removes it. \a store must outlive the future.
[[nodiscard]] QFuture<Result<>> probe(SecretStore &store);

} // namespace Konstantly

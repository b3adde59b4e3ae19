// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keychain/secretstore.h"

namespace Konstantly {

//! The keychain of the operating system: the only place where keys are at rest (security S-1), through QtKeychain. There is
//! no plaintext fallback and no switch for one (S-2).
//!
//! Linux: the Secret Service (GNOME Keyring, KWallet, KeePassXC) is asked over D-Bus what state it is in, because QtKeychain
//! answers "not found" and "removed" for a locked one. Unlocking is asked for here too, so that a QtKeychain job only ever
//! runs on an unlocked store and its deadline can be short. Call ensureSessionBus() first in main().
//! macOS, Windows: the state is taken to be Available; the system prompts by itself, so the prompt deadline holds.
class KeychainSecretStore final : public SecretStore
{
public:
    //! The service name of every item; also its label. The slot is the account. Nothing else is readable in it (S-4).
    static constexpr auto ServiceName = "com.konstantly.keys";

    explicit KeychainSecretStore(KeychainDeadlines deadlines = {});
    ~KeychainSecretStore() override;

protected:
    [[nodiscard]] QFuture<Result<Access>> access(const QString &slot, Purpose purpose) override;
    [[nodiscard]] QFuture<Result<>> unlock() override;
    void dismissPrompt() override;
    [[nodiscard]] QFuture<Result<std::optional<Secret>>> fetch(const QString &slot) override;
    [[nodiscard]] QFuture<Result<>> put(const QString &slot, const Secret &secret) override;
    [[nodiscard]] QFuture<Result<>> erase(const QString &slot) override;
    [[nodiscard]] QFuture<Result<>> confirmAbsent(const QString &slot) override;
    [[nodiscard]] QFuture<KeychainStatus> inquire() override;
    [[nodiscard]] QString backendName() const override;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace Konstantly

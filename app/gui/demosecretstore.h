// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keychain/secretstore.h"

#include <QMap>

namespace Konstantly {

//! Stands in for the keychain in the demo on a system that has none: made-up keys of a made-up workspace, in memory, gone with the
//! program. Says so: its state is the system's. Nothing but the demo ever uses it (security S-2).
class DemoSecretStore final : public SecretStore
{
public:
    //! \a state is what the system's keychain answered.
    explicit DemoSecretStore(KeychainState state);
    ~DemoSecretStore() override;

protected:
    [[nodiscard]] QFuture<Result<Access>> access(const QString &slot, Purpose purpose) override;
    [[nodiscard]] QFuture<Result<>> unlock() override;
    [[nodiscard]] QFuture<Result<std::optional<Secret>>> fetch(const QString &slot) override;
    [[nodiscard]] QFuture<Result<>> put(const QString &slot, const Secret &secret) override;
    [[nodiscard]] QFuture<Result<>> erase(const QString &slot) override;
    [[nodiscard]] QFuture<Result<>> confirmAbsent(const QString &slot) override;
    [[nodiscard]] QFuture<KeychainStatus> inquire() override;
    [[nodiscard]] QString backendName() const override;

private:
    KeychainState m_state;
    QMap<QString, Secret> m_items;
};

} // namespace Konstantly

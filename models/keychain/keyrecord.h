// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/result.h"
#include "models/base/secret.h"

#include <QFuture>
#include <QString>

namespace Konstantly {

class SecretStore;

//! What lies in a keychain slot: a key together with the one host it may be sent to (security S-5, H-3).
struct KeyRecord
{
    Origin origin;
    QString keyId; //!< the service's id of the key; empty when it is not known
    Secret key;
    bool isDemo = false; //!< the origin is the demo workspace's; not stored, the workspace knows
};

//! \a record as it is stored: {"format":1,"origin":…,"keyId":…,"key":…}, ASCII, at most SecretStore::MaxSecretSize bytes.
//! InvalidInput when a part is unusable or the whole is too long.
[[nodiscard]] Result<Secret> toSecret(const KeyRecord &record);

//! The record in \a stored. Strict: exactly these members, once each. KeyRecordInvalid with the failing member in `detail`,
//! and with "format N" for a record of a newer version.
[[nodiscard]] Result<KeyRecord> parseKeyRecord(const Secret &stored, bool isDemo);

//! Reads \a slot and checks that the record belongs to \a expected: else OriginMismatch, and the key is not handed out.
//! \a store must outlive the future.
[[nodiscard]] QFuture<Result<KeyRecord>> readKeyRecord(SecretStore &store, const QString &slot,
                                                       const Origin &expected);

//! Stores \a record in \a slot: written, read back, compared.
[[nodiscard]] QFuture<Result<>> writeKeyRecord(SecretStore &store, const QString &slot,
                                               const KeyRecord &record);

//! A fresh slot name: 128 random bits in hex. It says nothing about what is in it (S-4).
[[nodiscard]] QString newSlot();

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/konstantly/types.h"

#include <QByteArrayView>

namespace Konstantly {

// Bytes of an answer → values. Pure and strict: anything that is not what the contract says is BadResponse with the path
// of the field in Error::detail. Members that the contract does not name are ignored.

[[nodiscard]] Result<Capabilities> parseCapabilities(QByteArrayView json);
[[nodiscard]] Result<Page<Key>> parseKeys(QByteArrayView json);
//! The plaintext goes from \a json straight into a Secret.
[[nodiscard]] Result<CreatedKey> parseCreatedKey(QByteArrayView json);
[[nodiscard]] Result<Page<AuditEvent>> parseAuditEvents(QByteArrayView json);
[[nodiscard]] Result<Page<UsageEntry>> parseUsage(QByteArrayView json);
[[nodiscard]] Result<UserRef> parseUser(QByteArrayView json);

} // namespace Konstantly

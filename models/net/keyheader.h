// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/net/boundkey.h"

QT_BEGIN_NAMESPACE
class QNetworkRequest;
QT_END_NAMESPACE

namespace Konstantly {

//! Adds X-MCP-Key to \a request. The only place in the program where a key becomes part of a request, and it does so only
//! when the request goes to exactly the origin that the key is bound to (security N-2). Fails with OriginMismatch
//! otherwise, and with InvalidInput for a key that can't be a header's value.
[[nodiscard]] Result<> addKeyHeader(QNetworkRequest &request, const BoundKey &key);

} // namespace Konstantly

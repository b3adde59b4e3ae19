// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

#include <QByteArrayView>

namespace Konstantly {

//! Why an MCP server ended before it answered anything, from what it wrote to standard error (without keys).
//! The official server's words for a refused key and for a licence without MCP are known (contract, section 6); anything else
//! is ServerFailed with the last line it wrote.
[[nodiscard]] Error silentServerReason(QByteArrayView standardError, int exitCode);

} // namespace Konstantly

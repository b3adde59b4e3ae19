// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace Konstantly {

//! SHA-256 of \a bytes, raw (32 bytes). By OpenSSL, which uses the processor's own instructions for it: six times as fast as
//! QCryptographicHash on a file of some size.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes);

} // namespace Konstantly

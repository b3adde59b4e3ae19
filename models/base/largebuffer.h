// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace Konstantly {

//! \a size bytes that hold nothing yet. For a file of many MiB the system is asked for large pages: first touching 10 MiB in
//! pages of 4 KiB costs as much as reading them from the cache.
[[nodiscard]] QByteArray largeBuffer(qsizetype size);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Konstantly {

//! Why \a path must not be run (security L-6); empty = it may. It may when it is absolute, without any link in it, and it and
//! every folder above it belong to root or to us and can't be written by anybody else, not even by their group. A folder with
//! the sticky bit (/tmp) counts as safe, because nobody else can swap what is ours in it. Technical text, for Error::detail.
[[nodiscard]] QString whyUntrusted(const QString &path);

} // namespace Konstantly

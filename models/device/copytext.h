// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/keycopiesstore.h"

#include <QString>

namespace Konstantly {

//! \file How copies of keys are spoken of, in window and command line. Translated.

//! "Backup of a configuration".
[[nodiscard]] QString copyKindText(CopyKind kind);
//! What to do about a copy in a file of that kind, besides replacing the key.
[[nodiscard]] QString copyAdvice(CopyKind kind);
//! The key's name, as it is; "an unknown key" when nobody knows it.
[[nodiscard]] QString copyKeyText(const std::optional<KnownKey> &key);
//! "may not be read".
[[nodiscard]] QString huntGapText(HuntGap gap);

} // namespace Konstantly

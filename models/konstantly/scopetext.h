// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/konstantly/types.h"

//! \file What a key may do, put into words. Translated, plain text.

namespace Konstantly {

//! "read", "read, write", "not provided"
[[nodiscard]] QString scopesText(const Scopes &scopes);

} // namespace Konstantly

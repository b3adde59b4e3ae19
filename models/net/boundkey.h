// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/secret.h"

namespace Konstantly {

//! A key together with the one address it may be sent to (security N-2, S-5). HttpClient accepts keys in this form only.
struct BoundKey
{
    Origin origin;
    Secret key;

    [[nodiscard]] bool isValid() const { return origin.isValid() && !key.isEmpty(); }
    friend bool operator==(const BoundKey &, const BoundKey &) = default;
};

} // namespace Konstantly

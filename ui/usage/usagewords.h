// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/chartwords.h"
#include "models/usage/usageview.h"

namespace Konstantly {

//! "All keys", "This device", a key's or an AI tool's name.
[[nodiscard]] QString scopeText(const UsageScope &scope, const KeyNames &names);
//! "last 30 days"; of a custom range its first and last moment.
[[nodiscard]] QString periodText(const UsageLook &look, const QTimeZone &zone);
//! The line below the page's title: whose calls, when, how many, and how they went.
[[nodiscard]] QString summaryText(const UsageLook &look, const UsageTableRow &total,
                                  const QTimeZone &zone, const KeyNames &names);
//! What distinguishes \a look from \a above, the one that it came from: "find_user", "3 Nov – 5 Nov".
[[nodiscard]] QString stepText(const UsageLook &look, const UsageLook &above, const QTimeZone &zone,
                               const KeyNames &names);

} // namespace Konstantly

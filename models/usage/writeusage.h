// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QSet>
#include <QString>

#include <chrono>

namespace Konstantly {

class UsageDatabase;

//! For how long a key has to have left a right alone before it is called unused.
inline constexpr std::chrono::days UnusedRightTime{30};

//! Ids of the keys that called a tool which is not known to read only, in the UnusedRightTime before \a now.
//! NotConfigured when that can't be said of every key: when neither the service's list nor the audit log has been read for all
//! of that time (but for the last day), when calls are known to be missing, or when such a call tells no key.
[[nodiscard]] Result<QSet<QString>> keysThatWrote(const UsageDatabase &database,
                                                  std::chrono::milliseconds now);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagetables.h"

namespace Konstantly {

// What UsageDatabase answers from the calls themselves; see there.

[[nodiscard]] Result<std::map<QString, UsageDatabase::WindowCalls>>
readWindowCalls(UsageTables &tables, const TimeRange &range);

[[nodiscard]] Result<> readRows(UsageTables &tables, const TimeRange &range,
                                const UsageFilter &filter,
                                const std::function<bool(const UsageRow &)> &take);

// And what else it keeps.

[[nodiscard]] Result<SourceState> readState(const SqlSession &session, UsageSource source,
                                            const QString &reader);
[[nodiscard]] Result<> writeState(const SqlSession &session, UsageSource source,
                                  const SourceState &state, const QString &reader);

[[nodiscard]] Result<> writeOwnCall(const SqlSession &session, const QString &key,
                                    std::chrono::milliseconds at);
[[nodiscard]] Result<std::vector<std::chrono::milliseconds>>
readOwnCalls(const SqlSession &session, const QString &key, const TimeRange &range);

} // namespace Konstantly

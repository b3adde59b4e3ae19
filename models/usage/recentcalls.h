// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/minutecalls.h"
#include "models/usage/usagenames.h"

#include <map>
#include <set>

namespace Konstantly {

//! The calls of one stretch of time by key, as they were read last, for who asks for about the same stretch again and again: only
//! minutes that changed, and what the stretch has moved by, are read again. What it hands out never changes; a key to which
//! nothing happened comes as the same object as before. Part of RollupCache, which knows what changed. One thread.
class RecentCalls final
{
public:
    using Calls = UsageDatabase::WindowCalls;
    static constexpr std::size_t MaxCalls = 2'000'000; //!< more are not kept: 50 MB

    //! The calls in \a range, of which all minutes are kept (see RollupHorizon). Errors: those of the session, FileUnreadable.
    [[nodiscard]] Result<std::map<QString, Calls>> read(const SqlSession &session,
                                                        UsageNames &names, const TimeRange &range);
    //! The same from the rows, for older stretches. Nothing of it is kept.
    [[nodiscard]] static Result<std::map<QString, Calls>>
    readRows(const SqlSession &session, UsageNames &names, const TimeRange &range);

    //! The minute that begins at \a start changed.
    void forget(std::chrono::milliseconds start);
    void clear() { *this = {}; }

private:
    //! What a number in the database is the name of, as far as it matters here.
    enum class Named : quint8 { Unknown, Key, AiTool };

    [[nodiscard]] Result<> moveTo(const SqlSession &session, UsageNames &names,
                                  const TimeRange &range);
    [[nodiscard]] Result<> readChanged(const SqlSession &session, UsageNames &names);
    [[nodiscard]] Result<> readMinutes(const SqlSession &session, UsageNames &names,
                                       const TimeRange &part);
    [[nodiscard]] Result<> replace(UsageNames &names, const TimeRange &part,
                                   const std::vector<MinuteCalls::Call> &calls);
    [[nodiscard]] Result<> learnNames(UsageNames &names);
    [[nodiscard]] Named named(qint64 number) const;
    [[nodiscard]] Result<std::map<QString, Calls>> byName(UsageNames &names) const;

    TimeRange m_range;                             // what is known
    std::vector<Calls> m_byKey;                    // by the key's number; null = none
    std::vector<Named> m_named;                    // by number
    std::set<std::chrono::milliseconds> m_changed; // minutes, by their start
};

} // namespace Konstantly

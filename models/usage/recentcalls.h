// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/minutecalls.h"
#include "models/usage/usagenames.h"

#include <map>

namespace Konstantly {

//! The calls of one stretch of time by key, as they were read last, for who asks for about the same stretch again and again: only
//! what the stretch has moved by is read then, and what this process changes is told. What is handed out never changes; a key to
//! which nothing happened comes as the same object as before. Part of RollupCache, which knows whether it is still true. One
//! thread.
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

    //! Tells of calls that come and go, of all minutes that are kept. What goes was there, or comes with the same.
    void change(const std::vector<MinuteCalls::Call> &added,
                const std::vector<MinuteCalls::Call> &removed);
    void clear() { *this = {}; }

private:
    //! What a number in the database is the name of, as far as it matters here.
    enum class Named : quint8 { Unknown, Key, AiTool };

    [[nodiscard]] Result<> moveTo(const SqlSession &session, UsageNames &names,
                                  const TimeRange &range);
    [[nodiscard]] Result<> applyChanges(const SqlSession &session, UsageNames &names);
    void applyChanges(Calls &known, const std::vector<UsageDatabase::WindowCall> &added,
                      const std::vector<UsageDatabase::WindowCall> &removed);
    [[nodiscard]] Result<> readMinutes(const SqlSession &session, UsageNames &names,
                                       const TimeRange &part);
    [[nodiscard]] Result<> replace(UsageNames &names, const TimeRange &part,
                                   const std::vector<MinuteCalls::Call> &calls);
    [[nodiscard]] Result<> learnNames(UsageNames &names,
                                      const std::vector<MinuteCalls::Call> &calls);
    [[nodiscard]] UsageDatabase::WindowCall windowCall(const MinuteCalls::Call &call) const
    {
        return {call.at, named(call.tool) == Named::AiTool, call.outcome};
    }
    [[nodiscard]] Named named(qint64 number) const;
    [[nodiscard]] Result<std::map<QString, Calls>> byName(UsageNames &names) const;

    TimeRange m_range;                      // what is known
    std::vector<Calls> m_byKey;             // by the key's number; null = none
    std::vector<Named> m_named;             // by number
    std::vector<MinuteCalls::Call> m_added; // and removed, in m_range: not in m_byKey yet
    std::vector<MinuteCalls::Call> m_removed;
    bool m_isWrong = false; // what was to be removed was not there
};

} // namespace Konstantly

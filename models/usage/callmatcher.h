// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/observation.h"

#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <unordered_map>

namespace Konstantly {

//! Decides which observations of one tool are of the same call. Pure.
//!
//! The answer depends on the set of observations alone, not on the order in which they arrived, and yet only the neighbourhood
//! of new ones is looked at. Both follow from how it is decided: observations are gone through by time, and none is decided on
//! twice. One whose key is told joins the oldest call of that key that its source has not told of yet: between two sources that
//! tell of the same calls no call is left over, also in bursts and with clocks that differ. One whose key is not told comes up
//! one tolerance later, when all that it could belong to has been seen, and joins the nearest call. What is stored is the
//! outcome of that for the old observations; going through it again from the first new one on, the decisions soon are those of
//! before, and there it ends.
class CallMatcher final
{
public:
    //! \a keyName is for telling apart what is equal otherwise. \a added: at least one, of one tool.
    CallMatcher(std::vector<Observation> added, std::function<QString(qint64)> keyName);
    Q_DISABLE_COPY_MOVE(CallMatcher)

    //! Rows whose time is at or after this one must be handed to addStored().
    [[nodiscard]] std::chrono::milliseconds needsFrom() const;
    //! Every row once, in any order, as long as all with a time before \a until of run() are there.
    void addStored(const CallRow &row);
    //! Goes on as far as rows with times before \a until allow. \return whether no later row matters
    [[nodiscard]] bool run(std::chrono::milliseconds until);

    //! When run() has answered true: the stored rows that are no more …
    [[nodiscard]] const std::map<qint64, CallRow> &removed() const { return m_touched; }
    //! … and those that take their place.
    [[nodiscard]] std::vector<CallRow> inserted() const;

private:
    //! A call, as far as it has been put together.
    struct Group
    {
        std::vector<Observation> members; // in the order in which they came up
        qint64 row = 0;
        bool isAsStored = false; // exactly the members of `row` that have come up
        std::chrono::milliseconds earliest{0}, latest{0};
    };
    struct Later
    {
        const CallMatcher *matcher;
        bool operator()(const Observation &a, const Observation &b) const
        {
            return matcher->isBefore(b, a);
        }
    };

    [[nodiscard]] bool isBefore(const Observation &a, const Observation &b) const;
    [[nodiscard]] static std::chrono::milliseconds turnOf(const Observation &o);
    [[nodiscard]] static bool canJoin(const Observation &o, const Group &group);
    [[nodiscard]] Group *choose(const Observation &o);
    void decide(Observation o);
    void join(Group &group, Observation o);
    void touch(Group &group);
    void retire(std::chrono::milliseconds turn);
    [[nodiscard]] bool isSettled(std::chrono::milliseconds turn) const;

    std::function<QString(qint64)> m_keyName;
    std::chrono::milliseconds m_begin{0}; // the turn of the first new one
    std::priority_queue<Observation, std::vector<Observation>, Later> m_waiting;
    std::size_t m_newLeft = 0;
    std::vector<std::unique_ptr<Group>> m_groups; // all
    std::vector<Group *> m_open;                  // those that can still be joined, oldest first
    std::unordered_map<qint64, Group *> m_byRow;  // where the row's members went that have come up
    std::unordered_map<qint64, CallRow> m_stored;
    std::map<qint64, CallRow> m_touched;
    std::chrono::milliseconds m_changedUntil = std::chrono::milliseconds::min();
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/budget/sharedinstant.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <chrono>
#include <optional>

namespace Konstantly {

//! What AuthBudget's processes share, as a value. Instants are on the machine's uptime.
struct BudgetState
{
    using Instant = std::chrono::milliseconds;

    //! No wait is longer, whatever a file says: 24 h and the jitter on top.
    static constexpr std::chrono::milliseconds MaxWait = std::chrono::hours(27);

    using Now = TwoClocks;

    //! A request whose answer is out, or that was answered with 401.
    struct Try
    {
        QByteArray id;
        Instant at{0};
        bool isFailure = false;

        friend bool operator==(const Try &, const Try &) = default;
    };

    struct KeyState
    {
        std::optional<std::chrono::milliseconds>
            rejectedAt; //!< wall clock; only to tell old from new
        Instant notBefore{0};

        friend bool operator==(const KeyState &, const KeyState &) = default;
    };

    QList<Try> tries;
    Instant pausedUntil{0};
    QHash<QByteArray, KeyState> keys; //!< by fingerprint
    //! Read from another run of the machine, or something had to be pulled: has to be written down again before its
    //! instants mean the same next time.
    bool isStale = false;

    [[nodiscard]] int failureCount() const;
    //! When the number of failures falls below \a limit, should no new one come.
    [[nodiscard]] Instant freeAt(int limit, std::chrono::milliseconds window) const;
    //! Forgets what no longer matters.
    void prune(const Now &now, std::chrono::milliseconds window);
    //! Takes over everything that \a other knows in addition.
    void merge(const BudgetState &other);

    //! Both clocks of every instant are written: the uptime is right within one run of the machine, the wall clock is the
    //! best there is after a restart.
    [[nodiscard]] QByteArray toJson(const Now &now) const;
    //! Nothing when \a json is not what toJson() writes. Instants that can't be (a try in the future, a wait beyond
    //! MaxWait) are pulled to the nearest that can.
    [[nodiscard]] static std::optional<BudgetState> fromJson(const QByteArray &json,
                                                             const Now &now);

    friend bool operator==(const BudgetState &, const BudgetState &) = default;
};

} // namespace Konstantly

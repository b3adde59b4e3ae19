// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/usage/quota.h"
#include "models/usage/usagefeed.h"

#include <QElapsedTimer>
#include <QTimer>

namespace Konstantly {

//! Where the quotas of one key stand, moment by moment: reads the calls of the last 24 hours from the feed when some came in,
//! and from then on needs nothing but the clock, since calls stop counting by themselves.
class QuotaWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuotaWatch)

public:
    //! \a feed outlives this.
    QuotaWatch(UsageFeed &feed, Clock clock, QObject *parent = nullptr);

    //! Begins to read, and to follow the feed.
    void start();
    //! Whose quotas, and by which plan. An empty key: of each, those of the key that has least left.
    void setKey(const QString &key, Plan plan);
    [[nodiscard]] QString key() const { return m_key; }

    //! Minute, day, AI per key, AI per workspace, at this moment. Empty before calls were read.
    [[nodiscard]] const QList<QuotaReading> &readings() const { return m_readings; }
    //! Of the two AI quotas, the one that is used up first.
    [[nodiscard]] std::optional<QuotaKind> bitesFirst() const;
    //! Why the calls could not be read; readings() then count those from before.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

Q_SIGNALS:
    void changed(); //!< readings() or problem()

private:
    void readLater();
    void read();
    void take(const Result<std::shared_ptr<const QuotaBoard>> &board);
    void tick();
    [[nodiscard]] std::chrono::milliseconds now() const;

    UsageFeed &m_feed;
    Clock m_clock;
    QString m_key;
    Plan m_plan = Plan::Business;
    std::shared_ptr<const QuotaBoard> m_board; // null = nothing was read yet
    QList<QuotaReading> m_readings;
    std::optional<Error> m_problem;
    QTimer m_readTimer;
    QTimer m_tickTimer; // aimed at the next change of a reading
    QElapsedTimer m_pause;
    int m_question = 0;
    bool m_seesAllCalls = false; // as it was at the last question
    bool m_isReading = false;
    bool m_isStale = false;
    bool m_isStarted = false;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/usage/usagefeed.h"

#include <QElapsedTimer>
#include <QTimer>

namespace Konstantly {

//! Whose calls the page shows.
struct UsageScope
{
    enum class Kind {
        ThisKey,    //!< the key that AI tools on this device use
        ThisDevice, //!< every key that this device holds
        AllKeys,    //!< of the workspace
        OneKey,     //!< id: of the key
        OneClient   //!< id: of our tool, whatever its program calls itself
    };
    Kind kind = Kind::AllKeys;
    QString id = {};

    friend bool operator==(const UsageScope &, const UsageScope &) = default;
};

//! Everything that was chosen on the page: what to show, and of which calls.
struct UsageLook
{
    UsagePeriod period = UsagePeriod::Month;
    TimeRange custom = {}; //!< with UsagePeriod::Custom
    UsageSplit split = UsageSplit::Tool;
    UsageScope scope = {};
    QString tool = {}; //!< this one alone; empty = all
    std::optional<OutcomeClass> outcome = {};

    friend bool operator==(const UsageLook &, const UsageLook &) = default;
};

//! What the Usage page shows and why: period, split, scope, the way down into one tool, key or outcome and back up again; and
//! the numbers for it, as fresh as the feed's, asked for at most twice a second however often calls come in.
//!
//! \section states States
//! Loading until the first answer. A look that fails shows Failed, but when only asking again failed, the numbers stay and
//! problem() says so beside them.
class UsageView final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageView)

public:
    enum class State { Loading, Empty, Filled, Failed };
    static constexpr std::chrono::milliseconds MinimumPause{500};

    //! Asks nothing before start(). \a feed outlives this.
    UsageView(UsageFeed &feed, Clock clock, QObject *parent = nullptr);

    //! Begins to ask, and to follow the feed.
    void start();

    // What is wanted
    [[nodiscard]] const UsageLook &look() const { return m_look; }
    [[nodiscard]] TimeRange range() const; //!< of look(), by the clock
    void setPeriod(UsagePeriod period);    //!< leaves a zoom
    void setCustomRange(const TimeRange &range);
    void setSplit(UsageSplit split);
    void setScope(const UsageScope &scope);
    //! The ids of the key that AI tools use here, and of every key that this device holds, as calls name them.
    void setOwnKeys(const QStringList &toolKeys, const QStringList &deviceKeys);
    void setMaxColumns(std::size_t count); //!< as many as there is room for
    void refresh();                        //!< asks now
    void refreshIfLate();                  //!< asks when the clock has left the last column

    // The way down
    //! Whether \a layer of series() is one group, so that there is something below.
    [[nodiscard]] bool canDrillDown(std::size_t layer) const;
    //! Shows \a layer of series() alone, split by what says more about it.
    void drillDown(std::size_t layer);
    void drillDown(const QString &group); //!< the same by its id; a group of the table
    void zoomTo(const TimeRange &range);  //!< ignored when it is not shorter than what is shown
    //! Shows the calls of one key or AI tool, from wherever the person comes.
    void showOnly(const UsageScope &scope);
    //! Where it came from, the outermost first; look() is not among them.
    [[nodiscard]] const QList<UsageLook> &path() const { return m_path; }
    //! Up by one. \return false when it was at the top
    bool back();
    void backTo(qsizetype depth); //!< to path()[depth]

    // What there is
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isAsking() const { return m_isAsking; }
    [[nodiscard]] const UsageSeries &series() const { return m_series; }
    [[nodiscard]] const UsageLook &shown() const { return m_shown; } //!< what series() answers
    [[nodiscard]] const TimeRange &shownRange() const { return m_shownRange; }
    [[nodiscard]] UsageFilter shownFilter() const { return filterOf(m_shown); }
    //! Why the last question was not answered.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }
    [[nodiscard]] QDateTime answeredAt() const { return m_answeredAt; } //!< UTC; invalid = never

Q_SIGNALS:
    void lookChanged();   //!< look() or path()
    void seriesChanged(); //!< series(), state() or problem()

private:
    void setLook(const UsageLook &look);
    void push(const UsageLook &look);
    void noteChanged(const TimeRange &range);
    void ask();
    void take(const Result<UsageSeries> &answer, const UsageLook &look, const TimeRange &range);
    void askLater();
    [[nodiscard]] TimeRange rangeOfLook(const UsageLook &look) const;
    [[nodiscard]] UsageFilter filterOf(const UsageLook &look) const;
    [[nodiscard]] UsageLook below(const QString &group) const;

    UsageFeed &m_feed;
    Clock m_clock;
    UsageLook m_look;
    QList<UsageLook> m_path;
    QStringList m_toolKeys;
    QStringList m_deviceKeys;
    std::size_t m_maxColumns = 400;
    UsageSeries m_series;
    UsageLook m_shown;
    TimeRange m_shownRange;
    std::optional<Error> m_problem;
    QDateTime m_answeredAt;
    QTimer m_timer;        // the next question, while one has to wait
    QElapsedTimer m_pause; // since the last question
    int m_generation = 0;
    bool m_isStarted = false;
    bool m_isAsking = false;
    bool m_isStale = false; // calls came in since the question that is asked
    bool m_hasAnswer = false;
};

} // namespace Konstantly

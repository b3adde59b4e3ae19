// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/workspace.h"
#include "models/usage/usagedatabase.h"

#include <QList>

namespace Konstantly {

//! The four limits that the service sets (contract, section 7).
enum class QuotaKind { Minute, Day, AiKey, AiWorkspace };

//! "minute", "day", "ai-key", "ai-workspace": for the command line and stored states.
[[nodiscard]] QString quotaName(QuotaKind kind);
[[nodiscard]] std::optional<QuotaKind> quotaFromName(QStringView name);

//! How many calls in which time.
struct QuotaLimit
{
    qint64 calls = 0;
    std::chrono::milliseconds length{0};
};
[[nodiscard]] QuotaLimit quotaLimit(QuotaKind kind, Plan plan);

//! Where one limit stands at one moment. Times are since 1970, UTC; nothing = does not apply or can't be told.
struct QuotaReading
{
    QuotaKind kind = QuotaKind::Minute;
    QString key; //!< whose; empty for the workspace's
    qint64 limit = 0;
    qint64 used = 0;      //!< at most limit unless more was really counted
    qint64 remaining = 0; //!< never below 0
    qint64 own
        = 0; //!< of used, this key's part (differs from used with AiWorkspace; 0 there without a key)
    int keys = 0; //!< how many keys used it
    //! When the oldest call that counts stops counting: one more is free from then on. Nothing while nothing is used.
    std::optional<std::chrono::milliseconds> nextSlotAt;
    //! At the pace of late, when it is full: earliest and latest. Only with enough calls to say so, and not when it is full or
    //! will not be full at that pace.
    struct Forecast
    {
        std::chrono::milliseconds earliest{0};
        std::chrono::milliseconds latest{0};
        friend bool operator==(const Forecast &, const Forecast &) = default;
    };
    std::optional<Forecast> fullAt;
    bool isLowerBound
        = false; //!< calls may be missing: a limit was met with room left, or no source sees all calls

    [[nodiscard]] bool isFull() const { return remaining <= 0; }
    friend bool operator==(const QuotaReading &, const QuotaReading &) = default;
};

//! A limit of so many calls in any stretch of time of a given length, from the calls that are known. Each call counts from its
//! own moment until exactly one length later. Calls that the service refused don't count; a refusal by this very limit proves
//! that it was full then: what is missing is added as calls of that moment (learn()).
//!
//! What it answers does not depend on the order in which it was told. Clock jumps: a call later than now counts as of now.
//! Copyable; pure. A question costs some binary searches however many calls there are; being told in order of time is quick.
class QuotaWindow final
{
public:
    explicit QuotaWindow(QuotaLimit limit);
    //! The same as add() of all \a calls and learn() of all \a refusals, both ascending: quick for many.
    QuotaWindow(QuotaLimit limit, std::vector<std::chrono::milliseconds> calls,
                const std::vector<std::chrono::milliseconds> &refusals);

    //! A call that the service took. Any order.
    void add(std::chrono::milliseconds at);
    //! The service refused a call at \a at because of this limit and said to come back after \a wait (0 = it did not say). Its
    //! word counts: full at \a at, and room for one call at \a at + \a wait even if the calls say later.
    void learn(std::chrono::milliseconds at, std::chrono::milliseconds wait = {});

    [[nodiscard]] qint64 used(std::chrono::milliseconds now) const;
    [[nodiscard]] qint64 remaining(std::chrono::milliseconds now) const;
    //! When one call more fits than now; nothing while nothing is used.
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    nextSlotAt(std::chrono::milliseconds now) const;
    //! When used() changes next although nobody calls: earlier than nextSlotAt() when more than the limit was counted.
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    nextChange(std::chrono::milliseconds now) const;
    //! From when on \a count more calls fit, if none is made until then; nothing when \a count exceeds the limit.
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    freeBy(qint64 count, std::chrono::milliseconds now) const;
    //! When it is full if calls go on as of late and old ones stop counting as they will: nine times in ten within this range if
    //! the pace stays. The pace is that of the shortest of some spans with MinPaceCalls calls in it, and is believed only
    //! when the span's parts agree well enough. Nothing when it is full, or would not be within one length.
    [[nodiscard]] std::optional<QuotaReading::Forecast> fullAt(std::chrono::milliseconds now) const;
    static constexpr qint64 MinPaceCalls = 10;
    //! Whether learn() had to add calls that still count at \a now.
    [[nodiscard]] bool isCorrected(std::chrono::milliseconds now) const;
    //! The calls that learn() had to add, ascending.
    [[nodiscard]] const std::vector<std::chrono::milliseconds> &added() const { return m_added; }

private:
    struct Refusal
    {
        std::chrono::milliseconds at{0};
        std::chrono::milliseconds wait{0};
        friend auto operator<=>(const Refusal &, const Refusal &) = default;
    };
    [[nodiscard]] const std::vector<std::chrono::milliseconds> &counted() const
    {
        return m_refusals.empty() ? m_calls : m_counted;
    }
    [[nodiscard]] std::size_t firstCounted(std::chrono::milliseconds now) const;
    [[nodiscard]] std::chrono::milliseconds endOf(std::size_t index,
                                                  std::chrono::milliseconds now) const;
    void countAnew();
    void apply(const Refusal &refusal);

    QuotaLimit m_limit;
    // All ascending
    std::vector<std::chrono::milliseconds> m_calls;
    std::vector<Refusal> m_refusals;
    std::vector<std::chrono::milliseconds>
        m_counted; //!< m_calls, corrected; only made when there are refusals
    std::vector<std::chrono::milliseconds> m_added;
};

//! The quotas of a workspace's keys, from the calls of the last 24 hours. Ask it again as time goes by; it needs no service.
//!
//! Calls that the service refused don't count: any 429, a refused key, no licence. Those that failed otherwise, were cancelled
//! or not answered, or whose outcome nobody tells, do. A refusal that names its limit corrects that limit's window. Calls whose
//! key is not told (empty) count for the workspace alone.
class QuotaBoard final
{
public:
    explicit QuotaBoard(Plan plan = Plan::Business);

    //! Which calls it takes at most to know how things stand at \a now: at least twice the longest window, as what a refusal of a
    //! day ago proves depends on the calls of the day before it. Times to come are in it, from clocks that were wrong. It moves by
    //! whole hours, so that nothing drops out of it while a page is looked at.
    [[nodiscard]] static TimeRange callsNeeded(std::chrono::milliseconds now);
    //! Whose calls to the service are counted apart, because no source tells of them: this program's own.
    struct OwnCaller
    {
        QString countedAs; //!< see ownCallKey(); empty = nobody
        QString
            keyId; //!< of the key that they are made with, as calls tell it: empty while it is not known
    };

    //! The board of what \a history holds; see setCalls(). The own calls count against their key's minute and day like any other.
    //! \a before, of the same history and not long ago, makes it quick: what did not change since is taken from it, and the answer
    //! is the same. Errors: those of windowCalls().
    [[nodiscard]] static Result<QuotaBoard> read(const UsageDatabase &history, Plan plan,
                                                 std::chrono::milliseconds now, bool isComplete,
                                                 const OwnCaller &own = {},
                                                 const QuotaBoard *before = nullptr);

    //! \a isComplete: a source sees every call of every key. Otherwise the readings are lower bounds, except those of
    //! \a completeKeys, all of whose calls are known.
    void setCalls(const std::map<QString, std::vector<UsageDatabase::WindowCall>> &calls,
                  bool isComplete, const QStringList &completeKeys = {});

    //! Minute, Day and AiKey of \a key, then AiWorkspace.
    [[nodiscard]] QList<QuotaReading> readings(const QString &key,
                                               std::chrono::milliseconds now) const;
    //! The same for the key that has least left of each, with its name: what an administrator looks at.
    [[nodiscard]] QList<QuotaReading> tightest(std::chrono::milliseconds now) const;
    //! Of one key's readings, the one that stops generating with AI first: its own or the workspace's. Nothing while neither is
    //! used.
    [[nodiscard]] std::optional<QuotaKind> bitesFirst(const QString &key,
                                                      std::chrono::milliseconds now) const;
    //! When readings change next although nobody calls: the next call to stop counting.
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    nextChange(std::chrono::milliseconds now) const;
    //! Whether the service refused a call that still counts although by the calls that are known there was room left.
    [[nodiscard]] bool isCorrected(std::chrono::milliseconds now) const;

private:
    using WindowCalls = UsageDatabase::WindowCalls;
    //! What a key's calls come to. Boards share it: it never changes.
    struct KeyWindows;
    using Keys = std::map<QString, std::shared_ptr<const KeyWindows>>;

    void count(const std::map<QString, WindowCalls> &calls, const Keys &before);
    void countWorkspace();
    [[nodiscard]] QuotaReading keyReading(QuotaKind kind, const QString &key,
                                          const KeyWindows &windows,
                                          std::chrono::milliseconds now) const;
    [[nodiscard]] QuotaReading workspaceReading(const QuotaWindow *own,
                                                std::chrono::milliseconds now) const;
    [[nodiscard]] const KeyWindows &windowsOf(const QString &key) const;

    Plan m_plan;
    bool m_isComplete = false;
    QStringList m_completeKeys;
    std::shared_ptr<const KeyWindows> m_unused; //!< of a key without calls
    bool m_isOfTwoDays = false;                 //!< read() took all of callsNeeded()
    Keys m_keys;
    QuotaWindow m_workspaceAi;
};

} // namespace Konstantly

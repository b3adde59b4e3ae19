// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/circuitbreaker.h"

#include "models/budget/sharedinstant.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

Q_LOGGING_CATEGORY(lcBreaker, "konstantly.launch.breaker", QtInfoMsg)

using std::chrono::milliseconds;

constexpr std::chrono::milliseconds LockPatience{1500};
constexpr qsizetype MaxRows = 200;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CircuitBreaker)
};

QString nameOf(CircuitBreaker::Failure failure)
{
    return failure == CircuitBreaker::Failure::Died ? u"died"_s : u"rejected"_s;
}

//! A failure that was noted, or how long there is no start because of some.
struct Row
{
    CircuitBreaker::Failure failure = CircuitBreaker::Failure::Died;
    QString key;
    QString package; //!< only with Died: a key is refused whatever sends it
    milliseconds at{0};

    [[nodiscard]] bool isAbout(const CircuitBreaker::Subject &subject) const
    {
        return key == QString::fromLatin1(subject.key)
               && (failure == CircuitBreaker::Failure::KeyRejected || package == subject.package);
    }
};

struct State
{
    QList<Row> failures; //!< when they happened
    QList<Row> refusals; //!< until when
    milliseconds doubtUntil{0};
};

//! \a latest: nothing can be later than that; what says so was written under another clock.
QList<Row> rowsFromJson(const QJsonArray &array, bool isSameBoot, const TwoClocks &now,
                        milliseconds latest)
{
    QList<Row> rows;
    for (const QJsonValue value : array) {
        const QJsonObject object = value.toObject();
        const auto at = instantFromJson(object.value(u"at"_s), isSameBoot, now);
        if (!at || rows.size() >= MaxRows)
            continue;
        const bool isDeath = object.value(u"failure"_s).toString()
                             == nameOf(CircuitBreaker::Failure::Died);
        rows << Row{isDeath ? CircuitBreaker::Failure::Died : CircuitBreaker::Failure::KeyRejected,
                    object.value(u"key"_s).toString(), object.value(u"package"_s).toString(),
                    std::min(*at, latest)};
    }
    return rows;
}

QJsonArray rowsToJson(const QList<Row> &rows, const TwoClocks &now)
{
    QJsonArray array;
    for (const Row &row : rows)
        array << QJsonObject{{u"failure"_s, nameOf(row.failure)},
                             {u"key"_s, row.key},
                             {u"package"_s, row.package},
                             {u"at"_s, instantToJson(row.at, now)}};
    return array;
}

State stateFromJson(const QJsonObject &document, const TwoClocks &now)
{
    const bool isSameBoot = !now.bootId.isEmpty()
                            && document.value(u"boot"_s).toString().toLatin1() == now.bootId;
    State state;
    const milliseconds latest = now.up + CircuitBreaker::Window;
    state.failures = rowsFromJson(document.value(u"failures"_s).toArray(), isSameBoot, now, now.up);
    state.refusals = rowsFromJson(document.value(u"refusals"_s).toArray(), isSameBoot, now, latest);
    state.doubtUntil = std::min(
        instantFromJson(document.value(u"doubtUntil"_s), isSameBoot, now).value_or(milliseconds(0)),
        latest);
    state.failures.removeIf(
        [&now](const Row &row) { return row.at + CircuitBreaker::Window <= now.up; });
    state.refusals.removeIf([&now](const Row &row) { return row.at <= now.up; });
    return state;
}

void stateToJson(const State &state, const TwoClocks &now, QJsonObject &document)
{
    document.insert(u"boot"_s, QString::fromLatin1(now.bootId));
    document.insert(u"failures"_s, rowsToJson(state.failures, now));
    document.insert(u"refusals"_s, rowsToJson(state.refusals, now));
    document.remove(u"doubtUntil"_s);
    if (state.doubtUntil > now.up)
        document.insert(u"doubtUntil"_s, instantToJson(state.doubtUntil, now));
}

//! Adds one failure, and opens the breaker when that is one too many.
void addFailure(State &state, CircuitBreaker::Failure failure,
                const CircuitBreaker::Subject &subject, const TwoClocks &now)
{
    const bool isDeath = failure == CircuitBreaker::Failure::Died;
    Row row{failure, QString::fromLatin1(subject.key), isDeath ? subject.package : QString(),
            now.up};
    state.failures << row;
    const auto count = std::count_if(
        state.failures.begin(), state.failures.end(),
        [&](const Row &one) { return one.failure == failure && one.isAbout(subject); });
    const int limit = state.doubtUntil > now.up ? 1
                      : isDeath                 ? CircuitBreaker::MaxDeaths
                                                : CircuitBreaker::MaxRejections;
    if (count < limit)
        return;
    row.at = now.up + CircuitBreaker::Window;
    state.refusals << row;
    state.failures.removeIf(
        [&](const Row &one) { return one.failure == failure && one.isAbout(subject); });
}

Result<> checkDocument(const QJsonObject &document)
{
    const auto isList = [&document](const QString &name) {
        return !document.contains(name) || document.value(name).isArray();
    };
    if (!isList(u"failures"_s) || !isList(u"refusals"_s))
        return fail(ErrorCode::FileNotParsable, u"failures, refusals: not lists"_s);
    return {};
}

} // namespace

CircuitBreaker::CircuitBreaker(const QString &stateDir, Clock clock, BootClock bootClock)
    : m_clock(std::move(clock))
    , m_bootClock(std::move(bootClock))
    , m_file(stateDir + u"/launch-breaker.json"_s, stateDir, checkDocument, LockPatience)
{}

std::optional<Error> CircuitBreaker::objection(const Subject &subject) const
{
    const auto document = m_file.read();
    if (!document)
        return std::nullopt; // the next failure finds that out, and opens the breaker
    const TwoClocks now = TwoClocks::now(m_clock, m_bootClock);
    std::optional<Error> found;
    milliseconds until{0};
    for (const Row &row : stateFromJson(*document, now).refusals) {
        if (!row.isAbout(subject) || row.at <= until)
            continue;
        until = row.at;
        const auto wait = std::chrono::ceil<std::chrono::seconds>(until - now.up);
        if (row.failure == Failure::KeyRejected)
            found = Error{
                ErrorCode::Unauthorized, u"rejected before, not tried again yet"_s, {}, wait};
        else
            found = Error{ErrorCode::ServerFailed,
                          Texts::tr("It ended soon after its start, several times in a row."),
                          {},
                          wait};
    }
    return found;
}

void CircuitBreaker::note(Failure failure, const Subject &subject) const
{
    QString damaged;
    const auto change = [&](QJsonObject &document) -> Result<> {
        const TwoClocks now = TwoClocks::now(m_clock, m_bootClock);
        State state = stateFromJson(document, now);
        if (!damaged.isEmpty()) // what was in it is not known: assume all but one
            state.doubtUntil = now.up + Window;
        addFailure(state, failure, subject, now);
        stateToJson(state, now, document);
        return {};
    };
    if (const auto written = m_file.update(change, &damaged); !written)
        qCInfo(lcBreaker) << "can't be noted:" << written.error().detail;
}

} // namespace Konstantly

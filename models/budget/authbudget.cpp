// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/budget/authbudget.h"

#include "models/base/file.h"
#include "models/budget/budgetstate.h"

#include <QLockFile>
#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

Q_LOGGING_CATEGORY(lcBudget, "konstantly.net.budget", QtInfoMsg)

using std::chrono::milliseconds;

constexpr qint64 MaxFileBytes = 524'288;
constexpr milliseconds LockPatience{500};
//! A key that was accepted this recently does not need one of the three tries.
constexpr milliseconds ProofLife = std::chrono::minutes(5);

Error waitError(ErrorCode code, milliseconds wait, const QString &why)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
    return {code, why, {}, std::max(seconds, std::chrono::seconds(1))};
}

} // namespace

class AuthBudget::Private
{
public:
    enum class Loaded {
        Sound,
        Stale,     //!< has to be written again, see BudgetState
        Damaged,   //!< not what any of us wrote: nothing is known
        Unreadable //!< this process is alone
    };

    [[nodiscard]] BudgetState::Now now() const { return TwoClocks::now(clock, bootClock); }

    [[nodiscard]] int limit() const { return unsaved ? 1 : MaxFailures; }
    [[nodiscard]] QString filePath() const { return directory + "/auth-budget.json"_L1; }

    [[nodiscard]] Loaded load(BudgetState &state, const BudgetState::Now &at) const;
    //! Runs \a change on the shared state, alone among all processes, and keeps what it did. It answers whether it did
    //! anything.
    void update(const std::function<bool(BudgetState &, const BudgetState::Now &)> &change);
    //! Looks at the shared state without waiting for anybody.
    [[nodiscard]] BudgetState look(const BudgetState::Now &at, bool *isSound = nullptr) const;

    //! Why a request with this key must not leave now.
    [[nodiscard]] std::optional<Error> objection(const BudgetState &state,
                                                 const BudgetState::Now &at, const QByteArray &key,
                                                 Purpose purpose) const;
    [[nodiscard]] bool isProven(const QByteArray &key, milliseconds at) const;

    QString directory;
    Clock clock;
    BootClock bootClock;
    std::optional<BudgetState>
        unsaved; //!< the file could not be written: this process goes on alone
    QHash<QByteArray, milliseconds> acceptedAt; //!< by fingerprint
    int provenInFlight = 0;
    QList<QByteArray> automaticInFlight; //!< fingerprints
};

AuthBudget::Private::Loaded AuthBudget::Private::load(BudgetState &state,
                                                      const BudgetState::Now &at) const
{
    Loaded loaded = Loaded::Sound;
    const Result<FileSnapshot> file = readFile(filePath(), MaxFileBytes);
    std::optional<BudgetState> read;
    if (file && file->exists)
        read = BudgetState::fromJson(file->bytes, at);
    if (!file && file.error().code == ErrorCode::FileUnreadable)
        loaded = Loaded::Unreadable;
    else if (!file || (file->exists && !read))
        loaded = Loaded::Damaged;
    else if (read && read->isStale)
        loaded = Loaded::Stale;
    state = read.value_or(BudgetState{});
    if (unsaved && loaded == Loaded::Sound)
        state.merge(*unsaved);
    else if (unsaved) // holds what was read the first time, and its instants go on
        state = *unsaved;
    state.isStale = false;
    state.prune(at, Window);
    return loaded;
}

BudgetState AuthBudget::Private::look(const BudgetState::Now &at, bool *isSound) const
{
    BudgetState state;
    const Loaded loaded = load(state, at);
    if (isSound)
        *isSound = loaded == Loaded::Sound || unsaved;
    return state;
}

void AuthBudget::Private::update(
    const std::function<bool(BudgetState &, const BudgetState::Now &)> &change)
{
    const bool hasDirectory = makePrivateDir(directory).has_value();
    QLockFile lock(directory + "/auth-budget.lock"_L1);
    lock.setStaleLockTime(10'000);
    const bool isLocked = hasDirectory && lock.tryLock(int(LockPatience.count()));
    const BudgetState::Now at = now();
    BudgetState state;
    const Loaded loaded = load(state, at);
    if (loaded == Loaded::Damaged && !unsaved && isLocked) {
        // How many failures there were in the last minute is not known: assume as many as are allowed. Only when that
        // can be written down, or every new process would assume it for ever.
        BudgetState spent;
        for (int i = 0; i < MaxFailures; ++i)
            spent.tries.append({QUuid::createUuid().toByteArray(QUuid::Id128), at.up, true});
        if (writePrivateFile(filePath(), spent.toJson(at)))
            state = spent;
    }
    const bool isChanged = change(state, at);
    if (!isChanged && loaded == Loaded::Sound && !unsaved)
        return;
    const Result<> written = isLocked ? writePrivateFile(filePath(), state.toJson(at))
                                      : Result<>(fail(ErrorCode::FileNotWritable, u"not locked"_s));
    if (written) {
        unsaved.reset();
        return;
    }
    if (!unsaved)
        qCInfo(lcBudget) << "the shared count can't be written:" << written.error().detail;
    unsaved = state;
}

bool AuthBudget::Private::isProven(const QByteArray &key, milliseconds at) const
{
    const auto found = acceptedAt.constFind(key);
    return found != acceptedAt.constEnd() && at - *found < ProofLife;
}

std::optional<Error> AuthBudget::Private::objection(const BudgetState &state,
                                                    const BudgetState::Now &at,
                                                    const QByteArray &key, Purpose purpose) const
{
    if (state.pausedUntil > at.up)
        return waitError(ErrorCode::AuthRateLimited, state.pausedUntil - at.up,
                         u"paused by the service"_s);
    const BudgetState::KeyState known = state.keys.value(key);
    if (known.notBefore > at.up)
        return waitError(ErrorCode::RateLimited, known.notBefore - at.up,
                         u"not before the time the service gave"_s);
    if (known.rejectedAt && purpose == Purpose::Automatic)
        return Error{ErrorCode::Unauthorized, u"rejected before, not tried again"_s, {}, {}};
    return {};
}

AuthBudget::AuthBudget(QString stateDir, Clock clock, BootClock bootClock)
    : m_d(std::make_unique<Private>())
{
    m_d->directory = std::move(stateDir);
    m_d->clock = std::move(clock);
    m_d->bootClock = std::move(bootClock);
}

AuthBudget::~AuthBudget() = default;

Result<std::optional<AuthBudget::Ticket>> AuthBudget::begin(const Secret &key, Purpose purpose)
{
    Ticket ticket{{}, Konstantly::fingerprint(key), false, purpose};
    if (purpose == Purpose::Automatic && m_d->automaticInFlight.contains(ticket.fingerprint))
        return std::nullopt;

    const BudgetState::Now now = m_d->now();
    bool isSound = false;
    BudgetState seen = m_d->look(now, &isSound);
    if (!isSound) {
        m_d->update([](BudgetState &, const BudgetState::Now &) { return true; });
        seen = m_d->look(now, &isSound);
    }
    if (const auto objection = m_d->objection(seen, now, ticket.fingerprint, purpose))
        return fail(*objection);
    if (isSound && m_d->isProven(ticket.fingerprint, now.up)) {
        if (m_d->provenInFlight >= std::max(1, m_d->limit() - seen.failureCount()))
            return std::nullopt;
        ++m_d->provenInFlight;
        if (purpose == Purpose::Automatic)
            m_d->automaticInFlight.append(ticket.fingerprint);
        return ticket;
    }

    if (isSound && seen.tries.size() >= m_d->limit() && seen.failureCount() < m_d->limit())
        return std::nullopt; // without taking the lock: many may be waiting

    std::optional<Error> refusal;
    m_d->update([&](BudgetState &state, const BudgetState::Now &at) {
        refusal = m_d->objection(state, at, ticket.fingerprint, purpose);
        const int limit = m_d->limit();
        if (!refusal && state.failureCount() >= limit)
            refusal = waitError(ErrorCode::AuthRateLimited, state.freeAt(limit, Window) - at.up,
                                u"own limit of failed authentications reached"_s);
        if (refusal || state.tries.size() >= limit)
            return false;
        ticket.isReserved = true;
        ticket.id = QUuid::createUuid().toByteArray(QUuid::Id128);
        state.tries.append({ticket.id, at.up, false});
        return true;
    });
    if (refusal)
        return fail(*refusal);
    if (!ticket.isReserved)
        return std::nullopt;
    if (purpose == Purpose::Automatic)
        m_d->automaticInFlight.append(ticket.fingerprint);
    return ticket;
}

std::optional<Error> AuthBudget::objectionToStart(const Secret &key) const
{
    const BudgetState::Now now = m_d->now();
    const BudgetState state = m_d->look(now);
    if (state.pausedUntil > now.up)
        return waitError(ErrorCode::AuthRateLimited, state.pausedUntil - now.up,
                         u"paused by the service"_s);
    const bool isRejected = state.keys.value(Konstantly::fingerprint(key)).rejectedAt.has_value();
    if (isRejected && state.failureCount() >= MaxFailures)
        return waitError(ErrorCode::AuthRateLimited, state.freeAt(MaxFailures, Window) - now.up,
                         u"own limit of failed authentications reached"_s);
    return {};
}

void AuthBudget::noteFailure()
{
    m_d->update([](BudgetState &state, const BudgetState::Now &at) {
        state.tries.append({QUuid::createUuid().toByteArray(QUuid::Id128), at.up, true});
        return true;
    });
}

void AuthBudget::finish(const Ticket &ticket)
{
    if (!ticket.isReserved)
        --m_d->provenInFlight;
    if (ticket.purpose == Purpose::Automatic)
        m_d->automaticInFlight.removeOne(ticket.fingerprint);
}

void AuthBudget::accepted(const Ticket &ticket)
{
    finish(ticket);
    const BudgetState::Now now = m_d->now();
    m_d->acceptedAt.insert(ticket.fingerprint, now.up);
    if (!ticket.isReserved && !m_d->look(now).keys.value(ticket.fingerprint).rejectedAt)
        return;
    m_d->update([&](BudgetState &state, const BudgetState::Now &) {
        state.tries.removeIf([&](const BudgetState::Try &one) { return one.id == ticket.id; });
        const auto key = state.keys.find(ticket.fingerprint);
        if (key != state.keys.end())
            key->rejectedAt.reset();
        return true;
    });
}

void AuthBudget::rejected(const Ticket &ticket)
{
    finish(ticket);
    m_d->acceptedAt.remove(ticket.fingerprint);
    m_d->update([&](BudgetState &state, const BudgetState::Now &at) {
        state.tries.removeIf([&](const BudgetState::Try &one) { return one.id == ticket.id; });
        state.tries.append({QUuid::createUuid().toByteArray(QUuid::Id128), at.up, true});
        state.keys[ticket.fingerprint].rejectedAt = at.wall;
        return true;
    });
}

void AuthBudget::abandoned(const Ticket &ticket)
{
    finish(ticket);
    if (!ticket.isReserved)
        return;
    m_d->update([&](BudgetState &state, const BudgetState::Now &) {
        return state.tries.removeIf([&](const BudgetState::Try &one) {
            return one.id == ticket.id;
        }) > 0;
    });
}

void AuthBudget::pauseAll(milliseconds wait)
{
    m_d->update([wait](BudgetState &state, const BudgetState::Now &at) {
        const milliseconds until = at.up + std::min(wait, BudgetState::MaxWait);
        state.pausedUntil = std::max(state.pausedUntil, until);
        return true;
    });
}

void AuthBudget::holdKey(const QByteArray &fingerprint, milliseconds wait)
{
    m_d->update([&](BudgetState &state, const BudgetState::Now &at) {
        const milliseconds until = at.up + std::min(wait, BudgetState::MaxWait);
        BudgetState::KeyState &key = state.keys[fingerprint];
        key.notBefore = std::max(key.notBefore, until);
        return true;
    });
}

bool AuthBudget::isRejected(const Secret &key) const
{
    return m_d->look(m_d->now()).keys.value(Konstantly::fingerprint(key)).rejectedAt.has_value();
}

milliseconds AuthBudget::waitFor(const Secret &key) const
{
    const BudgetState::Now now = m_d->now();
    const BudgetState state = m_d->look(now);
    const QByteArray fingerprint = Konstantly::fingerprint(key);
    milliseconds until = std::max(state.pausedUntil, state.keys.value(fingerprint).notBefore);
    if (!m_d->isProven(fingerprint, now.up))
        until = std::max(until, state.freeAt(m_d->limit(), Window));
    return std::max(until - now.up, milliseconds(0));
}

} // namespace Konstantly

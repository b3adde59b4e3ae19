// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/secretstore.h"

#include "models/base/future.h"
#include "models/keychain/keyrecord.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxSlotSize = 64;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SecretStore)
};

Error notASlot()
{
    return {ErrorCode::InvalidInput,
            Texts::tr("The name of the keychain entry is damaged. Connect the workspace again."),
            {},
            {}};
}

Error notStorable()
{
    return {ErrorCode::InvalidInput,
            Texts::tr("A key must be 1 to %n printable ASCII character(s).", nullptr,
                      int(SecretStore::MaxSecretSize)),
            {},
            {}};
}

bool isSlot(const QString &slot)
{
    const auto isAllowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
               || c == u'.' || c == u'_' || c == u'-';
    };
    return !slot.isEmpty() && slot.size() <= MaxSlotSize
           && std::all_of(slot.begin(), slot.end(), isAllowed);
}

//! Other bytes don't survive every store: NUL is cut off by QtKeychain, the rest depends on locales (K-10).
bool isStorable(const Secret &secret)
{
    const QByteArrayView bytes = secret.reveal();
    return !bytes.isEmpty() && bytes.size() <= SecretStore::MaxSecretSize
           && std::all_of(bytes.begin(), bytes.end(),
                          [](char c) { return c >= 0x20 && c <= 0x7e; });
}

} // namespace

std::optional<Error> errorFor(KeychainState state)
{
    switch (state) {
    case KeychainState::Available:
        return {};
    case KeychainState::Locked:
        return Error{ErrorCode::KeychainLocked, u"the default collection is locked"_s, {}, {}};
    case KeychainState::NoService:
        return Error{ErrorCode::KeychainUnavailable, u"no keychain service"_s, {}, {}};
    case KeychainState::NoSessionBus:
        return Error{ErrorCode::KeychainUnavailable, u"no session bus"_s, {}, {}};
    case KeychainState::NotAnswering:
        return Error{ErrorCode::KeychainNotAnswering, u"no answer within the deadline"_s, {}, {}};
    case KeychainState::Unknown:
        break;
    }
    return Error{ErrorCode::KeychainUnconfirmed, u"the keychain's state is unknown"_s, {}, {}};
}

//! Runs the calls one after another, each as a chain of raw steps under one deadline.
class SecretStore::Queue final : public QObject
{
public:
    using Answer = std::function<void(const Result<Secret> &)>;

    struct Call
    {
        Purpose purpose;
        QString slot;
        Secret secret; //!< to write
        Answer answer;
    };

    Queue(SecretStore &store, KeychainDeadlines deadlines)
        : m_store(store)
        , m_deadlines(deadlines)
    {
        m_callTimer.setSingleShot(true);
        m_inquiryTimer.setSingleShot(true);
        connect(&m_callTimer, &QTimer::timeout, this, &Queue::expire);
        connect(&m_inquiryTimer, &QTimer::timeout, this, &Queue::expireInquiry);
    }

    void add(Call call);
    QFuture<KeychainStatus> inquire();

private:
    //! Something of ours is out there and has not come back: whatever we start now would only queue up behind it.
    [[nodiscard]] bool isStuck() const { return m_isStepLost || m_isInquiryLost; }
    void startNext();
    void end(const Result<Secret> &result);
    void endAll(const Error &error);
    void expire();
    void endInquiry(const KeychainStatus &status);
    void expireInquiry();

    template<typename T>
    void after(QFuture<Result<T>> step, std::function<void(const Result<T> &)> next);
    template<typename T>
    std::function<void(const Result<T> &)> onSuccess(std::function<void(const T &)> next);

    void askUser();
    void carryOut();
    void verifyWritten();
    void verifyRemoved();
    void answerRead(const std::optional<Secret> &found);
    void confirmAbsent(std::function<void()> next);

    SecretStore &m_store;
    const KeychainDeadlines m_deadlines;

    std::deque<Call> m_calls; //!< the first is under way while m_isBusy
    bool m_isBusy = false;
    bool m_isPrompting = false;
    bool m_isStepLost = false; //!< a step outlived its call and has not ended yet
    quint64 m_number = 0; //!< of the call under way: tells a late step from one that is waited for
    QTimer m_callTimer;

    std::vector<QPromise<KeychainStatus>> m_inquirers;
    bool m_isInquiring = false;
    bool m_isInquiryLost = false;
    QTimer m_inquiryTimer;
};

void SecretStore::Queue::add(Call call)
{
    if (isStuck()) {
        call.answer(fail(ErrorCode::KeychainNotAnswering, u"an earlier call has not ended"_s));
        return;
    }
    m_calls.push_back(std::move(call));
    if (!m_isBusy)
        startNext();
}

void SecretStore::Queue::startNext()
{
    if (m_calls.empty() || m_isBusy)
        return;
    m_isBusy = true;
    ++m_number;
    m_callTimer.start(m_deadlines.answer);
    after<Access>(m_store.access(m_calls.front().slot, m_calls.front().purpose),
                  onSuccess<Access>([this](const Access &access) {
                      if (access == Access::NeedsUser)
                          return askUser();
                      if (access == Access::AsksItself)
                          m_callTimer.start(m_deadlines.prompt);
                      carryOut();
                  }));
}

//! Attaches \a next to \a step for as long as the call under way is waiting for it.
template<typename T>
void SecretStore::Queue::after(QFuture<Result<T>> step, std::function<void(const Result<T> &)> next)
{
    // Not then(this, …): a QtKeychain job outlives the store, and Qt 6.4 asserts that the context does too.
    step.then(QtFuture::Launch::Sync, [self = QPointer(this), number = m_number,
                                       next = std::move(next)](const Result<T> &result) {
        if (!self)
            return;
        if (number == self->m_number && self->m_isBusy)
            next(result);
        else
            self->m_isStepLost = false; // it came back after all: usable again
    });
}

template<typename T>
std::function<void(const Result<T> &)>
SecretStore::Queue::onSuccess(std::function<void(const T &)> next)
{
    return [this, next = std::move(next)](const Result<T> &result) {
        if (result)
            next(*result);
        else
            end(fail(result.error()));
    };
}

//! Ends the call under way and starts the next one. The answer may add calls or destroy the store's other users.
void SecretStore::Queue::end(const Result<Secret> &result)
{
    const Call call = std::move(m_calls.front());
    m_calls.pop_front();
    m_callTimer.stop();
    m_isBusy = false;
    m_isPrompting = false;
    const QPointer<Queue> alive(this);
    call.answer(result);
    if (alive)
        startNext();
}

//! Ends every call that was made so far, with the same \a error.
void SecretStore::Queue::endAll(const Error &error)
{
    const std::deque<Call> calls = std::exchange(m_calls, {});
    m_callTimer.stop();
    m_isBusy = false;
    m_isPrompting = false;
    for (const Call &call : calls)
        call.answer(fail(error));
}

void SecretStore::Queue::expire()
{
    const bool wasPrompting = m_isPrompting;
    m_isStepLost = true;
    ++m_number;
    if (wasPrompting)
        m_store.dismissPrompt(); // may end the step at once
    endAll(wasPrompting ? Error{ErrorCode::KeychainLocked, u"nobody answered the prompt"_s, {}, {}}
                        : *errorFor(KeychainState::NotAnswering));
}

void SecretStore::Queue::askUser()
{
    m_isPrompting = true;
    m_callTimer.start(m_deadlines.prompt);
    after<void>(m_store.unlock(), [this](const Result<> &unlocked) {
        m_isPrompting = false;
        // A "no" goes for everything that was waiting for the same answer: ask once, not once a slot.
        if (!unlocked)
            return endAll(unlocked.error());
        m_callTimer.start(m_deadlines.answer);
        carryOut();
    });
}

void SecretStore::Queue::carryOut()
{
    const Call &call = m_calls.front();
    switch (call.purpose) {
    case Purpose::Read:
        after<std::optional<Secret>>(
            m_store.fetch(call.slot),
            onSuccess<std::optional<Secret>>([this](const auto &found) { answerRead(found); }));
        break;
    case Purpose::Write:
        after<void>(m_store.put(call.slot, call.secret), [this](const Result<> &result) {
            if (!result)
                return end(fail(result.error()));
            verifyWritten();
        });
        break;
    case Purpose::Remove:
        after<void>(m_store.erase(call.slot), [this](const Result<> &result) {
            if (!result)
                return end(fail(result.error()));
            verifyRemoved();
        });
        break;
    }
}

void SecretStore::Queue::answerRead(const std::optional<Secret> &found)
{
    if (!found) {
        confirmAbsent([this] { end(fail(ErrorCode::KeyMissing)); });
    } else if (found->isEmpty()) {
        // We never store nothing: KWallet hands out an empty value when reading failed (F4).
        end(fail(ErrorCode::KeychainUnconfirmed, u"the store answered with an empty value"_s));
    } else {
        end(*found);
    }
}

void SecretStore::Queue::verifyWritten()
{
    after<std::optional<Secret>>(
        m_store.fetch(m_calls.front().slot),
        onSuccess<std::optional<Secret>>([this](const std::optional<Secret> &found) {
            if (!found) {
                confirmAbsent(
                    [this] { end(fail(ErrorCode::KeychainBroken, u"not there after writing"_s)); });
            } else if (*found != m_calls.front().secret) {
                end(fail(ErrorCode::KeychainBroken, u"other bytes after writing"_s));
            } else {
                end(*found);
            }
        }));
}

void SecretStore::Queue::verifyRemoved()
{
    after<std::optional<Secret>>(
        m_store.fetch(m_calls.front().slot),
        onSuccess<std::optional<Secret>>([this](const std::optional<Secret> &found) {
            if (found)
                end(fail(ErrorCode::KeychainUnconfirmed, u"still there after removing"_s));
            else
                confirmAbsent([this] { end(Secret()); });
        }));
}

void SecretStore::Queue::confirmAbsent(std::function<void()> next)
{
    after<void>(m_store.confirmAbsent(m_calls.front().slot),
                [this, next = std::move(next)](const Result<> &result) {
                    if (result)
                        next();
                    else
                        end(fail(result.error()));
                });
}

QFuture<KeychainStatus> SecretStore::Queue::inquire()
{
    QPromise<KeychainStatus> &promise = m_inquirers.emplace_back();
    promise.start();
    const QFuture<KeychainStatus> future = promise.future();
    if (isStuck()) {
        endInquiry({KeychainState::NotAnswering, m_store.backendName()});
    } else if (!m_isInquiring) {
        m_isInquiring = true;
        m_inquiryTimer.start(m_deadlines.answer);
        const auto answered = [self = QPointer(this)](const KeychainStatus &status) {
            if (!self)
                return;
            self->m_isInquiring = false;
            if (std::exchange(self->m_isInquiryLost, false))
                return;
            self->m_inquiryTimer.stop();
            self->endInquiry(status);
        };
        m_store.inquire().then(QtFuture::Launch::Sync, answered);
    }
    return future;
}

void SecretStore::Queue::endInquiry(const KeychainStatus &status)
{
    auto inquirers = std::exchange(m_inquirers, {});
    for (QPromise<KeychainStatus> &promise : inquirers) {
        promise.addResult(status);
        promise.finish();
    }
}

void SecretStore::Queue::expireInquiry()
{
    m_isInquiryLost = true;
    endInquiry({KeychainState::NotAnswering, m_store.backendName()});
}

SecretStore::SecretStore(KeychainDeadlines deadlines)
    : m_queue(std::make_unique<Queue>(*this, deadlines))
{}

SecretStore::~SecretStore() = default;

QFuture<Result<Secret>> SecretStore::read(const QString &slot)
{
    if (!isSlot(slot))
        return failedFuture<Secret>(notASlot());
    auto promise = std::make_shared<QPromise<Result<Secret>>>();
    promise->start();
    m_queue->add({Purpose::Read, slot, {}, [promise](const Result<Secret> &result) {
                      promise->addResult(result);
                      promise->finish();
                  }});
    return promise->future();
}

QFuture<Result<>> SecretStore::write(const QString &slot, const Secret &secret)
{
    if (!isSlot(slot))
        return failedFuture<void>(notASlot());
    if (!isStorable(secret))
        return failedFuture<void>(notStorable());
    return change(Purpose::Write, slot, secret);
}

QFuture<Result<>> SecretStore::remove(const QString &slot)
{
    if (!isSlot(slot))
        return failedFuture<void>(notASlot());
    return change(Purpose::Remove, slot, {});
}

QFuture<Result<>> SecretStore::change(Purpose purpose, const QString &slot, const Secret &secret)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    m_queue->add({purpose, slot, secret, [promise](const Result<Secret> &result) {
                      promise->addResult(result ? Result<>() : fail(result.error()));
                      promise->finish();
                  }});
    return promise->future();
}

QFuture<KeychainStatus> SecretStore::status()
{
    return m_queue->inquire();
}

QFuture<Result<>> probe(SecretStore &store)
{
    const QString slot = newSlot();
    const QByteArray canary = "canary-" + newSlot().toLatin1();
    const auto written = [&store, slot, canary](const Result<> &result) {
        if (result) {
            return store.read(slot).then(
                QtFuture::Launch::Sync, [canary](const Result<Secret> &found) -> Result<> {
                    if (!found)
                        return fail(found.error());
                    if (*found != Secret(canary))
                        return fail(ErrorCode::KeychainBroken, u"the canary changed"_s);
                    return {};
                });
        }
        return readyFuture<void>(result);
    };
    const auto tidiedUp = [&store, slot](const Result<> &result) {
        // A store that lies may hold something; in any other case asking again would only prompt again.
        if (!result && result.error().code != ErrorCode::KeychainBroken)
            return readyFuture<void>(result);
        return store.remove(slot).then(QtFuture::Launch::Sync, [result](const Result<> &removed) {
            return result ? removed : result;
        });
    };
    return store.write(slot, Secret(canary))
        .then(QtFuture::Launch::Sync, written)
        .unwrap()
        .then(QtFuture::Launch::Sync, tidiedUp)
        .unwrap();
}

} // namespace Konstantly

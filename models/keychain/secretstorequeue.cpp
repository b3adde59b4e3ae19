// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/secretstorequeue.h"

#include <QPointer>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

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

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keychain/secretstore.h"

#include <QObject>
#include <QPromise>
#include <QTimer>

#include <deque>
#include <functional>
#include <vector>

namespace Konstantly {

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

} // namespace Konstantly

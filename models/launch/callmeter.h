// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/launch/calloutcome.h"
#include "models/launch/messagescanner.h"

#include <QString>

#include <chrono>
#include <functional>
#include <vector>

namespace Konstantly {

//! One `tools/call` that came to an end.
struct MeteredCall
{
    std::chrono::milliseconds at{0}; //!< since 1970, UTC: when it was asked
    std::chrono::milliseconds duration{0};
    QString tool;
    CallOutcome outcome = CallOutcome::Succeeded;
    std::chrono::seconds wait{0}; //!< with RateLimitedAuth: how long the service asks to wait

    friend bool operator==(const MeteredCall &, const MeteredCall &) = default;
};

//! Who the client says that it is (`initialize`).
struct ClientIdentity
{
    QString name;    //!< empty when it does not say
    QString version; //!< the same

    friend bool operator==(const ClientIdentity &, const ClientIdentity &) = default;
};

//! A tool's or a client's name, fit to be kept: \a escaped is what stood between the quotes of a JSON string. What is too
//! long, has odd characters or looks like a key is replaced by "(other)": it may be anything, and names nothing.
[[nodiscard]] QString keptName(const QByteArray &escaped);

//! Watches both directions of an MCP connection and tells what came of each `tools/call`: neither arguments nor results leave
//! it, error texts are classified and dropped.
//!
//! Answers may come in any order, in batches, split anywhere, or never. Two calls with one id are told apart by order. At most
//! MaxPending calls are followed at a time; further ones go unmetered.
class CallMeter final
{
public:
    static constexpr std::size_t MaxPending = 1000;

    using SteadyClock = std::function<std::chrono::milliseconds()>;
    struct Listeners
    {
        std::function<void(const MeteredCall &)> callEnded;
        std::function<void(const ClientIdentity &)> clientKnown; //!< with each `initialize`
    };

    explicit CallMeter(Listeners listeners, Clock clock = systemClock(),
                       SteadyClock steadyClock = monotonicMilliseconds);

    void fromClient(QByteArrayView bytes);
    void fromServer(QByteArrayView bytes);
    //! The session is over: calls without an answer will not get one.
    void finish();

    [[nodiscard]] static std::chrono::milliseconds monotonicMilliseconds();

private:
    struct Pending
    {
        QByteArray id;
        QString tool;
        std::chrono::milliseconds at{0};      // wall clock
        std::chrono::milliseconds started{0}; // steady clock
    };

    void takeRequest(const RpcMessage &message);
    void takeAnswer(const RpcMessage &message);
    void end(const QByteArray &id, CallOutcome outcome, std::chrono::seconds wait = {});
    void report(const Pending &call, CallOutcome outcome, std::chrono::seconds wait) const;

    Listeners m_listeners;
    Clock m_clock;
    SteadyClock m_steadyClock;
    MessageScanner m_client;
    MessageScanner m_server;
    std::vector<Pending> m_pending; // in the order in which they were asked
};

} // namespace Konstantly

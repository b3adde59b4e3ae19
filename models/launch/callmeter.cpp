// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/callmeter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

using std::chrono::milliseconds;

constexpr qsizetype MaxKeptName = 64;

bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
           || u"_-./:@+() "_s.contains(c);
}

//! The same for every way to write one id: 1 and 1.0, "é" and "\u00e9". Numbers and strings stay different.
QByteArray canonicalId(const QByteArray &raw)
{
    if (raw.startsWith('"')) {
        return raw.contains('\\') ? '"' + unescaped(raw.mid(1, raw.size() - 2)).toUtf8() + '"'
                                  : raw;
    }
    bool isNumber = false;
    if (raw.contains('.') || raw.contains('e') || raw.contains('E')) {
        const double value = raw.toDouble(&isNumber);
        if (isNumber)
            return QByteArray::number(value, 'g', 17);
    }
    return raw;
}

} // namespace

QString keptName(const QByteArray &escaped)
{
    const QString name = unescaped(escaped).trimmed();
    const bool isKept = !name.isNull() && name.size() <= MaxKeptName
                        && std::all_of(name.begin(), name.end(), isPlain)
                        && !name.contains("kmcp_"_L1, Qt::CaseInsensitive);
    return isKept ? name : u"(other)"_s;
}

milliseconds CallMeter::monotonicMilliseconds()
{
    return std::chrono::duration_cast<milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

CallMeter::CallMeter(Listeners listeners, Clock clock, SteadyClock steadyClock)
    : m_listeners(std::move(listeners))
    , m_clock(std::move(clock))
    , m_steadyClock(std::move(steadyClock))
    , m_client(MessageScanner::Side::Client,
               [this](const RpcMessage &message) { takeRequest(message); })
    , m_server(MessageScanner::Side::Server,
               [this](const RpcMessage &message) { takeAnswer(message); })
{}

void CallMeter::fromClient(QByteArrayView bytes)
{
    m_client.feed(bytes);
}

void CallMeter::fromServer(QByteArrayView bytes)
{
    // No answer can begin before it was asked for.
    if (m_pending.empty())
        m_server.skip(bytes);
    else
        m_server.feed(bytes);
}

void CallMeter::takeRequest(const RpcMessage &message)
{
    if (message.method == "tools/call") {
        if (message.id.isEmpty() || m_pending.size() >= MaxPending)
            return; // nobody waits for an answer to a notification
        m_pending.push_back({canonicalId(message.id),
                             message.name.isEmpty() ? u"(other)"_s : keptName(message.name),
                             milliseconds(m_clock().toMSecsSinceEpoch()), m_steadyClock()});
    } else if (message.method == "notifications/cancelled") {
        if (!message.requestId.isEmpty())
            end(canonicalId(message.requestId), CallOutcome::Cancelled);
    } else if (message.method == "initialize" && m_listeners.clientKnown) {
        m_listeners.clientKnown({keptName(message.clientName), keptName(message.clientVersion)});
    }
}

void CallMeter::takeAnswer(const RpcMessage &message)
{
    if (message.id.isEmpty() || !message.method.isEmpty())
        return; // a notification, or a question of the server's, whose ids are its own
    if (!message.hasError && !message.isError) {
        end(canonicalId(message.id),
            message.hasResult ? CallOutcome::Succeeded : CallOutcome::Failed);
        return;
    }
    const CallOutcome outcome = classifyErrorText(message.errorText);
    end(canonicalId(message.id), outcome,
        outcome == CallOutcome::RateLimitedAuth ? waitInErrorText(message.errorText)
                                                : std::chrono::seconds(0));
}

void CallMeter::end(const QByteArray &id, CallOutcome outcome, std::chrono::seconds wait)
{
    const auto found = std::find_if(m_pending.begin(), m_pending.end(),
                                    [&id](const Pending &call) { return call.id == id; });
    if (found == m_pending.end())
        return;
    const Pending call = *found;
    m_pending.erase(found);
    report(call, outcome, wait);
}

void CallMeter::report(const Pending &call, CallOutcome outcome, std::chrono::seconds wait) const
{
    m_listeners.callEnded({call.at, std::max(m_steadyClock() - call.started, milliseconds(0)),
                           call.tool, outcome, wait});
}

void CallMeter::finish()
{
    for (const Pending &call : std::exchange(m_pending, {}))
        report(call, CallOutcome::Unanswered, {});
}

} // namespace Konstantly

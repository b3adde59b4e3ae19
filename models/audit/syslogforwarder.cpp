// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/syslogforwarder.h"

#include "models/audit/auditfeed.h"
#include "models/base/background.h"

#include <QSysInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

//! What became of one batch.
struct SyslogForwarder::Sent
{
    Result<int> count;
    ForwardState state;
    bool isStored = true;
    bool hasMore = false;
};

SyslogForwarder::SyslogForwarder(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &SyslogForwarder::forward);
}

void SyslogForwarder::setTarget(const std::optional<SyslogTarget> &target)
{
    m_retry.stop();
    m_delay = {};
    ++m_run;
    m_isForwarding = false;
    m_lastError.reset();
    m_unstored.reset();
    m_target = target;
    m_state = target ? ForwardStateFile(m_options.paths, m_options.workspace, *target).read()
                     : ForwardState();
}

void SyslogForwarder::forward()
{
    if (!m_target || m_isForwarding || m_retry.isActive())
        return;
    m_isForwarding = true;
    const auto work = [options = m_options, target = *m_target, unstored = m_unstored] {
        return sendBatch(options, target, unstored);
    };
    whenFinished(inBackground<Sent>(work), this, [this, run = m_run](const Sent &sent) {
        if (run == m_run)
            take(sent);
    });
}

SyslogForwarder::Sent SyslogForwarder::sendBatch(const Options &options, const SyslogTarget &target,
                                                 const std::optional<ForwardState> &unstored)
{
    const ForwardStateFile file(options.paths, options.workspace, target);
    const auto lock = file.lock(options.turn);
    ForwardState state = unstored.value_or(file.read());
    if (!lock)
        return {fail(lock.error()), state, !unstored};
    if (unstored) {
        if (const auto stored = file.write(state); !stored)
            return {fail(stored.error()), state, false};
    }
    const AuditJournal journal(options.paths, options.workspace);
    const auto batch = journal.read(state.cursor, options.batchBytes);
    if (!batch)
        return {fail(batch.error()), state};
    const qint64 before = std::exchange(state.cursor, batch->next);
    if (batch->records.isEmpty()) {
        // Behind damaged lines, or back at the end of a journal that was begun anew.
        const auto stored = before == state.cursor ? Result<>() : file.write(state);
        if (!stored)
            return {fail(stored.error()), state, false};
        return {0, state, true, batch->hasMore && state.cursor > before};
    }
    QByteArrayList messages;
    for (qsizetype i = 0; i < batch->records.size(); ++i)
        messages << toSyslog({batch->records.at(i), batch->cursors.at(i), options.workspace, {}},
                             QSysInfo::machineHostName());
    if (const auto done = deliver(target, messages, options.timing); !done) {
        state.cursor = before;
        state.lastError = done.error();
        state.failedAt = options.clock();
        // Only for people to read: not to have it is no second failure.
        (void) file.write(state);
        return {fail(done.error()), state};
    }
    state.deliveredAt = options.clock();
    state.lastError.reset();
    state.failedAt = {};
    if (const auto stored = file.write(state); !stored)
        return {fail(stored.error()), state, false};
    return {int(batch->records.size()), state, true, batch->hasMore};
}

void SyslogForwarder::take(const Sent &sent)
{
    m_isForwarding = false;
    m_state = sent.state;
    m_unstored = sent.isStored ? std::nullopt : std::optional(sent.state);
    if (!sent.count) {
        m_lastError = sent.count.error();
        m_delay = std::min(std::max(m_options.firstDelay, m_delay * 2), m_options.maxDelay);
        m_retry.start(m_delay);
        Q_EMIT failed(*m_lastError, m_delay);
        return;
    }
    m_lastError.reset();
    m_delay = {};
    if (*sent.count > 0)
        Q_EMIT delivered(*sent.count);
    if (sent.hasMore)
        forward();
    else if (!m_isForwarding)
        Q_EMIT finished();
}

QFuture<Result<>> SyslogForwarder::sendTest(const SyslogTarget &target, const Clock &clock,
                                            DeliveryTiming timing)
{
    return inBackground<Result<>>([target, timing, now = clock()] {
        return deliver(target, {syslogTestMessage(now, QSysInfo::machineHostName())}, timing);
    });
}

} // namespace Konstantly

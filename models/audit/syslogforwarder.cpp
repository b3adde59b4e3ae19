// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/syslogforwarder.h"

#include "models/audit/auditfeed.h"
#include "models/base/background.h"

#include <QSysInfo>

#include <algorithm>
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
    qint64 lost = 0;
    AuditKeyNames names = {};
};

//! One batch on its way, in a worker.
struct SyslogForwarder::Work
{
    Options options;
    SyslogTarget target;
    std::optional<ForwardState> unstored;
    QHash<QString, QString> givenNames;
    AuditKeyNames names;

    [[nodiscard]] Sent run();

private:
    [[nodiscard]] Sent takeTurn();
    [[nodiscard]] Sent send(const ForwardStateFile &file, const AuditJournal &journal,
                            const ForwardState &before);
    [[nodiscard]] Result<qint64> advance(ForwardState &state, const AuditJournal &journal,
                                         const AuditJournal::Batch &batch) const;
    [[nodiscard]] Result<> learnNames(const AuditJournal &journal,
                                      const AuditJournal::Batch &batch);
    [[nodiscard]] QByteArrayList messages(const AuditJournal::Batch &batch) const;
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
    Work work{m_options, *m_target, m_unstored, m_keyNames, m_toldNames};
    const auto run = [work]() mutable { return work.run(); };
    whenFinished(inBackground<Sent>(run), this, [this, run = m_run](const Sent &sent) {
        if (run == m_run)
            take(sent);
    });
}

SyslogForwarder::Sent SyslogForwarder::Work::run()
{
    Sent sent = takeTurn();
    sent.names = std::move(names);
    return sent;
}

SyslogForwarder::Sent SyslogForwarder::Work::takeTurn()
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
    const AuditJournal journal(options.paths, options.workspace, options.clock);
    // Of an earlier version: as long as the place that it names is there. Not to have it counts nothing wrong.
    if (const auto lines = journal.linesBefore(state.cursor); lines && !state.lines) {
        state.lines = *lines;
        (void) file.write(state);
    }
    return send(file, journal, state);
}

SyslogForwarder::Sent SyslogForwarder::Work::send(const ForwardStateFile &file,
                                                  const AuditJournal &journal,
                                                  const ForwardState &before)
{
    const auto batch = journal.read(before.cursor, options.batchBytes);
    if (!batch)
        return {fail(batch.error()), before};
    ForwardState state = before;
    const auto lost = advance(state, journal, *batch);
    if (!lost)
        return {fail(lost.error()), before};
    QByteArrayList texts;
    if (*lost > 0)
        texts << toSyslog(AuditLoss{options.workspace, before.cursor, state.cursor, *lost},
                          options.clock(), QSysInfo::machineHostName());
    if (const auto learned = learnNames(journal, *batch); !learned)
        return {fail(learned.error()), before};
    texts << messages(*batch);
    const bool hasMore = batch->hasMore && state.cursor > before.cursor;
    if (texts.isEmpty()) {
        // Back at the end of a journal that was begun anew.
        const auto stored = before == state ? Result<>() : file.write(state);
        if (!stored)
            return {fail(stored.error()), state, false};
        return {0, state, true, hasMore};
    }
    if (const auto done = deliver(target, texts, options.timing); !done) {
        state = before;
        state.lastError = done.error();
        state.failedAt = options.clock();
        // Only for people to read: not to have it is no second failure.
        (void) file.write(state);
        return {fail(done.error()), state};
    }
    state.deliveredAt = options.clock();
    state.lastError.reset();
    state.failedAt = {};
    if (*lost > 0)
        state.lostAt = state.deliveredAt;
    const auto stored = file.write(state);
    const Result<int> count = stored ? Result<int>(int(batch->records.size()))
                                     : fail(stored.error());
    return {count, state, stored.has_value(), hasMore, *lost};
}

//! Moves \a state behind \a batch. \return how many events can't be sent
Result<qint64> SyslogForwarder::Work::advance(ForwardState &state, const AuditJournal &journal,
                                              const AuditJournal::Batch &batch) const
{
    const bool isNext = state.lines && batch.begin == state.cursor && !batch.isAfterGap;
    const auto lines = isNext ? Result<qint64>(*state.lines) : journal.linesBefore(batch.begin);
    if (!lines)
        return fail(lines.error());
    qint64 lost = batch.damaged;
    // Who starts from the beginning is not missing what was removed before.
    const bool isCounted = state.lines && state.cursor > 0;
    if (batch.isAfterGap)
        lost += isCounted ? std::max<qint64>(*lines - *state.lines, 0) : batch.lost;
    state.cursor = batch.next;
    state.lines = *lines + batch.records.size() + batch.damaged;
    state.lost += lost;
    return lost;
}

//! Reads the names of keys that \a batch is about, when there are any that are not known.
Result<> SyslogForwarder::Work::learnNames(const AuditJournal &journal,
                                           const AuditJournal::Batch &batch)
{
    const bool isKnown = std::ranges::all_of(batch.records, [this](const AuditRecord &record) {
        return record.key.isEmpty() || isLocal(record.kind) || givenNames.contains(record.key)
               || names.names.contains(record.key);
    });
    if (isKnown)
        return {};
    auto learned = keyNamesIn(journal, std::move(names));
    if (!learned)
        return fail(learned.error());
    names = *std::move(learned);
    return {};
}

QByteArrayList SyslogForwarder::Work::messages(const AuditJournal::Batch &batch) const
{
    const QString hostName = QSysInfo::machineHostName();
    QByteArrayList messages;
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        const AuditRecord &record = batch.records.at(i);
        const QString name = givenNames.value(record.key, names.names.value(record.key));
        messages << toSyslog({record, batch.cursors.at(i), options.workspace, name}, hostName);
    }
    return messages;
}

void SyslogForwarder::take(const Sent &sent)
{
    m_isForwarding = false;
    m_state = sent.state;
    m_unstored = sent.isStored ? std::nullopt : std::optional(sent.state);
    m_toldNames = sent.names;
    if (!sent.count) {
        m_lastError = sent.count.error();
        m_delay = std::min(std::max(m_options.firstDelay, m_delay * 2), m_options.maxDelay);
        m_retry.start(m_delay);
        Q_EMIT failed(*m_lastError, m_delay);
        return;
    }
    m_lastError.reset();
    m_delay = {};
    if (sent.lost > 0)
        Q_EMIT lost(sent.lost);
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

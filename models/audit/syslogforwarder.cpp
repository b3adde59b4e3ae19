// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/syslogforwarder.h"

#include "models/audit/auditfeed.h"
#include "models/base/background.h"
#include "models/base/file.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

ForwardState stateFrom(const QString &path, const QString &target)
{
    const auto file = readFile(path);
    const QJsonObject object = file ? QJsonDocument::fromJson(file->bytes).object() : QJsonObject();
    ForwardState state;
    state.target = target;
    // Another server has got nothing yet.
    if (object.value("target"_L1).toString() != target)
        return state;
    state.cursor = object.value("cursor"_L1).toInteger();
    state.deliveredAt = QDateTime::fromString(object.value("deliveredAt"_L1).toString(),
                                              Qt::ISODateWithMs);
    state.error = object.value("error"_L1).toString();
    return state;
}

Result<> store(const QString &path, const ForwardState &state)
{
    return writePrivateFile(
        path,
        QJsonDocument(QJsonObject{{u"format"_s, 1},
                                  {u"target"_s, state.target},
                                  {u"cursor"_s, state.cursor},
                                  {u"deliveredAt"_s, state.deliveredAt.toString(Qt::ISODateWithMs)},
                                  {u"error"_s, state.error}})
            .toJson(QJsonDocument::Compact));
}

} // namespace

SyslogForwarder::SyslogForwarder(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &SyslogForwarder::forward);
}

QString SyslogForwarder::statePath() const
{
    return m_options.paths.stateDir + u"/audit/"_s
           + QString::fromLatin1(QUrl::toPercentEncoding(m_options.workspace)) + u".siem.json"_s;
}

void SyslogForwarder::setTarget(const std::optional<SyslogTarget> &target)
{
    m_retry.stop();
    m_delay = {};
    ++m_run;
    m_isForwarding = false;
    m_lastError.reset();
    m_target = target;
    m_state = target ? stateFrom(statePath(), target->url()) : ForwardState();
}

void SyslogForwarder::forward()
{
    if (!m_target || m_isForwarding || m_retry.isActive())
        return;
    m_isForwarding = true;
    struct Outcome
    {
        Sent sent;
        bool hasMore = false;
    };
    const auto work = [options = m_options, target = *m_target, state = m_state,
                       path = statePath()]() -> Outcome {
        const AuditJournal journal(options.paths, options.workspace);
        const auto batch = journal.read(state.cursor, options.batchBytes);
        if (!batch)
            return {{fail(batch.error()), state}, false};
        ForwardState after = state;
        if (batch->records.isEmpty()) {
            after.cursor = batch->next; // behind damaged lines
            return {{0, after}, batch->hasMore && batch->next > state.cursor};
        }
        QByteArrayList messages;
        for (qsizetype i = 0; i < batch->records.size(); ++i)
            messages << toSyslog(
                {batch->records.at(i), batch->cursors.at(i), options.workspace, {}},
                QSysInfo::machineHostName());
        const auto done = deliver(target, messages, options.timing);
        after.error = done ? QString() : errorName(done.error().code);
        if (done) {
            after.cursor = batch->next;
            after.deliveredAt = options.clock();
        }
        const auto stored = store(path, after);
        if (!done)
            return {{fail(done.error()), after}, false};
        if (!stored)
            return {{fail(stored.error()), after}, false};
        return {{int(batch->records.size()), after}, batch->hasMore};
    };
    whenFinished(inBackground<Outcome>(work), this, [this, run = m_run](const Outcome &outcome) {
        if (run == m_run)
            take(outcome.sent, outcome.hasMore);
    });
}

void SyslogForwarder::take(const Sent &sent, bool hasMore)
{
    m_isForwarding = false;
    m_state = sent.state;
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
    if (hasMore)
        forward();
    else if (!m_isForwarding)
        Q_EMIT finished();
}

QFuture<Result<>> SyslogForwarder::sendTest(const SyslogTarget &target, const Clock &clock)
{
    return inBackground<Result<>>([target, now = clock()] {
        return deliver(target, {syslogTestMessage(now, QSysInfo::machineHostName())});
    });
}

} // namespace Konstantly

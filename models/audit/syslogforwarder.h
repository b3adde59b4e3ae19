// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditjournal.h"
#include "models/audit/auditkeynames.h"
#include "models/audit/forwardstate.h"
#include "models/base/clock.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <memory>

namespace Konstantly {

//! Sends a journal to a syslog server over TLS, each event at least once.
//!
//! Events go in batches, one connection each; the stored cursor only moves on when deliver() saw the connection's orderly
//! end. A batch that was cut off is sent again from its beginning, so events may arrive twice: the same "id" in each. After a
//! failure it waits 1 s, then 2 s and so on, 5 minutes at most. Processes that forward the same workspace to the same server
//! take turns. When the cursor can't be stored, nothing further is sent until it can: a full disk must not flood the server.
//! Events that can't be sent any more (see AuditLoss) are told to the server, and counted in the state.
class SyslogForwarder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SyslogForwarder)

public:
    struct Options
    {
        AppPaths paths;
        QString workspace;
        Clock clock;
        qint64 batchBytes = qint64(256) * 1024; //!< of the journal, about
        DeliveryTiming timing = {};
        std::chrono::milliseconds firstDelay = std::chrono::seconds(1); //!< after a failure
        std::chrono::milliseconds maxDelay = std::chrono::minutes(5);
        std::chrono::milliseconds turn = std::chrono::seconds(1); //!< to wait for another process
    };

    explicit SyslogForwarder(Options options, QObject *parent = nullptr);

    //! What keys are called, by their ids, as far as somebody knows it whom the journal did not tell.
    void setKeyNames(const QHash<QString, QString> &names) { m_keyNames = names; }
    //! From now on there; stops what waits. No target = nowhere.
    void setTarget(const std::optional<SyslogTarget> &target);
    //! Sends what is new, unless it is at it, or waits after a failure. Ends in finished() or retried by itself.
    void forward();
    //! One message that is no event; without a retry. Errors: those of deliver().
    [[nodiscard]] static QFuture<Result<>> sendTest(const SyslogTarget &target, const Clock &clock,
                                                    DeliveryTiming timing = {});

    [[nodiscard]] bool isForwarding() const { return m_isForwarding; }
    [[nodiscard]] const ForwardState &state() const { return m_state; }
    [[nodiscard]] std::optional<Error> lastError() const { return m_lastError; }

Q_SIGNALS:
    //! \a count events arrived; state() is stored.
    void delivered(int count);
    //! \a count events never arrive; the server knows, and state() is stored.
    void lost(qint64 count);
    //! Will be tried again in \a delay.
    void failed(const Konstantly::Error &error, std::chrono::milliseconds delay);
    //! Everything that the journal holds has arrived.
    void finished();

private:
    struct Sent;
    struct Work;
    void take(const Sent &sent);

    Options m_options;
    std::optional<SyslogTarget> m_target;
    ForwardState m_state;
    std::optional<ForwardState> m_unstored; // what is known of deliveries and not yet in the file
    std::optional<Error> m_lastError;
    QHash<QString, QString> m_keyNames;
    AuditKeyNames m_toldNames; // by the journal
    QTimer m_retry;
    std::chrono::milliseconds m_delay{0};
    int m_run = 0; // results of one for another target are not ours
    bool m_isForwarding = false;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditstore.h"

#include <QTimer>

namespace Konstantly {

//! Keeps an AuditStore up to date for somebody who wants every event soon: watches it, and where the service can't be asked,
//! tries again sooner than the store would, with pauses that double. The store outlives it.
class AuditFollower final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuditFollower)

public:
    struct Timing
    {
        std::chrono::milliseconds firstDelay = std::chrono::seconds(15); //!< after a failure
        std::chrono::milliseconds maxDelay = std::chrono::minutes(15);
    };

    explicit AuditFollower(AuditStore &store, Timing timing, QObject *parent = nullptr);

    //! From now on. Whoever already asked the service says how that ended.
    void start(const Result<> &asked = {});
    //! Whether waiting may mend \a error: a network comes back, a key that was refused does not.
    [[nodiscard]] static bool mayPass(ErrorCode error);

Q_SIGNALS:
    //! Look at the journal: it may have grown, by another process too.
    void ticked();
    //! The service could not be asked; tried again in \a delay, or (0) only by the store itself.
    void failed(const Konstantly::Error &error, std::chrono::milliseconds delay);
    //! It could be asked again after it failed.
    void recovered();

private:
    void stateChanged();
    void asked(const Result<> &result);

    AuditStore &m_store;
    Timing m_timing;
    QTimer m_tick;
    QTimer m_retry;
    std::chrono::milliseconds m_delay{0};
    bool m_wasRefreshing = false;
    bool m_hasFailed = false;
};

} // namespace Konstantly

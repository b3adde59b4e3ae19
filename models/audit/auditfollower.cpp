// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfollower.h"

#include <algorithm>
#include <utility>

namespace Konstantly {

AuditFollower::AuditFollower(AuditStore &store, Timing timing, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_timing(timing)
{
    m_tick.setInterval(AuditStore::DevicePause);
    connect(&m_tick, &QTimer::timeout, this, &AuditFollower::ticked);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        if (!m_store.isRefreshing())
            (void) m_store.refresh(Purpose::Automatic);
    });
}

void AuditFollower::start(const Result<> &result)
{
    connect(&m_store, &AuditStore::grown, this, &AuditFollower::ticked);
    connect(&m_store, &AuditStore::stateChanged, this, &AuditFollower::stateChanged);
    m_tick.start();
    m_store.watch();
    asked(result);
}

void AuditFollower::stateChanged()
{
    if (m_store.isRefreshing()) {
        m_wasRefreshing = true;
        return;
    }
    if (!std::exchange(m_wasRefreshing, false))
        return;
    const std::optional<Error> error = m_store.lastError();
    asked(error ? Result<>(fail(*error)) : Result<>());
}

void AuditFollower::asked(const Result<> &result)
{
    m_retry.stop();
    if (result) {
        m_delay = {};
        if (std::exchange(m_hasFailed, false))
            Q_EMIT recovered();
        return;
    }
    const Error &error = result.error();
    m_hasFailed = true;
    if (!mayPass(error.code))
        return Q_EMIT failed(error, {});
    m_delay = std::min(std::max(m_timing.firstDelay, m_delay * 2), m_timing.maxDelay);
    m_delay = std::max<std::chrono::milliseconds>(m_delay, error.retryAfter);
    m_retry.start(m_delay);
    Q_EMIT failed(error, m_delay);
}

bool AuditFollower::mayPass(ErrorCode error)
{
    switch (error) {
    case ErrorCode::Offline:
    case ErrorCode::Timeout:
    case ErrorCode::TlsRefused:
    case ErrorCode::Redirected:
    case ErrorCode::BadResponse:
    case ErrorCode::ServerFault:
    case ErrorCode::RateLimited:
    case ErrorCode::AuthRateLimited:
    case ErrorCode::KeychainLocked:
    case ErrorCode::KeychainNotAnswering:
    case ErrorCode::FileBusy:
    case ErrorCode::DiskFull:
        return true;
    default:
        return false;
    }
}

} // namespace Konstantly

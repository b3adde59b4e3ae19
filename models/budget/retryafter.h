// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace Konstantly {

inline constexpr std::chrono::seconds MinRetryAfter{1};
inline constexpr std::chrono::seconds MaxRetryAfter{24 * 60 * 60};
inline constexpr std::chrono::seconds DefaultRetryAfter{60};

//! One of the three date forms of RFC 9110 5.6.7 (IMF-fixdate, RFC 850, asctime), in UTC. \a thisYear decides the
//! century of the RFC 850 form.
[[nodiscard]] std::optional<QDateTime> parseHttpDate(QByteArrayView text, int thisYear);

//! How long a 429 asks to wait (security R-1): the Retry-After \a header in seconds or as a date after \a now, else
//! "Retry after Ns" in \a text, else 60 s. The longest of several headers (Qt joins them with ", "). Always within
//! MinRetryAfter and MaxRetryAfter.
[[nodiscard]] std::chrono::seconds retryAfter(QByteArrayView header, QStringView text,
                                              const QDateTime &now);

//! \a wait plus 0–10 %, so that many programs do not come back in the same moment. Never shorter than \a wait.
[[nodiscard]] std::chrono::milliseconds withJitter(std::chrono::milliseconds wait);

} // namespace Konstantly

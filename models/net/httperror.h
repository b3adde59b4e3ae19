// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"
#include "models/net/httprequest.h"

#include <QNetworkReply>

namespace Konstantly {

//! The head and the body of an answer that is not 2xx, as far as they say what went wrong.
struct HttpFailure
{
    int status = 0;
    QByteArray retryAfter; //!< the header
    QByteArray location;   //!< the header
    QByteArray body;
    QDateTime
        now; //!< the server's idea of now when it gave one, else ours; for Retry-After as a date
};

//! The error that an HTTP status means (contract, section 6). A 401 looks the same whatever its body says.
[[nodiscard]] Error errorOfStatus(const HttpFailure &failure, const QString &host);

//! The error that trouble below HTTP means. \a hasStatus: the head of an answer had come.
[[nodiscard]] Error errorOfTransport(QNetworkReply::NetworkError error, const QString &text,
                                     bool hasStatus, const QString &host);

} // namespace Konstantly

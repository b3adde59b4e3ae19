// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"
#include "models/budget/purpose.h"

#include <QDateTime>
#include <QString>
#include <QUrlQuery>

namespace Konstantly {

enum class HttpMethod {
    Get,   //!< may be repeated: retried on network trouble and 5xx
    Post,  //!< sent once, whatever happens (security N-9)
    Delete //!< sent once; the body of the answer is not looked at
};

//! One call, as a value. The address comes from the key it is sent with.
struct HttpRequest
{
    HttpMethod method = HttpMethod::Get;
    QString path; //!< starts with "/", already percent-encoded
    QUrlQuery query;
    QByteArray body; //!< JSON; only with Post
    Purpose purpose = Purpose::UserAction;
};

//! A 2xx answer. Everything else is an Error.
struct HttpResponse
{
    int status = 0;
    Secret body; //!< any body may carry a key, so every body is wiped when its last copy goes
    QDateTime serverDate; //!< the Date header, UTC; invalid when there was none
};

//! What the connection may trust besides the system's certificate authorities. Nothing can take trust checks away.
struct TrustOptions
{
    QString caFile; //!< PEM file with further roots; empty = none

    friend bool operator==(const TrustOptions &, const TrustOptions &) = default;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"
#include "models/net/httpclient.h"

#include <QDateTime>

#include <optional>

QT_BEGIN_NAMESPACE
class QNetworkReply;
QT_END_NAMESPACE

namespace Konstantly {

//! What the head of an answer says, as far as it matters here. Status 0: there is none yet.
struct AnswerHead
{
    int status = 0;
    bool isJson = false;          //!< Content-Type: application/json, with parameters or without
    bool isEncoded = false;       //!< compressed, or whatever else that is not identity
    qint64 size = 0;              //!< of all names and values
    std::optional<qint64> length; //!< Content-Length
    QByteArray location;
    QByteArray retryAfter;
    QByteArray date;

    [[nodiscard]] static AnswerHead of(const QNetworkReply &reply);

    [[nodiscard]] bool isSuccess() const { return status >= 200 && status <= 299; }
    //! The server understood and said no, or elsewhere: nothing about it is unknown.
    [[nodiscard]] bool isRefusal() const { return status >= 300 && status <= 499; }
    //! Invalid when there is no date, or none that can be read.
    [[nodiscard]] QDateTime serverDate(const QDateTime &now) const;

    //! Why the rest of the answer is not worth reading.
    [[nodiscard]] std::optional<Error> objection(HttpMethod method, const HttpLimits &limits,
                                                 const QString &host) const;
};

} // namespace Konstantly

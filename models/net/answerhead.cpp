// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/answerhead.h"

#include "models/budget/retryafter.h"
#include "models/net/httperror.h"

#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

bool isJsonType(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed();
    return type.compare("application/json", Qt::CaseInsensitive) == 0;
}

} // namespace

AnswerHead AnswerHead::of(const QNetworkReply &reply)
{
    AnswerHead head;
    head.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    head.isJson = isJsonType(reply.rawHeader("Content-Type"));
    const QByteArray encoding = reply.rawHeader("Content-Encoding").trimmed().toLower();
    head.isEncoded = !encoding.isEmpty() && encoding != "identity";
    constexpr qsizetype separators = 4; // ": " and the end of the line
    const QList<QNetworkReply::RawHeaderPair> &pairs = reply.rawHeaderPairs();
    for (const auto &[name, value] : pairs)
        head.size += name.size() + value.size() + separators;
    const QVariant length = reply.header(QNetworkRequest::ContentLengthHeader);
    if (length.isValid())
        head.length = length.toLongLong();
    head.location = reply.rawHeader("Location");
    head.retryAfter = reply.rawHeader("Retry-After");
    head.date = reply.rawHeader("Date");
    return head;
}

QDateTime AnswerHead::serverDate(const QDateTime &now) const
{
    return parseHttpDate(date, now.date().year()).value_or(QDateTime());
}

std::optional<Error> AnswerHead::objection(HttpMethod method, const HttpLimits &limits,
                                           const QString &host) const
{
    const auto bad = [&host](const QString &why) {
        return Error{ErrorCode::BadResponse, why, host, {}};
    };
    if (size > limits.maxHeader)
        return bad(u"the answer's head is too large"_s);
    if (status >= 300 && status <= 399)
        return errorOfStatus({status, {}, location, {}, {}}, host);
    if (length.value_or(0) > limits.maxBody)
        return bad(u"the answer is too large"_s);
    if (!isSuccess())
        return {}; // whatever its form, the status says enough
    if (isEncoded)
        return bad(u"the answer is compressed"_s);
    if (status != 204 && method != HttpMethod::Delete && !isJson)
        return bad(u"the answer is not application/json"_s);
    return {};
}

} // namespace Konstantly

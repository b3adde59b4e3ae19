// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/keyheader.h"

#include <QNetworkRequest>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxKeySize = 1024;

bool isSameOrigin(const QUrl &url, const Origin &origin)
{
    return url.isValid() && origin.isValid() && url.scheme() == "https"_L1
           && url.userInfo().isEmpty() && url.host(QUrl::FullyEncoded) == origin.host()
           && url.port(443) == origin.port();
}

bool isHeaderValue(QByteArrayView bytes)
{
    return !bytes.isEmpty() && bytes.size() <= MaxKeySize
           && std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

} // namespace

Result<> addKeyHeader(QNetworkRequest &request, const BoundKey &key)
{
    if (!isSameOrigin(request.url(), key.origin))
        return fail(ErrorCode::OriginMismatch, u"the request goes elsewhere"_s, key.origin.host());
    if (!isHeaderValue(key.key.reveal()))
        return fail(ErrorCode::InvalidInput, {}, key.origin.host());
    request.setRawHeader("X-MCP-Key", key.key.reveal().toByteArray());
    return {};
}

} // namespace Konstantly

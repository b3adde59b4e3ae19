// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Konstantly::Tests {

using namespace Qt::StringLiterals;

//! An AI tool's file with the vendor's snippet in it. Built piece by piece, because moc loses a class behind some raw strings.
[[nodiscard]] inline QByteArray plaintextConfig(const Secret &key, const QString &url)
{
    QJsonObject environment{{u"KONSTANTLY_MCP_KEY"_s, QString::fromLatin1(key.reveal())}};
    if (!url.isEmpty())
        environment["KONSTANTLY_URL"_L1] = url;
    const QJsonObject entry{{u"command"_s, u"npx"_s},
                            {u"args"_s, QJsonArray{u"-y"_s, u"@konstantly/mcp-server"_s}},
                            {u"env"_s, environment}};
    const QJsonObject other{{u"command"_s, u"x"_s}};
    const QJsonObject servers{{u"konstantly"_s, entry}, {u"other"_s, other}};
    return QJsonDocument(QJsonObject{{u"mcpServers"_s, servers}}).toJson();
}

} // namespace Konstantly::Tests

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace Konstantly {

class JsonText;
struct TextValue;

//! The MCP server that takes the real one's place when that can't be started (product.md 2): it answers the handshake and
//! lists one tool, whose name and description say what is wrong and what to do. AI tools show neither standard error nor exit
//! codes, but they show tools.
//!
//! Bytes in, bytes out; no descriptor, no clock. Input comes in pieces of any size; lines over MaxLine bytes are skipped.
class StandInServer final
{
public:
    //! serverInfo.name, by which testServer() knows that it is not talking to the real server.
    static constexpr auto ServerName = "konstantly-mcp stand-in";
    static constexpr qsizetype MaxLine = 8 * 1024 * 1024;

    explicit StandInServer(const Error &reason, const QString &profile = {});

    //! Takes what the client sent, returns what to send back; may be empty.
    [[nodiscard]] QByteArray feed(QByteArrayView bytes);

    //! What was missing is there now: from here on the tool says that the server has to be restarted. Returns the
    //! notification that makes the client ask for the tools again; empty while it has not finished its handshake, then feed()
    //! returns it in due time.
    [[nodiscard]] QByteArray setRecovered();

    //! Another reason became known (the keychain ended up locked, say). Returns as setRecovered().
    [[nodiscard]] QByteArray setReason(const Error &reason);

    [[nodiscard]] QString toolName() const { return m_toolName; }
    [[nodiscard]] QString text() const { return m_text; }

private:
    void say(const Error &reason);
    [[nodiscard]] QByteArray answerLine(const QByteArray &line);
    [[nodiscard]] QByteArray answerMessage(const JsonText &text, const TextValue &value);
    [[nodiscard]] QByteArray toolsChanged();

    QString m_profile;
    QString m_toolName;
    QString m_text;
    QByteArray m_line;            // the unfinished one
    bool m_isSkipping = false;    // inside a line that is too long
    bool m_isInitialized = false; // the client sent notifications/initialized
    bool m_hasChange = false;     // the client still has to be told that the tool changed
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/standinserver.h"

#include <QObject>
#include <QSocketNotifier>

namespace Konstantly {

//! The stand-in server on our standard input and output, until the input ends.
class StandInSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StandInSession)

public:
    StandInSession(const Error &reason, const QString &profile);

    //! See StandInServer.
    void setRecovered();
    void setReason(const Error &reason);

    //! Answers what the client has said already; then goes on with what it says next.
    void begin(const QByteArray &request);

Q_SIGNALS:
    void received(const QByteArray &bytes); //!< from the client, before it is answered
    void ended();                           //!< the client closed its end

private:
    void read();
    void write(const QByteArray &bytes);

    StandInServer m_server;
    QSocketNotifier m_input;
};

} // namespace Konstantly

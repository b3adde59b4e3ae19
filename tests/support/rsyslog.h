// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/testcertificates.h"

#include <QHash>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

class QTcpSocket;

namespace Konstantly::Tests {

//! A port of localhost that nobody listens on right now.
[[nodiscard]] quint16 freePort();

//! A real rsyslogd that takes TLS alone and writes each message as it came.
class Rsyslog final
{
public:
    explicit Rsyslog(quint16 port = freePort(), CertificateFlaw flaw = CertificateFlaw::None);
    ~Rsyslog();
    Q_DISABLE_COPY_MOVE(Rsyslog)

    [[nodiscard]] static bool isInstalled();
    [[nodiscard]] bool start();
    void stop(); //!< what it has got is in lines() afterwards, all of it
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString url() const;
    [[nodiscard]] QString caFile() const { return m_dir.filePath(QStringLiteral("ca.pem")); }
    [[nodiscard]] QByteArrayList lines() const;
    //! How often each event arrived, by its id.
    [[nodiscard]] QHash<QString, int> events() const;

private:
    QTemporaryDir m_dir;
    quint16 m_port;
    QProcess m_process;
};

//! Passes bytes on to a TLS server, and cuts the first connections. Every other one after some number of bytes, with the rest of
//! what it has read thrown away; the ones between when the server has got a whole record of messages and the client does not
//! know: these arrive, and have to be sent again.
class CuttingProxy final : public QTcpServer
{
    Q_OBJECT

public:
    CuttingProxy(quint16 target, int cuts);
    int cutsDone = 0;
    int cutsBehindMessages = 0;

private:
    struct Passed;
    void take(QTcpSocket *client);
    void passUp(QTcpSocket *client, QTcpSocket *server, Passed &passed);

    quint16 m_target;
    int m_left;
};

//! Takes connections, and never reads from them or answers.
class SilentListener final : public QTcpServer
{
    Q_OBJECT

public:
    SilentListener() { listen(QHostAddress::LocalHost); }
};

} // namespace Konstantly::Tests

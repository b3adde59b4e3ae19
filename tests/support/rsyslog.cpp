// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/rsyslog.h"

#include <QFile>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

const auto Program = u"/usr/sbin/rsyslogd"_s;

constexpr auto Configuration = R"(
global(workDirectory="DIR" defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="DIR/ca.pem"
       defaultNetstreamDriverCertFile="DIR/cert.pem" defaultNetstreamDriverKeyFile="DIR/key.pem"
       maxMessageSize="64k")
module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon"
       maxSessions="500")
template(name="raw" type="string" string="%rawmsg%\n")
input(type="imtcp" port="PORT" address="127.0.0.1")
action(type="omfile" file="DIR/events" template="raw")
)";

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file");
}

} // namespace

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

Rsyslog::Rsyslog(quint16 port, CertificateFlaw flaw)
    : m_port(port)
{
    const TestCertificates made = TestCertificates::make(flaw);
    write(caFile(), made.authority);
    write(m_dir.filePath(u"cert.pem"_s), made.certificate);
    write(m_dir.filePath(u"key.pem"_s), made.key);
    QByteArray text(Configuration);
    text.replace("DIR", m_dir.path().toUtf8()).replace("PORT", QByteArray::number(port));
    write(m_dir.filePath(u"rsyslog.conf"_s), text);
}

void Rsyslog::stop()
{
    m_process.terminate(); // it writes down first what it holds
    m_process.waitForFinished();
}

Rsyslog::~Rsyslog()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool Rsyslog::isInstalled()
{
    return QFile::exists(Program);
}

bool Rsyslog::start()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(Program, {u"-n"_s, u"-f"_s, m_dir.filePath(u"rsyslog.conf"_s), u"-i"_s,
                              m_dir.filePath(u"pid"_s)});
    const auto answers = [this] {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        return socket.waitForConnected(500);
    };
    return m_process.waitForStarted() && QTest::qWaitFor(answers, 30000);
}

QString Rsyslog::url() const
{
    return u"syslog+tls://localhost:%1"_s.arg(m_port);
}

QByteArrayList Rsyslog::lines() const
{
    QFile file(m_dir.filePath(u"events"_s));
    QByteArrayList lines = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n')
                                                          : QByteArrayList();
    lines.removeAll(QByteArray());
    return lines;
}

QHash<QString, int> Rsyslog::events() const
{
    static const QRegularExpression id(u"\\[event@32473 id=\"([^\"]+)\""_s);
    QHash<QString, int> counts;
    for (const QByteArray &line : lines()) {
        const auto match = id.match(QString::fromUtf8(line));
        if (match.hasMatch())
            ++counts[match.captured(1)];
    }
    return counts;
}

//! What one connection brought from the client.
struct CuttingProxy::Passed
{
    qint64 room = -1; //!< bytes until the cut; -1 = none by bytes
    bool cutsBehindMessages = false;
    qint64 bytes = 0;
    QByteArray rest; //!< a TLS record that is not whole yet
};

CuttingProxy::CuttingProxy(quint16 target, int cuts)
    : m_target(target)
    , m_left(cuts)
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = nextPendingConnection())
            take(client);
    });
}

void CuttingProxy::take(QTcpSocket *client)
{
    auto *server = new QTcpSocket(client);
    server->connectToHost(QHostAddress::LocalHost, m_target);
    const auto passed = std::make_shared<Passed>();
    passed->cutsBehindMessages = m_left % 2 == 1;
    // Some within the handshake, most among the messages, some at the end.
    if (m_left > 0 && !passed->cutsBehindMessages)
        passed->room = 200 + (m_left * 397) % 12000;
    const auto up = [this, client, server, passed] { passUp(client, server, *passed); };
    connect(server, &QTcpSocket::connected, client, up);
    connect(client, &QTcpSocket::readyRead, client, [server, up] {
        if (server->state() == QAbstractSocket::ConnectedState)
            up();
    });
    connect(server, &QTcpSocket::readyRead, client,
            [client, server] { client->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
    connect(client, &QTcpSocket::disconnected, client, [client, server] {
        server->disconnectFromHost();
        client->deleteLater();
    });
}

void CuttingProxy::passUp(QTcpSocket *client, QTcpSocket *server, Passed &passed)
{
    const QByteArray bytes = client->readAll();
    if (passed.room >= 0 && passed.bytes + bytes.size() > passed.room && m_left > 0) {
        server->write(bytes.first(std::max<qint64>(passed.room - passed.bytes, 0)));
        server->flush();
        --m_left;
        ++cutsDone;
        server->abort();
        client->abort();
        return;
    }
    passed.bytes += bytes.size();
    server->write(bytes);
    if (!passed.cutsBehindMessages || m_left == 0)
        return;
    // Records of TLS: a type, two bytes of version, two of length. Those of the handshake are shorter than any batch.
    constexpr int Head = 5;
    constexpr int ApplicationData = 23;
    constexpr int Batch = 400;
    passed.rest += bytes;
    while (passed.rest.size() >= Head) {
        const int size = uchar(passed.rest[3]) << 8 | uchar(passed.rest[4]);
        if (passed.rest.size() < Head + size)
            return;
        if (passed.rest[0] == ApplicationData && size > Batch) {
            --m_left;
            ++cutsDone;
            ++cutsBehindMessages;
            // The server gets all of it and an end; the client is told nothing but that the connection is gone.
            server->setParent(this);
            connect(server, &QTcpSocket::disconnected, server, &QObject::deleteLater);
            server->disconnectFromHost();
            client->abort();
            client->deleteLater();
            return;
        }
        passed.rest.remove(0, Head + size);
    }
}

} // namespace Konstantly::Tests

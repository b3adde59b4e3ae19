// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxthread.h"
#include "app/sandbox/sandboxworkspace.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

//! All of a literal, NULs inside it too.
template<std::size_t N>
QByteArray literal(const char (&text)[N])
{
    return QByteArray(text, N - 1);
}

struct Answer
{
    int status = 0;
    QByteArray body;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
};

const QString Keys = u"/api/v2/mcp/keys"_s;
const QString Capabilities = u"/api/v2/mcp/capabilities"_s;

} // namespace

//! On the wire: TLS, framing, faults. What the answers say is tst_SandboxService's.
class tst_SandboxServer final : public QObject
{
    Q_OBJECT

private:
    SandboxThread m_sandbox;
    QSslConfiguration m_tls;
    std::unique_ptr<QNetworkAccessManager> m_network;

    void start(const QStringList &faults = {})
    {
        SandboxOptions options;
        options.seed = SandboxSeed::Empty;
        options.faults = *SandboxFault::parseAll(faults);
        const auto access = m_sandbox.start(options);
        QVERIFY2(access.has_value(), "the sandbox does not start");
        m_tls = QSslConfiguration::defaultConfiguration();
        m_tls.setCaCertificates(QSslCertificate::fromData(access->caPem));
        m_network = std::make_unique<QNetworkAccessManager>();
    }

    QNetworkReply *send(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        QUrl url = m_sandbox.url();
        url.setPath(path);
        QNetworkRequest request(url);
        request.setSslConfiguration(m_tls);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setRawHeader("X-MCP-Key", m_sandbox.adminKey().reveal().toByteArray());
        return m_network->sendCustomRequest(request, method, body);
    }

    Answer call(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        const std::unique_ptr<QNetworkReply> reply(send(method, path, body));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(10'000))
            return {-1, {}, QNetworkReply::TimeoutError};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply->readAll(), reply->error()};
    }

    QJsonArray keys()
    {
        return QJsonDocument::fromJson(call("GET", Keys).body).object().value("keys"_L1).toArray();
    }

    std::unique_ptr<QSslSocket> connected(const QString &host = u"localhost"_s)
    {
        auto socket = std::make_unique<QSslSocket>();
        socket->setSslConfiguration(m_tls);
        socket->connectToHostEncrypted(host, quint16(m_sandbox.url().port()));
        return socket->waitForEncrypted(5000) ? std::move(socket) : nullptr;
    }

    //! All that comes until the server closes, or until \a enough is in it.
    static QByteArray readAll(QSslSocket &socket, const QByteArray &enough = {})
    {
        QByteArray all;
        while ((enough.isEmpty() || !all.contains(enough))
               && (socket.bytesAvailable() || socket.waitForReadyRead(5000)))
            all += socket.readAll();
        return all;
    }

    QByteArray request(const QByteArray &method, const QString &path, const QByteArray &more = {})
    {
        return method + ' ' + path.toLatin1() + " HTTP/1.1\r\nHost: localhost\r\nX-MCP-Key: "
               + m_sandbox.adminKey().reveal().toByteArray() + "\r\n" + more + "\r\n";
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        start();
    }

    void theJobWorksOverTls()
    {
        QCOMPARE(m_sandbox.url().host(), u"localhost"_s);
        QCOMPARE(m_sandbox.url().scheme(), u"https"_s);
        QCOMPARE(call("GET", Capabilities).status, 200);
        const Answer made = call("POST", Keys,
                                 R"({"name":"kim-laptop","scopes":{"read":true,"write":false}})");
        QCOMPARE(made.status, 201);
        const QJsonObject row = QJsonDocument::fromJson(made.body).object();
        QVERIFY(row.value("key"_L1).toString().startsWith(u"kmcp_"_s));
        QCOMPARE(keys().size(), 2);
        const QString path = Keys + u'/' + QString::number(row.value("id"_L1).toInteger());
        QCOMPARE(call("DELETE", path).status, 204);
        QCOMPARE(call("DELETE", path).status, 404);
    }

    void theCertificateIsForLoopbackNamesOnly()
    {
        for (const char *host : {"localhost", "127.0.0.1"})
            QVERIFY2(connected(QString::fromLatin1(host)), host);
        if (QTcpServer().listen(QHostAddress::LocalHostIPv6))
            QVERIFY(connected(u"::1"_s));

        QSslSocket stranger;
        stranger.setSslConfiguration(m_tls);
        stranger.setPeerVerifyName(u"acme.konstantly.com"_s);
        stranger.connectToHostEncrypted(u"localhost"_s, quint16(m_sandbox.url().port()),
                                        u"acme.konstantly.com"_s);
        QVERIFY(!stranger.waitForEncrypted(5000));
        QCOMPARE(stranger.sslHandshakeErrors().constFirst().error(), QSslError::HostNameMismatch);

        m_tls.setCaCertificates({});
        QVERIFY(!connected());
        QCOMPARE(call("GET", Capabilities).error, QNetworkReply::SslHandshakeFailedError);
    }

    void eachRunHasAnAuthorityOfItsOwn()
    {
        const QByteArray before = m_sandbox.caPem();
        start();
        QVERIFY(m_sandbox.caPem() != before);
        m_tls.setCaCertificates(QSslCertificate::fromData(before));
        QVERIFY(!connected());
    }

    void nobodyElseOnTheNetworkReachesIt()
    {
        // 127.0.0.2 is this machine too, but not what it listens on: it does not listen on everything.
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(u"127.0.0.2"_s), quint16(m_sandbox.url().port()));
        QVERIFY(!socket.waitForConnected(2000));
    }

    void aTakenPortIsSaid()
    {
        SandboxServer second;
        SandboxOptions options;
        options.seed = SandboxSeed::Empty;
        options.port = quint16(m_sandbox.url().port());
        const auto access = second.start(options);
        QVERIFY(!access.has_value());
        QCOMPARE(access.error().code, ErrorCode::Offline);
        QVERIFY(!second.isRunning());
    }

    void stoppingEndsConnectionsAndFreesThePort()
    {
        const quint16 port = quint16(m_sandbox.url().port());
        const auto socket = connected();
        QVERIFY(socket);
        m_sandbox.stop();
        QVERIFY(socket->state() == QAbstractSocket::UnconnectedState
                || socket->waitForDisconnected(5000));
        m_sandbox.withWorkspace(
            [](SandboxWorkspace &workspace) { QCOMPARE(workspace.keys().size(), 1u); });
        SandboxOptions options;
        options.seed = SandboxSeed::Empty;
        options.port = port;
        QVERIFY(m_sandbox.start(options).has_value());
    }

    void requestsSentTogetherAreAnsweredInOrder()
    {
        const auto socket = connected();
        QVERIFY(socket);
        const QByteArray body = R"({"name":"a-b","scopes":{"read":true,"write":false}})";
        socket->write(
            request("GET", Capabilities)
            + request("POST", Keys, "Content-Length: " + QByteArray::number(body.size()) + "\r\n")
            + body + request("GET", u"/nothing"_s, "Connection: close\r\n"));
        const QByteArray all = readAll(*socket);
        const qsizetype first = all.indexOf("HTTP/1.1 200 OK"),
                        second = all.indexOf("HTTP/1.1 201 Created"),
                        third = all.indexOf("HTTP/1.1 404 Not Found");
        QVERIFY2(first == 0 && second > first && third > second, all.constData());
        QCOMPARE(all.count("HTTP/1.1 "), 3);
    }

    void aHeadRequestHasNoBody()
    {
        const auto socket = connected();
        QVERIFY(socket);
        socket->write(request("HEAD", Capabilities, "Connection: close\r\n"));
        const QByteArray all = readAll(*socket);
        QVERIFY(all.startsWith("HTTP/1.1 405 "));
        QVERIFY(all.endsWith("\r\n\r\n"));
    }

    void rubbishIsAnsweredOrDropped_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("words") << QByteArray("hello there\r\n\r\n") << QByteArray("400");
        QTest::newRow("binary") << literal("\0\1\2\xff\xfe") << QByteArray("400");
        QTest::newRow("HTTP/2 preface")
            << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << QByteArray("400");
        QTest::newRow("endless head") << QByteArray(200'000, 'a') << QByteArray("431");
        QTest::newRow("smuggling") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: "
                                                 "5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                   << QByteArray("400");
        QTest::newRow("TLS inside TLS")
            << literal("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03") << QByteArray("400");
    }

    void rubbishIsAnsweredOrDropped()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, status);
        const auto socket = connected();
        QVERIFY(socket);
        socket->write(bytes);
        const QByteArray all = readAll(*socket);
        QVERIFY2(all.startsWith("HTTP/1.1 " + status + ' '), all.constData());
        QVERIFY(all.contains("Connection: close"));
        QCOMPARE(call("GET", Capabilities).status, 200);
    }

    void rubbishInsteadOfTlsHurtsNobody()
    {
        QRandomGenerator random(5);
        for (int i = 0; i < 30; ++i) {
            QTcpSocket socket;
            socket.connectToHost(u"127.0.0.1"_s, quint16(m_sandbox.url().port()));
            QVERIFY(socket.waitForConnected(5000));
            QByteArray bytes = i % 3 == 0   ? QByteArray("GET / HTTP/1.1\r\n\r\n")
                               : i % 3 == 1 ? literal("\x16\x03\x01\x00\x05")
                                            : QByteArray();
            for (int n = random.bounded(300); n > 0; --n)
                bytes += char(random.bounded(256));
            socket.write(bytes);
            socket.flush();
            if (i % 2)
                socket.abort();
            else
                socket.disconnectFromHost();
        }
        QCOMPARE(call("GET", Capabilities).status, 200);
    }

    void clientsThatVanishHurtNobody()
    {
        for (int i = 0; i < 15; ++i) {
            const auto socket = connected();
            QVERIFY(socket);
            const QByteArray bytes = request("GET", Capabilities) + request("GET", Keys);
            socket->write(bytes.first(bytes.size() * i / 15));
            socket->flush();
            socket->abort();
        }
        // While it is being answered, too.
        for (const char *fault : {"hang", "slow=1", "cut", "list-cut"}) {
            m_sandbox.setFaults(*SandboxFault::parseAll({QString::fromLatin1(fault)}));
            const auto socket = connected();
            QVERIFY(socket);
            socket->write(request("GET", Keys) + "more and more");
            socket->waitForReadyRead(50);
            socket->abort();
        }
        m_sandbox.setFaults({});
        QCOMPARE(call("GET", Capabilities).status, 200);
    }

    void manyAtOnceAreServed()
    {
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        for (int i = 0; i < 40; ++i)
            replies.emplace_back(send("GET", Capabilities));
        for (const auto &reply : replies) {
            QTRY_VERIFY(reply->isFinished());
            QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        }
    }

    void hangNeverAnswersAndDoesNothing()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"hang@createKey"_s}));
        const std::unique_ptr<QNetworkReply> reply(
            send("POST", Keys, R"({"name":"a-b","scopes":{"read":true,"write":false}})"));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(!finished.wait(300));
        QCOMPARE(keys().size(), 1); // others are served meanwhile
        QVERIFY(!reply->isFinished());
        reply->abort();
    }

    void closeBreaksWithoutAByte()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"close"_s}));
        const auto socket = connected();
        QVERIFY(socket);
        socket->write(request("GET", Capabilities));
        QCOMPARE(readAll(*socket), "");
        QCOMPARE(socket->error(), QAbstractSocket::RemoteHostClosedError);
    }

    void cutAnnouncesAllAndSendsHalf()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"cut"_s}));
        const auto socket = connected();
        QVERIFY(socket);
        socket->write(request("GET", Capabilities));
        const QByteArray all = readAll(*socket);
        const QByteArray body = all.sliced(all.indexOf("\r\n\r\n") + 4);
        QVERIFY(body.startsWith('{'));
        QVERIFY2(all.contains("Content-Length: " + QByteArray::number(body.size() * 2))
                     || all.contains("Content-Length: " + QByteArray::number(body.size() * 2 + 1)),
                 all.constData());
        QVERIFY(call("GET", Capabilities).error != QNetworkReply::NoError);
    }

    void listCutLooksWholeButIsNot()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"list-cut"_s}));
        const Answer list = call("GET", Keys);
        QCOMPARE(list.status, 200);
        QCOMPARE(list.error, QNetworkReply::NoError); // that is the trap
        QVERIFY(list.body.startsWith('{'));
        QVERIFY(QJsonDocument::fromJson(list.body).isNull());
        QCOMPARE(call("GET", Capabilities).status, 200);
    }

    void slowComesInTheEnd()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"slow=1"_s}));
        QElapsedTimer timer;
        timer.start();
        const Answer answer = call("GET", u"/nothing"_s);
        QCOMPARE(answer.status, 404);
        QVERIFY(answer.body.endsWith('}'));
        QVERIFY(timer.elapsed() > 200); // some 250 bytes
    }

    void aPortalAnswersWithHtml()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"html"_s}));
        const Answer answer = call("GET", Keys);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.startsWith("<!doctype html>"));
    }

    void redirectPointsElsewhere()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"redirect=https://other.example/x"_s}));
        const auto socket = connected();
        QVERIFY(socket);
        socket->write(request("GET", Keys, "Connection: close\r\n"));
        const QByteArray all = readAll(*socket);
        QVERIFY(all.startsWith("HTTP/1.1 307 "));
        QVERIFY(all.contains("\r\nLocation: https://other.example/x\r\n"));
    }

    void createLostMakesTheKeyAllTheSame()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"create-lost*1"_s}));
        const auto socket = connected(); // QNetworkAccessManager would send it again by itself
        QVERIFY(socket);
        const QByteArray body = R"({"name":"lost-key","scopes":{"read":true,"write":false}})";
        socket->write(
            request("POST", Keys, "Content-Length: " + QByteArray::number(body.size()) + "\r\n")
            + body);
        QCOMPARE(readAll(*socket), "");
        QCOMPARE(keys()[0]["name"_L1].toString(), u"lost-key"_s);
        QCOMPARE(keys().size(), 2);
        // Refused ones are not lost.
        m_sandbox.setFaults(*SandboxFault::parseAll({u"create-lost"_s}));
        QCOMPARE(call("POST", Keys, "{}").status, 422);
    }

    void revokeLiesAndTheKeyLives()
    {
        qint64 id = 0;
        m_sandbox.withWorkspace(
            [&](SandboxWorkspace &w) { id = w.issueKey(42, u"liar"_s, false).id; });
        const QString path = Keys + u'/' + QString::number(id);
        m_sandbox.setFaults(*SandboxFault::parseAll({u"revoke-lies"_s}));
        QCOMPARE(call("DELETE", path).status, 204);
        QVERIFY(keys()[0]["revokedAt"_L1].isNull());
        QCOMPARE(call("DELETE", Keys + u"/999"_s).status, 404);
        m_sandbox.setFaults({});
        QCOMPARE(call("DELETE", path).status, 204);
        QVERIFY(!keys()[0]["revokedAt"_L1].isNull());
    }

    void aFaultEndsAfterItsTimes()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"500@listKeys*2"_s, u"429=7@listKeys*1"_s}));
        QCOMPARE(call("GET", Capabilities).status, 200);
        QCOMPARE(call("GET", Keys).status, 500);
        QCOMPARE(call("GET", Keys).status, 500);
        QCOMPARE(call("GET", Keys).status, 429); // the next in the list
        QCOMPARE(call("GET", Keys).status, 200);
    }

    void managementOffLeavesTheRest()
    {
        m_sandbox.setFaults(*SandboxFault::parseAll({u"management-off=404"_s, u"usage-off"_s}));
        QCOMPARE(call("GET", Keys).status, 404);
        QCOMPARE(call("POST", Keys, "{}").status, 404);
        QCOMPARE(call("DELETE", Keys + u"/101"_s).status, 404);
        QCOMPARE(call("GET", u"/api/v2/chat/usage"_s).status, 404);
        QCOMPARE(call("GET", Capabilities).status, 200);
        QCOMPARE(call("GET", u"/api/v2/audit"_s).status, 200);
    }
};

QTEST_GUILESS_MAIN(tst_SandboxServer)
#include "tst_sandboxserver.moc"

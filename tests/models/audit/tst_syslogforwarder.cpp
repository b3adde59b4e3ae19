// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/syslogforwarder.h"
#include "tests/support/await.h"
#include "tests/support/testcertificates.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr DeliveryTiming Fast{5s, 60ms};

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

//! A real rsyslogd that takes TLS alone and writes each message as it came.
class Rsyslog
{
public:
    explicit Rsyslog(quint16 port)
        : m_port(port)
    {
        const TestCertificates made = TestCertificates::make();
        write(path(u"ca.pem"_s), made.authority);
        write(path(u"cert.pem"_s), made.certificate);
        write(path(u"key.pem"_s), made.key);
        const QString text
            = QString::fromLatin1(
                  "\n"
                  "global(workDirectory=\"DIR\" defaultNetstreamDriver=\"gtls\" "
                  "defaultNetstreamDriverCAFile=\"DIR/ca.pem\"\n"
                  "       defaultNetstreamDriverCertFile=\"DIR/cert.pem\" "
                  "defaultNetstreamDriverKeyFile=\"DIR/key.pem\")\n"
                  "module(load=\"imtcp\" streamDriver.name=\"gtls\" streamDriver.mode=\"1\" "
                  "streamDriver.authMode=\"anon\" maxSessions=\"500\")\n"
                  "template(name=\"raw\" type=\"string\" string=\"%rawmsg%\\n\")\n"
                  "input(type=\"imtcp\" port=\"PORT\" address=\"127.0.0.1\")\n"
                  "action(type=\"omfile\" file=\"DIR/events\" template=\"raw\")\n"
                  "")
                  .replace(u"DIR"_s, m_dir.path())
                  .replace(u"PORT"_s, QString::number(port));
        write(path(u"rsyslog.conf"_s), text.toUtf8());
    }
    ~Rsyslog()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    bool start()
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(u"/usr/sbin/rsyslogd"_s,
                        {u"-n"_s, u"-f"_s, path(u"rsyslog.conf"_s), u"-i"_s, path(u"pid"_s)});
        return m_process.waitForStarted() && QTest::qWaitFor([this] { return answers(); }, 10000);
    }
    [[nodiscard]] bool answers() const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        return socket.waitForConnected(500);
    }
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    //! How often each event arrived, by its id.
    [[nodiscard]] QHash<QString, int> events() const
    {
        QFile file(path(u"events"_s));
        QHash<QString, int> counts;
        if (!file.open(QIODevice::ReadOnly))
            return counts;
        static const QRegularExpression id(u"\\[event@32473 id=\"([^\"]+)\""_s);
        while (!file.atEnd()) {
            const auto match = id.match(QString::fromUtf8(file.readLine()));
            if (match.hasMatch())
                ++counts[match.captured(1)];
        }
        return counts;
    }

private:
    QTemporaryDir m_dir;
    quint16 m_port;
    QProcess m_process;
};

//! Passes bytes on, and cuts the first connections: each after another number of bytes, with the rest of what it has read
//! thrown away.
class CuttingProxy : public QTcpServer
{
public:
    CuttingProxy(quint16 target, int cuts)
        : m_target(target)
        , m_left(cuts)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = nextPendingConnection())
                take(client);
        });
    }
    int cutsDone = 0;

private:
    void take(QTcpSocket *client)
    {
        auto *server = new QTcpSocket(client);
        server->connectToHost(QHostAddress::LocalHost, m_target);
        // Some within the handshake, most among the messages, some at the end.
        const qint64 room = m_left > 0 ? 200 + (m_left * 397) % 12000 : -1;
        auto passed = std::make_shared<qint64>(0);
        const auto up = [this, client, server, room, passed] {
            const QByteArray bytes = client->readAll();
            if (room >= 0 && *passed + bytes.size() > room && m_left > 0) {
                server->write(bytes.first(std::max<qint64>(room - *passed, 0)));
                server->flush();
                --m_left;
                ++cutsDone;
                server->abort();
                client->abort();
                client->deleteLater();
                return;
            }
            *passed += bytes.size();
            server->write(bytes);
        };
        connect(server, &QTcpSocket::connected, client, up);
        connect(client, &QTcpSocket::readyRead, client, [server, up] {
            if (server->state() == QAbstractSocket::ConnectedState)
                up();
        });
        connect(server, &QTcpSocket::readyRead, client,
                [client, server] { client->write(server->readAll()); });
        connect(server, &QTcpSocket::disconnected, client,
                [client] { client->disconnectFromHost(); });
        connect(client, &QTcpSocket::disconnected, client, [client, server] {
            server->disconnectFromHost();
            client->deleteLater();
        });
    }

    quint16 m_target;
    int m_left;
};

} // namespace

class TestSyslogForwarder : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;

    [[nodiscard]] SyslogForwarder::Options options() const
    {
        SyslogForwarder::Options options;
        options.paths = AppPaths::forHome(m_home->path());
        options.workspace = u"acme"_s;
        options.clock = systemClock();
        options.batchBytes = 8 * 1024;
        options.timing = Fast;
        options.firstDelay = 20ms;
        options.maxDelay = 80ms;
        return options;
    }
    void fill(int count) const
    {
        AuditJournal journal(AppPaths::forHome(m_home->path()), u"acme"_s);
        QList<AuditRecord> records;
        for (int i = 0; i < count; ++i) {
            AuditRecord record;
            record.id = u"service:%1"_s.arg(i);
            record.at = 1'700'000'000'000 + i;
            record.kind = AuditKind::ToolCalled;
            record.eventType = 88;
            record.tool = u"assign_training"_s;
            record.detail = "{\"text\":\"two\\nlines \\\"and\\\" ]\"}";
            records << record;
        }
        QVERIFY(journal.append(records));
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void initTestCase()
    {
        if (!QFile::exists(u"/usr/sbin/rsyslogd"_s))
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
    }

    void nothingIsLostOverFiftyCuts()
    {
        constexpr int Count = 2000;
        const quint16 port = freePort();
        Rsyslog rsyslog(port);
        QVERIFY(rsyslog.start());
        CuttingProxy proxy(port, 50);
        fill(Count);
        SyslogForwarder forwarder(options());
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        QSignalSpy failed(&forwarder, &SyslogForwarder::failed);
        forwarder.setTarget(
            SyslogTarget{u"localhost"_s, proxy.serverPort(), rsyslog.path(u"ca.pem"_s)});
        forwarder.forward();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 90000);
        QCOMPARE(proxy.cutsDone, 50);
        QTRY_COMPARE(rsyslog.events().size(), Count);
        const auto events = rsyslog.events();
        int arrived = 0;
        for (const int count : events)
            arrived += count;
        QVERIFY2(failed.size() >= 45, qPrintable(QString::number(failed.size())));
        QVERIFY(forwarder.state().deliveredAt.isValid());
        qInfo("%d events, %d messages arrived, %d cuts", Count, arrived, proxy.cutsDone);
    }

    void aServerOfAnotherAuthorityGetsNothing()
    {
        const quint16 port = freePort();
        Rsyslog rsyslog(port);
        QVERIFY(rsyslog.start());
        write(rsyslog.path(u"other.pem"_s), TestCertificates::make().authority);
        const auto sent = deliver({u"localhost"_s, port, rsyslog.path(u"other.pem"_s)}, {"x"},
                                  Fast);
        QVERIFY(!sent);
        QCOMPARE(sent.error().code, ErrorCode::TlsRefused);
        const auto wrongName = deliver({u"127.0.0.1"_s, port, rsyslog.path(u"other.pem"_s)}, {"x"},
                                       Fast);
        QVERIFY(!wrongName);
        QCOMPARE(wrongName.error().code, ErrorCode::TlsRefused);
        QVERIFY(rsyslog.events().isEmpty());
    }

    void aServerThatIsDownGetsEverythingWhenItIsBack()
    {
        const quint16 port = freePort();
        Rsyslog rsyslog(port);
        fill(50);
        SyslogForwarder forwarder(options());
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        QSignalSpy failed(&forwarder, &SyslogForwarder::failed);
        forwarder.setTarget(SyslogTarget{u"localhost"_s, port, rsyslog.path(u"ca.pem"_s)});
        forwarder.forward();
        QTRY_VERIFY(failed.size() >= 4);
        QCOMPARE(failed.at(0).at(1).value<std::chrono::milliseconds>(), 20ms);
        QCOMPARE(failed.at(1).at(1).value<std::chrono::milliseconds>(), 40ms);
        QCOMPARE(failed.at(3).at(1).value<std::chrono::milliseconds>(), 80ms);
        QVERIFY(rsyslog.start());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        QTRY_COMPARE(rsyslog.events().size(), 50);
        // A new object goes on behind it.
        SyslogForwarder next(options());
        QSignalSpy nextFinished(&next, &SyslogForwarder::finished);
        QSignalSpy delivered(&next, &SyslogForwarder::delivered);
        next.setTarget(SyslogTarget{u"localhost"_s, port, rsyslog.path(u"ca.pem"_s)});
        next.forward();
        QTRY_COMPARE(nextFinished.size(), 1);
        QVERIFY(delivered.isEmpty());
    }

    void onlyAddressesOfSyslogOverTlsAreTargets()
    {
        QCOMPARE(SyslogTarget::fromUrl(u"syslog+tls://siem.acme.com"_s)->port, 6514);
        QCOMPARE(SyslogTarget::fromUrl(u"syslog+tls://[::1]:99"_s)->host, u"::1"_s);
        for (const QString &bad : {u"syslog://a"_s, u"https://a"_s, u"syslog+tls://u:p@a"_s,
                                   u"syslog+tls://a/x"_s, u"syslog+tls://"_s, u""_s})
            QVERIFY2(!SyslogTarget::fromUrl(bad), qPrintable(bad));
    }
};

QTEST_GUILESS_MAIN(TestSyslogForwarder)
#include "tst_syslogforwarder.moc"

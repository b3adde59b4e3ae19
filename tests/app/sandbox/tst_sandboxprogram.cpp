// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;

//! konstantly-sandbox as a process: arguments, the ready line, its files, its end.
class tst_SandboxProgram final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static std::unique_ptr<QProcess> started(const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        process->start(QStringLiteral(BIN_DIR "/konstantly-sandbox"), arguments);
        return process->waitForStarted() ? std::move(process) : nullptr;
    }

    static QJsonObject readyLine(QProcess &process)
    {
        while (!process.canReadLine() && process.waitForReadyRead(10'000)) {
        }
        return QJsonDocument::fromJson(process.readLine()).object();
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    static int statusOf(const QJsonObject &ready)
    {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(ready.value("url"_L1).toString() + u"/api/v2/mcp/keys"_s));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromData(read(ready.value("ca"_L1).toString())));
        request.setSslConfiguration(tls);
        request.setRawHeader("X-MCP-Key", read(ready.value("adminKeyFile"_L1).toString()));
        const std::unique_ptr<QNetworkReply> reply(network.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        return finished.wait(10'000)
                   ? reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()
                   : -1;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void itSaysWhereItIsAndEndsWithItsInput()
    {
        const auto process = started({});
        QVERIFY(process);
        const QJsonObject ready = readyLine(*process);
        QCOMPARE(ready.keys(), (QStringList{u"adminKeyFile"_s, u"ca"_s, u"url"_s}));
        QVERIFY(QRegularExpression(u"^https://localhost:\\d+$"_s)
                    .match(ready.value("url"_L1).toString())
                    .hasMatch());
        for (const char *name : {"ca", "adminKeyFile"}) {
            const QFileInfo file(ready.value(QLatin1StringView(name)).toString());
            QCOMPARE(
                file.permissions()
                    & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                QFile::Permissions());
        }
        QCOMPARE(statusOf(ready), 200);
        process->write("what is typed is ignored\n");
        QCOMPARE(statusOf(ready), 200);
        process->closeWriteChannel();
        QVERIFY(process->waitForFinished(5000));
        QCOMPARE(process->exitStatus(), QProcess::NormalExit);
        QCOMPARE(process->exitCode(), 0);
        QCOMPARE(process->readAllStandardError(), "");
        QVERIFY(!QFileInfo::exists(
            ready.value("adminKeyFile"_L1).toString())); // its own folder goes with it
    }

    void itEndsOnSigterm()
    {
        const auto process = started({u"--seed"_s, u"empty"_s});
        QVERIFY(process);
        const QJsonObject ready = readyLine(*process);
        QVERIFY(!ready.isEmpty());
        QCOMPARE(::kill(pid_t(process->processId()), SIGTERM), 0);
        QVERIFY(process->waitForFinished(5000));
        QCOMPARE(process->exitStatus(), QProcess::NormalExit);
        QCOMPARE(process->exitCode(), 0);
        QVERIFY(!QFileInfo::exists(ready.value("ca"_L1).toString()));
    }

    void filesGoWhereTheyAreWanted()
    {
        const QString ca = m_folder.filePath(u"ca.pem"_s), key = m_folder.filePath(u"key"_s);
        QFile loose(key);
        QVERIFY(loose.open(QFile::WriteOnly));
        QVERIFY(loose.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        loose.close();
        const auto process = started(
            {u"--seed"_s, u"empty"_s, u"--ca-out"_s, ca, u"--key-out"_s, key});
        QVERIFY(process);
        const QJsonObject ready = readyLine(*process);
        QCOMPARE(ready.value("ca"_L1).toString(), ca);
        QCOMPARE(ready.value("adminKeyFile"_L1).toString(), key);
        QVERIFY(QRegularExpression(u"^kmcp_[A-Za-z0-9_-]{43}$"_s)
                    .match(QString::fromLatin1(read(key)))
                    .hasMatch());
        QVERIFY(!(QFileInfo(key).permissions()
                  & QFile::ReadOther)); // also when the file was there before
        process->closeWriteChannel();
        QVERIFY(process->waitForFinished(5000));
    }

    void thePortIsTheOneAskedFor()
    {
        quint16 port = 0;
        {
            QTcpServer probe;
            QVERIFY(probe.listen(QHostAddress::LocalHost));
            port = probe.serverPort();
        }
        const auto process = started({u"--seed"_s, u"empty"_s, u"--port"_s, QString::number(port)});
        QVERIFY(process);
        QCOMPARE(readyLine(*process).value("url"_L1).toString(),
                 u"https://localhost:%1"_s.arg(port));
        const auto second = started({u"--seed"_s, u"empty"_s, u"--port"_s, QString::number(port)});
        QVERIFY(second->waitForFinished(10'000));
        QCOMPARE(second->exitCode(), 69);
        QVERIFY(!second->readAllStandardError().isEmpty());
        QCOMPARE(second->readAllStandardOutput(), "");
        process->closeWriteChannel();
        QVERIFY(process->waitForFinished(5000));
    }

    void faultsComeFromTheCommandLine()
    {
        const auto process = started({u"--seed"_s, u"empty"_s, u"--fault"_s, u"500@listKeys*1"_s,
                                      u"--fault"_s, u"management-off=405"_s});
        QVERIFY(process);
        const QJsonObject ready = readyLine(*process);
        QCOMPARE(statusOf(ready), 500);
        QCOMPARE(statusOf(ready), 405);
        process->closeWriteChannel();
        QVERIFY(process->waitForFinished(5000));
    }

    void badArgumentsEndItAtOnce_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("unknown option") << QStringList{u"--nonsense"_s} << 2;
        QTest::newRow("word") << QStringList{u"nonsense"_s} << 2;
        QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s} << 2;
        QTest::newRow("seed") << QStringList{u"--seed"_s, u"x"_s} << 2;
        QTest::newRow("plan") << QStringList{u"--plan"_s, u"x"_s} << 2;
        QTest::newRow("fault") << QStringList{u"--fault"_s, u"x"_s} << 2;
        QTest::newRow("fault's operation") << QStringList{u"--fault"_s, u"500@x"_s} << 2;
        QTest::newRow("file in no folder")
            << QStringList{u"--seed"_s, u"empty"_s, u"--key-out"_s, u"/proc/nothing/key"_s} << 73;
    }

    void badArgumentsEndItAtOnce()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const auto process = started(arguments);
        QVERIFY(process);
        QVERIFY(process->waitForFinished(10'000));
        QCOMPARE(process->exitCode(), code);
        QVERIFY(!process->readAllStandardError().isEmpty());
        QCOMPARE(process->readAllStandardOutput(), "");
    }
};

QTEST_GUILESS_MAIN(tst_SandboxProgram)
#include "tst_sandboxprogram.moc"

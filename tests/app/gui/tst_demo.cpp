// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

//! The real konstantly-keys, as a process.
class tst_Demo final : public QObject
{
    Q_OBJECT

    QProcess m_program;

    void start(const QStringList &arguments, const QStringList &without = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : without)
            environment.remove(name);
        environment.insert(u"TMPDIR"_s, QDir::homePath() + u"/tmp"_s);
        m_program.setProcessEnvironment(environment);
        m_program.start(QStringLiteral(BIN_DIR) + u"/konstantly-keys"_s, arguments);
    }
    //! Folders of a demo that exist now.
    [[nodiscard]] static QStringList demoHomes()
    {
        return QDir(QDir::homePath() + u"/tmp"_s).entryList({u"konstantly-demo-*"_s}, QDir::Dirs);
    }
    [[nodiscard]] static QByteArray keyringItems()
    {
        QProcess search;
        search.start(u"secret-tool"_s,
                     {u"search"_s, u"--all"_s, u"server"_s, u"com.konstantly.keys"_s});
        search.waitForFinished();
        return search.readAllStandardOutput() + search.readAllStandardError();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(QDir::home().mkpath(u"tmp"_s)); }
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void cleanup()
    {
        if (m_program.state() != QProcess::NotRunning) {
            m_program.kill();
            m_program.waitForFinished();
        }
    }

    void itOpensAndLeavesNothingBehind()
    {
        start({u"--demo"_s, u"--page"_s, u"device"_s});
        QTRY_COMPARE_WITH_TIMEOUT(demoHomes().size(), 1, 20000);
        const QString home = QDir::homePath() + u"/tmp/"_s + demoHomes().first();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(home + u"/.config/konstantly/workspaces.json"_s),
                                 20000);
        QCOMPARE(QFile::permissions(home)
                     & (QFile::ReadOther | QFile::ExeOther | QFile::ReadGroup | QFile::ExeGroup),
                 QFile::Permissions());
        QTRY_VERIFY_WITH_TIMEOUT(keyringItems().contains("label"),
                                 10000); // the demo's own key, in the real keyring
        QCOMPARE(m_program.state(), QProcess::Running);
        ::kill(pid_t(m_program.processId()), SIGTERM);
        QVERIFY(m_program.waitForFinished(20000));
        QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_program.exitCode(), 0);
        QCOMPARE(demoHomes(), QStringList());
        QVERIFY2(!keyringItems().contains("label"), keyringItems().constData());
        // Nothing of the user's was made either.
        QVERIFY(!QFile::exists(QDir::homePath() + u"/.config/konstantly"_s));
    }

    void withoutAKeychainItOpensAllTheSame()
    {
        start({u"--demo"_s}, {u"DBUS_SESSION_BUS_ADDRESS"_s});
        QTRY_COMPARE_WITH_TIMEOUT(demoHomes().size(), 1, 20000);
        const QString home = QDir::homePath() + u"/tmp/"_s + demoHomes().first();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(home + u"/.config/konstantly/workspaces.json"_s),
                                 20000);
        ::kill(pid_t(m_program.processId()), SIGTERM);
        QVERIFY(m_program.waitForFinished(20000));
        QCOMPARE(m_program.exitCode(), 0);
        QCOMPARE(demoHomes(), QStringList());
    }

    void wrongArgumentsAreRefusedWithoutRepeatingThem_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a key") << QStringList{
            u"kmcp_not-a-real-key-not-a-real-key-not-a-real-ke"_s};
        QTest::newRow("page") << QStringList{u"--page"_s, u"kmcp_nothing"_s};
        QTest::newRow("theme") << QStringList{u"--theme"_s, u"kmcp_nothing"_s};
        QTest::newRow("package without the demo")
            << QStringList{u"--server-package"_s, u"kmcp_nothing"_s};
    }
    void wrongArgumentsAreRefusedWithoutRepeatingThem()
    {
        QFETCH(QStringList, arguments);
        start(arguments);
        QVERIFY(m_program.waitForFinished(20000));
        QCOMPARE(m_program.exitCode(), 2);
        const QByteArray said = m_program.readAllStandardError()
                                + m_program.readAllStandardOutput();
        QVERIFY(!said.isEmpty());
        QVERIFY(!said.contains("kmcp_"));
    }

    void withoutADisplayItSaysSo()
    {
        start({}, {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s});
        QVERIFY(m_program.waitForFinished(20000));
        QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_program.exitCode(), 69);
        QVERIFY(m_program.readAllStandardError().contains("konstantlyctl"));
    }
};

QTEST_GUILESS_MAIN(tst_Demo)
#include "tst_demo.moc"

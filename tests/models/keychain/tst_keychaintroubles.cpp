// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include <QElapsedTimer>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

const QString Call = QStringLiteral(KEYCHAINCALL);
const QString Support = QStringLiteral(TESTS_DIR "/support/");

using Environment = QMap<QString, QString>;

//! A program of tests/support that plays a keychain on our bus until the end of the scope.
class Fake final
{
public:
    explicit Fake(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(Support + program, arguments);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(10000)) {
        }
        if (m_process.readLine() != "ready\n")
            qFatal("%s did not start", qPrintable(program));
    }
    ~Fake() { stop(); }
    Q_DISABLE_COPY_MOVE(Fake)

    QByteArray stop()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.terminate();
            m_process.waitForFinished();
        }
        return m_process.readAllStandardOutput();
    }

private:
    QProcess m_process;
};

//! What the program says to \a commands, without the times. It must end by itself.
QByteArrayList ask(const QStringList &commands, const Environment &variables = {},
                   const QStringList &deadlines = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : variables.asKeyValueRange())
        environment.insert(name, value);
    process.setProcessEnvironment(environment);
    process.start(Call, deadlines);
    process.write(commands.join(u'\n').toLatin1() + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished(20000) || process.exitStatus() != QProcess::NormalExit)
        return {"the program hung or crashed"};
    QByteArrayList lines = process.readAllStandardOutput().trimmed().split('\n');
    for (QByteArray &line : lines)
        line.truncate(line.lastIndexOf(' '));
    return lines;
}

//! The output of \a script in a session of its own.
QByteArray inSession(const QStringList &mode, const QString &script)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(Support + u"private-session"_s,
                  mode + QStringList{u"sh"_s, u"-c"_s, script, Call});
    process.waitForFinished();
    return process.readAll().trimmed();
}

//! Every answer begins with what is expected of it.
void compare(const QByteArrayList &answers, const QStringList &expected)
{
    QVERIFY2(answers.size() == expected.size(), answers.join('\n').constData());
    for (qsizetype i = 0; i < answers.size(); ++i) {
        QVERIFY2(answers.at(i).startsWith(expected.at(i).toLatin1()),
                 qPrintable(u"expected “%1”, got “%2”"_s.arg(expected.at(i),
                                                             QString::fromUtf8(answers.at(i)))));
    }
}

const QString Display = u"DISPLAY"_s;

} // namespace

//! The keychain store as a program, on buses and with keychains that can't be trusted. No real keychain is here.
class tst_KeychainTroubles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        qunsetenv("DISPLAY");
        qunsetenv("WAYLAND_DISPLAY");
    }

    void aSecretServiceIsNotTrusted_data()
    {
        QTest::addColumn<bool>("hasDisplay");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("read");
        QTest::addColumn<QString>("readAbsent");
        QTest::addColumn<QString>("write");
        QTest::addColumn<QString>("overwrite");
        QTest::addColumn<QString>("remove");

        const QString ok = u"ok"_s;
        const QString missing = u"KeyMissing"_s;
        const auto row = [](const char *mode, bool hasDisplay, const QStringList &answers) {
            QTestData &data = QTest::addRow("%s%s", mode, hasDisplay ? ", display" : "");
            data << hasDisplay;
            for (const QString &answer : answers)
                data << answer;
        };
        const auto all = [&row](const char *mode, bool hasDisplay, const QString &status,
                                const QString &answer) {
            row(mode, hasDisplay, {status, answer, answer, answer, answer, answer});
        };
        const QString free = u"Available"_s;
        const QString locked = u"Locked"_s;
        row("ok", false, {free, u"ok s3cr3t"_s, missing, ok, ok, ok});
        row("slow", false, {free, u"ok s3cr3t"_s, missing, ok, ok, ok});
        row("lying-write", false,
            {free, ok, missing, u"KeychainBroken"_s, u"KeychainBroken"_s, ok});
        row("truncating", false, {free, ok, missing, u"KeychainBroken"_s, u"KeychainBroken"_s, ok});
        row("stale", false, {free, ok, missing, ok, u"KeychainBroken"_s, ok});
        row("lying-delete", false, {free, ok, missing, ok, ok, u"KeychainUnconfirmed"_s});
        row("denied", false,
            {free, ok, missing, u"KeychainDenied"_s, u"KeychainDenied"_s, u"KeychainDenied"_s});
        row("full", false, {free, ok, missing, u"KeychainDenied"_s, u"KeychainDenied"_s, ok});
        row("prompt-accept", true, {locked, u"ok s3cr3t"_s, missing, ok, ok, ok});
        all("prompt-accept", false, locked, u"KeychainLocked"_s); // nobody can see the prompt
        all("prompt-dismiss", true, locked, u"KeychainDenied"_s);
        all("hidden", false, locked, u"KeychainLocked"_s); // nothing listed, yet nothing missing
        all("hidden", true, locked, u"KeychainDenied"_s);
        all("garbage", false, u"Unknown"_s, u"KeychainUnconfirmed"_s);
        all("vanish", false, free, u"KeychainUnavailable"_s);
        all("prompt-vanish", true, locked, u"KeychainUnavailable"_s);
        all("hang-search", false, u"NotAnswering"_s, u"KeychainNotAnswering"_s);
        row("hang-secret", false,
            {free, u"KeychainNotAnswering"_s, u"KeychainNotAnswering"_s, u"KeychainNotAnswering"_s,
             u"KeychainNotAnswering"_s, u"KeychainNotAnswering"_s});
    }
    void aSecretServiceIsNotTrusted()
    {
        QFETCH(bool, hasDisplay);
        const QString mode = QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0);
        const Fake keychain(u"fakesecrets"_s, {mode, u"old=s3cr3t"_s});
        const bool isHanging = mode.startsWith(u"hang"_s);
        const QByteArrayList answers = ask(
            {u"status"_s, u"read old"_s, u"read none"_s, u"write new v4lue"_s, u"write old v4lue"_s,
             u"remove old"_s},
            hasDisplay ? Environment{{Display, u":987"_s}} : Environment(),
            isHanging ? QStringList{u"600"_s, u"600"_s} : QStringList());
        QStringList expected;
        for (const char *const column :
             {"status", "read", "readAbsent", "write", "overwrite", "remove"})
            expected += *static_cast<QString *>(QTest::qData(column, qMetaTypeId<QString>()));
        compare(answers, expected);
        QVERIFY2(!answers.join().contains("v4lue"), "an error quotes what was to be stored");
    }

    void anUnansweredPromptIsTakenBack()
    {
        const Fake keychain(u"fakesecrets"_s, {u"prompt-never"_s, u"old=s3cr3t"_s});
        compare(ask({u"read old"_s, u"read old"_s, u"status"_s}, {{Display, u":987"_s}},
                    {u"600"_s, u"600"_s}),
                {u"KeychainLocked nobody answered the prompt"_s,
                 u"KeychainLocked nobody answered the prompt"_s, u"Locked"_s});
    }

    void aBusWithoutAKeychainIsNoService()
    {
        QElapsedTimer time;
        time.start();
        compare(ask({u"status"_s, u"read a"_s, u"write a x"_s, u"remove a"_s, u"probe"_s}),
                {u"NoService"_s, u"KeychainUnavailable"_s, u"KeychainUnavailable"_s,
                 u"KeychainUnavailable"_s, u"KeychainUnavailable"_s});
        QVERIFY(time.elapsed() < 3000);
    }

    void noBusIsNoSessionBus_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("no socket") << u"unix:path=/nonexistent/bus"_s;
        QTest::newRow("not a socket") << u"unix:path=/dev/null"_s;
        QTest::newRow("several") << u"unix:path=/nonexistent/a;unix:abstract=/nonexistent/b"_s;
        QTest::newRow("too long") << u"unix:path=/"_s + QString(300, u'x');
        QTest::newRow("nonsense") << u"nonsense"_s;
        QTest::newRow("half") << u"unix:"_s;
    }
    void noBusIsNoSessionBus()
    {
        QFETCH(QString, address);
        compare(ask({u"status"_s, u"read a"_s, u"write a x"_s, u"remove a"_s},
                    {{u"DBUS_SESSION_BUS_ADDRESS"_s, address}}),
                {u"NoSessionBus Secret Service"_s, u"KeychainUnavailable"_s,
                 u"KeychainUnavailable"_s, u"KeychainUnavailable"_s});
    }

    void anEmptyEnvironmentIsAnswered()
    {
        const QByteArray said = inSession({}, u"printf 'status\\nread a\\n' | env -i \"$0\""_s);
        QVERIFY2(said.contains("KeychainUnavailable") || said.contains("KeyMissing")
                     || said.contains("KeychainLocked"),
                 said.constData()); // the last two: this user has a bus at /run/user
    }

    void aFrozenBusIsNotWaitedFor()
    {
        const pid_t bus = pid_t(qEnvironmentVariableIntValue("BUS_PID"));
        QVERIFY(bus > 0);
        kill(bus, SIGSTOP);
        const auto thaw = qScopeGuard([bus] { kill(bus, SIGCONT); });
        QElapsedTimer time;
        time.start();
        compare(ask({u"read a"_s, u"read a"_s, u"status"_s}, {}, {u"300"_s, u"300"_s}),
                {u"KeychainNotAnswering"_s, u"KeychainNotAnswering"_s, u"NotAnswering"_s});
        QVERIFY(time.elapsed() < 3000);
    }

    void theProgramOutlivesItsBus()
    {
        const QByteArray said = inSession(
            {u"--keyring"_s},
            u"(echo write a x; echo read a; sleep 0.5; kill -9 $BUS_PID; sleep 0.3; echo read a; "
            "echo status) | \"$0\"; echo ended $?"_s);
        QVERIFY2(said.contains("ok x"), said.constData());
        QVERIFY2(said.contains("KeychainUnavailable no session bus"), said.constData());
        QVERIFY2(said.contains("NoSessionBus"), said.constData());
        QVERIFY2(said.contains("ended 0"), said.constData());
    }

    // gnome-keyring is started by the bus; nobody has ever made a keyring here.
    void aDesktopWithoutAKeyringYetCanSayThatAKeyIsMissing()
    {
        const QByteArray said = inSession(
            {u"--bus"_s}, u"printf 'status\\nread a\\nwrite a x\\nremove a\\n' | \"$0\""_s);
        const QByteArrayList lines = said.split('\n');
        compare(lines, {u"Locked GNOME Keyring"_s, u"KeyMissing"_s,
                        u"KeychainLocked there is no default collection yet"_s, u"ok"_s});
    }

    void aPromptThatCanNotBeShownIsALockedKeychain()
    {
        const QByteArray said = inSession({u"--locked-keyring"_s},
                                          u"echo read a | DISPLAY=:987 \"$0\""_s);
        QVERIFY2(said.startsWith("KeychainLocked the prompt could not be shown"), said.constData());
    }

    // Nobody has refused anything: the prompter only took its time to find out that there is no screen.
    void aPromptThatFailsSlowlyIsALockedKeychainToo()
    {
        const QByteArray said = inSession(
            {u"--locked-keyring"_s},
            u"services=$XDG_DATA_HOME/dbus-1/services; mkdir -p $services; "
            "printf '[D-BUS Service]\\nName=org.gnome.keyring.SystemPrompter\\n"
            "Exec=/bin/sh -c \"sleep 1; exit 1\"\\n' >$services/prompter.service; "
            "dbus-send --session --print-reply --dest=org.freedesktop.DBus / "
            "org.freedesktop.DBus.ReloadConfig >/dev/null; "
            "echo read a | DISPLAY=:987 \"$0\""_s);
        QVERIFY2(said.startsWith("KeychainLocked the prompt could not be shown"), said.constData());
        QVERIFY2(said.mid(said.lastIndexOf(' ') + 1).toInt() >= 1000, said.constData()); // ours
    }

    void kwalletIsUsedWhereThereIsNoSecretService_data()
    {
        QTest::addColumn<bool>("hasDisplay");
        QTest::addColumn<QStringList>("answers");
        const QStringList works{u"ok"_s, u"ok x"_s, u"KeyMissing"_s, u"ok"_s, u"KeyMissing"_s};
        const auto all = [](const QString &answer) {
            return QStringList{answer, answer, answer, answer, answer};
        };
        QTest::newRow("ok") << false << QStringList{u"Available KWallet"_s} + works;
        QTest::newRow("closed") << true << QStringList{u"Locked KWallet"_s} + works;
        QTest::newRow("closed, no display")
            << false << QStringList{u"Locked KWallet"_s} + all(u"KeychainLocked"_s);
        QTest::newRow("denied") << true
                                << QStringList{u"Locked KWallet"_s} + all(u"KeychainDenied"_s);
        QTest::newRow("off") << false
                             << QStringList{u"NoService"_s} + all(u"KeychainUnavailable"_s);
        // QtKeychain reports the failed write as done and the failed reads as empty values (security F4).
        const QString unsure = u"KeychainUnconfirmed"_s;
        QTest::newRow("lying") << false << QStringList{u"Available KWallet"_s,
                                                       u"KeychainBroken"_s,
                                                       unsure,
                                                       unsure,
                                                       unsure,
                                                       unsure};
    }
    void kwalletIsUsedWhereThereIsNoSecretService()
    {
        QFETCH(bool, hasDisplay);
        QFETCH(QStringList, answers);
        const QString mode = QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0);
        const Fake wallet(u"fakekwallet"_s, {mode});
        compare(ask({u"status"_s, u"write a x"_s, u"read a"_s, u"read none"_s, u"remove a"_s,
                     u"read a"_s},
                    hasDisplay ? Environment{{Display, u":987"_s}} : Environment()),
                answers);
    }

    // The launcher is started without the desktop's variables: it must find what the window stored with them (K-7).
    void theDesktopsVariablesDoNotChooseTheKeychain_data()
    {
        QTest::addColumn<QString>("desktop");
        QTest::newRow("KDE") << u"KDE"_s;
        QTest::newRow("GNOME") << u"GNOME"_s;
        QTest::newRow("none") << QString();
    }
    void theDesktopsVariablesDoNotChooseTheKeychain()
    {
        QFETCH(QString, desktop);
        const Environment variables{
            {u"XDG_CURRENT_DESKTOP"_s, desktop},
            {u"KDE_SESSION_VERSION"_s, u"5"_s},
            {u"KDE_FULL_SESSION"_s, desktop == u"KDE" ? u"true"_s : QString()}};
        {
            const Fake keychain(u"fakesecrets"_s, {u"ok"_s, u"old=s3cr3t"_s});
            Fake wallet(u"fakekwallet"_s, {u"ok"_s});
            compare(ask({u"read old"_s, u"write a x"_s}, variables), {u"ok s3cr3t"_s, u"ok"_s});
            QCOMPARE(wallet.stop(), "opened 0 times\n");
        }
        Fake wallet(u"fakekwallet"_s, {u"ok"_s});
        compare(ask({u"write a x"_s}, variables), {u"ok"_s});
        QVERIFY(!wallet.stop().contains("opened 0 times"));
    }
};

QTEST_GUILESS_MAIN(tst_KeychainTroubles)
#include "tst_keychaintroubles.moc"

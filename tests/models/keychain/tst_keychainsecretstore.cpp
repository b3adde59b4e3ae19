// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/keychainsecretstore.h"
#include "models/keychain/keyrecord.h"
#include "tests/support/await.h"
#include "tests/support/secretstorecontract.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray FakeKey = "kmcp_" + QByteArray(43, 'b');
const QString Login = u"/org/freedesktop/secrets/collection/login"_s;

template<typename T>
ErrorCode codeOf(const Result<T> &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

QDBusMessage callService(const QString &destination, const QString &path, const QString &interface,
                         const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(destination, path, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

//! The process that owns the keychain's name, 0 when there is none.
pid_t keyringPid()
{
    const QDBusMessage reply = callService(
        u"org.freedesktop.DBus"_s, u"/"_s, u"org.freedesktop.DBus"_s,
        u"GetConnectionUnixProcessID"_s, {u"org.freedesktop.secrets"_s});
    return reply.type() == QDBusMessage::ReplyMessage
               ? pid_t(reply.arguments().constFirst().toUInt())
               : 0;
}

void lock()
{
    const QDBusMessage reply = callService(
        u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
        u"org.freedesktop.Secret.Service"_s, u"Lock"_s,
        {QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(Login)})});
    QCOMPARE(reply.type(), QDBusMessage::ReplyMessage);
}

//! Starts a daemon as the wrapper did: unlocked.
void startKeyring()
{
    QProcess daemon;
    daemon.setStandardOutputFile(QProcess::nullDevice());
    daemon.setStandardErrorFile(QProcess::nullDevice());
    daemon.start(u"gnome-keyring-daemon"_s, {u"--unlock"_s, u"--components=secrets"_s});
    daemon.write("test");
    daemon.closeWriteChannel();
    QVERIFY(daemon.waitForFinished());
    QTRY_VERIFY(keyringPid() != 0);
}

//! Unlocks the running daemon without a prompt, by gnome-keyring's interface for its own tools.
void unlock()
{
    if (keyringPid() == 0)
        return startKeyring();
    const QString service = u"org.freedesktop.secrets"_s;
    const QString path = u"/org/freedesktop/secrets"_s;
    const QDBusMessage session = callService(
        service, path, u"org.freedesktop.Secret.Service"_s, u"OpenSession"_s,
        {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    QCOMPARE(session.type(), QDBusMessage::ReplyMessage);
    QDBusArgument password;
    password.beginStructure();
    password << session.arguments().at(1).value<QDBusObjectPath>() << QByteArray()
             << QByteArray("test") << u"text/plain"_s;
    password.endStructure();
    const QDBusMessage reply = callService(
        service, path, u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s,
        u"UnlockWithMasterPassword"_s,
        {QVariant::fromValue(QDBusObjectPath(Login)), QVariant::fromValue(password)});
    QVERIFY2(reply.type() == QDBusMessage::ReplyMessage, qPrintable(reply.errorMessage()));
}

QByteArray runTool(const QString &program, const QStringList &arguments,
                   const QByteArray &input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return process.readAllStandardOutput() + process.readAllStandardError();
}

//! Freezes the keychain's process for as long as it lives.
class Frozen final
{
public:
    Frozen()
        : m_pid(keyringPid())
    {
        kill(m_pid, SIGSTOP);
    }
    ~Frozen() { thaw(); }
    Q_DISABLE_COPY_MOVE(Frozen)
    void thaw() const { kill(m_pid, SIGCONT); }

private:
    const pid_t m_pid;
};

constexpr KeychainDeadlines ShortDeadlines{400ms, 400ms};

//! Not QTRY_VERIFY: that evaluates once more after a success, and one read in many may miss a short deadline.
bool canReadAgain(KeychainSecretStore &store, const QString &slot)
{
    QElapsedTimer time;
    time.start();
    while (time.elapsed() < 10000) {
        if (await(store.read(slot)))
            return true;
        QTest::qWait(10);
    }
    return false;
}

} // namespace

//! The real thing: QtKeychain, libsecret, gnome-keyring.
class tst_KeychainSecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!qEnvironmentVariableIsEmpty("KEYRING_PID"),
                 "run it with tests/support/private-session --keyring");
        qunsetenv("DISPLAY");
        qunsetenv("WAYLAND_DISPLAY");
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        unlock();
    }

    void keepsTheContract()
    {
        KeychainSecretStore store;
        checkSecretStoreContract(store);
        QCOMPARE(await(store.status()).backend, u"GNOME Keyring"_s);
    }

    void manyValuesComeBackByteForByte()
    {
        KeychainSecretStore store;
        const QString slot = newSlot();
        for (int i = 0; i < 30; ++i) {
            QByteArray bytes(1 + QRandomGenerator::global()->bounded(200), '\0');
            for (char &c : bytes)
                c = char(QRandomGenerator::global()->bounded(0x20, 0x7f));
            QVERIFY(await(store.write(slot, Secret(bytes))));
            QCOMPARE(await(store.read(slot)).value().reveal().toByteArray(), bytes);
        }
        QVERIFY(await(store.remove(slot)));
    }

    void anItemShowsNothingButItsSlot()
    {
        KeychainSecretStore store;
        const QString slot = newSlot();
        const KeyRecord record{Origin::parse(u"https://acme.konstantly.com").value(),
                               u"key-id-4711"_s, Secret(FakeKey), false};
        QVERIFY(await(writeKeyRecord(store, slot, record)));
        const QByteArray shown = runTool(
            u"secret-tool"_s, {u"search"_s, u"--all"_s, u"server"_s, u"com.konstantly.keys"_s});
        QByteArrayList lines = shown.trimmed().split('\n');
        const auto isSecretOrTime = [](const QByteArray &line) {
            return line.startsWith("secret = ") || line.startsWith("created = ")
                   || line.startsWith("modified = ");
        };
        QCOMPARE(lines.removeIf(isSecretOrTime), 3);
        const QByteArrayList expected{"attribute.server = com.konstantly.keys",
                                      "attribute.type = plaintext",
                                      "attribute.user = " + slot.toLatin1(),
                                      "label = com.konstantly.keys", "schema = org.qt.keychain"};
        for (const QByteArray &line : expected)
            QVERIFY2(lines.contains(line), shown.constData());
        const QByteArray rest = lines.join('\n');
        for (const char *const word : {"kmcp", "acme", "4711", "bbbb"})
            QVERIFY2(!rest.contains(word), rest.constData());
        QVERIFY(await(store.remove(slot)));
    }

    void swappedItemsAreFoundOut()
    {
        KeychainSecretStore store;
        const Origin acme = Origin::parse(u"https://acme.konstantly.com").value();
        const Origin other = Origin::parse(u"https://other.konstantly.com").value();
        const QString a = newSlot();
        const QString b = newSlot();
        QVERIFY(await(writeKeyRecord(store, a, {acme, u"1"_s, Secret(FakeKey), false})));
        QVERIFY(await(writeKeyRecord(store, b, {other, u"2"_s, Secret(FakeKey), false})));
        const auto lookup = [](const QString &slot) {
            return runTool(u"secret-tool"_s, {u"lookup"_s, u"server"_s, u"com.konstantly.keys"_s,
                                              u"user"_s, slot, u"type"_s, u"plaintext"_s});
        };
        const auto put = [](const QString &slot, const QByteArray &value) {
            runTool(u"secret-tool"_s,
                    {u"store"_s, u"--label=x"_s, u"xdg:schema"_s, u"org.qt.keychain"_s, u"server"_s,
                     u"com.konstantly.keys"_s, u"user"_s, slot, u"type"_s, u"plaintext"_s},
                    value);
        };
        const QByteArray ofA = lookup(a);
        const QByteArray ofB = lookup(b);
        QVERIFY(ofA.contains("acme") && ofB.contains("other"));
        put(a, ofB);
        put(b, ofA);
        QCOMPARE(codeOf(await(readKeyRecord(store, a, acme))), ErrorCode::OriginMismatch);
        QCOMPARE(codeOf(await(readKeyRecord(store, b, other))), ErrorCode::OriginMismatch);
        QVERIFY(await(store.remove(a)));
        QVERIFY(await(store.remove(b)));
    }

    // QtKeychain says "not found" and "removed" here; the prompt has no screen to appear on.
    void aLockedKeyringIsLockedAndNothingElse()
    {
        KeychainSecretStore store;
        const QString slot = newSlot();
        QVERIFY(await(store.write(slot, Secret("old"))));
        lock();
        QElapsedTimer time;
        time.start();
        QCOMPARE(await(store.status()).state, KeychainState::Locked);
        QCOMPARE(codeOf(await(store.read(slot))), ErrorCode::KeychainLocked);
        QCOMPARE(codeOf(await(store.read(newSlot()))), ErrorCode::KeychainLocked);
        QCOMPARE(codeOf(await(store.write(slot, Secret("new")))), ErrorCode::KeychainLocked);
        QCOMPARE(codeOf(await(store.remove(slot))), ErrorCode::KeychainLocked);
        QCOMPARE(codeOf(await(probe(store))), ErrorCode::KeychainLocked);
        QVERIFY2(time.elapsed() < 2000, "nobody may wait for a prompt that nobody sees");
        unlock();
        QVERIFY(await(store.read(slot)).value() == Secret("old"));
        QVERIFY(await(store.remove(slot)));
    }

    // As a window does that has just been opened: both find the bus not connected yet.
    void askedForSeveralThingsAtOnceItAnswersThemAll_data()
    {
        QTest::addColumn<bool>("isLocked");
        QTest::addColumn<bool>("isStatusFirst");
        for (const bool isLocked : {false, true}) {
            for (const bool isStatusFirst : {false, true})
                QTest::addRow("%s, %s first", isLocked ? "locked" : "unlocked",
                              isStatusFirst ? "status" : "read")
                    << isLocked << isStatusFirst;
        }
    }
    void askedForSeveralThingsAtOnceItAnswersThemAll()
    {
        QFETCH(bool, isLocked);
        QFETCH(bool, isStatusFirst);
        if (isLocked)
            lock();
        KeychainSecretStore store;
        QElapsedTimer time;
        time.start();
        QFuture<KeychainStatus> status;
        if (isStatusFirst)
            status = store.status();
        const QFuture<Result<Secret>> read = store.read(newSlot());
        if (!isStatusFirst)
            status = store.status();
        QCOMPARE(await(status).state, isLocked ? KeychainState::Locked : KeychainState::Available);
        QCOMPARE(codeOf(await(read)), isLocked ? ErrorCode::KeychainLocked : ErrorCode::KeyMissing);
        QVERIFY2(time.elapsed() < 3000, "no answer may get lost");
    }

    void aFrozenKeyringIsNotWaitedFor()
    {
        KeychainSecretStore store(ShortDeadlines);
        const QString slot = newSlot();
        QVERIFY(await(store.write(slot, Secret("old"))));
        const Frozen frozen;
        QElapsedTimer time;
        time.start();
        QCOMPARE(codeOf(await(store.read(slot))), ErrorCode::KeychainNotAnswering);
        QVERIFY(time.restart() < 3000);
        QCOMPARE(codeOf(await(store.write(slot, Secret("new")))), ErrorCode::KeychainNotAnswering);
        QCOMPARE(codeOf(await(store.remove(slot))), ErrorCode::KeychainNotAnswering);
        QCOMPARE(await(store.status()).state, KeychainState::NotAnswering);
        QCOMPARE(codeOf(await(probe(store))), ErrorCode::KeychainNotAnswering);
        QVERIFY(time.elapsed() < 300); // all of these at once
        frozen.thaw();
        QVERIFY(canReadAgain(store, slot));
        QVERIFY(await(store.read(slot)).value() == Secret("old"));
        QVERIFY(await(store.remove(slot)));
        QCOMPARE(await(store.status()).state, KeychainState::Available);
    }

    // Black box, with the deadline that users get (security K-5).
    void everyCallOnAFrozenKeyringEndsWithinSixSeconds()
    {
        KeychainSecretStore first;
        const QString slot = newSlot();
        QVERIFY(await(first.write(slot, Secret("old"))));
        const Frozen frozen;
        KeychainSecretStore second;
        KeychainSecretStore third;
        KeychainSecretStore fourth;
        QElapsedTimer time;
        time.start();
        const QFuture<Result<Secret>> read = first.read(newSlot());
        const QFuture<Result<>> write = second.write(newSlot(), Secret("x"));
        const QFuture<Result<>> remove = third.remove(newSlot());
        const QFuture<KeychainStatus> status = fourth.status();
        QCOMPARE(codeOf(await(read)), ErrorCode::KeychainNotAnswering);
        QCOMPARE(codeOf(await(write)), ErrorCode::KeychainNotAnswering);
        QCOMPARE(codeOf(await(remove)), ErrorCode::KeychainNotAnswering);
        QCOMPARE(await(status).state, KeychainState::NotAnswering);
        QVERIFY2(time.elapsed() >= 4500 && time.elapsed() < 6000,
                 qPrintable(QString::number(time.elapsed())));
        frozen.thaw();
        for (KeychainSecretStore *const store : {&first, &second, &third, &fourth}) {
            QVERIFY(canReadAgain(*store, slot));
            QVERIFY(await(probe(*store)));
        }
        QVERIFY(await(first.remove(slot)));
    }

    void manyFreezesHarmNothing()
    {
        const QString slot = newSlot();
        {
            KeychainSecretStore store;
            QVERIFY(await(store.write(slot, Secret("old"))));
        }
        int caught = 0;
        for (int i = 0; i < 100; ++i) {
            // Frozen at a random point of a call that is under way; a store may also end with its job in flight.
            KeychainSecretStore store(KeychainDeadlines{50ms, 50ms});
            const QFuture<Result<Secret>> read = store.read(slot);
            for (int n = QRandomGenerator::global()->bounded(12); n > 0; --n)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1);
            const Frozen frozen;
            const Result<Secret> found = await(read);
            QVERIFY(found ? *found == Secret("old")
                          : found.error().code == ErrorCode::KeychainNotAnswering);
            caught += found ? 0 : 1;
            frozen.thaw();
            if (i % 2 == 0)
                QVERIFY(canReadAgain(store, slot));
        }
        QVERIFY2(caught >= 10, qPrintable(u"only %1 calls were interrupted"_s.arg(caught)));
        KeychainSecretStore store;
        QVERIFY(canReadAgain(store, slot));
        QVERIFY(await(store.remove(slot)));
    }

    void nothingAcknowledgedIsLostWhenTheKeyringIsKilled()
    {
        KeychainSecretStore store;
        for (int i = 0; i < 10; ++i) {
            const QString slot = newSlot();
            QVERIFY(await(store.write(slot, Secret("kept"))));
            kill(keyringPid(), SIGKILL);
            QTRY_COMPARE(keyringPid(), 0);
            unlock();
            const Result<Secret> found = await(store.read(slot));
            QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
            QVERIFY(*found == Secret("kept"));
            QVERIFY(await(store.remove(slot)));
        }
    }

    // The bus starts a new daemon, which nobody has unlocked.
    void aRestartedKeyringIsLocked()
    {
        KeychainSecretStore store;
        const QString slot = newSlot();
        QVERIFY(await(store.write(slot, Secret("kept"))));
        kill(keyringPid(), SIGKILL);
        QTRY_COMPARE(keyringPid(), 0);
        QCOMPARE(codeOf(await(store.read(slot))), ErrorCode::KeychainLocked);
        unlock();
        QVERIFY(await(store.read(slot)).value() == Secret("kept"));
        QVERIFY(await(store.remove(slot)));
    }

    void aKeyringKilledInTheMiddleOfACallIsAnError()
    {
        KeychainSecretStore store(ShortDeadlines);
        const QString slot = newSlot();
        QVERIFY(await(store.write(slot, Secret("kept"))));
        for (int i = 0; i < 5; ++i) {
            const pid_t pid = keyringPid();
            kill(pid, SIGSTOP);
            const QFuture<Result<Secret>> read = store.read(slot);
            QTest::qWait(10 * i);
            kill(pid, SIGKILL);
            const Result<Secret> found = await(read);
            QVERIFY(!found);
            QVERIFY2(found.error().code != ErrorCode::KeyMissing,
                     qPrintable(errorName(found.error().code)));
            QTRY_COMPARE(keyringPid() == pid, false);
            unlock();
            QVERIFY(canReadAgain(store, slot));
        }
        QVERIFY(await(store.remove(slot)));
    }
};

QTEST_GUILESS_MAIN(tst_KeychainSecretStore)
#include "tst_keychainsecretstore.moc"

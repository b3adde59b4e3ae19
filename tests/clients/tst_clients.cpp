// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/clients/client.h"
#include "tests/support/keyring.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int NoNamespace = 125; // see desktop-session

//! What the launcher wrote down about its last start; empty when it has not within some seconds. A client may be gone before
//! its servers are (Codex is: it closes their input and leaves), and with them what they still have to write.
QJsonObject recordedLaunch(const Device &device)
{
    QJsonObject launch;
    static_cast<void>(QTest::qWaitFor(
        [&] {
            const QList<QByteArray> lines
                = device.read(u".config/konstantly/state/launches/launches.jsonl"_s)
                      .trimmed()
                      .split('\n');
            launch = QJsonDocument::fromJson(lines.last()).object();
            return !launch.isEmpty();
        },
        10'000));
    return launch;
}

} // namespace

//! The real AI tools as proof: what we write is what they load, and what they start. Each has a fresh environment as poor as
//! the poorest of them gives its servers; the keychain is a real one, found at the place where a desktop has its bus.
class tst_Clients final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_device = std::make_unique<Device>();
        QVERIFY(m_device->startService({u"--seed"_s, u"demo"_s}));
        done(m_device->connectWorkspace());
        done(m_device->ctl({u"package"_s, u"install"_s, qEnvironmentVariable("SERVER_TARBALL")}));
        done(m_device->ctl({u"keys"_s, u"create"_s, u"alex-testbox"_s, u"--scopes"_s,
                            u"read,write"_s, u"--use-here"_s}));
    }
    void cleanup()
    {
        m_device.reset();
        unlockKeyring();
    }

    void eachUsesWhatWasWritten_data();
    void eachUsesWhatWasWritten();
    void eachShowsWhatIsWrong_data();
    void eachShowsWhatIsWrong();

private:
    static void done(const Device::Outcome &outcome)
    {
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    }
    [[nodiscard]] QByteArray deviceKey() const
    {
        return m_device->storedKey(
            m_device->workspace(u"acme"_s).value("deviceSlot"_L1).toString());
    }

    std::unique_ptr<Device> m_device;
};

#define SKIP_WITHOUT(client) \
    do { \
        if (const QString why = whyNot(client); !why.isEmpty()) \
            QSKIP(qPrintable(why)); \
    } while (false)

void tst_Clients::eachUsesWhatWasWritten_data()
{
    QTest::addColumn<QString>("name");
    for (const Client &client : clients())
        QTest::newRow(client.name) << QString::fromLatin1(client.name);
}

void tst_Clients::eachUsesWhatWasWritten()
{
    QFETCH(QString, name);
    const Client &client = clientNamed(name);
    SKIP_WITHOUT(client);
    const QByteArray key = deviceKey();
    QCOMPARE(key.size(), 48);
    done(m_device->ctl(
        {u"device"_s, u"protect"_s, QString::fromLatin1(client.tool), u"--create"_s}));

    const Device::Outcome listed = runClient(*m_device, client, client.list);
    if (listed.exitCode == NoNamespace)
        QSKIP("no right to put a session bus where a desktop has it");
    QVERIFY2(listed.exitCode == 0 && listed.all().contains(client.connected),
             listed.all().constData());
    const QJsonObject launch = recordedLaunch(*m_device);
    QCOMPARE(launch.value("outcome"_L1).toString(), u"started"_s);
    QVERIFY(!launch.value("client"_L1).toString().isEmpty());

    if (!client.call.isEmpty()) {
        // The server has this device's key from the keychain, not the one that was left in the environment.
        const Device::Outcome called = runClient(*m_device, client, client.call);
        QVERIFY2(
            called.out.contains(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex()),
            called.all().constData());
        QVERIFY(!called.out.contains(
            QCryptographicHash::hash(staleKey(), QCryptographicHash::Sha256).toHex()));
    }
    // Not in what the client wrote into its own files either.
    const QByteArray leaks = m_device->leaks({key, m_device->adminKey()});
    QVERIFY2(leaks.isEmpty(), leaks.constData());
}

void tst_Clients::eachShowsWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QByteArray>("words"); // of the stand-in's tool
    for (const char *name : {"mcporter, Cursor's file", "MCP Inspector", "Claude Code", "Codex",
                             "Gemini CLI", "Qwen Code", "opencode"}) {
        const auto row = [name](const char *cause, const char *error, const char *words) {
            QTest::addRow("%s: %s", name, cause)
                << QString::fromLatin1(name) << QString::fromLatin1(cause)
                << QString::fromLatin1(error) << QByteArray(words);
        };
        row("locked", "KeychainLocked", "locked");
        row("no bus", "KeychainUnavailable", "keychain");
        row("revoked", "KeyRevoked", "revoked");
    }
}

void tst_Clients::eachShowsWhatIsWrong()
{
    QFETCH(QString, name);
    QFETCH(QString, cause);
    QFETCH(QString, error);
    QFETCH(QByteArray, words);
    const Client &client = clientNamed(name);
    SKIP_WITHOUT(client);
    done(m_device->ctl(
        {u"device"_s, u"protect"_s, QString::fromLatin1(client.tool), u"--create"_s}));
    if (cause == "revoked"_L1)
        done(m_device->ctl({u"keys"_s, u"revoke"_s,
                            m_device->workspace(u"acme"_s).value("deviceKeyId"_L1).toString(),
                            u"--yes"_s}));
    if (cause == "locked"_L1)
        lockKeyring();

    const Device::Outcome listed = runClient(*m_device, client, client.list,
                                             cause == "no bus"_L1 ? Bus::None : Bus::Ours);
    if (listed.exitCode == NoNamespace)
        QSKIP("no right to put a session bus where a desktop has it");
    // It connects all the same, and where it shows tools, it shows what is wrong.
    QVERIFY2(listed.exitCode == 0, listed.all().constData());
    QVERIFY2(client.showsTools ? listed.out.contains(words) && !listed.out.contains("find_user")
                               : listed.all().contains(client.connected),
             listed.all().constData());
    const QJsonObject launch = recordedLaunch(*m_device);
    QCOMPARE(launch.value("outcome"_L1).toString(), u"stood-in"_s);
    QCOMPARE(launch.value("error"_L1).toString(), error);
}

QTEST_GUILESS_MAIN(tst_Clients)
#include "tst_clients.moc"

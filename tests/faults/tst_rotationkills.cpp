// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// The real command line replaces the real device key in a real keychain at the sandbox, and is killed with SIGKILL at a
// system call. Then one command has to bring everything into order (security T-1, T-2). CI takes a sample of the calls, from the
// first to the last; with KONSTANTLY_ALL_FAULTS in the environment every one of them, several times over.

#include "tests/faults/strace.h"
#include "tests/integration/device.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTest>

#include <memory>

using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int Sample = 24;

//! The calls between which something may be half done: messages to the keychain and the service, files, locks.
bool isTelling(const TracedCall &call)
{
    static const QByteArrayList names{"sendmsg",   "sendto",   "write",   "fsync",
                                      "rename",    "renameat", "connect", "unlinkat",
                                      "renameat2", "unlink",   "link",    "linkat"};
    return names.contains(call.name) && !call.line.contains("eventfd");
}

} // namespace

class tst_RotationKills final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void oneCommandPutsEverythingInOrder_data();
    void oneCommandPutsEverythingInOrder();

private:
    void prepare();
    [[nodiscard]] QStringList rotateCommand() const
    {
        return {QStringLiteral(BIN_DIR) + u"/konstantlyctl"_s,
                u"--json"_s,
                u"keys"_s,
                u"rotate"_s,
                u"--overlap"_s,
                u"now"_s};
    }
    [[nodiscard]] Device::Outcome traced(const QStringList &options) const
    {
        return m_device->run(u"strace"_s, QStringList{u"-f"_s} + options + rotateCommand());
    }
    //! Whether the service takes what AI tools would be given.
    [[nodiscard]] bool toolsWork();
    //! Names of the keys of this device that the service takes.
    [[nodiscard]] QStringList workingNames() const;

    std::unique_ptr<Device> m_device;
    QList<TracedCall> m_calls;
    int m_cells = 0;
};

void tst_RotationKills::initTestCase()
{
    if (const QString problem = straceProblem(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    m_device = std::make_unique<Device>();
    // With room for some hundred calls a minute.
    QVERIFY(m_device->startService({u"--seed"_s, u"demo"_s, u"--plan"_s, u"enterprise"_s}));
    QCOMPARE(m_device->connectWorkspace().exitCode, 0);
    QCOMPARE(m_device
                 ->ctl({u"keys"_s, u"create"_s, u"zoe-killbox"_s, u"--scopes"_s, u"read"_s,
                        u"--use-here"_s})
                 .exitCode,
             0);
    const QString trace = m_device->path(u"trace"_s);
    const Device::Outcome whole = traced({u"-o"_s, trace});
    QVERIFY2(whole.exitCode == 0, whole.all().constData());
    QCOMPARE(whole.json().value("state"_L1).toString(), u"done"_s);
    QVERIFY(toolsWork());
    for (const TracedCall &call : tracedCalls(m_device->read(u"trace"_s))) {
        if (isTelling(call))
            m_calls << call;
    }
    QVERIFY(m_calls.size() > 2 * Sample);
}

void tst_RotationKills::prepare()
{
    m_device = std::make_unique<Device>();
    // With room for some hundred calls a minute.
    QVERIFY(m_device->startService({u"--seed"_s, u"demo"_s, u"--plan"_s, u"enterprise"_s}));
    QCOMPARE(m_device->connectWorkspace().exitCode, 0);
    QCOMPARE(m_device
                 ->ctl({u"keys"_s, u"create"_s, u"zoe-killbox"_s, u"--scopes"_s, u"read"_s,
                        u"--use-here"_s})
                 .exitCode,
             0);
}

void tst_RotationKills::init()
{
    // Revoked keys stay listed, and listing them takes more and more of the calls that the service allows.
    if (++m_cells % 50 == 0)
        prepare();
}

bool tst_RotationKills::toolsWork()
{
    const QString slot = m_device->workspace(u"acme"_s).value("deviceSlot"_L1).toString();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(m_device->caFile()));
    QNetworkRequest request(QUrl(m_device->url() + u"/api/v2/mcp/capabilities"_s));
    request.setSslConfiguration(tls);
    request.setRawHeader("X-MCP-Key", m_device->storedKey(slot));
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QEventLoop loop;
    connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
}

QStringList tst_RotationKills::workingNames() const
{
    QStringList names;
    const QJsonArray keys = m_device->ctl({u"keys"_s, u"list"_s}).json().value("keys"_L1).toArray();
    for (const QJsonValue &key : keys) {
        const QString name = key.toObject().value("name"_L1).toString();
        if (name.startsWith(u"zoe-killbox"_s))
            names << name;
    }
    return names;
}

void tst_RotationKills::oneCommandPutsEverythingInOrder_data()
{
    QTest::addColumn<int>("call");
    QTest::addColumn<bool>("undoes");
    if (m_calls.isEmpty())
        QSKIP("strace can't be used here");
    const bool isEverything = qEnvironmentVariableIsSet("KONSTANTLY_ALL_FAULTS");
    const qsizetype cells = isEverything ? m_calls.size() * 3 : Sample;
    for (qsizetype i = 0; i < cells; ++i) {
        const qsizetype call = isEverything ? i % m_calls.size() : i * m_calls.size() / Sample;
        QTest::addRow("%lld: %s, then %s", qlonglong(i), m_calls.at(call).name.constData(),
                      i % 2 ? "undo" : "resume")
            << int(call) << (i % 2 == 1);
    }
}

void tst_RotationKills::oneCommandPutsEverythingInOrder()
{
    QFETCH(int, call);
    QFETCH(bool, undoes);
    const Device::Outcome killed = traced(
        {u"-o"_s, u"/dev/null"_s, u"-e"_s, m_calls.at(call).kill()});
    // Threads are not scheduled the same twice: sometimes the call does not come, and the command ends well.
    if (killed.exitCode == 0)
        QCOMPARE(killed.json().value("state"_L1).toString(), u"done"_s);
    QVERIFY(toolsWork());
    QVERIFY(workingNames().size() <= 2); // at most the old and the new one

    // Undoing may try a key that is dead, and this is done more often in a minute than the machine's budget of failed sign-ins allows.
    QFile::remove(m_device->path(u".config/konstantly/state/auth-budget.json"_s));
    Device::Outcome ordered = m_device->ctl(
        undoes ? QStringList{u"keys"_s, u"rotate"_s, u"--undo"_s}
               : QStringList{u"keys"_s, u"rotate"_s, u"--resume"_s, u"--overlap"_s, u"now"_s});
    if (undoes && ordered.exitCode == 64) // the old key is dead already, and it says so
        ordered = m_device->ctl({u"keys"_s, u"rotate"_s, u"--resume"_s, u"--overlap"_s, u"now"_s});
    QVERIFY2(ordered.exitCode == 0, ordered.all().constData());
    QVERIFY(toolsWork());
    const QStringList names = workingNames();
    QVERIFY2(names.size() == 1, qPrintable(names.join(u' ')));
    QCOMPARE(names.constFirst(),
             m_device->workspace(u"acme"_s).value("deviceKeyName"_L1).toString());
    QCOMPARE(m_device->workspace(u"acme"_s).value("spareSlots"_L1).toObject(), QJsonObject());
}

QTEST_GUILESS_MAIN(tst_RotationKills)
#include "tst_rotationkills.moc"

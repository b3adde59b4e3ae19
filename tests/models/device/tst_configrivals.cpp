// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// Other programs that change a file at the same time as we do, through DeviceStore (security C-9, C-14).

#include "models/device/devicestore.h"
#include "tests/models/device/devicefixture.h"
#include "tests/models/device/rival.h"
#include "tests/support/await.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Tests::await;
using Tests::DeviceFixture;
using Tests::Rival;

class tst_ConfigRivals : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeviceFixture> m_fixture;
    std::unique_ptr<DeviceStore> m_store;

    [[nodiscard]] QString file() const { return m_fixture->cursorFile(); }
    [[nodiscard]] bool hasEntry() const
    {
        return DeviceFixture::read(file()).contains("konstantly-mcp");
    }
    [[nodiscard]] int foreignWrites() const
    {
        return QJsonDocument::fromJson(DeviceFixture::read(file()))[u"n"_s].toInt();
    }
    void makeStore(LockKind lock)
    {
        DeviceStore::Options options = m_fixture->options();
        options.driftTiming.afterChange.clear();
        for (ToolDescriptor &tool : options.tools)
            tool.lock = lock;
        m_store = std::make_unique<DeviceStore>(options);
        m_store->setWorkspaces({DeviceFixture::workspace()});
        std::ignore = await(m_store->rescan());
    }
    //! Puts our entry in, or takes it out when it is there.
    [[nodiscard]] Result<> edit()
    {
        const Result<PlannedChange> change
            = hasEntry() ? await(m_store->planRemove(u"cursor"_s, u"konstantly"_s))
                         : await(m_store->planProtect(u"cursor"_s, DeviceFixture::workspace()));
        return change ? await(m_store->apply(*change)) : Result<>(fail(change.error()));
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<DeviceFixture>(DeviceFixture::Place::Memory);
        DeviceFixture::write(file(),
                             "{\"n\": 0, \"mcpServers\": {\"other\": {\"command\": \"x\"}}}");
    }
    void cleanup()
    {
        m_store.reset();
        m_fixture.reset();
    }

    //! The other program takes no lock and knows nothing of us; it may lose what we wrote, but we lose nothing of its.
    void noForeignChangeIsLost()
    {
        makeStore(LockKind::None);
        Rival rival({u"count"_s, file(), u"none"_s, u"10000"_s});
        int edits = 0;
        int refusals = 0;
        QElapsedTimer timer;
        timer.start();
        // We go on as long as it writes: none of its changes is made beside nobody.
        while ((edits < 200 || foreignWrites() < 10'000) && timer.elapsed() < 90'000) {
            const Result<> done = edit();
            if (done)
                ++edits;
            else if (done.error().code == ErrorCode::FileChangedMeanwhile)
                ++refusals;
            else
                QFAIL(qPrintable(errorName(done.error().code) + u' ' + done.error().detail));
        }
        const QJsonObject told = rival.stop();
        qInfo("%d edits, %d refusals, %d foreign writes in %lld ms", edits, refusals,
              told[u"writes"].toInt(), timer.elapsed());
        QCOMPARE_GE(edits, 200);
        QVERIFY(refusals > 0);
        QVERIFY(told[u"writes"].toInt() >= 10'000);
        QCOMPARE(told[u"torn"].toInt(-1), 0);
        QCOMPARE(told[u"lost"].toInt(-1), 0);
    }

    //! With the tool's own lock nobody loses anything.
    void underTheToolsLockNothingIsLostEitherWay_data()
    {
        QTest::addColumn<LockKind>("lock");
        QTest::addColumn<QString>("name");
        QTest::newRow("directory") << LockKind::Directory << u"directory"_s;
        QTest::newRow("directory with an owner") << LockKind::OwnedDirectory << u"owned"_s;
    }
    void underTheToolsLockNothingIsLostEitherWay()
    {
        QFETCH(LockKind, lock);
        QFETCH(QString, name);
        makeStore(lock);
        Rival rival({u"count"_s, file(), name, u"300"_s});
        int edits = 0;
        int refusals = 0;
        int lost = 0;
        bool isIn = false;
        QElapsedTimer timer;
        timer.start();
        while (edits < 60 && timer.elapsed() < 60'000) {
            // What we wrote is there until we change it: the other program writes all the time.
            if (hasEntry() != isIn)
                ++lost;
            const Result<> done = edit();
            if (done) {
                ++edits;
                isIn = !isIn;
            } else if (done.error().code == ErrorCode::FileChangedMeanwhile) {
                ++refusals; // it wrote between our plan and our lock
            } else {
                QFAIL(qPrintable(errorName(done.error().code) + u' ' + done.error().detail));
            }
        }
        const QJsonObject told = rival.stop();
        qInfo("%d edits, %d refusals, %d foreign writes in %lld ms", edits, refusals,
              told[u"writes"].toInt(), timer.elapsed());
        QCOMPARE(edits, 60);
        QCOMPARE(lost, 0);
        QCOMPARE(told[u"torn"].toInt(-1), 0);
        QCOMPARE(told[u"lost"].toInt(-1), 0);
        QVERIFY(!QFile::exists(file() + u".lock"_s));
    }

    void aLockThatStaysIsReportedWithTheToolsName()
    {
        makeStore(LockKind::Directory);
        DeviceStore::Options options = m_fixture->options();
        for (ToolDescriptor &tool : options.tools)
            tool.lock = LockKind::Directory;
        options.lockTiming.patience = 100ms;
        DeviceStore store(options);
        const QByteArray before = DeviceFixture::read(file());
        Rival rival({u"hold"_s, file() + u".lock"_s});
        const Result<PlannedChange> change = await(
            store.planProtect(u"cursor"_s, DeviceFixture::workspace()));
        QVERIFY(change);
        const QFuture<Result<>> applying = store.apply(*change);
        QVERIFY(store.isBusy(u"cursor"_s));
        QVERIFY(!applying.isFinished()); // nothing waits here
        const Result<> applied = await(applying);
        QVERIFY(!store.isBusy(u"cursor"_s));
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, ErrorCode::FileBusy);
        QCOMPARE(applied.error().subject, u"Cursor"_s);
        QCOMPARE(DeviceFixture::read(file()), before);
        QVERIFY(QFile::exists(file() + u".lock"_s));
        QVERIFY(QDir(m_fixture->paths().backupDir).entryList(QDir::Files).isEmpty());
        // Killed, it stays behind; ten seconds later it is nobody's.
        rival.kill();
        QVERIFY(QFile::exists(file() + u".lock"_s));
        options.lockTiming = {100ms, 0ms, 2s};
        DeviceStore later(options);
        QVERIFY(await(later.apply(*change)));
        QVERIFY(hasEntry());
        QVERIFY(!QFile::exists(file() + u".lock"_s));
    }
};

QTEST_GUILESS_MAIN(tst_ConfigRivals)
#include "tst_configrivals.moc"

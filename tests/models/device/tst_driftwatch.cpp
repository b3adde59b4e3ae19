// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/driftwatch.h"

#include "models/device/devicestore.h"
#include "models/device/toolrecords.h"
#include "tests/models/device/devicefixture.h"
#include "tests/models/device/rival.h"
#include "tests/support/await.h"
#include "tests/support/plaintextconfig.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Tests::await;
using Tests::DeviceFixture;
using Tests::Rival;

namespace {

//! As in the program, but a hundred times faster.
DriftWatch::Timing quick()
{
    return {{10ms, 50ms, 300ms}, 2ms, 10ms};
}

//! Nothing happens by itself within the time of a test.
DriftWatch::Timing onlyWatching()
{
    return {{}, 2ms, 10ms};
}

const QByteArray other = "{\n  \"mcpServers\": {\n    \"other\": { \"command\": \"x\" }\n  }\n}\n";

} // namespace

class tst_DriftWatch : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeviceFixture> m_fixture;
    std::unique_ptr<DeviceStore> m_store;
    QDateTime m_now;

    [[nodiscard]] QString file() const { return m_fixture->cursorFile(); }
    void makeStore(const DriftWatch::Timing &timing)
    {
        DeviceStore::Options options = m_fixture->options();
        options.driftTiming = timing;
        options.clock = [this] { return m_now; };
        m_store = std::make_unique<DeviceStore>(options);
        m_store->setWorkspaces({DeviceFixture::workspace()});
        std::ignore = await(m_store->rescan());
    }
    void writeOurEntry()
    {
        const Result<PlannedChange> change = await(
            m_store->planProtect(u"cursor"_s, DeviceFixture::workspace()));
        QVERIFY(change);
        QVERIFY(await(m_store->apply(*change)));
    }
    void protect()
    {
        writeOurEntry();
        QCOMPARE(cursor().state, ToolState::Protected);
    }
    [[nodiscard]] ToolStatus cursor() const { return *m_store->find(u"cursor"); }
    //! Writes as most tools do.
    void replaceByRenaming(const QByteArray &bytes) const
    {
        DeviceFixture::write(file() + u".new"_s, bytes);
        QCOMPARE(rename(QFile::encodeName(file() + u".new"_s).constData(),
                        QFile::encodeName(file()).constData()),
                 0);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<DeviceFixture>();
        m_now = QDateTime({2026, 11, 22}, {12, 0}, Qt::UTC);
        DeviceFixture::write(file(), other);
    }
    void cleanup()
    {
        m_store.reset();
        m_fixture.reset();
    }

    void looksAgainAfterOneFiveAndThirtySeconds()
    {
        const DriftWatch::Timing timing;
        QVERIFY(timing.afterChange == std::vector<std::chrono::milliseconds>({1s, 5s, 30s}));
        QVERIFY(timing.settle + timing.atMostEvery < 5s); // alarm within 5 s (C-9)

        DriftWatch watch(quick());
        QSignalSpy spy(&watch, &DriftWatch::lookDue);
        QElapsedTimer timer;
        timer.start();
        watch.expectRewrite(u"cursor"_s);
        QTRY_COMPARE(spy.count(), 3);
        QVERIFY(timer.elapsed() >= 300);
        QCOMPARE(spy.first().first().toString(), u"cursor"_s);
        // Another change begins anew, and does not add to what is still to come.
        watch.expectRewrite(u"cursor"_s);
        watch.expectRewrite(u"cursor"_s);
        QTRY_COMPARE(spy.count(), 6);
    }

    void everyWayOfWritingIsNoticed_data()
    {
        QTest::addColumn<QString>("way");
        for (const char *way : {"in place", "rename", "remove and create", "remove"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }
    void everyWayOfWritingIsNoticed()
    {
        QFETCH(QString, way);
        DriftWatch watch(onlyWatching());
        watch.follow(u"cursor"_s, {file(), QFileInfo(file()).path()});
        QSignalSpy spy(&watch, &DriftWatch::touched);
        // Twice: the second time shows that the new file is watched like the first.
        for (int round = 0; round < 2; ++round) {
            if (way == u"in place"_s) {
                DeviceFixture::write(file(), "{}");
            } else if (way == u"rename"_s) {
                replaceByRenaming("{}");
            } else {
                QVERIFY(QFile::remove(file()));
                if (way == u"remove"_s)
                    QTRY_VERIFY(!spy.isEmpty());
                DeviceFixture::write(file(), "{}");
            }
            QTRY_VERIFY(!spy.isEmpty());
            spy.wait(30); // what belongs to the same writing
            spy.clear();
        }
        // What is followed no more is not watched.
        watch.follow(u"cursor"_s, {});
        DeviceFixture::write(file(), "{ }");
        QVERIFY(!spy.wait(50));
    }

    void aFileThatIsWrittenWithoutEndCostsLittle()
    {
        DriftWatch watch({{}, 20ms, 200ms});
        watch.follow(u"cursor"_s, {file(), QFileInfo(file()).path()});
        QSignalSpy spy(&watch, &DriftWatch::touched);
        QElapsedTimer timer;
        timer.start();
        int writes = 0;
        while (timer.elapsed() < 700) {
            replaceByRenaming("{}");
            ++writes;
            QCoreApplication::processEvents();
        }
        QVERIFY(writes > 50);
        QVERIFY(spy.count() >= 2);
        QVERIFY2(spy.count() <= 5, qPrintable(QString::number(spy.count())));
    }

    void aFileThatDidNotChangeIsNotReadAgain()
    {
        // Something else in the folder changes: the file is not read again.
        int looks = 0;
        DeviceStore::Options options = m_fixture->options();
        options.driftTiming = onlyWatching();
        options.isRunning = [&looks](const ToolDescriptor &) {
            ++looks;
            return false;
        };
        DeviceStore store(options);
        std::ignore = await(store.rescan());
        store.watch();
        const int before = looks;
        DeviceFixture::write(QFileInfo(file()).path() + u"/log.txt"_s, "x");
        QSignalSpy spy(&store, &DeviceStore::changed);
        QVERIFY(!spy.wait(60));
        QCOMPARE(looks, before);
        DeviceFixture::write(file(), "{}");
        QVERIFY(spy.wait());
        QCOMPARE(looks, before + 1);
    }

    void aWipedEntryIsNoticedWhileWeWatch()
    {
        makeStore(onlyWatching());
        m_store->watch();
        protect();
        QSignalSpy spy(m_store.get(), &DeviceStore::driftNoticed);
        m_now = m_now.addSecs(60);
        replaceByRenaming(other);
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(spy.first().first().toString(), u"cursor"_s);
        const ToolStatus status = cursor();
        QCOMPARE(status.state, ToolState::Changed);
        QVERIFY(status.hasDrifted);
        QVERIFY(status.offersPutBack);
        QCOMPARE(status.noticedAt, m_now);
        // It stays the time of the first notice, and nothing is put back by itself.
        m_now = m_now.addSecs(60);
        replaceByRenaming("{}");
        QTRY_COMPARE(cursor().serverCount, 0);
        QCOMPARE(cursor().noticedAt, m_now.addSecs(-60));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(DeviceFixture::read(file()), QByteArray("{}"));
        // Put back, it is over.
        protect();
        QVERIFY(!cursor().hasDrifted);
        QVERIFY(!cursor().noticedAt.isValid());
    }

    void aToolThatWritesItsOldFileBackIsNoticed_data()
    {
        QTest::addColumn<bool>("hasKey");
        QTest::newRow("without our entry") << false;
        QTest::newRow("with the key in plain text") << true;
    }
    //! As Claude Desktop does it: from memory, some time after us. No watching: the looks after a change are enough.
    void aToolThatWritesItsOldFileBackIsNoticed()
    {
        QFETCH(bool, hasKey);
        const Secret key(QByteArray("kmcp_") + QByteArray("testkey0").repeated(5) + "abc");
        if (hasKey)
            DeviceFixture::write(file(),
                                 Tests::plaintextConfig(key, u"https://acme.konstantly.com"_s));
        makeStore(quick());
        Rival desktop({u"desktop"_s, file(), u"30"_s}); // 3 s
        QSignalSpy spy(m_store.get(), &DeviceStore::driftNoticed);
        writeOurEntry(); // on a busy machine the rival may be at work before we have looked
        QCOMPARE(desktop.line(), "written"_qba);
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(cursor().state, hasKey ? ToolState::Plaintext : ToolState::Changed);
        QCOMPARE(cursor().noticedAt, m_now);
        QCOMPARE(m_store->plaintextKeys().size(), size_t(hasKey ? 1 : 0));
        if (hasKey)
            QVERIFY(cursor().detail.contains(u"the key is back"));
    }

    void afterThreeFightsTheOfferIsWithdrawn()
    {
        makeStore(onlyWatching());
        protect();
        for (int fight = 0; fight < 3; ++fight) {
            replaceByRenaming(other);
            std::ignore = await(m_store->rescan());
            QVERIFY(cursor().hasDrifted);
            QVERIFY(cursor().offersPutBack);
            m_now = m_now.addDays(1);
            protect();
        }
        replaceByRenaming(other);
        std::ignore = await(m_store->rescan());
        QCOMPARE(cursor().state, ToolState::Changed);
        QVERIFY(!cursor().offersPutBack);
        QVERIFY(cursor().detail.contains(u"put back 3 time"));
        QVERIFY(cursor().detail.contains(u"Quit Cursor completely"));
        // Other processes and later starts know it too.
        DeviceStore::Options options = m_fixture->options();
        options.clock = [this] { return m_now; };
        DeviceStore second(options);
        std::ignore = await(second.rescan());
        QVERIFY(!second.find(u"cursor")->offersPutBack);
        // A week later it may be tried again.
        m_now = m_now.addDays(6);
        m_store->setWorkspaces({});
        QVERIFY(cursor().offersPutBack);
    }

    void whatTheUserTakesOutIsNoFight()
    {
        makeStore(onlyWatching());
        for (int i = 0; i < 5; ++i) {
            protect();
            const Result<PlannedChange> removal = await(m_store->planRemove(u"cursor"_s));
            QVERIFY(removal);
            QVERIFY(await(m_store->apply(*removal)));
            QVERIFY(!cursor().hasDrifted);
        }
        protect();
        QCOMPARE(ToolRecords(m_fixture->paths()).find(u"cursor"_s)->putBackAt.size(), 0);
    }

    void damagedNotesAreStartedAnew()
    {
        makeStore(onlyWatching());
        protect();
        const QString notes = m_fixture->paths().stateDir + u"/tools.json"_s;
        DeviceFixture::write(
            notes, QByteArray(DeviceFixture::read(notes))
                       .replace("\"workspace\"", "\"putBackAt\": [\"yesterday\"], \"workspace\""));
        QVERIFY(!ToolRecords(m_fixture->paths()).find(u"cursor"_s));
        QVERIFY(await(m_store->apply(*await(m_store->planRemove(u"cursor"_s)))));
        protect();
        QVERIFY(ToolRecords(m_fixture->paths()).find(u"cursor"_s));
    }
};

QTEST_GUILESS_MAIN(tst_DriftWatch)
#include "tst_driftwatch.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagestore.h"

#include "tests/support/await.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_UsageStore final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<UsageStore> m_store;

    [[nodiscard]] UsageLocation file() const { return {m_home->filePath(u"usage.sqlite"_s), {}}; }
    [[nodiscard]] static UsageCall call(qint64 at)
    {
        UsageCall call;
        call.at = std::chrono::milliseconds(at);
        call.tool = u"find_user"_s;
        call.key = u"7"_s;
        call.id = QString::number(at);
        return call;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<UsageStore>(*Origin::parse(u"https://acme.konstantly.com"),
                                               QTimeZone::utc(), UsageDatabase::Days::OfTheZone);
    }
    void cleanup()
    {
        m_store.reset();
        m_home.reset();
    }

    void whatIsAskedBeforeItIsOpenFails()
    {
        QCOMPARE(await(m_store->cells({})).error().code, ErrorCode::NotConfigured);
        QVERIFY(!m_store->isOpen());
        QVERIFY(!m_store->problem());
    }

    void openingFailsAndThenSucceeds()
    {
        QVERIFY(QFile(m_home->filePath(u"no folder"_s)).open(QIODevice::WriteOnly));
        QSignalSpy opened(m_store.get(), &UsageStore::openChanged);
        QVERIFY(!await(m_store->open({m_home->filePath(u"no folder/usage.sqlite"_s), {}})));
        QVERIFY(!m_store->isOpen());
        QVERIFY(m_store->problem());
        QVERIFY(await(m_store->open(file())));
        QVERIFY(m_store->isOpen());
        QVERIFY(!m_store->problem());
        QCOMPARE(opened.size(), 2);
        QCOMPARE(await(m_store->cells({{0ms, 1ms}, BucketWidth::Day, UsageSplit::Tool, {}}))
                     ->buckets.size(),
                 std::size_t(0));
    }

    void workIsDoneInTheOrderInWhichItWasAsked()
    {
        QVERIFY(await(m_store->open(file())));
        QList<int> done;
        QFuture<Result<int>> last;
        for (int i = 0; i < 50; ++i) {
            last = m_store->run<int>([i, &done](UsageDatabase &) -> Result<int> {
                done << i; // one thread does it all
                return i;
            });
        }
        QCOMPARE(await(last).value(), 49);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(done.at(i), i);
    }

    void theCallerIsNeverHeldUp()
    {
        QVERIFY(await(m_store->open(file())));
        QSemaphore go;
        const auto slow = m_store->run<int>([&go](UsageDatabase &) -> Result<int> {
            go.acquire();
            return 1;
        });
        // However long the worker takes, asking for more takes nothing.
        const auto next = m_store->cells({});
        const auto added = m_store->add(UsageSource::Service, {call(1000)}, {});
        QVERIFY(!slow.isFinished() && !next.isFinished() && !added.isFinished());
        go.release();
        QCOMPARE(await(added)->inserted, 1);
        QVERIFY(slow.isFinished() && next.isFinished());
    }

    void aChangeIsToldBeforeItsResult()
    {
        QVERIFY(await(m_store->open(file())));
        bool wasTold = false;
        bool toldFirst = false;
        connect(m_store.get(), &UsageStore::callsChanged, this, [&](const TimeRange &range) {
            wasTold = range.from <= 1000ms && range.to > 1000ms;
        });
        QObject scope;
        m_store->add(UsageSource::Service, {call(1000)}, {})
            .then(&scope, [&](const Result<UsageAdded> &) { toldFirst = wasTold; });
        QTRY_VERIFY(toldFirst);
        QSignalSpy changed(m_store.get(), &UsageStore::callsChanged);
        QCOMPARE(await(m_store->add(UsageSource::Service, {call(1000)}, {}))->known, 1);
        QCOMPARE(changed.size(), 0); // nothing new
    }

    void whatIsQueuedWhenItGoesEndsWithCancelled()
    {
        QVERIFY(await(m_store->open(file())));
        QSemaphore started;
        QSemaphore go;
        const auto running = m_store->run<int>([&](UsageDatabase &) -> Result<int> {
            started.release();
            go.acquire();
            return 1;
        });
        const auto queued = m_store->cells({});
        started.acquire();
        go.release();
        m_store.reset();
        // The one that ran delivers; the one that waited is told that it never will, unless the worker was quicker.
        QCOMPARE(await(running).value(), 1);
        const Result<UsageCells> rest = await(queued);
        QVERIFY(rest || rest.error().code == ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_UsageStore)
#include "tst_usagestore.moc"

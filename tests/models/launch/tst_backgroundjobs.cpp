// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/backgroundjobs.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_BackgroundJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void jobsAreDoneInOrder()
    {
        BackgroundJobs jobs;
        QVERIFY(jobs.finish(0ms)); // nothing to do is done
        QList<int> done;
        for (int i = 0; i < 100; ++i)
            QVERIFY(jobs.post([&done, i] { done << i; }));
        QVERIFY(jobs.finish(10s));
        QCOMPARE(done.size(), 100);
        QVERIFY(std::is_sorted(done.begin(), done.end()));
    }

    void aJobThatHangsHoldsNobodyUp()
    {
        auto hang = std::make_shared<std::promise<void>>();
        std::shared_future<void> released = hang->get_future().share();
        std::atomic<bool> isDone = false;
        {
            BackgroundJobs jobs;
            QElapsedTimer clock;
            clock.start();
            QVERIFY(jobs.post([released] { released.wait(); }));
            std::size_t queued = 0;
            while (jobs.post([] {}))
                QVERIFY(++queued <= BackgroundJobs::MaxQueued + 1);
            QVERIFY(queued >= BackgroundJobs::MaxQueued - 1);
            QVERIFY(!jobs.finish(20ms));
            QCOMPARE_LE(clock.elapsed(), 1000);
            hang->set_value();
            QVERIFY(jobs.finish(10s));
            QVERIFY(jobs.post([&isDone] { isDone = true; }));
            QVERIFY(jobs.finish(10s));
        }
        QVERIFY(isDone);
    }
};

QTEST_GUILESS_MAIN(tst_BackgroundJobs)
#include "tst_backgroundjobs.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/background.h"
#include "tests/support/await.h"

#include <QTest>
#include <QThread>

#include <openssl/err.h>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_Background final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QThreadPool::globalInstance()->setMaxThreadCount(1); }

    void resultsComeToTheThreadThatAsked()
    {
        const QThread *const here = QThread::currentThread();
        const QThread *there = nullptr;
        const QThread *told = nullptr;
        int result = 0;
        QObject context;
        whenFinished(inBackground<int>([&there] {
                         there = QThread::currentThread();
                         return 42;
                     }),
                     &context, [&](int value) {
                         told = QThread::currentThread();
                         result = value;
                     });
        QTRY_COMPARE(result, 42);
        QCOMPARE(told, here);
        QVERIFY(there != here);
    }

    void nobodyIsToldWhenTheContextIsGone()
    {
        bool isTold = false;
        auto context = std::make_unique<QObject>();
        whenFinished(inBackground<int>([] { return 1; }), context.get(),
                     [&](int) { isTold = true; });
        context.reset();
        QCOMPARE(await(inBackground<int>([] { return 2; })), 2); // comes after it
        QVERIFY(!isTold);
    }

    void whatTheWorkOwnsIsGoneWhenItsResultIsThere()
    {
        auto owned = std::make_shared<int>(7);
        const std::weak_ptr<int> left = owned;
        QCOMPARE(await(inBackground<int>([owned = std::move(owned)] { return *owned; })), 7);
        QVERIFY(left.expired());
    }

    //! What is left would be freed when the thread ends, which nobody waits for: see releaseOpenSslThread(). The errors are the
    //! part of it that can be looked at.
    void workLeavesNothingOfOpenSslBehind()
    {
        using Seen = std::pair<const QThread *, unsigned long>;
        const auto failing = [] {
            ERR_raise(ERR_LIB_USER, ERR_R_INTERNAL_ERROR);
            return Seen(QThread::currentThread(), ERR_peek_error());
        };
        const auto next = [] { return Seen(QThread::currentThread(), ERR_peek_error()); };
        const Seen first = await(inBackground<Seen>(failing));
        const Seen second = await(inBackground<Seen>(next));
        QVERIFY(first.second != 0);
        QCOMPARE(second.first, first.first); // the same thread, else nothing was tested
        QCOMPARE(second.second, 0UL);
    }
};

QTEST_GUILESS_MAIN(tst_Background)
#include "tst_background.moc"

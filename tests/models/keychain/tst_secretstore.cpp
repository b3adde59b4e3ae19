// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/secretstore.h"
#include "tests/support/await.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/secretstorecontract.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Mode = MemorySecretStore::Mode;
Q_DECLARE_METATYPE(Mode)
Q_DECLARE_METATYPE(Konstantly::ErrorCode)

namespace {

constexpr KeychainDeadlines ShortDeadlines{50ms, 150ms};
const QString Slot = u"slot"_s;

template<typename T>
ErrorCode codeOf(const Result<T> &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

//! The rules that hold for every store, tried on one that misbehaves.
class tst_SecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aWorkingStoreKeepsTheContract()
    {
        MemorySecretStore store;
        checkSecretStoreContract(store);
        QCOMPARE(store.count(), 0);
    }

    void everyTroubleHasItsError_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<ErrorCode>("read"); // of a slot that holds something; Internal = success
        QTest::addColumn<ErrorCode>("readAbsent");
        QTest::addColumn<ErrorCode>("write");
        QTest::addColumn<ErrorCode>("remove");

        using E = ErrorCode;
        const E ok = E::Internal;
        const auto row = [](const char *name, Mode mode, E read, E absent, E write, E remove) {
            QTest::newRow(name) << mode << read << absent << write << remove;
        };
        const auto all = [&row](const char *name, Mode mode, E error) {
            row(name, mode, error, error, error, error);
        };
        row("working", Mode::Working, ok, E::KeyMissing, ok, ok);
        all("locked", Mode::Locked, E::KeychainLocked);
        all("no service", Mode::NoService, E::KeychainUnavailable);
        all("no session bus", Mode::NoSessionBus, E::KeychainUnavailable);
        all("denied", Mode::Denied, E::KeychainDenied);
        row("read only", Mode::ReadOnly, ok, E::KeyMissing, E::KeychainDenied, E::KeychainDenied);
        row("lying write", Mode::LyingWrite, ok, E::KeyMissing, E::KeychainBroken, ok);
        row("truncating", Mode::Truncating, ok, E::KeyMissing, E::KeychainBroken, ok);
        row("lying remove", Mode::LyingRemove, ok, E::KeyMissing, ok, E::KeychainUnconfirmed);
        all("not found while locked", Mode::NotFoundWhileLocked, E::KeychainLocked);
        all("not found, unsure", Mode::NotFoundUnsure, E::KeychainUnconfirmed);
        row("empty read", Mode::EmptyRead, E::KeychainUnconfirmed, E::KeychainUnconfirmed,
            E::KeychainBroken, E::KeychainUnconfirmed);
        all("hanging", Mode::Hanging, E::KeychainNotAnswering);
    }
    void everyTroubleHasItsError()
    {
        QFETCH(Mode, mode);
        {
            MemorySecretStore store(ShortDeadlines);
            store.setStored(Slot, Secret("old"));
            store.setMode(mode);
            const Result<Secret> found = await(store.read(Slot));
            QTEST(codeOf(found), "read");
            if (found)
                QVERIFY(*found == Secret("old"));
        }
        {
            MemorySecretStore store(ShortDeadlines);
            store.setMode(mode);
            QTEST(codeOf(await(store.read(Slot))), "readAbsent");
        }
        {
            MemorySecretStore store(ShortDeadlines);
            store.setStored(Slot, Secret("old"));
            store.setMode(mode);
            QTEST(codeOf(await(store.write(Slot, Secret("new")))), "write");
        }
        {
            MemorySecretStore store(ShortDeadlines);
            store.setStored(Slot, Secret("old"));
            store.setMode(mode);
            QTEST(codeOf(await(store.remove(Slot))), "remove");
        }
    }

    // Nothing but a verified read may lead to "there is no key" (K-3): callers would create a second one.
    void onlyAnUnlockedStoreSaysThatAKeyIsMissing()
    {
        for (const Mode mode : {Mode::Locked, Mode::Denied, Mode::NotFoundWhileLocked,
                                Mode::NotFoundUnsure, Mode::EmptyRead, Mode::Hanging}) {
            MemorySecretStore store(ShortDeadlines);
            store.setMode(mode);
            QVERIFY(codeOf(await(store.read(Slot))) != ErrorCode::KeyMissing);
        }
    }

    void aRefusedStoreIsNotTouched()
    {
        for (const Mode mode : {Mode::Locked, Mode::NoService, Mode::NoSessionBus, Mode::Denied}) {
            MemorySecretStore store;
            store.setMode(mode);
            QVERIFY(!await(store.write(Slot, Secret("x"))));
            QVERIFY(!await(store.read(Slot)));
            QVERIFY(!await(store.remove(Slot)));
            QCOMPARE(store.steps(), (QStringList{u"access"_s, u"access"_s, u"access"_s}));
        }
    }

    void statusNamesStateAndStore_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<KeychainState>("state");
        QTest::newRow("working") << Mode::Working << KeychainState::Available;
        QTest::newRow("locked") << Mode::Locked << KeychainState::Locked;
        QTest::newRow("no service") << Mode::NoService << KeychainState::NoService;
        QTest::newRow("no bus") << Mode::NoSessionBus << KeychainState::NoSessionBus;
        QTest::newRow("unsure") << Mode::NotFoundUnsure << KeychainState::Unknown;
        QTest::newRow("hanging") << Mode::Hanging << KeychainState::NotAnswering;
    }
    void statusNamesStateAndStore()
    {
        QFETCH(Mode, mode);
        MemorySecretStore store(ShortDeadlines);
        store.setMode(mode);
        const KeychainStatus status = await(store.status());
        QTEST(status.state, "state");
        QCOMPARE(status.backend, u"Memory"_s);
        const std::optional<Error> error = errorFor(status.state);
        QCOMPARE(error.has_value(), status.state != KeychainState::Available);
    }

    void whileACallHangsEveryOtherIsAnsweredAtOnce()
    {
        MemorySecretStore store(ShortDeadlines);
        store.setMode(Mode::Hanging);
        QElapsedTimer time;
        time.start();
        const QFuture<Result<Secret>> first = store.read(Slot);
        const QFuture<Result<>> queued = store.write(Slot, Secret("x"));
        QCOMPARE(codeOf(await(first)), ErrorCode::KeychainNotAnswering);
        QVERIFY(time.elapsed() >= 45);
        QVERIFY(queued.isFinished()); // it would only have waited for its turn to fail
        QCOMPARE(codeOf(queued.result()), ErrorCode::KeychainNotAnswering);

        const QFuture<Result<Secret>> later = store.read(Slot);
        QVERIFY(later.isFinished());
        QCOMPARE(codeOf(later.result()), ErrorCode::KeychainNotAnswering);
        const QFuture<KeychainStatus> status = store.status();
        QVERIFY(status.isFinished());
        QCOMPARE(status.result().state, KeychainState::NotAnswering);
        QCOMPARE(store.steps(), QStringList{u"access"_s}); // nothing was piled up behind it

        store.release();
        QVERIFY(await(store.write(Slot, Secret("y"))));
        QVERIFY(await(store.read(Slot)).value() == Secret("y"));
        QCOMPARE(await(store.status()).state, KeychainState::Available);
    }

    void aHangingStatusIsWaitedForOnce()
    {
        MemorySecretStore store(ShortDeadlines);
        store.setMode(Mode::Hanging);
        const QFuture<KeychainStatus> first = store.status();
        const QFuture<KeychainStatus> second = store.status();
        QCOMPARE(await(first).state, KeychainState::NotAnswering);
        QVERIFY(second.isFinished());
        QVERIFY(store.status().isFinished());
        QVERIFY(store.read(Slot).isFinished());
        QCOMPARE(store.steps(), QStringList{u"inquire"_s});
        store.release();
        QCOMPARE(await(store.status()).state, KeychainState::Available);
    }

    void aCallThatEndsLateChangesNothingForItsCaller()
    {
        MemorySecretStore store(ShortDeadlines);
        const QFuture<Result<>> warm = store.write(Slot, Secret("old"));
        QVERIFY(await(warm));
        store.setMode(Mode::Hanging);
        const QFuture<Result<>> late = store.write(Slot, Secret("new"));
        QCOMPARE(codeOf(await(late)), ErrorCode::KeychainNotAnswering);
        store.release(); // the raw step goes through now, but the chain behind it is not continued
        QCOMPARE(late.resultCount(), 1);
        QVERIFY(await(store.read(Slot)).value() == Secret("old"));
    }

    void anAnsweredPromptLetsTheCallGoOn()
    {
        MemorySecretStore store(KeychainDeadlines{50ms, 60s});
        store.setStored(Slot, Secret("old"));
        store.setMode(Mode::Prompting);
        const QFuture<Result<Secret>> read = store.read(Slot);
        QTest::qWait(2
                     * int(ShortDeadlines.answer.count())); // the short deadline does not hold here
        QVERIFY(!read.isFinished());
        QCOMPARE(await(store.status()).state,
                 KeychainState::Locked); // not kept waiting by a prompt
        store.answerPrompt(true);
        QVERIFY(await(read).value() == Secret("old"));
    }

    void aRefusedPromptAnswersAllThatWaitForIt()
    {
        MemorySecretStore store(ShortDeadlines);
        store.setMode(Mode::Prompting);
        const QFuture<Result<Secret>> first = store.read(Slot);
        const QFuture<Result<Secret>> second = store.read(u"other"_s);
        store.answerPrompt(false);
        QCOMPARE(codeOf(await(first)), ErrorCode::KeychainDenied);
        QCOMPARE(codeOf(await(second)), ErrorCode::KeychainDenied);
        QCOMPARE(store.steps().count(u"unlock"_s), 1); // nobody is asked twice
    }

    void anUnansweredPromptIsTakenBack()
    {
        MemorySecretStore store(ShortDeadlines);
        store.setMode(Mode::Prompting);
        const QFuture<Result<Secret>> read = store.read(Slot);
        QCOMPARE(codeOf(await(read)), ErrorCode::KeychainLocked);
        QVERIFY(store.steps().contains(u"dismiss"_s));
        store.setMode(Mode::Working);
        QCOMPARE(codeOf(await(store.read(Slot))), ErrorCode::KeyMissing); // not stuck
    }

    void anAnswerMayCallTheStoreAgain()
    {
        MemorySecretStore store;
        QObject context;
        Result<Secret> found = fail(ErrorCode::Internal);
        store.write(Slot, Secret("x")).then(&context, [&](const Result<> &) {
            store.read(Slot).then(&context, [&](const Result<Secret> &result) { found = result; });
        });
        QTRY_VERIFY(found.has_value());
    }

    void anAnswerMayDestroyTheStore()
    {
        auto store = std::make_unique<MemorySecretStore>();
        QObject context;
        store->read(Slot).then(&context, [&store](const Result<Secret> &) { store.reset(); });
        QTRY_VERIFY(!store);
    }

    void destroyingTheStoreCancelsOpenCalls()
    {
        auto store = std::make_unique<MemorySecretStore>();
        store->setMode(Mode::Hanging);
        const QFuture<Result<Secret>> read = store->read(Slot);
        const QFuture<KeychainStatus> status = store->status();
        store.reset();
        QVERIFY(read.isFinished() && read.isCanceled());
        QVERIFY(status.isFinished() && status.isCanceled());
    }

    void theProbeFindsEveryStoreThatCanNotKeepAKey_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<ErrorCode>("error");
        QTest::newRow("working") << Mode::Working << ErrorCode::Internal;
        QTest::newRow("locked") << Mode::Locked << ErrorCode::KeychainLocked;
        QTest::newRow("denied") << Mode::Denied << ErrorCode::KeychainDenied;
        QTest::newRow("read only") << Mode::ReadOnly << ErrorCode::KeychainDenied;
        QTest::newRow("no service") << Mode::NoService << ErrorCode::KeychainUnavailable;
        QTest::newRow("lying write") << Mode::LyingWrite << ErrorCode::KeychainBroken;
        QTest::newRow("truncating") << Mode::Truncating << ErrorCode::KeychainBroken;
        QTest::newRow("lying remove") << Mode::LyingRemove << ErrorCode::KeychainUnconfirmed;
        QTest::newRow("hanging") << Mode::Hanging << ErrorCode::KeychainNotAnswering;
    }
    void theProbeFindsEveryStoreThatCanNotKeepAKey()
    {
        QFETCH(Mode, mode);
        MemorySecretStore store(ShortDeadlines);
        store.setStored(Slot, Secret("old"));
        store.setMode(mode);
        QTEST(codeOf(await(probe(store))), "error");
        QVERIFY(store.stored(Slot) == Secret("old"));
        if (mode != Mode::LyingRemove)
            QCOMPARE(store.count(), 1); // no canary is left, not even a truncated one
    }

    void theProbeAsksTheUserOnce()
    {
        MemorySecretStore store(ShortDeadlines);
        store.setMode(Mode::Prompting);
        const QFuture<Result<>> probed = probe(store);
        store.answerPrompt(false);
        QCOMPARE(codeOf(await(probed)), ErrorCode::KeychainDenied);
        QCOMPARE(store.steps().count(u"unlock"_s), 1);
    }
};

QTEST_GUILESS_MAIN(tst_SecretStore)
#include "tst_secretstore.moc"

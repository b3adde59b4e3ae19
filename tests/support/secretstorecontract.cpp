// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/secretstorecontract.h"

#include "models/keychain/keyrecord.h"
#include "models/keychain/secretstore.h"
#include "tests/support/await.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

Secret randomSecret(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (char &c : bytes)
        c = char(QRandomGenerator::global()->bounded(0x20, 0x7f));
    return Secret::take(bytes);
}

template<typename T>
QString failure(const Result<T> &result)
{
    return result ? u"success"_s : errorName(result.error().code) + u": "_s + result.error().detail;
}

void checkRoundTrips(SecretStore &store)
{
    const QString slot = newSlot();
    for (const qsizetype size : {qsizetype(1), qsizetype(48), SecretStore::MaxSecretSize}) {
        const Secret secret = randomSecret(size);
        const Result<> written = await(store.write(slot, secret)); // over the one before
        QVERIFY2(written, qPrintable(failure(written)));
        const Result<Secret> found = await(store.read(slot));
        QVERIFY2(found, qPrintable(failure(found)));
        QVERIFY(*found == secret);
    }
    QByteArray all;
    for (int c = 0x20; c <= 0x7e; ++c)
        all += char(c);
    QVERIFY(await(store.write(slot, Secret(all))));
    QVERIFY(await(store.read(slot)).value() == Secret(all));
    QVERIFY(await(store.remove(slot)));
}

void checkAbsence(SecretStore &store)
{
    const QString slot = newSlot();
    const QString other = newSlot();
    QCOMPARE(await(store.read(slot)).error().code, ErrorCode::KeyMissing);
    QVERIFY(await(store.remove(slot))); // absent already: that is what was asked for
    QVERIFY(await(store.write(slot, Secret("one"))));
    QVERIFY(await(store.write(other, Secret("other"))));
    const Result<> removed = await(store.remove(slot));
    QVERIFY2(removed, qPrintable(failure(removed)));
    QCOMPARE(await(store.read(slot)).error().code, ErrorCode::KeyMissing);
    QVERIFY(await(store.read(other)).value() == Secret("other"));
    QVERIFY(await(store.remove(other)));
}

void checkRefusals(SecretStore &store)
{
    const QString slot = newSlot();
    const QByteArrayView nul("a\0b", 3);
    for (const Secret &secret : {Secret(), Secret(nul), Secret("tab\t"), Secret("\x7f"),
                                 Secret("ä"), randomSecret(SecretStore::MaxSecretSize + 1)}) {
        const Result<> written = await(store.write(slot, secret));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::InvalidInput);
        QVERIFY(!written.error().detail.isEmpty()); // it is the sentence that people see
    }
    QCOMPARE(await(store.read(slot)).error().code, ErrorCode::KeyMissing);
    for (const QString &name : {u""_s, u"a b"_s, u"ä"_s, u"a/b"_s, QString(65, u'a')}) {
        QCOMPARE(await(store.read(name)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(await(store.write(name, Secret("x"))).error().code, ErrorCode::InvalidInput);
        QCOMPARE(await(store.remove(name)).error().code, ErrorCode::InvalidInput);
    }
}

//! Calls that are made together don't disturb one another and are answered in their order.
void checkManyAtOnce(SecretStore &store)
{
    const QString slot = newSlot();
    QStringList order;
    QObject context;
    const auto note = [&order](const QString &name) {
        return [&order, name](const auto &) { order += name; };
    };
    store.write(slot, Secret("first")).then(&context, note(u"write"_s));
    store.write(slot, Secret("second")).then(&context, note(u"overwrite"_s));
    const QFuture<Result<Secret>> read = store.read(slot);
    store.remove(slot).then(&context, note(u"remove"_s));
    const Result<Secret> last = await(store.read(slot));
    QVERIFY(read.result().value() == Secret("second"));
    QCOMPARE(last.error().code, ErrorCode::KeyMissing);
    QCOMPARE(order, (QStringList{u"write"_s, u"overwrite"_s, u"remove"_s}));
}

void checkStatus(SecretStore &store)
{
    const KeychainStatus status = await(store.status());
    QCOMPARE(status.state, KeychainState::Available);
    QVERIFY(!status.backend.isEmpty());
    const Result<> probed = await(probe(store));
    QVERIFY2(probed, qPrintable(failure(probed)));
}

} // namespace

void checkSecretStoreContract(SecretStore &store)
{
    for (const auto check :
         {checkRoundTrips, checkAbsence, checkRefusals, checkManyAtOnce, checkStatus}) {
        check(store);
        if (QTest::currentTestFailed())
            return;
    }
}

} // namespace Konstantly::Tests

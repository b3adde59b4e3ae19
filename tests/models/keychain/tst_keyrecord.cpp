// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/keyrecord.h"
#include "tests/support/await.h"
#include "tests/support/memorysecretstore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Konstantly::ErrorCode)

namespace {

const QByteArray FakeKey = "kmcp_" + QByteArray(43, 'a');

KeyRecord fakeRecord()
{
    return {Origin::parse(u"https://acme.konstantly.com").value(), u"17"_s, Secret(FakeKey), false};
}

} // namespace

class tst_KeyRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void isStoredAsJson()
    {
        const Secret stored = toSecret(fakeRecord()).value();
        QCOMPARE(
            stored.reveal().toByteArray(),
            "{\"format\":1,\"origin\":\"https://acme.konstantly.com\",\"keyId\":\"17\",\"key\":\""
                + FakeKey + "\"}");
        const QJsonObject json = QJsonDocument::fromJson(stored.reveal().toByteArray()).object();
        QCOMPARE(json.size(), 4); // any JSON reader understands it
        QCOMPARE(json[u"key"_s].toString().toLatin1(), FakeKey);
    }

    void comesBackAsItWas_data()
    {
        QTest::addColumn<QString>("origin");
        QTest::addColumn<QString>("keyId");
        QTest::addColumn<bool>("isDemo");
        QTest::newRow("service") << u"https://acme.konstantly.com"_s << u"17"_s << false;
        QTest::newRow("no id") << u"https://acme.konstantly.com"_s << QString() << false;
        QTest::newRow("uuid") << u"https://acme.konstantly.com"_s
                              << u"6a1f0c1e-5b7c-4d60-9f0e-1d2c3b4a5968"_s << false;
        QTest::newRow("custom host") << u"https://learn.example.org"_s << u"1"_s << false;
        QTest::newRow("port") << u"https://learn.example.org:8443"_s << u"1"_s << false;
        QTest::newRow("demo") << u"https://localhost:40123"_s << u"1"_s << true;
    }
    void comesBackAsItWas()
    {
        QFETCH(QString, origin);
        QFETCH(QString, keyId);
        QFETCH(bool, isDemo);
        const KeyRecord record{Origin::parseStored(origin, isDemo).value(), keyId, Secret(FakeKey),
                               isDemo};
        const Result<KeyRecord> parsed = parseKeyRecord(toSecret(record).value(), isDemo);
        QVERIFY(parsed);
        QCOMPARE(parsed->origin, record.origin);
        QCOMPARE(parsed->keyId, keyId);
        QVERIFY(parsed->key == record.key);
        QCOMPARE(parsed->isDemo, isDemo);
    }

    void anythingElseIsRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("stored");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const QByteArray &stored, const QString &detail) {
            QTest::newRow(name) << stored << detail;
        };
        const QByteArray good = toSecret(fakeRecord()).value().reveal().toByteArray();
        row("empty", "", u"not a record"_s);
        row("bare key", FakeKey, u"not a record"_s);
        row("other JSON", "{\"a\":1}", u"not a record"_s);
        row("array", "[]", u"not a record"_s);
        row("newer format", QByteArray(good).replace("\"format\":1", "\"format\":2"),
            u"format 2"_s);
        row("much newer", "{\"format\":30,\"what\":\"ever\"}", u"format 30"_s);
        row("format as text", QByteArray(good).replace("\"format\":1", "\"format\":\"1\""),
            u"format: not a number"_s);
        row("format cut", "{\"format\":", u"format: not a number"_s);
        row("no origin", "{\"format\":1,\"keyId\":\"1\",\"key\":\"k\"}", u"origin: missing"_s);
        row("no key id", "{\"format\":1,\"origin\":\"https://acme.konstantly.com\",\"key\":\"k\"}",
            u"keyId: missing"_s);
        row("no key", "{\"format\":1,\"origin\":\"https://acme.konstantly.com\",\"keyId\":\"1\"}",
            u"key: missing"_s);
        row("empty key", QByteArray(good).replace(FakeKey, ""), u"key: empty or characters"_s);
        row("escaped key", QByteArray(good).replace(FakeKey, "kmcp\\u005f"),
            u"key: empty or characters"_s);
        row("space in the id", QByteArray(good).replace("\"17\"", "\"1 7\""),
            u"keyId: characters"_s);
        row("more members", QByteArray(good).replace("\"}", "\",\"x\":\"\"}"),
            u"key: not the end"_s);
        row("key twice", QByteArray(good).replace("\"}", "\",\"key\":\"kmcp_other\"}"),
            u"key: not the end"_s);
        row("space before", " " + good, u"not a record"_s);
        row("space after", good + " ", u"key: not the end"_s);
        row("mark before", "\xef\xbb\xbf" + good, u"not a record"_s);
        row("too long", QByteArray(good).replace(FakeKey, QByteArray(2000, 'k')),
            u"not a record"_s);
        for (const QByteArray &origin :
             {QByteArray("http://acme.konstantly.com"), QByteArray("https://ACME.konstantly.com"),
              QByteArray("https://acme.konstantly.com/"),
              QByteArray("https://a@acme.konstantly.com"), QByteArray("https://localhost:1234"),
              QByteArray("acme"), QByteArray()}) {
            row(QByteArray("origin: " + origin).constData(),
                QByteArray(good).replace("https://acme.konstantly.com", origin),
                u"origin: not the address of a workspace"_s);
        }
    }
    void anythingElseIsRefusedByName()
    {
        QFETCH(QByteArray, stored);
        const Result<KeyRecord> record = parseKeyRecord(Secret(stored), false);
        QVERIFY(!record);
        QCOMPARE(record.error().code, ErrorCode::KeyRecordInvalid);
        QTEST(record.error().detail, "detail");
        QVERIFY(!record.error().detail.contains(u"kmcp"));
    }

    //! Every cut and every flipped bit gives an error or another valid record, never a crash or a shorter key.
    void damageNeverYieldsAnotherKey()
    {
        const QByteArray good = toSecret(fakeRecord()).value().reveal().toByteArray();
        for (qsizetype i = 0; i < good.size(); ++i) {
            QVERIFY(!parseKeyRecord(Secret(good.first(i)), false));
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray bytes = good;
                bytes[i] = char(bytes.at(i) ^ (1 << bit));
                const Result<KeyRecord> record = parseKeyRecord(Secret(bytes), false);
                if (record) // then it is what it says, byte for byte
                    QCOMPARE(toSecret(*record).value().reveal().toByteArray(), bytes);
            }
        }
    }

    void unusablePartsAreRefusedBeforeStoring_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("keyId");
        QTest::newRow("no key") << QByteArray() << u"1"_s;
        QTest::newRow("quotation mark") << QByteArray("kmcp\"x") << u"1"_s;
        QTest::newRow("backslash") << QByteArray("kmcp\\x") << u"1"_s;
        QTest::newRow("line break") << QByteArray("kmcp\n") << u"1"_s;
        QTest::newRow("space") << QByteArray("kmcp x") << u"1"_s;
        QTest::newRow("umlaut") << QByteArray("kmcp\xc3\xa4") << u"1"_s;
        QTest::newRow("id with mark") << FakeKey << u"a\"b"_s;
        QTest::newRow("id with umlaut") << FakeKey << u"ä"_s;
        QTest::newRow("too long") << QByteArray(1024, 'k') << u"1"_s;
    }
    void unusablePartsAreRefusedBeforeStoring()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, keyId);
        KeyRecord record = fakeRecord();
        record.key = Secret(key);
        record.keyId = keyId;
        const Result<Secret> secret = toSecret(record);
        QVERIFY(!secret);
        QCOMPARE(secret.error().code, ErrorCode::InvalidInput);
        QVERIFY(!secret.error().detail.isEmpty());

        MemorySecretStore store;
        QVERIFY(!await(writeKeyRecord(store, newSlot(), record)));
        QCOMPARE(store.count(), 0);
    }

    void aKeyNeedsAHost()
    {
        KeyRecord record = fakeRecord();
        record.origin = Origin();
        QCOMPARE(toSecret(record).error().code, ErrorCode::InvalidInput);
    }

    void theLongestRecordFits()
    {
        KeyRecord record = fakeRecord();
        const qsizetype rest = toSecret(record).value().size() - FakeKey.size();
        record.key = Secret(QByteArray(SecretStoreMax - rest, 'k'));
        QCOMPARE(toSecret(record).value().size(), SecretStoreMax);
        QVERIFY(parseKeyRecord(toSecret(record).value(), false));
        record.key = Secret(QByteArray(SecretStoreMax - rest + 1, 'k'));
        QVERIFY(!toSecret(record));
    }

    void isReadOnlyForItsOwnHost()
    {
        MemorySecretStore store;
        const QString slot = newSlot();
        QVERIFY(await(writeKeyRecord(store, slot, fakeRecord())));
        const Result<KeyRecord> own = await(readKeyRecord(store, slot, fakeRecord().origin));
        QVERIFY(own);
        QVERIFY(own->key == Secret(FakeKey));

        for (const QString &other :
             {u"https://other.konstantly.com"_s, u"https://acme.konstantly.com:8443"_s,
              u"https://acme.konstant1y.com"_s}) {
            const Origin origin = Origin::parse(other).value();
            const Result<KeyRecord> record = await(readKeyRecord(store, slot, origin));
            QVERIFY(!record);
            QCOMPARE(record.error().code, ErrorCode::OriginMismatch);
            QCOMPARE(record.error().subject, other);
            QVERIFY(!record.error().detail.contains(u"kmcp"));
        }
        QCOMPARE(await(readKeyRecord(store, slot, Origin())).error().code,
                 ErrorCode::OriginMismatch);
        const Origin demo = Origin::parseDemo(u"https://localhost:4000").value();
        QCOMPARE(await(readKeyRecord(store, slot, demo)).error().code, ErrorCode::OriginMismatch);
    }

    void swappedRecordsAreFoundOut()
    {
        MemorySecretStore store;
        KeyRecord other = fakeRecord();
        other.origin = Origin::parse(u"https://other.konstantly.com").value();
        QVERIFY(await(writeKeyRecord(store, u"a"_s, fakeRecord())));
        QVERIFY(await(writeKeyRecord(store, u"b"_s, other)));
        const Secret a = store.stored(u"a"_s).value();
        store.setStored(u"a"_s, store.stored(u"b"_s).value());
        store.setStored(u"b"_s, a);
        for (const auto &[slot, origin] :
             {std::pair(u"a"_s, fakeRecord().origin), std::pair(u"b"_s, other.origin)}) {
            QCOMPARE(await(readKeyRecord(store, slot, origin)).error().code,
                     ErrorCode::OriginMismatch);
        }
    }

    void theStoresOwnErrorsComeThrough()
    {
        MemorySecretStore store;
        const Origin origin = fakeRecord().origin;
        QCOMPARE(await(readKeyRecord(store, u"a"_s, origin)).error().code, ErrorCode::KeyMissing);
        store.setStored(u"a"_s, Secret("something else"));
        QCOMPARE(await(readKeyRecord(store, u"a"_s, origin)).error().code,
                 ErrorCode::KeyRecordInvalid);
        store.setMode(MemorySecretStore::Mode::Locked);
        QCOMPARE(await(readKeyRecord(store, u"a"_s, origin)).error().code,
                 ErrorCode::KeychainLocked);
    }

    void slotsAreRandom()
    {
        QSet<QString> slotNames;
        for (int i = 0; i < 1000; ++i) {
            const QString slot = newSlot();
            QVERIFY(QRegularExpression(u"^[0-9a-f]{32}$"_s).match(slot).hasMatch());
            slotNames += slot;
        }
        QCOMPARE(slotNames.size(), 1000);
    }

private:
    static constexpr qsizetype SecretStoreMax = SecretStore::MaxSecretSize;
};

QTEST_GUILESS_MAIN(tst_KeyRecord)
#include "tst_keyrecord.moc"

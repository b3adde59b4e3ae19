// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonread.h"

#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

JsonReader reader(const QByteArray &bytes)
{
    const Result<QJsonObject> object = parseJsonObject(bytes);
    return JsonReader(object ? *object : QJsonObject(), u"keys[3]"_s);
}

QString detail(const JsonReader &reader)
{
    return reader.error() ? reader.error()->detail : QString();
}

} // namespace

class tst_JsonRead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void parsesOnlyWholeUnambiguousDocuments();
    void readsEveryType();
    void namesTheFieldThatFails_data();
    void namesTheFieldThatFails();
    void theFirstFailureIsKeptAndTheOnlyResult();
    void absentAndNullAreNotGiven();
    void idsKeepTheirDigits_data();
    void idsKeepTheirDigits();
    void childrenHaveTheirOwnPaths();
    void readsRfc3339Only_data();
    void readsRfc3339Only();
};

void tst_JsonRead::parsesOnlyWholeUnambiguousDocuments()
{
    QVERIFY(parseJsonObject("{\"a\":1}"));
    QVERIFY(parseJson("[1]"));
    for (const char *bytes : {"", "[]", "1", "{\"a\":1", "{\"a\":1,\"a\":2}", "{\"a\":NaN}",
                              "<html>", "{\"a\":\"\\ud800\"}", "{}{}"}) {
        const Result<QJsonObject> object = parseJsonObject(bytes);
        QVERIFY2(!object, bytes);
        QCOMPARE(object.error().code, ErrorCode::BadResponse);
    }
    QCOMPARE(parseJson("[", ErrorCode::FileNotParsable).error().code, ErrorCode::FileNotParsable);
    QVERIFY(!parseJson("\"a string\""));
    QVERIFY(!parseJson("[1,2,3]", ErrorCode::BadResponse, 6));
    QVERIFY(!parseJson(QByteArray(201, '[') + QByteArray(201, ']')));
}

void tst_JsonRead::readsEveryType()
{
    JsonReader read = reader(R"({"s":"x","i":12,"id":7,"b":true,"t":"2026-11-22T10:00:00Z",
        "l":["a","b"],"o":{"n":1},"big":9007199254740991})");
    QCOMPARE(read.string(u"s"_s), u"x"_s);
    QCOMPARE(read.integer(u"i"_s), 12);
    QCOMPARE(read.integer(u"big"_s), 9007199254740991LL);
    QCOMPARE(read.id(u"id"_s), u"7"_s);
    QCOMPARE(read.boolean(u"b"_s), true);
    QCOMPARE(read.time(u"t"_s), QDateTime({2026, 11, 22}, {10, 0}, Qt::UTC));
    QCOMPARE(read.strings(u"l"_s), (QStringList{u"a"_s, u"b"_s}));
    JsonReader child = read.child(u"o"_s);
    QCOMPARE(child.integer(u"n"_s), 1);
    QVERIFY(!read.error());
    QCOMPARE(*read.result(5), 5);
}

void tst_JsonRead::namesTheFieldThatFails_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *how, const char *value, const char *detail) {
        QTest::addRow("%s of %s", how, value)
            << QByteArray(value) << QString::fromLatin1(how) << QString::fromLatin1(detail);
    };
    row("string", "1", "keys[3].a: not a string");
    row("string", "null", "keys[3].a: missing");
    row("integer", "\"1\"", "keys[3].a: not an integer");
    row("integer", "1.5", "keys[3].a: not an integer");
    row("integer", "1e300", "keys[3].a: not an integer");
    row("integer", "-1", "keys[3].a: out of range");
    row("integer", "true", "keys[3].a: not an integer");
    row("boolean", "1", "keys[3].a: not true or false");
    row("boolean", "\"true\"", "keys[3].a: not true or false");
    row("time", "\"yesterday\"", "keys[3].a: not a date");
    row("time", "1700000000", "keys[3].a: not a string");
    row("strings", "[1]", "keys[3].a[0]: not a string");
    row("strings", "{}", "keys[3].a: not an array");
    row("id", "1.5", "keys[3].a: not an identifier");
    row("id", "\"\"", "keys[3].a: empty");
    row("id", "true", "keys[3].a: not an identifier");
    row("id", "123456789012345678901234567890", "keys[3].a: not an identifier");
    row("child", "[]", "keys[3].a: not an object");
    row("children", "{}", "keys[3].a: not an array");
}

void tst_JsonRead::namesTheFieldThatFails()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, how);
    JsonReader read = reader("{\"a\":" + value + "}");
    const QString name = u"a"_s;
    if (how == u"string"_s)
        QCOMPARE(read.string(name), QString());
    else if (how == u"integer"_s)
        QCOMPARE(read.integer(name), 0);
    else if (how == u"boolean"_s)
        QCOMPARE(read.boolean(name), false);
    else if (how == u"time"_s)
        QCOMPARE(read.time(name), QDateTime());
    else if (how == u"strings"_s)
        (void) read.strings(name);
    else if (how == u"id"_s)
        QCOMPARE(read.id(name), QString());
    else if (how == u"child"_s)
        (void) read.child(name);
    else
        (void) read.children(name);
    QTEST(detail(read), "detail");
    QVERIFY(!read.result(1));
}

void tst_JsonRead::theFirstFailureIsKeptAndTheOnlyResult()
{
    JsonReader read = reader("{}");
    (void) read.string(u"x"_s);
    (void) read.integer(u"y"_s);
    QCOMPARE(read.result(u"partial"_s).error().detail, u"keys[3].x: missing"_s);
    JsonReader other(QJsonObject{}, {}, ErrorCode::FileNotParsable);
    other.check(read.result(1));
    QCOMPARE(detail(other), u"keys[3].x: missing"_s);
    JsonReader third(QJsonObject{}, {}, ErrorCode::FileNotParsable);
    third.reject(u"plan"_s, u"unknown plan"_s);
    QCOMPARE(third.error()->code, ErrorCode::FileNotParsable);
    QCOMPARE(detail(third), u"plan: unknown plan"_s);
}

void tst_JsonRead::absentAndNullAreNotGiven()
{
    JsonReader read = reader(R"({"n":null})");
    for (const QString &name : {u"n"_s, u"absent"_s}) {
        QVERIFY(!read.has(name));
        QVERIFY(!read.optionalString(name));
        QVERIFY(!read.optionalId(name));
        QVERIFY(!read.optionalInteger(name));
        QVERIFY(!read.optionalBoolean(name));
        QVERIFY(!read.optionalTime(name));
        QVERIFY(!read.optionalStrings(name));
        QVERIFY(!read.optionalChild(name));
    }
    QVERIFY(!read.error());
    JsonReader wrong = reader(R"({"n":1})");
    (void) wrong.optionalString(u"n"_s);
    QCOMPARE(detail(wrong), u"keys[3].n: not a string"_s);
}

void tst_JsonRead::idsKeepTheirDigits_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("id");
    QTest::newRow("string") << QByteArray("\"a-1\"") << u"a-1"_s;
    QTest::newRow("number") << QByteArray("12") << u"12"_s;
    QTest::newRow("zero") << QByteArray("0") << u"0"_s;
    QTest::newRow("negative") << QByteArray("-5") << u"-5"_s;
    QTest::newRow("beyond 2^53") << QByteArray("9007199254740993") << u"9007199254740993"_s;
    QTest::newRow("2^63-1") << QByteArray("9223372036854775807") << u"9223372036854775807"_s;
}

void tst_JsonRead::idsKeepTheirDigits()
{
    QFETCH(QByteArray, json);
    JsonReader read = reader("{\"a\":" + json + "}");
    QTEST(read.id(u"a"_s), "id");
    QVERIFY(!read.error());
}

void tst_JsonRead::childrenHaveTheirOwnPaths()
{
    JsonReader root(*parseJsonObject(R"({"keys":[{"id":1},{"id":[]}, 5],"user":{"id":{}}})"));
    std::vector<JsonReader> keys = root.children(u"keys"_s);
    QCOMPARE(keys.size(), size_t(3));
    QCOMPARE(keys[0].id(u"id"_s), u"1"_s);
    (void) keys[1].id(u"id"_s);
    QCOMPARE(detail(keys[1]), u"keys[1].id: not an identifier"_s);
    QCOMPARE(detail(keys[2]), u"keys[2]: not an object"_s);
    JsonReader user = root.child(u"user"_s);
    (void) user.id(u"id"_s);
    QCOMPARE(detail(user), u"user.id: not an identifier"_s);
    QVERIFY(!root.error());
}

void tst_JsonRead::readsRfc3339Only_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc"); // empty = refused
    const auto row = [](const char *text, const char *utc) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(utc);
    };
    row("2026-11-22T10:00:00Z", "2026-11-22T10:00:00.000Z");
    row("2026-11-22t10:00:00z", "2026-11-22T10:00:00.000Z");
    row("2026-11-22T10:00:00.5Z", "2026-11-22T10:00:00.500Z");
    row("2026-11-22T10:00:00.123456789Z", "2026-11-22T10:00:00.123Z");
    row("2026-11-22T10:00:00+02:00", "2026-11-22T08:00:00.000Z");
    row("2026-11-22T10:00:00-05:30", "2026-11-22T15:30:00.000Z");
    row("2026-11-22T00:30:00+0100", "2026-11-21T23:30:00.000Z");
    row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z");
    row("2026-11-22 10:00:00Z", "2026-11-22T10:00:00.000Z");
    row("2026-11-22T10:00:00", "");
    row("2026-11-22", "");
    row("2026-02-30T10:00:00Z", "");
    row("2026-11-22T25:00:00Z", "");
    row("2026-11-22T10:00:00+25:00", "");
    row("2026-11-22T10:00:00Z ", "");
    row(" 2026-11-22T10:00:00Z", "");
    row("22 Nov 2026 10:00:00 GMT", "");
    row("", "");
}

void tst_JsonRead::readsRfc3339Only()
{
    QFETCH(QString, text);
    const std::optional<QDateTime> time = parseRfc3339(text);
    QTEST(time ? time->toString(Qt::ISODateWithMs) : QString(), "utc");
}

QTEST_GUILESS_MAIN(tst_JsonRead)
#include "tst_jsonread.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/konstantly/parsers.h"

#include <QFile>
#include <QTest>

#include <functional>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray golden(const QString &name)
{
    QFile file(QStringLiteral(TESTS_DIR "/data/api/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(name));
    return file.readAll();
}

QDateTime utc(int year, int month, int day, int hour, int minute, int second, int ms = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second, ms), Qt::UTC);
}

//! One of the parsers, as far as it fails.
using Parse = std::function<std::optional<Error>(QByteArrayView)>;

template<typename T>
Parse errorOf(Result<T> (*parse)(QByteArrayView))
{
    return [parse](QByteArrayView json) -> std::optional<Error> {
        const Result<T> result = parse(json);
        return result ? std::nullopt : std::optional(result.error());
    };
}

struct Case
{
    QString file;
    Parse parse;
};

QList<Case> cases()
{
    return {{u"capabilities.json"_s, errorOf(parseCapabilities)},
            {u"keys.json"_s, errorOf(parseKeys)},
            {u"audit.json"_s, errorOf(parseAuditEvents)},
            {u"usage.json"_s, errorOf(parseUsage)},
            {u"user.json"_s, errorOf(parseUser)},
            {u"created.json"_s, errorOf(parseCreatedKey)}};
}

const QByteArray Plain = "kmcp_NOT-A-REAL-KEY_NOT-A-REAL-KEY_NOT-A-REAL-KE";

} // namespace

class tst_KonstantlyParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void capabilities();
    void capabilitiesWithWordsWeDoNotKnow();
    void keys();
    void noKeys();
    void auditEvents();
    void usage();
    void user();
    void createdKey();
    void createdKeyWithoutPrefixGetsOneFromThePlaintext();
    void createdKeyWithAnotherPlaintextForm_data();
    void createdKeyWithAnotherPlaintextForm();

    void theFieldThatIsWrongIsNamed_data();
    void theFieldThatIsWrongIsNamed();
    void everyTruncationFails_data();
    void everyTruncationFails();
    void everyRequiredMemberIsMissed_data();
    void everyRequiredMemberIsMissed();
    void whatIsNoAnswerFails_data();
    void whatIsNoAnswerFails();
    void aLongListIsRead();
};

void tst_KonstantlyParser::capabilities()
{
    const Result<Capabilities> read = parseCapabilities(golden(u"capabilities.json"_s));
    QVERIFY(read);
    const Capabilities expected{
        u"full"_s,
        {true, true},
        {u"42"_s, u"Alex Admin"_s, u"alex@acme.com"_s, std::nullopt},
        {u"find_user"_s, u"get_user"_s, u"find_course"_s, u"a_tool_of_tomorrow"_s}};
    QVERIFY(*read == expected);
}

void tst_KonstantlyParser::capabilitiesWithWordsWeDoNotKnow()
{
    const Result<Capabilities> read = parseCapabilities(
        golden(u"capabilities-unknown-tier.json"_s));
    QVERIFY(read);
    const Capabilities expected{u"trial"_s, {true, false}, {u"u-7"_s, {}, {}, std::nullopt}, {}};
    QVERIFY(*read == expected);
}

void tst_KonstantlyParser::keys()
{
    const Result<Page<Key>> read = parseKeys(golden(u"keys.json"_s));
    QVERIFY(read);
    const Page<Key> expected{{{u"14"_s,
                               u"alex-laptop"_s,
                               u"kmcp_a8f3b2k9"_s,
                               {true, true},
                               UserRef{u"42"_s, u"Alex Admin"_s, u"alex@acme.com"_s, false},
                               utc(2026, 11, 1, 9, 30, 0),
                               {LastUsed::State::At, utc(2026, 11, 22, 18, 4, 5, 678)},
                               std::nullopt,
                               {}},
                              {u"13"_s,
                               u"never used"_s,
                               u"kmcp_00000000"_s,
                               {true, false},
                               UserRef{u"7"_s, u"Bea"_s, {}, true},
                               utc(2026, 9, 30, 22, 0, 0),
                               {LastUsed::State::Never, {}},
                               std::nullopt,
                               {}},
                              {u"9007199254740993"_s, // beyond what a double can hold
                               u"=cmd|' /C calc'!A0 <img src=x> \u202egnp.exe"_s,
                               {},
                               {true, false},
                               std::nullopt,
                               utc(2024, 2, 29, 23, 59, 59),
                               {LastUsed::State::NotProvided, {}},
                               utc(2026, 1, 2, 3, 4, 5),
                               {}}},
                             3};
    QCOMPARE(read->items.size(), expected.items.size());
    for (qsizetype i = 0; i < expected.items.size(); ++i)
        QVERIFY2(read->items.at(i) == expected.items.at(i), qPrintable(QString::number(i)));
    QCOMPARE(read->totalCount, 3);
}

void tst_KonstantlyParser::noKeys()
{
    const Result<Page<Key>> read = parseKeys(golden(u"keys-empty.json"_s));
    QVERIFY(read);
    QVERIFY(read->items.isEmpty());
    QCOMPARE(read->totalCount, 0);
}

void tst_KonstantlyParser::auditEvents()
{
    const Result<Page<AuditEvent>> read = parseAuditEvents(golden(u"audit.json"_s));
    QVERIFY(read);
    const UserRef alex{u"42"_s, u"Alex Admin"_s, u"alex@acme.com"_s, std::nullopt};
    const Page<AuditEvent> expected{
        {{u"901"_s, AuditEventType::ToolCalled, utc(2026, 11, 22, 10, 0, 0), alex, u"MCP_API_KEY"_s,
          u"14"_s, u"assign_training"_s,
          R"({"courseId":5,"tier":"full","tool":"assign_training"})"},
         {u"900"_s,
          AuditEventType::KeyRevoked,
          utc(2026, 11, 22, 9, 0, 0),
          UserRef{u"7"_s, u"Bea"_s, {}, std::nullopt},
          u"MCP_API_KEY"_s,
          u"12"_s,
          {},
          {}},
         {u"899"_s, 4711, utc(2026, 11, 21, 9, 0, 0), std::nullopt, {}, {}, {}, {}}},
        250};
    QVERIFY(*read == expected);
}

void tst_KonstantlyParser::usage()
{
    const Result<Page<UsageEntry>> read = parseUsage(golden(u"usage.json"_s));
    QVERIFY(read);
    const UserRef alex{u"42"_s, u"Alex Admin"_s, u"alex@acme.com"_s, std::nullopt};
    const Page<UsageEntry> expected{{{u"1"_s, utc(2026, 11, 22, 10, 0, 0, 250), u"mcp_tool"_s,
                                      u"find_user"_s, u"14"_s, 123ms, true, alex},
                                     {u"2"_s,
                                      utc(2026, 11, 22, 10, 0, 1),
                                      u"mcp_tool"_s,
                                      u"a_tool_of_tomorrow"_s,
                                      {},
                                      0ms,
                                      false,
                                      std::nullopt}},
                                    2};
    QVERIFY(*read == expected);
}

void tst_KonstantlyParser::user()
{
    const Result<UserRef> read = parseUser(golden(u"user.json"_s));
    QVERIFY(read);
    QVERIFY(*read == (UserRef{u"42"_s, u"Alex Admin"_s, u"alex@acme.com"_s, true}));
}

void tst_KonstantlyParser::createdKey()
{
    QByteArray json = golden(u"created.json"_s);
    json.replace("\"name\"", "\"prefix\": \"kmcp_theirs\", \"name\"");
    const Result<CreatedKey> read = parseCreatedKey(json);
    QVERIFY(read);
    QCOMPARE(read->secret.reveal(), QByteArrayView(Plain));
    QCOMPARE(read->key.id, u"15"_s);
    QCOMPARE(read->key.name, u"new"_s);
    QCOMPARE(read->key.prefix, u"kmcp_theirs"_s);
    QCOMPARE(read->key.createdAt, utc(2026, 11, 23, 10, 0, 0));
    QVERIFY(read->key.lastUsed == (LastUsed{LastUsed::State::Never, {}}));
}

void tst_KonstantlyParser::createdKeyWithoutPrefixGetsOneFromThePlaintext()
{
    const Result<CreatedKey> read = parseCreatedKey(golden(u"created.json"_s));
    QVERIFY(read);
    QCOMPARE(read->key.prefix, u"kmcp_NOT-A-RE"_s);
}

void tst_KonstantlyParser::createdKeyWithAnotherPlaintextForm_data()
{
    QTest::addColumn<QByteArray>("value"); // JSON
    QTest::addColumn<bool>("isKey");
    QTest::newRow("45 characters, as printed in the documentation")
        << QByteArray("\"kmcp_NOT-A-REAL-KEY_NOT-A-REAL-KEY_NOT-A-REA\"") << true;
    QTest::newRow("another prefix") << QByteArray("\"kx2_NOT-A-REAL-KEY\"") << true;
    QTest::newRow("short") << QByteArray("\"k\"") << true;
    QTest::newRow("empty") << QByteArray("\"\"") << false;
    QTest::newRow("null") << QByteArray("null") << false;
    QTest::newRow("number") << QByteArray("12345") << false;
    QTest::newRow("object") << QByteArray("{\"id\":1}") << false;
    QTest::newRow("blank inside") << QByteArray("\"kmcp_NOT A REAL KEY\"") << false;
    QTest::newRow("escaped") << QByteArray("\"kmcp_\\u0041\"") << false;
    QTest::newRow("line break") << QByteArray("\"kmcp_\\r\\nX-Evil: 1\"") << false;
    QTest::newRow("not ASCII") << QByteArray("\"kmcp_\xc3\xa9\"") << false;
    QTest::newRow("too long") << QByteArray("\"" + QByteArray(1025, 'k') + "\"") << false;
}

void tst_KonstantlyParser::createdKeyWithAnotherPlaintextForm()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, isKey);
    QByteArray json = golden(u"created.json"_s);
    json.replace("\"" + Plain + "\"", value);
    const Result<CreatedKey> read = parseCreatedKey(json);
    QCOMPARE(read.has_value(), isKey);
    if (isKey)
        QCOMPARE(read->secret.reveal(), QByteArrayView(value).sliced(1, value.size() - 2));
    else
        QCOMPARE(read.error().detail, u"key: not a key"_s);
}

void tst_KonstantlyParser::theFieldThatIsWrongIsNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("detail"); // how it begins
    const auto row = [](const char *name, const QString &file, const QByteArray &from,
                        const QByteArray &to, const QString &detail) {
        QTest::newRow(name) << file << from << to << detail;
    };
    const QString keys = u"keys.json"_s;
    row("date without zone", keys, "2026-10-01T00:00:00+02:00", "2026-10-01T00:00:00",
        u"keys[1].createdAt: not a date"_s);
    row("no such day", keys, "2024-02-29", "2023-02-29", u"keys[2].createdAt: not a date"_s);
    row("before 1970", keys, "2024-02-29", "1969-12-31", u"keys[2].createdAt: not a date"_s);
    row("date as a number", keys, "\"2026-11-01T09:30:00Z\"", "1793525400",
        u"keys[0].createdAt: not a string"_s);
    row("empty date", keys, "2026-11-22T18:04:05.678Z", "", u"keys[0].lastUsedAt: not a date"_s);
    row("NaN", keys, "2026-11-22T18:04:05.678Z", "NaN", u"keys[0].lastUsedAt: not a date"_s);
    row("revoked is no date", keys, "\"2026-01-02T03:04:05Z\"", "true",
        u"keys[2].revokedAt: not a string"_s);
    row("id is a fraction", keys, "\"id\": 14", "\"id\": 14.5", u"keys[0].id: not an identifier"_s);
    row("id is negative", keys, "\"id\": 14", "\"id\": -14", u"keys[0].id: not an identifier"_s);
    row("id is too large", keys, "\"id\": 14", "\"id\": 123456789012345678901234567890",
        u"keys[0].id: not an identifier"_s);
    row("id is huge", keys, "\"id\": 14", "\"id\": 1e300", u"keys[0].id: not an identifier"_s);
    row("id is empty", keys, "\"id\": 14", "\"id\": \"\"", u"keys[0].id: "_s);
    row("id is null", keys, "\"id\": 14", "\"id\": null", u"keys[0].id: missing"_s);
    row("id is long", keys, "\"id\": 14", "\"id\": \"" + QByteArray(129, 'x') + "\"",
        u"keys[0].id: not an identifier"_s);
    row("id twice", keys, "\"id\": 14", "\"id\": 13", u"keys[1].id: comes twice"_s);
    row("id twice, as text", keys, "\"id\": 14", "\"id\": \"13\"", u"keys[1].id: comes twice"_s);
    row("name is a number", keys, "\"never used\"", "5", u"keys[1].name: not a string"_s);
    row("name is long", keys, "never used", QByteArray(65'537, 'x'), u"keys[1].name: too long"_s);
    row("scope is text", keys, "\"write\": false", "\"write\": \"false\"",
        u"keys[1].scopes.write: not true or false"_s);
    row("scope is a number", keys, "\"write\": true", "\"write\": 1",
        u"keys[0].scopes.write: not true or false"_s);
    row("scopes are a list", keys, "{\n        \"read\": true,\n        \"write\": true\n      }",
        "[\"read\"]", u"keys[0].scopes: not an object"_s);
    row("banned is text", keys, "\"isBanned\": true", "\"isBanned\": \"yes\"",
        u"keys[1].user.isBanned: not true or false"_s);
    row("owner without id", keys, "\"id\": 7,", "", u"keys[1].user.id: missing"_s);
    row("row is null", u"keys-empty.json"_s, "[],\n  \"totalCount\": 0",
        "[null], \"totalCount\": 1", u"keys[0]: not an object"_s);
    row("list is an object", u"keys-empty.json"_s, "[]", "{}", u"keys: not an array"_s);
    row("list is missing", keys, "\"keys\"", "\"data\"", u"keys: missing"_s);
    row("total is missing", keys, "totalCount", "total", u"totalCount: missing"_s);
    row("total is negative", keys, "\"totalCount\": 3", "\"totalCount\": -1",
        u"totalCount: out of range"_s);
    row("total is a fraction", keys, "\"totalCount\": 3", "\"totalCount\": 3.5",
        u"totalCount: not an integer"_s);
    row("total is text", keys, "\"totalCount\": 3", "\"totalCount\": \"3\"",
        u"totalCount: not an integer"_s);
    row("total is less than the rows", keys, "\"totalCount\": 3", "\"totalCount\": 2",
        u"totalCount: less than the rows"_s);
    row("total is absurd", keys, "\"totalCount\": 3", "\"totalCount\": 9007199254740991",
        u"totalCount: out of range"_s);
    row("member twice", keys, "\"totalCount\": 3", "\"totalCount\": 3, \"totalCount\": 3",
        u"line "_s);
    row("member twice, spelt differently", keys, "\"totalCount\": 3",
        "\"totalCount\": 3, \"total\\u0043ount\": 3", u"line "_s);
    row("NaN as JSON", keys, "\"totalCount\": 3", "\"totalCount\": NaN", u"line "_s);
    row("lone surrogate", keys, "never used", "\\ud800", u"line "_s);
    row("not UTF-8", keys, "never used", "\xff", u"line "_s);
    row("an error under 200", keys, "\"keys\"", "\"error\": \"no\", \"code\"", u"keys: missing"_s);

    const QString capabilities = u"capabilities.json"_s;
    row("tier is a number", capabilities, "\"full\"", "2", u"tier: not a string"_s);
    row("tool is a number", capabilities, "\"get_user\"", "7", u"tools[1]: not a string"_s);
    row("tools are text", capabilities, "\"tools\": [", "\"tools\": \"find_user\", \"more\": [",
        u"tools: not an array"_s);
    row("user is null", capabilities, "\"user\": {", "\"user\": null, \"more\": {",
        u"user: missing"_s);

    const QString audit = u"audit.json"_s;
    row("event type is text", audit, "\"eventType\": 88", "\"eventType\": \"88\"",
        u"events[0].eventType: not an integer"_s);
    row("event type is negative", audit, "\"eventType\": 88", "\"eventType\": -1",
        u"events[0].eventType: out of range"_s);
    row("event type is too large", audit, "\"eventType\": 88", "\"eventType\": 2147483648",
        u"events[0].eventType: out of range"_s);
    row("data is a list", audit, "\"data\": null", "\"data\": []",
        u"events[1].data: not an object"_s);
    row("data is long", audit, "\"assign_training\"", "\"" + QByteArray(65'600, 'x') + "\"",
        u"events[0].data: too long"_s);

    const QString usage = u"usage.json"_s;
    row("duration is negative", usage, "\"durationMs\": 123", "\"durationMs\": -1",
        u"usage[0].durationMs: out of range"_s);
    row("duration is a fraction", usage, "\"durationMs\": 123", "\"durationMs\": 1.5",
        u"usage[0].durationMs: not an integer"_s);
    row("success is null", usage, "\"isSuccess\": true", "\"isSuccess\": null",
        u"usage[0].isSuccess: missing"_s);
    row("key id is true", usage, "\"mcpApiKeyId\": 14", "\"mcpApiKeyId\": true",
        u"usage[0].mcpApiKeyId: not an identifier"_s);

    row("created without key", u"created.json"_s, "\"key\"", "\"plain\"", u"key: missing"_s);
    row("created without id", u"created.json"_s, "\"id\"", "\"no\"", u"id: missing"_s);
    row("created with the key twice", u"created.json"_s,
        "\"key\":", "\"key\": \"kmcp_other\", \"k\\u0065y\":", u"line "_s);
}

void tst_KonstantlyParser::theFieldThatIsWrongIsNamed()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, detail);
    QByteArray json = golden(file);
    const qsizetype at = json.indexOf(from);
    QVERIFY(at >= 0); // the row is about something that is there
    json.replace(at, from.size(), to);
    for (const Case &one : cases()) {
        if (!file.startsWith(one.file.chopped(5)))
            continue;
        const std::optional<Error> error = one.parse(json);
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::BadResponse);
        QVERIFY2(error->detail.startsWith(detail), qPrintable(error->detail));
    }
}

void tst_KonstantlyParser::everyTruncationFails_data()
{
    QTest::addColumn<int>("number");
    for (qsizetype i = 0; i < cases().size(); ++i)
        QTest::addRow("%s", qPrintable(cases().at(i).file)) << int(i);
}

void tst_KonstantlyParser::everyTruncationFails()
{
    QFETCH(int, number);
    const Case one = cases().at(number);
    const QByteArray json = golden(one.file).trimmed();
    QVERIFY(!one.parse(json));
    for (qsizetype size = 0; size < json.size(); ++size) {
        const std::optional<Error> error = one.parse(json.left(size));
        QVERIFY2(error, json.left(size).constData());
        QCOMPARE(error->code, ErrorCode::BadResponse);
        QVERIFY(!error->detail.contains("NOT-A-REAL"_L1)); // never quotes what may be a key
    }
}

void tst_KonstantlyParser::everyRequiredMemberIsMissed_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("member");
    const QList<std::pair<int, QList<QByteArray>>> required{
        {0, {"tier", "scopes", "read", "write", "user", "id", "name", "tools"}},
        {1, {"keys", "totalCount", "id", "name", "scopes", "read", "write", "createdAt"}},
        {2, {"events", "totalCount", "id", "eventType", "createdAt"}},
        {3,
         {"usage", "totalCount", "id", "createdAt", "intentType", "context", "durationMs",
          "isSuccess"}},
        {4, {"id", "name"}},
        {5, {"id", "name", "scopes", "createdAt", "key"}}};
    for (const auto &[number, members] : required) {
        for (const QByteArray &member : members)
            QTest::addRow("%s %s", qPrintable(cases().at(number).file), member.constData())
                << number << member;
    }
}

void tst_KonstantlyParser::everyRequiredMemberIsMissed()
{
    QFETCH(int, number);
    QFETCH(QByteArray, member);
    const Case one = cases().at(number);
    QByteArray json = golden(one.file);
    const QByteArray name = '"' + member + "\":";
    const qsizetype at = json.indexOf(name);
    QVERIFY(at >= 0);
    json.replace(at, name.size(), "\"another\":");
    const std::optional<Error> error = one.parse(json);
    QVERIFY(error);
    QVERIFY2(error->detail.endsWith(QLatin1StringView(member) + ": missing"_L1),
             qPrintable(error->detail));
}

void tst_KonstantlyParser::whatIsNoAnswerFails_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \n");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("text") << QByteArray("\"ok\"");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("HTML") << QByteArray("<html><body>Sign in</body></html>");
    QTest::newRow("two documents") << QByteArray("{}{}");
    QTest::newRow("comment") << QByteArray("{/**/}");
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0}\0", 6);
    QTest::newRow("NUL") << QByteArray("{}\0", 3);
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("deep and closed") << QByteArray("{\"keys\":" + QByteArray(300, '[')
                                                   + QByteArray(300, ']') + ",\"totalCount\":0}");
}

void tst_KonstantlyParser::whatIsNoAnswerFails()
{
    QFETCH(QByteArray, json);
    for (const Case &one : cases()) {
        const std::optional<Error> error = one.parse(json);
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::BadResponse);
    }
}

void tst_KonstantlyParser::aLongListIsRead()
{
    const auto list = [](int rows) {
        QByteArray json = "{\"keys\":[";
        for (int i = 0; i < rows; ++i)
            json += (i ? ",{\"id\":" : "{\"id\":") + QByteArray::number(i)
                    + ",\"name\":\"n\",\"scopes\":{\"read\":true,\"write\":false},"
                      "\"createdAt\":\"2026-11-01T09:30:00Z\"}";
        return json + "],\"totalCount\":" + QByteArray::number(rows) + "}";
    };
    const Result<Page<Key>> read = parseKeys(list(10'000));
    QVERIFY(read);
    QCOMPARE(read->items.size(), 10'000);
    QCOMPARE(read->items.constLast().id, u"9999"_s);
    const Result<Page<Key>> tooMany = parseKeys(list(10'001));
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().detail, u"keys: too many rows"_s);
}

QTEST_GUILESS_MAIN(tst_KonstantlyParser)
#include "tst_konstantlyparser.moc"

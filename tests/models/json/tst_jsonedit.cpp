// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonedit.h"
#include "tests/models/json/configgenerator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

const QStringList map{u"mcpServers"_s};

JsonDraft entry()
{
    return JsonDraft::of({{u"command"_s, JsonDraft::of(u"/usr/bin/konstantly-mcp"_s)},
                          {u"args"_s, JsonDraft::of(QStringList{u"run"_s, u"acme"_s})}});
}

Result<QByteArray> added(const QByteArray &bytes, const JsonDraft &draft = entry(),
                         JsonDialect dialect = {})
{
    const Result<JsonText> text = JsonText::parse(bytes, dialect);
    return text ? withMember(*text, map, u"konstantly"_s, draft)
                : Result<QByteArray>(fail(text.error()));
}

Result<QByteArray> removed(const QByteArray &bytes, JsonDialect dialect = {})
{
    const Result<JsonText> text = JsonText::parse(bytes, dialect);
    return text ? withoutMember(*text, map, u"konstantly"_s)
                : Result<QByteArray>(fail(text.error()));
}

} // namespace

class tst_JsonEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aNewMemberLooksLikeItsNeighbours_data();
    void aNewMemberLooksLikeItsNeighbours();
    void addThenRemoveIsIdentityInEveryStyle();
    void aFileOfItsOwnComesAndGoes();
    void namesAndValuesAreData();
    void replacingKeepsPlaceAndLayout_data();
    void replacingKeepsPlaceAndLayout();
    void theSameValueChangesNothing();
    void removingTakesOneMemberAndItsComma_data();
    void removingTakesOneMemberAndItsComma();
    void refusesWhatIsAmbiguous();
    void commentsStayWhereTheyAre_data();
    void commentsStayWhereTheyAre();
    void aCommentDoesNotSwallowTheBraceBehindTheMember();
    void aCommentInFrontOfACommaStays();
    void longPathsAreCreated();
};

void tst_JsonEdit::aNewMemberLooksLikeItsNeighbours_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("two spaces", R"({
  "mcpServers": {
    "a": {
      "command": "x"
    }
  },
  "theme": "dark"
}
)",
        R"({
  "mcpServers": {
    "a": {
      "command": "x"
    },
    "konstantly": {
      "command": "/usr/bin/konstantly-mcp",
      "args": ["run", "acme"]
    }
  },
  "theme": "dark"
}
)");
    row("tabs, brace on its own line",
        "{\n\t\"mcpServers\":\n\t{\n\t\t\"a\" : {\"url\":\"x\"}\n\t}\n}\n",
        "{\n\t\"mcpServers\":\n\t{\n\t\t\"a\" : {\"url\":\"x\"},\n\t\t\"konstantly\": {\n"
        "\t\t\t\"command\": \"/usr/bin/konstantly-mcp\",\n\t\t\t\"args\": [\"run\", "
        "\"acme\"]\n\t\t}\n"
        "\t}\n}\n");
    row("four spaces and CRLF, no final line end",
        "{\r\n    \"mcpServers\": {\r\n        \"a\": {\r\n            \"command\": \"x\"\r\n      "
        "  }\r\n"
        "    }\r\n}",
        "{\r\n    \"mcpServers\": {\r\n        \"a\": {\r\n            \"command\": \"x\"\r\n      "
        "  },\r\n"
        "        \"konstantly\": {\r\n            \"command\": \"/usr/bin/konstantly-mcp\",\r\n"
        "            \"args\": [\"run\", \"acme\"]\r\n        }\r\n    }\r\n}");
    row("one tight line", R"({"mcpServers":{"a":{"command":"x"}},"b":1})",
        R"({"mcpServers":{"a":{"command":"x"},"konstantly":{"command":"/usr/bin/konstantly-mcp","args":["run","acme"]}},"b":1})");
    row("one loose line", R"({ "mcpServers": { "a": { "command": "x" } } })",
        R"({ "mcpServers": { "a": { "command": "x" }, "konstantly": { "command": "/usr/bin/konstantly-mcp", "args": ["run", "acme"] } } })");
    row("empty map", "{\n  \"mcpServers\": {}\n}\n",
        R"({
  "mcpServers": {
    "konstantly": {
      "command": "/usr/bin/konstantly-mcp",
      "args": ["run", "acme"]
    }
  }
}
)");
    row("no map", "{\n  \"theme\": \"dark\"\n}\n",
        R"({
  "theme": "dark",
  "mcpServers": {
    "konstantly": {
      "command": "/usr/bin/konstantly-mcp",
      "args": [
        "run",
        "acme"
      ]
    }
  }
}
)");
    row("nothing at all", "{}",
        R"({
  "mcpServers": {
    "konstantly": { "command": "/usr/bin/konstantly-mcp", "args": [ "run", "acme" ] }
  }
})");
    row("blank line between the braces", "{\n}\n",
        "{\n  \"mcpServers\": { \"konstantly\": { \"command\": \"/usr/bin/konstantly-mcp\", "
        "\"args\": [ \"run\", \"acme\" ] } }\n}\n");
}

void tst_JsonEdit::aNewMemberLooksLikeItsNeighbours()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result = added(before);
    QVERIFY(result);
    QCOMPARE(*result, after);
    const Result<QByteArray> back = removed(*result);
    QVERIFY(back);
    QCOMPARE(*back, before);
}

//! The property behind C-1, on 10,000 files: one insertion and nothing else, a second parser sees only our change, and
//! taking it back gives the first bytes again.
void tst_JsonEdit::addThenRemoveIsIdentityInEveryStyle()
{
    Tests::ConfigGenerator generator(20261122);
    int created = 0;
    for (int i = 0; i < 10'000; ++i) {
        const Tests::ConfigGenerator::File file = generator.next();
        created += file.hasMap ? 0 : 1;
        const QByteArray &before = file.bytes;
        const Result<QByteArray> after = added(before);
        QVERIFY2(after, before.constData());

        // One contiguous range: all old bytes are still there, in front of it and behind it.
        qsizetype front = 0;
        while (front < before.size() && before[front] == (*after)[front])
            ++front;
        QCOMPARE(after->last(before.size() - front), before.last(before.size() - front));

        QJsonParseError error;
        const QJsonObject old = QJsonDocument::fromJson(before, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QJsonObject now = QJsonDocument::fromJson(*after, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QJsonObject servers = now.value(u"mcpServers"_s).toObject();
        const QJsonObject own = servers.take(u"konstantly"_s).toObject();
        QCOMPARE(own.value(u"command"_s).toString(), u"/usr/bin/konstantly-mcp"_s);
        QCOMPARE(own.value(u"args"_s).toArray(), (QJsonArray{u"run"_s, u"acme"_s}));
        if (file.hasMap)
            now.insert(u"mcpServers"_s, servers);
        else
            now.remove(u"mcpServers"_s);
        QCOMPARE(now, old);

        const Result<QByteArray> back = removed(*after);
        QVERIFY2(back, after->constData());
        QVERIFY2(*back == before, (before + "\n→\n" + *after + "\n→\n" + *back).constData());

        // Other values in it do not matter for taking it back.
        const QStringList inside{u"mcpServers"_s, u"konstantly"_s};
        QByteArray changed = *after;
        changed = *withMember(*JsonText::parse(changed), inside, u"command"_s,
                              JsonDraft::of(u"C:\\x y\\é.exe"_s));
        changed = *withMember(*JsonText::parse(changed), inside, u"args"_s,
                              JsonDraft::of(QStringList{u"run"_s, u"z"_s}));
        QVERIFY(changed != *after);
        QVERIFY2(*removed(changed) == before, changed.constData());
    }
    QVERIFY(created > 2'000);
}

void tst_JsonEdit::aFileOfItsOwnComesAndGoes()
{
    const QByteArray file = newJsonFile(map, u"konstantly"_s, entry());
    QCOMPARE(file, R"({
  "mcpServers": {
    "konstantly": {
      "command": "/usr/bin/konstantly-mcp",
      "args": [
        "run",
        "acme"
      ]
    }
  }
}
)");
    const Result<QByteArray> back = removed(file);
    QVERIFY(back);
    QVERIFY(back->isNull());
}

void tst_JsonEdit::namesAndValuesAreData()
{
    const QString nasty = u"a/b~0\"\u0000$(x)\\\n}] // \u2028\U0001F393"_s;
    const Result<JsonText> text = JsonText::parse(R"({"mcpServers":{"a":1}})");
    const Result<QByteArray> after = withMember(*text, map, nasty,
                                                JsonDraft::of(QStringList{nasty}));
    QVERIFY(after);
    const QJsonObject servers
        = QJsonDocument::fromJson(*after).object().value(u"mcpServers"_s).toObject();
    QCOMPARE(servers.size(), 2);
    QCOMPARE(servers.value(nasty).toArray(), QJsonArray{nasty});
    const Result<QByteArray> back = withoutMember(*JsonText::parse(*after), map, nasty);
    QCOMPARE(*back, text->bytes());
}

void tst_JsonEdit::replacingKeepsPlaceAndLayout_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("one line stays one line",
        R"({"mcpServers":{"konstantly":["--profile","acme","x"],"z":1}})",
        R"({"mcpServers":{"konstantly":["run","acme"],"z":1}})");
    row("loose line", R"({"mcpServers":{"konstantly": [ "x", "y" ], "z":1}})",
        R"({"mcpServers":{"konstantly": [ "run", "acme" ], "z":1}})");
    row("a line each", "{\n \"mcpServers\": {\n  \"konstantly\": [\n   \"x\"\n  ]\n }\n}",
        "{\n \"mcpServers\": {\n  \"konstantly\": [\n   \"run\",\n   \"acme\"\n  ]\n }\n}");
    row("another type", R"({"mcpServers":{"konstantly": 42}})",
        R"({"mcpServers":{"konstantly": ["run", "acme"]}})");
}

void tst_JsonEdit::replacingKeepsPlaceAndLayout()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result = added(before,
                                            JsonDraft::of(QStringList{u"run"_s, u"acme"_s}));
    QVERIFY(result);
    QCOMPARE(*result, after);
}

void tst_JsonEdit::theSameValueChangesNothing()
{
    const QByteArray odd = "{\"mcpServers\" :{ \"konstantl\\u0079\":\n{\"command\" : "
                           "\"\\/usr\\/bin\\/konstantly-mcp\",\"args\":[\"run\"\n,\"acme\"]} }}";
    const Result<QByteArray> result = added(odd);
    QVERIFY(result);
    QCOMPARE(*result, odd);
}

void tst_JsonEdit::removingTakesOneMemberAndItsComma_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("first", R"({"mcpServers":{ "konstantly":{} , "b":2}})", R"({"mcpServers":{ "b":2}})");
    row("middle", "{\"mcpServers\":{\n \"a\":1,\n \"konstantly\":{},\n \"b\":2\n}}",
        "{\"mcpServers\":{\n \"a\":1,\n \"b\":2\n}}");
    row("last", "{\"mcpServers\":{\n \"a\":1,\n \"konstantly\":{}\n}}",
        "{\"mcpServers\":{\n \"a\":1\n}}");
    row("only one, not ours", "{\"mcpServers\":{\n \"konstantly\":{\"x\":[1,2]}\n},\"b\":1}",
        "{\"mcpServers\":{},\"b\":1}");
    row("not there", R"({"mcpServers":{"a":1}})", R"({"mcpServers":{"a":1}})");
    row("no map", R"({"a":1})", R"({"a":1})");
}

void tst_JsonEdit::removingTakesOneMemberAndItsComma()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result = removed(before);
    QVERIFY(result);
    QCOMPARE(*result, after);
}

void tst_JsonEdit::refusesWhatIsAmbiguous()
{
    for (const char *bytes :
         {"[]", "1", R"({"mcpServers":[]})", R"({"mcpServers":null})",
          R"({"mcpServers":{},"mcpServers":{}})", R"({"mcpServers":{},"mcp\u0053ervers":{}})",
          R"({"mcpservers":{}})", R"({"mcpServers":{},"MCPServers":{}})",
          R"({"mcpServers":{"konstantly":{},"\u006bonstantly":{}}})",
          R"({"mcpServers":{"KONSTANTLY":{}}})"}) {
        const Result<QByteArray> result = added(bytes);
        QVERIFY2(!result, bytes);
        QCOMPARE(result.error().code, ErrorCode::FileUnsupported);
        QVERIFY(!result.error().detail.isEmpty());
    }
    for (const char *bytes : {"[]", R"({"mcpServers":{},"mcpServers":{}})",
                              R"({"mcpServers":{"konstantly":{},"\u006bonstantly":{}}})"})
        QCOMPARE(removed(bytes).error().code, ErrorCode::FileUnsupported);
}

void tst_JsonEdit::commentsStayWhereTheyAre_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("comment between the last entry and the brace",
        "{\n   \"mcpServers\": {\n      \"a\": {\"x\": 1} // first\n      // more here\n   }\n}",
        "{\n   \"mcpServers\": {\n      \"a\": {\"x\": 1} // first\n      // more here\n"
        "      , \"konstantly\": [\"run\", \"acme\"]\n   }\n}");
    row("block comment behind the last entry",
        "{\n   \"mcpServers\": {\n      \"a\": 1 /* one */\n   }\n}",
        "{\n   \"mcpServers\": {\n      \"a\": 1 /* one */,\n"
        "      \"konstantly\": [\"run\", \"acme\"]\n   }\n}");
    row("trailing comma", "{\n\t\"mcpServers\": {\n\t\t\"a\": 1, // x\n\t},\n}",
        "{\n\t\"mcpServers\": {\n\t\t\"a\": 1, // x\n\t\t\"konstantly\": [\"run\", "
        "\"acme\"],\n\t},\n}");
    row("only a comment", "{\n  \"mcpServers\": {\n    // none yet\n  }\n}",
        "{\n  \"mcpServers\": {\n    // none yet\n    \"konstantly\": [\"run\", \"acme\"]\n  }\n}");
    row("only a comment in the whole file", "{\r\n// none: {}\r\n}\r\n",
        "{\r\n// none: {}\r\n  \"mcpServers\": {\r\n    \"konstantly\": [\r\n      \"run\",\r\n"
        "      \"acme\"\r\n    ]\r\n  }\r\n}\r\n");
    row("entry in a comment",
        "{\n  \"mcpServers\": {\n    // \"konstantly\": {},\n    \"a\": 1\n  }\n}",
        "{\n  \"mcpServers\": {\n    // \"konstantly\": {},\n    \"a\": 1,\n"
        "    \"konstantly\": [\"run\", \"acme\"]\n  }\n}");
}

void tst_JsonEdit::commentsStayWhereTheyAre()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const JsonDialect dialect{.comments = true, .trailingCommas = true};
    const Result<QByteArray> result = added(before, JsonDraft::of(QStringList{u"run"_s, u"acme"_s}),
                                            dialect);
    QVERIFY(result);
    QCOMPARE(*result, after);
    const Result<QByteArray> back = removed(*result, dialect);
    QVERIFY(back);
    QCOMPARE(*back, before);
}

void tst_JsonEdit::aCommentDoesNotSwallowTheBraceBehindTheMember()
{
    const JsonDialect dialect{.comments = true, .trailingCommas = true};
    for (const auto &[before, after] :
         {std::pair{"{\"mcpServers\":{//\n  \"konstantly\":{}}}//", "{\"mcpServers\":{//\n  }}//"},
          {"{\"mcpServers\":{\"a\":1,//\n  \"konstantly\":{} /* b\n */}}",
           "{\"mcpServers\":{\"a\":1//\n   /* b\n */}}"},
          {"{\"mcpServers\":{\"a\":1,//\n\"konstantly\":{},}}",
           "{\"mcpServers\":{\"a\":1,//\n}}"}}) {
        const Result<QByteArray> result = removed(before, dialect);
        QVERIFY(result);
        QCOMPARE(*result, QByteArray(after));
        QVERIFY(JsonText::parse(*result, dialect));
    }
}

void tst_JsonEdit::aCommentInFrontOfACommaStays()
{
    const JsonDialect dialect{.comments = true, .trailingCommas = true};
    const QByteArray before = "{\"\":{\n}/**/,}\n";
    const Result<QByteArray> after = added(before, entry(), dialect);
    QVERIFY(after);
    QCOMPARE(*removed(*after, dialect), before);
    QCOMPARE(*removed("{\"mcpServers\":{\"a\":1/*b*/,\"konstantly\":2}}", dialect),
             "{\"mcpServers\":{\"a\":1/*b*/}}"_ba);
    QCOMPARE(*removed("{\"mcpServers\":{\"a\":1//b\n,\"konstantly\":2}}", dialect),
             "{\"mcpServers\":{\"a\":1//b\n}}"_ba);
}

void tst_JsonEdit::longPathsAreCreated()
{
    const QStringList path{u"a"_s, u"b"_s};
    for (const char *before : {"{\n  \"x\": 1\n}\n", "{}", "{\"x\":1}", "{\n  \"a\": {}\n}",
                               "{\n  \"a\": {\n    \"b\": {}\n  }\n}", "{\"a\":{\"b\":{ }}}"}) {
        const Result<JsonText> text = JsonText::parse(before);
        const Result<QByteArray> after = withMember(*text, path, u"n"_s, entry());
        QVERIFY(after);
        const QJsonObject root = QJsonDocument::fromJson(*after).object();
        QCOMPARE(root.value(u"a"_s)[u"b"_s][u"n"_s][u"args"_s].toArray().size(), 2);
        QCOMPARE(*withoutMember(*JsonText::parse(*after), path, u"n"_s), QByteArray(before));
    }
    const QByteArray file = newJsonFile(path, u"n"_s, entry());
    QVERIFY(withoutMember(*JsonText::parse(file), path, u"n"_s)->isNull());
}

QTEST_GUILESS_MAIN(tst_JsonEdit)
#include "tst_jsonedit.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonscan.h"
#include "models/json/jsontext.h"
#include "tests/models/json/badfiles.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_JsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void acceptsWhatRfc8259Accepts_data();
    void acceptsWhatRfc8259Accepts();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void namesLineAndColumn_data();
    void namesLineAndColumn();
    void neverQuotesTheText();
    void keepsToItsLimits();
    void uniqueNamesAreCheckedEverywhereWhenAskedFor();
    void commentsAndTrailingCommasAreADialect();
    void decodesNamesAndStrings();
    void findsMembersWhateverTheirSpelling();
    void aNameThereTwiceIsRefusedOnlyWhereItIsLookedFor();
    void seesOtherSpellingsInCase();
    void writesStringsThatReadBack();
};

void tst_JsonText::acceptsWhatRfc8259Accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const char *const texts[] = {"{}",
                                 "[]",
                                 " { } ",
                                 "\t\r\n[\n]\n",
                                 "null",
                                 "true",
                                 "false",
                                 "0",
                                 "-0",
                                 "-0.0e+10",
                                 "1E5",
                                 "12345678901234567890123",
                                 "1.50",
                                 R"("")",
                                 R"("\"\\\/\b\f\n\r\t\u00e9")",
                                 R"("\ud83c\udf93")",
                                 R"("\u0000")",
                                 R"({"a":{"b":[1,{"c":[]}]},"d":null})",
                                 "{\"a\" : 1 ,\"a\":2}",
                                 "\xEF\xBB\xBF{}",
                                 "\"\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8E\x93 \x7F\"",
                                 "\"\xE2\x80\xA8\"",
                                 "{\"\":\"\"}",
                                 "{\r\"a\":\r1}"};
    for (const char *text : texts)
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("200 levels") << QByteArray(QByteArray(200, '[') + QByteArray(200, ']'));
}

void tst_JsonText::acceptsWhatRfc8259Accepts()
{
    QFETCH(QByteArray, bytes);
    const Result<JsonText> text = JsonText::parse(bytes);
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    QCOMPARE(text->bytes(), bytes);
    QCOMPARE(text->hasMark(), bytes.startsWith("\xEF\xBB\xBF"));
    QCOMPARE(text->raw(text->root().range), bytes.mid(text->hasMark() ? 3 : 0).trimmed());
}

void tst_JsonText::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const auto &[name, bytes] : Tests::badConfigFiles()) {
        if (qstrcmp(name, "root is an array") == 0)
            break; // from here on it is JSON
        QTest::newRow(name) << bytes;
    }
}

void tst_JsonText::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, bytes);
    const Result<JsonText> text = JsonText::parse(bytes);
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::FileNotParsable);
    QVERIFY(!text.error().detail.isEmpty());
    if (bytes.trimmed().size() > 3 && !bytes.left(2).contains('\0') && !bytes.startsWith("\xFE\xFF")
        && !bytes.startsWith("\xFF\xFE"))
        QVERIFY2(text.error().detail.startsWith(u"line "), qPrintable(text.error().detail));
}

void tst_JsonText::namesLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("detail");
    QTest::newRow("first character")
        << QByteArray("x") << u"line 1, column 1: a value is missing."_s;
    QTest::newRow("behind a mark")
        << QByteArray("\xEF\xBB\xBFx") << u"line 1, column 1: a value is missing."_s;
    QTest::newRow("LF") << QByteArray("{\n  \"a\": x\n}")
                        << u"line 2, column 8: a value is missing."_s;
    QTest::newRow("CRLF") << QByteArray("{\r\n\r\n  \"a\": x\r\n}")
                          << u"line 3, column 8: a value is missing."_s;
    QTest::newRow("CR") << QByteArray("{\r\r\"a\": x}")
                        << u"line 3, column 6: a value is missing."_s;
    QTest::newRow("columns are characters") << QByteArray("{\"J\xC3\xBCrgen \xF0\x9F\x8E\x93\": x}")
                                            << u"line 1, column 14: a value is missing."_s;
    QTest::newRow("a string that does not end")
        << QByteArray("{\n\"a\": \"inf")
        << u"line 2, column 6: a string starts here and does not end."_s;
    QTest::newRow("the end") << QByteArray("{\"a\": 1\n")
                             << u"line 2, column 1: the file ends in the middle."_s;
    QTest::newRow("comment") << QByteArray(
        "{\n // x\n}") << u"line 2, column 2: there is a comment, which this file may not have."_s;
    QTest::newRow("trailing comma")
        << QByteArray("[1,\n]")
        << u"line 2, column 1: there is a comma before a closing bracket."_s;
    QTest::newRow("zero byte") << QByteArray("{\"a\":1}\0", 8)
                               << u"line 1, column 8: there is a zero byte."_s;
}

void tst_JsonText::namesLineAndColumn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, detail);
    const Result<JsonText> text = JsonText::parse(bytes);
    QVERIFY(!text);
    QCOMPARE(text.error().detail, detail);
}

void tst_JsonText::neverQuotesTheText()
{
    for (const auto &[name, bytes] : Tests::badConfigFiles()) {
        QByteArray canary = bytes;
        canary.replace("\"x\"", "\"kmcp_canary\"").replace("\"a\"", "\"kmcp_canary\"");
        if (const Result<JsonText> text = JsonText::parse(canary); !text)
            QVERIFY2(!text.error().detail.contains(u"canary"), name);
    }
}

void tst_JsonText::keepsToItsLimits()
{
    JsonLimits limits;
    limits.maxBytes = 4;
    limits.maxDepth = 1;
    QVERIFY(JsonText::parse("[12]", {}, limits));
    QCOMPARE(JsonText::parse("[123]", {}, limits).error().code, ErrorCode::FileUnsupported);
    QCOMPARE(JsonText::parse("[[]]", {}, limits).error().code, ErrorCode::FileUnsupported);
    // A million brackets: refused, not a stack overflow.
    QCOMPARE(JsonText::parse(QByteArray(1'000'000, '[')).error().code, ErrorCode::FileUnsupported);
}

void tst_JsonText::uniqueNamesAreCheckedEverywhereWhenAskedFor()
{
    JsonLimits limits;
    limits.uniqueNames = true;
    const QByteArray nested = R"({"a":[{"x":1,"\u0078":2}]})";
    QVERIFY(JsonText::parse(nested));
    QCOMPARE(JsonText::parse(nested, {}, limits).error().code, ErrorCode::FileNotParsable);
    QVERIFY(JsonText::parse(R"({"a":{"x":1},"b":{"x":1}})", {}, limits));
}

void tst_JsonText::commentsAndTrailingCommasAreADialect()
{
    const QByteArray bytes
        = "// top\n{ /* a */ \"a\": [1, 2,], // {\n \"b\" /*:*/ : {}, /* } */ }\n// end";
    QVERIFY(!JsonText::parse(bytes));
    QVERIFY(!JsonText::parse(bytes, {.comments = true}));
    const Result<JsonText> text = JsonText::parse(bytes,
                                                  {.comments = true, .trailingCommas = true});
    QVERIFY(text);
    const std::vector<JsonMember> members = text->members(text->root());
    QCOMPARE(members.size(), size_t(2));
    QCOMPARE(members[0].name, u"a"_s);
    QCOMPARE(text->elements(members[0].value).size(), size_t(2));
    QCOMPARE(members[1].name, u"b"_s);
    QVERIFY(members[1].comma > 0);
    const JsonDialect all{.comments = true, .trailingCommas = true};
    for (const char *bad : {"{,}", "[,]", "[1,,]", "{} /*", "{} /", "{}\n/x"})
        QVERIFY2(!JsonText::parse(bad, all), bad);
}

void tst_JsonText::decodesNamesAndStrings()
{
    const QByteArray bytes = R"({"\u0061\/\"\\\b\f\n\r\t\ud83c\udf93é":"\u00e9x"})";
    const Result<JsonText> text = JsonText::parse(bytes);
    QVERIFY(text);
    const JsonMember member = text->members(text->root()).at(0);
    const QJsonObject other = QJsonDocument::fromJson(bytes).object();
    QCOMPARE(member.name, other.keys().at(0));
    QCOMPARE(text->string(member.value), other.begin().value().toString());
    QCOMPARE(text->string(text->root()), QString());
}

void tst_JsonText::findsMembersWhateverTheirSpelling()
{
    const Result<JsonText> text = JsonText::parse(
        R"({"b": "}", "mcp\u0053ervers" : [ "a,]" , {"x":"\"}"} ] , "n":-1.5e3,"t":true})");
    QVERIFY(text);
    const auto found = text->find(text->root(), u"mcpServers"_s);
    QVERIFY(found && *found);
    QCOMPARE(text->raw((*found)->value.range), QByteArray(R"([ "a,]" , {"x":"\"}"} ])"));
    QCOMPARE(text->elements((*found)->value).size(), size_t(2));
    QVERIFY(!text->strings((*found)->value));
    QVERIFY(!*text->find(text->root(), u"absent"_s));
    const std::vector<JsonMember> members = text->members(text->root());
    QCOMPARE(members.size(), size_t(4));
    QCOMPARE(text->raw(members[2].value.range), "-1.5e3"_ba);
    QCOMPARE(int(members[3].value.type), int(JsonType::Bool));
    QCOMPARE(members[3].comma, qsizetype(-1));
}

void tst_JsonText::aNameThereTwiceIsRefusedOnlyWhereItIsLookedFor()
{
    const Result<JsonText> text = JsonText::parse("{\"a\":1,\n\"b\":2,\n\"\\u0061\":3}");
    QVERIFY(text);
    QVERIFY(*text->find(text->root(), u"b"_s));
    const auto found = text->find(text->root(), u"a"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::FileUnsupported);
    QCOMPARE(found.error().detail, u"“a” is there twice, in lines 1 and 3."_s);
}

void tst_JsonText::seesOtherSpellingsInCase()
{
    const Result<JsonText> text = JsonText::parse(
        R"({"mcpServers":1,"MCPServers":2,"mcpservers-x":3})");
    QVERIFY(text);
    const std::vector<JsonMember> variants = text->caseVariants(text->root(), u"mcpServers"_s);
    QCOMPARE(variants.size(), size_t(1));
    QCOMPARE(variants[0].name, u"MCPServers"_s);
}

void tst_JsonText::writesStringsThatReadBack()
{
    QString everything;
    for (char16_t c = 0; c < 0xD800; c = char16_t(c + (c < 0x100 ? 1 : 37)))
        everything += QChar(c);
    everything += u"\U0001F393";
    for (const QString &string : {u""_s, u"a/b~0\"\u0000$(x)\\"_s, everything}) {
        const QByteArray bytes = jsonString(string);
        const Result<JsonText> text = JsonText::parse(bytes);
        QVERIFY2(text, bytes.constData());
        QCOMPARE(text->string(text->root()), string);
    }
    QCOMPARE(jsonString(u"C:\\Zoë\n"_s), QByteArray("\"C:\\\\Zo\xC3\xAB\\n\""));
}

QTEST_GUILESS_MAIN(tst_JsonText)
#include "tst_jsontext.moc"

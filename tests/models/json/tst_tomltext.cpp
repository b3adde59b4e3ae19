// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomltext.h"
#include "tests/models/json/reference.h"
#include "tests/models/json/tomlgenerator.h"

#include <QTest>

#ifndef Q_MOC_RUN // which takes the class below for a part of the namespace in there
#include "tests/models/json/badtomlfiles.h"
#endif

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_TomlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void acceptsWhatToml10Accepts_data();
    void acceptsWhatToml10Accepts();
    void refusesWhatIsNoToml_data();
    void refusesWhatIsNoToml();
    void theReferenceNoticesDifferences_data();
    void theReferenceNoticesDifferences();
    void pythonJudgesTheSameFilesAlike();
    void pythonReadsGeneratedTextsTheSameWay();
    void namesLineAndColumn_data();
    void namesLineAndColumn();
    void neverQuotesTheText();
    void keepsToItsLimits();
    void aScatteredTableIsOneObject();
    void valuesKnowTheirBytes();
    void stringsAreDecodedFromTheirRangeAlone_data();
    void stringsAreDecodedFromTheirRangeAlone();
    void everyStringAndNameHasItsPlace();
    void seesOtherSpellingsInCase();
    void writesStringsThatReadBack();
};

namespace {

TextValue at(const TomlText &text, const QStringList &path)
{
    TextValue value = text.root();
    for (const QString &step : path) {
        const auto found = text.find(value, step);
        if (!found || !*found)
            return {};
        value = (*found)->value;
    }
    return value;
}

QByteArrayList goodTexts()
{
    return {"",
            "\n",
            "\r\n",
            "# only a comment",
            "\xEF\xBB\xBF",
            "\xEF\xBB\xBF# mark\na = 1",
            "  a = 1  # b",
            "a=1\nb='x'",
            "\"\" = 1",
            "'' = 1",
            "1 = 1\n-_- = 2\n3.14 = 'pi'",
            "\"a.b\".'c d' . e = 1",
            "a.b = 1\na.c = 2",
            "a.b.c = 1\na.d = 2\n[e]\na.b = 1",
            "[a]\n[a.b]\n[a.c]",
            "[a.b.c]\n[a]\nd = 1\n[a.b]",
            "[a]\nb.c = 1\n[a.d]\n[a.b.e]",
            "[a.b.c]\n[a]\nb.d = 1",
            "[ a . \"b\" ]",
            "[[a]]\n[a.b]\n[[a]]\n[a.b]",
            "[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]",
            "[a.b]\n[[a.c]]\n[a.c.d]",
            "[[ a ]]",
            "a = []\nb = [ [], [1, \"x\", {c = 1}], ]",
            "a = [ # c ]\n 1, # [\n\r\n 2 # x\n]",
            "a = {}\nb = { c.d = 1, c.e = 2 , f = [\n1\n] }",
            "a = { b = \"\"\"\n\"\"\" }",
            "a = [9223372036854775807, -9223372036854775808, 0x7fffffffffffffff]",
            "a = [+0, -0, 0b0, 0o7, 0xA_b]",
            "a = [1.0, -0.0, 1e5, 1E-0_5, 123e-10000, 1_0.0_1]",
            "a = [inf, +inf, -inf, nan, +nan, -nan]",
            "a = [1979-05-27, 07:32:00, 07:32:00.123456789012]",
            "a = 1979-05-27 07:32:00Z # x",
            "a = 1979-05-27 # x",
            "a = 2024-02-29t23:59:59.9+14:00",
            "a = \"\"\"\"\"x\"\" y\"\"\"\"\"",
            "a = ''''x'''''",
            "a = \"\"\"a \\ \n\t\n b\\\\\"\"\"",
            "a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0010FFFF\\u0000\"",
            "a = '\\q\\u'",
            "# \t\xC3\xA9 \xF0\x9F\x8E\x93\na = \"\t\"",
            "a = \"\xC2\x80\xE2\x80\xA8\xEF\xBB\xBF\"",
            "a = " + QByteArray(199, '[') + QByteArray(199, ']')};
}

QStringList names(const TomlText &text, const TextValue &object)
{
    QStringList result;
    for (const TextMember &member : text.members(object))
        result.append(member.name);
    return result;
}

} // namespace

void tst_TomlText::acceptsWhatToml10Accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const QByteArray &text : goodTexts())
        QTest::newRow(text.left(40).replace('\n', ' ').replace('\r', ' ').constData()) << text;
}

void tst_TomlText::acceptsWhatToml10Accepts()
{
    QFETCH(QByteArray, bytes);
    const Result<TomlText> text = TomlText::parse(bytes);
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    QCOMPARE(text->bytes(), bytes);
    QCOMPARE(text->hasMark(), bytes.startsWith("\xEF\xBB\xBF"));
    QCOMPARE(text->raw(text->root().range), bytes.mid(text->hasMark() ? 3 : 0));
}

void tst_TomlText::refusesWhatIsNoToml_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto files = Tests::badTomlFiles();
    QVERIFY(files.size() >= 200);
    for (const auto &[name, bytes] : files)
        QTest::newRow(name) << bytes;
}

void tst_TomlText::refusesWhatIsNoToml()
{
    QFETCH(QByteArray, bytes);
    const Result<TomlText> text = TomlText::parse(bytes);
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::FileNotParsable);
    if (!text.error().detail.contains(u"UTF-16"_s))
        QVERIFY2(text.error().detail.startsWith(u"line "), qPrintable(text.error().detail));
}

void tst_TomlText::theReferenceNoticesDifferences_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("readAs");
    const auto row = [](const char *name, const char *bytes, const char *readAs) {
        QTest::newRow(name) << QByteArray(bytes) << QByteArray(readAs);
    };
    row("refused although it is TOML", "a = 1", "=");
    row("accepted although it is none", "a = 1\na = 1", "a = 1");
    row("another value", "a = 1", "a = 2");
    row("another type", "a = 1", "a = 1.0");
    row("another name", "a = 1", "b = 1");
    row("a value less", "a = [1, 2]", "a = [1]");
    row("a member more", "a = {}", "a = { b = 1 }");
    row("a line end more", "a = 'b'", "a = \"b\\n\"");
}

void tst_TomlText::theReferenceNoticesDifferences()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, readAs);
    const Result<TomlText> text = TomlText::parse(readAs);
    Tests::TomlReference reference;
    reference.addText(bytes, text ? &*text : nullptr);
    const auto verdict = reference.verdict();
    if (verdict.exitCode == 77 || verdict.exitCode < 0)
        QSKIP("This Python has no tomllib.");
    QCOMPARE(verdict.exitCode, 1);
    QVERIFY2(verdict.text.contains("1 differ"), verdict.text.constData());
}

void tst_TomlText::pythonJudgesTheSameFilesAlike()
{
    Tests::TomlReference reference;
    for (const QByteArray &bytes : goodTexts()) {
        const Result<TomlText> text = TomlText::parse(bytes);
        reference.addText(bytes, &*text);
    }
    for (const auto &[name, bytes] : Tests::badTomlFiles())
        reference.addText(bytes, nullptr);
    const auto verdict = reference.verdict();
    if (verdict.exitCode == 77 || verdict.exitCode < 0)
        QSKIP("This Python has no tomllib.");
    QVERIFY2(verdict.exitCode == 0, verdict.text.constData());
}

//! Accepted and refused alike, and the same values.
void tst_TomlText::pythonReadsGeneratedTextsTheSameWay()
{
    Tests::TomlGenerator generator(20261122);
    Tests::TomlReference reference;
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray bytes = generator.next();
        const Result<TomlText> text = TomlText::parse(bytes);
        accepted += text ? 1 : 0;
        reference.addText(bytes, text ? &*text : nullptr);
    }
    QVERIFY2(accepted > 6'000 && accepted < 14'000, QByteArray::number(accepted).constData());
    const auto verdict = reference.verdict();
    if (verdict.exitCode == 77 || verdict.exitCode < 0)
        QSKIP("This Python has no tomllib.");
    QVERIFY2(verdict.exitCode == 0, verdict.text.constData());
    QVERIFY(verdict.text.contains("20000 cases"));
}

void tst_TomlText::namesLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const char *bytes, const char *detail) {
        QTest::newRow(name) << QByteArray(bytes) << QString::fromUtf8(detail);
    };
    row("first character", "= 1", "line 1, column 1: a name is missing.");
    row("behind a mark", "\xEF\xBB\xBF= 1", "line 1, column 1: a name is missing.");
    row("CRLF", "a = 1\r\n\r\n  b 1\r\n", "line 3, column 5: an equals sign is missing.");
    row("columns are characters", "\"J\xC3\xBCrgen \xF0\x9F\x8E\x93\" 1",
        "line 1, column 12: an equals sign is missing.");
    row("value", "a = # x", "line 1, column 5: a value is missing.");
    row("word", "a = yes", "line 1, column 5: this is not a TOML value.");
    row("number", "a = 9223372036854775808",
        "line 1, column 5: this number does not fit into 64 bits.");
    row("date", "a = 2025-02-29", "line 1, column 5: this is not a date or time.");
    row("a string that does not end", "\na = \"inf\nb = 1",
        "line 2, column 5: a string starts here and does not end.");
    row("the end", "a = [\n1,\n", "line 3, column 1: the file ends in the middle.");
    row("second value", "a = 1 2",
        "line 1, column 7: there is more text where the line should end.");
    row("name twice", "a = 1\nb = 2\n\"a\" = 3", "line 3, column 1: this name is there already.");
    row("table twice", "[a.b]\n[a.b]", "line 2, column 4: this table is there already.");
    row("value as a table", "a = 1\n[a.b]",
        "line 2, column 2: this name is there already, and it is not a table.");
    row("braces", "a = {}\n[a.b]",
        "line 2, column 2: a table in braces can't be added to from outside.");
    row("line end in braces", "a = { b = 1\n}", "line 1, column 12: a line ends between braces.");
    row("comma in braces", "a = { b = 1, }",
        "line 1, column 14: there is a comma before a closing brace.");
    row("comma", "a = [1 2]", "line 1, column 8: a comma or a closing bracket is missing.");
    row("bracket", "[a b]", "line 1, column 4: a closing bracket is missing.");
    row("backslash", "a = \"C:\\x\"", "line 1, column 8: there is an unknown backslash sequence.");
    row("surrogate", "a = \"\\ud83c\"",
        "line 1, column 6: a backslash sequence names no character.");
    row("Latin-1", "# x\xFC", "line 1, column 4: the text is not UTF-8.");
    row("control character", "# \a", "line 1, column 3: there is a control character.");
    row("carriage return", "a = 1\rb = 2", "line 1, column 6: there is a control character.");
    QTest::newRow("zero byte") << QByteArray("a = 1\0", 6)
                               << u"line 1, column 6: there is a zero byte."_s;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                          "a\0",
                                          4)
                            << u"the file is UTF-16, not UTF-8"_s;
}

void tst_TomlText::namesLineAndColumn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, detail);
    const Result<TomlText> text = TomlText::parse(bytes);
    QVERIFY(!text);
    QCOMPARE(text.error().detail, detail);
}

void tst_TomlText::neverQuotesTheText()
{
    for (const auto &[name, bytes] : Tests::badTomlFiles()) {
        QByteArray canary = bytes;
        canary.replace("a", "canary").replace("gpt", "canary");
        if (const Result<TomlText> text = TomlText::parse(canary); !text)
            QVERIFY2(!text.error().detail.contains(u"canary"), name);
    }
}

void tst_TomlText::keepsToItsLimits()
{
    const TextLimits limits{.maxBytes = 8, .maxDepth = 1};
    QVERIFY(TomlText::parse("a = [12]", limits));
    QCOMPARE(TomlText::parse("a = [123]", limits).error().code, ErrorCode::FileUnsupported);
    QCOMPARE(TomlText::parse("a = [[]]", limits).error().code, ErrorCode::FileUnsupported);
    QCOMPARE(TomlText::parse("a.b.c=1", limits).error().code, ErrorCode::FileUnsupported);
    QCOMPARE(TomlText::parse("[a.b]", limits).error().code, ErrorCode::FileUnsupported);
    // A million brackets, a million steps: refused, not a stack overflow.
    for (const QByteArray &bytes :
         {"a = " + QByteArray(1'000'000, '['), "a = " + QByteArray("{a=").repeated(300'000),
          QByteArray("a.").repeated(500'000) + "a = 1",
          '[' + QByteArray("a.").repeated(500'000) + "a]"}) {
        const Result<TomlText> text = TomlText::parse(bytes);
        QVERIFY(!text);
        QCOMPARE(text.error().code, ErrorCode::FileUnsupported);
    }
}

void tst_TomlText::aScatteredTableIsOneObject()
{
    const Result<TomlText> text = TomlText::parse("s.first.command = 'x' # c\n"
                                                  "[s.local.env]\n"
                                                  "A = 'b'\n"
                                                  "[other]\n"
                                                  "s = 1\n"
                                                  "[s.local]\n"
                                                  "command = [\n"
                                                  "]\n"
                                                  "[s.\"l\\u0061st\"]\n"
                                                  "[[list]]\n"
                                                  "a = 1\n"
                                                  "[list.sub]\n"
                                                  "b = 2\n"
                                                  "[[list]]\n");
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    QCOMPARE(names(*text, text->root()), (QStringList{u"s"_s, u"other"_s, u"list"_s}));
    const TextValue servers = at(*text, {u"s"_s});
    QCOMPARE(names(*text, servers), (QStringList{u"first"_s, u"local"_s, u"last"_s}));
    QVERIFY(text->raw(servers.range).startsWith("s.first.command"));
    QVERIFY(text->raw(servers.range).endsWith("[s.\"l\\u0061st\"]"));
    const TextValue local = at(*text, {u"s"_s, u"local"_s});
    QCOMPARE(int(local.type), int(TextType::Object));
    QCOMPARE(names(*text, local), (QStringList{u"env"_s, u"command"_s}));
    QVERIFY(text->raw(local.range).startsWith("[s.local.env]"));
    QVERIFY(text->raw(local.range).endsWith("command = [\n]"));
    QCOMPARE(text->raw(text->members(servers).at(1).key), "local"_ba);
    QCOMPARE(text->raw(text->members(servers).at(2).key), "\"l\\u0061st\""_ba);
    QCOMPARE(text->string(at(*text, {u"s"_s, u"local"_s, u"env"_s, u"A"_s})), u"b"_s);
    const TextValue list = at(*text, {u"list"_s});
    QCOMPARE(int(list.type), int(TextType::Array));
    const std::vector<TextValue> elements = text->elements(list);
    QCOMPARE(elements.size(), size_t(2));
    QCOMPARE(names(*text, elements[0]), (QStringList{u"a"_s, u"sub"_s}));
    QCOMPARE(text->raw(elements[0].range), "[[list]]\na = 1\n[list.sub]\nb = 2"_ba);
    QVERIFY(text->members(elements[1]).empty());
}

void tst_TomlText::valuesKnowTheirBytes()
{
    const Result<TomlText> text = TomlText::parse(
        "t = 1979-05-27 07:32:00 # x\nn = -1.5e3\r\nb = false\n"
        "a = [ \"x, ]\" , {c.d = 'y', \"c\".e = [1]} ]\ns=\"\"\"\n\"\"\"");
    QVERIFY(text);
    const std::vector<TextMember> members = text->members(text->root());
    QCOMPARE(members.size(), size_t(5));
    QCOMPARE(int(members[0].value.type), int(TextType::Time));
    QCOMPARE(text->raw(members[0].value.range), "1979-05-27 07:32:00"_ba);
    QCOMPARE(int(members[1].value.type), int(TextType::Number));
    QCOMPARE(text->raw(members[1].range()), "n = -1.5e3"_ba);
    QCOMPARE(int(members[2].value.type), int(TextType::Bool));
    QCOMPARE(int(members[3].value.type), int(TextType::Array));
    QCOMPARE(text->raw(members[4].value.range), "\"\"\"\n\"\"\""_ba);
    const std::vector<TextValue> elements = text->elements(members[3].value);
    QCOMPARE(elements.size(), size_t(2));
    QVERIFY(!text->strings(members[3].value));
    QCOMPARE(text->raw(elements[1].range), "{c.d = 'y', \"c\".e = [1]}"_ba);
    const TextMember inner = text->members(elements[1]).at(0);
    QCOMPARE(inner.name, u"c"_s);
    QCOMPARE(text->raw(inner.value.range), "c.d = 'y', \"c\".e = [1]"_ba);
    QCOMPARE(names(*text, inner.value), (QStringList{u"d"_s, u"e"_s}));
}

void tst_TomlText::stringsAreDecodedFromTheirRangeAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("string");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *name, const char *bytes, const QString &string,
                        const char *content) {
        QTest::newRow(name) << QByteArray(bytes) << string << QByteArray(content);
    };
    row("basic", R"("a\tb\\\"\u00e9\U0001F393")", u"a\tb\\\"é\U0001F393"_s,
        R"(a\tb\\\"\u00e9\U0001F393)");
    row("empty", R"("")", {}, "");
    row("literal", R"('C:\x "y"')", u"C:\\x \"y\""_s, R"(C:\x "y")");
    row("empty literal", "''", {}, "");
    row("long", "\"\"\"\na\\\n  b\"\" \\u00e9\r\nc\"\"\"", u"ab\"\" é\nc"_s,
        "\na\\\n  b\"\" \\u00e9\r\nc");
    row("long with quotes at both ends", "\"\"\"\"\"a\"\"\"\"\"", u"\"\"a\"\""_s, "\"\"a\"\"");
    row("long and empty", "\"\"\"\"\"\"", {}, "");
    row("long literal", "'''\r\n\\a''\n'''", u"\\a''\n"_s, "\r\n\\a''\n");
    row("line that goes on", "\"\"\"a \\  \n\n\t b\\\n\"\"\"", u"a b"_s, "a \\  \n\n\t b\\\n");
}

void tst_TomlText::stringsAreDecodedFromTheirRangeAlone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, string);
    QFETCH(QByteArray, content);
    const Result<TomlText> text = TomlText::parse("key = " + bytes);
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    const TextRange range{6, 6 + bytes.size()};
    QCOMPARE(text->members(text->root()).at(0).value.range, range);
    QCOMPARE(text->string({TextType::String, range}), string);
    QCOMPARE(text->raw(text->contentRange(range)), content);
    QCOMPARE(text->string({TextType::String, {0, 3}}), u"key"_s);
    QCOMPARE(text->contentRange({0, 3}), (TextRange{0, 3}));
    QCOMPARE(text->string(text->root()), QString());
}

void tst_TomlText::everyStringAndNameHasItsPlace()
{
    const Result<TomlText> text = TomlText::parse("[s.env]\nK = 'v1'\n[o]\nx = 'no'\n[s]\nd.\"e\" "
                                                  "= 1\nd.f = [ \"v2\", { g.h = 'v3' } ] # 'c'\n");
    QVERIFY(text);
    const auto found = [&](const TextValue &value) {
        QByteArrayList result;
        for (const TextRange range : text->stringRanges(value))
            result.append(text->raw(range));
        return result.join(' ');
    };
    QCOMPARE(found(text->root()), "s env K 'v1' o x 'no' s d \"e\" d f \"v2\" g h 'v3'"_ba);
    QCOMPARE(found(at(*text, {u"s"_s})), "env K 'v1' d \"e\" d f \"v2\" g h 'v3'"_ba);
    QCOMPARE(found(at(*text, {u"s"_s, u"env"_s, u"K"_s})), "'v1'"_ba);
}

void tst_TomlText::seesOtherSpellingsInCase()
{
    const Result<TomlText> text = TomlText::parse("[MCP_servers.a]\n[mcp_servers.b]\n");
    QVERIFY(text);
    const std::vector<TextMember> variants = text->caseVariants(text->root(), u"mcp_servers"_s);
    QCOMPARE(variants.size(), size_t(1));
    QCOMPARE(variants[0].name, u"MCP_servers"_s);
}

void tst_TomlText::writesStringsThatReadBack()
{
    QString everything;
    for (char16_t c = 0; c < 0xD800; c = char16_t(c + (c < 0x100 ? 1 : 37)))
        everything += QChar(c);
    everything += u"\U0001F393";
    for (const QString &string : {u""_s, u"a/b~0\"\u0000$(x)\\'''\"\"\""_s, everything}) {
        const QByteArray bytes = tomlKey(string) + " = " + tomlString(string);
        const Result<TomlText> text = TomlText::parse(bytes);
        QVERIFY2(text, bytes.constData());
        const TextMember member = text->members(text->root()).at(0);
        QCOMPARE(member.name, string);
        QCOMPARE(text->string(member.value), string);
        QCOMPARE(text->quoted(string), tomlString(string));
    }
    QCOMPARE(tomlKey(u"a-B_9"_s), "a-B_9"_ba);
    QCOMPARE(tomlKey(u"a.b"_s), "\"a.b\""_ba);
    QCOMPARE(tomlString(u"\u007F"_s), "\"\\u007f\""_ba);
}

QTEST_GUILESS_MAIN(tst_TomlText)
#include "tst_tomltext.moc"

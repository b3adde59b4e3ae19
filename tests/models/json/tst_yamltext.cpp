// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/yamltext.h"

#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_YamlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void readsAListOfServers();
    void readsAMapOfExtensions();
    void plainScalarsHaveTypes_data();
    void plainScalarsHaveTypes();
    void rangesAreBytes_data();
    void rangesAreBytes();
    void everyStringAndNameHasItsPlace();
    void aliasesAreWhatTheirAnchorsMark();
    void aNameThereTwiceIsRefusedOnlyWhereItIsLookedFor();
    void anEmptyFileIsNull();
    void refusesWhatIsNoYaml_data();
    void refusesWhatIsNoYaml();
    void keepsToItsLimits();
    void writesStringsThatReadBack();
};

namespace {

TextValue at(const YamlText &text, const QStringList &path)
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

} // namespace

void tst_YamlText::readsAListOfServers()
{
    const QByteArray bytes
        = "\xEF\xBB\xBF# caf\xC3\xA9\r\nname: Config\r\nversion: 0.0.1\r\n"
          "mcpServers:\r\n  - name: \xF0\x9F\x8E\x93 \"docs\"\r\n"
          "    command: npx # run\r\n    args:\r\n      - \"-y\"\r\n"
          "      - 'it''s'\r\n    env:\r\n      KONSTANTLY_MCP_KEY: kmcp_FAKE\r\n"
          "  - {name: b, type: sse}\r\n# end\r\n";
    const Result<YamlText> text = YamlText::parse(bytes);
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    QVERIFY(text->hasMark());
    const TextValue servers = at(*text, {u"mcpServers"_s});
    const std::vector<TextValue> list = text->elements(servers);
    QCOMPARE(list.size(), size_t(2));
    const auto first = text->members(list[0]);
    QCOMPARE(first.size(), size_t(4));
    QCOMPARE(text->string(first[0].value), u"\U0001F393 \"docs\""_s);
    QCOMPARE(text->raw(first[1].key), "command"_ba);
    QCOMPARE(text->raw(first[1].value.range), "npx"_ba);
    QCOMPARE(*text->strings(first[2].value), (QStringList{u"-y"_s, u"it's"_s}));
    QCOMPARE(text->raw(first[3].value.range), "KONSTANTLY_MCP_KEY: kmcp_FAKE"_ba);
    QVERIFY(text->raw(list[0].range).startsWith("name: "));
    QVERIFY(text->raw(list[0].range).endsWith("kmcp_FAKE"));
    QCOMPARE(text->raw(list[1].range), "{name: b, type: sse}"_ba);
    QCOMPARE(text->position(first[3].key.begin).line, qsizetype(10));
    QVERIFY(text->raw(text->root().range).endsWith("sse}"));
}

void tst_YamlText::readsAMapOfExtensions()
{
    const Result<YamlText> text = YamlText::parse(
        "GOOSE_MODEL: x\nextensions:\n  konstantly:\n"
        "    enabled: true\n    cmd: npx\n    timeout: 300\n"
        "    args: [-y, '@konstantly/mcp-server']\n"
        "    envs: {}\n    note: |\n      two\n      lines\n"
        "  other:\n");
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    const TextValue own = at(*text, {u"extensions"_s, u"konstantly"_s});
    const auto members = text->members(own);
    QCOMPARE(members.size(), size_t(6));
    QCOMPARE(int(members[0].value.type), int(TextType::Bool));
    QCOMPARE(int(members[2].value.type), int(TextType::Number));
    QCOMPARE(text->strings(members[3].value)->at(1), u"@konstantly/mcp-server"_s);
    QVERIFY(text->members(members[4].value).empty());
    QCOMPARE(text->string(members[5].value), u"two\nlines\n"_s);
    QCOMPARE(text->raw(text->contentRange(members[5].value.range)), "      two\n      lines\n"_ba);
    QCOMPARE(int(at(*text, {u"extensions"_s, u"other"_s}).type), int(TextType::Null));
    QVERIFY(text->caseVariants(at(*text, {u"extensions"_s}), u"Konstantly"_s).size() == 1);
}

void tst_YamlText::plainScalarsHaveTypes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("type");
    const auto rows = [](TextType type, std::initializer_list<const char *> texts) {
        for (const char *text : texts)
            QTest::newRow(text) << QByteArray(text) << int(type);
    };
    rows(TextType::Null, {"null", "Null", "NULL", "~", ""});
    rows(TextType::Bool, {"true", "True", "FALSE"});
    rows(TextType::Number, {"0", "-12", "+1", "0o17", "0xFf", "1.", ".5", "-1e3", "6.0E-2", ".inf",
                            "-.INF", ".NaN", "007"});
    rows(TextType::String,
         {"yes", "no", "on", "nUll", "0b1", "1_000", "12:30", "0.0.1", "1e", "\"1\"", "'true'",
          "!!str 1", "! 2", "!secret 3", "2026-11-25", "+.nan", "--x"});
}

void tst_YamlText::plainScalarsHaveTypes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, type);
    const Result<YamlText> text = YamlText::parse("v: " + bytes + "\n");
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    QCOMPARE(int(at(*text, {u"v"_s}).type), type);
}

void tst_YamlText::rangesAreBytes_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("string");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *name, const char *value, const char *raw, const QString &string,
                        const char *content) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(raw) << string
                            << QByteArray(content);
    };
    row("plain", "a \xC3\xA9 b  # c", "a \xC3\xA9 b", u"a é b"_s, "a \xC3\xA9 b");
    row("double quotes", R"("\u00e9 \"x\"\n")", R"("\u00e9 \"x\"\n")", u"é \"x\"\n"_s,
        R"(\u00e9 \"x\"\n)");
    row("single quotes", "'it''s'", "'it''s'", u"it's"_s, "it''s");
    row("plain on two lines", "a\n    b # c", "a\n    b", u"a b"_s, "a\n    b");
    row("literal block", "|-\n    \xE2\x82\xAC\n    b", "|-\n    \xE2\x82\xAC\n    b\n", u"€\nb"_s,
        "    \xE2\x82\xAC\n    b\n");
    row("anchor and tag", "&x !!str 'y'", "'y'", u"y"_s, "y");
    row("tag and a line end", "!!str # c\n    z", "z", u"z"_s, "z");
}

void tst_YamlText::rangesAreBytes()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, raw);
    QFETCH(QString, string);
    QFETCH(QByteArray, content);
    for (const QByteArray &front :
         {QByteArray(), QByteArray("\xEF\xBB\xBF"), QByteArray("# \xF0\x9F\x8E\x93 \xC3\xA9\n")}) {
        const Result<YamlText> text = YamlText::parse(front + "k:\n  v: " + value + "\n  w: 1\n");
        QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
        const TextValue found = at(*text, {u"k"_s, u"v"_s});
        QCOMPARE(text->raw(found.range), raw);
        QCOMPARE(text->string(found), string);
        QCOMPARE(text->string({TextType::String, found.range}), string);
        QCOMPARE(text->raw(text->contentRange(found.range)), content);
    }
}

void tst_YamlText::everyStringAndNameHasItsPlace()
{
    const Result<YamlText> text = YamlText::parse(
        "a: &x 'v1'\n\"b\": [v2, {c: \"v3\", d: 4}]\n? e\n: *x\n");
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    QByteArrayList found;
    for (const TextRange range : text->stringRanges(text->root())) {
        found.append(text->raw(range));
        QVERIFY(!text->string({TextType::String, range}).isEmpty());
    }
    QCOMPARE(found.join(' '), "a 'v1' \"b\" v2 c \"v3\" d e"_ba);
}

void tst_YamlText::aliasesAreWhatTheirAnchorsMark()
{
    const Result<YamlText> text = YamlText::parse(
        "base: &base\n  command: npx\n  args: [&y -y]\nown:\n  <<: *base\n  first: *y\n*y : z\n");
    QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
    QCOMPARE(text->string(at(*text, {u"own"_s, u"<<"_s, u"command"_s})), u"npx"_s);
    QCOMPARE(text->string(at(*text, {u"own"_s, u"first"_s})), u"-y"_s);
    QCOMPARE(text->string(at(*text, {u"-y"_s})), u"z"_s);
    QVERIFY(text->raw(at(*text, {u"base"_s}).range).startsWith("command"));
}

void tst_YamlText::aNameThereTwiceIsRefusedOnlyWhereItIsLookedFor()
{
    const Result<YamlText> text = YamlText::parse("a: 1\nb: 2\n\"\\u0061\": 3\n");
    QVERIFY(text);
    QVERIFY(*text->find(text->root(), u"b"_s));
    const auto found = text->find(text->root(), u"a"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::FileUnsupported);
    QCOMPARE(found.error().detail, u"“a” is there twice, in lines 1 and 3."_s);
}

void tst_YamlText::anEmptyFileIsNull()
{
    for (const char *bytes : {"", "\n", "# x\n", "\xEF\xBB\xBF", "---\n", "--- # x\n...\n"}) {
        const Result<YamlText> text = YamlText::parse(bytes);
        QVERIFY2(text, bytes);
        QCOMPARE(int(text->root().type), int(TextType::Null));
        QVERIFY(text->members(text->root()).empty());
    }
}

void tst_YamlText::refusesWhatIsNoYaml_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isYaml");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, const QByteArray &bytes, const char *place,
                        bool isYaml = false) {
        QTest::newRow(name) << bytes << isYaml << QString::fromUtf8(place);
    };
    row("tab", "a:\n\tkmcp_canary: 1\n",
        "line 2, column 1: there is a tab where only spaces may be.");
    row("tab behind a name with umlauts", "\xC3\xA9:\n  - \xC3\xA9\n\t- b\n", "line 3, column 1: ");
    row("quote does not end", "a: \"kmcp_canary\n", "line ");
    row("bracket does not end", "a: [kmcp_canary, 2\n", "line 2, column 1: ");
    row("two names on a line", "kmcp_canary: b: c\n", "line 1, column 15: ");
    row("wrong indentation", "a:\n    b: 1\n  kmcp_canary: 2\n", "line 3, column 3: ");
    row("list in a mapping", "a: 1\n- kmcp_canary\n", "line 2, column 1: ");
    row("unknown alias", "a: *kmcp_canary\n", "line 1, column 4: found undefined alias.");
    row("unknown escape", "a: \"kmcp_canary \\q\"\n", "line 1, column ");
    row("at sign",
        "\xEF\xBB\xBF"
        "a: @kmcp_canary\n",
        "line 1, column 4: ");
    row("Latin-1", "a: J\xFCrgen\n",
        "line 1, column 5: the text is not UTF-8, or there is a control character.");
    row("Latin-1 behind umlauts", "b: \xC3\xA9\na: J\xFCrgen\n", "line 2, column 5: ");
    row("surrogate in UTF-8", "a: \xED\xA0\x80\n", "line 1, column 4: ");
    row("zero byte", QByteArray("a: b\n\0", 6), "line 2, column 1: ");
    row("control character", "a: \x1B[31m\n", "line 1, column 4: ");
    row("UTF-16",
        QByteArray("\xFF\xFE"
                   "a\0",
                   4),
        "the file is UTF-16, not UTF-8");
    row("two documents", "a: 1\n---\nb: 2\n", "line 2, column 1: a second document starts here.",
        true);
    row("mapping as a name", "? {a: 1}\n: b\n", "line 1, column 3: a name is a list or a mapping.",
        true);
    row("alias of a mapping as a name", "a: &x {b: 1}\n*x : c\n", "line 1, column 7: ", true);
    row("cycle", "a: &x [*x]\n", "line 1, column 8: an anchor is used inside itself.", true);
}

void tst_YamlText::refusesWhatIsNoYaml()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isYaml);
    QFETCH(QString, place);
    const Result<YamlText> text = YamlText::parse(bytes);
    QVERIFY(!text);
    QCOMPARE(text.error().code, isYaml ? ErrorCode::FileUnsupported : ErrorCode::FileNotParsable);
    QVERIFY2(text.error().detail.startsWith(place), qPrintable(text.error().detail));
    QVERIFY(!text.error().detail.contains(u"canary"_s));
}

void tst_YamlText::keepsToItsLimits()
{
    const TextLimits limits{.maxBytes = 6, .maxDepth = 1};
    QVERIFY(YamlText::parse("[1, 2]", limits));
    QCOMPARE(YamlText::parse("[1, 23]", limits).error().code, ErrorCode::FileUnsupported);
    QCOMPARE(YamlText::parse("[[]]", limits).error().code, ErrorCode::FileUnsupported);
    QCOMPARE(YamlText::parse(QByteArray(500, '[')).error().code, ErrorCode::FileUnsupported);
    QVERIFY(!YamlText::parse(QByteArray(1'000'000, '[')));
    QVERIFY(!YamlText::parse(QByteArray("- ").repeated(100'000)));
    // Nine times nine times …: a few lines that stand for a billion values.
    QByteArray laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        laughs += 'a' + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " ["
                  + (before + ", ").repeated(8) + before + "]\n";
    }
    const Result<YamlText> text = YamlText::parse(laughs);
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::FileUnsupported);
    QVERIFY(text.error().detail.contains(u"too many"_s));
    // Deep through aliases.
    QByteArray deep = "- &a0 [x]\n";
    for (int i = 1; i < 250; ++i)
        deep += "- &a" + QByteArray::number(i) + " [*a" + QByteArray::number(i - 1) + "]\n";
    QCOMPARE(YamlText::parse(deep).error().code, ErrorCode::FileUnsupported);
}

void tst_YamlText::writesStringsThatReadBack()
{
    QString everything;
    for (char16_t c = 0; c < 0xD800; c = char16_t(c + (c < 0x100 ? 1 : 37)))
        everything += QChar(c);
    everything += u"\u2028\u2029\uFEFF\uFFFD\U0001F393"_s;
    const Result<YamlText> any = YamlText::parse("x");
    for (const QString &string : {u""_s, u"a: b # c"_s, u"true"_s, everything}) {
        const Result<YamlText> text = YamlText::parse("k: " + any->quoted(string) + "\n");
        QVERIFY2(text, text ? "" : qPrintable(text.error().detail));
        QCOMPARE(text->string(at(*text, {u"k"_s})), string);
    }
}

QTEST_GUILESS_MAIN(tst_YamlText)
#include "tst_yamltext.moc"

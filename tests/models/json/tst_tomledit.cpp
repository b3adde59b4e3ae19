// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomledit.h"
#include "tests/models/json/reference.h"
#include "tests/models/json/tomlgenerator.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

const QStringList servers{u"mcp_servers"_s};
const QString own = u"konstantly"_s;
const QStringList ownPath{u"mcp_servers"_s, u"konstantly"_s};

TextDraft entry()
{
    return TextDraft::of({{u"command"_s, TextDraft::of(u"/usr/bin/konstantly-mcp"_s)},
                          {u"args"_s, TextDraft::of(QStringList{u"run"_s, u"acme"_s})}});
}

Result<QByteArray> set(const QByteArray &bytes, const QStringList &path, const QString &name,
                       const TextDraft &value)
{
    const Result<TomlText> text = TomlText::parse(bytes);
    return text ? withTomlMember(*text, path, name, value) : Result<QByteArray>(fail(text.error()));
}

Result<QByteArray> added(const QByteArray &bytes)
{
    return set(bytes, servers, own, entry());
}

Result<QByteArray> removed(const QByteArray &bytes, const QStringList &path = servers,
                           const QString &name = own)
{
    const Result<TomlText> text = TomlText::parse(bytes);
    return text ? withoutTomlMember(*text, path, name) : Result<QByteArray>(fail(text.error()));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_TomlEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aNewServerLooksLikeItsNeighbours_data();
    void aNewServerLooksLikeItsNeighbours();
    void samplesKeepEverythingElse_data();
    void samplesKeepEverythingElse();
    void addThenRemoveIsIdentityInEveryStyle();
    void aFileOfItsOwnComesAndGoes();
    void namesAndValuesAreData();
    void changingKeepsPlaceAndComments_data();
    void changingKeepsPlaceAndComments();
    void aServerIsSetAsAWhole_data();
    void aServerIsSetAsAWhole();
    void theSameValueChangesNothing();
    void linesComeAndGo_data();
    void linesComeAndGo();
    void removingTakesOneServerOnly_data();
    void removingTakesOneServerOnly();
    void refusesWhatIsAmbiguous();
    void anEditThatIsRefusedNamesTheLine();
    void longPathsAreCreated();
};

void tst_TomlEdit::aNewServerLooksLikeItsNeighbours_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
#define KONSTANTLY_LINES \
    "[mcp_servers.konstantly]\ncommand = \"/usr/bin/konstantly-mcp\"\nargs = [\"run\", \"acme\"]"
#define KONSTANTLY_BRACES \
    "konstantly = { command = \"/usr/bin/konstantly-mcp\", args = [\"run\", \"acme\"] }"
    row("behind the last server", "[mcp_servers.a]\ncommand = 'x' # c\n\n[tui]\nx = 1\n",
        "[mcp_servers.a]\ncommand = 'x' # c\n\n" KONSTANTLY_LINES "\n\n[tui]\nx = 1\n");
    row("without blank lines", "[mcp_servers.a]\ncommand = 'x'\n[tui]\nx = 1",
        "[mcp_servers.a]\ncommand = 'x'\n" KONSTANTLY_LINES "\n[tui]\nx = 1");
    row("behind its sub-table and comments",
        "[mcp_servers.a]\n[mcp_servers.a.env]\nB = 'c'\n# D = 'e'\n\n# tui\n[tui]\n",
        "[mcp_servers.a]\n[mcp_servers.a.env]\nB = 'c'\n# D = 'e'\n\n" KONSTANTLY_LINES
        "\n\n# tui\n[tui]\n");
    row("a comment that belongs to the next table stays there",
        "[mcp_servers.a]\ncommand = 'x'\n\n[mcp_servers.b]\n# tui\n[tui]\n",
        "[mcp_servers.a]\ncommand = 'x'\n\n[mcp_servers.b]\n\n" KONSTANTLY_LINES
        "\n# tui\n[tui]\n");
    row("no servers", "model = \"x\"\n\n[tui]\nx = 1\n",
        "model = \"x\"\n\n[tui]\nx = 1\n\n" KONSTANTLY_LINES "\n");
    row("no servers, comments last", "[tui]\n# end\n", "[tui]\n# end\n\n" KONSTANTLY_LINES "\n");
    row("no final line end", "model = 'x'", "model = 'x'\n\n" KONSTANTLY_LINES);
    row("no final line end behind a server", "[mcp_servers.a]\nb = 1",
        "[mcp_servers.a]\nb = 1\n\n" KONSTANTLY_LINES);
    row("a blank line at the end", "model = 'x'\n\n", "model = 'x'\n\n" KONSTANTLY_LINES "\n\n");
    row("an empty file", "", KONSTANTLY_LINES);
    row("only a mark", "\xEF\xBB\xBF", "\xEF\xBB\xBF" KONSTANTLY_LINES);
    row("only a comment", "# x\n", "# x\n\n" KONSTANTLY_LINES "\n");
    row("only a line end", "\n", "\n" KONSTANTLY_LINES "\n\n");
    row("the table of servers is there", "[mcp_servers]\n\n[tui]\n",
        "[mcp_servers]\n\n" KONSTANTLY_LINES "\n\n[tui]\n");
    row("braces", "mcp_servers = { a = { command = 'x' } } # c\n[tui]\n",
        "mcp_servers = { a = { command = 'x' }, " KONSTANTLY_BRACES " } # c\n[tui]\n");
    row("tight braces", "mcp_servers={a={command='x'},b={}}",
        "mcp_servers={a={command='x'},b={},konstantly={command=\"/usr/bin/konstantly-mcp\",args=["
        "\"run\",\"acme\"]}}");
    row("empty braces", "mcp_servers = {}\n",
        "mcp_servers = {konstantly = {command = \"/usr/bin/konstantly-mcp\", args = [\"run\", "
        "\"acme\"]}}\n");
    row("blank braces", "mcp_servers = { }\n", "mcp_servers = { " KONSTANTLY_BRACES " }\n");
    row("dotted keys", "mcp_servers.a.command = 'x'\nmodel = 'y'\n[tui]\n",
        "mcp_servers.a.command = 'x'\nmcp_servers.konstantly.command = "
        "\"/usr/bin/konstantly-mcp\"\nmcp_servers.konstantly.args = [\"run\", \"acme\"]\n"
        "model = 'y'\n[tui]\n");
    row("dotted keys and tables", "mcp_servers.a.command = 'x'\n[mcp_servers.b]\n[tui]\n",
        "mcp_servers.a.command = 'x'\n[mcp_servers.b]\n" KONSTANTLY_LINES "\n[tui]\n");
    row("dotted keys in the table of servers", "[mcp_servers]\na.command = 'x'\n\n[tui]\n",
        "[mcp_servers]\na.command = 'x'\n\n" KONSTANTLY_LINES "\n\n[tui]\n");
    row("CRLF", "[mcp_servers.a]\r\ncommand = 'x'\r\n\r\n[tui]\r\n",
        "[mcp_servers.a]\r\ncommand = 'x'\r\n\r\n[mcp_servers.konstantly]\r\ncommand = "
        "\"/usr/bin/konstantly-mcp\"\r\nargs = [\"run\", \"acme\"]\r\n\r\n[tui]\r\n");
    row("the entry in a comment and in a string",
        "# [mcp_servers.konstantly]\na = \"\"\"\n[mcp_servers.konstantly]\n\"\"\"\n",
        "# [mcp_servers.konstantly]\na = "
        "\"\"\"\n[mcp_servers.konstantly]\n\"\"\"\n\n" KONSTANTLY_LINES "\n");
#undef KONSTANTLY_LINES
#undef KONSTANTLY_BRACES
}

void tst_TomlEdit::aNewServerLooksLikeItsNeighbours()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result = added(before);
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(*result, after);
    QVERIFY(TomlText::parse(after));
    const Result<QByteArray> back = removed(*result);
    QVERIFY(back);
    QCOMPARE(*back, before);
}

void tst_TomlEdit::samplesKeepEverythingElse_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QDir samples(QStringLiteral(TESTS_DIR "/data/client-configs/codex"));
    const QStringList files = samples.entryList({u"*.toml"_s});
    QVERIFY(files.size() >= 2);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file))
            << contentOf(samples.filePath(file))
            << contentOf(samples.filePath(file.chopped(5) + u".after"_s));
}

void tst_TomlEdit::samplesKeepEverythingElse()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QVERIFY(!before.isEmpty());
    QCOMPARE(*added(before), after);
    QCOMPARE(*removed(after), before);
}

void tst_TomlEdit::addThenRemoveIsIdentityInEveryStyle()
{
    Tests::TomlConfigGenerator generator(20261122);
    Tests::TomlReference reference;
    const QJsonObject value{{u"command"_s, u"/usr/bin/konstantly-mcp"_s},
                            {u"args"_s, QJsonArray{u"run"_s, u"acme"_s}}};
    const QString path = u"C:\\x y\\é.exe"_s;
    std::array<int, 5> styles{};
    for (int i = 0; i < 10'000; ++i) {
        const Tests::TomlConfigGenerator::File file = generator.next();
        ++styles[size_t(file.servers)];
        const QByteArray &before = file.bytes;
        const Result<QByteArray> after = added(before);
        QVERIFY2(after, (before + (after ? "" : after.error().detail.toUtf8())).constData());

        // One contiguous range: all old bytes are still there, in front of it and behind it.
        qsizetype front = 0;
        while (front < before.size() && before[front] == (*after)[front])
            ++front;
        QCOMPARE(after->last(before.size() - front), before.last(before.size() - front));
        QCOMPARE(before.endsWith('\n'), after->endsWith('\n'));
        reference.addEdit(before, *after, servers, own, value);

        const Result<QByteArray> back = removed(*after);
        QVERIFY2(back, after->constData());
        QVERIFY2(*back == before, (before + "\n→\n" + *after + "\n→\n" + *back).constData());

        if (i % 4 != 0)
            continue;
        // Other values in it do not matter for taking it back.
        QByteArray changed = *set(*after, ownPath, u"command"_s, TextDraft::of(path));
        changed = *set(changed, ownPath, u"args"_s, TextDraft::of(QStringList{u"run"_s, u"z"_s}));
        changed = *set(changed, ownPath, u"enabled"_s, TextDraft::of(true));
        reference.addEdit(before, changed, servers, own,
                          QJsonObject{{u"command"_s, path},
                                      {u"args"_s, QJsonArray{u"run"_s, u"z"_s}},
                                      {u"enabled"_s, true}});
        QVERIFY2(*removed(changed) == before, changed.constData());
    }
    for (const int count : styles)
        QVERIFY(count > 1'000);
    const auto verdict = reference.verdict();
    if (verdict.exitCode == 77 || verdict.exitCode < 0)
        QSKIP("This Python has no tomllib.");
    QVERIFY2(verdict.exitCode == 0, verdict.text.constData());
    QVERIFY(verdict.text.contains("12500 cases"));
}

void tst_TomlEdit::aFileOfItsOwnComesAndGoes()
{
    const TextDraft withEnv = TextDraft::of(
        {{u"command"_s, TextDraft::of(u"x"_s)},
         {u"args"_s, TextDraft::of(QStringList())},
         {u"env"_s,
          TextDraft::of({{u"A"_s, TextDraft::of(u"b"_s)}, {u"C D"_s, TextDraft::of(u""_s)}})},
         {u"enabled"_s, TextDraft::of(false)}});
    const QByteArray file = newTomlFile(servers, own, withEnv);
    QCOMPARE(file, R"([mcp_servers.konstantly]
command = "x"
args = []
env = { A = "b", "C D" = "" }
enabled = false
)");
    const Result<QByteArray> back = removed(file);
    QVERIFY(back);
    QVERIFY(back->isNull());
    // An empty file is not "no file".
    QVERIFY(!removed(*added(""))->isNull());
    QVERIFY(removed(newTomlFile({}, u"a"_s, TextDraft::of(true)), {}, u"a"_s)->isNull());
    QVERIFY(removed(newTomlFile(servers, u"a"_s, TextDraft::of(true)), servers, u"a"_s)->isNull());
}

void tst_TomlEdit::namesAndValuesAreData()
{
    const QString nasty = u"a/b~0\"\u0000$(x)\\\n]]= # '''\u2028\u007F\U0001F393"_s;
    for (const char *before :
         {"", "[mcp_servers.a]\nb = 1\n", "mcp_servers = { a = {} }", "mcp_servers.a.b = 1\n"}) {
        const TextDraft value = TextDraft::of({{nasty, TextDraft::of(QStringList{nasty})}});
        const Result<QByteArray> after = set(before, servers, nasty, value);
        QVERIFY(after);
        const Result<TomlText> text = TomlText::parse(*after);
        QVERIFY(text);
        const auto map = text->find(text->root(), u"mcp_servers"_s);
        QVERIFY(map && *map);
        const auto member = text->find((*map)->value, nasty);
        QVERIFY(member && *member);
        QVERIFY(TextDraft::of(*text, (*member)->value) == value);
        QCOMPARE(text->members(text->root()).size(), size_t(1));
        QCOMPARE(*removed(*after, servers, nasty), QByteArray(before));
    }
}

void tst_TomlEdit::changingKeepsPlaceAndComments_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("one line", "[mcp_servers.konstantly]\nargs = ['x'] # c\ncommand = 'y'\n[a]\n",
        "[mcp_servers.konstantly]\nargs = [\"run\", \"acme\"] # c\ncommand = 'y'\n[a]\n");
    row("loose line", "[mcp_servers.konstantly]\nargs=[ 'x' ]",
        "[mcp_servers.konstantly]\nargs=[ \"run\", \"acme\" ]");
    row("a line each, comma behind the last",
        "[mcp_servers.konstantly]\r\nargs = [\r\n  'x', # c\r\n]\r\n",
        "[mcp_servers.konstantly]\r\nargs = [\r\n  \"run\",\r\n  \"acme\",\r\n]\r\n");
    row("a line each, no comma behind the last",
        "[mcp_servers.konstantly]\n  args = [\n\t'x',\n\t'y'\n  ]\n",
        "[mcp_servers.konstantly]\n  args = [\n\t\"run\",\n\t\"acme\"\n  ]\n");
    row("another type", "[mcp_servers.konstantly]\nargs = 1979-05-27 07:32:00\n",
        "[mcp_servers.konstantly]\nargs = [\"run\", \"acme\"]\n");
    row("braces", "mcp_servers = { konstantly = { args = [], x = 1 } }",
        "mcp_servers = { konstantly = { args = [\"run\", \"acme\"], x = 1 } }");
    row("dotted key", "mcp_servers.konstantly.args = []\nmcp_servers.konstantly.x = 1\n",
        "mcp_servers.konstantly.args = [\"run\", \"acme\"]\nmcp_servers.konstantly.x = 1\n");
    row("table in place of a list",
        "[mcp_servers.konstantly]\nx = 1\n\n[mcp_servers.konstantly.args]\ny = 2\n",
        "[mcp_servers.konstantly]\nx = 1\nargs = [\"run\", \"acme\"]\n");
}

void tst_TomlEdit::changingKeepsPlaceAndComments()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result = set(before, ownPath, u"args"_s,
                                          TextDraft::of(QStringList{u"run"_s, u"acme"_s}));
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(*result, after);
}

void tst_TomlEdit::aServerIsSetAsAWhole_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("each value in its place, others gone",
        "[mcp_servers.konstantly] # mine\nargs = ['run', 'acme'] # same\nx = 1 # gone\n# stays\n"
        "command = 'old' # c\n\n[mcp_servers.konstantly.env]\nA = 'b'\n\n[tui]\n",
        "[mcp_servers.konstantly] # mine\nargs = ['run', 'acme'] # same\n# stays\n"
        "command = \"/usr/bin/konstantly-mcp\" # c\n\n[tui]\n");
    row("braces", "[mcp_servers]\nkonstantly = {command='old'} # c\n",
        "[mcp_servers]\nkonstantly = {command=\"/usr/bin/konstantly-mcp\",args=[\"run\",\"acme\"]} "
        "# c\n");
    row("dotted keys", "mcp_servers.konstantly.command = 'old'\nmodel = 'x'\n",
        "mcp_servers.konstantly.command = \"/usr/bin/konstantly-mcp\"\n"
        "mcp_servers.konstantly.args = [\"run\", \"acme\"]\nmodel = 'x'\n");
    row("only a sub-table", "[mcp_servers.konstantly.env]\nA = 'b'\n\n[tui]\n",
        "[mcp_servers.konstantly]\ncommand = \"/usr/bin/konstantly-mcp\"\n"
        "args = [\"run\", \"acme\"]\n\n[tui]\n");
    row("not a table", "[mcp_servers]\nkonstantly = 42 # c\n",
        "[mcp_servers]\nkonstantly = { command = \"/usr/bin/konstantly-mcp\", args = [\"run\", "
        "\"acme\"] } # c\n");
}

void tst_TomlEdit::aServerIsSetAsAWhole()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result = added(before);
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(*result, after);
    QCOMPARE(*added(after), after);
    // A table without values is still one.
    const Result<QByteArray> empty = set(before, servers, own, TextDraft::of(TextDraft::Members()));
    QVERIFY(empty);
    const Result<TomlText> text = TomlText::parse(*empty);
    QVERIFY(text);
    const auto map = text->find(text->root(), u"mcp_servers"_s);
    QVERIFY(map && *map);
    const auto member = text->find((*map)->value, own);
    QVERIFY2(member && *member, empty->constData());
    QVERIFY(text->members((*member)->value).empty());
}

void tst_TomlEdit::theSameValueChangesNothing()
{
    for (const char *odd :
         {"[ mcp_servers . \"konstantl\\u0079\" ] # x\nargs = [ # y\n'run'\n,'''acme''',]\n"
          "command='/usr/bin/konstantly-mcp'",
          "mcp_servers = {konstantly={ command=\"\\u002Fusr/bin/konstantly-mcp\",args=['run',"
          "'acme']}}",
          "mcp_servers.konstantly.command = '/usr/bin/konstantly-mcp'\n[x]\n"
          "[mcp_servers.konstantly]\n"}) {
        if (!TomlText::parse(odd))
            continue;
        const TextDraft draft = [&] {
            const Result<TomlText> text = TomlText::parse(odd);
            const TextValue map = (*text->find(text->root(), u"mcp_servers"_s))->value;
            return TextDraft::of(*text, (*text->find(map, own))->value);
        }();
        const Result<QByteArray> result = set(odd, servers, own, draft);
        QVERIFY(result);
        QCOMPARE(*result, QByteArray(odd));
        QCOMPARE(*set(odd, ownPath, u"command"_s, TextDraft::of(u"/usr/bin/konstantly-mcp"_s)),
                 QByteArray(odd));
    }
}

void tst_TomlEdit::linesComeAndGo_data()
{
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QStringList &path, const char *before,
                        const char *after) {
        QTest::newRow(name) << path << QByteArray(before) << QByteArray(after);
    };
    row("behind the last line", ownPath,
        "[mcp_servers.konstantly]\n  command='x' # c\n# d\n\n[a]\n",
        "[mcp_servers.konstantly]\n  command='x' # c\n  n=\"v\"\n# d\n\n[a]\n");
    row("at the end, no line end", ownPath, "[mcp_servers.konstantly]\na = 1",
        "[mcp_servers.konstantly]\na = 1\nn = \"v\"");
    row("into an empty table", ownPath, "[mcp_servers.konstantly] # c\n",
        "[mcp_servers.konstantly] # c\nn=\"v\"\n");
    row("only a sub-table is there", ownPath, "[mcp_servers.konstantly.env]\nA = 'b'\n",
        "[mcp_servers.konstantly.env]\nA = 'b'\n\n[mcp_servers.konstantly]\nn = \"v\"\n");
    row("no table", ownPath, "a = 1\n", "a = 1\n\n[mcp_servers.konstantly]\nn = \"v\"\n");
    row("dotted", ownPath, "mcp_servers.konstantly.a = 1\r\nb = 2\r\n",
        "mcp_servers.konstantly.a = 1\r\nmcp_servers.konstantly.n = \"v\"\r\nb = 2\r\n");
    row("braces", ownPath, "mcp_servers = { konstantly = {} }\n",
        "mcp_servers = { konstantly = {n = \"v\"} }\n");
    row("no table in braces", ownPath, "mcp_servers = { }\n",
        "mcp_servers = { konstantly = {n=\"v\"} }\n");
    row("root", {}, "a = 1 # c\n\n[b]\n", "a = 1 # c\nn = \"v\"\n\n[b]\n");
    row("root without values", {}, "[b]\n", "n = \"v\"\n\n[b]\n");
    row("root with a blank line first", {}, "\n[b]\n", "n = \"v\"\n\n\n[b]\n");
    row("root of an empty file", {}, "", "n = \"v\"");
    row("root with a mark", {}, "\xEF\xBB\xBF[b]\r\n", "\xEF\xBB\xBFn = \"v\"\r\n\r\n[b]\r\n");
}

void tst_TomlEdit::linesComeAndGo()
{
    QFETCH(QStringList, path);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result = set(before, path, u"n"_s, TextDraft::of(u"v"_s));
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(*result, after);
    QVERIFY(TomlText::parse(after));
    QCOMPARE(*removed(after, path, u"n"_s), before);
}

void tst_TomlEdit::removingTakesOneServerOnly_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("first", "[mcp_servers.konstantly]\nx = 1 # c\n\n# b\n[mcp_servers.b]\n",
        "# b\n[mcp_servers.b]\n");
    row("middle, with comments inside it",
        "[a]\n\n# mine\n[mcp_servers.konstantly]\n# x\nx = 1\n# stays\n\n[b]\n",
        "[a]\n\n# mine\n# stays\n\n[b]\n");
    row("with its sub-tables, wherever they are",
        "[mcp_servers.konstantly.env]\nA = 'b'\n[z]\n\n[mcp_servers.konstantly]\nx = 1\n\n"
        "[mcp_servers.konstantly.y]\n\n[b]\n",
        "[z]\n\n[b]\n");
    row("last, no line end", "[a]\nb = 1\n\n[mcp_servers.konstantly]\nx = 1", "[a]\nb = 1");
    row("dotted keys, not together",
        "mcp_servers.konstantly.x = 1 # c\nb = 1\nmcp_servers.konstantly.y = 2\n[c]\n",
        "b = 1\n[c]\n");
    row("one line of a table", "[mcp_servers]\na = {}\nkonstantly = {x = [\n1\n]} # c\nb = {}\n",
        "[mcp_servers]\na = {}\nb = {}\n");
    row("first in braces", "mcp_servers = { konstantly = {x = 1} , b = {} }",
        "mcp_servers = { b = {} }");
    row("last in braces", "mcp_servers = {b={} , konstantly = {x = 1} }", "mcp_servers = {b={} }");
    row("alone in braces, not ours", "mcp_servers = {   konstantly = {x = 1} } # c",
        "mcp_servers = {} # c");
    row("not there", "[mcp_servers.a]\n", "[mcp_servers.a]\n");
    row("no servers", "a = 1\n", "a = 1\n");
}

void tst_TomlEdit::removingTakesOneServerOnly()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result = removed(before);
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(*result, after);
    QVERIFY(TomlText::parse(after));
}

void tst_TomlEdit::refusesWhatIsAmbiguous()
{
    for (const char *bytes :
         {"mcp_servers = []", "mcp_servers = 1", "[[mcp_servers]]", "mcp_servers = [{}]",
          "[MCP_servers.a]", "[mcp_servers]\n[Mcp_Servers]", "[mcp_servers.Konstantly]",
          "mcp_servers = { KONSTANTLY = {} }", "[[mcp_servers.konstantly]]",
          "x = { a.b = 1 }\nmcp_servers = { konstantly.command = 'x' }"}) {
        const Result<QByteArray> result = added(bytes);
        QVERIFY2(!result, bytes);
        QCOMPARE(result.error().code, ErrorCode::FileUnsupported);
        QVERIFY(!result.error().detail.isEmpty());
    }
    for (const char *bytes : {"mcp_servers = []", "[[mcp_servers]]", "[[mcp_servers.konstantly]]",
                              "mcp_servers = { konstantly.command = 'x' }"})
        QCOMPARE(removed(bytes).error().code, ErrorCode::FileUnsupported);
    QCOMPARE(set("a = { b.c = 1 }", {u"a"_s, u"b"_s}, u"d"_s, entry()).error().code,
             ErrorCode::FileUnsupported);
}

void tst_TomlEdit::anEditThatIsRefusedNamesTheLine()
{
    QCOMPARE(added("\n[[mcp_servers]]").error().detail,
             u"“mcp_servers” in line 2 is not an object."_s);
    QCOMPARE(added("\n\n[[mcp_servers.konstantly]]").error().detail,
             u"“konstantly” in line 3 is a list of tables."_s);
    QCOMPARE(added("\nmcp_servers = { konstantly.x = 1 }").error().detail,
             u"“konstantly” in line 2 is made of dotted names inside braces."_s);
}

void tst_TomlEdit::longPathsAreCreated()
{
    const QStringList path{u"a"_s, u"b"_s};
    for (const char *before :
         {"", "x = 1\n", "[a]\n", "[a.b]\n", "[a]\nx = 1\n[c]\n", "a = {}", "a = { b = {} }",
          "a = { x = 1 }\n", "a.x = 1\n", "a.b.x = 1\n", "[a]\nb = { }\n", "[a]\nb.x = 1\n"}) {
        const Result<QByteArray> after = set(before, path, u"n"_s, entry());
        QVERIFY(after);
        const Result<TomlText> text = TomlText::parse(*after);
        QVERIFY2(text, after->constData());
        const TextValue a = (*text->find(text->root(), u"a"_s))->value;
        const TextValue b = (*text->find(a, u"b"_s))->value;
        QVERIFY(TextDraft::of(*text, (*text->find(b, u"n"_s))->value) == entry());
        QCOMPARE(*removed(*after, path, u"n"_s), QByteArray(before));
    }
}

QTEST_GUILESS_MAIN(tst_TomlEdit)
#include "tst_tomledit.moc"

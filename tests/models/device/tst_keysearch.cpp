// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/keysearch.h"

#include "models/device/configkeys.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QStringConverter>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

const QByteArray keyA = "kmcp_" + QByteArray("Ab0-_xyZ").repeated(5) + "abc";
const QByteArray keyB = "kmcp_" + QByteArray("Qr7_-stU").repeated(5) + "def";

//! Keys and lines found when \a text comes in pieces of \a pieceSize bytes.
QStringList search(const QByteArray &text, qsizetype pieceSize = 1 << 20)
{
    KeySearch search;
    for (qsizetype at = 0; at < text.size(); at += pieceSize)
        search.feed(QByteArrayView(text).sliced(at, std::min(pieceSize, text.size() - at)));
    search.finish();
    QStringList result;
    for (const KeySearch::Found &found : search.found()) {
        const QByteArrayView key = found.key.reveal();
        const QString name = key == keyA ? u"A"_s : key == keyB ? u"B"_s : QString::fromLatin1(key);
        result.append(u"%1@%2"_s.arg(name).arg(found.line));
    }
    return result;
}

QByteArray utf16(const QByteArray &text, QStringConverter::Encoding encoding, bool hasMark)
{
    QStringEncoder encoder(encoding, hasMark ? QStringConverter::Flag::WriteBom
                                             : QStringConverter::Flag::Default);
    return encoder(QString::fromUtf8(text));
}

QByteArray percent(const QByteArray &text)
{
    return '%' + text.toHex('%');
}

QByteArray jsonEscaped(const QByteArray &text)
{
    QByteArray result;
    for (const char c : text)
        result += "\\u00" + QByteArray(1, c).toHex().toUpper();
    return result;
}

} // namespace

class tst_KeySearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysAreFoundWhereverTheyStand_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const QByteArray &text, const QStringList &found) {
            QTest::newRow(name) << text << found;
        };
        row("nothing", "", {});
        row("one byte", "k", {});
        row("alone", keyA, {u"A@1"_s});
        row("in JSON", "{\n\"env\": {\"KONSTANTLY_MCP_KEY\": \"" + keyA + "\"}}", {u"A@2"_s});
        row("after CRLF", "a\r\nb\r\nKEY=" + keyA + "\r\n", {u"A@3"_s});
        row("after CR alone", "a\rb\rKEY=" + keyA + "\r", {u"A@3"_s});
        row("after empty lines", "\n\n\r\n\n" + keyA, {u"A@5"_s});
        row("two on a line", "x " + keyA + "," + keyB + "\n", {u"A@1"_s, u"B@1"_s});
        row("one twice on a line", keyA + " " + keyA, {u"A@1"_s});
        row("one on two lines", keyA + "\n" + keyA, {u"A@1"_s, u"A@2"_s});
        row("UTF-8 mark", "\xEF\xBB\xBF" + keyA, {u"A@1"_s});
        row("glued to a word", "xxkmkmcp_k" + keyA,
            {u"kmcp_k"_s + QString::fromLatin1(keyA) + u"@1"_s});
        row("a beginning that fails", "kmkkmcp " + keyA, {u"A@1"_s});
        row("too short", "kmcp_1234567 kmcp_", {});
        row("shortest", "kmcp_12345678.", {u"kmcp_12345678@1"_s});
        row("every character escaped", '"' + jsonEscaped(keyA) + '"', {u"A@1"_s});
        row("escaped first letter", "\"\\u006b" + keyA.mid(1) + '"', {u"A@1"_s});
        row("escaped underscore in the middle", keyA.left(4) + "\\u005F" + keyA.mid(5), {u"A@1"_s});
        row("JSON in a JSON string", "\"{\\\"a\\\":\\\"\\\\u006b" + keyA.mid(1) + "\\\"}\"",
            {u"A@1"_s});
        row("C escapes", "'\\x6b" + keyA.mid(1) + "'", {u"A@1"_s});
        row("percent", "https://x/?key=" + percent(keyA) + "&b=1", {u"A@1"_s});
        row("percent, one", keyA.left(4) + "%5f" + keyA.mid(5), {u"A@1"_s});
        row("after a broken escape", "\\u00" + keyA + " \\" + keyB + " %" + keyA,
            {u"A@1"_s, u"B@1"_s});
        row("escaped newline before", "\"a\\n" + keyA + "\\nb\"", {u"A@1"_s});
        row("UTF-16 little", utf16("x\r\n" + keyA + "\r\n", QStringConverter::Utf16LE, true),
            {u"A@2"_s});
        row("UTF-16 big", utf16("x\n" + keyA + "\n", QStringConverter::Utf16BE, true), {u"A@2"_s});
        row("UTF-16 with letters whose bytes look like line breaks",
            utf16("\u0A0A\u0D0D\u6B6D\n" + keyA, QStringConverter::Utf16BE, true), {u"A@2"_s});
        row("UTF-16 little, no mark", utf16("x\n" + keyA, QStringConverter::Utf16LE, false),
            {u"A@2"_s});
        row("UTF-16 big, no mark", utf16("x\n" + keyA, QStringConverter::Utf16BE, false),
            {u"A@2"_s});
        row("UTF-32", utf16("x\n" + keyA, QStringConverter::Utf32LE, true), {u"A@2"_s});
    }
    void keysAreFoundWhereverTheyStand()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, found);
        QCOMPARE(search(text), found);
        // However the text comes in pieces.
        for (qsizetype size = 1; size < std::min<qsizetype>(text.size(), 70); ++size)
            QCOMPARE(search(text, size), found);
    }

    void whatIsAssignedToTheVariableCounts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const QByteArray &text, const QStringList &found) {
            QTest::newRow(text.simplified().constData()) << text << found;
        };
        const QStringList odd{u"odd-one@1"_s};
        row("KONSTANTLY_MCP_KEY=odd-one", odd);
        row("export KONSTANTLY_MCP_KEY=\"odd-one\"\nX=1", odd);
        row("KONSTANTLY_MCP_KEY = 'odd-one' # comment", odd);
        row("KONSTANTLY_MCP_KEY: odd-one\n", odd);
        row("\"KONSTANTLY_MCP_KEY\":\"odd-one\"", odd);
        row("\"KONSTANTLY_MCP_KEY\" : \"odd-one\" }", odd);
        row("\"{\\\"KONSTANTLY_MCP_KEY\\\": \\\"odd-one\\\"}\"", odd);
        row("claude mcp add --env KONSTANTLY_MCP_KEY=odd-one -- npx", odd);
        row("[\"-e\",\"KONSTANTLY_MCP_KEY=odd-one\"]", odd);
        row("KONSTANTLY_MCP_KEY='a phrase with blanks'", {u"a phrase with blanks@1"_s});
        row("KONSTANTLY_MCP_KEY=\"Bearer " + keyA + "\"", {u"A@1"_s});
        row("KONSTANTLY_MCP_KONSTANTLY_MCP_KEY=odd-one", odd);
        row("\n\nKONSTANTLY_MCP_KEY=\nA=1\nKONSTANTLY_MCP_KEY=" + keyA, {u"A@5"_s});
        // No keys:
        row("KONSTANTLY_MCP_KEY=", {});
        row("KONSTANTLY_MCP_KEY=\"\"", {});
        row("KONSTANTLY_MCP_KEY=$KEY", {});
        row("KONSTANTLY_MCP_KEY=\"${env:KEY}\"", {});
        row("\"KONSTANTLY_MCP_KEY\": \"{env:KEY}\"", {});
        row("\"KONSTANTLY_MCP_KEY\": \"{file:~/key}\"", {});
        row("KONSTANTLY_MCP_KEY=%KEY%", {});
        row("KONSTANTLY_MCP_KEY=$(secret-tool lookup a b)", {});
        row("KONSTANTLY_MCP_KEY=`pass konstantly`", {});
        row("KONSTANTLY_MCP_KEY=<your key>", {});
        row("KONSTANTLY_MCP_KEY=********", {});
        row("\"KONSTANTLY_MCP_KEY\": null", {});
        row("\"KONSTANTLY_MCP_KEY\": {\"description\": \"the key\"}", {});
        row("\"KONSTANTLY_MCP_KEY\": \"" + QByteArray(KeyPlaceholder) + "\"", {});
        row("env_vars = [\"KONSTANTLY_MCP_KEY\", \"HOME\"]", {});
        row("KONSTANTLY_MCP_KEY_FILE=/run/key", {});
        row("if (KONSTANTLY_MCP_KEY == \"x\")", {});
        row("set KONSTANTLY_MCP_KEY in your shell", {});
    }
    void whatIsAssignedToTheVariableCounts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, found);
        QCOMPARE(search(text), found);
        for (qsizetype size = 1; size < std::min<qsizetype>(text.size(), 70); ++size)
            QCOMPARE(search(text, size), found);
    }

    //! What the edited files' pattern finds in plain text, this finds too, and nothing else.
    void itAgreesWithThePattern()
    {
        QRandomGenerator random(20261125);
        static const QByteArray alphabet = "kmcp_kmcp_kmcp_abZ09-_ \n\"'";
        for (int round = 0; round < 3000; ++round) {
            QByteArray text;
            for (int i = random.bounded(200); i > 0; --i)
                text += random.bounded(12) == 0
                            ? QByteArray("kmcp_")
                            : QByteArray(1, alphabet[random.bounded(int(alphabet.size()))]);
            QStringList wanted;
            auto match = konstantlyKeyPattern().globalMatch(QString::fromLatin1(text));
            while (match.hasNext()) {
                const QRegularExpressionMatch one = match.next();
                const QString entry = u"%1@%2"_s.arg(one.captured())
                                          .arg(text.left(one.capturedStart()).count('\n') + 1);
                if (!wanted.contains(entry))
                    wanted.append(entry);
            }
            QCOMPARE(search(text, 1 + random.bounded(50)), wanted);
        }
    }

    void whatIsNoTextIsSaid()
    {
        const auto isText = [](const QByteArray &bytes) {
            KeySearch search;
            search.feed(bytes);
            search.finish();
            return search.isText();
        };
        QVERIFY(isText("{}"));
        QVERIFY(isText(""));
        QVERIFY(isText(QByteArray("\xFF\xFEk\0", 4)));
        QVERIFY(isText(utf16("plain words", QStringConverter::Utf16LE, false)));
        QVERIFY(isText(utf16("plain words", QStringConverter::Utf16BE, false)));
        QVERIFY(!isText(QByteArray("\x1f\x8b\x08\0\0\0\0\0\x02\x03", 10)));
        QVERIFY(!isText(QByteArray("text with one \0 in it", 22)));
        // What can be seen is seen all the same.
        QCOMPARE(search(QByteArray("SQLite format 3\0\x10\0", 18) + keyA + '\0'),
                 QStringList{u"A@1"_s});
    }

    void aFloodOfKeysIsBounded()
    {
        QByteArray text;
        for (int i = 0; i < 100'000; ++i)
            text += "kmcp_key" + QByteArray::number(1'000'000 + i) + '\n';
        KeySearch search;
        search.feed(text);
        search.finish();
        QCOMPARE(search.found().size(), KeySearch::MaxFound);
        QVERIFY(search.hasMore());
        // A run without end is no key and takes no memory.
        KeySearch endless;
        endless.feed("kmcp_" + QByteArray(10'000'000, 'a'));
        endless.finish();
        QCOMPARE(endless.found().size(), std::size_t(1));
        QVERIFY(endless.found().front().key.size() <= 512);
    }

    void theSearchIsFast()
    {
        // What makes the search leave its shortest path most often: the letter k, escapes, line ends.
        const QByteArray text
            = QByteArray("{\"look\": \"back\\nk \\u00e9 100%\"},\n").repeated(100'000);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(search(text).isEmpty());
        const double rate = double(text.size()) / 1e6 / (double(timer.nsecsElapsed()) / 1e9);
        qInfo("%.0f MB/s of unfriendly text", rate);
        QVERIFY2(rate > 2, "a file of 16 MiB must not take longer than some seconds, unoptimised");
    }
};

QTEST_GUILESS_MAIN(tst_KeySearch)
#include "tst_keysearch.moc"

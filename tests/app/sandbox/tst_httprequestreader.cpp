// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/httprequestreader.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

using State = HttpRequestReader::State;

namespace {

//! All of a literal, NULs inside it too.
template<std::size_t N>
QByteArray literal(const char (&text)[N])
{
    return QByteArray(text, N - 1);
}

} // namespace

class tst_HttpRequestReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aRequestIsReadWhole()
    {
        HttpRequestReader reader;
        reader.append("POST /api/v2/mcp/keys?a=1&b=x%20y+z&b=2&c HTTP/1.1\r\nhost: localhost\r\n"
                      "X-MCP-KEY:  kmcp_test \r\nContent-Length: 4\r\n\r\n{\"a\"GET");
        QCOMPARE(reader.advance(), State::Ready);
        QVERIFY(reader.keepsAlive());
        const SandboxRequest request = reader.take();
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.path, u"/api/v2/mcp/keys"_s);
        QCOMPARE(request.query.value(u"a"_s), u"1"_s);
        QCOMPARE(request.query.value(u"b"_s), u"2"_s);
        QVERIFY(request.query.contains(u"c"_s));
        QCOMPARE(request.key, "kmcp_test");
        QCOMPARE(request.body, "{\"a\"");
        QCOMPARE(reader.advance(), State::Incomplete); // "GET" waits for the rest
    }

    void theQueryIsDecoded()
    {
        HttpRequestReader reader;
        reader.append("GET /a?fields%5Bauthor%5D=42&t=2026-01-01T00%3A00%3A00%2B01:00&u=a+b "
                      "HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(reader.advance(), State::Ready);
        const auto query = reader.take().query;
        QCOMPARE(query.value(u"fields[author]"_s), u"42"_s);
        QCOMPARE(query.value(u"t"_s), u"2026-01-01T00:00:00+01:00"_s);
        QCOMPARE(query.value(u"u"_s), u"a b"_s);
    }

    void chunksMakeOneBody()
    {
        HttpRequestReader reader;
        reader.append("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "4;why=not\r\nabcd\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nGET /next "
                      "HTTP/1.0\r\n\r\n");
        QCOMPARE(reader.advance(), State::Ready);
        QCOMPARE(reader.take().body, "abcd0123456789");
        QCOMPARE(reader.advance(), State::Ready);
        QVERIFY(!reader.keepsAlive());
        QCOMPARE(reader.take().path, u"/next"_s);
    }

    void anyCutGivesTheSameRequest()
    {
        const QByteArray bytes = "POST /p?q=1 HTTP/1.1\r\nHost: x\r\nX-MCP-Key: "
                                 "k\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        for (qsizetype cut = 0; cut < bytes.size(); ++cut) {
            HttpRequestReader reader;
            reader.append(bytes.first(cut));
            QCOMPARE(reader.advance(), State::Incomplete);
            reader.append(bytes.sliced(cut));
            QCOMPARE(reader.advance(), State::Ready);
            QCOMPARE(reader.take().body, "abcde");
        }
    }

    void rubbishIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const QByteArray fine = "GET / HTTP/1.1\r\nHost: x\r\n";
        const auto row = [](const char *name, const QByteArray &bytes, int status = 400) {
            QTest::newRow(name) << bytes << status;
        };
        row("nothing but an end", "\r\n\r\n");
        row("no blanks", "GET\r\n\r\n");
        row("one blank", "GET /\r\n\r\n");
        row("two blanks together", "GET  HTTP/1.1\r\nHost: x\r\n\r\n");
        row("blank in the path", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n");
        row("method with a control character", "GE\tT / HTTP/1.1\r\nHost: x\r\n\r\n");
        row("absolute address", "GET https://localhost/ HTTP/1.1\r\nHost: x\r\n\r\n");
        row("path beyond ASCII", "GET /\xc3\xa4 HTTP/1.1\r\nHost: x\r\n\r\n");
        row("NUL in the path", literal("GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n"));
        row("NUL before any end", literal("GE\0"));
        row("not HTTP", "GET / GOPHER/1\r\n\r\n");
        row("HTTP/2", "PRI * HTTP/2.0\r\n\r\n", 400);
        row("HTTP/3.0 with a path", "GET / HTTP/3.0\r\n\r\n", 505);
        row("no host", "GET / HTTP/1.1\r\n\r\n");
        row("two hosts", fine + "Host: y\r\n\r\n");
        row("header without a colon", fine + "Nonsense\r\n\r\n");
        row("header without a name", fine + ": x\r\n\r\n");
        row("blank before the colon", fine + "X-MCP-Key : k\r\n\r\n");
        row("folded header", fine + "A: b\r\n c\r\n\r\n");
        row("bare line feed in a value", fine + "A: b\nX-MCP-Key: k\r\n\r\n");
        row("negative length", fine + "Content-Length: -1\r\n\r\n");
        row("signed length", fine + "Content-Length: +1\r\n\r\n");
        row("hexadecimal length", fine + "Content-Length: 0x10\r\n\r\n");
        row("length beyond numbers", fine + "Content-Length: 99999999999999999999\r\n\r\n");
        row("two lengths", fine + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n");
        row("length and chunks", fine + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
        row("unknown encoding", fine + "Transfer-Encoding: gzip\r\n\r\n", 501);
        row("body too large", fine + "Content-Length: 99999999999\r\n\r\n", 413);
        row("chunk size that is none", fine + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n");
        row("chunk too large", fine + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", 413);
        row("chunk longer than it says", fine + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc");
        row("endless chunk line",
            fine + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray(40'000, '1'), 431);
        row("head too large", fine + "A: " + QByteArray(40'000, 'a') + "\r\n\r\n", 431);
        row("head without an end", QByteArray(40'000, 'a'), 431);
    }

    void rubbishIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        HttpRequestReader reader;
        reader.append(bytes);
        QCOMPARE(reader.advance(), State::Refused);
        QCOMPARE(reader.errorStatus(), status);
        reader.append("GET / HTTP/1.1\r\nHost: x\r\n\r\n"); // there is no way back
        QCOMPARE(reader.advance(), State::Refused);
    }

    void randomBytesNeverGetStuckOrThrough()
    {
        QRandomGenerator random(3);
        const QByteArray alphabet = literal("GET / HTTP/1.1\r\n:Host: x\0\xff"
                                            "0123456789chunked");
        for (int round = 0; round < 3000; ++round) {
            HttpRequestReader reader;
            QByteArray bytes;
            for (int i = random.bounded(120); i > 0; --i)
                bytes += alphabet[random.bounded(alphabet.size())];
            reader.append(bytes);
            const State first = reader.advance();
            if (first == State::Ready)
                QVERIFY(reader.take().path.startsWith(u'/'));
            else
                QCOMPARE(reader.advance(), first);
        }
    }

    void aSecondKeySpoilsTheFirst()
    {
        HttpRequestReader reader;
        reader.append("GET / HTTP/1.1\r\nHost: x\r\nX-MCP-Key: one\r\nX-MCP-Key: two\r\n\r\n");
        QCOMPARE(reader.advance(), State::Ready);
        QCOMPARE(reader.take().key, "one, two");
    }
};

QTEST_GUILESS_MAIN(tst_HttpRequestReader)
#include "tst_httprequestreader.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/standinserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

const Error Locked{ErrorCode::KeychainLocked, {}, {}, {}};

QJsonObject parse(const QByteArray &line)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        qFatal("not one JSON object: %s", line.constData());
    return document.object();
}

//! The answer to \a request as one object.
QJsonObject ask(StandInServer &server, const QByteArray &request)
{
    const QByteArray answer = server.feed(request + '\n');
    if (!answer.endsWith('\n') || answer.count('\n') != 1)
        qFatal("not one line: %s", answer.constData());
    return parse(answer);
}

//! With ' for ", which keeps escapes out of the tests. (moc 6.4 loses classes in files with raw strings that hold quotes.)
QByteArray q(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray call(const char *id, const char *method, const QByteArray &params = "{}")
{
    return q("{'jsonrpc':'2.0','id':") + id + q(",'method':'") + method + q("','params':") + params
           + '}';
}

} // namespace

class tst_StandInServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theHandshakeEchoesAKnownVersion_data()
    {
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<QString>("answered");
        for (const char *version : {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
            QTest::newRow(version) << QByteArray(version) << QString::fromLatin1(version);
        QTest::newRow("unknown") << QByteArray("2031-01-01") << u"2025-11-25"_s;
        QTest::newRow("empty") << QByteArray("") << u"2025-11-25"_s;
    }
    void theHandshakeEchoesAKnownVersion()
    {
        QFETCH(QByteArray, wanted);
        QFETCH(QString, answered);
        StandInServer server(Locked);
        const auto answer = ask(
            server, call("1", "initialize", q("{'protocolVersion':'") + wanted + q("'}")));
        const QJsonObject result = answer[u"result"_s].toObject();
        QCOMPARE(answer[u"jsonrpc"_s].toString(), u"2.0"_s);
        QCOMPARE(result[u"protocolVersion"_s].toString(), answered);
        QCOMPARE(result[u"serverInfo"_s][u"name"_s].toString(), u"konstantly-mcp stand-in"_s);
        QVERIFY(!result[u"serverInfo"_s][u"version"_s].toString().isEmpty());
        QCOMPARE(result[u"capabilities"_s][u"tools"_s][u"listChanged"_s], QJsonValue(true));
        QVERIFY(result[u"instructions"_s].toString().contains(u"keychain is locked"_s));
    }

    void oneToolSaysWhatIsWrong_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("tool");
        QTest::newRow("locked") << Locked << u"konstantly_keychain_locked"_s;
        QTest::newRow("package") << Error{ErrorCode::PackageMissing, {}, {}, {}}
                                 << u"konstantly_package_missing"_s;
        QTest::newRow("profile") << Error{ErrorCode::NotConfigured, {}, u"acme"_s, {}}
                                 << u"konstantly_not_configured"_s;
    }
    void oneToolSaysWhatIsWrong()
    {
        QFETCH(Error, error);
        QFETCH(QString, tool);
        StandInServer server(error, u"acme"_s);
        const auto tools = ask(server, call("2", "tools/list"))[u"result"_s][u"tools"_s].toArray();
        QCOMPARE(tools.size(), 1);
        QCOMPARE(tools[0][u"name"_s].toString(), tool);
        const QString text = tools[0][u"description"_s].toString();
        QVERIFY2(text.contains(describe(error).message), qPrintable(text));
        QVERIFY2(text.contains(describe(error).hint), qPrintable(text));
        QVERIFY(text.contains(u"(Profile: acme)"_s));
        QCOMPARE(tools[0][u"inputSchema"_s][u"type"_s].toString(), u"object"_s);

        const auto called = ask(server, call("3", "tools/call", q("{'name':'find_user'}")));
        QCOMPARE(called[u"result"_s][u"isError"_s], QJsonValue(true));
        QCOMPARE(called[u"result"_s][u"content"_s].toArray()[0][u"text"_s].toString(), text);
    }

    void everyToolNameIsOneThatClientsTake()
    {
        static const QRegularExpression pattern(u"^[a-z_]{1,64}$"_s);
        for (int code = 0; code <= int(ErrorCode::ServerFailed); ++code) {
            const StandInServer server({ErrorCode(code), {}, {}, {}});
            QVERIFY2(pattern.match(server.toolName()).hasMatch(), qPrintable(server.toolName()));
        }
    }

    void anIdComesBackAsItWasSent_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const QByteArray &id : std::initializer_list<QByteArray>{
                 "0", "-7", "12345678901234567890", "1.0", "1e2", "\"a\"", "\"\"",
                 q("'\\u0041\\n\\''"), "null", "true", "[1, 2]", q("{'a': 1.50}"), "\"ü\""})
            QTest::newRow(id.constData()) << id;
    }
    void anIdComesBackAsItWasSent()
    {
        QFETCH(QByteArray, id);
        StandInServer server(Locked);
        QCOMPARE(server.feed(call(id.constData(), "ping") + '\n'),
                 q("{'jsonrpc':'2.0','id':") + id + ",\"result\":{}}\n");
        QVERIFY(server.feed(call(id.constData(), "nonsense") + '\n')
                    .startsWith(q("{'jsonrpc':'2.0','id':") + id + q(",'error':{'code':-32601")));
    }

    void whatNeedsNoAnswerGetsNone_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("notification") << q("{'jsonrpc':'2.0','method':'notifications/x'}");
        QTest::newRow("cancelled") << q("{'method':'notifications/cancelled','params':{}}");
        QTest::newRow("an answer") << q("{'jsonrpc':'2.0','id':1,'result':{}}");
        QTest::newRow("an error") << q("{'jsonrpc':'2.0','id':1,'error':{}}");
        QTest::newRow("empty line") << QByteArray("");
        QTest::newRow("white space") << QByteArray(" \t\r");
        QTest::newRow("batch of notifications") << q("[{'method':'a'},{'method':'b'}]");
    }
    void whatNeedsNoAnswerGetsNone()
    {
        QFETCH(QByteArray, line);
        StandInServer server(Locked);
        QCOMPARE(server.feed(line + '\n'), QByteArray());
        QCOMPARE(ask(server, call("1", "ping"))[u"id"_s], QJsonValue(1)); // and it still works
    }

    void rubbishIsAnError_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("code");
        QTest::newRow("text") << QByteArray("hello") << -32700;
        QTest::newRow("cut") << q("{'jsonrpc':'2.0','id':1,") << -32700;
        QTest::newRow("two on a line") << q("{'id':1}{'id':2}") << -32700;
        QTest::newRow("NUL") << QByteArray("\0\0", 2) << -32700;
        QTest::newRow("bad UTF-8") << QByteArray("{\"id\":\"\xff\"}") << -32700;
        QTest::newRow("deep") << QByteArray(5000, '[') << -32700;
        QTest::newRow("HTTP") << QByteArray("Content-Length: 12\r") << -32700;
        QTest::newRow("number") << QByteArray("7") << -32600;
        QTest::newRow("string") << QByteArray("\"x\"") << -32600;
        QTest::newRow("null") << QByteArray("null") << -32600;
        QTest::newRow("empty batch") << QByteArray("[]") << -32600;
    }
    void rubbishIsAnError()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, code);
        StandInServer server(Locked);
        const auto answer = ask(server, line);
        QCOMPARE(answer[u"id"_s], QJsonValue(QJsonValue::Null));
        QCOMPARE(answer[u"error"_s][u"code"_s].toInt(), code);
        QCOMPARE(ask(server, call("1", "ping"))[u"id"_s], QJsonValue(1));
    }

    void aBatchIsAnsweredAsOne()
    {
        StandInServer server(Locked);
        const QByteArray answer = server.feed('[' + call("1", "ping")
                                              + q(", {'method':'notifications/initialized'}, 5, ")
                                              + call("\"b\"", "tools/list") + "]\n");
        QCOMPARE(answer.count('\n'), 1);
        const auto list = QJsonDocument::fromJson(answer).array();
        QCOMPARE(list.size(), 3);
        QCOMPARE(list[0][u"id"_s], QJsonValue(1));
        QCOMPARE(list[1][u"error"_s][u"code"_s].toInt(), -32600);
        QCOMPARE(list[2][u"id"_s], QJsonValue(u"b"_s));
    }

    void piecesOfAnySizeAreOneStream()
    {
        const QByteArray input = call("1", "initialize", q("{'protocolVersion':'2025-06-18'}"))
                                 + "\r\n" + q("{'method':'notifications/initialized'}") + "\n\n"
                                 + call("2", "tools/list") + "\nrubbish\n" + call("3", "ping")
                                 + "\n";
        StandInServer whole(Locked);
        const QByteArray expected = whole.feed(input);
        QCOMPARE(expected.count('\n'), 4);
        for (qsizetype size = 1; size < 40; ++size) {
            StandInServer server(Locked);
            QByteArray output;
            for (qsizetype at = 0; at < input.size(); at += size)
                output += server.feed(
                    QByteArrayView(input).sliced(at).first(std::min(size, input.size() - at)));
            QCOMPARE(output, expected);
        }
    }

    void anUnfinishedLineIsNotAnswered()
    {
        StandInServer server(Locked);
        QCOMPARE(server.feed(call("1", "ping")), QByteArray());
        QVERIFY(!server.feed("\n").isEmpty());
    }

    void aLineThatIsTooLongIsSkipped()
    {
        StandInServer server(Locked);
        const QByteArray piece(1024 * 1024, 'x');
        for (int i = 0; i < 9; ++i)
            QCOMPARE(server.feed(piece), QByteArray());
        const QByteArray answers = server.feed("\n" + call("5", "ping") + "\n");
        const auto lines = answers.split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(parse(lines[0])[u"error"_s][u"code"_s].toInt(), -32600);
        QCOMPARE(parse(lines[1])[u"id"_s], QJsonValue(5));
    }

    void aLateKeyIsToldToAClientThatListens()
    {
        StandInServer server(Locked);
        QVERIFY(!server.feed(call("1", "initialize") + '\n').isEmpty());
        QCOMPARE(server.feed("{\"method\":\"notifications/initialized\"}\n"), QByteArray());
        const auto notification = parse(server.setRecovered());
        QCOMPARE(notification[u"method"_s].toString(), u"notifications/tools/list_changed"_s);
        QVERIFY(!notification.contains(u"id"_s));
        const auto tools = ask(server, call("2", "tools/list"))[u"result"_s][u"tools"_s].toArray();
        QCOMPARE(tools.size(), 1);
        QCOMPARE(tools[0][u"name"_s].toString(), u"konstantly_restart_needed"_s);
        QVERIFY(tools[0][u"description"_s].toString().contains(u"Restart"_s));
    }

    void beforeTheHandshakeEndsNothingIsSentUnasked()
    {
        StandInServer server(Locked);
        QCOMPARE(server.setRecovered(), QByteArray());
        QCOMPARE(server.feed(call("1", "initialize") + '\n').count('\n'), 1);
        const QByteArray late = server.feed("{\"method\":\"notifications/initialized\"}\n");
        QCOMPARE(parse(late)[u"method"_s].toString(), u"notifications/tools/list_changed"_s);
        QCOMPARE(server.feed(call("2", "ping") + '\n').count('\n'), 1); // once
    }

    void anotherReasonReplacesTheText()
    {
        StandInServer server({ErrorCode::KeychainNotAnswering, {}, {}, {}});
        QVERIFY(server.feed("{\"method\":\"notifications/initialized\"}\n").isEmpty());
        QVERIFY(!server.setReason(Locked).isEmpty());
        QCOMPARE(server.toolName(), u"konstantly_keychain_locked"_s);
        QCOMPARE(server.setReason(Locked), QByteArray());
    }
};

QTEST_GUILESS_MAIN(tst_StandInServer)
#include "tst_standinserver.moc"

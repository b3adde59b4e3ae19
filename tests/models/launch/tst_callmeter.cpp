// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/callmeter.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! A meter with clocks that stand still unless they are moved.
class Rig
{
public:
    Rig()
        : m_meter(
            {.callEnded = [this](const MeteredCall &call) { calls << call; },
             .clientKnown = [this](const ClientIdentity &client) { clients << client; }},
            [this] { return QDateTime::fromMSecsSinceEpoch(1000 + now.count(), Qt::UTC); },
            [this] { return now; })
    {}

    //! "c…" from the client, "s…" from the server, each with a line end.
    void play(const QByteArrayList &lines)
    {
        for (const QByteArray &line : lines) {
            if (line.startsWith('c'))
                m_meter.fromClient(line.mid(1) + '\n');
            else
                m_meter.fromServer(line.mid(1) + '\n');
        }
    }
    //! "tool outcome" of each, in order.
    [[nodiscard]] QByteArrayList ends() const
    {
        QByteArrayList list;
        for (const MeteredCall &call : calls)
            list << call.tool.toUtf8() + ' ' + outcomeName(call.outcome).toByteArray();
        return list;
    }
    [[nodiscard]] CallMeter &meter() { return m_meter; }

    std::chrono::milliseconds now{0};
    QList<MeteredCall> calls;
    QList<ClientIdentity> clients;

private:
    CallMeter m_meter;
};

QByteArray call(const QByteArray &id, const QByteArray &tool = "find_user")
{
    return "c{\"jsonrpc\":\"2.0\",\"id\":" + id
           + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
           + "\",\"arguments\":{\"name\":\"decoy\",\"q\":\"}\\\"{\"}}}";
}

QByteArray answer(const QByteArray &id)
{
    return "s{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"x\"}]},\"jsonrpc\":\"2.0\","
           "\"id\":"
           + id + '}';
}

QByteArray failure(const QByteArray &id, const QByteArray &text)
{
    return "s{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"" + text
           + "\"}],\"isError\":true},\"jsonrpc\":\"2.0\",\"id\":" + id + '}';
}

} // namespace

class tst_CallMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aCallIsTimed()
    {
        Rig rig;
        rig.now = 5ms;
        rig.play({call("1")});
        rig.now = 17ms;
        rig.play({answer("1")});
        QCOMPARE(rig.calls,
                 (QList<MeteredCall>{{1005ms, 12ms, u"find_user"_s, CallOutcome::Succeeded, 0s}}));
    }

    void onlyToolCallsCount_data()
    {
        QTest::addColumn<QByteArrayList>("lines");
        QTest::addColumn<QByteArrayList>("ends");
        const QByteArrayList none;
        QTest::newRow("tools/list")
            << QByteArrayList{"c{\"id\":1,\"method\":\"tools/list\"}", answer("1")} << none;
        QTest::newRow("a notification")
            << QByteArrayList{"c{\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}}",
                              answer("1")}
            << none;
        QTest::newRow("the server's own question")
            << QByteArrayList{call("1"), "s{\"id\":1,\"method\":\"roots/list\"}", answer("1")}
            << QByteArrayList{"find_user succeeded"};
        QTest::newRow("the client's answer to it")
            << QByteArrayList{call("1"), "c{\"id\":1,\"result\":{}}", answer("1")}
            << QByteArrayList{"find_user succeeded"};
        QTest::newRow("out of order")
            << QByteArrayList{call("1", "a"), call("2", "b"), answer("2"), answer("1")}
            << QByteArrayList{"b succeeded", "a succeeded"};
        QTest::newRow("strings and numbers are different ids")
            << QByteArrayList{call("1", "a"), call("\"1\"", "b"), answer("\"1\""), answer("1")}
            << QByteArrayList{"b succeeded", "a succeeded"};
        QTest::newRow("an id in another spelling")
            << QByteArrayList{call("\"\\u00e9\"", "a"), call("2.0", "b"), answer("\"\u00e9\""),
                              answer("2.00")}
            << QByteArrayList{"a succeeded", "b succeeded"};
        QTest::newRow("one id twice")
            << QByteArrayList{call("1", "a"), call("1", "b"), answer("1"), answer("1"), answer("1")}
            << QByteArrayList{"a succeeded", "b succeeded"};
        QTest::newRow("an unknown id") << QByteArrayList{call("1"), answer("7"), answer("1")}
                                       << QByteArrayList{"find_user succeeded"};
        QTest::newRow("a batch") << QByteArrayList{
            "c[" + call("1", "a").mid(1) + ", " + call("2", "b").mid(1) + ",3,[],\"x\"]",
            "s[" + answer("2").mid(1) + ',' + answer("1").mid(1)
                + ']'} << QByteArrayList{"b succeeded", "a succeeded"};
        QTest::newRow("cancelled")
            << QByteArrayList{call("1"),
                              "c{\"method\":\"notifications/"
                              "cancelled\",\"params\":{\"requestId\":1,\"reason\":\"x\"}}",
                              answer("1")}
            << QByteArrayList{"find_user cancelled"};
        QTest::newRow("cancelled too late")
            << QByteArrayList{call("1"), answer("1"),
                              "c{\"method\":\"notifications/"
                              "cancelled\",\"params\":{\"requestId\":1}}"}
            << QByteArrayList{"find_user succeeded"};
        QTest::newRow("white space and a CR")
            << QByteArrayList{" \t" + call("1"), call("1"),
                              "s \t{ \"id\" : 1 , \"result\" : { } }\r"}
            << QByteArrayList{"find_user succeeded"};
        QTest::newRow("names in another spelling") << QByteArrayList{
            "c{\"i\\u0064\":1,\"m\\u0065thod\":\"tools/call\",\"params\":{\"n\\u0061me\":\"a\"}}",
            answer("1")} << QByteArrayList{"a succeeded"};
        QTest::newRow("no name") << QByteArrayList{
            "c{\"id\":1,\"method\":\"tools/call\",\"params\":7}",
            answer("1")} << QByteArrayList{"(other) succeeded"};
        QTest::newRow("a result that is no object")
            << QByteArrayList{call("1"), "s{\"id\":1,\"result\":\"fine\"}", call("2"),
                              "s{\"id\":2,\"result\":[{\"id\":3}]}"}
            << QByteArrayList{"find_user succeeded", "find_user succeeded"};
        QTest::newRow("neither result nor error")
            << QByteArrayList{call("1"), "s{\"id\":1}"} << QByteArrayList{"find_user failed"};
        QTest::newRow("lines that are no JSON")
            << QByteArrayList{call("1"),
                              "shello { \"id\":1,\"result\":{} }",
                              "s",
                              "s\"\\",
                              "s{\"id\":1,\"result\":",
                              "s{\"id\":1 \"result\":{}}",
                              "s{\"a\":\"\\\\\\\"\",",
                              "s]}",
                              "s\xff\xfe{\x00",
                              answer("1")}
            << QByteArrayList{"find_user succeeded"};
        QTest::newRow("decoys deeper down")
            << QByteArrayList{call("1"),
                              "s{\"result\":{\"structuredContent\":{\"isError\":true,\"content\":[{"
                              "\"text\":\"rejected the API "
                              "key\"}],\"id\":9},\"x\":[[{\"id\":1}]],\"isError\":false},\"id\":1}"}
            << QByteArrayList{"find_user succeeded"};
    }
    void onlyToolCallsCount()
    {
        QFETCH(QByteArrayList, lines);
        QFETCH(QByteArrayList, ends);
        if (QByteArray(QTest::currentDataTag()) == "white space and a CR")
            lines.removeFirst();
        Rig whole;
        whole.play(lines);
        QCOMPARE(whole.ends(), ends);
        // Byte by byte it is the same.
        Rig split;
        for (const QByteArray &line : lines) {
            for (const char byte : line.mid(1) + '\n') {
                if (line.startsWith('c'))
                    split.meter().fromClient(QByteArrayView(&byte, 1));
                else
                    split.meter().fromServer(QByteArrayView(&byte, 1));
            }
        }
        QCOMPARE(split.ends(), ends);
    }

    void errorsAreClassified_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("outcome");
        const auto row = [](const char *text, const char *outcome) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(outcome);
        };
        row("Rate limit exceeded (minute). Retry after 12s.", "rate-limited-minute");
        row("Error: Rate limit exceeded (day). Retry after 3000s.", "rate-limited-day");
        row("MCP_RATE_LIMITED", "rate-limited");
        row("Too many failed MCP authentication attempts. Retry after 47s.", "rate-limited-auth");
        row("AI course generation per-key daily quota exceeded. Retry after 3600s.",
            "rate-limited-ai-key");
        row("AI course generation per-tenant daily quota exceeded.", "rate-limited-ai-tenant");
        row("Konstantly rejected the API key (it was revoked or never existed)", "unauthorized");
        row("{\\\"error\\\":\\\"Unauthorized\\\",\\\"code\\\":\\\"UNAUTHORIZED\\\"}",
            "unauthorized");
        row("Your license does not include MCP access", "licence");
        row("Not found \\u2014 check the ID exists.", "failed");
        row("", "failed");
    }
    void errorsAreClassified()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, outcome);
        Rig rig;
        rig.play({call("1"), failure("1", text), call("2"),
                  "s{\"id\":2,\"error\":{\"code\":-32000,\"message\":\"" + text + "\"}}"});
        QCOMPARE(rig.ends(), (QByteArrayList{"find_user " + outcome, "find_user " + outcome}));
        if (outcome == "rate-limited-auth")
            QCOMPARE(rig.calls.first().wait, 47s);
    }

    void wordsInASuccessAreNoFailure()
    {
        Rig rig;
        rig.play({call("1"), "s{\"result\":{\"content\":[{\"text\":\"Konstantly rejected the API "
                             "key\"}]},\"id\":1}"});
        QCOMPARE(rig.ends(), QByteArrayList{"find_user succeeded"});
    }

    void callsWithoutAnAnswerAreToldAtTheEnd()
    {
        Rig rig;
        rig.play({call("1", "a"), call("2", "b"), answer("1")});
        rig.meter().finish();
        QCOMPARE(rig.ends(), (QByteArrayList{"a succeeded", "b unanswered"}));
        rig.meter().finish();
        QCOMPARE(rig.calls.size(), 2);
    }

    void hugeLinesAreNotKept()
    {
        Rig rig;
        const QByteArray megabyte(1024 * 1024, 'x');
        rig.meter().fromClient("{\"id\":1,\"params\":{\"arguments\":{\"blob\":\"");
        for (int i = 0; i < 64; ++i)
            rig.meter().fromClient(megabyte);
        rig.meter().fromClient("\"},\"name\":\"upload\"},\"method\":\"tools/call\"}"
                               "\n");
        rig.meter().fromServer("{\"id\":1,\"result\":{\"content\":[{\"text\":\"");
        for (int i = 0; i < 64; ++i)
            rig.meter().fromServer(megabyte);
        rig.meter().fromServer("\"}]}}\n");
        QCOMPARE(rig.ends(), QByteArrayList{"upload succeeded"});
        // Neither a line without an end nor an endless id.
        rig.meter().fromClient("{\"id\":\"");
        for (int i = 0; i < 8; ++i)
            rig.meter().fromClient(megabyte);
        rig.meter().fromClient("\",\"method\":\"tools/call\",\"params\":{\"name\":\"a\"}}\n");
        rig.meter().finish();
        QCOMPARE(rig.calls.size(), 1);
    }

    void onlySoManyCallsAreFollowed()
    {
        Rig rig;
        for (int i = 0; i < 1500; ++i)
            rig.play({call(QByteArray::number(i))});
        rig.meter().finish();
        QCOMPARE(rig.calls.size(), qsizetype(CallMeter::MaxPending));
    }

    void oddNamesAreReplaced_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("kept");
        QTest::newRow("usual") << QByteArray("get-user_v2.x/y") << u"get-user_v2.x/y"_s;
        QTest::newRow("escaped") << QByteArray("a\\u0062c") << u"abc"_s;
        QTest::newRow("long") << QByteArray(65, 'a') << u"(other)"_s;
        QTest::newRow("very long") << QByteArray(5000, 'a') << u"(other)"_s;
        QTest::newRow("a line break") << QByteArray("a\\nb") << u"(other)"_s;
        QTest::newRow("markup") << QByteArray("<b>") << u"(other)"_s;
        QTest::newRow("not ASCII") << QByteArray("\u00e9") << u"(other)"_s;
        QTest::newRow("not UTF-8") << QByteArray("a\xff") << u"(other)"_s;
        QTest::newRow("a bad escape") << QByteArray("a\\u12") << u"(other)"_s;
        QTest::newRow("a key") << QByteArray("kmcp_0123456789abcdef") << u"(other)"_s;
    }
    void oddNamesAreReplaced()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, kept);
        Rig rig;
        rig.play({call("1", name), answer("1"),
                  "c{\"id\":2,\"method\":\"initialize\",\"params\":{\"clientInfo\":{\"version\":"
                  "\"1.0\",\"name\":\""
                      + name + "\"}}}"});
        QCOMPARE(rig.calls.value(0).tool, kept);
        QCOMPARE(rig.clients, (QList<ClientIdentity>{{kept, u"1.0"_s}}));
    }

    void aClientWithoutANameHasNone()
    {
        Rig rig;
        rig.play({"c{\"id\":1,\"method\":\"initialize\"}"});
        QCOMPARE(rig.clients, QList<ClientIdentity>{ClientIdentity()});
    }

    void nothingUpsetsIt()
    {
        // Pieces of messages and noise in any order, cut anywhere: no crash, no endless growth, and it finds back.
        QRandomGenerator random(1);
        const QByteArrayList pieces{call("1").mid(1),
                                    answer("1").mid(1),
                                    "{",
                                    "}",
                                    "[",
                                    "]",
                                    "\"",
                                    "\\",
                                    ",",
                                    ":",
                                    "\n",
                                    "\"id\"",
                                    "\"params\"",
                                    "\"result\":{",
                                    "null",
                                    "1e5",
                                    "\xff",
                                    QByteArray(300, 'a')};
        Rig rig;
        for (int i = 0; i < 20000; ++i) {
            const QByteArray piece = pieces.at(random.bounded(int(pieces.size())));
            if (random.bounded(2) == 0)
                rig.meter().fromClient(piece);
            else
                rig.meter().fromServer(piece);
        }
        rig.play({"c", "s", call("\"last\"", "last"), answer("\"last\"")});
        QVERIFY(rig.ends().contains("last succeeded"));
    }
};

QTEST_GUILESS_MAIN(tst_CallMeter)
#include "tst_callmeter.moc"

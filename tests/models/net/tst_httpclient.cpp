// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/httpclient.h"

#include "models/base/redaction.h"
#include "models/net/keyheader.h"
#include "tests/models/net/networkrig.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <sys/resource.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray JsonHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

QStringList g_messages;

void keepMessage(QtMsgType, const QMessageLogContext &, const QString &text)
{
    g_messages.append(text);
}

//! In KiB.
qint64 peakMemory()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

HostileScript json(int status, const QByteArray &body, Hostile::Headers headers = {})
{
    headers.prepend({"Content-Type", "application/json"});
    return Hostile::answer(status, body, headers);
}

} // namespace

class tst_HttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aRequestCarriesWhatItShouldAndNothingElse();
    void aPostCarriesItsBody();
    void theAnswerComesWithStatusBodyAndServerDate();

    void everyStatusHasItsError_data();
    void everyStatusHasItsError();
    void everyRejectionLooksTheSame();
    void notJsonIsNotAnAnswer_data();
    void notJsonIsNotAnAnswer();

    void troubleOnTheWire_data();
    void troubleOnTheWire();
    void whatIsSentOnceIsSentOnce_data();
    void whatIsSentOnceIsSentOnce();
    void aPostThatCouldNotLeaveIsNotUnknown();
    void aGetIsRepeatedUntilItWorks();
    void nobodyListening();

    void deadlines_data();
    void deadlines();
    void anAnswerWithoutEndIsCut_data();
    void anAnswerWithoutEndIsCut();

    void aHeadWithoutEndIsCut_data();
    void aHeadWithoutEndIsCut();

    void redirectsAreNotFollowed_data();
    void redirectsAreNotFollowed();
    void aKeyIsAddedOnlyForItsOrigin_data();
    void aKeyIsAddedOnlyForItsOrigin();
    void aKeyThatCannotBeAHeaderIsRefused();
    void pathsThatLeadElsewhereAreRefused_data();
    void pathsThatLeadElsewhereAreRefused();

    void badCertificatesAreRefusedBeforeAByteOfHttp_data();
    void badCertificatesAreRefusedBeforeAByteOfHttp();
    void oldTlsIsRefused();
    void aServerWithoutTlsIsRefused();
    void theAuthorityFileCountsAtOnceAndForItsWorkspaceOnly();
    void anAuthorityFileThatIsNone();

    void cookiesAndChallengesAreIgnored_data();
    void cookiesAndChallengesAreIgnored();

    void deletingTheScopeCancels();
    void deletingTheScopeOfAPostLeavesItUnknown();
    void deletingTheClientCancels();
    void aContinuationMayDeleteTheClient();

    void rateLimitedMeansNotBefore();
    void aPauseOfTheServiceStopsEveryKey();
    void aRejectedKeyIsTriedAgainOnRequestOnly();
    void manyBadKeysCauseThreeFailures();

    void theKeyIsInNoMessage();
};

void tst_HttpClient::aRequestCarriesWhatItShouldAndNothingElse()
{
    HostileServer server;
    server.always(json(200, "{}"));
    NetworkRig rig(HttpLimits{});
    HttpRequest request{HttpMethod::Get, u"/api/v2/mcp/keys"_s, {}, {}, {}};
    request.query.addQueryItem(u"limit"_s, u"5"_s);
    QVERIFY(rig.send(server, request));

    QCOMPARE(server.requests().size(), 1);
    const HostileRequest seen = server.requests().constFirst();
    QCOMPARE(seen.method(), "GET");
    QCOMPARE(seen.target(), "/api/v2/mcp/keys?limit=5");
    QCOMPARE(seen.header("X-MCP-Key"), rig.key.reveal().toByteArray());
    QCOMPARE(seen.header("Accept-Encoding"), "identity");
    QCOMPARE(seen.header("Accept"), "application/json");
    QCOMPARE(seen.header("Host"), "localhost:" + QByteArray::number(server.port()));
    for (const QByteArray name : {"Cookie", "Authorization", "Referer", "Origin", "X-API-KEY"})
        QCOMPARE(seen.header(name), QByteArray());
    QCOMPARE(seen.head.count(rig.key.reveal().toByteArray()), 1);
}

void tst_HttpClient::aPostCarriesItsBody()
{
    HostileServer server;
    server.always(json(201, "{\"id\":1}"));
    NetworkRig rig(HttpLimits{});
    const Result<HttpResponse> response = rig.post(server);
    QVERIFY(response);
    QCOMPARE(response->status, 201);
    const HostileRequest seen = server.requests().constFirst();
    QCOMPARE(seen.body, "{\"a\":1}");
    QCOMPARE(seen.header("Content-Type"), "application/json");
    QCOMPARE(seen.header("Content-Length"), "7");
}

void tst_HttpClient::theAnswerComesWithStatusBodyAndServerDate()
{
    HostileServer server;
    server.always(json(200, "{\"a\":[1,2]}", {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}}));
    NetworkRig rig(HttpLimits{});
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(response);
    QCOMPARE(response->status, 200);
    QCOMPARE(response->body.reveal(), QByteArrayView("{\"a\":[1,2]}"));
    QCOMPARE(response->serverDate, QDateTime(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC));
}

void tst_HttpClient::everyStatusHasItsError_data()
{
    QTest::addColumn<HostileScript>("script");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("requests"); // a 5xx is tried three times
    QTest::addColumn<int>("wait");     // seconds, at most 10 % and one more

    const QByteArray text = R"({"error":"Text","code":"CODE"})";
    QTest::newRow("400") << json(400, text) << ErrorCode::InvalidArguments << 1 << 0;
    QTest::newRow("401") << json(401, text) << ErrorCode::Unauthorized << 1 << 0;
    QTest::newRow("401 empty") << Hostile::answer(401, {}, {}) << ErrorCode::Unauthorized << 1 << 0;
    QTest::newRow("402") << json(402, R"({"error":"x","code":"LICENSE_RESTRICTED"})")
                         << ErrorCode::LicenseRestricted << 1 << 0;
    QTest::newRow("403 disabled") << json(403, R"({"error":"x","code":"MCP_LICENSE_DISABLED"})")
                                  << ErrorCode::LicenseDisabled << 1 << 0;
    QTest::newRow("403 other") << json(403, R"({"error":"x","code":"FORBIDDEN"})")
                               << ErrorCode::Forbidden << 1 << 0;
    QTest::newRow("403 html") << Hostile::answer(403, "<html>", {{"Content-Type", "text/html"}})
                              << ErrorCode::Forbidden << 1 << 0;
    QTest::newRow("404") << json(404, text) << ErrorCode::NotFound << 1 << 0;
    QTest::newRow("405") << json(405, text) << ErrorCode::NotSupported << 1 << 0;
    QTest::newRow("418") << json(418, text) << ErrorCode::BadResponse << 1 << 0;
    QTest::newRow("422") << json(422, text) << ErrorCode::InvalidArguments << 1 << 0;
    QTest::newRow("429 header") << json(
        429, R"({"error":"Retry after 9s.","code":"MCP_RATE_LIMITED"})", {{"Retry-After", "120"}})
                                << ErrorCode::RateLimited << 1 << 120;
    QTest::newRow("429 text") << json(
        429,
        R"({"error":"Rate limit exceeded (minute). Retry after 12s.","code":"MCP_RATE_LIMITED"})")
                              << ErrorCode::RateLimited << 1 << 12;
    QTest::newRow("429 AI quota, no code") << json(
        429, R"({"error":"AI course generation per-key daily quota exceeded. Retry after 3600s."})")
                                           << ErrorCode::RateLimited << 1 << 3600;
    QTest::newRow("429 nothing said")
        << Hostile::answer(429, {}, {}) << ErrorCode::RateLimited << 1 << 60;
    QTest::newRow("429 authentication") << json(
        429,
        R"({"error":"Too many failed MCP authentication attempts. Retry after 47s.","code":"MCP_AUTH_RATE_LIMITED"})")
                                        << ErrorCode::AuthRateLimited << 1 << 47;
    QTest::newRow("500") << json(500, text) << ErrorCode::ServerFault << 3 << 0;
    QTest::newRow("502 html") << Hostile::answer(502, "<html>", {{"Content-Type", "text/html"}})
                              << ErrorCode::ServerFault << 3 << 0;
    QTest::newRow("503 later") << json(503, text, {{"Retry-After", "90"}}) << ErrorCode::ServerFault
                               << 1 << 90;
    QTest::newRow("511 portal") << Hostile::answer(511, "<html>", {{"Content-Type", "text/html"}})
                                << ErrorCode::BadResponse << 1 << 0;
    QTest::newRow("304") << Hostile::answer(304, {}, {}) << ErrorCode::Redirected << 1 << 0;
    QTest::newRow("999") << json(999, text) << ErrorCode::BadResponse << 1 << 0;
}

void tst_HttpClient::everyStatusHasItsError()
{
    QFETCH(HostileScript, script);
    QFETCH(ErrorCode, code);
    QFETCH(int, requests);
    QFETCH(int, wait);
    HostileServer server;
    server.always(script);
    HttpLimits limits;
    limits.backOff = 10ms;
    NetworkRig rig(limits);
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(!response);
    QCOMPARE(response.error().code, code);
    QCOMPARE(server.count("GET"), requests);
    QCOMPARE_GE(int(response.error().retryAfter.count()), wait);
    QCOMPARE_LE(int(response.error().retryAfter.count()), wait + wait / 10 + (wait ? 1 : 0));
}

void tst_HttpClient::everyRejectionLooksTheSame()
{
    const QList<HostileScript> rejections{
        Hostile::answer(401, {}, {}),
        json(401, R"({"error":"Unauthorized","code":"UNAUTHORIZED"})"),
        Hostile::answer(401, "<html>revoked</html>", {{"Content-Type", "text/html"}})};
    QList<Error> errors;
    for (const HostileScript &script : rejections) {
        HostileServer server;
        server.always(script);
        NetworkRig rig(HttpLimits{});
        const Result<HttpResponse> response = rig.get(server);
        QVERIFY(!response);
        errors.append(response.error());
    }
    QCOMPARE(errors.at(0), errors.at(1));
    QCOMPARE(errors.at(0), errors.at(2));
}

void tst_HttpClient::notJsonIsNotAnAnswer_data()
{
    QTest::addColumn<HostileScript>("script");
    using H = Hostile::Headers;
    QTest::newRow("captive portal")
        << Hostile::answer(200, "<html>Sign in</html>", H{{"Content-Type", "text/html"}});
    QTest::newRow("no content type") << Hostile::answer(200, "{}", H{});
    QTest::newRow("text/json") << Hostile::answer(200, "{}", H{{"Content-Type", "text/json"}});
    QTest::newRow("application/jsonp")
        << Hostile::answer(200, "{}", H{{"Content-Type", "application/jsonp"}});
    for (const QByteArray encoding : {"gzip", "deflate", "br", "zstd", "gzip, gzip", "GZIP"})
        QTest::addRow("%s", encoding.constData())
            << json(200, "{}", {{"Content-Encoding", encoding}});
    QTest::newRow("large head") << json(200, "{}", {{"X-Large", QByteArray(70'000, 'x')}});
    QTest::newRow("many headers") << json(200, "{}", Hostile::Headers(10'000, {"X-Many", "x"}));
}

void tst_HttpClient::notJsonIsNotAnAnswer()
{
    QFETCH(HostileScript, script);
    HostileServer server;
    server.always(script);
    NetworkRig rig(HttpLimits{});
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(!response);
    QCOMPARE(response.error().code, ErrorCode::BadResponse);
    QCOMPARE(response.error().subject, u"localhost"_s);
    QCOMPARE(server.count("GET"), 1);

    HostileServer other;
    other.always(Hostile::answer(
        200, "{}",
        {{"Content-Type", "Application/JSON; charset=utf-8"}, {"Content-Encoding", "identity"}}));
    QVERIFY(rig.get(other));
}

void tst_HttpClient::troubleOnTheWire_data()
{
    QTest::addColumn<HostileScript>("script");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("requests");
    QTest::newRow("closed after the request")
        << Hostile::closeAfterRead() << ErrorCode::Offline << 3;
    QTest::newRow("reset after the request")
        << Hostile::resetAfterRead() << ErrorCode::Offline << 3;
    QTest::newRow("closed within the head")
        << Hostile::rawThenClose("HTTP/1.1 200 OK\r\nContent-Ty") << ErrorCode::Offline << 3;
    QTest::newRow("reset within the head")
        << Hostile::rawThenReset("HTTP/1.1 200 OK\r\nContent-Ty") << ErrorCode::Offline << 3;
    QTest::newRow("cut, with length")
        << Hostile::rawThenClose(JsonHead + "Content-Length: 100\r\n\r\n{\"a\"")
        << ErrorCode::BadResponse << 1;
    QTest::newRow("reset, with length")
        << Hostile::rawThenReset(JsonHead + "Content-Length: 100\r\n\r\n{\"a\"")
        << ErrorCode::BadResponse << 1;
    QTest::newRow("cut, chunked") << Hostile::rawThenClose(
        JsonHead + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n")
                                  << ErrorCode::BadResponse << 1;
    QTest::newRow("no HTTP at all")
        << Hostile::rawThenClose("SSH-2.0-OpenSSH_9.2\r\n") << ErrorCode::Offline << 3;
}

void tst_HttpClient::troubleOnTheWire()
{
    QFETCH(HostileScript, script);
    QFETCH(ErrorCode, code);
    QFETCH(int, requests);
    HostileServer server;
    server.always(script);
    HttpLimits limits;
    limits.backOff = 10ms;
    NetworkRig rig(limits);
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(!response);
    QCOMPARE(response.error().code, code);
    QCOMPARE(response.error().subject, u"localhost"_s);
    QCOMPARE(server.count("GET"), requests);
}

void tst_HttpClient::whatIsSentOnceIsSentOnce_data()
{
    QTest::addColumn<HostileScript>("script");
    QTest::addColumn<bool>("isDelete");
    const QList<std::pair<const char *, HostileScript>> scripts{
        {"closed after read", Hostile::closeAfterRead()},
        {"reset after read", Hostile::resetAfterRead()},
        {"reset within the head", Hostile::rawThenReset("HTTP/1.1 201 Cre")},
        {"reset within the body",
         Hostile::rawThenReset(JsonHead + "Content-Length: 100\r\n\r\n{\"id\":1")},
        {"cut answer", Hostile::rawThenClose(JsonHead + "Content-Length: 100\r\n\r\n{\"id\":1")},
        {"500 after it was done", json(500, R"({"error":"x"})")},
        {"502", Hostile::answer(502, "<html>", {{"Content-Type", "text/html"}})},
        {"compressed", json(200, "{}", {{"Content-Encoding", "gzip"}})},
    };
    for (const auto &[name, script] : scripts) {
        QTest::addRow("POST, %s", name) << script << false;
        QTest::addRow("DELETE, %s", name) << script << true;
    }
}

void tst_HttpClient::whatIsSentOnceIsSentOnce()
{
    QFETCH(HostileScript, script);
    QFETCH(bool, isDelete);
    HostileServer server;
    HttpLimits limits;
    limits.backOff = 10ms;
    NetworkRig rig(limits);
    server.inTurn({json(200, "{}"), script});
    QVERIFY(rig.get(server)); // leaves a kept connection behind
    const Result<HttpResponse> response = isDelete ? rig.remove(server) : rig.post(server);
    QVERIFY(!response);
    QCOMPARE(response.error().code, ErrorCode::OutcomeUnknown);
    QTest::qWait(30); // a repeat would follow at once
    QCOMPARE(server.count(isDelete ? "DELETE" : "POST"), 1);
}

void tst_HttpClient::aPostThatCouldNotLeaveIsNotUnknown()
{
    HostileOptions options;
    options.flaw = CertificateFlaw::Expired;
    HostileServer server(options);
    NetworkRig rig(HttpLimits{});
    QCOMPARE(rig.post(server).error().code, ErrorCode::TlsRefused);

    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const Origin origin = *Origin::parseDemo(u"https://localhost:%1"_s.arg(nobody.serverPort()));
    nobody.close();
    const Result<HttpResponse> response = await(rig.client.send(
        {HttpMethod::Post, u"/x"_s, {}, "{}", {}}, {origin, rig.key}, {}, &rig.scope));
    QCOMPARE(response.error().code, ErrorCode::Offline);

    server.always(json(422, R"({"error":"Invalid arguments: name"})"));
    HostileServer good;
    good.always(json(422, R"({"error":"Invalid arguments: name"})"));
    const Result<HttpResponse> refused = rig.post(good);
    QCOMPARE(refused.error().code, ErrorCode::InvalidArguments);
    QCOMPARE(refused.error().detail, u"Invalid arguments: name"_s);
}

void tst_HttpClient::aGetIsRepeatedUntilItWorks()
{
    HostileServer server;
    server.inTurn({json(503, "{}"), Hostile::closeAfterRead(), json(200, "{\"ok\":true}")});
    HttpLimits limits;
    limits.backOff = 10ms;
    NetworkRig rig(limits);
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(response);
    QCOMPARE(response->body.reveal(), QByteArrayView("{\"ok\":true}"));
    QCOMPARE(server.count("GET"), 3);
}

void tst_HttpClient::nobodyListening()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const Origin origin = *Origin::parseDemo(u"https://localhost:%1"_s.arg(nobody.serverPort()));
    nobody.close();
    NetworkRig rig;
    const Result<HttpResponse> response = await(
        rig.client.send({HttpMethod::Get, u"/x"_s, {}, {}, {}}, {origin, rig.key}, {}, &rig.scope));
    QVERIFY(!response);
    QCOMPARE(response.error().code, ErrorCode::Offline);
}

void tst_HttpClient::deadlines_data()
{
    QTest::addColumn<HostileScript>("script");
    QTest::addColumn<bool>("acceptsNothing");
    QTest::addColumn<int>("atMost"); // ms, by the limits below
    QTest::newRow("hang before accept") << HostileScript() << true << 300;
    QTest::newRow("hang after the request") << Hostile::hangAfterRead() << false << 700;
    QTest::newRow("slow head") << Hostile::drip({}, JsonHead + "\r\n", 20ms) << false << 700;
    // Slowly: a flood of them may reach the cap on an answer's head before the deadline.
    QTest::newRow("endless 1xx") << Hostile::drip(
        {}, QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(100), 20ms)
                                 << false << 700;
    QTest::newRow("slow body") << Hostile::drip(JsonHead + "Content-Length: 1000\r\n\r\n",
                                                QByteArray(1000, ' '), 20ms)
                               << false << 1000;
    QTest::newRow("stalled at the end")
        << Hostile::rawThenHang(JsonHead + "Content-Length: 10\r\n\r\n{\"a\": 12}") << false
        << 1000;
}

void tst_HttpClient::deadlines()
{
    QFETCH(HostileScript, script);
    QFETCH(bool, acceptsNothing);
    QFETCH(int, atMost);
    HostileOptions options;
    options.acceptsNothing = acceptsNothing;
    HostileServer server(options);
    server.always(script);
    HttpLimits limits;
    limits.connect = 300ms;
    limits.firstByte = 400ms;
    limits.total = 1000ms;
    // Connecting takes its time on a busy machine; the row that is about it never gets past it.
    if (!acceptsNothing)
        limits.connect = 10s;
    NetworkRig rig(limits);
    QElapsedTimer timer;
    timer.start();
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(!response);
    QCOMPARE(response.error().code, ErrorCode::Timeout);
    QCOMPARE_GE(timer.elapsed(), 250);
    QCOMPARE_LE(timer.elapsed(), std::max(atMost, 1000) + 500);
    QCOMPARE_LE(server.count("GET"), 1); // time that is gone is not spent again
}

void tst_HttpClient::anAnswerWithoutEndIsCut_data()
{
    QTest::addColumn<HostileScript>("script");
    const QByteArray chunk(0x10000, 'a');
    QTest::newRow("no length") << Hostile::flood(JsonHead + "\r\n", chunk);
    QTest::newRow("chunked") << Hostile::flood(JsonHead + "Transfer-Encoding: chunked\r\n\r\n",
                                               "10000\r\n" + chunk + "\r\n");
    QTest::newRow("4 GB announced")
        << Hostile::flood(JsonHead + "Content-Length: 4294967296\r\n\r\n", chunk);
}

void tst_HttpClient::anAnswerWithoutEndIsCut()
{
    QFETCH(HostileScript, script);
    HostileServer server;
    server.always(script);
    NetworkRig rig(HttpLimits{});
    QElapsedTimer timer;
    timer.start();
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(!response);
    QCOMPARE(response.error().code, ErrorCode::BadResponse);
    QCOMPARE(response.error().detail, u"the answer is too large"_s);
    QCOMPARE_LT(timer.elapsed(), 10'000);
}

void tst_HttpClient::aHeadWithoutEndIsCut_data()
{
    QTest::addColumn<HostileScript>("script");
    QTest::newRow("headers") << Hostile::flood("HTTP/1.1 200 OK\r\n",
                                               "X-Flood: " + QByteArray(1000, 'x') + "\r\n");
    QTest::newRow("one header") << Hostile::flood("HTTP/1.1 200 OK\r\nX-Flood: ",
                                                  QByteArray(1000, 'x'));
    QTest::newRow("folded header") << Hostile::flood("HTTP/1.1 200 OK\r\nX-Flood: x\r\n",
                                                     " " + QByteArray(1000, 'x') + "\r\n");
    QTest::newRow("status line") << Hostile::flood("HTTP/1.1 200 ", QByteArray(1000, 'x'));
}

void tst_HttpClient::aHeadWithoutEndIsCut()
{
#ifndef Q_OS_LINUX
    QSKIP("only Linux tells how much a connection received");
#endif
    QFETCH(HostileScript, script);
    HostileServer server;
    server.always(script);
    NetworkRig rig(HttpLimits{});
    const qint64 before = peakMemory();
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(!response);
    QCOMPARE(response.error().code, ErrorCode::BadResponse);
    QCOMPARE_LT(peakMemory() - before, 64 * 1024); // KiB (security N-6)
}

void tst_HttpClient::redirectsAreNotFollowed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    const QList<std::pair<const char *, QByteArray>> locations{
        {"same host", "https://localhost:OWN/login"},
        {"relative", "/login"},
        {"other port", "https://localhost:OTHER/"},
        {"other host", "https://127.0.0.1:OTHER/"},
        {"plain http", "http://localhost:OTHER/"},
        {"no scheme", "//127.0.0.1:OTHER/"},
        {"user name", "https://localhost@127.0.0.1:OTHER/"},
        {"script", "javascript:alert(1)"},
        {"nothing", ""},
    };
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const auto &[name, location] : locations)
            QTest::addRow("%d %s", status, name) << status << location;
    }
}

void tst_HttpClient::redirectsAreNotFollowed()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    static HostileServer server;
    static HostileServer other;
    location.replace("OWN", QByteArray::number(server.port()));
    location.replace("OTHER", QByteArray::number(other.port()));
    server.always(Hostile::answer(status, {}, {{"Location", location}}));
    other.always(json(200, "{}"));
    const int before = server.count("GET") + server.count("POST");
    NetworkRig rig(HttpLimits{});
    for (const Result<HttpResponse> &response : {rig.get(server), rig.post(server)}) {
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::Redirected);
        QCOMPARE(response.error().subject, u"localhost"_s);
        QVERIFY(response.error().detail.startsWith(u"HTTP %1 to "_s.arg(status)));
    }
    QCOMPARE(server.count("GET") + server.count("POST"), before + 2);
    QCOMPARE(other.connectionCount(), 0);
}

void tst_HttpClient::aKeyIsAddedOnlyForItsOrigin_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("ours") << u"https://acme.konstantly.com/api?x=1"_s << true;
    QTest::newRow("explicit port") << u"https://acme.konstantly.com:443/"_s << true;
    QTest::newRow("http") << u"http://acme.konstantly.com/"_s << false;
    QTest::newRow("port") << u"https://acme.konstantly.com:8443/"_s << false;
    QTest::newRow("tenant") << u"https://acme2.konstantly.com/"_s << false;
    QTest::newRow("parent") << u"https://konstantly.com/"_s << false;
    QTest::newRow("child") << u"https://x.acme.konstantly.com/"_s << false;
    QTest::newRow("suffix") << u"https://acme.konstantly.com.evil.example/"_s << false;
    QTest::newRow("dot") << u"https://acme.konstantly.com./"_s << false;
    QTest::newRow("user") << u"https://user@acme.konstantly.com/"_s << false;
    QTest::newRow("as user") << u"https://acme.konstantly.com@evil.example/"_s << false;
    QTest::newRow("no host") << u"https:///api"_s << false;
    QTest::newRow("relative") << u"/api"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void tst_HttpClient::aKeyIsAddedOnlyForItsOrigin()
{
    QFETCH(QString, url);
    QFETCH(bool, isOurs);
    const BoundKey key{*Origin::parse(u"https://acme.konstantly.com"), randomKey()};
    QNetworkRequest request{QUrl(url)};
    const Result<> added = addKeyHeader(request, key);
    QCOMPARE(added.has_value(), isOurs);
    QCOMPARE(request.hasRawHeader("X-MCP-Key"), isOurs);
    if (!isOurs)
        QCOMPARE(added.error().code, ErrorCode::OriginMismatch);
}

void tst_HttpClient::aKeyThatCannotBeAHeaderIsRefused()
{
    HostileServer server;
    NetworkRig rig(HttpLimits{});
    for (const QByteArray bad : {"kmcp_a\r\nX-Evil: 1", "kmcp_a b", "kmcp_\xc3\xa9", "kmcp_\x7f"}) {
        rig.key = Secret(bad);
        QCOMPARE(rig.get(server).error().code, ErrorCode::InvalidInput);
    }
    rig.key = Secret(QByteArray(2000, 'a'));
    QCOMPARE(rig.get(server).error().code, ErrorCode::InvalidInput);
    QCOMPARE(server.connectionCount(), 0);
}

void tst_HttpClient::pathsThatLeadElsewhereAreRefused_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path :
         {u""_s, u"api"_s, u"//evil.example/"_s, u"/a/../b"_s, u"/./a"_s, u"/a\\b"_s, u"/a?b=1"_s,
          u"/a#b"_s, u"@evil.example/"_s, u"https://evil.example/"_s})
        QTest::addRow("'%s'", qPrintable(path)) << path;
}

void tst_HttpClient::pathsThatLeadElsewhereAreRefused()
{
    QFETCH(QString, path);
    HostileServer server;
    NetworkRig rig(HttpLimits{});
    const Result<HttpResponse> response = rig.send(server, {HttpMethod::Get, path, {}, {}, {}});
    QVERIFY(!response);
    QCOMPARE(server.connectionCount(), 0);
}

void tst_HttpClient::badCertificatesAreRefusedBeforeAByteOfHttp_data()
{
    QTest::addColumn<CertificateFlaw>("flaw");
    QTest::newRow("self-signed") << CertificateFlaw::SelfSigned;
    QTest::newRow("unknown authority") << CertificateFlaw::UnknownAuthority;
    QTest::newRow("wrong host") << CertificateFlaw::WrongHost;
    QTest::newRow("expired") << CertificateFlaw::Expired;
    QTest::newRow("not yet valid") << CertificateFlaw::NotYetValid;
    QTest::newRow("name that starts like ours") << CertificateFlaw::LongerName;
}

void tst_HttpClient::badCertificatesAreRefusedBeforeAByteOfHttp()
{
    QFETCH(CertificateFlaw, flaw);
    HostileOptions options;
    options.flaw = flaw;
    HostileServer server(options);
    server.always(json(200, "{}"));
    NetworkRig rig(HttpLimits{});
    for (const Result<HttpResponse> &response :
         {rig.get(server), rig.post(server), rig.remove(server)}) {
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::TlsRefused);
        QCOMPARE(response.error().subject, u"localhost"_s);
        QVERIFY(!response.error().detail.isEmpty());
    }
    QCOMPARE(server.byteCount(), 0);
    QCOMPARE(server.connectionCount(), 3); // trust does not come by trying again
}

void tst_HttpClient::oldTlsIsRefused()
{
    HostileOptions options;
    options.isTls11Only = true;
    HostileServer server(options);
    NetworkRig rig(HttpLimits{});
    QCOMPARE(rig.get(server).error().code, ErrorCode::TlsRefused);
    QCOMPARE(server.byteCount(), 0);
}

void tst_HttpClient::aServerWithoutTlsIsRefused()
{
    HostileOptions options;
    options.isPlainText = true;
    options.banner
        = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    HostileServer server(options);
    NetworkRig rig(HttpLimits{});
    QCOMPARE(rig.get(server).error().code, ErrorCode::TlsRefused);
    QCOMPARE(server.requests().size(), 0);
}

void tst_HttpClient::theAuthorityFileCountsAtOnceAndForItsWorkspaceOnly()
{
    HostileServer server;
    server.always(json(200, "{}"));
    NetworkRig rig(HttpLimits{});
    const BoundKey key{server.origin(), rig.key};
    const HttpRequest request{HttpMethod::Get, u"/x"_s, {}, {}, {}};
    const TrustOptions none;
    const TrustOptions added{server.caFile()};
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(await(rig.client.send(request, key, none, &rig.scope)).error().code,
                 ErrorCode::TlsRefused);
        QVERIFY(await(rig.client.send(request, key, added, &rig.scope)));
    }
    HostileServer other;
    other.always(json(200, "{}"));
    QCOMPARE(
        await(rig.client.send(request, {other.origin(), rig.key}, added, &rig.scope)).error().code,
        ErrorCode::TlsRefused);
    QCOMPARE(other.byteCount(), 0);
}

void tst_HttpClient::anAuthorityFileThatIsNone()
{
    HostileServer server;
    NetworkRig rig(HttpLimits{});
    const HttpRequest request{HttpMethod::Get, u"/x"_s, {}, {}, {}};
    const BoundKey key{server.origin(), rig.key};
    const QString path = rig.state.filePath(u"ca.pem"_s);
    QCOMPARE(await(rig.client.send(request, key, {path}, &rig.scope)).error().code,
             ErrorCode::FileUnreadable);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a certificate");
    file.close();
    const Error refused = await(rig.client.send(request, key, {path}, &rig.scope)).error();
    QCOMPARE(refused.code, ErrorCode::FileNotParsable);
    QVERIFY2(describe(refused).message.endsWith(u"There is no certificate in it."_s),
             qPrintable(describe(refused).message));
    QCOMPARE(server.connectionCount(), 0);
}

void tst_HttpClient::cookiesAndChallengesAreIgnored_data()
{
    QTest::addColumn<QByteArray>("challenge");
    for (const QByteArray challenge :
         {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"y\"", "NTLM", "Negotiate", "Bearer"})
        QTest::addRow("%s", challenge.constData()) << challenge;
}

void tst_HttpClient::cookiesAndChallengesAreIgnored()
{
    QFETCH(QByteArray, challenge);
    HostileServer server;
    server.inTurn(
        {json(401, "{}", {{"WWW-Authenticate", challenge}, {"Set-Cookie", "sid=1; Path=/"}}),
         json(200, "{}", {{"Set-Cookie", "sid=2; Path=/"}}), json(200, "{}")});
    NetworkRig rig(HttpLimits{});
    QCOMPARE(rig.get(server).error().code, ErrorCode::Unauthorized);
    QCOMPARE(server.count("GET"), 1);
    QVERIFY(rig.get(server));
    QVERIFY(rig.get(server));
    const QList<HostileRequest> requests = server.requests();
    QCOMPARE(requests.size(), 3);
    for (const HostileRequest &request : requests) {
        QCOMPARE(request.header("Cookie"), QByteArray());
        QCOMPARE(request.header("Authorization"), QByteArray());
    }
}

void tst_HttpClient::deletingTheScopeCancels()
{
    HostileServer server;
    server.always(Hostile::hangAfterRead());
    NetworkRig rig(HttpLimits{});
    auto scope = std::make_unique<QObject>();
    QFuture<Result<HttpResponse>> future = rig.client.send({HttpMethod::Get, u"/x"_s, {}, {}, {}},
                                                           {server.origin(), rig.key},
                                                           {server.caFile()}, scope.get());
    QTRY_COMPARE(server.count("GET"), 1);
    QElapsedTimer timer;
    timer.start();
    scope.reset();
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
    QCOMPARE_LT(timer.elapsed(), 200);
}

void tst_HttpClient::deletingTheScopeOfAPostLeavesItUnknown()
{
    HostileServer server;
    server.always(Hostile::hangAfterRead());
    NetworkRig rig(HttpLimits{});
    auto scope = std::make_unique<QObject>();
    QFuture<Result<HttpResponse>> future = rig.client.send(
        {HttpMethod::Post, u"/x"_s, {}, "{}", {}}, {server.origin(), rig.key}, {server.caFile()},
        scope.get());
    QTRY_COMPARE(server.count("POST"), 1);
    scope.reset();
    QCOMPARE(future.result().error().code, ErrorCode::OutcomeUnknown);
}

void tst_HttpClient::deletingTheClientCancels()
{
    HostileServer server;
    server.always(Hostile::hangAfterRead());
    NetworkRig rig(HttpLimits{});
    auto client = std::make_unique<HttpClient>(rig.network, rig.budget);
    QFuture<Result<HttpResponse>> future = client->send({HttpMethod::Get, u"/x"_s, {}, {}, {}},
                                                        {server.origin(), rig.key},
                                                        {server.caFile()}, &rig.scope);
    QTRY_COMPARE(server.count("GET"), 1);
    client.reset();
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
}

void tst_HttpClient::aContinuationMayDeleteTheClient()
{
    // Ends that come through every door: too large, a status, a deadline.
    for (const HostileScript &script :
         {Hostile::flood(JsonHead + "\r\n", QByteArray(0x10000, 'a')), json(404, "{}"),
          Hostile::answer(302, {}, {{"Location", "/x"}}), Hostile::hangAfterRead()}) {
        HostileServer server;
        server.always(script);
        NetworkRig rig;
        auto client = std::make_unique<HttpClient>(rig.network, rig.budget, systemClock(),
                                                   NetworkRig::impatient());
        bool isDone = false;
        client
            ->send({HttpMethod::Get, u"/x"_s, {}, {}, {}}, {server.origin(), rig.key},
                   {server.caFile()}, &rig.scope)
            .then(&rig.scope, [&](const Result<HttpResponse> &) {
                isDone = true;
                client.reset();
            });
        QTRY_VERIFY(isDone);
        QVERIFY(!client);
    }
}

void tst_HttpClient::rateLimitedMeansNotBefore()
{
    HostileServer server;
    server.inTurn(
        {json(429, R"({"error":"Retry after 2s.","code":"MCP_RATE_LIMITED"})"), json(200, "{}")});
    NetworkRig rig(HttpLimits{});
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(rig.get(server).error().code, ErrorCode::RateLimited);
    for (const Result<HttpResponse> &early : {rig.get(server), rig.post(server)}) {
        QVERIFY(!early);
        QCOMPARE(early.error().code, ErrorCode::RateLimited);
        QCOMPARE_GT(early.error().retryAfter.count(), 0);
    }
    QCOMPARE(server.requests().size(), 1);

    // Another key is not meant.
    const Secret held = std::exchange(rig.key, randomKey());
    QVERIFY(rig.get(server));

    rig.key = held;
    Result<HttpResponse> response = fail(ErrorCode::Internal);
    while (!response && timer.elapsed() < 5000) {
        QTest::qWait(20);
        response = rig.get(server);
    }
    QVERIFY(response);
    QCOMPARE_GE(timer.elapsed(), 2000);
    QCOMPARE_LE(timer.elapsed(), 2000 + 300 + 300); // 15 % late, and this machine
}

void tst_HttpClient::aPauseOfTheServiceStopsEveryKey()
{
    HostileServer server;
    server.always(json(429, R"({"error":"Retry after 47s.","code":"MCP_AUTH_RATE_LIMITED"})"));
    NetworkRig rig(HttpLimits{});
    QCOMPARE(rig.get(server).error().code, ErrorCode::AuthRateLimited);
    rig.key = randomKey();
    const Result<HttpResponse> response = rig.get(server);
    QVERIFY(!response);
    QCOMPARE(response.error().code, ErrorCode::AuthRateLimited);
    QCOMPARE_GE(response.error().retryAfter.count(), 45);
    QCOMPARE(server.requests().size(), 1);
}

void tst_HttpClient::aRejectedKeyIsTriedAgainOnRequestOnly()
{
    HostileServer server;
    server.inTurn({Hostile::answer(401, {}, {}), json(200, "{}")});
    NetworkRig rig(HttpLimits{});
    HttpRequest automatic{HttpMethod::Get, u"/x"_s, {}, {}, Purpose::Automatic};
    QCOMPARE(rig.send(server, automatic).error().code, ErrorCode::Unauthorized);
    QCOMPARE(rig.send(server, automatic).error().code, ErrorCode::Unauthorized);
    QCOMPARE(server.count("GET"), 1);
    QVERIFY(rig.get(server));
    QVERIFY(rig.send(server, automatic));
    QCOMPARE(server.count("GET"), 3);
}

void tst_HttpClient::manyBadKeysCauseThreeFailures()
{
    HostileServer server;
    server.always(Hostile::answer(401, {}, {}));
    HttpLimits limits;
    limits.total = 5s;
    NetworkRig rig(limits);
    QList<QFuture<Result<HttpResponse>>> futures;
    for (int i = 0; i < 50; ++i)
        futures.append(rig.client.send({HttpMethod::Get, u"/x"_s, {}, {}, {}},
                                       {server.origin(), randomKey()}, {server.caFile()},
                                       &rig.scope));
    int rejected = 0;
    for (const QFuture<Result<HttpResponse>> &future : std::as_const(futures)) {
        const Result<HttpResponse> response = await(future);
        QVERIFY(!response);
        if (response.error().code == ErrorCode::Unauthorized)
            ++rejected;
        else
            QCOMPARE(response.error().code, ErrorCode::AuthRateLimited);
    }
    QCOMPARE(rejected, 3);
    QCOMPARE(server.count("GET"), 3);
}

void tst_HttpClient::theKeyIsInNoMessage()
{
    QLoggingCategory::setFilterRules(
        u"konstantly.*=true\nqt.network.*=true\nqt.tlsbackend.*=true"_s);
    NetworkRig rig(NetworkRig::impatient());
    const QByteArray key = rig.key.reveal().toByteArray();
    const QByteArray echo = "you sent X-MCP-Key: " + key + "\\r\\nand that is wrong";
    const QList<HostileScript> scripts{
        json(422, "{\"error\":\"" + echo + "\",\"code\":\"" + key + "\"}"),
        json(403, "{\"error\":\"" + key.toBase64() + "\"}"),
        json(500, "{\"error\":\"" + key.toPercentEncoding({}, "_") + "\"}"),
        Hostile::answer(302, {},
                        {{"Location", "https://" + key.mid(5, 40).toLower() + ".example/"}}),
        Hostile::answer(200, key, {{"Content-Type", "text/" + key}}),
        Hostile::rawThenClose(key + "\r\n"),
    };
    g_messages.clear();
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);
    QStringList texts;
    for (const HostileScript &script : scripts) {
        HostileServer server;
        server.always(script);
        const Result<HttpResponse> response = rig.get(server);
        if (!response)
            texts << response.error().detail << response.error().subject
                  << describe(response.error()).message << describe(response.error()).hint;
    }
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QCOMPARE_GE(g_messages.size(), scripts.size()); // something was said at all
    QCOMPARE_GE(texts.size(), 4 * scripts.size());
    texts += g_messages;
    for (const QString &text : std::as_const(texts)) {
        for (qsizetype i = 5; i + 16 <= key.size(); ++i)
            QVERIFY2(!text.contains(QLatin1StringView(key.mid(i, 16)), Qt::CaseInsensitive),
                     qPrintable(text));
        QVERIFY2(!text.contains(QLatin1StringView(key.toBase64().left(24))), qPrintable(text));
        QVERIFY(!text.contains(u'\n') && !text.contains(u'\r'));
    }
}

QTEST_GUILESS_MAIN(tst_HttpClient)
#include "tst_httpclient.moc"

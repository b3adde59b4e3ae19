// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/konstantly/konstantlyclient.h"

#include "models/base/redaction.h"
#include "models/konstantly/endpoints.h"
#include "models/net/httpclient.h"
#include "tests/support/await.h"
#include "tests/support/fakenetwork.h"
#include "tests/support/hostileserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray golden(const QString &name)
{
    QFile file(QStringLiteral(TESTS_DIR "/data/api/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(name));
    return file.readAll();
}

//! A client over a network that is not there.
struct Rig
{
    static HttpLimits limits()
    {
        HttpLimits limits;
        limits.backOff = std::chrono::milliseconds(1);
        return limits;
    }

    QTemporaryDir directory;
    FakeNetwork network;
    AuthBudget budget{directory.filePath(u"state"_s)};
    HttpClient http{network, budget, systemClock(), limits()};
    BoundKey key{*Origin::parse(u"https://acme.konstantly.com"),
                 Secret("kmcp_CONSOLE-KEY-THAT-IS-NOT-REAL")};
    KonstantlyClient client{http, key};
    QObject scope;
};

QByteArray keyRow(int id)
{
    return "{\"id\":" + QByteArray::number(id) + ",\"name\":\"key " + QByteArray::number(id)
           + "\",\"scopes\":{\"read\":true,\"write\":false},"
             "\"createdAt\":\"2026-11-01T09:30:00Z\"}";
}

//! Keys \a first … \a first + \a count - 1 as one page.
QByteArray keyPage(int first, int count, int total)
{
    QByteArray json = "{\"keys\":[";
    for (int i = 0; i < count; ++i)
        json += (i ? "," : "") + keyRow(first + i);
    return json + "],\"totalCount\":" + QByteArray::number(total) + "}";
}

QByteArray keysTarget(int offset)
{
    return "/api/v2/mcp/keys?limit=250&offset=" + QByteArray::number(offset);
}

} // namespace

class tst_KonstantlyClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void capabilities();
    void listKeys();
    void auditEvents();
    void usage();
    void user();
    void idsAreOneSegmentOfThePath();
    void everyRequestCarriesTheKeyToItsOriginOnly();

    void createKey();
    void createKeyWithANameThatCannotBe();
    void createKeyWhoseAnswerIsLost_data();
    void createKeyWhoseAnswerIsLost();
    void createKeyThatWasRefusedIsNotUnknown();
    void aNewKeyIsKnownToTheRedactor();

    void revokeKey_data();
    void revokeKey();

    void allKeysOnOnePage();
    void allKeysPageByPage();
    void tenThousandKeys();
    void aServerWithSmallerPages();
    void aKeyMadeMeanwhileStartsOver();
    void pagesThatDoNotFitTogether_data();
    void pagesThatDoNotFitTogether();
    void aListThatFailsHalfWayIsAnError();

    void whatIsNotTheExpectedStatusIsAnError();
    void anAnswerCutWithoutLengthIsAnError();
    void theKeysOfACancelledListing();
    void managementRefused_data();
    void managementRefused();
    void theConsolePage();
};

void tst_KonstantlyClient::capabilities()
{
    Rig rig;
    rig.network.expect("GET", "/api/v2/mcp/capabilities",
                       FakeAnswer::json(golden(u"capabilities.json"_s)));
    const Result<Capabilities> result = await(rig.client.capabilities(&rig.scope));
    QVERIFY(result);
    QCOMPARE(result->user.name, u"Alex Admin"_s);
    QCOMPARE(rig.network.requests().constFirst().target(), "/api/v2/mcp/capabilities");
}

void tst_KonstantlyClient::listKeys()
{
    Rig rig;
    rig.network.expect("GET", "/api/v2/mcp/keys?limit=100&offset=200",
                       FakeAnswer::json(golden(u"keys.json"_s)));
    const Result<Page<Key>> result = await(rig.client.listKeys(200, 100, &rig.scope));
    QVERIFY(result);
    QCOMPARE(result->items.size(), 3);

    rig.network.expect("GET", "/api/v2/mcp/keys?limit=250&offset=0",
                       FakeAnswer::json(golden(u"keys-empty.json"_s)));
    QVERIFY(await(rig.client.listKeys(-1, 9999, &rig.scope)));
}

void tst_KonstantlyClient::auditEvents()
{
    Rig rig;
    const TimeWindow window{QDateTime(QDate(2026, 11, 1), QTime(0, 0), Qt::UTC), QDateTime()};
    rig.network.expect("GET", "/api/v2/audit", FakeAnswer::json(golden(u"audit.json"_s)));
    const Result<Page<AuditEvent>> result = await(
        rig.client.auditEvents(window, 0, 50, &rig.scope, Purpose::Automatic, u"42"_s));
    QVERIFY(result);
    QCOMPARE(result->totalCount, 250);
    const QUrlQuery query(rig.network.requests().constFirst().url);
    QCOMPARE(query.queryItemValue(u"fields%5Bauthor%5D"_s), u"42"_s);
    QCOMPARE(query.queryItemValue(u"fields%5BcreatedAt%5D%5Bfrom%5D"_s, QUrl::FullyDecoded),
             u"2026-11-01T00:00:00.000Z"_s);
    QVERIFY(!query.hasQueryItem(u"fields%5BcreatedAt%5D%5Bto%5D"_s));
    QCOMPARE(query.queryItemValue(u"limit"_s), u"50"_s);
}

void tst_KonstantlyClient::usage()
{
    Rig rig;
    const QDateTime from(QDate(2026, 11, 1), QTime(2, 0), Qt::OffsetFromUTC, 7200);
    rig.network.expect("GET", "/api/v2/chat/usage", FakeAnswer::json(golden(u"usage.json"_s)));
    const Result<Page<UsageEntry>> result = await(
        rig.client.usage({from, from.addDays(1)}, 0, 250, &rig.scope));
    QVERIFY(result);
    QCOMPARE(result->items.size(), 2);
    const QUrlQuery query(rig.network.requests().constFirst().url);
    QCOMPARE(query.queryItemValue(u"intentType"_s), u"mcp_tool"_s);
    QCOMPARE(query.queryItemValue(u"from"_s, QUrl::FullyDecoded), u"2026-11-01T00:00:00.000Z"_s);
    QCOMPARE(query.queryItemValue(u"to"_s, QUrl::FullyDecoded), u"2026-11-02T00:00:00.000Z"_s);
}

void tst_KonstantlyClient::user()
{
    Rig rig;
    rig.network.expect("GET", "/api/v2/users/42", FakeAnswer::json(golden(u"user.json"_s)));
    const Result<UserRef> result = await(rig.client.user(u"42"_s, &rig.scope));
    QVERIFY(result);
    QVERIFY(result->isBanned.value_or(false));
}

void tst_KonstantlyClient::idsAreOneSegmentOfThePath()
{
    Rig rig;
    const QList<std::pair<QString, QByteArray>> ids{
        {u"a/b"_s, "/api/v2/users/a%2Fb"},     {u"a?b=1#c"_s, "/api/v2/users/a%3Fb%3D1%23c"},
        {u"a\\b"_s, "/api/v2/users/a%5Cb"},    {u"50%"_s, "/api/v2/users/50%25"},
        {u"\u00e9"_s, "/api/v2/users/%C3%A9"},
    };
    for (const auto &[id, target] : ids) {
        rig.network.expect("GET", target, FakeAnswer::json(golden(u"user.json"_s)));
        QVERIFY2(await(rig.client.user(id, &rig.scope)), target.constData());
        QCOMPARE(rig.network.requests().constLast().target(), target);
    }
    const qsizetype before = rig.network.requests().size();
    for (const QString &id : {u".."_s, u"."_s, u"../keys"_s, QString()})
        QVERIFY(!await(rig.client.user(id, &rig.scope)));
    QVERIFY(!await(rig.client.revokeKey({}, &rig.scope)));
    QCOMPARE(rig.network.requests().size(), before);
}

void tst_KonstantlyClient::everyRequestCarriesTheKeyToItsOriginOnly()
{
    Rig rig;
    rig.network.setDefaultAnswer(FakeAnswer::json("{}"));
    const KonstantlyClient &client = rig.client;
    const auto done = [](const auto &result) { return !result.has_value(); };
    QVERIFY(done(await(client.capabilities(&rig.scope))));
    QVERIFY(done(await(client.listKeys(0, 1, &rig.scope))));
    QVERIFY(done(await(client.createKey(u"n"_s, {true, false}, &rig.scope))));
    QVERIFY(!done(await(client.revokeKey(u"1"_s, &rig.scope))));
    QVERIFY(done(await(client.auditEvents({}, 0, 1, &rig.scope))));
    QVERIFY(done(await(client.usage({}, 0, 1, &rig.scope))));
    QVERIFY(done(await(client.user(u"1"_s, &rig.scope))));
    QCOMPARE(rig.network.requests().size(), 7);
    for (const FakeRequest &request : rig.network.requests()) {
        QCOMPARE(request.url.scheme(), u"https"_s);
        QCOMPARE(request.url.host(), u"acme.konstantly.com"_s);
        QCOMPARE(request.header("X-MCP-Key"), rig.key.key.reveal().toByteArray());
        QVERIFY(!request.url.toEncoded().contains("CONSOLE-KEY"));
        QVERIFY(!request.body.contains("CONSOLE-KEY"));
    }
}

void tst_KonstantlyClient::createKey()
{
    for (const int status : {201, 200}) {
        Rig rig;
        rig.network.expect("POST", "/api/v2/mcp/keys",
                           FakeAnswer::json(golden(u"created.json"_s), status));
        const Result<CreatedKey> result = await(
            rig.client.createKey(u"alex \"laptop\" \u00e9"_s, {true, false}, &rig.scope));
        QVERIFY(result);
        QCOMPARE(result->key.id, u"15"_s);
        QVERIFY(result->secret.reveal().startsWith("kmcp_NOT-A-REAL"));
        const QJsonObject body
            = QJsonDocument::fromJson(rig.network.requests().constFirst().body).object();
        QCOMPARE(body.size(), 2);
        QCOMPARE(body.value(u"name"_s).toString(), u"alex \"laptop\" \u00e9"_s);
        QCOMPARE(body.value(u"scopes"_s).toObject(),
                 (QJsonObject{{u"read"_s, true}, {u"write"_s, false}}));
    }
}

void tst_KonstantlyClient::createKeyWithANameThatCannotBe()
{
    Rig rig;
    for (const QString &name : {QString(), u"  "_s, QString(256, u'x')}) {
        const Result<CreatedKey> result = await(
            rig.client.createKey(name, {true, false}, &rig.scope));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    }
    QCOMPARE(rig.network.requests().size(), 0);
}

void tst_KonstantlyClient::createKeyWhoseAnswerIsLost_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QByteArray withoutKey = golden(u"created.json"_s);
    withoutKey.replace("\"key\"", "\"gone\"");
    FakeAnswer html = FakeAnswer::json("<html>Sign in</html>", 200);
    html.contentType = "text/html";
    QTest::newRow("no key in it") << FakeAnswer::json(withoutKey, 201);
    QTest::newRow("cut") << FakeAnswer::json(golden(u"created.json"_s).left(60), 201);
    QTest::newRow("empty") << FakeAnswer::json({}, 201);
    QTest::newRow("204") << FakeAnswer::json({}, 204);
    QTest::newRow("HTML") << html;
    QTest::newRow("500") << FakeAnswer::json("{\"error\":\"x\"}", 500);
    QTest::newRow("hung up") << FakeAnswer::trouble(QNetworkReply::RemoteHostClosedError);
    QTest::newRow("would repeat") << FakeAnswer::trouble(QNetworkReply::ContentReSendError);
}

void tst_KonstantlyClient::createKeyWhoseAnswerIsLost()
{
    QFETCH(FakeAnswer, answer);
    Rig rig;
    rig.network.expect("POST", "/api/v2/mcp/keys", answer);
    const Result<CreatedKey> result = await(
        rig.client.createKey(u"n"_s, {true, false}, &rig.scope));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::OutcomeUnknown);
    QCOMPARE(result.error().subject, u"acme.konstantly.com"_s);
    QCOMPARE(rig.network.requests().size(), 1);
}

void tst_KonstantlyClient::createKeyThatWasRefusedIsNotUnknown()
{
    const QList<std::pair<int, ErrorCode>> refusals{
        {401, ErrorCode::Unauthorized}, {402, ErrorCode::LicenseRestricted},
        {403, ErrorCode::Forbidden},    {404, ErrorCode::NotFound},
        {405, ErrorCode::NotSupported}, {422, ErrorCode::InvalidArguments},
        {429, ErrorCode::RateLimited},  {418, ErrorCode::BadResponse}};
    for (const auto &[status, code] : refusals) {
        Rig rig;
        rig.network.expect("POST", "/api/v2/mcp/keys",
                           FakeAnswer::json("{\"error\":\"no\"}", status));
        const Result<CreatedKey> result = await(
            rig.client.createKey(u"n"_s, {true, false}, &rig.scope));
        QVERIFY(!result);
        QCOMPARE(result.error().code, code);
    }
    Rig rig;
    rig.network.expect("POST", "/api/v2/mcp/keys",
                       FakeAnswer::trouble(QNetworkReply::ConnectionRefusedError));
    QCOMPARE(await(rig.client.createKey(u"n"_s, {true, false}, &rig.scope)).error().code,
             ErrorCode::Offline);
}

void tst_KonstantlyClient::aNewKeyIsKnownToTheRedactor()
{
    Rig rig;
    const QByteArray odd = "an-odd-key-without-the-usual-prefix-0123456789";
    QByteArray json = golden(u"created.json"_s);
    json.replace("kmcp_NOT-A-REAL-KEY_NOT-A-REAL-KEY_NOT-A-REAL-KE", odd);
    rig.network.expect("POST", "/api/v2/mcp/keys", FakeAnswer::json(json, 201));
    QVERIFY(await(rig.client.createKey(u"n"_s, {true, false}, &rig.scope)));
    QVERIFY(!redacted(u"it is "_s + QLatin1StringView(odd)).contains(u"without-the-usual"_s));
}

void tst_KonstantlyClient::revokeKey_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<bool>("isGone");
    QTest::addColumn<ErrorCode>("code");
    FakeAnswer html = FakeAnswer::json("<html>", 200);
    html.contentType = "text/html";
    const ErrorCode none{};
    QTest::newRow("204") << FakeAnswer::json({}, 204) << true << none;
    QTest::newRow("200") << FakeAnswer::json("{}", 200) << true << none;
    QTest::newRow("200 and nothing") << FakeAnswer::json({}, 200) << true << none;
    QTest::newRow("200 and a page") << html << true << none;
    QTest::newRow("404: gone already")
        << FakeAnswer::json("{\"error\":\"x\"}", 404) << true << none;
    QTest::newRow("403") << FakeAnswer::json("{\"error\":\"x\"}", 403) << false
                         << ErrorCode::Forbidden;
    QTest::newRow("405") << FakeAnswer::json("{\"error\":\"x\"}", 405) << false
                         << ErrorCode::NotSupported;
    QTest::newRow("302") << FakeAnswer::json({}, 302) << false << ErrorCode::Redirected;
    QTest::newRow("500") << FakeAnswer::json("{}", 500) << false << ErrorCode::OutcomeUnknown;
    QTest::newRow("hung up") << FakeAnswer::trouble(QNetworkReply::RemoteHostClosedError) << false
                             << ErrorCode::OutcomeUnknown;
}

void tst_KonstantlyClient::revokeKey()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(bool, isGone);
    QFETCH(ErrorCode, code);
    Rig rig;
    rig.network.expect("DELETE", "/api/v2/mcp/keys/14", answer);
    const Result<> result = await(rig.client.revokeKey(u"14"_s, &rig.scope));
    QCOMPARE(result.has_value(), isGone);
    if (!isGone)
        QCOMPARE(result.error().code, code);
    QCOMPARE(rig.network.requests().size(), 1);
}

void tst_KonstantlyClient::allKeysOnOnePage()
{
    Rig rig;
    rig.network.expect("GET", keysTarget(0), FakeAnswer::json(keyPage(1, 14, 14)));
    const Result<QList<Key>> keys = await(rig.client.allKeys(&rig.scope));
    QVERIFY(keys);
    QCOMPARE(keys->size(), 14);

    rig.network.expect("GET", keysTarget(0), FakeAnswer::json(keyPage(1, 0, 0)));
    const Result<QList<Key>> none = await(rig.client.allKeys(&rig.scope));
    QVERIFY(none);
    QVERIFY(none->isEmpty());
}

void tst_KonstantlyClient::allKeysPageByPage()
{
    Rig rig;
    rig.network.expect("GET", keysTarget(0), FakeAnswer::json(keyPage(0, 250, 501)));
    rig.network.expect("GET", keysTarget(250), FakeAnswer::json(keyPage(250, 250, 501)));
    rig.network.expect("GET", keysTarget(500), FakeAnswer::json(keyPage(500, 1, 501)));
    const Result<QList<Key>> keys = await(rig.client.allKeys(&rig.scope));
    QVERIFY(keys);
    QCOMPARE(keys->size(), 501);
    for (qsizetype i = 0; i < keys->size(); ++i)
        QCOMPARE(keys->at(i).id, QString::number(i));
}

void tst_KonstantlyClient::tenThousandKeys()
{
    Rig rig;
    for (int i = 0; i < 10'000; i += 250)
        rig.network.expect("GET", keysTarget(i), FakeAnswer::json(keyPage(i, 250, 10'000)));
    const Result<QList<Key>> keys = await(rig.client.allKeys(&rig.scope));
    QVERIFY(keys);
    QCOMPARE(keys->size(), 10'000);
    QCOMPARE(rig.network.requests().size(), 40);
}

void tst_KonstantlyClient::aServerWithSmallerPages()
{
    Rig rig;
    rig.network.expect("GET", keysTarget(0), FakeAnswer::json(keyPage(0, 50, 120)));
    rig.network.expect("GET", keysTarget(50), FakeAnswer::json(keyPage(50, 50, 120)));
    rig.network.expect("GET", keysTarget(100), FakeAnswer::json(keyPage(100, 20, 120)));
    QCOMPARE(await(rig.client.allKeys(&rig.scope))->size(), 120);
}

void tst_KonstantlyClient::aKeyMadeMeanwhileStartsOver()
{
    Rig rig;
    // Newest first: 999 is new, so what was last on page one is first on page two.
    rig.network.expect("GET", keysTarget(0), FakeAnswer::json(keyPage(0, 250, 300)));
    rig.network.expect("GET", keysTarget(250), FakeAnswer::json(keyPage(249, 51, 301)));
    QByteArray first = keyPage(0, 249, 301);
    first.replace("{\"keys\":[", "{\"keys\":[" + keyRow(999) + ",");
    rig.network.expect("GET", keysTarget(0), FakeAnswer::json(first));
    rig.network.expect("GET", keysTarget(250), FakeAnswer::json(keyPage(249, 51, 301)));
    const Result<QList<Key>> keys = await(rig.client.allKeys(&rig.scope));
    QVERIFY(keys);
    QCOMPARE(keys->size(), 301);
    QCOMPARE(keys->constFirst().id, u"999"_s);
}

void tst_KonstantlyClient::pagesThatDoNotFitTogether_data()
{
    QTest::addColumn<QByteArray>("page"); // for every offset
    QTest::newRow("the same page for ever") << keyPage(0, 250, 10'000);
    QTest::newRow("empty pages for ever") << keyPage(0, 0, 10'000);
    QTest::newRow("one key for ever") << keyPage(7, 1, 2);
    QTest::newRow("absurd total") << keyPage(0, 1, 50'000'000);
}

void tst_KonstantlyClient::pagesThatDoNotFitTogether()
{
    QFETCH(QByteArray, page);
    Rig rig;
    rig.network.setDefaultAnswer(FakeAnswer::json(page));
    const Result<QList<Key>> keys = await(rig.client.allKeys(&rig.scope));
    QVERIFY(!keys);
    QCOMPARE(keys.error().code, ErrorCode::BadResponse);
    QCOMPARE_LE(rig.network.requests().size(), 6);
}

void tst_KonstantlyClient::aListThatFailsHalfWayIsAnError()
{
    Rig rig;
    rig.network.expect("GET", keysTarget(0), FakeAnswer::json(keyPage(0, 250, 500)));
    rig.network.expect("GET", keysTarget(250), FakeAnswer::json("{\"error\":\"no\"}", 403));
    const Result<QList<Key>> keys = await(rig.client.allKeys(&rig.scope));
    QVERIFY(!keys);
    QCOMPARE(keys.error().code, ErrorCode::Forbidden);
}

void tst_KonstantlyClient::whatIsNotTheExpectedStatusIsAnError()
{
    for (const int status : {201, 202, 203, 206}) {
        Rig rig;
        rig.network.expect("GET", "/api/v2/users/42",
                           FakeAnswer::json(golden(u"user.json"_s), status));
        const Result<UserRef> result = await(rig.client.user(u"42"_s, &rig.scope));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::BadResponse);
    }
    Rig rig;
    rig.network.expect("GET", "/api/v2/users/42", FakeAnswer::json({}, 204));
    QCOMPARE(await(rig.client.user(u"42"_s, &rig.scope)).error().detail,
             u"HTTP 204 instead of 200"_s);
}

void tst_KonstantlyClient::anAnswerCutWithoutLengthIsAnError()
{
    // Qt says "no error" to this one: only the JSON is not whole (security F11).
    HostileServer server;
    server.always(Hostile::rawThenClose("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                                        + keyPage(0, 250, 250).left(9000)));
    const QTemporaryDir directory;
    QNetworkAccessManager network;
    AuthBudget budget(directory.filePath(u"state"_s));
    HttpClient http(network, budget);
    const KonstantlyClient client(http, {server.origin(), Secret("kmcp_not-a-real-key")},
                                  {server.caFile()});
    QObject scope;
    const Result<QList<Key>> keys = await(client.allKeys(&scope));
    QVERIFY(!keys);
    QCOMPARE(keys.error().code, ErrorCode::BadResponse);
    QCOMPARE(keys.error().subject, u"localhost"_s);
}

void tst_KonstantlyClient::theKeysOfACancelledListing()
{
    Rig rig;
    rig.network.expect("GET", keysTarget(0), FakeAnswer::json(keyPage(0, 250, 500)));
    rig.network.expect("GET", keysTarget(250), FakeAnswer::silence());
    auto scope = std::make_unique<QObject>();
    QFuture<Result<QList<Key>>> future = rig.client.allKeys(scope.get());
    QTRY_COMPARE(rig.network.requests().size(), 2);
    QTest::qWait(10);
    QVERIFY(!future.isFinished());
    scope.reset();
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
}

void tst_KonstantlyClient::managementRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isRefused");
    for (const int status : {401, 402, 403, 404, 405})
        QTest::addRow("%d", status) << status << true;
    for (const int status : {302, 400, 418, 422, 429, 500, 503})
        QTest::addRow("%d", status) << status << false;
}

void tst_KonstantlyClient::managementRefused()
{
    QFETCH(int, status);
    QFETCH(bool, isRefused);
    Rig rig;
    rig.network.setDefaultAnswer(FakeAnswer::json("{\"error\":\"x\"}", status));
    const Result<QList<Key>> keys = await(rig.client.allKeys(&rig.scope));
    QVERIFY(!keys);
    QCOMPARE(isManagementRefused(keys.error()), isRefused);
}

void tst_KonstantlyClient::theConsolePage()
{
    QCOMPARE(consoleKeysPage(*Origin::parse(u"https://acme.konstantly.com")),
             QUrl(u"https://acme.konstantly.com/settings/api-keys"_s));
}

QTEST_GUILESS_MAIN(tst_KonstantlyClient)
#include "tst_konstantlyclient.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageplaces.h"
#include "tests/models/usage/usagehistory.h"

#include <QRegularExpression>
#include <QSqlQuery>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! A history on a real PostgreSQL: who is let in, over what, and what happens when the server goes away.
class tst_UsageServer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void cleanup();

    void aWrongPasswordIsRefusedAndNeverShown();
    void anUnknownDatabaseIsRefused();
    void aServerWithoutTlsGetsNothing();
    void aCertificateThatIsNotRightIsRefused_data();
    void aCertificateThatIsNotRightIsRefused();
    void anAuthorityThatIsMissingIsRefused();
    void hostsThatKnowNoTlsAreRefused_data();
    void hostsThatKnowNoTlsAreRefused();
    void nobodyListensIsOffline();
    void aServerThatStopsIsOfflineAndThenGoesOn();
    void aLockThatIsHeldIsBusy();
    void anotherWorkspacesDatabaseIsLeftAlone();
    void theTablesAreInASchemaOfTheirOwn();

private:
    [[nodiscard]] Error refusal(const std::function<void(UsageLocation::Server &)> &change) const;

    PostgresServer m_server;
    std::unique_ptr<UsageHistory> m_history;
    bool m_isChanged = false;
};

void tst_UsageServer::initTestCase()
{
    if (const QString reason = m_server.start(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_history = std::make_unique<UsageHistory>(&m_server);
}

void tst_UsageServer::cleanup()
{
    if (!m_isChanged)
        return;
    m_isChanged = false;
    m_server.stop();
    QCOMPARE(m_server.start(), QString());
}

Error tst_UsageServer::refusal(const std::function<void(UsageLocation::Server &)> &change) const
{
    UsageLocation location = m_history->location();
    change(*location.server);
    const auto opened = UsageDatabase::open(location, UsageHistory::workspace(), QTimeZone::utc());
    return opened ? Error{ErrorCode::Internal, u"opened"_s, {}, {}} : opened.error();
}

void tst_UsageServer::aWrongPasswordIsRefusedAndNeverShown()
{
    const QByteArray wrong = "hunter2' sslmode=disable x='";
    const Error error = refusal([&](UsageLocation::Server &s) { s.password = Secret(wrong); });
    QCOMPARE(error.code, ErrorCode::Unauthorized);
    QCOMPARE(error.subject, u"localhost"_s);
    QVERIFY2(!error.detail.contains(u"hunter2"_s), qPrintable(error.detail));
    QCOMPARE(refusal([](UsageLocation::Server &s) { s.password = {}; }).code,
             ErrorCode::Unauthorized);
    QCOMPARE(refusal([](UsageLocation::Server &s) { s.user = u"nobody"_s; }).code,
             ErrorCode::Unauthorized);
}

void tst_UsageServer::anUnknownDatabaseIsRefused()
{
    QCOMPARE(refusal([](UsageLocation::Server &s) { s.database = u"nothing"_s; }).code,
             ErrorCode::Unauthorized);
}

void tst_UsageServer::aServerWithoutTlsGetsNothing()
{
    m_isChanged = true;
    m_server.stop();
    QCOMPARE(m_server.start(PostgresServer::Tls::Off), QString());
    QCOMPARE(refusal([](UsageLocation::Server &) {}).code, ErrorCode::TlsRefused);
}

void tst_UsageServer::aCertificateThatIsNotRightIsRefused_data()
{
    QTest::addColumn<CertificateFlaw>("flaw");
    QTest::newRow("of an unknown authority") << CertificateFlaw::UnknownAuthority;
    QTest::newRow("for another host") << CertificateFlaw::WrongHost;
    QTest::newRow("for a longer name") << CertificateFlaw::LongerName;
    QTest::newRow("expired") << CertificateFlaw::Expired;
}

void tst_UsageServer::aCertificateThatIsNotRightIsRefused()
{
    QFETCH(CertificateFlaw, flaw);
    m_isChanged = true;
    m_server.stop();
    QCOMPARE(m_server.start(PostgresServer::Tls::On, flaw), QString());
    QCOMPARE(refusal([](UsageLocation::Server &) {}).code, ErrorCode::TlsRefused);
}

void tst_UsageServer::anAuthorityThatIsMissingIsRefused()
{
    QCOMPARE(refusal([](UsageLocation::Server &s) { s.caFile = u"/no/such.pem"_s; }).code,
             ErrorCode::TlsRefused);
    // The system's roots know nothing of a test's.
    QCOMPARE(refusal([](UsageLocation::Server &s) { s.caFile.clear(); }).code,
             ErrorCode::TlsRefused);
    QCOMPARE(refusal([](UsageLocation::Server &s) { s.caFile = u"/tmp/a;sslmode=disable"_s; }).code,
             ErrorCode::InvalidInput);
}

void tst_UsageServer::hostsThatKnowNoTlsAreRefused_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("a socket") << u"/var/run/postgresql"_s;
    QTest::newRow("an abstract socket") << u"@postgres"_s;
    QTest::newRow("several") << u"localhost,/tmp"_s;
    QTest::newRow("none, which means a socket") << QString();
    QTest::newRow("a line break") << u"local\nhost"_s;
}

void tst_UsageServer::hostsThatKnowNoTlsAreRefused()
{
    QFETCH(QString, host);
    QCOMPARE(refusal([&](UsageLocation::Server &s) { s.host = host; }).code,
             ErrorCode::InvalidInput);
}

void tst_UsageServer::nobodyListensIsOffline()
{
    QCOMPARE(refusal([](UsageLocation::Server &s) { s.port = 1; }).code, ErrorCode::Offline);
    QCOMPARE(refusal([](UsageLocation::Server &s) { s.host = u"nowhere.invalid"_s; }).code,
             ErrorCode::Offline);
}

void tst_UsageServer::aServerThatStopsIsOfflineAndThenGoesOn()
{
    UsageHistory history(&m_server);
    CallStream stream;
    const auto database = history.open();
    QVERIFY(database);
    SourceState state;
    state.cursor = "first";
    QCOMPARE(said(database->add(UsageSource::Service, stream.some(70, {1s, 9000s}), state)),
             QString());
    m_server.kill();
    const QList<UsageCall> calls = stream.some(70, {1s, 9000s});
    SourceState next;
    next.cursor = "second";
    for (int i = 0; i < 2; ++i) {
        const auto added = database->add(UsageSource::Service, calls, next);
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::Offline);
        const auto count = database->rowCount();
        QVERIFY(!count);
        QCOMPARE(count.error().code, ErrorCode::Offline);
    }
    // With the certificate of before: a new one has another authority.
    m_isChanged = true;
    QCOMPARE(m_server.start(), QString());
    QCOMPARE(database->rowCount(), 70);
    QCOMPARE(database->state(UsageSource::Service)->cursor, "first");
    QCOMPARE(said(database->add(UsageSource::Service, calls, next)), QString());
    QCOMPARE(database->rowCount(), 140);
}

void tst_UsageServer::aLockThatIsHeldIsBusy()
{
    UsageHistory history(&m_server);
    CallStream stream;
    const auto database = history.open();
    QVERIFY(database);
    history.run(u"SELECT pg_advisory_lock(%1)"_s.arg(WriterLock));
    const auto added = database->add(UsageSource::Service, stream.some(5, {1s, 9s}), {});
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::FileBusy);
    history.run(u"SELECT pg_advisory_unlock(%1)"_s.arg(WriterLock));
    QCOMPARE(said(database->add(UsageSource::Service, stream.some(5, {1s, 9s}), {})), QString());
}

void tst_UsageServer::anotherWorkspacesDatabaseIsLeftAlone()
{
    UsageHistory history(&m_server);
    QVERIFY(history.open());
    const auto other = UsageDatabase::open(history.location(),
                                           Origin::parse(u"https://other.konstantly.com").value(),
                                           QTimeZone::utc());
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::FileUnsupported);
    history.run(u"UPDATE meta SET value = '99' WHERE name = 'schema'"_s);
    const auto newer = UsageDatabase::open(history.location(), UsageHistory::workspace(),
                                           QTimeZone::utc());
    QVERIFY(!newer);
    QCOMPARE(newer.error().code, ErrorCode::FileUnsupported);
}

void tst_UsageServer::theTablesAreInASchemaOfTheirOwn()
{
    UsageHistory history(&m_server);
    QSqlDatabase plain = history.sql();
    history.run(u"CREATE TABLE public.calls (of TEXT)"_s);
    const auto database = history.open();
    QVERIFY(database);
    CallStream stream;
    QCOMPARE(said(database->add(UsageSource::Service, stream.some(5, {1s, 9s}), {})), QString());
    QCOMPARE(history.value(u"SELECT count(*) FROM public.calls"_s), 0);
    QCOMPARE(history.value(u"SELECT count(*) FROM konstantly_usage.calls"_s), 5);
}

QTEST_GUILESS_MAIN(tst_UsageServer)
#include "tst_usageserver.moc"

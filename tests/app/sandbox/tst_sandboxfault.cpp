// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxfault.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_SandboxFault final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theTextFormIsRead()
    {
        const auto fault = SandboxFault::parse(u"429=12@listKeys*3");
        QVERIFY(fault.has_value());
        QCOMPARE(fault->mode, SandboxFault::Mode::Status);
        QCOMPARE(fault->name, u"429"_s);
        QCOMPARE(fault->number(30), 12);
        QCOMPARE(fault->operation, u"listKeys"_s);
        QCOMPARE(fault->times, 3);
        QCOMPARE(SandboxFault::parse(u"hang")->times, -1);
        QCOMPARE(SandboxFault::parse(u"slow")->number(20), 20);
    }

    void nonsenseIsRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "nonsense",
                                 "429=",
                                 "429=x",
                                 "429=-1",
                                 "hang=1",
                                 "hang@",
                                 "hang@nothing",
                                 "hang*",
                                 "hang*0",
                                 "hang*-1",
                                 "hang*x",
                                 "management-off=200",
                                 "management-off=x",
                                 "redirect=",
                                 "redirect=a b",
                                 "HANG",
                                 " hang",
                                 "401 ",
                                 "@listKeys",
                                 "*1"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("header splitting") << u"redirect=https://x/\r\nSet-Cookie: a"_s;
    }

    void nonsenseIsRefusedWithASentence()
    {
        QFETCH(QString, text);
        const auto fault = SandboxFault::parse(text);
        QVERIFY(!fault.has_value());
        QCOMPARE(fault.error().code, ErrorCode::InvalidInput);
        QVERIFY(fault.error().detail.endsWith(u'.'));
        QVERIFY(!SandboxFault::parseAll({u"hang"_s, text}).has_value());
    }

    void aFaultMeetsItsOperationsOnly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("met");
        QTest::newRow("everything")
            << u"500"_s << QStringList{u"listKeys"_s,  u"createKey"_s,       u"revokeKey"_s,
                                       u"listUsage"_s, u"getCapabilities"_s, QString()};
        QTest::newRow("one") << u"500@createKey"_s << QStringList{u"createKey"_s};
        QTest::newRow("management")
            << u"management-off"_s << QStringList{u"listKeys"_s, u"createKey"_s, u"revokeKey"_s};
        QTest::newRow("one of management")
            << u"management-off@createKey"_s << QStringList{u"createKey"_s};
        QTest::newRow("usage") << u"usage-off"_s << QStringList{u"listUsage"_s};
        QTest::newRow("create") << u"create-lost"_s << QStringList{u"createKey"_s};
        QTest::newRow("revoke") << u"revoke-lies"_s << QStringList{u"revokeKey"_s};
        QTest::newRow("lists") << u"list-cut"_s << QStringList{u"listKeys"_s, u"listUsage"_s};
    }

    void aFaultMeetsItsOperationsOnly()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, met);
        const auto fault = SandboxFault::parse(text);
        QVERIFY(fault.has_value());
        for (const char *operation :
             {"listKeys", "createKey", "revokeKey", "listUsage", "getCapabilities", ""})
            QCOMPARE(fault->meets(QLatin1StringView(operation)),
                     met.contains(QLatin1StringView(operation)));
    }

    void theAnswersAreTheContracts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("retryAfter");
        const auto row = [](const char *text, int status, const QByteArray &body,
                            const QByteArray &retryAfter = {}) {
            QTest::newRow(text) << QString::fromLatin1(text) << status << body << retryAfter;
        };
        row("400", 400, "\"error\"");
        row("401", 401, R"({"code":"UNAUTHORIZED","error":"Unauthorized"})");
        row("402", 402, "LICENSE_RESTRICTED");
        row("403", 403, "FORBIDDEN");
        row("403-license", 403, "MCP_LICENSE_DISABLED");
        row("404", 404, "NOT_FOUND");
        row("405", 405, "\"error\"");
        row("422", 422, "Invalid arguments: ");
        row("429=12", 429,
            R"({"code":"MCP_RATE_LIMITED","error":"Rate limit exceeded (minute). Retry after 12s."})",
            "12");
        row("429-day=7000", 429, "Rate limit exceeded (day). Retry after 7000s.", "7000");
        row("429-auth=47", 429,
            R"({"code":"MCP_AUTH_RATE_LIMITED","error":"Too many failed MCP authentication attempts. Retry after 47s."})",
            "47");
        row("429-ai=3600", 429,
            R"({"error":"AI course generation per-key daily quota exceeded. Retry after 3600s."})",
            "3600");
        row("429-text=5", 429, "Retry after 5s.");
        row("500", 500, "\"error\"");
        row("502", 502, "<html>");
        row("503", 503, "\"error\"");
        row("management-off", 403, "FORBIDDEN");
        row("management-off=404", 404, "NOT_FOUND");
        row("usage-off", 404, "NOT_FOUND");
        row("html", 200, "<!doctype html>");
    }

    void theAnswersAreTheContracts()
    {
        QFETCH(QString, text);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, retryAfter);
        const auto fault = SandboxFault::parse(text);
        QVERIFY(fault.has_value());
        const SandboxAnswer answer = fault->answer();
        QCOMPARE(answer.status, status);
        QVERIFY2(answer.body.contains(body), answer.body.constData());
        QByteArray given;
        for (const auto &[name, value] : answer.headers)
            given = name == "Retry-After" ? value : given;
        QCOMPARE(given, retryAfter);
    }

    void anEmpty401HasNeitherBodyNorType()
    {
        const SandboxAnswer answer = SandboxFault::parse(u"401-empty")->answer();
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.body.isEmpty());
        QVERIFY(answer.contentType.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_SandboxFault)
#include "tst_sandboxfault.moc"

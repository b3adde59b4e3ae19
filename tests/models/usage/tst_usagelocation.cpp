// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagelocation.h"

#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_UsageLocation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressIsRead()
    {
        const auto whole = usageServerFromUrl(
            u" postgresql://keys@db.example:5433/usage?sslrootcert=/etc/ca.pem&sslmode=verify-full "_s);
        QVERIFY(whole);
        QCOMPARE(whole->host, u"db.example"_s);
        QCOMPARE(whole->port, 5433);
        QCOMPARE(whole->user, u"keys"_s);
        QCOMPARE(whole->database, u"usage"_s);
        QCOMPARE(whole->caFile, u"/etc/ca.pem"_s);
        const auto brief = usageServerFromUrl(u"postgres://keys@[::1]/usage"_s);
        QVERIFY(brief);
        QCOMPARE(brief->host, u"::1"_s);
        QCOMPARE(brief->port, 5432);
        QVERIFY(brief->caFile.isEmpty());
    }

    void anythingElseIsRefused_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url :
             {"", "db.example", "mysql://keys@db.example/usage", "postgresql://db.example/usage",
              "postgresql://keys@db.example", "postgresql://keys@db.example/",
              "postgresql://keys@/usage", "postgresql://keys@db.example/a/b",
              "postgresql://keys:hunter2@db.example/usage",
              "postgresql://keys@db.example/usage?sslmode=disable",
              "postgresql://keys@db.example/usage?sslmode=require",
              "postgresql://keys@db.example/usage?password=hunter2",
              "postgresql://keys@db.example/usage?sslrootcert=relative.pem",
              "postgresql://keys@db.example/usage?host=elsewhere.example",
              "postgresql://keys@db.example/usage#x", "postgresql://keys@db.example:99999/usage"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }
    void anythingElseIsRefused()
    {
        QFETCH(QString, url);
        const auto server = usageServerFromUrl(url);
        QVERIFY(!server);
        QCOMPARE(server.error().code, ErrorCode::InvalidInput);
        QVERIFY(!server.error().detail.contains(u"hunter2"_s));
    }
};

QTEST_GUILESS_MAIN(tst_UsageLocation)
#include "tst_usagelocation.moc"

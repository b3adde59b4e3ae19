// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/budget/retryafter.h"

#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_RetryAfter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWaitIsWhatTheServiceSaid_data();
    void theWaitIsWhatTheServiceSaid();
    void anythingAtAllStaysWithinBounds();
    void httpDates_data();
    void httpDates();
    void jitterIsNeverEarlyAndAtMostATenthLate();
};

void tst_RetryAfter::theWaitIsWhatTheServiceSaid_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("seconds");
    const QString minute = u"Rate limit exceeded (minute). Retry after 12s."_s;
    const QString none;

    // Seconds
    QTest::newRow("seconds") << QByteArray("30") << minute << 30;
    QTest::newRow("one") << QByteArray("1") << none << 1;
    QTest::newRow("zero is at least one") << QByteArray("0") << minute << 1;
    QTest::newRow("zeros") << QByteArray("000") << none << 1;
    QTest::newRow("leading zeros") << QByteArray("0060") << none << 60;
    QTest::newRow("blanks around") << QByteArray("  45\t") << none << 45;
    QTest::newRow("an hour") << QByteArray("3600") << none << 3600;
    QTest::newRow("a day") << QByteArray("86400") << none << 86400;
    QTest::newRow("more than a day") << QByteArray("86401") << none << 86400;
    QTest::newRow("32 bits") << QByteArray("4294967296") << none << 86400;
    QTest::newRow("64 bits") << QByteArray("18446744073709551616") << none << 86400;
    QTest::newRow("100 digits") << QByteArray(100, '9') << none << 86400;
    QTest::newRow("two headers, longest wins") << QByteArray("5, 70") << none << 70;
    QTest::newRow("two headers, longest first") << QByteArray("70, 5") << none << 70;
    QTest::newRow("one good, one bad header") << QByteArray("soon, 20") << none << 20;

    // Dates; it is 2026-11-23 10:00:00 UTC
    QTest::newRow("IMF-fixdate") << QByteArray("Mon, 23 Nov 2026 10:01:30 GMT") << minute << 90;
    QTest::newRow("RFC 850") << QByteArray("Monday, 23-Nov-26 10:00:45 GMT") << none << 45;
    QTest::newRow("asctime") << QByteArray("Mon Nov 23 10:00:10 2026") << none << 10;
    QTest::newRow("asctime, short day") << QByteArray("Wed Dec  2 10:00:00 2026") << none << 86400;
    QTest::newRow("now") << QByteArray("Mon, 23 Nov 2026 10:00:00 GMT") << minute << 1;
    QTest::newRow("past") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << minute << 1;
    QTest::newRow("far future") << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT") << none << 86400;
    QTest::newRow("after 2038") << QByteArray("Wed, 20 Jan 2038 00:00:00 GMT") << none << 86400;
    QTest::newRow("leap second") << QByteArray("Mon, 23 Nov 2026 10:00:60 GMT") << none << 59;
    QTest::newRow("wrong weekday, right date")
        << QByteArray("Fri, 23 Nov 2026 10:00:20 GMT") << none << 20;
    QTest::newRow("two dates, later wins")
        << QByteArray("Mon, 23 Nov 2026 10:00:20 GMT, Mon, 23 Nov 2026 10:00:50 GMT") << none << 50;
    QTest::newRow("date and seconds")
        << QByteArray("Mon, 23 Nov 2026 10:00:20 GMT, 90") << none << 90;
    QTest::newRow("no such day") << QByteArray("Mon, 31 Nov 2026 10:00:20 GMT") << minute << 12;
    QTest::newRow("no such hour") << QByteArray("Mon, 23 Nov 2026 25:00:20 GMT") << minute << 12;
    QTest::newRow("no such month") << QByteArray("Mon, 23 Foo 2026 10:00:20 GMT") << minute << 12;
    QTest::newRow("another zone") << QByteArray("Mon, 23 Nov 2026 10:00:20 +0100") << minute << 12;
    QTest::newRow("ISO date") << QByteArray("2026-11-23T10:00:20Z") << minute << 12;

    // What is no header at all goes on to the text
    QTest::newRow("empty") << QByteArray() << minute << 12;
    QTest::newRow("blank") << QByteArray("  ") << minute << 12;
    QTest::newRow("negative") << QByteArray("-5") << minute << 12;
    QTest::newRow("plus") << QByteArray("+5") << minute << 12;
    QTest::newRow("fraction") << QByteArray("1.5") << minute << 12;
    QTest::newRow("exponent") << QByteArray("1e3") << minute << 12;
    QTest::newRow("hexadecimal") << QByteArray("0x10") << minute << 12;
    QTest::newRow("unit") << QByteArray("10s") << minute << 12;
    QTest::newRow("words") << QByteArray("tomorrow") << minute << 12;
    QTest::newRow("NaN") << QByteArray("NaN") << minute << 12;
    QTest::newRow("NUL") << QByteArray("5\0", 2) << minute << 12;
    QTest::newRow("not ASCII digits") << QByteArray("\xb2\xb3") << minute << 12;

    // Text
    QTest::newRow("authentication text")
        << QByteArray() << u"Too many failed MCP authentication attempts. Retry after 47s."_s << 47;
    QTest::newRow("quota text")
        << QByteArray()
        << u"AI course generation per-key daily quota exceeded. Retry after 3600s."_s << 3600;
    QTest::newRow("upper case") << QByteArray() << u"RETRY AFTER 7S"_s << 7;
    QTest::newRow("with a space") << QByteArray() << u"retry after 8 seconds"_s << 8;
    QTest::newRow("text, zero") << QByteArray() << u"Retry after 0s."_s << 1;
    QTest::newRow("text, huge") << QByteArray() << u"Retry after 99999999999999999999s."_s << 86400;
    QTest::newRow("text, negative") << QByteArray() << u"Retry after -3s."_s << 60;
    QTest::newRow("text, minutes are not ours") << QByteArray() << u"Retry after 3m."_s << 60;
    QTest::newRow("text without number") << QByteArray() << u"Retry after a while"_s << 60;
    QTest::newRow("nothing") << QByteArray() << none << 60;
}

void tst_RetryAfter::theWaitIsWhatTheServiceSaid()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, text);
    QFETCH(int, seconds);
    const QDateTime now(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    QCOMPARE(int(retryAfter(header, text, now).count()), seconds);
}

void tst_RetryAfter::anythingAtAllStaysWithinBounds()
{
    const QDateTime now(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    quint32 state = 12345; // the same inputs in every run
    const auto next = [&state] { return state = state * 1664525 + 1013904223; };
    const QByteArray alphabet = "0123456789 ,:-+.eEGMTMonNv23Nov2026Retry after s\t\xff";
    for (int i = 0; i < 20'000; ++i) {
        QByteArray header;
        for (quint32 n = next() >> 27; n > 0; --n)
            header += alphabet.at(qsizetype(next() >> 8) % alphabet.size());
        const auto wait = retryAfter(header, QString::fromLatin1(header), now);
        QVERIFY2(wait >= MinRetryAfter && wait <= MaxRetryAfter, header.constData());
    }
}

void tst_RetryAfter::httpDates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("expected");
    const QDateTime rfcExample(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);
    QTest::newRow("IMF-fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << rfcExample;
    QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << rfcExample;
    QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << rfcExample;
    QTest::newRow("50 years ahead is the future")
        << QByteArray("Friday, 06-Nov-76 08:49:37 GMT")
        << QDateTime(QDate(2076, 11, 6), QTime(8, 49, 37), Qt::UTC);
    QTest::newRow("51 years ahead is the past")
        << QByteArray("Sunday, 06-Nov-77 08:49:37 GMT")
        << QDateTime(QDate(1977, 11, 6), QTime(8, 49, 37), Qt::UTC);
    QTest::newRow("more behind it") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT+1") << QDateTime();
    QTest::newRow("more in front") << QByteArray("x Sun, 06 Nov 1994 08:49:37 GMT") << QDateTime();
    QTest::newRow("lower case") << QByteArray("sun, 06 nov 1994 08:49:37 gmt") << QDateTime();
    QTest::newRow("empty") << QByteArray() << QDateTime();
}

void tst_RetryAfter::httpDates()
{
    QFETCH(QByteArray, text);
    QFETCH(QDateTime, expected);
    const std::optional<QDateTime> date = parseHttpDate(text, 2026);
    QCOMPARE(date.has_value(), expected.isValid());
    QCOMPARE(date.value_or(QDateTime()), expected);
}

void tst_RetryAfter::jitterIsNeverEarlyAndAtMostATenthLate()
{
    using namespace std::chrono_literals;
    bool isDifferent = false;
    for (int i = 0; i < 1000; ++i) {
        const std::chrono::milliseconds wait = withJitter(60s);
        QVERIFY(wait >= 60s && wait <= 66s);
        isDifferent = isDifferent || wait != withJitter(60s);
    }
    QVERIFY(isDifferent);
    QCOMPARE(withJitter(0ms), 0ms);
}

QTEST_GUILESS_MAIN(tst_RetryAfter)
#include "tst_retryafter.moc"

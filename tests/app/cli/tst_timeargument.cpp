// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/timeargument.h"

#include <QDateTime>
#include <QTest>

#include <ctime>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class tst_TimeArgument final : public QObject
{
    Q_OBJECT

    static milliseconds utc(const QString &text)
    {
        return milliseconds(QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch());
    }

private Q_SLOTS:
    void initTestCase()
    {
        // Its clocks go back from one o'clock to midnight: that day has 25 hours, of which two begin at midnight.
        qputenv("TZ", "America/Havana");
        tzset();
    }

    void aDayBeginsAtItsFirstMidnight()
    {
        QCOMPARE(momentFrom(u"2026-11-01"_s, false), utc(u"2026-11-01T04:00:00Z"_s));
        QCOMPARE(momentFrom(u"2026-11-01"_s, true), utc(u"2026-11-02T05:00:00Z"_s));
    }

    void eachDayEndsWhereTheNextBegins()
    {
        for (QDate day(2026, 1, 1); day.year() == 2026; day = day.addDays(1)) {
            const auto begin = momentFrom(day.toString(Qt::ISODate), false);
            const auto end = momentFrom(day.toString(Qt::ISODate), true);
            QVERIFY(begin && end);
            QVERIFY(*end - *begin >= 23h && *end - *begin <= 25h);
            QCOMPARE(momentFrom(day.addDays(1).toString(Qt::ISODate), false), end);
        }
    }

    void momentsAreTakenAsTheyAre()
    {
        QCOMPARE(momentFrom(u"2026-11-01T10:00:00Z"_s, true), utc(u"2026-11-01T10:00:00Z"_s));
        for (const QString &text : {u""_s, u"yesterday"_s, u"2026-02-30"_s, u"2026-1-1"_s})
            QVERIFY2(!momentFrom(text, false), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(tst_TimeArgument)
#include "tst_timeargument.moc"

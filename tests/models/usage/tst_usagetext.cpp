// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagetext.h"

#include "models/base/translation.h"

#include <QDateTime>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

milliseconds utc(const QString &text)
{
    return milliseconds(
        QDateTime::fromString(text + u'Z', Qt::ISODate).toUTC().toMSecsSinceEpoch());
}

WallClock inZone(const char *zone, const QLocale &locale = QLocale::c())
{
    return {QTimeZone(zone), locale};
}

QuotaReading reading(QuotaKind kind, qint64 used, qint64 limit)
{
    QuotaReading reading;
    reading.kind = kind;
    reading.limit = limit;
    reading.used = used;
    reading.remaining = std::max(limit - used, qint64(0));
    return reading;
}

const milliseconds Noon{1'795'608'000'000}; // 2026-11-25 12:00 UTC

} // namespace

class tst_UsageText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(); }
    void momentsNameTheirDay_data();
    void momentsNameTheirDay();
    void aTimeThatComesTwiceNamesItsZone();
    void a24HourWindowIsWordedByTheClockOnTheWall_data();
    void a24HourWindowIsWordedByTheClockOnTheWall();
    void timesFollowTheLocale();
    void whatIsLeftInWords();
    void theNextSlotInWords();
    void theForecastInWords();
    void aCardsLine();
    void noticesInWords();
    void durationsInWords_data();
    void durationsInWords();
    void sharesAreNeverRoundedToAllOrNothing();
    void everyNameIsThere();
};

void tst_UsageText::momentsNameTheirDay_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("text");
    QTest::newRow("later") << u"2026-11-25T13:32:00"_s << u"14:32"_s;
    QTest::newRow("last minute") << u"2026-11-25T22:59:59"_s << u"23:59"_s;
    QTest::newRow("midnight") << u"2026-11-25T23:00:00"_s << u"tomorrow 00:00"_s;
    QTest::newRow("tomorrow") << u"2026-11-26T08:10:00"_s << u"tomorrow 09:10"_s;
    QTest::newRow("the day after") << u"2026-11-27T08:10:00"_s << u"Fri 27 Nov 09:10"_s;
    QTest::newRow("yesterday") << u"2026-11-24T22:50:00"_s << u"yesterday 23:50"_s;
    QTest::newRow("before that") << u"2026-11-20T22:50:00"_s << u"Fri 20 Nov 23:50"_s;
}

void tst_UsageText::momentsNameTheirDay()
{
    QFETCH(QString, at);
    QTEST(momentText(utc(at), Noon, inZone("Europe/Berlin")), "text");
}

void tst_UsageText::aTimeThatComesTwiceNamesItsZone()
{
    const auto text = [](const QString &at, const char *zone = "Europe/Berlin") {
        return momentText(utc(at), utc(at) - 10min, inZone(zone));
    };
    // Clocks go from 03:00 back to 02:00 at 01:00 UTC.
    QCOMPARE(text(u"2026-10-24T23:59:00"_s), u"01:59"_s);
    QCOMPARE(text(u"2026-10-25T00:00:00"_s), u"02:00 CEST"_s);
    QCOMPARE(text(u"2026-10-25T00:30:00"_s), u"02:30 CEST"_s);
    QCOMPARE(text(u"2026-10-25T01:30:00"_s), u"02:30 CET"_s);
    QCOMPARE(text(u"2026-10-25T02:00:00"_s), u"03:00"_s);
    // Forward, no time comes twice.
    QCOMPARE(text(u"2026-03-29T01:00:00"_s), u"03:00"_s);
    QCOMPARE(text(u"2026-03-29T01:30:00"_s), u"03:30"_s);
    // Half an hour only.
    QCOMPARE(text(u"2026-04-04T14:29:00"_s, "Australia/Lord_Howe"), u"01:29"_s);
    QVERIFY(text(u"2026-04-04T14:30:00"_s, "Australia/Lord_Howe").startsWith(u"01:30 "_s));
    QVERIFY(text(u"2026-04-04T15:00:00"_s, "Australia/Lord_Howe").startsWith(u"01:30 "_s));
    QCOMPARE(text(u"2026-04-04T15:30:00"_s, "Australia/Lord_Howe"), u"02:00"_s);
}

void tst_UsageText::a24HourWindowIsWordedByTheClockOnTheWall_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("text");
    // 24 hours later the clock on the wall shows another time when it was changed.
    QTest::newRow("any day") << u"2026-11-25T08:00:00"_s << u"Next slot frees tomorrow at 09:00"_s;
    QTest::newRow("spring") << u"2026-03-28T08:00:00"_s << u"Next slot frees tomorrow at 10:00"_s;
    QTest::newRow("autumn") << u"2026-10-24T07:00:00"_s << u"Next slot frees tomorrow at 08:00"_s;
    QTest::newRow("in autumn the same day")
        << u"2026-10-24T22:10:00"_s << u"Next slot frees at 23:10"_s;
    QTest::newRow("in spring the day after next")
        << u"2026-03-28T22:30:00"_s << u"Next slot frees on Mon 30 Mar at 00:30"_s;
    QTest::newRow("leap day") << u"2028-02-28T11:00:00"_s << u"Next slot frees tomorrow at 12:00"_s;
    QTest::newRow("after it") << u"2028-02-29T11:00:00"_s << u"Next slot frees tomorrow at 12:00"_s;
}

void tst_UsageText::a24HourWindowIsWordedByTheClockOnTheWall()
{
    QFETCH(QString, call);
    QuotaWindow window(quotaLimit(QuotaKind::Day, Plan::Business));
    window.add(utc(call));
    QuotaReading one = reading(QuotaKind::Day, 1, 1000);
    one.nextSlotAt = window.nextSlotAt(utc(call));
    QTEST(nextSlotText(one, utc(call), inZone("Europe/Berlin")), "text");
}

void tst_UsageText::timesFollowTheLocale()
{
    const milliseconds at = Noon + 2h + 32min;
    QCOMPARE(momentText(at, Noon, inZone("UTC", QLocale(QLocale::German))), u"14:32"_s);
    const QString american = momentText(at, Noon, inZone("UTC", QLocale(QLocale::English)));
    QVERIFY2(american.startsWith(u"2:32") && american.endsWith(u"PM"), qPrintable(american));
    QCOMPARE(momentText(Noon + 72h, Noon, inZone("UTC", QLocale(QLocale::German))),
             u"Sa. 28 Nov. 12:00"_s);
}

void tst_UsageText::whatIsLeftInWords()
{
    const WallClock wall = inZone("UTC", QLocale(QLocale::English));
    QCOMPARE(remainingText(reading(QuotaKind::Day, 812, 1000), wall), u"188 left"_s);
    QCOMPARE(remainingText(reading(QuotaKind::Day, 1, 100'000), wall), u"99,999 left"_s);
    QCOMPARE(remainingText(reading(QuotaKind::Day, 1001, 1000), wall), u"None left"_s);
    QuotaReading pool = reading(QuotaKind::AiWorkspace, 31, 50);
    pool.keys = 6;
    QCOMPARE(remainingText(pool, wall), u"19 left across 6 keys"_s);
    pool.keys = 1;
    QCOMPARE(remainingText(pool, wall), u"19 left across 1 key"_s);
    pool.isLowerBound = true;
    QCOMPARE(remainingText(pool, wall), u"At most 19 left across 1 key"_s);
    pool.keys = 0;
    QCOMPARE(remainingText(pool, wall), u"At most 19 left"_s);
    pool.remaining = 0;
    QCOMPARE(remainingText(pool, wall), u"None left"_s);
}

void tst_UsageText::theNextSlotInWords()
{
    const WallClock wall = inZone("UTC");
    QuotaReading one = reading(QuotaKind::Minute, 0, 60);
    QCOMPARE(nextSlotText(one, Noon, wall), QString());
    one.nextSlotAt = Noon + 11'001ms;
    QCOMPARE(nextSlotText(one, Noon, wall), u"Next slot frees in 12 s"_s);
    one.nextSlotAt = Noon - 1s;
    QCOMPARE(nextSlotText(one, Noon, wall), u"Next slot frees in 0 s"_s);
    one.kind = QuotaKind::AiKey;
    one.nextSlotAt = Noon + 2h + 32min;
    QCOMPARE(nextSlotText(one, Noon, wall), u"Next slot frees at 14:32"_s);
}

void tst_UsageText::theForecastInWords()
{
    const WallClock wall = inZone("UTC");
    QuotaReading one = reading(QuotaKind::Day, 812, 1000);
    QCOMPARE(forecastText(one, Noon, wall), QString());
    one.fullAt = {Noon + 4h + 10min, Noon + 4h + 50min};
    QCOMPARE(forecastText(one, Noon, wall), u"At this pace full between 16:10 and 16:50"_s);
    one.fullAt = {Noon + 4h + 10min, Noon + 4h + 10min + 59s};
    QCOMPARE(forecastText(one, Noon, wall), u"At this pace full at about 16:10"_s);
    one.fullAt = {Noon + 11h, Noon + 13h};
    QCOMPARE(forecastText(one, Noon, wall),
             u"At this pace full between 23:00 and tomorrow 01:00"_s);
    one.kind = QuotaKind::Minute;
    one.fullAt = {Noon + 5s, Noon + 9s};
    QCOMPARE(forecastText(one, Noon, wall), u"At this pace full within 9 s"_s);
}

void tst_UsageText::aCardsLine()
{
    const WallClock wall = inZone("UTC");
    QuotaReading one = reading(QuotaKind::Day, 812, 1000);
    QCOMPARE(quotaLine(one, Noon, wall), u"188 left"_s);
    one.nextSlotAt = Noon + 30min;
    QCOMPARE(quotaLine(one, Noon, wall), u"188 left · Next slot frees at 12:30"_s);
    one.fullAt = {Noon + 4h + 10min, Noon + 4h + 50min};
    QCOMPARE(quotaLine(one, Noon, wall), u"188 left · At this pace full between 16:10 and 16:50"_s);
}

void tst_UsageText::noticesInWords()
{
    const WallClock wall = inZone("UTC", QLocale(QLocale::English, QLocale::UnitedKingdom));
    QuotaReading one = reading(QuotaKind::AiKey, 4, 5);
    one.nextSlotAt = Noon + 2h;
    const auto text = [&](QuotaNotice::Kind kind, const QString &key) {
        const NoticeText notice = noticeText({kind, one}, key, Noon, wall);
        return notice.title + u" | "_s + notice.message;
    };
    QCOMPARE(
        text(QuotaNotice::Kind::Warned, u"alex-laptop"_s),
        u"AI generation, this key (alex-laptop): 4 of 5 used | 1 left · Next slot frees at 14:00"_s);
    QCOMPARE(text(QuotaNotice::Kind::Alarmed, {}),
             u"AI generation, this key: 4 of 5 used | 1 left · Next slot frees at 14:00"_s);
    one = reading(QuotaKind::AiWorkspace, 50, 50);
    one.nextSlotAt = Noon + 2h;
    QCOMPARE(text(QuotaNotice::Kind::Filled, u"alex-laptop"_s),
             u"AI generation, workspace: all 50 used | Next slot frees at 14:00"_s);
    one = reading(QuotaKind::Day, 900, 1000);
    QCOMPARE(text(QuotaNotice::Kind::AvailableAgain, {}),
             u"Calls in 24 h: available again | 100 left"_s);
}

void tst_UsageText::durationsInWords_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 ms"_s;
    QTest::newRow("ms") << qint64(999) << u"999 ms"_s;
    QTest::newRow("a second") << qint64(1000) << u"1.0 s"_s;
    QTest::newRow("seconds") << qint64(41'230) << u"41.2 s"_s;
    QTest::newRow("nearly a minute") << qint64(59'949) << u"59.9 s"_s;
    QTest::newRow("rounded to a minute") << qint64(59'950) << u"1.0 min"_s;
    QTest::newRow("minutes") << qint64(150'000) << u"2.5 min"_s;
}

void tst_UsageText::durationsInWords()
{
    QFETCH(qint64, ms);
    QTEST(durationText(milliseconds(ms), QLocale::c()), "text");
}

void tst_UsageText::sharesAreNeverRoundedToAllOrNothing()
{
    const auto text = [](qint64 part, qint64 whole) {
        return shareText(part, whole, QLocale::c());
    };
    QCOMPARE(text(0, 0), QString());
    QCOMPARE(text(5, 5), u"100 %"_s);
    QCOMPARE(text(0, 5), u"0 %"_s);
    QCOMPARE(text(411, 412), u"99.8 %"_s);
    QCOMPARE(text(99'999, 100'000), u"99.9 %"_s);
    QCOMPARE(text(1, 100'000), u"0.1 %"_s);
    QCOMPARE(text(4, 5), u"80.0 %"_s);
    QCOMPARE(shareText(411, 412, QLocale(QLocale::German)), u"99,8 %"_s);
}

void tst_UsageText::everyNameIsThere()
{
    QSet<QString> texts;
    for (const QuotaKind kind :
         {QuotaKind::Minute, QuotaKind::Day, QuotaKind::AiKey, QuotaKind::AiWorkspace}) {
        texts << quotaTitle(kind) << windowText(kind);
        QCOMPARE(quotaFromName(quotaName(kind)), std::optional(kind));
    }
    texts << bitesFirstText(QuotaKind::AiKey) << bitesFirstText(QuotaKind::AiWorkspace);
    for (int i = 0; i <= int(OutcomeClass::Untold); ++i)
        texts << outcomeText(OutcomeClass(i));
    QCOMPARE(texts.size(), 4 * 2 + 2 + 5);
    QVERIFY(!texts.contains(QString()));
    QCOMPARE(othersText(1), u"1 other"_s);
    QCOMPARE(othersText(3), u"3 others"_s);
    QCOMPARE(quotaFromName(u"hour"), std::nullopt);
}

QTEST_GUILESS_MAIN(tst_UsageText)
#include "tst_usagetext.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagethresholds.h"

#include "models/settings/settingkeys.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

QTimeZone berlin()
{
    return QTimeZone("Europe/Berlin");
}

milliseconds local(const QString &text)
{
    return milliseconds(QDateTime(QDate::fromString(text.left(10), Qt::ISODate),
                                  QTime::fromString(text.mid(11)), berlin())
                            .toMSecsSinceEpoch());
}

QuotaReading reading(qint64 used, qint64 limit = 1000, QuotaKind kind = QuotaKind::Day,
                     const QString &key = u"a"_s)
{
    QuotaReading reading;
    reading.kind = kind;
    reading.key = key;
    reading.limit = limit;
    reading.used = used;
    reading.remaining = std::max(limit - used, qint64(0));
    return reading;
}

QString nameOf(QuotaNotice::Kind kind)
{
    switch (kind) {
    case QuotaNotice::Kind::Warned:
        return u"warned"_s;
    case QuotaNotice::Kind::Alarmed:
        return u"alarmed"_s;
    case QuotaNotice::Kind::Filled:
        return u"filled"_s;
    case QuotaNotice::Kind::AvailableAgain:
        return u"again"_s;
    }
    return {};
}

//! One quota seen again and again, a minute apart.
struct Watch
{
    UsageThresholds thresholds;
    UsageAlerts alerts;
    milliseconds now = local(u"2026-11-25T12:00:00"_s);
    qint64 limit = 1000;
    bool isStoredBetween = false;

    QString see(qint64 used)
    {
        if (isStoredBetween)
            thresholds = UsageThresholds::fromJson(
                QJsonDocument::fromJson(QJsonDocument(thresholds.toJson()).toJson()).object());
        QStringList names;
        for (const QuotaNotice &notice :
             thresholds.update({reading(used, limit)}, now, alerts, berlin()))
            names << nameOf(notice.kind);
        now += 1min;
        return names.join(u' ');
    }
    QStringList seeAll(const QList<qint64> &used)
    {
        QStringList told;
        for (const qint64 one : used)
            told << see(one);
        return told;
    }
};

UsageAlerts quietAlerts(QTime from, QTime to)
{
    UsageAlerts alerts;
    alerts.quietFrom = from;
    alerts.quietTo = to;
    return alerts;
}

} // namespace

class tst_UsageThresholds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crossingsAreTold_data();
    void crossingsAreTold();
    void aRestartRepeatsNothing_data() { crossingsAreTold_data(); }
    void aRestartRepeatsNothing();
    void everyKeyAndKindIsOnItsOwn();
    void thresholdsAreAdjustable();
    void anAlarmBelowTheWarningIsThere();
    void whoDoesNotWantToHearIsNotToldLater();
    void quietHours_data();
    void quietHours();
    void quietHoursEndRightWhenClocksChange();
    void whatIsTrueAfterTheQuietHoursIsToldOnce_data();
    void whatIsTrueAfterTheQuietHoursIsToldOnce();
    void whatIsTwoDaysOldIsForgotten();
    void noticesCarryTheReading();
    void damagedStatesAreLeftOut();
    void alertsAreReadFromTheSettings();
};

void tst_UsageThresholds::crossingsAreTold_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QList<qint64>>("used");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char *name, qint64 limit, const QList<qint64> &used,
                        const QString &told) {
        QTest::newRow(name) << limit << used << told.split(u',');
    };
    row("nothing below", 1000, {0, 500, 799}, u",,"_s);
    row("all the way", 1000, {799, 800, 900, 950, 999, 1000}, u",warned,,alarmed,,filled"_s);
    row("several at once are one", 1000, {10, 960}, u",alarmed"_s);
    row("all at once are one", 1000, {10, 1000, 1003}, u",filled,"_s);
    row("at the first look", 1000, {850}, u"warned"_s);
    row("dancing around a threshold", 1000, {800, 790, 801, 760, 900}, u"warned,,,,"_s);
    row("left and crossed again", 1000, {800, 750, 800}, u"warned,,warned"_s);
    row("just not left", 1000, {800, 751, 800}, u"warned,,"_s);
    row("an alarm falls to a warning", 1000, {950, 890, 960}, u"alarmed,,alarmed"_s);
    row("slots that are used as they free", 1000, {1000, 999, 1000, 990, 1000}, u"filled,,,,"_s);
    row("available again", 1000, {1000, 960, 950, 940, 1000}, u"filled,,again,,filled"_s);
    row("available and empty", 1000, {1000, 0, 0, 800}, u"filled,again,,warned"_s);
    row("available again, warned no more", 1000, {1000, 900, 850, 960}, u"filled,again,,alarmed"_s);
    row("five slots", 5, {3, 4, 5, 4, 5, 3, 4}, u",warned,filled,again,filled,again,warned"_s);
    row("one slot", 1, {0, 1, 0, 1}, u",filled,again,filled"_s);
    row("fifty slots", 50, {39, 40, 48, 50, 48, 47, 37}, u",warned,alarmed,filled,,again,"_s);
}

void tst_UsageThresholds::crossingsAreTold()
{
    QFETCH(qint64, limit);
    QFETCH(QList<qint64>, used);
    Watch watch;
    watch.limit = limit;
    QTEST(watch.seeAll(used), "told");
}

void tst_UsageThresholds::aRestartRepeatsNothing()
{
    QFETCH(qint64, limit);
    QFETCH(QList<qint64>, used);
    Watch watch;
    watch.limit = limit;
    watch.isStoredBetween = true;
    QTEST(watch.seeAll(used), "told");
}

void tst_UsageThresholds::everyKeyAndKindIsOnItsOwn()
{
    UsageThresholds thresholds;
    const milliseconds now = local(u"2026-11-25T12:00:00"_s);
    const QList<QuotaReading> readings{reading(900), reading(900, 1000, QuotaKind::Day, u"b"_s),
                                       reading(59, 60, QuotaKind::Minute),
                                       reading(50, 50, QuotaKind::AiWorkspace, {})};
    QCOMPARE(thresholds.update(readings, now, {}, berlin()).size(), 4);
    QVERIFY(thresholds.update(readings, now, {}, berlin()).isEmpty());
    const auto more = thresholds.update({reading(960, 1000, QuotaKind::Day, u"b"_s)}, now, {},
                                        berlin());
    QCOMPARE(more.size(), 1);
    QCOMPARE(more[0].reading.key, u"b"_s);
}

void tst_UsageThresholds::thresholdsAreAdjustable()
{
    Watch watch;
    watch.alerts.warnPercent = 50;
    watch.alerts.alarmPercent = 60;
    QCOMPARE(watch.seeAll({499, 500, 600}), QStringList({{}, u"warned"_s, u"alarmed"_s}));
}

void tst_UsageThresholds::anAlarmBelowTheWarningIsThere()
{
    Watch watch;
    watch.alerts.warnPercent = 90;
    watch.alerts.alarmPercent = 50;
    QCOMPARE(watch.seeAll({600, 900}), QStringList({{}, u"alarmed"_s}));
}

void tst_UsageThresholds::whoDoesNotWantToHearIsNotToldLater()
{
    Watch watch;
    watch.alerts.notifies = false;
    QCOMPARE(watch.seeAll({850, 1000, 900}), QStringList({{}, {}, {}}));
    watch.alerts.notifies = true;
    QCOMPARE(watch.seeAll({900, 960}), QStringList({{}, u"alarmed"_s}));
}

void tst_UsageThresholds::quietHours_data()
{
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("to");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("until");
    const auto row = [](const char *name, QTime from, QTime to, const QString &now,
                        const QString &until) {
        QTest::newRow(name) << from << to << now << until;
    };
    const QTime ten(22, 0);
    const QTime seven(7, 0);
    const QTime noon(12, 0);
    row("evening", ten, seven, u"2026-11-25T22:00:00"_s, u"2026-11-26T07:00:00"_s);
    row("before midnight", ten, seven, u"2026-11-25T23:59:59"_s, u"2026-11-26T07:00:00"_s);
    row("after midnight", ten, seven, u"2026-11-26T00:00:00"_s, u"2026-11-26T07:00:00"_s);
    row("their end", ten, seven, u"2026-11-26T07:00:00"_s, {});
    row("before them", ten, seven, u"2026-11-25T21:59:59"_s, {});
    row("within a day", seven, noon, u"2026-11-25T11:59:00"_s, u"2026-11-25T12:00:00"_s);
    row("after those", seven, noon, u"2026-11-25T12:00:00"_s, {});
    row("none", {}, {}, u"2026-11-25T12:00:00"_s, {});
    row("half of them", ten, {}, u"2026-11-25T23:00:00"_s, {});
    row("no length", ten, ten, u"2026-11-25T22:00:00"_s, {});
}

void tst_UsageThresholds::quietHours()
{
    QFETCH(QTime, from);
    QFETCH(QTime, to);
    QFETCH(QString, now);
    QFETCH(QString, until);
    QCOMPARE(quietAlerts(from, to).quietUntil(local(now), berlin()),
             until.isEmpty() ? std::nullopt : std::optional(local(until)));
}

void tst_UsageThresholds::quietHoursEndRightWhenClocksChange()
{
    // By the owner's timer: until what was answered is reached, it is quiet, and then it is not.
    for (const QString &day : {u"2026-03-28T23:30:00"_s, u"2026-10-24T23:30:00"_s}) {
        for (const QTime &end : {QTime(1, 30), QTime(2, 30), QTime(3, 30), QTime(7, 0)}) {
            const UsageAlerts alerts = quietAlerts({23, 0}, end);
            milliseconds now = local(day);
            int looks = 0;
            for (auto until = alerts.quietUntil(now, berlin()); until;
                 until = alerts.quietUntil(now, berlin())) {
                QVERIFY(*until > now);
                QVERIFY(++looks < 100);
                now = *until;
            }
            const QTime clock = QDateTime::fromMSecsSinceEpoch(now.count(), berlin()).time();
            QVERIFY(clock >= end && clock < end.addSecs(3601));
        }
    }
}

void tst_UsageThresholds::whatIsTrueAfterTheQuietHoursIsToldOnce_data()
{
    QTest::addColumn<QList<qint64>>("before");
    QTest::addColumn<QList<qint64>>("during");
    QTest::addColumn<QList<qint64>>("after");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char *name, const QList<qint64> &before, const QList<qint64> &during,
                        const QList<qint64> &after, const QString &told) {
        QTest::newRow(name) << before << during << after << told.split(u',');
    };
    row("still true", {0}, {850}, {860, 870}, u"warned,"_s);
    row("the highest that is still true", {0}, {850, 1000, 1000}, {1000, 1000}, u"filled,"_s);
    row("not true any more", {0}, {850}, {100, 100}, u","_s);
    row("over before they ended", {0}, {850, 100}, {100}, u""_s);
    row("told before", {850}, {850}, {850}, u""_s);
    row("told before, left and crossed again", {850}, {100, 850}, {850, 850}, u"warned,"_s);
    row("an alarm that became a warning", {0}, {960, 850}, {850}, u"warned"_s);
    row("full before, room since", {1000}, {500}, {500, 500}, u"again,"_s);
    row("full and room in the quiet hours", {0}, {1000, 500}, {500, 500}, u"again,"_s);
    row("room and full again", {1000}, {500, 1000}, {1000, 1000}, u"filled,"_s);
}

void tst_UsageThresholds::whatIsTrueAfterTheQuietHoursIsToldOnce()
{
    QFETCH(QList<qint64>, before);
    QFETCH(QList<qint64>, during);
    QFETCH(QList<qint64>, after);
    for (const bool isStored : {false, true}) {
        Watch watch;
        watch.isStoredBetween = isStored;
        watch.alerts = quietAlerts({22, 0}, {7, 0});
        watch.seeAll(before);
        watch.now = local(u"2026-11-25T23:30:00"_s);
        for (const QString &told : watch.seeAll(during))
            QCOMPARE(told, QString());
        watch.now = local(u"2026-11-26T07:00:00"_s);
        QTEST(watch.seeAll(after), "told");
    }
}

void tst_UsageThresholds::whatIsTwoDaysOldIsForgotten()
{
    Watch watch;
    QCOMPARE(watch.see(1000), u"filled"_s);
    watch.now += 49h;
    QCOMPARE(watch.see(0), QString());
    QVERIFY(watch.thresholds == UsageThresholds());
    // A clock that went back forgets nothing.
    QCOMPARE(watch.see(1000), u"filled"_s);
    watch.now -= 100h;
    QCOMPARE(watch.see(1000), QString());
}

void tst_UsageThresholds::noticesCarryTheReading()
{
    UsageThresholds thresholds;
    QuotaReading one = reading(1000);
    one.nextSlotAt = 5s;
    const auto notices = thresholds.update({one}, 0s, {}, berlin());
    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices[0].reading, one);
}

void tst_UsageThresholds::damagedStatesAreLeftOut()
{
    QVERIFY(UsageThresholds::fromJson({}) == UsageThresholds());
    UsageThresholds thresholds;
    (void) thresholds.update({reading(850)}, 0s, {}, berlin());
    const QJsonObject stored = thresholds.toJson();
    QVERIFY(UsageThresholds::fromJson(stored) == thresholds);
    const auto damaged = [&](const QString &name, const QJsonValue &value) {
        QJsonObject row = stored[u"quotas"][0].toObject();
        row[name] = value;
        return UsageThresholds::fromJson({{u"quotas"_s, QJsonArray{1, row, u"x"_s}}})
               == UsageThresholds();
    };
    QVERIFY(damaged(u"quota"_s, u"hour"_s));
    QVERIFY(damaged(u"met"_s, 3));
    QVERIFY(damaged(u"told"_s, u"full"_s)); // more than was met
    QVERIFY(!damaged(u"seenAt"_s, 0));
}

void tst_UsageThresholds::alertsAreReadFromTheSettings()
{
    const QTemporaryDir folder;
    Settings settings(
        std::make_unique<QSettings>(folder.filePath(u"x.ini"_s), QSettings::IniFormat));
    UsageAlerts alerts = UsageAlerts::from(settings);
    QCOMPARE(alerts.warnPercent, 80);
    QCOMPARE(alerts.alarmPercent, 95);
    QVERIFY(alerts.notifies);
    QVERIFY(!alerts.quietFrom.isValid() && !alerts.quietTo.isValid());
    settings.setValue(SettingKeys::UsageWarnPercent, 70);
    settings.setValue(SettingKeys::UsageAlarmPercent, 300);
    settings.setValue(SettingKeys::UsageNotifies, false);
    settings.setValue(SettingKeys::UsageQuietFrom, u"22:30"_s);
    settings.setValue(SettingKeys::UsageQuietTo, u"25:00"_s);
    alerts = UsageAlerts::from(settings);
    QCOMPARE(alerts.warnPercent, 70);
    QCOMPARE(alerts.alarmPercent, 100);
    QVERIFY(!alerts.notifies);
    QCOMPARE(alerts.quietFrom, QTime(22, 30));
    QVERIFY(!alerts.quietTo.isValid());
}

QTEST_GUILESS_MAIN(tst_UsageThresholds)
#include "tst_usagethresholds.moc"

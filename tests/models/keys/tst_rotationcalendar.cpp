// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/rotationcalendar.h"

#include "tests/models/keys/keysfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_RotationCalendar final : public QObject
{
    Q_OBJECT

private:
    const Origin m_acme = *Origin::parse(u"https://acme.konstantly.com");

    [[nodiscard]] static KeyRow row(const QString &id, const QString &name)
    {
        return assessKey(listedKey(id, name), {}, {}, nullptr, Now);
    }
    //! As a calendar program reads it: lines unfolded.
    [[nodiscard]] static QStringList lines(const QByteArray &calendar)
    {
        return QString::fromUtf8(calendar)
            .replace(u"\r\n "_s, QString())
            .split(u"\r\n"_s, Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void eachKeyThatWorksHasItsDay()
    {
        KeyRow revoked = row(u"3"_s, u"gone-laptop"_s);
        revoked.key.revokedAt = Now;
        KeyRow ageless = row(u"4"_s, u"old-laptop"_s);
        ageless.rotateBy = {};
        const QByteArray calendar = rotationCalendar(
            {row(u"1"_s, u"alex-laptop"_s), row(u"2"_s, u"prod-slack-bot"_s), revoked, ageless},
            m_acme, Now);
        const QStringList all = lines(calendar);
        QCOMPARE(all.constFirst(), u"BEGIN:VCALENDAR"_s);
        QCOMPARE(all.constLast(), u"END:VCALENDAR"_s);
        QCOMPARE(all.count(u"BEGIN:VEVENT"_s), 2);
        QVERIFY(all.contains(u"UID:rotate-1@acme.konstantly.com"_s));
        QVERIFY(all.contains(u"DTSTART;VALUE=DATE:20270210"_s)); // 12 November and 90 days
        QVERIFY(all.contains(u"DTEND;VALUE=DATE:20270211"_s));
        QVERIFY(all.contains(u"DTSTART;VALUE=DATE:20261119"_s)); // a bot: 7 days, overdue
        QVERIFY(all.contains(u"SUMMARY:Rotate the MCP key “alex-laptop”"_s));
        QCOMPARE(all.count(u"TRIGGER:-P14D"_s), 2);
        QCOMPARE(calendar.count('\n'), calendar.count("\r\n"));
    }

    void hostileNamesAddNoLines()
    {
        const QString hostile = u"a;b,c\\d\r\nATTACH:file:///etc/passwd\u202e"_s
                                + QString(300, u'ü') + QString(40, u'x');
        const QByteArray calendar = rotationCalendar({row(u"1"_s, hostile)}, m_acme, Now);
        for (const QByteArray &line : calendar.split('\n'))
            QVERIFY2(line.size() <= 76, line.constData()); // 75 octets and the CR
        const QStringList all = lines(calendar);
        QVERIFY(!all.contains(u"ATTACH:file:///etc/passwd"_s));
        const QStringList summary = all.filter(QRegularExpression(u"^SUMMARY:"_s));
        QCOMPARE(summary.size(), 1);
        QVERIFY(summary.constFirst().contains(u"a\\;b\\,c\\\\d"_s));
        QVERIFY(!summary.constFirst().contains(QChar(0x202e)));
        QVERIFY(!QString::fromUtf8(calendar).contains(QChar::ReplacementCharacter));
    }
};

QTEST_GUILESS_MAIN(tst_RotationCalendar)
#include "tst_rotationcalendar.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keytext.h"

#include "models/konstantly/scopetext.h"
#include "tests/models/keys/keysfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_KeyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void ages_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("future") << qint64(-100) << u"just now"_s;
        QTest::newRow("now") << qint64(0) << u"just now"_s;
        QTest::newRow("9 s") << qint64(9) << u"just now"_s;
        QTest::newRow("10 s") << qint64(10) << u"10 s ago"_s;
        QTest::newRow("59 s") << qint64(59) << u"59 s ago"_s;
        QTest::newRow("a minute") << qint64(60) << u"1 min ago"_s;
        QTest::newRow("59 min") << qint64(3599) << u"59 min ago"_s;
        QTest::newRow("an hour") << qint64(3600) << u"1 h ago"_s;
        QTest::newRow("23 h") << qint64(86399) << u"23 h ago"_s;
        QTest::newRow("a day") << qint64(86400) << u"1 d ago"_s;
        QTest::newRow("300 years") << qint64(86400) * 109500 << u"100000 d ago"_s;
    }

    void ages()
    {
        QFETCH(const qint64, seconds);
        QTEST(agoText(Now.addSecs(-seconds), Now), "text");
    }

    void notProvidedIsNotNever()
    {
        QCOMPARE(lastUsedText({}, Now), u"not provided"_s);
        QCOMPARE(lastUsedText({LastUsed::State::Never, {}}, Now), u"never"_s);
        QCOMPARE(lastUsedText({LastUsed::State::At, Now.addSecs(-60)}, Now), u"1 min ago"_s);
    }

    void scopesInWords()
    {
        QCOMPARE(scopesText({true, false}), u"read"_s);
        QCOMPARE(scopesText({true, true}), u"read, write"_s);
        QCOMPARE(scopesText({false, true}), u"write"_s);
        QCOMPARE(scopesText({}), u"not provided"_s);
    }

    void anOwnersNameCantPlayTricks()
    {
        Key key = listedKey(u"1"_s, u"x"_s);
        key.owner->name = u"Alex\u202Emik"_s;
        QCOMPARE(ownerText(key), u"Alex‹U+202E›mik"_s);
        key.owner->name.clear();
        QCOMPARE(ownerText(key), u"42"_s);
        key.owner.reset();
        QCOMPARE(ownerText(key), u"not provided"_s);
    }

    void statusSaysHowMuchOverdue()
    {
        KeyRow row;
        row.statuses = KeyStatus::Active;
        QCOMPARE(statusText(row), u"Active"_s);
        row.statuses |= KeyStatus::RotationDue;
        QCOMPARE(statusText(row), u"Rotate today"_s);
        row.overdueDays = 5;
        QCOMPARE(statusText(row), u"Rotate: 5 d overdue"_s);
        row.statuses |= KeyStatus::Exposed;
        QCOMPARE(statusText(row), u"Exposed"_s);
    }
};

QTEST_GUILESS_MAIN(tst_KeyText)
#include "tst_keytext.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/plaintext.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_PlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void whatCantBeSeenIsSpelledOut_data();
    void whatCantBeSeenIsSpelledOut();
    void longTextIsCutBetweenCharacters();
    void lookAlikesAreToldApart();
};

void tst_PlainText::whatCantBeSeenIsSpelledOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto same = [](const char *name, const QString &text) {
        QTest::newRow(name) << text << text;
    };
    same("empty", {});
    same("plain", u"ada-laptop"_s);
    same("accents", u"Büro Ñandú – Łódź"_s);
    same("other scripts", u"日本語 עברית العربية हिन्दी"_s);
    same("markup", u"<img src=file:///etc/passwd><a href=http://evil>x</a> &Revoke"_s);
    same("formula", u"=cmd|'/c calc'!A1"_s);
    same("emoji", u"😀 👩‍💻 ❤️ 🇩🇪"_s);
    QTest::newRow("line break") << u"a\nb\r\n"_s << u"a‹U+000A›b‹U+000D›‹U+000A›"_s;
    QTest::newRow("tab, bell, escape") << u"\t\a\x1b[31m"_s << u"‹U+0009›‹U+0007›‹U+001B›[31m"_s;
    QTest::newRow("nul") << QString(QChar(0)) + u'x' << u"‹U+0000›x"_s;
    QTest::newRow("C1") << u"\u0085\u009b"_s << u"‹U+0085›‹U+009B›"_s;
    QTest::newRow("direction") << u"a\u202egnp.exe\u2066\u200f\u061c"_s
                               << u"a‹U+202E›gnp.exe‹U+2066›‹U+200F›‹U+061C›"_s;
    QTest::newRow("zero width") << u"a\u200bb\u200cc\u200dd\u2060\ufeff\u00ad"_s
                                << u"a‹U+200B›b‹U+200C›c‹U+200D›d‹U+2060›‹U+FEFF›‹U+00AD›"_s;
    QTest::newRow("separators") << u"\u2028\u2029"_s << u"‹U+2028›‹U+2029›"_s;
    QTest::newRow("fillers") << u"\u3164\u2800\u115f\uffa0"_s
                             << u"‹U+3164›‹U+2800›‹U+115F›‹U+FFA0›"_s;
    QTest::newRow("odd spaces") << u"a\u2003b\u3000c"_s << u"a‹U+2003›b‹U+3000›c"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xdc00)) + u'x' << u"‹U+DC00›x"_s;
    QTest::newRow("lone high at the end") << u'x' + QString(QChar(0xd83d)) << u"x‹U+D83D›"_s;
    QTest::newRow("tag") << QString::fromUcs4(U"a\U000E0041", 2) << u"a‹U+E0041›"_s;
    QTest::newRow("private") << u"\ue000"_s << u"‹U+E000›"_s;
    QTest::newRow("tower of accents")
        << u"a"_s + QString(20, QChar(0x301)) << u"a"_s + QString(4, QChar(0x301));
    QTest::newRow("joiner between letters") << u"a\u200db"_s << u"a‹U+200D›b"_s;
    QTest::newRow("variation of a letter") << u"a\ufe0f"_s << u"a‹U+FE0F›"_s;
}

void tst_PlainText::whatCantBeSeenIsSpelledOut()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(plainText(text), shown);
}

void tst_PlainText::longTextIsCutBetweenCharacters()
{
    QCOMPARE(plainText(QString(200, u'a')).size(), 200);
    QCOMPARE(plainText(QString(201, u'a')), QString(199, u'a') + u'…');
    QCOMPARE(plainText(QString(10000, u'a')).size(), 200);
    QCOMPARE(plainText(u"abc", 2), u"a…"_s);
    const QString faces = u"😀"_s.repeated(200);
    const QString cut = plainText(faces);
    QCOMPARE_LE(cut.size(), 200);
    QVERIFY(cut.isValidUtf16());
    QVERIFY(cut.endsWith(u"😀…"));
    QVERIFY(plainText(u"\u202e"_s.repeated(100)).size() <= 200);
}

void tst_PlainText::lookAlikesAreToldApart()
{
    QVERIFY(plainText(u"laptop\u200b") != plainText(u"laptop"));
    QVERIFY(plainText(u"lap\u00adtop") != plainText(u"laptop"));
    QVERIFY(plainText(u"\u202epotpal") != plainText(u"laptop"));
}

QTEST_GUILESS_MAIN(tst_PlainText)
#include "tst_plaintext.moc"

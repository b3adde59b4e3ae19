// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/translation.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTranslator>

using namespace Konstantly;
using namespace Qt::StringLiterals;

//! With the languages that the program has, and one of the test's own: Dutch, tests/data/translation.
class tst_Translation final : public QObject
{
    Q_OBJECT

    [[nodiscard]] static QString ours()
    {
        return QCoreApplication::translate("tst_Translation", "Close");
    }
    [[nodiscard]] static QString qts() { return QCoreApplication::translate("QLineEdit", "&Copy"); }
    static void install(const QString &language)
    {
        installTranslations(language, u":/translations-of-qt"_s);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void cleanup()
    {
        for (QTranslator *translator : qApp->findChildren<QTranslator *>())
            delete translator; // removes itself
        QLocale::setDefault(QLocale::system());
    }

    void everyBuiltInLanguageIsOfferedInItself()
    {
        const QList<Language> languages = builtInLanguages();
        QVERIFY(languages.contains(Language{u"en"_s, u"English"_s}));
        QVERIFY(languages.contains(Language{u"nl"_s, u"Nederlands"_s}));
        QSet<QString> codes;
        for (const Language &language : languages) {
            QVERIFY(!language.name.isEmpty());
            codes << language.code;
        }
        QCOMPARE(codes.size(), languages.size());
    }

    void theChosenLanguageCountsAndBringsQtsTextsAndFormats()
    {
        install(u"nl"_s);
        QCOMPARE(ours(), u"Sluiten"_s);
        QCOMPARE(qts(), u"&Kopiëren"_s);
        QCOMPARE(QLocale().language(), QLocale::Dutch);
        QCOMPARE(QLocale().toString(1234.5, 'f', 1), u"1.234,5"_s);
        // What programs read does not change.
        QCOMPARE(QString::number(1234.5), u"1234.5"_s);
    }

    void otherwiseTheSystemsLanguageCounts_data()
    {
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QLocale>("system");
        QTest::addColumn<QString>("text");
        QTest::newRow("none chosen") << QString() << QLocale(u"nl_BE"_s) << u"Sluiten"_s;
        QTest::newRow("one that is not built in") << u"eo"_s << QLocale(u"nl_BE"_s) << u"Sluiten"_s;
        QTest::newRow("no language at all") << u"../nl"_s << QLocale(u"nl_BE"_s) << u"Sluiten"_s;
        QTest::newRow("English for who chose it") << u"en"_s << QLocale(u"nl_BE"_s) << u"Close"_s;
        QTest::newRow("the system's is not built in")
            << QString() << QLocale(u"is_IS"_s) << u"Close"_s;
    }
    void otherwiseTheSystemsLanguageCounts()
    {
        QFETCH(const QString, chosen);
        QFETCH(const QLocale, system);
        QLocale::setDefault(system);
        install(chosen);
        QTEST(ours(), "text");
        if (chosen != "en"_L1)
            QCOMPARE(QLocale(), system); // with its formats
        else
            QCOMPARE(QLocale().language(), QLocale::English);
    }

    void qtsTextsAreNeverInAnotherLanguageThanOurs()
    {
        QLocale::setDefault(QLocale(u"ar_EG"_s)); // Qt's Arabic is there, ours is not
        install({});
        QCOMPARE(ours(), u"Close"_s);
        QCOMPARE(qts(), u"&Copy"_s);
    }
};

QTEST_GUILESS_MAIN(tst_Translation)
#include "tst_translation.moc"

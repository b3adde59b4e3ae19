// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/theme/theme.h"

#include "ui/theme/controlstyle.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStyleOptionButton>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_Theme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void textIsReadableOnItsBackground_data()
    {
        QTest::addColumn<Tokens>("tokens");
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("background");
        for (const auto &tokens : {lightTokens(), darkTokens()}) {
            for (const auto &pair : textPairs()) {
                QTest::addRow("%s: %s", tokens.isDark ? "dark" : "light", pair.name)
                    << tokens << tokens.*pair.text << tokens.*pair.background;
            }
        }
    }
    void textIsReadableOnItsBackground()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, background);
        QVERIFY(text.alpha() == 255 && background.alpha() == 255);
        const double contrast = contrastRatio(text, background);
        QVERIFY2(contrast >= 4.5, qPrintable(QString::number(contrast)));
    }

    void aBoxToTickCanBeSeen_data()
    {
        QTest::addColumn<Tokens>("tokens");
        QTest::newRow("light") << lightTokens();
        QTest::newRow("dark") << darkTokens();
    }
    void aBoxToTickCanBeSeen()
    {
        QFETCH(Tokens, tokens);
        const ControlStyle style;
        QImage image(20, 20, QImage::Format_RGB32);
        image.fill(tokens.surface);
        QStyleOptionButton option;
        option.rect = QRect(2, 2, 16, 16);
        option.palette = paletteFor(tokens);
        option.state = QStyle::State_Enabled;
        QPainter painter(&image);
        style.drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter, nullptr);
        painter.end();
        double best = 0;
        for (int x = 0; x < image.width(); ++x)
            best = std::max(best, contrastRatio(image.pixelColor(x, 10), tokens.surface));
        QVERIFY2(best >= 3.0, qPrintable(QString::number(best))); // WCAG 1.4.11
    }

    void highContrastUsesTheSystemsColoursOnly()
    {
        QPalette system(Qt::white, Qt::black);
        system.setColor(QPalette::Base, Qt::black);
        system.setColor(QPalette::Text, Qt::white);
        system.setColor(QPalette::Window, Qt::black);
        system.setColor(QPalette::WindowText, Qt::white);
        QVERIFY(isHighContrastPalette(system));
        const Tokens tokens = highContrastTokens(system);
        QVERIFY(tokens.isDark);
        for (const auto &pair : textPairs()) {
            QVERIFY2(contrastRatio(tokens.*pair.text, tokens.*pair.background) > 20.0, pair.name);
        }
    }

    void whatIsChosenDiffersInHighContrastToo()
    {
        QPalette system(Qt::white, Qt::black);
        for (const auto role : {QPalette::Window, QPalette::Base})
            system.setColor(role, Qt::black);
        for (const auto role : {QPalette::WindowText, QPalette::Text})
            system.setColor(role, Qt::white);
        const Tokens tokens = highContrastTokens(system);
        QVERIFY(contrastRatio(tokens.chosen, tokens.surface) > 20.0);
        const Tokens row = onChosenRow(tokens);
        QVERIFY(contrastRatio(row.text, tokens.chosen) > 20.0);
        QVERIFY(contrastRatio(row.bad, row.badWeak) > 20.0);
        QCOMPARE(onChosenRow(lightTokens()), lightTokens());
    }

    void contrastIsThatOfTheGuidelines()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        // The grey that the guidelines give as the first to pass on white.
        QVERIFY(contrastRatio(QColor(0x767676), Qt::white) >= 4.5);
        QVERIFY(contrastRatio(QColor(0x777777), Qt::white) < 4.5);
    }

    void everyPlaceInTheStyleSheetIsFilled()
    {
        for (const auto &tokens : {lightTokens(), darkTokens()}) {
            const QString sheet = styleSheetFor(tokens, QApplication::font());
            QVERIFY(!sheet.contains(u'@'));
            QVERIFY(!sheet.contains(u'?'));
            QCOMPARE(sheet.count(u'{'), sheet.count(u'}'));
        }
    }

    void aSettingForcesLightOrDark()
    {
        Theme theme(*qApp);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setAppearance(Appearance::Dark);
        QVERIFY(theme.tokens().isDark);
        QVERIFY(isDarkPalette(QApplication::palette()));
        QVERIFY(qApp->styleSheet().contains(darkTokens().surface.name()));
        theme.setAppearance(Appearance::Light);
        QVERIFY(!theme.tokens().isDark);
        QVERIFY(!isDarkPalette(QApplication::palette()));
        QVERIFY(!qApp->styleSheet().contains(darkTokens().surface.name()));
        QCOMPARE(changed.size(), 2);
        theme.setAppearance(Appearance::Light);
        QCOMPARE(changed.size(), 2);
    }

    void appearanceNamesAreRoundTrip()
    {
        for (const auto appearance : {Appearance::System, Appearance::Light, Appearance::Dark})
            QCOMPARE(appearanceFromName(appearanceName(appearance)), appearance);
        QCOMPARE(appearanceFromName(u"purple"), Appearance::System);
    }
};

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"

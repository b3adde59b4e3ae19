// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/steplines.h"

#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_StepLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void whatIsWrittenIsReadBack_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("ok");
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("detail");
        QTest::newRow("plain") << u"keychain"_s << true << qint64(12) << QString();
        QTest::newRow("detail") << u"package"_s << true << qint64(0) << u"0.2.0, 7 files"_s;
        QTest::newRow("failed") << u"start"_s << false << qint64(5000) << u"Größe – “x”"_s;
    }
    void whatIsWrittenIsReadBack()
    {
        QFETCH(QString, name);
        QFETCH(bool, ok);
        QFETCH(qint64, ms);
        QFETCH(QString, detail);
        const StepLine step{name, ok, ms, detail};
        const QByteArray line = stepLine(step);
        QVERIFY(line.endsWith('\n'));
        QCOMPARE(line.count('\n'), 1);
        QCOMPARE(parseStepLine(line), std::optional(step));
        QCOMPARE(parseStepLine(QByteArrayView(line).chopped(1)), std::optional(step));
    }

    void theFormatIsStable()
    {
        QCOMPARE(stepLine({u"keychain"_s, true, 12, {}}),
                 QByteArray("konstantly-mcp: step keychain ok 12 ms\n"));
        QCOMPARE(stepLine({u"package"_s, false, 3, u"two\nlines"_s}),
                 QByteArray("konstantly-mcp: step package failed 3 ms two lines\n"));
    }

    void anythingElseIsNoStep_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line :
             {"", "konstantly-mcp: The keychain is locked.", "konstantly-mcp: step keychain",
              "konstantly-mcp: step keychain ok", "konstantly-mcp: step keychain maybe 3 ms",
              "konstantly-mcp: step keychain ok -3 ms", "konstantly-mcp: step keychain ok 3 s",
              " konstantly-mcp: step x ok 3 msx", "server: konstantly-mcp: step keychain ok 3 ms",
              "konstantly-mcp: step keychain ok 99999999999999999999999 ms", "\xff\xfe"})
            QTest::newRow(line) << QByteArray(line);
    }
    void anythingElseIsNoStep()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!parseStepLine(line));
    }
};

QTEST_GUILESS_MAIN(tst_StepLines)
#include "tst_steplines.moc"

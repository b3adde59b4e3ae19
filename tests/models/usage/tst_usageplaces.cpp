// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageplaces.h"
#include "models/usage/usageschema.h"
#include "tests/models/usage/usagehistory.h"
#include "tests/support/unprivileged.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSqlQuery>
#include <QTest>

#include <sys/stat.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<std::unique_ptr<UsageDatabase>> opened(const UsageLocation &location,
                                              const Origin &workspace = UsageHistory::workspace())
{
    return UsageDatabase::open(location, workspace, QTimeZone::utc());
}

ErrorCode codeOf(const auto &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool overwrite(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(at) && file.write(bytes) == bytes.size();
}

int modeOf(const QString &path)
{
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 0777U)
                                                                   : -1;
}

} // namespace

//! Where a history is kept: files that are damaged, foreign or locked, and schemas of other versions.
class tst_UsagePlaces final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_history.reset(); }

    void allOfItIsPrivate();
    void aDamagedFileIsMovedAside_data();
    void aDamagedFileIsMovedAside();
    void damageThatIsMetLaterIsFoundAtTheNextStart();
    void afterACrashTheRowsAreThere();
    void aNewerVersionIsLeftAlone();
    void anotherWorkspacesFileIsLeftAlone();
    void aFileOfAnotherProgramIsLeftAlone();
    void anOlderSchemaIsBroughtUpToDate();
    void aMigrationThatFailsChangesNothing();
    void aFileThatIsLockedIsBusy();
    void aFolderThatCantBeWrittenKeepsWhatItHas();
    void aPathThatIsNoFileIsRefused();

private:
    std::unique_ptr<UsageHistory> m_history;
};

void tst_UsagePlaces::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_history = std::make_unique<UsageHistory>();
}

void tst_UsagePlaces::allOfItIsPrivate()
{
    const mode_t before = umask(0);
    const auto database = m_history->open();
    umask(before);
    QVERIFY(database);
    CallStream stream;
    QCOMPARE(said(database->add(UsageSource::Service, stream.some(50, {1s, 900s}), {})), QString());
    QCOMPARE(modeOf(m_history->path()), 0600);
    QCOMPARE(modeOf(m_history->path() + u"-wal"_s), 0600);
    QCOMPARE(modeOf(m_history->path() + u"-shm"_s), 0600);
    QCOMPARE(modeOf(QFileInfo(m_history->path()).absolutePath()), 0700);
}

void tst_UsagePlaces::aDamagedFileIsMovedAside_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isSuspect");
    QTest::newRow("not a database") << 0 << QByteArray(4096, 'x') << false;
    QTest::newRow("the list of tables") << 100 << QByteArray(3000, '\xff') << false;
    QTest::newRow("a page in the middle, met before")
        << 4096 * 5 << QByteArray(4096, '\xff') << true;
}

void tst_UsagePlaces::aDamagedFileIsMovedAside()
{
    QFETCH(int, offset);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isSuspect);
    CallStream stream;
    QCOMPARE(said(m_history->open()->add(UsageSource::Service, stream.some(500, {1s, 90000s}), {})),
             QString());
    QVERIFY(overwrite(m_history->path(), offset, bytes));
    if (isSuspect)
        QVERIFY(overwrite(suspicionPath(m_history->path()), 0, {}));
    const QByteArray damaged = bytesOf(m_history->path());
    {
        const auto database = m_history->open();
        QVERIFY(database);
        QCOMPARE(database->keptAside(), m_history->path() + u".damaged-1"_s);
        QCOMPARE(bytesOf(database->keptAside()), damaged);
        QCOMPARE(modeOf(database->keptAside()), 0600);
        QCOMPARE(database->rowCount(), 0);
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(5, {1s, 9000s}), {})),
                 QString());
    }
    QVERIFY(!QFile::exists(suspicionPath(m_history->path())));
    QVERIFY(overwrite(m_history->path(), 0, QByteArray(64, 'y')));
    const auto again = m_history->open();
    QVERIFY(again);
    QCOMPARE(again->keptAside(), m_history->path() + u".damaged-2"_s);
}

void tst_UsagePlaces::damageThatIsMetLaterIsFoundAtTheNextStart()
{
    CallStream stream;
    {
        auto database = m_history->open();
        QVERIFY(database);
        for (int i = 0; i < 6; ++i)
            QCOMPARE(
                said(database->add(UsageSource::Service, stream.some(1000, {1s, 900000s}), {})),
                QString());
    }
    const qint64 size = QFileInfo(m_history->path()).size();
    QVERIFY(
        overwrite(m_history->path(), size / 4096 / 4 * 4096, QByteArray(int(size / 2), '\xff')));
    {
        const auto database = m_history->open();
        QVERIFY(database);
        const auto read = database->forEachRow({0s, 900000s}, {},
                                               [](const UsageRow &) { return true; });
        QCOMPARE(codeOf(read), ErrorCode::FileDamaged);
        QCOMPARE(read.error().subject, m_history->path());
    }
    const auto database = m_history->open();
    QVERIFY(database);
    QVERIFY(!database->keptAside().isEmpty());
}

void tst_UsagePlaces::afterACrashTheRowsAreThere()
{
    // What is on disk while a process has it open is what a killed one leaves behind.
    CallStream stream;
    const auto database = m_history->open();
    QVERIFY(database);
    QCOMPARE(said(database->add(UsageSource::Service, stream.some(500, {1s, 90000s}), {})),
             QString());
    UsageHistory other;
    QVERIFY(QDir().mkpath(QFileInfo(other.path()).absolutePath()));
    for (const QString &part : {u""_s, u"-wal"_s})
        QVERIFY(QFile::copy(m_history->path() + part, other.path() + part));
    const auto crashed = other.open();
    QVERIFY(crashed);
    QVERIFY(crashed->keptAside().isEmpty());
    QCOMPARE(crashed->rowCount(), 500);
}

void tst_UsagePlaces::aNewerVersionIsLeftAlone()
{
    QVERIFY(m_history->open());
    m_history->run(u"UPDATE meta SET value = '99' WHERE name = 'schema'"_s);
    m_history->sql().close();
    const QByteArray before = bytesOf(m_history->path());
    const auto result = opened(m_history->location());
    QCOMPARE(codeOf(result), ErrorCode::FileUnsupported);
    QCOMPARE(result.error().detail, u"it was made by a newer version of this program."_s);
    QCOMPARE(bytesOf(m_history->path()), before);
}

void tst_UsagePlaces::anotherWorkspacesFileIsLeftAlone()
{
    QVERIFY(m_history->open());
    const QByteArray before = bytesOf(m_history->path());
    const auto result = opened(m_history->location(),
                               Origin::parse(u"https://other.konstantly.com").value());
    QCOMPARE(codeOf(result), ErrorCode::FileUnsupported);
    QVERIFY(result.error().detail.endsWith(u"another workspace, https://acme.konstantly.com."_s));
    QCOMPARE(bytesOf(m_history->path()), before);
}

void tst_UsagePlaces::aFileOfAnotherProgramIsLeftAlone()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_history->path()).absolutePath()));
    m_history->run(u"CREATE TABLE songs (title TEXT)"_s);
    m_history->sql().close();
    const QByteArray before = bytesOf(m_history->path());
    const auto result = opened(m_history->location());
    QCOMPARE(codeOf(result), ErrorCode::FileUnsupported);
    QCOMPARE(result.error().detail, u"it is a database of another program."_s);
    QCOMPARE(bytesOf(m_history->path()), before);
}

//! A version before the first one, which knew neither clients nor outcomes.
static std::vector<UsageMigration> historyOfVersions(const QString &lastStatement)
{
    std::vector<UsageMigration> versions{
        {1,
         {u"CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)"_s,
          u"CREATE TABLE calls (id {id}, at BIGINT NOT NULL)"_s}},
        {2,
         {u"ALTER TABLE calls ADD COLUMN outcome SMALLINT"_s,
          u"UPDATE calls SET outcome = 0 WHERE at > 10"_s, lastStatement}}};
    return versions;
}

void tst_UsagePlaces::anOlderSchemaIsBroughtUpToDate()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_history->path()).absolutePath()));
    auto versions = historyOfVersions(u"CREATE INDEX calls_outcome ON calls (outcome)"_s);
    const auto newest = versions.back();
    versions.pop_back();
    auto file = openUsageFile(m_history->path());
    QCOMPARE(said(file), QString());
    const SqlSession &session = *file->session;
    QCOMPARE(said(prepareSchema(session, UsageHistory::workspace(), versions)), QString());
    QCOMPARE(metaNumber(session, u"schema"_s), 1);
    m_history->run(u"INSERT INTO calls (at) VALUES (5), (50)"_s);

    versions.push_back(newest);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(said(prepareSchema(session, UsageHistory::workspace(), versions)), QString());
        QCOMPARE(metaNumber(session, u"schema"_s), 2);
        QCOMPARE(m_history->value(u"SELECT count(*) FROM calls WHERE outcome = 0"_s), 1);
        QCOMPARE(m_history->value(u"SELECT count(*) FROM calls"_s), 2);
    }
    versions.pop_back();
    QCOMPARE(codeOf(prepareSchema(session, UsageHistory::workspace(), versions)),
             ErrorCode::FileUnsupported);
}

void tst_UsagePlaces::aMigrationThatFailsChangesNothing()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_history->path()).absolutePath()));
    const auto versions = historyOfVersions(u"CREATE NONSENSE"_s);
    const std::vector<UsageMigration> first{versions.front()};
    auto file = openUsageFile(m_history->path());
    QCOMPARE(said(file), QString());
    QCOMPARE(said(prepareSchema(*file->session, UsageHistory::workspace(), first)), QString());
    m_history->run(u"INSERT INTO calls (at) VALUES (50)"_s);
    QVERIFY(!prepareSchema(*file->session, UsageHistory::workspace(), versions));
    QCOMPARE(metaNumber(*file->session, u"schema"_s), 1);
    QCOMPARE(m_history->value(u"SELECT count(*) FROM pragma_table_info('calls')"_s), 2);
}

void tst_UsagePlaces::aFileThatIsLockedIsBusy()
{
    CallStream stream;
    const auto database = m_history->open();
    QVERIFY(database);
    m_history->run(u"BEGIN IMMEDIATE"_s);
    const auto added = database->add(UsageSource::Service, stream.some(5, {1s, 9s}), {});
    QCOMPARE(codeOf(added), ErrorCode::FileBusy);
    // Reading goes on meanwhile.
    QCOMPARE(database->rowCount(), 0);
    m_history->run(u"ROLLBACK"_s);
    QCOMPARE(said(database->add(UsageSource::Service, stream.some(5, {1s, 9s}), {})), QString());
    QCOMPARE(database->rowCount(), 5);
}

void tst_UsagePlaces::aFolderThatCantBeWrittenKeepsWhatItHas()
{
    CallStream stream;
    QTemporaryDir folder(QDir::tempPath() + u"/konstantly-usage-XXXXXX"_s);
    if (geteuid() == 0)
        QCOMPARE(chown(QFile::encodeName(folder.path()).constData(), 65534, 65534), 0);
    UsageLocation location;
    location.path = folder.filePath(u"history.db"_s);
    // The steps that failed, as bits: a child process can tell no more.
    const int failed = unprivileged([&] {
        int bits = 0;
        {
            const auto database = opened(location);
            if (!database || !(*database)->add(UsageSource::Service, stream.some(9, {1s, 99s}), {}))
                bits |= 1;
        }
        const QByteArray before = bytesOf(location.path);
        if (chmod(QFile::encodeName(folder.path()).constData(), 0500) != 0)
            bits |= 2;
        const auto refused = opened(location);
        if (codeOf(refused) != ErrorCode::FileNotWritable)
            bits |= 4;
        if (chmod(QFile::encodeName(folder.path()).constData(), 0700) != 0)
            bits |= 8;
        if (bytesOf(location.path) != before)
            bits |= 16;
        const auto again = opened(location);
        if (!again || (*again)->rowCount() != 9)
            bits |= 32;
        return bits;
    });
    QCOMPARE(failed, 0);
}

void tst_UsagePlaces::aPathThatIsNoFileIsRefused()
{
    QVERIFY(QDir().mkpath(m_history->path()));
    const auto result = opened(m_history->location());
    QVERIFY(codeOf(result) == ErrorCode::FileNotWritable
            || codeOf(result) == ErrorCode::FileUnsupported);
    QVERIFY(QDir().rmdir(m_history->path()));
    QCOMPARE(mkfifo(QFile::encodeName(m_history->path()).constData(), 0600), 0);
    const auto pipe = opened(m_history->location());
    QCOMPARE(codeOf(pipe), ErrorCode::FileUnsupported);
    QCOMPARE(pipe.error().detail, u"it is not a regular file."_s);
}

QTEST_GUILESS_MAIN(tst_UsagePlaces)
#include "tst_usageplaces.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditexport.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_AuditExport : public QObject
{
    Q_OBJECT

private:
    static constexpr int Count = 5000;
    QTemporaryDir m_home;
    AppPaths m_paths = AppPaths::forHome(m_home.path());
    AuditJournal m_journal{m_paths, u"acme"_s,
                           [] { return QDateTime::fromMSecsSinceEpoch(2 * Count, Qt::UTC); }};
    std::vector<qint64> m_cursors;

    [[nodiscard]] QString path() const { return m_home.filePath(u"out/events"_s); }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] static bool isNeverCancelled() { return false; }

private Q_SLOTS:
    void initTestCase()
    {
        // Known newest first, as a first sync brings them.
        QList<AuditRecord> records;
        for (int number = Count; number > 0; --number) {
            AuditRecord record;
            record.id = u"service:%1"_s.arg(number);
            record.at = number;
            record.kind = AuditKind::ToolCalled;
            record.eventType = 88;
            record.key = u"14"_s;
            record.tool = number == 1 ? u"=cmd()"_s : u"find_user"_s;
            records << record;
        }
        QVERIFY(m_journal.append(records));
        const auto batch = m_journal.read(0, qint64(1) << 30);
        QVERIFY(batch);
        m_cursors.assign(batch->cursors.begin(), batch->cursors.end());
    }
    void init() { QVERIFY(QDir().mkpath(m_home.filePath(u"out"_s))); }
    void cleanup() { QDir(m_home.filePath(u"out"_s)).removeRecursively(); }

    void everythingIsWrittenOldestFirst()
    {
        const auto file = exportAudit(m_journal, path(),
                                      {AuditFormat::JsonLines, {}, u"acme"_s, {{u"14"_s, u"al"_s}}},
                                      isNeverCancelled);
        QVERIFY(file);
        QCOMPARE(file->rows, Count);
        const QByteArray bytes = written();
        QCOMPARE(file->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
        const QByteArrayList lines = bytes.split('\n');
        QCOMPARE(lines.size(), Count + 1);
        QVERIFY(lines.first().contains("\"service:1\""));
        QVERIFY(lines.first().contains("\"keyName\":\"al\""));
        QVERIFY(lines.at(Count - 1).contains("\"service:5000\""));
        QVERIFY(!(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void onlyWhatIsWantedIsWritten()
    {
        const auto file = exportAudit(m_journal, path(),
                                      {AuditFormat::Csv,
                                       std::vector<qint64>{m_cursors.back(), m_cursors.front()},
                                       u"acme"_s,
                                       {}},
                                      isNeverCancelled);
        QVERIFY(file);
        QCOMPARE(file->rows, 2);
        const QByteArrayList lines = written().split('\n');
        QCOMPARE(lines.first(), csvHeader() + '\r');
        // What a spreadsheet would run is text.
        QVERIFY2(lines.at(1).contains("'=cmd()"), lines.at(1).constData());
        QVERIFY(lines.at(2).contains("service:5000"));
        QCOMPARE(exportAudit(m_journal, path(),
                             {AuditFormat::Cef, std::vector<qint64>{}, u"acme"_s, {}},
                             isNeverCancelled)
                     ->rows,
                 0);
    }

    void oneThatIsStoppedLeavesWhatWasThere_data()
    {
        QTest::addColumn<int>("questions");
        QTest::newRow("before it reads") << 0;
        QTest::newRow("while it writes") << 3;
    }
    void oneThatIsStoppedLeavesWhatWasThere()
    {
        QFETCH(int, questions);
        QFile before(path());
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("earlier");
        before.close();
        int asked = 0;
        const auto file = exportAudit(m_journal, path(), {AuditFormat::Csv, {}, u"acme"_s, {}},
                                      [&] { return asked++ >= questions; });
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::Cancelled);
        QCOMPARE(asked, questions + 1);
        QCOMPARE(written(), "earlier"_qba);
        QCOMPARE(QDir(m_home.filePath(u"out"_s)).entryList(QDir::Files | QDir::Hidden),
                 QStringList{u"events"_s});
    }
};

QTEST_GUILESS_MAIN(tst_AuditExport)
#include "tst_auditexport.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keyfiltermodel.h"

#include "models/keys/keylistmodel.h"
#include "tests/models/keys/keysfixture.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using Chip = KeyFilterModel::Chip;

class tst_KeyFilterModel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<ConsoleAccess> m_access;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<KeyListModel> m_list;
    std::unique_ptr<KeyFilterModel> m_filter;

    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < m_filter->rowCount(); ++row)
            names << m_filter->index(row, 0).data().toString();
        return names;
    }

    //! One key for each chip.
    [[nodiscard]] QList<Key> sample() const
    {
        QList<Key> keys{
            m_fixture->consoleListed(u"9"_s),         listedKey(u"8"_s, u"dana-desktop"_s),
            listedKey(u"7"_s, u"sam-ortiz-laptop"_s), listedKey(u"6"_s, u"key1"_s),
            listedKey(u"5"_s, u"jon-thinkpad"_s),     listedKey(u"4"_s, u"ci-nightly"_s),
            listedKey(u"3"_s, u"maria-tablet"_s),     listedKey(u"2"_s, u"old-laptop-sam"_s),
            listedKey(u"1"_s, u"older-laptop-sam"_s)};
        keys[1].createdAt = Now.addDays(-95);
        keys[2].owner = UserRef{u"3"_s, u"Sam Ortiz"_s, u"sam@acme.example"_s, true};
        keys[4].lastUsed = {LastUsed::State::Never, {}};
        keys[5].lastUsed.at = Now.addDays(-50); // and a bot of 10 days: rotation
        keys[6].lastUsed.at = Now.addDays(-100);
        keys[6].owner.reset();
        keys[7].revokedAt = Now.addDays(-90);
        keys[8].revokedAt = Now.addDays(-91);
        return keys;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<KeysFixture>();
        m_fixture->connectAcme();
        m_access = std::make_unique<ConsoleAccess>(u"acme"_s, m_fixture->workspaces,
                                                   m_fixture->secrets, m_fixture->http);
        m_keys = std::make_unique<KeyStore>(*m_access, m_fixture->workspaces, m_fixture->clock);
        m_list = std::make_unique<KeyListModel>(*m_keys, m_fixture->workspaces,
                                                m_fixture->exposures, KeyRules(), m_fixture->clock);
        m_filter = std::make_unique<KeyFilterModel>(*m_list);
    }

    void cleanup()
    {
        m_filter.reset();
        m_list.reset();
        m_keys.reset();
        m_access.reset();
        m_fixture.reset();
    }

    void aRightToWriteCountsAsUnusedOnlyWhenThatIsKnown()
    {
        QList<Key> keys = sample();
        for (const int index : {1, 2, 3})
            keys[index].scopes.write = true;
        keys[1].createdAt = Now.addDays(-31); // wrote
        keys[2].createdAt = Now.addDays(-30); // did not
        keys[3].createdAt = Now.addDays(-29); // too young to tell
        m_fixture->network.expect("GET", KeysTarget, listOf(keys));
        QVERIFY(await(m_keys->refresh()));
        QCOMPARE(m_filter->count(Chip::NeverWrote), 0);
        m_list->setWriters(QSet<QString>{keys[1].id});
        QCOMPARE(m_filter->count(Chip::NeverWrote), 1);
        m_filter->setChip(Chip::NeverWrote);
        QCOMPARE(m_filter->rowCount(), 1);
        QCOMPARE(m_filter->index(0, 0).data(KeyListModel::IdRole).toString(), keys[2].id);
        m_list->setWriters(std::nullopt);
        QCOMPARE(m_filter->count(Chip::NeverWrote), 0);
    }

    void chips_data()
    {
        QTest::addColumn<int>("chip");
        QTest::addColumn<QStringList>("expected");
        using L = QStringList;
        QTest::newRow("rotation") << int(Chip::NeedsRotation)
                                  << L{u"dana-desktop"_s, u"ci-nightly"_s};
        QTest::newRow("owner left") << int(Chip::OwnerLeft) << L{u"sam-ortiz-laptop"_s};
        QTest::newRow("never used") << int(Chip::NeverUsed) << L{u"jon-thinkpad"_s};
        QTest::newRow("idle 45") << int(Chip::Idle45) << L{u"ci-nightly"_s, u"maria-tablet"_s};
        QTest::newRow("idle 90") << int(Chip::Idle90) << L{u"maria-tablet"_s};
        QTest::newRow("exposed") << int(Chip::Exposed) << L{u"alex-laptop"_s};
        QTest::newRow("poorly named") << int(Chip::PoorlyNamed) << L{u"key1"_s};
        QTest::newRow("owner unknown") << int(Chip::OwnerUnknown) << L{u"maria-tablet"_s};
        QTest::newRow("this device") << int(Chip::ThisDevice) << L{u"alex-laptop"_s};
        QTest::newRow("revoked, 90 days") << int(Chip::Revoked) << L{u"old-laptop-sam"_s};
    }

    void chips()
    {
        QFETCH(const int, chip);
        QFETCH(const QStringList, expected);
        QVERIFY(m_fixture->exposures.add(m_fixture->consoleKey, m_fixture->origin, u"/x"_s, Now));
        m_fixture->network.expect("GET", KeysTarget, listOf(sample()));
        QVERIFY(await(m_keys->refresh()));
        QCOMPARE(m_filter->rowCount(), 7); // everything that is not revoked
        QCOMPARE(m_filter->count(Chip::All), 7);
        m_filter->setChip(Chip(chip));
        QCOMPARE(names(), expected);
        QCOMPARE(m_filter->count(Chip(chip)), int(expected.size()));
        QVERIFY(!KeyFilterModel::chipLabel(Chip(chip)).isEmpty());
        m_filter->setText(u"no such key"_s);
        QCOMPARE(m_filter->rowCount(), 0);
        QCOMPARE(m_filter->count(Chip(chip)), int(expected.size())); // counts are the chip's alone
    }

    void searching_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("found");
        QTest::newRow("nothing") << QString() << 7;
        QTest::newRow("spaces") << u"  "_s << 7;
        QTest::newRow("name") << u"tablet"_s << 1;
        QTest::newRow("capitals") << u"TABLET"_s << 1;
        QTest::newRow("owner") << u"ortiz"_s << 1;
        QTest::newRow("two words in any order") << u"kim nightly"_s << 1;
        QTest::newRow("prefix") << u"kmcp_00000008"_s << 1;
        QTest::newRow("e-mail") << u"sam@"_s << 1;
        QTest::newRow("no pattern language") << u".*"_s << 0;
        QTest::newRow("absent") << u"zzz"_s << 0;
    }

    void searching()
    {
        QFETCH(const QString, text);
        m_fixture->network.expect("GET", KeysTarget, listOf(sample()));
        QVERIFY(await(m_keys->refresh()));
        m_filter->setText(text);
        QTEST(m_filter->rowCount(), "found");
    }

    void sortingByEveryColumn()
    {
        m_fixture->network.expect("GET", KeysTarget, listOf(sample()));
        QVERIFY(await(m_keys->refresh()));
        const QAbstractItemModelTester tester(
            m_filter.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int column = 0; column < KeyListModel::ColumnCount; ++column) {
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                m_filter->sort(column, order);
                for (int row = 1; row < m_filter->rowCount(); ++row) {
                    const int above = m_filter->mapToSource(m_filter->index(row - 1, 0)).row();
                    const int below = m_filter->mapToSource(m_filter->index(row, 0)).row();
                    const int compared = m_list->compareRows(above, below, column);
                    QVERIFY(order == Qt::AscendingOrder ? compared <= 0 : compared >= 0);
                }
            }
        }
        m_filter->sort(KeyListModel::NameColumn);
        QCOMPARE(names().first(), u"alex-laptop"_s);
    }

    void countsAreToldWhenTheyChange()
    {
        QSignalSpy changed(m_filter.get(), &KeyFilterModel::countsChanged);
        m_fixture->network.expect("GET", KeysTarget, listOf(sample()));
        QVERIFY(await(m_keys->refresh()));
        QVERIFY(changed.count() >= 1);
        changed.clear();
        m_fixture->network.expect("GET", KeysTarget, listOf(sample()));
        QVERIFY(await(m_keys->refresh()));
        m_filter->setText(u"x"_s);
        m_filter->setChip(Chip::Idle45);
        QCOMPARE(changed.count(), 0);
    }

    //! product.md 5: a keystroke on 10,000 keys takes at most one frame, 16 ms. Unoptimised and shared machines are given
    //! slack; the figure itself is printed.
    void aKeystrokeOnTenThousandKeys()
    {
        QList<Key> keys;
        for (int i = 10'000; i > 0; --i) {
            Key key = listedKey(QString::number(i), u"person%1-laptop"_s.arg(i * 7919 % 10'000));
            key.owner->name = u"Person %1"_s.arg(i % 700);
            keys << key;
        }
        expectPages(m_fixture->network, keys);
        QVERIFY(await(m_keys->refresh()));
        m_filter->sort(KeyListModel::NameColumn);
        QCOMPARE(m_filter->rowCount(), 10'000);
        QElapsedTimer timer;
        qint64 slowest = 0;
        for (const QString &text : {u"p"_s, u"pe"_s, u"1"_s, u"12"_s, u"123"_s, u"12"_s, u"1"_s,
                                    QString(), u"person 5"_s, QString()}) {
            timer.start();
            m_filter->setText(text);
            slowest = std::max(slowest, timer.nsecsElapsed());
        }
        qInfo("slowest keystroke on 10,000 keys: %.1f ms", double(slowest) / 1e6);
        QCOMPARE(m_filter->rowCount(), 10'000);
        QVERIFY2(slowest < 200'000'000, qPrintable(QString::number(slowest)));
    }
};

QTEST_GUILESS_MAIN(tst_KeyFilterModel)
#include "tst_keyfiltermodel.moc"

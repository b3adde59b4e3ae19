// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keylistmodel.h"

#include "tests/models/keys/keysfixture.h"
#include "tests/support/told.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_KeyListModel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<ConsoleAccess> m_access;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<KeyListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QDateTime m_now = Now;

    void list(const QList<Key> &keys)
    {
        m_fixture->network.expect("GET", KeysTarget, listOf(keys));
        QVERIFY(await(m_keys->refresh()));
    }
    void list(const QStringList &ids)
    {
        QList<Key> keys;
        for (const QString &id : ids)
            keys << listedKey(id, u"alex-laptop%1"_s.arg(id));
        list(keys);
    }
    [[nodiscard]] QStringList ids() const
    {
        QStringList ids;
        for (int row = 0; row < m_model->rowCount(); ++row)
            ids << m_model->index(row, 0).data(KeyListModel::IdRole).toString();
        return ids;
    }
    [[nodiscard]] QString text(int row, int column) const
    {
        return m_model->index(row, column).data().toString();
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_now = Now;
        m_fixture = std::make_unique<KeysFixture>();
        m_fixture->connectAcme();
        m_access = std::make_unique<ConsoleAccess>(u"acme"_s, m_fixture->workspaces,
                                                   m_fixture->secrets, m_fixture->http);
        m_keys = std::make_unique<KeyStore>(*m_access, m_fixture->workspaces, m_fixture->clock);
        m_model = std::make_unique<KeyListModel>(*m_keys, m_fixture->workspaces,
                                                 m_fixture->exposures, KeyRules(),
                                                 [this] { return m_now; });
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_keys.reset();
        m_access.reset();
        m_fixture.reset();
    }

    void changesAreExact_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("after");
        QTest::addColumn<QStringList>("told");
        using L = QStringList;
        QTest::newRow("first") << L{} << L{u"3"_s, u"2"_s, u"1"_s} << L{u"insert 0-2"_s};
        QTest::newRow("same") << L{u"2"_s, u"1"_s} << L{u"2"_s, u"1"_s} << L{};
        QTest::newRow("one more") << L{u"2"_s, u"1"_s} << L{u"3"_s, u"2"_s, u"1"_s}
                                  << L{u"insert 0-0"_s};
        QTest::newRow("two in the middle")
            << L{u"4"_s, u"1"_s} << L{u"4"_s, u"3"_s, u"2"_s, u"1"_s} << L{u"insert 1-2"_s};
        QTest::newRow("at both ends")
            << L{u"2"_s} << L{u"3"_s, u"2"_s, u"1"_s} << L{u"insert 0-0"_s, u"insert 2-2"_s};
        QTest::newRow("one less") << L{u"3"_s, u"2"_s, u"1"_s} << L{u"3"_s, u"1"_s}
                                  << L{u"remove 1-1"_s};
        QTest::newRow("none left") << L{u"3"_s, u"2"_s, u"1"_s} << L{} << L{u"remove 0-2"_s};
        QTest::newRow("two gaps") << L{u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}
                                  << L{u"5"_s, u"3"_s, u"1"_s}
                                  << L{u"remove 3-3"_s, u"remove 1-1"_s};
        QTest::newRow("exchanged") << L{u"2"_s, u"1"_s} << L{u"1"_s, u"2"_s} << L{u"move 1 to 0"_s};
        QTest::newRow("all others")
            << L{u"2"_s, u"1"_s} << L{u"4"_s, u"3"_s} << L{u"remove 0-1"_s, u"insert 0-1"_s};
        QTest::newRow("everything")
            << L{u"5"_s, u"4"_s, u"3"_s, u"2"_s} << L{u"6"_s, u"2"_s, u"5"_s, u"3"_s}
            << L{u"remove 1-1"_s, u"insert 0-0"_s, u"move 3 to 1"_s};
    }

    void changesAreExact()
    {
        QFETCH(const QStringList, before);
        QFETCH(const QStringList, after);
        list(before);
        Told told(*m_model);
        list(after);
        QCOMPARE(ids(), after);
        QTEST(told.lines, "told");
    }

    void aChangedKeyIsOneChangedRow()
    {
        list({u"3"_s, u"2"_s, u"1"_s});
        Told told(*m_model);
        QList<Key> keys = m_keys->keys();
        keys[1].lastUsed.at = Now.addSecs(-5);
        list(keys);
        QCOMPARE(told.lines, QStringList{u"change 1-1"_s});
    }

    void aFailedRefreshChangesNothing()
    {
        list({u"1"_s});
        Told told(*m_model);
        m_fixture->network.expect("GET", KeysTarget, FakeAnswer{200, "<html>", "text/html"});
        QVERIFY(!await(m_keys->refresh()));
        QVERIFY(told.lines.isEmpty());
    }

    void whatItShows()
    {
        Key key = listedKey(u"1"_s, u"alex-laptop"_s);
        key.scopes.write = true;
        list({key});
        QCOMPARE(text(0, KeyListModel::NameColumn), u"alex-laptop"_s);
        QCOMPARE(text(0, KeyListModel::OwnerColumn), u"Alex Kim"_s);
        QCOMPARE(text(0, KeyListModel::ScopesColumn), u"read, write"_s);
        QCOMPARE(text(0, KeyListModel::LastUsedColumn), u"2 min ago"_s);
        QCOMPARE(text(0, KeyListModel::AgeColumn), u"10 d"_s);
        QCOMPARE(text(0, KeyListModel::StatusColumn), u"Active"_s);
        const QModelIndex index = m_model->index(0, 0);
        QCOMPARE(index.data(KeyListModel::PrefixRole).toString(), key.prefix);
        QCOMPARE(index.data(KeyListModel::CreatedAtRole).toDateTime(), key.createdAt);
        QCOMPARE(index.data(KeyListModel::RotateByRole).toDateTime(), key.createdAt.addDays(90));
        QCOMPARE(index.data(KeyListModel::StatusNamesRole).toStringList(),
                 QStringList{u"active"_s});
        QCOMPARE(index.data(KeyListModel::OnThisDeviceRole).toBool(), false);
        for (int column = 0; column < KeyListModel::ColumnCount; ++column)
            QVERIFY(!m_model->headerData(column, Qt::Horizontal).toString().isEmpty());
    }

    void hostileTextIsMadeHarmless()
    {
        Key key = listedKey(u"1"_s, u"<img src=x>&\u202Eabc\n"_s + QString(1000, u'z'));
        list({key});
        const QString shown = text(0, KeyListModel::NameColumn);
        QVERIFY(shown.startsWith(u"<img src=x>&‹U+202E›abc"_s));
        QVERIFY(!shown.contains(u'\n'));
        QVERIFY(shown.size() <= 210);
    }

    void noRoleHoldsASecret()
    {
        list({m_fixture->consoleListed(u"1"_s)});
        const QString body = QString::fromLatin1(m_fixture->consoleKey.reveal().sliced(13));
        for (int column = 0; column < KeyListModel::ColumnCount; ++column) {
            for (int role = 0; role < Qt::UserRole + 40; ++role)
                QVERIFY(!m_model->index(0, column).data(role).toString().contains(body.left(8)));
        }
    }

    void timesPass()
    {
        list({u"1"_s});
        QCOMPARE(text(0, KeyListModel::LastUsedColumn), u"2 min ago"_s);
        QCOMPARE(text(0, KeyListModel::StatusColumn), u"Active"_s);
        Told told(*m_model);
        m_now = Now.addDays(90);
        m_model->updateTimes();
        QCOMPARE(text(0, KeyListModel::StatusColumn), u"Rotate: 10 d overdue"_s);
        QCOMPARE(text(0, KeyListModel::LastUsedColumn), u"90 d ago"_s);
        QVERIFY(told.lines.contains(u"change 0-0"_s));
    }

    void rulesMayChange()
    {
        list({u"1"_s});
        KeyRules rules;
        rules.rotationDaysPerson = 5;
        Told told(*m_model);
        m_model->setRules(rules);
        m_model->setRules(rules);
        QCOMPARE(told.lines, QStringList{u"change 0-0"_s});
        QCOMPARE(text(0, KeyListModel::StatusColumn), u"Rotate: 5 d overdue"_s);
    }

    void exposuresAndOwnKeysAreFollowed()
    {
        list({m_fixture->consoleListed(u"7"_s), listedKey(u"2"_s, u"sam-laptop"_s)});
        QVERIFY(m_model->index(0, 0).data(KeyListModel::OnThisDeviceRole).toBool());
        QVERIFY(m_model->index(0, 0).data(KeyListModel::DeviceKeyRole).toBool());
        QCOMPARE(m_model->attentionCount(), 0);
        QVERIFY(m_fixture->exposures.add(m_fixture->consoleKey, m_fixture->origin, u"/x"_s, Now));
        QCOMPARE(text(0, KeyListModel::StatusColumn), u"Exposed"_s);
        QCOMPARE(m_model->attentionCount(), 1);
        QVERIFY(m_fixture->workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.deviceSlot = u"slot"_s;
            workspace.deviceKeyId = u"2"_s;
        }));
        QVERIFY(!m_model->index(0, 0).data(KeyListModel::DeviceKeyRole).toBool());
        QVERIFY(m_model->index(1, 0).data(KeyListModel::DeviceKeyRole).toBool());
    }

    void aModelOfAFullStoreIsFullAtOnce()
    {
        list({u"2"_s, u"1"_s});
        const KeyListModel late(*m_keys, m_fixture->workspaces, m_fixture->exposures, {},
                                m_fixture->clock);
        QCOMPARE(late.rowCount(), 2);
        QCOMPARE(late.rowOf(u"1"), 1);
        QCOMPARE(late.rowOf(u"9"), -1);
    }

    void sortingPutsNotProvidedBeforeNeverBeforeDates()
    {
        QList<Key> keys{listedKey(u"1"_s, u"a"_s), listedKey(u"2"_s, u"b"_s),
                        listedKey(u"3"_s, u"c"_s)};
        keys[0].lastUsed = {LastUsed::State::Never, {}};
        keys[1].lastUsed = {};
        list(keys);
        const int column = KeyListModel::LastUsedColumn;
        QVERIFY(m_model->compareRows(1, 0, column) < 0);
        QVERIFY(m_model->compareRows(0, 2, column) < 0);
        QCOMPARE(m_model->compareRows(2, 2, column), 0);
    }

    void theOrderFollowsEveryChange()
    {
        const int column = KeyListModel::NameColumn;
        list({listedKey(u"1"_s, u"b-laptop"_s), listedKey(u"2"_s, u"a-laptop"_s)});
        QVERIFY(m_model->compareRows(1, 0, column) < 0);
        list({listedKey(u"1"_s, u"b-laptop"_s), listedKey(u"2"_s, u"c-laptop"_s)}); // renamed
        QVERIFY(m_model->compareRows(1, 0, column) > 0);
        list({listedKey(u"2"_s, u"c-laptop"_s), listedKey(u"1"_s, u"b-laptop"_s)}); // moved
        QVERIFY(m_model->compareRows(1, 0, column) < 0);
        list({listedKey(u"3"_s, u"a-laptop"_s), listedKey(u"2"_s, u"c-laptop"_s),
              listedKey(u"1"_s, u"b-laptop"_s)}); // inserted
        QVERIFY(m_model->compareRows(0, 2, column) < 0);
        list({listedKey(u"3"_s, u"a-laptop"_s), listedKey(u"1"_s, u"b-laptop"_s)}); // removed
        QVERIFY(m_model->compareRows(0, 1, column) < 0);
    }

    void namesSortAsPeopleSort()
    {
        list({listedKey(u"1"_s, u"Zoe-laptop"_s), listedKey(u"2"_s, u"alex-laptop10"_s),
              listedKey(u"3"_s, u"Alex-laptop2"_s)});
        const int column = KeyListModel::NameColumn;
        QVERIFY(m_model->compareRows(1, 0, column) < 0);
        QVERIFY(m_model->compareRows(2, 1, column) < 0);
    }
};

QTEST_GUILESS_MAIN(tst_KeyListModel)
#include "tst_keylistmodel.moc"

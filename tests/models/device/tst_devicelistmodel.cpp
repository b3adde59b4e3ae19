// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/devicelistmodel.h"
#include "tests/models/device/devicefixture.h"
#include "tests/support/await.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using Tests::await;
using Tests::DeviceFixture;

class tst_DeviceListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<DeviceFixture>();
        m_store = std::make_unique<DeviceStore>(m_fixture->options());
        m_store->setWorkspaces({DeviceFixture::workspace()});
        m_model = std::make_unique<DeviceListModel>(*m_store);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_store.reset();
        m_fixture.reset();
    }

    void isEmptyBeforeTheFirstScan();
    void aRowForEachInstalledTool();
    void rowsComeAndGoOneByOne();
    void onlyChangedRowsAreAnnounced();
    void noRoleHoldsASecret();
    void everyStateHasWords();

private:
    QVariant value(int row, int role) const { return m_model->index(row).data(role); }

    std::unique_ptr<DeviceFixture> m_fixture;
    std::unique_ptr<DeviceStore> m_store;
    std::unique_ptr<DeviceListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_DeviceListModel::isEmptyBeforeTheFirstScan()
{
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->rowOf(u"cursor"), -1);
    QCOMPARE(m_model->attentionCount(), 0);
    std::ignore = await(m_store->rescan()); // nothing is installed
    QCOMPARE(m_model->rowCount(), 0);
}

void tst_DeviceListModel::aRowForEachInstalledTool()
{
    DeviceFixture::write(m_fixture->cursorFile(), "{}");
    DeviceFixture::write(m_fixture->claudeFile(), "{");
    std::ignore = await(m_store->rescan());
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->rowOf(u"claude-desktop"), 0);
    QCOMPARE(value(0, Qt::DisplayRole).toString(), u"Claude Desktop"_s);
    QCOMPARE(value(0, DeviceListModel::StateRole).toInt(), int(ToolState::Unreadable));
    QCOMPARE(value(0, DeviceListModel::StateTextRole).toString(), u"File not readable"_s);
    QVERIFY(value(0, DeviceListModel::NeedsAttentionRole).toBool());
    QCOMPARE(value(0, Qt::AccessibleTextRole).toString(), u"Claude Desktop: File not readable"_s);
    QCOMPARE(value(1, DeviceListModel::IdRole).toString(), u"cursor"_s);
    QCOMPARE(value(1, DeviceListModel::PathRole).toString(), m_fixture->cursorFile());
    QVERIFY(!value(1, DeviceListModel::NeedsAttentionRole).toBool());
    QCOMPARE(m_model->attentionCount(), 1);
    QCOMPARE(m_model->status(1).state, ToolState::NotSetUp);
    QVERIFY(!m_model->data({}, Qt::DisplayRole).isValid());
    QCOMPARE(m_model->rowCount(m_model->index(0)), 0);
    QCOMPARE(m_model->roleNames().value(DeviceListModel::StateTextRole), "stateText"_qba);
}

void tst_DeviceListModel::rowsComeAndGoOneByOne()
{
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    DeviceFixture::write(m_fixture->cursorFile(), "{}");
    std::ignore = await(m_store->rescan());
    QCOMPARE(inserted.count(), 1);
    DeviceFixture::write(m_fixture->claudeFile(), "{}");
    std::ignore = await(m_store->rescan());
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(inserted.last().at(1).toInt(), 0); // in front: the catalogue's order
    QVERIFY(QDir(m_fixture->home() + u"/.config/Claude"_s).removeRecursively());
    std::ignore = await(m_store->rescan());
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.last().at(1).toInt(), 0);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(reset.count(), 0);
}

void tst_DeviceListModel::onlyChangedRowsAreAnnounced()
{
    DeviceFixture::write(m_fixture->cursorFile(), "{}");
    DeviceFixture::write(m_fixture->claudeFile(), "{}");
    std::ignore = await(m_store->rescan());
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    std::ignore = await(m_store->rescan());
    QCOMPARE(changed.count(), 0);
    QVERIFY(await(
        m_store->apply(*await(m_store->planProtect(u"cursor"_s, DeviceFixture::workspace())))));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.last().at(0).toModelIndex().row(), 1);
    QCOMPARE(value(1, DeviceListModel::StateRole).toInt(), int(ToolState::Protected));
    QCOMPARE(value(1, DeviceListModel::CommandRole).toString(),
             u"/usr/bin/konstantly-mcp run acme"_s);
    QCOMPARE(value(1, DeviceListModel::WorkspaceRole).toString(), u"acme"_s);
    QVERIFY(value(1, DeviceListModel::CanUndoRole).toBool());
    QCOMPARE(value(1, DeviceListModel::ServerCountRole).toInt(), 1);
}

void tst_DeviceListModel::noRoleHoldsASecret()
{
    const QByteArray key = "kmcp_" + QByteArray("testkey0").repeated(5) + "abc";
    DeviceFixture::write(m_fixture->cursorFile(),
                         "{\"mcpServers\":{\"konstantly\":{\"command\":\"npx " + key
                             + "\",\"args\":[\"--key=" + key + "\",\"" + key
                             + "\"],\"env\":{\"KONSTANTLY_MCP_KEY\":\"" + key
                             + "\"}},\"x\":{\"env\":{\"T\":\"foreign-secret\"}}}}");
    std::ignore = await(m_store->rescan());
    QCOMPARE(value(0, DeviceListModel::StateRole).toInt(), int(ToolState::Plaintext));
    for (int role = 0; role < 0x400; ++role) {
        const QString text = value(0, role).toString();
        QVERIFY2(!text.contains(u"testkey0") && !text.contains(u"foreign-secret"),
                 qPrintable(text));
    }
}

void tst_DeviceListModel::everyStateHasWords()
{
    QSet<QString> words;
    for (int state = int(ToolState::Absent); state <= int(ToolState::Changed); ++state) {
        QVERIFY(!toolStateText(ToolState(state)).isEmpty());
        words.insert(toolStateText(ToolState(state)));
    }
    QCOMPARE(words.size(), int(ToolState::Changed) + 1);
}

QTEST_GUILESS_MAIN(tst_DeviceListModel)
#include "tst_devicelistmodel.moc"

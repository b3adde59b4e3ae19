// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/ui/windowfixture.h"

#include "models/audit/auditfiles.h"
#include "models/audit/auditjournal.h"
#include "models/audit/auditstore.h"
#include "models/audit/localevents.h"
#include "models/device/devicestore.h"
#include "models/settings/settingkeys.h"
#include "ui/activity/activitypage.h"
#include "ui/keys/keyspage.h"
#include "ui/keys/keytable.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/stateview.h"

#include <QAccessible>
#include <QCryptographicHash>
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QScopeGuard>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_ActivityPage final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;

    void open()
    {
        m_window.reset();
        m_window = m_fixture->shownWindow();
        m_window->showPage(u"activity"_s);
    }
    //! A window on the page, with everything that the demo's service tells.
    void openFilled()
    {
        m_fixture->connectDemo();
        QVERIFY(await(m_fixture->keys().refresh()));
        QVERIFY(await(store().refresh()));
        open();
        QTRY_VERIFY(store().isLoaded() && !model().isSearching() && model().rowCount() > 100);
        QTRY_COMPARE(stateView()->state(), StateView::State::Filled);
    }
    [[nodiscard]] AuditStore &store() { return m_fixture->services->session(u"demo"_s)->audit(); }
    [[nodiscard]] AuditTableModel &model() { return store().events(); }
    [[nodiscard]] ActivityPage *page()
    {
        return childOf<ActivityPage>(m_window.get(), u"activityPage"_s);
    }
    [[nodiscard]] StateView *stateView() { return page()->findChild<StateView *>(); }
    [[nodiscard]] RowTable *table() { return childOf<RowTable>(page(), u"activityTable"_s); }
    [[nodiscard]] QLineEdit *search() { return childOf<QLineEdit>(page(), u"searchActivity"_s); }
    [[nodiscard]] QString shown() { return childOf<QLabel>(page(), u"shownEvents"_s)->text(); }
    void press(const QString &name)
    {
        QTest::mouseClick(childOf<QPushButton>(page(), name), Qt::LeftButton);
    }
    //! The first row of \a kind; fails the program when there is none.
    [[nodiscard]] int rowOf(AuditKind kind)
    {
        for (int row = 0; row < model().rowCount(); ++row) {
            if (model().record(row).kind == kind)
                return row;
        }
        qFatal("no such event");
    }
    [[nodiscard]] QStringList labels(const QString &pane)
    {
        QStringList texts;
        for (const QLabel *label : childOf<QFrame>(page(), pane)->findChildren<QLabel *>())
            texts << label->text();
        return texts;
    }
    void choose(const QString &button, const QString &text)
    {
        for (QAction *action : childOf<QPushButton>(page(), button)->menu()->actions()) {
            if (action->text() == text)
                return action->trigger();
        }
        qFatal("no entry %s", qPrintable(text));
    }
    //! Kind and subject of what was written down on this device.
    [[nodiscard]] QStringList notes()
    {
        QStringList lines;
        const auto batch = LocalEvents(m_fixture->services->paths(), {}).read({});
        for (const LocalEvent &event : batch.value_or(LocalEvents::Batch()).events)
            lines << auditKindName(event.record.kind) + u' ' + event.workspace + u' '
                         + event.record.key + event.record.tool + event.record.subject;
        return lines;
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_fixture = std::make_unique<WindowFixture>();
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void withoutAWorkspaceItOffersToConnectOne()
    {
        open();
        QCOMPARE(stateView()->state(), StateView::State::Empty);
        QVERIFY(!search()->isVisible());
        QTest::mouseClick(stateView()->action(), Qt::LeftButton);
        QTRY_VERIFY(openDialogNamed(u"connectDialog"_s));
    }

    void nobodyAsksBeforeThePageIsOpened()
    {
        m_fixture->connectDemo();
        m_window = m_fixture->shownWindow();
        m_window->showPage(u"keys"_s);
        QVERIFY(!store().isRefreshing() && !store().isLoaded());
        m_window->showPage(u"activity"_s);
        QTRY_VERIFY(store().isLoaded() && store().fetchedAt().isValid() && !store().isRefreshing());
        QTRY_COMPARE(stateView()->state(), StateView::State::Filled);
        QVERIFY(shown().contains(u"service read just now"_s));
    }

    void aTimeIsShownWhole()
    {
        // In this one an average letter is much narrower than a digit, and it is what many Linux desktops have.
        const QFont before = QApplication::font();
        QApplication::setFont(QFont(u"DejaVu Sans"_s, 10));
        const auto restore = qScopeGuard([before] { QApplication::setFont(before); });
        openFilled();
        const int wanted = table()->fontMetrics().horizontalAdvance(AuditTableModel::exampleTime());
        QVERIFY(table()->columnWidth(AuditTableModel::TimeColumn) > wanted);
    }

    void theMenuOpensWithTheKeysThatEveryKeyboardHas()
    {
        openFilled();
        table()->selectRow(1);
        QTest::keyClick(table(), Qt::Key_F10, Qt::ShiftModifier);
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        QApplication::activePopupWidget()->close();
    }

    void olderEventsAreLoadedOnRequest()
    {
        m_fixture->connectDemo();
        QVERIFY(await(store().refresh(Purpose::Automatic)));
        QVERIFY(store().hasOlder());
        open();
        QTRY_COMPARE(model().rowCount(), 1000);
        QTRY_VERIFY(childOf<QPushButton>(page(), u"olderEvents"_s)->isVisible());
        press(u"olderEvents"_s);
        QTRY_VERIFY(model().rowCount() > 1000);
        QTRY_VERIFY(!store().isRefreshing());
    }

    void chipsWordsAndDaysNarrowIt()
    {
        openFilled();
        const int all = model().rowCount();
        press(u"groupRevoked"_s);
        QTRY_VERIFY(model().rowCount() < all && model().rowCount() > 0);
        QTRY_VERIFY(!model().isSearching());
        QCOMPARE(model().record(0).kind, AuditKind::KeyRevoked);
        press(u"groupAll"_s);
        QTRY_COMPARE(model().rowCount(), all);
        QTest::keyClicks(search(), u"tool:assign_training person:dana"_s);
        QTRY_VERIFY(model().rowCount() < all && !model().isSearching());
        QTRY_VERIFY(model().rowCount() > 0);
        for (int row = 0; row < model().rowCount(); ++row)
            QCOMPARE(model().record(row).tool, u"assign_training"_s);
        choose(u"activityPeriod"_s, u"Today"_s);
        QTRY_VERIFY(!model().isSearching());
        QCOMPARE(childOf<QPushButton>(page(), u"activityPeriod"_s)->text(), u"Today"_s);
        QTest::keyClicks(search(), u"nothing like it"_s);
        QTRY_COMPARE(stateView()->state(), StateView::State::Empty);
        QTest::mouseClick(stateView()->action(), Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), all);
        QVERIFY(search()->text().isEmpty());
        // Esc leaves a search.
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(search()->hasFocus());
        QTest::keyClicks(search(), u"x"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(search()->text().isEmpty());
        QTRY_VERIFY(table()->hasFocus());
    }

    void detailsTellWhatIsKnownAndLeadToTheKeyAndBack()
    {
        openFilled();
        const int row = rowOf(AuditKind::ToolCalled);
        const AuditRecord record = model().record(row);
        table()->selectRow(row);
        QTRY_VERIFY(childOf<QFrame>(page(), u"activityDetails"_s)->isVisible());
        const QString key = model().keyName(record.key);
        QVERIFY(key != record.key);
        QTRY_VERIFY(labels(u"activityDetails"_s).join(u'\n').contains(u"service:"_s));
        QVERIFY(labels(u"activityDetails"_s).contains(key));
        QVERIFY(labels(u"activityDetails"_s).contains(record.person));
        QVERIFY(childOf<QLabel>(page(), u"eventArguments"_s)->text().contains(u"\"tool\""_s));

        press(u"showKey"_s);
        auto *keys = childOf<KeysPage>(m_window.get(), u"keysPage"_s);
        QTRY_VERIFY(keys->isVisible());
        QTRY_COMPARE(childOf<KeyTable>(keys, u"keyTable"_s)->selectedIds(),
                     QStringList{record.key});
        QTRY_VERIFY(keys->findChild<QPushButton *>(u"activityOfKey"_s) != nullptr);
        QTest::mouseClick(childOf<QPushButton>(keys, u"activityOfKey"_s), Qt::LeftButton);
        QTRY_VERIFY(page()->isVisible());
        QCOMPARE(search()->text(), u"key:\"%1\""_s.arg(key));
        QTRY_COMPARE(model().filter().text, search()->text());
        QTRY_VERIFY(!model().isSearching());
        QVERIFY(model().rowCount() > 0);
        for (int i = 0; i < model().rowCount(); ++i)
            QCOMPARE(model().keyName(model().record(i).key), key);
    }

    void detailsTellScopesInWords()
    {
        openFilled();
        const int row = rowOf(AuditKind::KeyCreated);
        QVERIFY(model().record(row).detail.contains("scopes"));
        table()->selectRow(row);
        QTRY_VERIFY(labels(u"activityDetails"_s).join(u'\n').contains(u"service:"_s));
        const QStringList texts = labels(u"activityDetails"_s);
        QVERIFY2(texts.contains(u"Scopes"_s), qPrintable(texts.join(u'\n')));
        QVERIFY(texts.contains(u"read"_s) || texts.contains(u"read, write"_s));
        QVERIFY(!childOf<QLabel>(page(), u"eventArguments"_s)->text().contains(u"scopes"_s));
        const QString note = model()
                                 .index(row, AuditTableModel::AboutColumn)
                                 .data(AuditTableModel::NoteRole)
                                 .toString();
        QVERIFY2(note.startsWith(u"scopes: read"_s), qPrintable(note));
    }

    void theSelectionStaysWithItsEvent()
    {
        openFilled();
        const int row = rowOf(AuditKind::KeyRevoked);
        const qint64 cursor = model().cursor(row);
        table()->selectRow(row);
        press(u"groupRevoked"_s);
        QTRY_VERIFY(!model().isSearching() && model().rowOf(cursor) != row);
        QTRY_COMPARE(table()->selectedRows(), QList<int>{model().rowOf(cursor)});
        press(u"groupToolCalls"_s);
        QTRY_COMPARE(model().rowOf(cursor), -1);
        QTRY_VERIFY(!childOf<QFrame>(page(), u"activityDetails"_s)->isVisible());
    }

    void unknownEventsAreShownWithTheirNumber()
    {
        openFilled();
        const int row = rowOf(AuditKind::Service);
        const QString text = model().index(row, AuditTableModel::EventColumn).data().toString();
        QCOMPARE(text, u"Event %1"_s.arg(model().record(row).eventType));
    }

    void rowsAreCopiedAsTextAndAsJson()
    {
        openFilled();
        const int row = rowOf(AuditKind::ToolCalled);
        table()->selectRow(row);
        QTRY_VERIFY(labels(u"activityDetails"_s).join(u'\n').contains(u"service:"_s));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.count(u'\n'), 0);
        const QHeaderView *header = table()->horizontalHeader();
        QCOMPARE(copied.count(u'\t'), header->count() - header->hiddenSectionCount() - 1);
        // What stands behind the tool in its cell is copied with it.
        const QModelIndex about = model().index(row, AuditTableModel::AboutColumn);
        const QString note = about.data(AuditTableModel::NoteRole).toString();
        QVERIFY(!note.isEmpty());
        const int place = header->visualIndex(AuditTableModel::AboutColumn);
        QCOMPARE(copied.section(u'\t', place, place), about.data().toString() + u' ' + note);
        press(u"copyEventsAsJson"_s);
        const QJsonObject json
            = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
        QCOMPARE(json.value(u"kind"_s).toString(), u"tool-called"_s);
        QVERIFY(json.value(u"id"_s).toString().startsWith(u"service:"_s));
        QCOMPARE(json.value(u"workspace"_s).toString(), u"demo"_s);
    }

    void exportsHoldWhatIsShownOrEverything()
    {
        openFilled();
        const int all = model().rowCount();
        press(u"groupRevoked"_s);
        QTRY_VERIFY(!model().isSearching() && model().rowCount() < all);
        const int revoked = model().rowCount();
        const auto written = [this](const QString &entry, const QString &name) {
            const QString path = m_fixture->home.filePath(name);
            m_fixture->prompter.fileToChoose = path;
            choose(u"exportActivity"_s, entry);
            auto *banner = childOf<Banner>(page(), u"activityExportBanner"_s);
            const auto text = [banner] {
                QString told;
                for (const QLabel *label : banner->findChildren<QLabel *>())
                    told += label->text() + u'\n';
                return told;
            };
            if (!QTest::qWaitFor([&] { return text().contains(u"SHA-256"_s); }))
                return QByteArray("no banner");
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return QByteArray("no file");
            const QByteArray bytes = file.readAll();
            const auto hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
            if (!text().contains(QString::fromLatin1(hash)))
                return QByteArray("another digest");
            if (file.permissions() & (QFile::ReadGroup | QFile::ReadOther))
                return QByteArray("readable by others");
            banner->action()->click();
            banner->findChildren<QLabel *>().first()->clear();
            for (QLabel *label : banner->findChildren<QLabel *>())
                label->clear();
            return bytes;
        };
        const QByteArray csv = written(u"Shown events as CSV…"_s, u"a.csv"_s);
        QVERIFY2(csv.startsWith("at,kind,"), csv.constData());
        QCOMPARE(csv.count("\r\n"), revoked + 1);
        const QByteArray cef = written(u"Shown events as CEF…"_s, u"a.cef"_s);
        QCOMPARE(cef.count("CEF:0|Konstantly|"), revoked);
        const QByteArray lines = written(u"All events as JSON Lines…"_s, u"a.jsonl"_s);
        QCOMPARE(lines.count('\n'), all);
        qint64 before = 0;
        for (const QByteArray &line : lines.split('\n')) {
            if (line.isEmpty())
                continue;
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            const qint64 at = QDateTime::fromString(object.value(u"at"_s).toString(),
                                                    Qt::ISODateWithMs)
                                  .toMSecsSinceEpoch();
            QVERIFY(at >= before);
            before = at;
        }
        QVERIFY(m_fixture->prompter.suggestedNames.first().endsWith(u".csv"_s));
    }

    void anExportThatFailsSaysSo()
    {
        openFilled();
        m_fixture->prompter.fileToChoose = u"/proc/no/such/file.csv"_s;
        choose(u"exportActivity"_s, u"All events as CSV…"_s);
        auto *banner = childOf<Banner>(page(), u"activityExportBanner"_s);
        QTRY_VERIFY(banner->isVisible());
        QTRY_COMPARE(banner->findChild<QLabel *>()->text(), u"Nothing was exported."_s);
    }

    void aRefusalAndNoNetworkAreToldWithWhatIsStillTrue()
    {
        openFilled();
        const int all = model().rowCount();
        QVERIFY(all > 0);
        m_fixture->sandbox.stop();
        press(u"refreshActivity"_s);
        QTRY_VERIFY(store().lastError() && !store().isRefreshing());
        auto *banner = stateView()->findChild<Banner *>();
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(
            banner->findChildren<QLabel *>().first()->text().contains(u"Asking it again failed"_s));
        QCOMPARE(model().rowCount(), all);
    }

    void damagedLinesAreTold()
    {
        m_fixture->connectDemo();
        QVERIFY(await(store().refresh()));
        const AppPaths &paths = m_fixture->services->paths();
        const auto segments = auditSegments(auditFileBase(paths, u"demo"_s));
        QFile file(segments->first().path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.write("#") == 1);
        file.close();
        open();
        QVERIFY(!childOf<QLabel>(page(), u"damagedEvents"_s)->isVisible());
        auto *label = childOf<QLabel>(page(), u"damagedEvents"_s);
        QTRY_VERIFY(label->isVisible());
        QVERIFY2(label->text().contains(u"damaged"_s), qPrintable(label->text()));
        QVERIFY(label->text().startsWith(u"1 "_s));
    }

    void whatIsDoneHereIsWrittenDownAndShown()
    {
        openFilled();
        WorkspaceSession &session = *m_fixture->services->session(u"demo"_s);
        CreateKeyRequest request;
        request.name = u"alex-tablet"_s;
        request.useHere = true;
        const auto created = await(session.creator().create(request));
        QVERIFY(created);
        DeviceStore &device = m_fixture->services->device();
        QVERIFY(QDir().mkpath(m_fixture->home.filePath(u".cursor"_s)));
        const auto change = await(device.planProtect(u"cursor"_s, session.workspace()));
        QVERIFY(change);
        QVERIFY(await(device.apply(*change)));
        const auto removal = await(device.planRemove(u"cursor"_s));
        QVERIFY(removal);
        QVERIFY(await(device.apply(*removal)));
        const auto rotated = await(session.rotation().start({{}, RotationOverlap::Now, {}, {}}));
        QVERIFY(rotated);
        QCOMPARE(rotated->state, RotationState::Done);
        request.name = u"alex-spare"_s;
        request.useHere = false;
        const auto second = await(session.creator().create(request));
        QVERIFY2(second, qPrintable(second ? QString() : errorName(second.error().code)));
        const auto revoked = await(session.revoker().revoke({second->key.id}));
        QVERIFY(revoked && revoked->revoked.size() == 1);

        const QStringList lines = notes();
        for (const QString &line :
             {u"key-created-here demo alex-tablet"_s, u"config-written demo Cursor"_s,
              u"rotation-step demo alex-tablet"_s, u"key-revoked-here demo alex-spare"_s})
            QVERIFY2(lines.contains(line), qPrintable(lines.join(u'\n')));
        QVERIFY(lines.filter(u"config-removed"_s).size() == 1);
        QVERIFY(lines.filter(u"rotation-step"_s).size() >= 5);

        press(u"groupThisDevice"_s);
        QTRY_VERIFY_WITH_TIMEOUT(model().rowCount() == lines.size() && !model().isSearching(),
                                 15000);
        // None of it holds a key, whole or in part.
        QFile log(m_fixture->services->paths().stateDir + u"/events/events.jsonl"_s);
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray bytes = log.readAll();
        QVERIFY(!bytes.contains(created->secret.reveal().toByteArray().mid(8)));
        QVERIFY(!bytes.contains("kmcp_"));
    }

    void showingAndCopyingAKeyIsWrittenDown()
    {
        m_fixture->connectDemo();
        open();
        m_window->showPage(u"keys"_s);
        childOf<KeysPage>(m_window.get(), u"keysPage"_s)->createNew();
        QTRY_VERIFY(openDialogNamed(u"newKeyDialog"_s));
        QDialog *dialog = openDialogNamed(u"newKeyDialog"_s);
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"alex-tablet"_s);
        QTRY_VERIFY(childOf<QPushButton>(dialog, u"create"_s)->isEnabled());
        childOf<QPushButton>(dialog, u"create"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(openDialogNamed(u"newKeyShown"_s), 15000);
        QDialog *shown = openDialogNamed(u"newKeyShown"_s);
        childOf<QPushButton>(shown, u"revealSecret"_s)->click();
        childOf<QPushButton>(shown, u"copySecret"_s)->click();
        shown->reject();
        const QStringList lines = notes();
        QVERIFY2(lines.contains(u"key-revealed demo alex-tablet"_s), qPrintable(lines.join(u'\n')));
        QVERIFY(lines.contains(u"key-copied demo alex-tablet"_s));
    }

    void columnsAreRemembered()
    {
        openFilled();
        table()->horizontalHeader()->resizeSection(AuditTableModel::TimeColumn, 231);
        m_window->close();
        open();
        QTRY_VERIFY(table()->model() != nullptr);
        QCOMPARE(table()->columnWidth(AuditTableModel::TimeColumn), 231);
    }
};

QTEST_MAIN(tst_ActivityPage)
#include "tst_activitypage.moc"

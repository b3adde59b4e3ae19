// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/activity/activitypage.h"

#include "models/audit/auditstore.h"
#include "models/audit/audittext.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"
#include "models/settings/settingkeys.h"
#include "ui/activity/activitydelegate.h"
#include "ui/activity/activitydetails.h"
#include "ui/activity/activitysearchbar.h"
#include "ui/dialogs/fileexporter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/stateview.h"

#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Below this width the details go under the table instead of beside it.
constexpr int NarrowWidth = 820;

RowTableColumns columns()
{
    RowTableColumns columns{
        SettingKeys::ActivityHeader,
        QList<int>(AuditTableModel::ColumnCount),
        {},
        {AuditTableModel::OriginColumn, AuditTableModel::PersonColumn, AuditTableModel::KeyColumn},
        -1};
    columns.widths[AuditTableModel::TimeColumn] = 22;
    columns.examples[AuditTableModel::TimeColumn] = AuditTableModel::exampleTime();
    columns.widths[AuditTableModel::EventColumn] = 20;
    columns.notes[AuditTableModel::AboutColumn] = AuditTableModel::NoteRole;
    columns.widths[AuditTableModel::KeyColumn] = 18;
    columns.widths[AuditTableModel::PersonColumn] = 16;
    columns.widths[AuditTableModel::OriginColumn] = 14;
    return columns;
}

} // namespace

ActivityPage::ActivityPage(const WindowParts &parts, QWidget *parent)
    : MainPage(parent)
    , m_parts(parts)
{
    setObjectName(u"activityPage"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 12);
    column->setSpacing(14);
    buildTop(column);
    buildList(column);
    // What comes in many small steps is one look at the state.
    m_updateTimer.setSingleShot(true);
    connect(&m_updateTimer, &QTimer::timeout, this, &ActivityPage::showState);
    setWorkspace(nullptr);
}

ActivityPage::~ActivityPage()
{
    m_table->setModel(nullptr);
}

void ActivityPage::buildTop(QVBoxLayout *column)
{
    m_header = new PageHeader(title(), this);
    m_refresh = makeButton(tr("Refresh"), u"refreshActivity"_s, ButtonKind::Plain, this);
    m_refresh->setToolTip(tr("Ask the service again (F5)"));
    m_export = makeButton(tr("Export…"), u"exportActivity"_s, ButtonKind::Plain, this);
    m_header->addAction(m_refresh);
    m_header->addAction(m_export);
    auto *siem = makeButton(tr("Send to SIEM…"), u"sendToSiem"_s, ButtonKind::Plain, this);
    siem->setToolTip(tr("Where events are forwarded to, and how that goes"));
    connect(siem, &QPushButton::clicked, this, &ActivityPage::siemRequested);
    m_header->addAction(siem);
    column->addWidget(m_header);
    connect(m_refresh, &QPushButton::clicked, this, &ActivityPage::refresh);
    m_bar = new ActivitySearchBar(m_parts.theme, m_parts.clock, this);
    column->addWidget(m_bar);
    m_exportBanner = new Banner(this);
    m_exportBanner->setObjectName(u"activityExportBanner"_s);
    m_exportBanner->hide();
    column->addWidget(m_exportBanner);
    buildExport();
    connect(m_bar, &ActivitySearchBar::filterChanged, this, [this] {
        if (m_workspace)
            model()->setFilter(m_bar->filter());
    });
}

void ActivityPage::buildExport()
{
    m_exporter = new FileExporter(m_parts.prompter, *m_exportBanner, this, this);
    auto *menu = new QMenu(m_export);
    const auto add = [this, menu](const QString &text, AuditFormat format, bool onlyShown) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, format, onlyShown] { exportEvents(format, onlyShown); });
    };
    add(tr("Shown events as CSV…"), AuditFormat::Csv, true);
    add(tr("Shown events as JSON Lines…"), AuditFormat::JsonLines, true);
    add(tr("Shown events as CEF…"), AuditFormat::Cef, true);
    menu->addSeparator();
    add(tr("All events as CSV…"), AuditFormat::Csv, false);
    add(tr("All events as JSON Lines…"), AuditFormat::JsonLines, false);
    add(tr("All events as CEF…"), AuditFormat::Cef, false);
    m_export->setMenu(menu);
}

void ActivityPage::exportEvents(AuditFormat format, bool onlyShown)
{
    if (!m_workspace)
        return;
    const QString filter = format == AuditFormat::Csv   ? tr("CSV (*.csv)")
                           : format == AuditFormat::Cef ? tr("CEF (*.cef)")
                                                        : tr("JSON Lines (*.jsonl)");
    const QString name = u"konstantly-activity-%1.%2"_s.arg(
        m_parts.clock().toLocalTime().date().toString(Qt::ISODate), auditFileSuffix(format));
    m_exporter->choose(name, filter, [this, format, onlyShown](const QString &path) {
        AuditExport request{format, {}, m_workspace->name, model()->keyNames()};
        if (onlyShown)
            request.cursors = model()->cursors();
        const auto count = onlyShown ? qsizetype(model()->rowCount()) : model()->eventCount();
        m_exporter->writeRows(
            path, {tr("Writing events to %1"), tr("%Ln event(s)", nullptr, int(count)),
                   [](int rows) { return tr("%Ln event(s) exported.", nullptr, rows); },
                   [this, request](const QString &to, std::shared_ptr<std::atomic_bool> stop) {
                       return m_workspace->audit.exportEvents(to, request, std::move(stop));
                   }});
    });
}

void ActivityPage::buildList(QVBoxLayout *column)
{
    QFrame *card = makeCard(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(6, 4, 6, 4);
    m_table = new RowTable(m_parts.theme, m_parts.settings, columns(), card);
    m_table->setObjectName(u"activityTable"_s);
    m_table->setAccessibleName(tr("Events"));
    m_table->setItemDelegate(new ActivityDelegate(m_parts.theme, m_table));
    m_state = new StateView(m_parts.theme, m_table, card);
    inner->addWidget(m_state);
    m_details = new ActivityDetails(m_parts.theme, this);
    m_details->setMinimumSize(240, 150);
    m_details->hide();
    m_splitter = new QSplitter(this);
    m_splitter->setHandleWidth(12);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(card);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({620, 300});
    column->addWidget(m_splitter, 1);
    m_shown = makeLabel({}, Rank::Hint, this);
    m_shown->setObjectName(u"shownEvents"_s);
    m_older = makeButton(tr("Load older events"), u"olderEvents"_s, ButtonKind::Link, this);
    m_damaged = makeWrappedLabel({}, Rank::Hint, this);
    m_damaged->setObjectName(u"damagedEvents"_s);
    setTone(m_damaged, Tone::Warn);
    m_damaged->hide();
    column->addWidget(m_damaged);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(2, 0, 2, 0);
    foot->addWidget(m_shown, 1);
    foot->addWidget(m_older);
    column->addLayout(foot);

    connect(m_older, &QPushButton::clicked, this, &ActivityPage::refresh);
    connect(m_table, &RowTable::rowsSelected, this, &ActivityPage::showSelection);
    connect(m_table, &RowTable::menuRequested, this, &ActivityPage::openMenu);
    connect(m_table, &QTableView::doubleClicked, this, &ActivityPage::requestKey);
    connect(m_state, &StateView::actionTriggered, this, &ActivityPage::runStateAction);
    connect(m_details, &ActivityDetails::closed, m_table, &QTableView::clearSelection);
    connect(m_details, &ActivityDetails::copyJsonRequested, this, &ActivityPage::copyAsJson);
    connect(m_details, &ActivityDetails::keyRequested, this, &ActivityPage::requestKey);
    connect(m_details, &ActivityDetails::keyEventsRequested, this, &ActivityPage::showOnlyThisKey);
    connect(m_details, &ActivityDetails::personEventsRequested, this,
            &ActivityPage::showOnlyThisPerson);
}

AuditTableModel *ActivityPage::model() const
{
    return m_workspace ? &m_workspace->audit.events() : nullptr;
}

void ActivityPage::setWorkspace(const WorkspaceParts *workspace)
{
    if (m_workspace) {
        disconnect(&m_workspace->audit, nullptr, this, nullptr);
        disconnect(model(), nullptr, this, nullptr);
        disconnect(&m_workspace->keys, nullptr, this, nullptr);
    }
    m_table->setModel(nullptr);
    m_workspace.reset();
    m_updateTimer.stop();
    m_keptCursors.clear();
    m_bar->showOnly({});
    m_exporter->giveUp();
    if (workspace != nullptr) {
        m_workspace.emplace(*workspace);
        const auto update = [this] { m_updateTimer.start(); };
        connect(&workspace->audit, &AuditStore::stateChanged, this, update);
        connect(&workspace->audit, &AuditStore::grown, this, update);
        connect(model(), &AuditTableModel::searched, this, update);
        connect(model(), &QAbstractItemModel::modelAboutToBeReset, this,
                &ActivityPage::keepSelection);
        m_table->setModel(model());
        // After the table itself has taken notice.
        connect(model(), &QAbstractItemModel::modelReset, this, &ActivityPage::restoreSelection);
        connect(&workspace->keys, &KeyStore::keysChanged, this, [this] {
            m_areNamesNew = true;
            if (isVisible())
                showNames();
        });
        m_areNamesNew = true;
        if (isVisible())
            startReading();
    }
    showSelection();
    showState();
}

void ActivityPage::showEvent(QShowEvent *event)
{
    MainPage::showEvent(event);
    startReading(); // not before somebody looks
}

void ActivityPage::startReading()
{
    if (!m_workspace)
        return;
    showNames();
    m_workspace->audit.load();
    m_workspace->audit.watch();
    showState();
}

void ActivityPage::showNames()
{
    if (!std::exchange(m_areNamesNew, false))
        return;
    QHash<QString, QString> names;
    for (const Key &key : m_workspace->keys.keys())
        names.insert(key.id, key.name);
    model()->setKeyNames(names);
}

void ActivityPage::refresh()
{
    if (m_workspace)
        m_workspace->audit.refresh();
}

void ActivityPage::focusSearch()
{
    m_bar->takeFocus();
}

bool ActivityPage::leaveSearch()
{
    const bool hasText = !m_bar->text().isEmpty();
    if (hasText)
        m_bar->showOnly({});
    if (hasText || m_bar->hasSearchFocus()) {
        // With no rows there yet the page itself keeps it for them.
        if (m_state->state() == StateView::State::Filled)
            m_table->setFocus(Qt::OtherFocusReason);
        else
            setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (m_table->selectedRows().isEmpty())
        return false;
    m_table->clearSelection();
    return true;
}

void ActivityPage::saveLayout()
{
    m_table->saveLayout();
}

void ActivityPage::updateTimes()
{
    if (m_workspace)
        model()->setFilter(m_bar->filter()); // "today" may be another day now
    showSummary();
}

void ActivityPage::showKey(const QString &keyId)
{
    if (!m_workspace)
        return;
    const auto key = m_workspace->keys.find(keyId);
    m_bar->showOnly(auditTextForKey(key ? key->name : keyId));
}

void ActivityPage::showState()
{
    const AuditStore *store = m_workspace ? &m_workspace->audit : nullptr;
    const bool isReading = store != nullptr && store->isRefreshing();
    m_refresh->setVisible(store != nullptr);
    m_refresh->setEnabled(!isReading);
    m_refresh->setText(isReading ? tr("Refreshing…") : tr("Refresh"));
    m_bar->setVisible(store != nullptr);
    m_export->setVisible(store != nullptr);
    m_export->setEnabled(store != nullptr && store->isLoaded() && model()->eventCount() > 0);
    m_older->setVisible(store != nullptr && store->hasOlder());
    m_older->setEnabled(!isReading);
    m_action = StateAction::None;
    if (store == nullptr) {
        m_action = StateAction::Connect;
        m_state->showEmpty(tr("No workspace yet"),
                           tr("Connect one to see what happens to its keys."),
                           tr("Connect a workspace…"));
    } else if (model()->rowCount() > 0) {
        showFilled();
    } else if (model()->isSearching() || !store->isLoaded()) {
        m_state->showLoading(tr("Reading the time line…"));
    } else if (model()->eventCount() > 0) {
        m_action = StateAction::ShowAll;
        m_state->showEmpty(tr("No event matches"),
                           tr("Nothing fits the search, the filter and the days together."),
                           tr("Show all events"));
    } else if (isReading) {
        m_state->showLoading(tr("Asking the service…"));
    } else if (store->lastError()) {
        m_action = StateAction::Refresh;
        m_state->showFailed(describe(*store->lastError()), tr("Try again"));
    } else {
        m_action = StateAction::Refresh;
        m_state->showEmpty(store->fetchedAt().isValid() ? tr("Nothing has happened yet")
                                                        : tr("Not loaded yet"),
                           tr("Keys that are created or revoked, calls of tools, and what is done "
                              "on this device: it will be here."),
                           tr("Load events"));
    }
    if (hasFocus() && m_state->state() == StateView::State::Filled)
        m_table->setFocus(); // the page took it while there was nothing to stand on
    showSummary();
}

void ActivityPage::showFilled()
{
    const AuditStore &store = m_workspace->audit;
    if (!store.lastError())
        return m_state->showFilled();
    m_action = StateAction::Refresh;
    const QDateTime fetched = store.fetchedAt();
    const QString message
        = isManagementRefused(*store.lastError())
              ? tr("The service does not let this key read its log.")
          : fetched.isValid()
              ? tr("What the service told is from %1. Asking it again failed.")
                    .arg(agoText(fetched, m_parts.clock()))
              : tr("Only what happened on this device is shown: the service could not be asked.");
    m_state->showFilledButFailed(message, describe(*store.lastError()), tr("Try again"));
}

void ActivityPage::showSummary()
{
    if (!m_workspace) {
        m_header->setSummary(tr("No workspace yet"));
        m_shown->clear();
        m_damaged->hide();
        return;
    }
    const AuditStore &store = m_workspace->audit;
    m_header->setSummary(u"%1 · %2, %3"_s.arg(
        m_bar->periodText(),
        tr("%Ln event(s) of the service", nullptr, int(model()->countOfService())),
        tr("%Ln on this device", nullptr, int(model()->countOfDevice()))));
    QStringList shown{tr("%Ln event(s) shown", nullptr, model()->rowCount())};
    if (const int selected = int(m_table->selectedRows().size()); selected > 0)
        shown << tr("%Ln selected", nullptr, selected);
    shown << (store.fetchedAt().isValid()
                  ? tr("service read %1").arg(agoText(store.fetchedAt(), m_parts.clock()))
                  : tr("service not read yet"));
    m_shown->setText(shown.join(u" · "_s));
    m_damaged->setText(tr("%Ln line(s) of this device's journal are damaged or lost. What the "
                          "service still has of a lost part is read again.",
                          nullptr, store.damagedCount()));
    m_damaged->setVisible(store.damagedCount() > 0);
}

void ActivityPage::runStateAction()
{
    switch (m_action) {
    case StateAction::Connect:
        Q_EMIT connectRequested();
        break;
    case StateAction::Refresh:
        refresh();
        break;
    case StateAction::ShowAll:
        m_bar->showOnly({});
        break;
    case StateAction::None:
        break;
    }
}

void ActivityPage::resizeEvent(QResizeEvent *event)
{
    MainPage::resizeEvent(event);
    const bool isNarrow = width() < NarrowWidth;
    if (isNarrow == (m_splitter->orientation() == Qt::Vertical))
        return;
    m_splitter->setOrientation(isNarrow ? Qt::Vertical : Qt::Horizontal);
    m_splitter->setSizes(isNarrow ? QList<int>{200, 200} : QList<int>{620, 300});
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usagepage.h"

#include "models/base/plaintext.h"
#include "models/keys/callkeys.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"
#include "models/settings/workspacestore.h"
#include "models/usage/usagetablemodel.h"
#include "ui/dialogs/customrangedialog.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/theme/theme.h"
#include "ui/usage/figuretable.h"
#include "ui/usage/quotarow.h"
#include "ui/usage/usagechartcard.h"
#include "ui/usage/usageexporter.h"
#include "ui/usage/usagefilterbar.h"
#include "ui/usage/usagesourceline.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/stateview.h"

#include <QLocale>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int Margin = 24;
constexpr int MaxTableRows = 12;

} // namespace

UsagePage::UsagePage(const WindowParts &parts, QWidget *parent)
    : MainPage(parent)
    , m_parts(parts)
{
    setObjectName(u"usagePage"_s);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(24, 20, 0, 12);
    outer->setSpacing(10);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(u"usageScroll"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(m_scroll->viewport());
    content->setProperty("kind", u"scrolled"_s);
    m_scroll->setWidget(content); // while there is nothing to lay out
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, Margin, 4);
    column->setSpacing(12);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(0, 0, 24, 0);
    top->setSpacing(12);
    buildTop(top);
    m_quotas = new QuotaRow(m_parts.theme, m_parts.settings, m_parts.clock, content);
    column->addWidget(m_quotas);
    connect(m_quotas, &QuotaRow::badgeChanged, this, &UsagePage::badgeChanged);
    connect(m_quotas, &QuotaRow::noticed, this, &UsagePage::noticed);
    buildNumbers(column);
    // The scroll bar stands in the margin: what is in line stays in line.
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, column,
            [column, bar = m_scroll->verticalScrollBar()](int, int last) {
                column->setContentsMargins(0, 0,
                                           last > 0 ? Margin - bar->sizeHint().width() : Margin, 4);
            });
    outer->addLayout(top);
    outer->addWidget(m_scroll, 1);
    m_sources = new UsageSourceLine(m_parts.clock, this);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(0, 0, 24, 0);
    foot->addWidget(m_sources);
    outer->addLayout(foot);
    connect(m_sources, &UsageSourceLine::cancelRequested, this, [this] {
        if (m_workspace)
            m_workspace->usage.cancelSync();
    });
    m_groupsTimer.setSingleShot(true);
    connect(&m_groupsTimer, &QTimer::timeout, this, &UsagePage::showGroups);
    setWorkspace(nullptr);
}

UsagePage::~UsagePage()
{
    m_exporter->setSource(nullptr, nullptr);
    m_table->setModel(nullptr);
    m_filter->setView(nullptr, {}, {});
}

void UsagePage::buildTop(QVBoxLayout *column)
{
    m_header = new PageHeader(title(), this);
    m_refresh = makeButton(tr("Refresh"), u"refreshUsage"_s, ButtonKind::Plain, this);
    m_refresh->setToolTip(tr("Ask the service again (F5)"));
    m_export = makeButton(tr("Export…"), u"exportUsage"_s, ButtonKind::Plain, this);
    m_header->addAction(m_refresh);
    m_header->addAction(m_export);
    column->addWidget(m_header);
    m_filter = new UsageFilterBar(this);
    column->addWidget(m_filter);
    m_exportBanner = new Banner(this);
    m_exportBanner->setObjectName(u"exportBanner"_s);
    column->addWidget(m_exportBanner);
    connect(m_refresh, &QPushButton::clicked, this, &UsagePage::refresh);
    connect(m_filter, &UsageFilterBar::customRangeRequested, this, &UsagePage::openCustomRange);
}

void UsagePage::buildNumbers(QVBoxLayout *column)
{
    // From the outside in: with each new parent a whole subtree gets its styles anew, which took a tenth of the way to the first
    // picture.
    auto *numbers = new QWidget(column->parentWidget());
    m_state = new StateView(m_parts.theme, numbers, column->parentWidget());
    m_state->setMinimumHeight(220);
    column->addWidget(m_state, 1);
    auto *inner = new QVBoxLayout(numbers);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(12);
    m_chart = new UsageChartCard(m_parts.theme, numbers);
    inner->addWidget(m_chart, 1);
    QFrame *card = makeCard(numbers);
    auto *cardColumn = new QVBoxLayout(card);
    cardColumn->setContentsMargins(6, 4, 6, 6);
    m_table = new FigureTable(m_parts.theme, card);
    m_table->setObjectName(u"usageTable"_s);
    m_table->setAccessibleName(tr("Calls by group"));
    m_table->setMaxRows(MaxTableRows);
    m_table->setSortingEnabled(true);
    cardColumn->addWidget(m_table);
    inner->addWidget(card);

    UsageChart *chart = m_chart->chart();
    connect(m_chart, &UsageChartCard::splitChosen, this, [this](UsageSplit split) {
        if (m_view != nullptr)
            m_view->setSplit(split);
    });
    connect(chart, &UsageChart::layerChosen, this, [this](std::size_t layer) {
        if (m_view != nullptr)
            m_view->drillDown(layer);
    });
    connect(chart, &UsageChart::rangeChosen, this, [this](const TimeRange &range) {
        if (m_view != nullptr)
            m_view->zoomTo(range);
    });
    connect(chart, &UsageChart::roomChanged, this, [this](std::size_t columns) {
        if (m_view != nullptr)
            m_view->setMaxColumns(columns);
    });
    connect(m_table, &FigureTable::rowChosen, this, [this](const QModelIndex &index) {
        if (m_view != nullptr)
            m_view->drillDown(index.data(UsageTableModel::IdRole).toString());
    });
    m_exporter = new UsageExporter(m_parts.prompter, *m_chart, *m_exportBanner, this);
    auto *menu = new QMenu(m_export);
    m_exporter->fillMenu(menu);
    m_export->setMenu(menu);
    connect(m_state, &StateView::actionTriggered, this, &UsagePage::runStateAction);
}

void UsagePage::setWorkspace(const WorkspaceParts *workspace)
{
    if (m_workspace) {
        disconnect(&m_workspace->usage, nullptr, this, nullptr);
        disconnect(&m_workspace->keys, nullptr, this, nullptr);
    }
    disconnect(&m_parts.workspaces, nullptr, this, nullptr);
    m_exporter->setSource(nullptr, nullptr);
    m_filter->setView(nullptr, {}, {});
    m_table->setModel(nullptr);
    m_sorted.reset();
    m_groups.reset();
    m_view.reset();
    m_quotas->setFeed(nullptr, {}, {});
    m_workspace.reset();
    if (workspace != nullptr) {
        m_workspace.emplace(*workspace);
        follow();
    }
    showStatus();
    showState();
}

void UsagePage::follow()
{
    UsageFeed &feed = m_workspace->usage;
    const KeyNames names = [this](const QString &id) { return keyName(id); };
    m_groups = std::make_unique<UsageTableModel>();
    m_sorted = std::make_unique<QSortFilterProxyModel>();
    m_sorted->setSortRole(UsageTableModel::SortRole);
    m_sorted->setSourceModel(m_groups.get());
    m_table->setModel(m_sorted.get());
    m_table->sortByColumn(UsageTableModel::CallsColumn, Qt::DescendingOrder);
    m_view = std::make_unique<UsageView>(feed, m_parts.clock);
    m_quotas->setFeed(&feed, m_workspace->name, names);
    m_view->setMaxColumns(m_chart->chart()->roomForColumns());
    followOwnKeys();
    m_exporter->setSource(&feed, m_view.get());
    m_filter->setView(m_view.get(), feed.zone(), names);
    connect(m_view.get(), &UsageView::seriesChanged, this, &UsagePage::showState);
    connect(&feed, &UsageFeed::statusChanged, this, &UsagePage::showStatus);
    connect(&m_workspace->keys, &KeyStore::keysChanged, this, &UsagePage::showSeries);
    connect(&m_parts.workspaces, &WorkspaceStore::workspacesChanged, this,
            &UsagePage::followOwnKeys);
    if (isVisible())
        m_view->start();
}

void UsagePage::followOwnKeys()
{
    if (!m_workspace)
        return;
    const Workspace workspace = m_workspace->access.workspace();
    m_view->setOwnKeys(ownKeys(workspace, true), ownKeys(workspace, false));
    m_quotas->setKey(ownKeys(workspace, true).value(0), workspace.plan);
}

QString UsagePage::keyName(const QString &id) const
{
    return m_workspace ? nameOfKey(id, m_workspace->keys, m_workspace->access.workspace())
                       : plainText(id);
}

void UsagePage::refresh()
{
    if (!m_workspace)
        return;
    m_workspace->usage.sync();
    m_view->refresh();
}

bool UsagePage::leaveSearch()
{
    return m_view != nullptr && m_view->back();
}

void UsagePage::updateTimes()
{
    if (m_view == nullptr)
        return;
    m_view->refreshIfLate();
    showStatus();
}

void UsagePage::showOnly(const UsageScope &scope)
{
    if (m_view != nullptr)
        m_view->showOnly(scope);
}

void UsagePage::showEvent(QShowEvent *event)
{
    MainPage::showEvent(event);
    if (m_view != nullptr)
        m_view->start(); // not before somebody looks
}

void UsagePage::showState()
{
    const bool isConnected = m_view != nullptr;
    m_refresh->setVisible(isConnected);
    m_export->setVisible(isConnected);
    m_quotas->setVisible(isConnected);
    m_sources->setVisible(isConnected);
    m_action = StateAction::None;
    if (!isConnected) {
        m_action = StateAction::Connect;
        m_state->showEmpty(tr("No workspace yet"),
                           tr("Connect one to see what its keys are used for."),
                           tr("Connect a workspace…"));
        showSummary();
        return;
    }
    const UsageView::State state = m_view->state();
    m_export->setEnabled(state == UsageView::State::Filled);
    switch (state) {
    case UsageView::State::Loading:
        m_state->showLoading(tr("Counting calls…"));
        break;
    case UsageView::State::Failed:
        m_action = StateAction::Retry;
        m_state->showFailed(describe(*m_view->problem()), tr("Try again"));
        break;
    case UsageView::State::Empty:
        showEmpty();
        break;
    case UsageView::State::Filled:
        showSeries();
        break;
    }
    showSummary();
}

void UsagePage::showEmpty()
{
    const bool canWiden = m_view->shown().period != UsagePeriod::Quarter;
    m_action = canWiden ? StateAction::Widen : StateAction::Retry;
    const bool isWhole = m_view->path().isEmpty()
                         && m_view->shown().scope.kind == UsageScope::Kind::AllKeys;
    m_state->showEmpty(isWhole && !canWiden ? tr("No calls are known yet")
                                            : tr("No calls are known in this time"),
                       tr("Calls of AI tools are counted from the moment that a tool on this "
                          "device is set up, and for all keys where the service lists them."),
                       canWiden ? tr("Show the last 90 days") : tr("Read again"));
}

void UsagePage::showSeries()
{
    if (m_view == nullptr || m_view->state() != UsageView::State::Filled)
        return;
    const UsageSeries &series = m_view->series();
    const UsageSplit split = m_view->shown().split;
    const KeyNames names = [this](const QString &id) { return keyName(id); };
    QList<bool> canDrillDown;
    for (std::size_t i = 0; i < series.layers().size(); ++i)
        canDrillDown.append(m_view->canDrillDown(i));
    m_chart->setSeries(series, split, chartWords(series, split, m_workspace->usage.zone(), names),
                       canDrillDown);
    // While calls arrive, the chart and the table are drawn in turns: at once they would hold the window up for a whole frame.
    if (m_groups->rowCount() == 0 || m_groups->split() != split)
        showGroups();
    else
        m_groupsTimer.start();
    if (m_view->problem()) {
        m_action = StateAction::Retry;
        m_state->showFilledButFailed(tr("These numbers are from %1. Counting them again failed.")
                                         .arg(agoText(m_view->answeredAt(), m_parts.clock())),
                                     describe(*m_view->problem()), tr("Try again"));
    } else {
        m_state->showFilled();
    }
}

void UsagePage::showGroups()
{
    if (m_view == nullptr || m_view->state() != UsageView::State::Filled)
        return;
    const UsageSeries &series = m_view->series();
    const UsageSplit split = m_view->shown().split;
    QHash<QString, QString> names;
    if (split == UsageSplit::Key) {
        for (const UsageTableRow &row : series.table())
            names.insert(row.id, keyName(row.id));
    }
    m_groups->setKeyNames(names);
    m_groups->setRows(series.table(), split);
}

void UsagePage::showSummary()
{
    if (m_view == nullptr) {
        m_header->setSummary(tr("No workspace yet"));
        return;
    }
    if (m_view->state() == UsageView::State::Loading
        || m_view->state() == UsageView::State::Failed) {
        m_header->setSummary(m_view->state() == UsageView::State::Loading ? tr("Counting…")
                                                                          : tr("Not counted"));
        return;
    }
    m_header->setSummary(summaryText(m_view->shown(), m_view->series().total(),
                                     m_workspace->usage.zone(),
                                     [this](const QString &id) { return keyName(id); }));
}

void UsagePage::showStatus()
{
    if (!m_workspace)
        return;
    const UsageFeedStatus status = m_workspace->usage.status();
    m_sources->showStatus(status);
    m_filter->setSeesAllKeys(status.seesAllCalls());
    m_refresh->setEnabled(!status.isSyncing);
    m_refresh->setText(status.isSyncing ? tr("Reading…") : tr("Refresh"));
}

void UsagePage::runStateAction()
{
    switch (m_action) {
    case StateAction::Connect:
        Q_EMIT connectRequested();
        break;
    case StateAction::Retry:
        refresh();
        break;
    case StateAction::Widen:
        m_view->setPeriod(UsagePeriod::Quarter);
        break;
    case StateAction::None:
        break;
    }
}

void UsagePage::openCustomRange()
{
    if (m_view == nullptr)
        return;
    auto *dialog = new CustomRangeDialog(m_view->range(), m_workspace->usage.zone(),
                                         m_parts.clock(), window());
    connect(dialog, &CustomRangeDialog::rangeChosen, this, [this](const TimeRange &range) {
        if (m_view != nullptr)
            m_view->setCustomRange(range);
    });
    openDialog(dialog);
}

} // namespace Konstantly

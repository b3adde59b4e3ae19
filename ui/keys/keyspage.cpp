// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/keyspage.h"

#include "models/base/background.h"
#include "models/device/devicestore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keyfiltermodel.h"
#include "models/keys/keylistmodel.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"
#include "models/keys/refusal.h"
#include "models/keys/rotation.h"
#include "models/keys/rotationreminders.h"
#include "models/konstantly/konstantlyclient.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"
#include "models/usage/usagefeed.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/lostdevicedialog.h"
#include "ui/dialogs/newkeydialog.h"
#include "ui/dialogs/prompter.h"
#include "ui/dialogs/revokedialog.h"
#include "ui/keys/chipbar.h"
#include "ui/keys/keydetailspane.h"
#include "ui/keys/keysearchbar.h"
#include "ui/keys/keytable.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/stateview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Below this width the details go under the table instead of beside it.
constexpr int NarrowWidth = 820;
constexpr std::size_t MaxSparklineDays = 31;

} // namespace

KeysPage::KeysPage(const WindowParts &parts, QWidget *parent)
    : MainPage(parent)
    , m_parts(parts)
{
    setObjectName(u"keysPage"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 12);
    column->setSpacing(14);
    buildTop(column);
    buildList(column);
    // A hundred row signals are one look at the state.
    m_updateTimer.setSingleShot(true);
    connect(&m_updateTimer, &QTimer::timeout, this, &KeysPage::showState);
    connect(&m_updateTimer, &QTimer::timeout, this, &KeysPage::showSelection);
    connect(&m_parts.device, &DeviceStore::changed, &m_updateTimer, qOverload<>(&QTimer::start));
    connect(&m_parts.settings, &Settings::changed, this, [this] {
        if (m_keys == nullptr)
            return;
        m_keys->setRules(rules());
        m_bar->chips()->setIdleDays(rules().idleDays);
    });
    setWorkspace(nullptr);
}

KeyRules KeysPage::rules() const
{
    return keyRules(m_parts.settings);
}

KeysPage::~KeysPage()
{
    m_table->setModel(nullptr);
    m_bar->chips()->setModel(nullptr);
}

void KeysPage::buildTop(QVBoxLayout *column)
{
    m_header = new PageHeader(title(), this);
    m_refresh = makeButton(tr("Refresh"), u"refreshKeys"_s, ButtonKind::Plain, this);
    m_refresh->setToolTip(tr("Ask the service again (F5)"));
    m_newKey = makeButton(tr("New key…"), u"newKey"_s, ButtonKind::Primary, this);
    m_header->addAction(m_refresh);
    m_header->addAction(m_newKey);
    column->addWidget(m_header);
    connect(m_refresh, &QPushButton::clicked, this, &KeysPage::refresh);
    connect(m_newKey, &QPushButton::clicked, this, &KeysPage::createNew);

    m_bar = new KeySearchBar(this);
    column->addWidget(m_bar);
    connect(m_bar, &KeySearchBar::searched, this, [this](const QString &text) {
        if (m_filter != nullptr)
            m_filter->setText(text);
        m_updateTimer.start();
    });
    connect(m_bar->revokeButton(), &QPushButton::clicked, this, &KeysPage::revokeSelected);
}

void KeysPage::buildList(QVBoxLayout *column)
{
    m_unfinished = new Banner(this);
    m_unfinished->setObjectName(u"unfinishedRotation"_s);
    m_unfinished->hide();
    column->addWidget(m_unfinished);
    connect(m_unfinished, &Banner::actionTriggered, this, &KeysPage::openUnfinished);
    QFrame *card = makeCard(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(6, 4, 6, 4);
    m_table = new KeyTable(m_parts.theme, m_parts.settings, card);
    m_state = new StateView(m_parts.theme, m_table, card);
    inner->addWidget(m_state);
    m_details = new KeyDetailsPane(m_parts.theme, m_parts.device, m_parts.clock, this);
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
    m_shown->setObjectName(u"shownKeys"_s);
    m_panic = makeButton(tr("A device is lost or a key leaked…"), u"panic"_s, ButtonKind::Link,
                         this);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(2, 0, 2, 0);
    foot->addWidget(m_shown, 1);
    m_offboarding = makeButton(tr("Before somebody leaves…"), u"offboarding"_s, ButtonKind::Link,
                               this);
    m_calendar = makeButton(tr("Rotation calendar…"), u"calendar"_s, ButtonKind::Link, this);
    m_calendar->setToolTip(tr("Saves when each key has to be rotated, for a calendar program"));
    foot->addWidget(m_calendar);
    foot->addSpacing(14);
    foot->addWidget(m_offboarding);
    foot->addSpacing(14);
    foot->addWidget(m_panic);
    column->addLayout(foot);

    connect(m_table, &KeyTable::rowsSelected, this, &KeysPage::showSelection);
    connect(m_table, &KeyTable::menuRequested, this, &KeysPage::openMenu);
    connect(m_state, &StateView::actionTriggered, this, &KeysPage::runStateAction);
    connect(m_panic, &QPushButton::clicked, this,
            [this] { openPanic(LostDeviceDialog::Occasion::LostDevice); });
    connect(m_offboarding, &QPushButton::clicked, this,
            [this] { openPanic(LostDeviceDialog::Occasion::Offboarding); });
    connect(m_calendar, &QPushButton::clicked, this, &KeysPage::saveCalendar);
    connect(m_details, &KeyDetailsPane::rotateRequested, this, &KeysPage::rotateSelected);
    connect(m_details, &KeyDetailsPane::revokeRequested, this, &KeysPage::revokeSelected);
    connect(m_details, &KeyDetailsPane::copyRequested, this, &KeysPage::copySelected);
    connect(m_details, &KeyDetailsPane::usageRequested, this, [this] {
        const QStringList ids = m_table->selectedIds();
        if (ids.size() == 1)
            Q_EMIT usageRequested(ids.first());
    });
    connect(m_details, &KeyDetailsPane::activityRequested, this, [this] {
        const QStringList ids = m_table->selectedIds();
        if (ids.size() == 1)
            Q_EMIT activityRequested(ids.first());
    });
    connect(m_details, &KeyDetailsPane::closed, m_table, &QTableView::clearSelection);
}

void KeysPage::setWorkspace(const WorkspaceParts *workspace)
{
    if (m_workspace) {
        disconnect(&m_workspace->keys, nullptr, this, nullptr);
        disconnect(&m_workspace->rotation, nullptr, this, nullptr);
    }
    m_table->setModel(nullptr);
    m_bar->chips()->setModel(nullptr);
    m_reminders.reset();
    m_filter.reset();
    m_keys.reset();
    m_workspace.reset();
    m_bar->clear();
    m_updateTimer.stop();
    if (workspace != nullptr) {
        m_workspace.emplace(*workspace);
        m_keys = std::make_unique<KeyListModel>(workspace->keys, m_parts.workspaces,
                                                m_parts.exposures, rules(), m_parts.clock);
        m_filter = std::make_unique<KeyFilterModel>(*m_keys);
        m_bar->chips()->choose(KeyFilterModel::Chip::All);
        m_bar->chips()->setModel(m_filter.get());
        m_bar->chips()->setIdleDays(rules().idleDays);
        m_table->setModel(m_filter.get());
        const auto update = [this] { m_updateTimer.start(); };
        connect(&workspace->keys, &KeyStore::keysChanged, this, update);
        connect(&workspace->keys, &KeyStore::stateChanged, this, update);
        connect(&workspace->rotation, &Rotation::pendingChanged, this, &KeysPage::showUnfinished);
        connect(m_filter.get(), &KeyFilterModel::countsChanged, this, update);
        connect(m_filter.get(), &QAbstractItemModel::rowsInserted, this, update);
        connect(m_filter.get(), &QAbstractItemModel::rowsRemoved, this, update);
        connect(m_filter.get(), &QAbstractItemModel::dataChanged, this, update);
    }
    m_usageOf.clear();
    ++m_usageQuestion; // what is still to be answered was about another workspace
    askWhoWrote();
    followReminders();
    showSelection();
    showState();
    showUnfinished();
}

void KeysPage::refresh()
{
    if (m_workspace)
        m_workspace->keys.refresh();
}

void KeysPage::focusSearch()
{
    m_bar->takeFocus();
}

bool KeysPage::leaveSearch()
{
    if (!m_bar->text().isEmpty()) {
        m_bar->clear();
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (m_bar->hasSearchFocus()) {
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (!m_table->selectedIds().isEmpty()) {
        m_table->clearSelection();
        return true;
    }
    return false;
}

void KeysPage::showOne(const QString &keyId)
{
    const int row = m_keys != nullptr ? m_keys->rowOf(keyId) : -1;
    if (row < 0)
        return;
    m_bar->clear();
    m_filter->setText({});
    m_bar->chips()->choose(m_keys->row(row).key.revokedAt ? KeyFilterModel::Chip::Revoked
                                                          : KeyFilterModel::Chip::All);
    m_table->selectId(keyId);
    m_table->setFocus(Qt::OtherFocusReason);
}

void KeysPage::saveLayout()
{
    m_table->saveLayout();
}

void KeysPage::updateTimes()
{
    if (m_keys != nullptr)
        m_keys->updateTimes();
    askWhoWrote(); // what was read since may tell more
    showSummary();
}

//! Without an answer that is sure no key is shown as one that leaves its right to write unused.
void KeysPage::askWhoWrote()
{
    ++m_writersQuestion;
    if (!m_workspace)
        return;
    whenFinished(m_workspace->usage.keysThatWrote(), this,
                 [this, asked = m_writersQuestion](const Result<QSet<QString>> &keys) {
                     if (asked == m_writersQuestion)
                         m_keys->setWriters(keys ? std::optional(*keys) : std::nullopt);
                 });
}

void KeysPage::showState()
{
    const bool isConnected = m_workspace.has_value();
    const KeyStore *keys = isConnected ? &m_workspace->keys : nullptr;
    const bool isLoading = keys != nullptr && keys->isLoading();
    const bool hasData = keys != nullptr && keys->fetchedAt().isValid();
    m_newKey->setEnabled(isConnected);
    for (QPushButton *link : {m_panic, m_offboarding, m_calendar})
        link->setVisible(isConnected);
    m_refresh->setVisible(isConnected);
    m_refresh->setEnabled(!isLoading);
    m_refresh->setText(isLoading ? tr("Refreshing…") : tr("Refresh"));
    m_bar->setVisible(isConnected);

    if (!isConnected) {
        m_action = StateAction::Connect;
        m_state->showEmpty(
            tr("No workspace yet"),
            tr("Connect one to see its keys and to protect the AI tools on this device."),
            tr("Connect a workspace…"));
    } else if (!hasData && isLoading) {
        m_action = StateAction::None;
        m_state->showLoading(tr("Loading keys…"));
    } else if (!hasData && keys->lastError()) {
        m_action = StateAction::Refresh;
        m_state->showFailed(describe(*keys->lastError()), tr("Try again"));
    } else if (!hasData) {
        m_action = StateAction::Refresh;
        m_state->showEmpty(tr("Not loaded yet"), {}, tr("Load keys"));
    } else if (m_keys->rowCount() == 0 && !keys->lastError()) {
        m_action = StateAction::NewKey;
        m_state->showEmpty(
            tr("No keys yet"),
            tr("Every device gets a key of its own, named after its owner and the device."),
            tr("New key…"));
    } else if (m_filter->rowCount() == 0 && m_keys->rowCount() > 0) {
        m_action = StateAction::ShowAll;
        m_state->showEmpty(tr("No key matches"),
                           tr("Nothing fits the search and the filter together."),
                           tr("Show all keys"));
    } else {
        showStale();
    }
    if (hasFocus() && m_state->state() == StateView::State::Filled)
        m_table->setFocus(); // the page took it while there was nothing to stand on
    showSummary();
}

void KeysPage::showStale()
{
    const KeyStore &keys = m_workspace->keys;
    if (keys.lastError()) {
        m_action = StateAction::Refresh;
        m_state->showFilledButFailed(tr("This list is from %1. Refreshing it failed.")
                                         .arg(agoText(keys.fetchedAt(), m_parts.clock())),
                                     describe(*keys.lastError()), tr("Try again"));
    } else if (keys.managementRefusal()) {
        m_action = StateAction::OpenBrowser;
        const QString source
            = keys.source() == KeySource::Audit ? tr(
                  "The service does not list keys to this one: the list comes from its audit log.")
              : keys.source() == KeySource::Local
                  ? tr("The service does not list keys to this one: only those on this device are "
                       "shown.")
                  : tr("The service does not let this key manage keys.");
        m_state->showFilledButFailed(source, describe(*keys.managementRefusal()),
                                     tr("Open in the browser"));
    } else {
        m_action = StateAction::None;
        m_state->showFilled();
    }
}

void KeysPage::showSummary()
{
    if (!m_workspace) {
        m_header->setSummary(tr("No workspace yet"));
        m_shown->clear();
        Q_EMIT badgeChanged({});
        return;
    }
    const KeyStore &keys = m_workspace->keys;
    if (!keys.fetchedAt().isValid()) {
        m_header->setSummary(keys.isLoading() ? tr("Loading…") : tr("Not loaded"));
        m_shown->clear();
        Q_EMIT badgeChanged({});
        return;
    }
    const int count = m_filter->count(KeyFilterModel::Chip::All);
    const int attention = m_keys->attentionCount();
    QStringList parts{tr("%n key(s)", nullptr, count)};
    parts.append(attention > 0 ? tr("%n need(s) attention", nullptr, attention)
                               : tr("nothing needs attention"));
    m_header->setSummary(parts.join(u" · "_s));
    const int selected = int(m_table->selectedIds().size());
    QStringList shown{tr("%n shown", nullptr, m_filter->rowCount())};
    if (selected > 0)
        shown.append(tr("%n selected", nullptr, selected));
    m_shown->setText(shown.join(u" · "_s));
    Q_EMIT badgeChanged({QString::number(count), Tone::Neutral, parts.join(u", "_s)});
}

QStringList KeysPage::revocableSelection() const
{
    QStringList ids = m_table->selectedIds();
    ids.removeIf([this](const QString &id) {
        const int row = m_keys->rowOf(id);
        return row < 0 || m_keys->row(row).key.revokedAt.has_value();
    });
    return ids;
}

void KeysPage::showSelection()
{
    const QStringList ids = m_keys != nullptr ? m_table->selectedIds() : QStringList();
    m_bar->revokeButton()->setEnabled(!ids.isEmpty() && !revocableSelection().isEmpty());
    const int row = ids.size() == 1 ? m_keys->rowOf(ids.first()) : -1;
    ++m_usageQuestion; // an answer about the key before is of no use
    if (row >= 0)
        showKey(row);
    else if (ids.size() > 1)
        m_details->showSelection(int(ids.size()));
    m_details->setVisible(!ids.isEmpty());
    if (m_workspace)
        showSummary();
}

void KeysPage::showKey(int row)
{
    const KeyRow key = m_keys->row(row);
    m_details->showKey(
        key, m_workspace->access.workspace(),
        explainRefusal(refusalFacts(key.key, m_workspace->keys, m_parts.workspaces.workspaces()),
                       m_parts.clock()));
    if (m_usageOf == key.key.id)
        m_details->showUsage(m_usage); // until they are counted again
    // One question a key that is looked at, and one more when the row changes.
    UsageFeed &feed = m_workspace->usage;
    const std::chrono::milliseconds now(m_parts.clock().toMSecsSinceEpoch());
    const TimeRange month = rangeOf(UsagePeriod::Month, now, feed.zone());
    UsageFilter filter;
    filter.keys = QStringList{key.key.id};
    whenFinished(
        feed.series({month, BucketWidth::Day, UsageSplit::Outcome, filter}, UsageStep::Day,
                    MaxSparklineDays),
        this,
        [this, id = key.key.id, asked = ++m_usageQuestion](const Result<UsageSeries> &series) {
            if (asked != m_usageQuestion)
                return;
            m_usageOf = id;
            m_usage = series ? columnTotals(*series) : QList<qint64>();
            m_details->showUsage(m_usage);
        });
}

void KeysPage::runStateAction()
{
    switch (m_action) {
    case StateAction::Connect:
        Q_EMIT connectRequested();
        break;
    case StateAction::Refresh:
        refresh();
        break;
    case StateAction::NewKey:
        createNew();
        break;
    case StateAction::ShowAll:
        m_bar->clear();
        m_bar->chips()->choose(KeyFilterModel::Chip::All);
        break;
    case StateAction::OpenBrowser:
        m_parts.prompter.openInBrowser(consoleKeysPage(m_workspace->access.workspace().origin));
        break;
    case StateAction::None:
        break;
    }
}

void KeysPage::createNew()
{
    if (!m_workspace)
        return;
    auto *dialog = new NewKeyDialog(m_parts, *m_workspace, window());
    connect(dialog, &NewKeyDialog::created, this, [this](const QString &id) {
        m_bar->clear();
        m_bar->chips()->choose(KeyFilterModel::Chip::All);
        m_table->selectId(id);
    });
    openDialog(dialog);
}

void KeysPage::revokeSelected()
{
    openRevoke(revocableSelection());
}

void KeysPage::openRevoke(const QStringList &ids)
{
    if (ids.isEmpty())
        return;
    openDialog(new RevokeDialog(m_parts, *m_workspace, ids, window()));
}

void KeysPage::openPanic(LostDeviceDialog::Occasion occasion)
{
    openDialog(new LostDeviceDialog(occasion, m_parts, *m_workspace, *m_keys, window()));
}

void KeysPage::copySelected()
{
    const QString text = m_table->selectionAsText();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void KeysPage::openMenu(const QPoint &position)
{
    const QStringList ids = m_table->selectedIds();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy details")), &QAction::triggered, this,
            &KeysPage::copySelected);
    QAction *rotate = menu->addAction(tr("Rotate…"));
    const int row = ids.size() == 1 ? m_keys->rowOf(ids.first()) : -1;
    rotate->setEnabled(row >= 0 && m_keys->row(row).isOnThisDevice());
    connect(rotate, &QAction::triggered, this, &KeysPage::rotateSelected);
    QAction *revoke = menu->addAction(tr("Revoke…"));
    revoke->setEnabled(!revocableSelection().isEmpty());
    connect(revoke, &QAction::triggered, this, &KeysPage::revokeSelected);
    menu->addSeparator();
    connect(menu->addAction(tr("New key…")), &QAction::triggered, this, &KeysPage::createNew);
    QMenu *columns = menu->addMenu(tr("Columns"));
    m_table->fillColumnMenu(columns);
    menu->actions().first()->setEnabled(!ids.isEmpty());
    menu->popup(position);
}

void KeysPage::resizeEvent(QResizeEvent *event)
{
    MainPage::resizeEvent(event);
    const bool isNarrow = width() < NarrowWidth;
    if (isNarrow == (m_splitter->orientation() == Qt::Vertical))
        return;
    m_splitter->setOrientation(isNarrow ? Qt::Vertical : Qt::Horizontal);
    m_splitter->setSizes(isNarrow ? QList<int>{200, 200} : QList<int>{620, 300});
    m_bar->setNarrow(isNarrow);
}

} // namespace Konstantly

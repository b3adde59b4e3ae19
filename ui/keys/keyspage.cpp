// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/keyspage.h"

#include "models/device/devicestore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keyfiltermodel.h"
#include "models/keys/keylistmodel.h"
#include "models/keys/keystore.h"
#include "models/keys/rotation.h"
#include "models/keys/rotationreminders.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"
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
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
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

    m_shown = new ElidedLabel(this); // rather that than a link beside it
    m_shown->setProperty("rank", u"hint"_s);
    m_shown->setObjectName(u"shownKeys"_s);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(2, 0, 2, 0);
    foot->addWidget(m_shown, 1);
    QWidget *links = makeFlow(this, 14);
    m_calendar = makeButton(tr("Rotation calendar…"), u"calendar"_s, ButtonKind::Link, links);
    m_calendar->setToolTip(tr("Saves when each key has to be rotated, for a calendar program"));
    m_offboarding = makeButton(tr("Before somebody leaves…"), u"offboarding"_s, ButtonKind::Link,
                               links);
    m_panic = makeButton(tr("A device is lost or a key leaked…"), u"panic"_s, ButtonKind::Link,
                         links);
    for (QPushButton *link : {m_calendar, m_offboarding, m_panic})
        links->layout()->addWidget(link);
    foot->addWidget(links);
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

QStringList KeysPage::revocableSelection() const
{
    QStringList ids = m_table->selectedIds();
    ids.removeIf([this](const QString &id) {
        const int row = m_keys->rowOf(id);
        return row < 0 || m_keys->row(row).key.revokedAt.has_value();
    });
    return ids;
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

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/devicepage.h"

#include "models/base/background.h"
#include "models/base/plaintext.h"
#include "models/device/devicelistmodel.h"
#include "models/keychain/secretstore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/settings/settings.h"
#include "models/settings/workspacestore.h"
#include "ui/device/changecard.h"
#include "ui/device/keycopiescard.h"
#include "ui/device/packagecard.h"
#include "ui/device/teststepsview.h"
#include "ui/device/toolrow.h"
#include "ui/device/toolsetup.h"
#include "ui/dialogs/backupsdialog.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/stateview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

DevicePage::DevicePage(const WindowParts &parts, QWidget *parent)
    : MainPage(parent)
    , m_parts(parts)
{
    setObjectName(u"devicePage"_s);
    auto *content = new QWidget;
    content->setProperty("kind", u"scrolled"_s);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(14);
    m_header = new PageHeader(title(), content);
    m_setUpAll = makeButton(tr("Set up all tools"), u"setUpAll"_s, ButtonKind::Primary, content);
    m_header->addAction(m_setUpAll);
    column->addWidget(m_header);
    m_banner = new Banner(content);
    m_banner->setObjectName(u"plaintextBanner"_s);
    column->addWidget(m_banner);
    buildList(column);
    m_change = new ChangeCard(m_parts.theme, m_parts.home, content);
    column->addWidget(m_change);
    m_test = new TestStepsView(content);
    column->addWidget(m_test);
    m_copies = new KeyCopiesCard(m_parts, content);
    column->addWidget(m_copies);
    m_package = new PackageCard(m_parts.package, m_parts.prompter,
                                m_parts.settings.policy().packageVersion(), content);
    column->addWidget(m_package);
    column->addStretch(1);

    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);

    connect(m_setUpAll, &QPushButton::clicked, this, [this] { plan(toolsToSetUp()); });
    connect(m_banner, &Banner::actionTriggered, this, [this] { plan(m_bannerTools); });
    connect(m_change, &ChangeCard::applyRequested, this, &DevicePage::apply);
    connect(m_change, &ChangeCard::undoRequested, this, &DevicePage::planUndo);
    connect(m_copies, &KeyCopiesCard::replaceRequested, this, &DevicePage::newKeyRequested);
    connect(m_package, &PackageCard::summaryChanged, this, &DevicePage::showSummary);
    connect(&m_parts.device, &DeviceStore::changed, this, &DevicePage::showTools);
    connect(&m_parts.device, &DeviceStore::busyChanged, this, [this](const QString &toolId) {
        if (const auto row = m_rows.find(toolId); row != m_rows.end())
            row->second->setBusy(m_parts.device.isBusy(toolId));
    });
    connect(&m_parts.workspaces, &WorkspaceStore::workspacesChanged, this, &DevicePage::showTools);
    m_parts.secrets.status().then(this, [this](const KeychainStatus &status) {
        m_keychain = status.backend;
        showSummary();
    });
    m_package->refresh();
}

void DevicePage::buildList(QVBoxLayout *column)
{
    QFrame *card = makeCard(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(16, 8, 16, 8);
    m_list = new QWidget(card);
    m_rowColumn = new QVBoxLayout(m_list);
    m_rowColumn->setContentsMargins(0, 0, 0, 0);
    m_rowColumn->setSpacing(0);
    m_state = new StateView(m_parts.theme, m_list, card);
    m_state->setMinimumHeight(150);
    inner->addWidget(m_state);
    column->addWidget(card);
    connect(m_state, &StateView::actionTriggered, this, &DevicePage::refresh);
}

void DevicePage::setWorkspace(const WorkspaceParts *workspace)
{
    if (m_workspace)
        disconnect(&m_workspace->keys, nullptr, this, nullptr);
    m_workspace.reset();
    if (workspace != nullptr) {
        m_workspace.emplace(*workspace);
        connect(&workspace->keys, &KeyStore::keysChanged, this, &DevicePage::showRows);
    }
    m_copies->setWorkspace(workspace);
    m_change->hide();
    showTools();
}

void DevicePage::refresh()
{
    m_parts.device.rescan();
    m_copies->refresh();
    m_package->refresh();
}

void DevicePage::installPackage(const QString &tarball)
{
    m_package->install(tarball);
}

void DevicePage::showTools()
{
    const DeviceStore &device = m_parts.device;
    const bool hasTools = std::any_of(
        device.tools().begin(), device.tools().end(),
        [](const ToolStatus &status) { return status.state != ToolState::Absent; });
    if (!device.hasScanned())
        m_state->showLoading(tr("Looking for AI tools…"));
    else if (!hasTools)
        m_state->showEmpty(tr("No AI tool found"),
                           tr("Install one of those the program knows, then look again."),
                           tr("Look again"));
    else
        m_state->showFilled();
    showRows();
    showBanner();
    showSummary();
    m_setUpAll->setVisible(toolsToSetUp().size() > 1);
    m_setUpAll->setEnabled(m_workspace.has_value());
}

void DevicePage::showRows()
{
    const Workspace workspace = m_workspace ? m_workspace->access.workspace() : Workspace{};
    int position = 0;
    for (const ToolStatus &status : m_parts.device.tools()) {
        const QString id = status.tool.id;
        const auto found = m_rows.find(id);
        if (status.state == ToolState::Absent) {
            if (found != m_rows.end()) {
                found->second->deleteLater();
                m_rows.erase(found);
            }
            continue;
        }
        ToolRow *row = found != m_rows.end() ? found->second : makeRow(id);
        row->showStatus(status, status.workspace == workspace.name ? deviceKeyName() : QString());
        row->setBusy(m_parts.device.isBusy(id));
        m_rowColumn->insertWidget(position++, row);
    }
    for (const auto &[id, row] : m_rows)
        row->setLast(m_rowColumn->indexOf(row) == position - 1);
    orderFocus();
    // As high as what is in it: a list of tools is short.
    m_state->setMinimumHeight(m_rows.empty() ? 150 : m_rowColumn->sizeHint().height());
}

//! The Tab key goes from top to bottom, although rows are made later than what stands below them.
void DevicePage::orderFocus()
{
    QWidget *before = m_banner->findChild<QPushButton *>();
    for (int i = 0; i < m_rowColumn->count(); ++i) {
        const QWidget *row = m_rowColumn->itemAt(i)->widget();
        if (row == nullptr)
            continue;
        for (QPushButton *button : row->findChildren<QPushButton *>()) {
            setTabOrder(before, button);
            before = button;
        }
    }
}

QString DevicePage::deviceKeyName() const
{
    if (!m_workspace)
        return {};
    const Workspace workspace = m_workspace->access.workspace();
    if (!workspace.deviceSlot.isEmpty() && !workspace.deviceKeyName.isEmpty())
        return workspace.deviceKeyName;
    const auto key = m_workspace->keys.find(workspace.activeDeviceKeyId());
    return key ? key->name : QString();
}

ToolRow *DevicePage::makeRow(const QString &toolId)
{
    auto *row = new ToolRow(m_parts.theme, m_parts.home, m_list);
    row->setObjectName(u"tool_"_s + toolId);
    m_rows[toolId] = row;
    connect(row, &ToolRow::actionRequested, this,
            [this, toolId](ToolAction action) { act(toolId, action); });
    connect(row, &ToolRow::previewRequested, this, [this, toolId] { plan({toolId}); });
    connect(row, &ToolRow::removeRequested, this, [this, toolId] { planRemove(toolId); });
    connect(row, &ToolRow::undoRequested, this, [this, toolId] { planUndo(toolId); });
    connect(row, &ToolRow::restoreRequested, this, [this, toolId] { restore(toolId); });
    connect(row, &ToolRow::usageRequested, this, [this, toolId] { Q_EMIT usageRequested(toolId); });
    connect(row, &ToolRow::copyRequested, this,
            [row] { QGuiApplication::clipboard()->setText(row->status().command); });
    return row;
}

void DevicePage::showBanner()
{
    const QStringList exposed = toolsIn(ToolState::Plaintext);
    PageBadge badge;
    int attention = 0;
    for (const ToolStatus &status : m_parts.device.tools())
        attention += needsAttention(status.state) ? 1 : 0;
    if (attention > 0)
        badge = {QString::number(attention), Tone::Bad,
                 tr("%n AI tool(s) need attention", nullptr, attention)};
    Q_EMIT badgeChanged(badge);
    if (!exposed.isEmpty()) {
        m_bannerTools = exposed;
        m_banner->show(
            Tone::Bad,
            tr("%n AI tool(s) keep a Konstantly key in plain text.", nullptr, int(exposed.size())),
            tr("Anyone who can read the file can use it."),
            m_workspace ? tr("Protect it", "plaintext keys", int(exposed.size())) : QString());
    } else if (const QStringList lost = toolsIn(ToolState::Changed); !lost.isEmpty()) {
        showLost(lost);
    } else {
        m_banner->hide();
    }
}

//! Says that entries of ours are gone, and offers to put back those that are not gone again and again.
void DevicePage::showLost(const QStringList &toolIds)
{
    QStringList names;
    QStringList stubborn;
    m_bannerTools.clear();
    for (const QString &id : toolIds) {
        const auto status = m_parts.device.find(id);
        names.append(status->tool.name);
        if (status->offersPutBack)
            m_bannerTools.append(id);
        else
            stubborn.append(status->tool.name);
    }
    QString hint = tr("The tool wrote its file anew, or somebody removed it.");
    if (!m_bannerTools.isEmpty())
        hint += u' ' + tr("Quit the tool completely before you put it back.");
    if (!stubborn.isEmpty())
        hint = tr("%1 throws it out each time: what to do is said below.")
                   .arg(QLocale().createSeparatedList(stubborn));
    m_banner->show(Tone::Warn,
                   tr("Our entry is gone from %1.").arg(QLocale().createSeparatedList(names)), hint,
                   m_workspace && !m_bannerTools.isEmpty() ? tr("Put back") : QString());
}

void DevicePage::showSummary()
{
    QStringList parts;
    if (m_workspace) {
        const Workspace workspace = m_workspace->access.workspace();
        if (!workspace.deviceName.isEmpty())
            parts.append(plainText(workspace.deviceName));
        if (!workspace.activeDeviceSlot().isEmpty() && !m_keychain.isEmpty())
            parts.append(tr("key kept in %1").arg(m_keychain));
    } else {
        parts.append(tr("no workspace yet"));
    }
    parts.append(m_package->summary());
    m_header->setSummary(parts.join(u" · "_s));
}

QStringList DevicePage::toolsIn(ToolState state) const
{
    QStringList ids;
    for (const ToolStatus &status : m_parts.device.tools()) {
        if (status.state == state)
            ids.append(status.tool.id);
    }
    return ids;
}

QStringList DevicePage::toolsToSetUp() const
{
    QStringList ids;
    for (const ToolStatus &status : m_parts.device.tools()) {
        const ToolState state = status.state;
        if (!status.offersPutBack || !status.tool.isEditable())
            continue;
        if (state == ToolState::Plaintext || state == ToolState::NotSetUp
            || state == ToolState::Outdated || state == ToolState::Changed)
            ids.append(status.tool.id);
    }
    return ids;
}

QString DevicePage::toolName(const QString &toolId) const
{
    const auto status = m_parts.device.find(toolId);
    return status ? status->tool.name : toolId;
}

void DevicePage::act(const QString &toolId, ToolAction action)
{
    const auto status = m_parts.device.find(toolId);
    if (!status)
        return;
    switch (action) {
    case ToolAction::Test:
        test(toolId);
        break;
    case ToolAction::ShowFile:
        m_parts.prompter.openFile(status->path);
        break;
    case ToolAction::NewKey:
        Q_EMIT newKeyRequested();
        break;
    case ToolAction::Protect:
    case ToolAction::SetUp:
    case ToolAction::Review:
    case ToolAction::Update:
    case ToolAction::PutBack:
    case ToolAction::Paste:
        plan({toolId});
        break;
    }
}

void DevicePage::plan(const QStringList &toolIds)
{
    if (!m_workspace) {
        Q_EMIT connectRequested();
        return;
    }
    ++m_planGeneration; // an answer for an older click is dropped
    planNext(toolIds, {});
}

void DevicePage::planNext(QStringList toolIds, const QList<DeviceProtection::Plan> &plans)
{
    if (toolIds.isEmpty()) {
        m_change->showPlans(plans, m_parts.device);
        reveal(m_change);
        return;
    }
    const QString toolId = toolIds.takeFirst();
    const auto show = [this, toolId, toolIds, plans,
                       generation = m_planGeneration](const Result<DeviceProtection::Plan> &plan) {
        if (generation != m_planGeneration)
            return;
        if (!plan) {
            m_change->showFailure(tr("%1 can't be set up").arg(toolName(toolId)), plan.error());
            reveal(m_change);
            return;
        }
        planNext(toolIds, plans + QList{*plan});
    };
    // What decides its state comes first: the key that it keeps for a single project, for one.
    EntryPlace place;
    const auto status = m_parts.device.find(toolId);
    if (status && status->state == ToolState::Plaintext && !status->entryProject.isEmpty())
        place = {status->entryProject, status->entryName};
    whenFinished(
        m_parts.protection.plan(toolId, m_workspace->name, DeviceStore::Create::FileOnly, place),
        this, show);
}

void DevicePage::planRemove(const QString &toolId)
{
    showOnePlan(toolId, m_parts.device.planRemove(toolId),
                tr("The entry can't be removed from %1"));
}

void DevicePage::restore(const QString &toolId)
{
    auto *dialog = new BackupsDialog(m_parts, toolId, this);
    connect(dialog, &BackupsDialog::restored, this, [this, toolId](const QStringList &results) {
        m_change->showOutcome(results, {}, toolId);
        reveal(m_change);
    });
    openDialog(dialog);
}

void DevicePage::planUndo(const QString &toolId)
{
    showOnePlan(toolId, m_parts.device.planUndo(toolId),
                tr("The last change of %1 can't be taken back"));
}

void DevicePage::showOnePlan(const QString &toolId, const QFuture<Result<PlannedChange>> &change,
                             const QString &failureTitle)
{
    const int generation = ++m_planGeneration;
    whenFinished(change, this,
                 [this, toolId, failureTitle, generation](const Result<PlannedChange> &planned) {
                     if (generation != m_planGeneration)
                         return;
                     if (planned) {
                         DeviceProtection::Plan plan;
                         plan.change = *planned;
                         plan.notes = planned->notes;
                         m_change->showPlans({plan}, m_parts.device);
                     } else {
                         m_change->showFailure(failureTitle.arg(toolName(toolId)), planned.error());
                     }
                     reveal(m_change);
                 });
}

void DevicePage::reveal(QWidget *card)
{
    // After the layout has given it its place.
    QMetaObject::invokeMethod(
        this,
        [this, card] {
            // Its head first: what is to be pressed is there, and a long one does not fit.
            if (card->height() > m_scroll->viewport()->height())
                m_scroll->verticalScrollBar()->setValue(card->y() - 20);
            else
                m_scroll->ensureWidgetVisible(card, 0, 20);
            if (card == m_change)
                m_change->focusAction();
        },
        Qt::QueuedConnection);
}

void DevicePage::apply()
{
    if (m_applying != nullptr)
        return;
    const QList<DeviceProtection::Plan> plans = m_change->plans();
    m_change->showBusy();
    m_applying = new ToolSetUp(m_parts.protection, m_parts.device, this);
    const bool canUndo = plans.size() == 1 && plans.first().change.action != ChangeAction::Undo;
    const QString undoToolId = canUndo ? plans.first().change.toolId : QString();
    const bool hasNewKey = std::any_of(
        plans.cbegin(), plans.cend(), [](const DeviceProtection::Plan &plan) {
            return plan.keyMove == DeviceProtection::KeyMove::BecomesDeviceKey;
        });
    connect(m_applying, &ToolSetUp::finished, this, [this, undoToolId, hasNewKey] {
        const auto status = m_parts.device.find(undoToolId);
        const bool hasUndo = status && status->canUndo && m_applying->problems().isEmpty();
        m_change->showOutcome(m_applying->results(), m_applying->problems(),
                              hasUndo ? undoToolId : QString());
        m_applying->deleteLater();
        m_applying = nullptr;
        if (hasNewKey && m_workspace)
            m_workspace->keys.refresh(); // tells which of the listed keys it is
    });
    m_applying->apply(plans);
}

void DevicePage::test(const QString &toolId)
{
    const auto status = m_parts.device.find(toolId);
    if (!status)
        return;
    ServerTestRequest request;
    request.command = m_parts.launcherPath;
    request.arguments = {u"run"_s, status->workspace};
    request.environment = m_parts.testsWithFullEnvironment
                              ? ServerTestRequest::Environment::Full
                              : ServerTestRequest::Environment::Minimal;
    request.source = m_parts.serverEnvironment;
    m_test->start(status->tool.name, request);
    reveal(m_test);
}

} // namespace Konstantly

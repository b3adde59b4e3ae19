// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow/mainwindow.h"

#include "models/base/plaintext.h"
#include "models/device/devicestore.h"
#include "models/keychain/secretstore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"
#include "models/keys/workspaceconnector.h"
#include "models/launch/clientnames.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"
#include "ui/activity/activitypage.h"
#include "ui/checkup/checkuppage.h"
#include "ui/device/devicepage.h"
#include "ui/dialogs/connectworkspacedialog.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/keys/keyspage.h"
#include "ui/mainwindow/scrim.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/mainwindow/workspaceswitcher.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagepage.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! When the window is looked at again, data older than this is fetched anew: far below the share of the quota that the program
//! allows itself (security R-4).
constexpr qint64 OldAfterSeconds = 60 * 60;

} // namespace

MainWindow::MainWindow(const WindowParts &parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(parts)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Konstantly Keys"));
    setWindowIcon(programIcon());
    setMinimumSize(900, 600);

    auto *central = new QWidget(this);
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_sidebar = new Sidebar(m_parts.theme, central);
    m_stack = new QStackedWidget(central);
    m_stack->setObjectName(u"pages"_s);
    row->addWidget(m_sidebar);
    row->addWidget(m_stack, 1);
    setCentralWidget(central);

    m_keys = new KeysPage(m_parts, m_stack);
    connect(m_keys, &KeysPage::connectRequested, this, &MainWindow::connectWorkspace);
    addPage(u"keys"_s, m_keys);
    m_device = new DevicePage(m_parts, m_stack);
    connect(m_device, &DevicePage::connectRequested, this, &MainWindow::connectWorkspace);
    connect(m_device, &DevicePage::newKeyRequested, this, &MainWindow::createKey);
    addPage(u"device"_s, m_device);
    m_usage = new UsagePage(m_parts, m_stack);
    connect(m_usage, &UsagePage::connectRequested, this, &MainWindow::connectWorkspace);
    connect(m_usage, &UsagePage::noticed, this,
            [this](const QString &title, const QString &message) {
                Q_EMIT noticed(title, message, u"usage"_s);
            });
    connect(m_keys, &KeysPage::noticed, this, [this](const QString &title, const QString &message) {
        Q_EMIT noticed(title, message, u"rotation-due"_s);
    });
    connect(m_keys, &KeysPage::usageRequested, this, &MainWindow::showUsageOfKey);
    connect(m_keys, &KeysPage::activityRequested, this, &MainWindow::showActivityOfKey);
    connect(m_device, &DevicePage::usageRequested, this, &MainWindow::showUsageOfTool);
    addPage(u"usage"_s, m_usage);
    addActivity();
    addCheckup();

    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::showPageAt);
    connect(m_sidebar, &Sidebar::settingsRequested, this, &MainWindow::openSettings);
    connect(m_sidebar->switcher(), &WorkspaceSwitcher::chosen, this, &MainWindow::showWorkspace);
    connect(m_sidebar->switcher(), &WorkspaceSwitcher::connectRequested, this,
            &MainWindow::connectWorkspace);
    connect(m_sidebar->switcher(), &WorkspaceSwitcher::removeRequested, this,
            &MainWindow::askToRemoveWorkspace);
    connect(&m_parts.workspaces, &WorkspaceStore::workspacesChanged, this,
            &MainWindow::followWorkspaces);
    addShortcuts();
    (void) new Scrim(m_parts.theme, this);

    m_syncTimer.setInterval(5000);
    m_syncTimer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_syncTimer, &QTimer::timeout, this, &MainWindow::showSync);
    m_minuteTimer.setInterval(60'000);
    m_minuteTimer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_minuteTimer, &QTimer::timeout, this, [this] {
        if (isMinimized() || !isVisible())
            return;
        for (const auto &[id, page] : std::as_const(m_pages))
            page->updateTimes();
        askKeychain();
    });
    m_askAgainTimer.setInterval(5000);
    m_askAgainTimer.setSingleShot(true);
    connect(&m_askAgainTimer, &QTimer::timeout, this, &MainWindow::askKeychain);
    m_syncTimer.start();
    m_minuteTimer.start();

    if (!restoreGeometry(m_parts.settings.value(SettingKeys::WindowGeometry)))
        resize(1180, 760);
    showPage(m_parts.settings.value(SettingKeys::CurrentPage));
    enterWorkspace({});
    showWorkspace(m_parts.settings.value(SettingKeys::CurrentWorkspace));
    followWorkspaces();
    askKeychain();
    m_parts.device.rescan();
}

MainWindow::~MainWindow()
{
    // Pages let go of what they follow while it still lives.
    for (const auto &[id, page] : std::as_const(m_pages))
        page->setWorkspace(nullptr);
}

MainPage *MainWindow::addPage(const QString &id, MainPage *page)
{
    NavButton *entry = m_sidebar->addPage(page->title());
    connect(page, &MainPage::badgeChanged, entry, &NavButton::setBadge);
    m_stack->addWidget(page);
    m_pages.append({id, page});
    page->setAccessibleName(page->title());
    const int number = int(m_pages.size());
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number)), this);
    connect(shortcut, &QShortcut::activated, this, [this, number] { showPageAt(number - 1); });
    page->setWorkspace(nullptr);
    return page;
}

void MainWindow::addActivity()
{
    m_activity = new ActivityPage(m_parts, m_stack);
    connect(m_activity, &ActivityPage::connectRequested, this, &MainWindow::connectWorkspace);
    connect(m_activity, &ActivityPage::keyRequested, this, &MainWindow::showKey);
    connect(m_activity, &ActivityPage::siemRequested, this, [this] { openSettings()->showSiem(); });
    addPage(u"activity"_s, m_activity);
}

void MainWindow::addCheckup()
{
    auto *checkup = new CheckupPage(m_parts, m_stack);
    connect(checkup, &CheckupPage::connectRequested, this, &MainWindow::connectWorkspace);
    connect(checkup, &CheckupPage::newKeyRequested, this, &MainWindow::createKey);
    connect(checkup, &CheckupPage::pageRequested, this, &MainWindow::showPage);
    connect(checkup, &CheckupPage::siemRequested, this, [this] { openSettings()->showSiem(); });
    connect(checkup, &CheckupPage::protectRequested, this, [this](const QStringList &toolIds) {
        showPage(u"device"_s);
        m_device->protect(toolIds);
    });
    addPage(u"checkup"_s, checkup);
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QList<QKeySequence> &keys, auto action) {
        for (const QKeySequence &key : keys)
            connect(new QShortcut(key, this), &QShortcut::activated, this, action);
    };
    const auto current = [this] { return m_pages[m_stack->currentIndex()].second; };
    add({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)}, [this] { refresh(); });
    add({QKeySequence(QKeySequence::Find)}, [current] { current()->focusSearch(); });
    add({QKeySequence(QKeySequence::New)}, [this] { createKey(); });
    add({QKeySequence(Qt::CTRL | Qt::Key_Comma)}, [this] { openSettings(); });
    add({QKeySequence(Qt::Key_Escape)}, [current] { current()->leaveSearch(); });
}

void MainWindow::createKey()
{
    showPage(u"keys"_s);
    m_pages[m_stack->currentIndex()].second->createNew();
}

void MainWindow::showUsageOfKey(const QString &keyId)
{
    m_usage->showOnly({UsageScope::Kind::OneKey, keyId});
    showPage(u"usage"_s);
}

void MainWindow::showUsageOfTool(const QString &toolId)
{
    m_usage->showOnly({UsageScope::Kind::OneClient, clientNameOfTool(toolId)});
    showPage(u"usage"_s);
}

void MainWindow::showActivityOfKey(const QString &keyId)
{
    m_activity->showKey(keyId);
    showPage(u"activity"_s);
}

void MainWindow::showKey(const QString &keyId)
{
    showPage(u"keys"_s);
    m_keys->showOne(keyId);
}

void MainWindow::showNoticed(const QString &about)
{
    if (about == "rotation-due"_L1) {
        m_keys->showRotationDue();
        showPage(u"keys"_s);
    } else {
        showPage(about);
    }
}

void MainWindow::showPage(const QString &id)
{
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i].first == id)
            showPageAt(int(i));
    }
}

void MainWindow::showPageAt(int page)
{
    m_stack->setCurrentIndex(page);
    m_sidebar->setCurrentPage(page);
    // Else the focus of the page before falls to the next control in line.
    m_stack->currentWidget()->setFocus();
    m_parts.settings.setValue(SettingKeys::CurrentPage, m_pages[page].first);
}

void MainWindow::showWorkspace(const QString &name)
{
    if (m_parts.workspaces.find(name))
        enterWorkspace(name);
}

//! \a name: empty for none.
void MainWindow::enterWorkspace(const QString &name)
{
    if (m_workspace && m_workspace->name == name)
        return;
    if (m_workspace)
        disconnect(&m_workspace->keys, nullptr, this, nullptr);
    auto parts = name.isEmpty() ? std::nullopt : m_parts.workspace(name);
    for (const auto &[id, page] : std::as_const(m_pages))
        page->setWorkspace(parts ? &*parts : nullptr);
    m_workspace.reset();
    if (parts) {
        m_workspace.emplace(*parts);
        m_parts.settings.setValue(SettingKeys::CurrentWorkspace, name);
        connect(&m_workspace->keys, &KeyStore::stateChanged, this, &MainWindow::showSync);
        refreshIfOld();
    }
    m_parts.setCurrentWorkspace(name);
    m_sidebar->switcher()->setWorkspaces(m_parts.workspaces.workspaces(), name);
    setWindowTitle(parts ? tr("%1 – Konstantly Keys").arg(plainText(name)) : tr("Konstantly Keys"));
    showSync();
}

void MainWindow::leaveWorkspace(const QString &name)
{
    if (!m_workspace || m_workspace->name != name)
        return;
    QString next;
    for (const Workspace &workspace : m_parts.workspaces.workspaces()) {
        if (next.isEmpty() && workspace.name != name)
            next = workspace.name;
    }
    enterWorkspace(next);
}

void MainWindow::followWorkspaces()
{
    const QList<Workspace> &all = m_parts.workspaces.workspaces();
    if (m_workspace && !m_parts.workspaces.find(m_workspace->name))
        leaveWorkspace(m_workspace->name);
    if (!m_workspace && !all.isEmpty())
        showWorkspace(all.first().name);
    const QString current = m_workspace ? m_workspace->name : QString();
    m_sidebar->switcher()->setWorkspaces(all, current);
}

void MainWindow::installServerPackage(const QString &tarball)
{
    m_device->installPackage(tarball);
}

void MainWindow::welcome()
{
    if (const auto problem = m_parts.workspaces.problem()) {
        m_parts.prompter.tell(this, tr("Your workspaces could not be read"), describe(*problem));
        return;
    }
    if (m_parts.workspaces.workspaces().isEmpty())
        connectWorkspace();
}

void MainWindow::connectWorkspace()
{
    auto *dialog = new ConnectWorkspaceDialog(m_parts, this);
    connect(dialog, &ConnectWorkspaceDialog::connected, this, [this](const QString &name) {
        followWorkspaces();
        showWorkspace(name);
    });
    openDialog(dialog);
}

void MainWindow::askToRemoveWorkspace(const QString &name)
{
    const Question question{tr("Disconnect “%1”?").arg(plainText(name)),
                            tr("Its keys are removed from the keychain of this device, and AI "
                               "tools set up for it stop working. On the "
                               "service the keys stay valid until they are revoked."),
                            {},
                            tr("Disconnect"),
                            {},
                            true};
    m_parts.prompter.ask(this, question).then(this, [this, name](bool isConfirmed) {
        if (isConfirmed)
            removeWorkspace(name);
    });
}

void MainWindow::removeWorkspace(const QString &name)
{
    m_parts.connector.remove(name).then(this, [this](const Result<> &removed) {
        if (!removed)
            m_parts.prompter.tell(this, tr("The workspace was not disconnected"),
                                  describe(removed.error()));
    });
}

SettingsDialog *MainWindow::openSettings()
{
    auto *dialog = new SettingsDialog(m_parts, m_workspace ? m_workspace->name : QString(), this);
    openDialog(dialog);
    return dialog;
}

void MainWindow::refresh()
{
    m_pages[m_stack->currentIndex()].second->refresh();
    askKeychain();
}

void MainWindow::refreshIfOld()
{
    if (!m_workspace || m_workspace->keys.isLoading())
        return;
    const QDateTime fetched = m_workspace->keys.fetchedAt();
    if (!fetched.isValid() || fetched.secsTo(m_parts.clock()) > OldAfterSeconds)
        m_workspace->keys.refresh(Purpose::Automatic);
}

void MainWindow::askKeychain()
{
    if (m_isAskingKeychain)
        return;
    m_isAskingKeychain = true;
    m_parts.secrets.status().then(this, [this](const KeychainStatus &status) {
        m_isAskingKeychain = false;
        showKeychain(status);
    });
}

void MainWindow::showKeychain(const KeychainStatus &status)
{
    const auto error = errorFor(status.state);
    const ErrorText text = error ? describe(*error) : ErrorText{};
    const QString detail = error ? text.message + u' ' + text.hint : status.backend;
    switch (status.state) {
    case KeychainState::Available:
        m_sidebar->setKeychain(Tone::Ok, tr("Keychain unlocked"), detail);
        break;
    case KeychainState::Locked:
        m_sidebar->setKeychain(Tone::Warn, tr("Keychain locked"), detail);
        break;
    case KeychainState::NoService:
    case KeychainState::NoSessionBus:
        m_sidebar->setKeychain(Tone::Bad, tr("No keychain on this system"), detail);
        break;
    case KeychainState::NotAnswering:
        m_sidebar->setKeychain(Tone::Warn, tr("Keychain has not answered yet"), detail);
        m_askAgainTimer.start();
        break;
    case KeychainState::Unknown:
        m_sidebar->setKeychain(Tone::Warn, tr("Keychain: can't tell"), detail);
        break;
    }
}

void MainWindow::showSync()
{
    if (!m_workspace) {
        m_sidebar->setSync(Tone::Neutral, {}, {});
        return;
    }
    const KeyStore &keys = m_workspace->keys;
    const QString age = keys.fetchedAt().isValid()
                            ? tr("Synced %1").arg(agoText(keys.fetchedAt(), m_parts.clock()))
                            : tr("Not synced yet");
    if (keys.isLoading()) {
        m_sidebar->setSync(Tone::Neutral, tr("Syncing…"), {});
    } else if (const auto error = keys.lastError()) {
        const bool isOffline = error->code == ErrorCode::Offline
                               || error->code == ErrorCode::Timeout;
        m_sidebar->setSync(Tone::Warn,
                           (isOffline ? tr("Offline · %1") : tr("Sync failed · %1")).arg(age),
                           describe(*error).message);
    } else {
        m_sidebar->setSync(Tone::Neutral, age, {});
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        refreshIfOld();
        askKeychain();
        m_parts.device.rescan(); // the user comes back from an AI tool, perhaps
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_parts.settings.setValue(SettingKeys::WindowGeometry, saveGeometry());
    for (const auto &[id, page] : std::as_const(m_pages))
        page->saveLayout();
    m_parts.settings.sync();
    QMainWindow::closeEvent(event);
}

} // namespace Konstantly

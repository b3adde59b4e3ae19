// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow/mainwindow.h"

#include "models/device/devicestore.h"
#include "models/keys/keystore.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"
#include "ui/activity/activitypage.h"
#include "ui/checkup/checkuppage.h"
#include "ui/device/devicepage.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/keys/keyspage.h"
#include "ui/mainwindow/pagestack.h"
#include "ui/mainwindow/scrim.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/mainwindow/windowstatus.h"
#include "ui/mainwindow/workspaceswitcher.h"
#include "ui/settings/settingsdialog.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/theme.h"
#include "ui/usage/quotarow.h"
#include "ui/usage/usagepage.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QScreen>
#include <QShortcut>

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
    // A notebook at 200 % has room for 960 x 540: what is outside can't be reached.
    const QSize room = screen()->availableSize();
    setMinimumSize(QSize(900, 600).boundedTo(room));

    auto *central = new QWidget(this);
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_sidebar = new Sidebar(m_parts.theme, central);
    m_pages = new PageStack(central);
    m_pages->setObjectName(u"pages"_s);
    row->addWidget(m_sidebar);
    row->addWidget(m_pages, 1);
    setCentralWidget(central);
    addPages();
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

    m_status = new WindowStatus(m_parts.secrets, m_parts.clock, this);
    connect(m_status, &WindowStatus::changed, this, &MainWindow::showStatus);
    m_minuteTimer.setInterval(60'000);
    m_minuteTimer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_minuteTimer, &QTimer::timeout, this, [this] {
        if (isMinimized())
            return;
        m_status->askKeychain(); // the notification area shows it, too, while the window is closed
        if (!isVisible())
            return;
        for (MainPage *page : m_pages->madePages())
            page->updateTimes();
    });
    m_minuteTimer.start();

    if (!restoreGeometry(m_parts.settings.value(SettingKeys::WindowGeometry)))
        resize(QSize(1180, 760).boundedTo(room));
    showPage(m_parts.settings.value(SettingKeys::CurrentPage));
    enterWorkspace({});
    showWorkspace(m_parts.settings.value(SettingKeys::CurrentWorkspace));
    followWorkspaces();
    m_status->askKeychain();
    m_parts.device.rescan();
}

MainWindow::~MainWindow()
{
    // Pages let go of what they follow while it still lives.
    m_pages->setWorkspace(nullptr);
}

void MainWindow::setVisible(bool visible)
{
    if (visible)
        m_pages->makeCurrent();
    QMainWindow::setVisible(visible);
}

void MainWindow::addPages()
{
    addPage<KeysPage>(u"keys"_s, [this](KeysPage *page) {
        connect(page, &KeysPage::noticed, this,
                [this](const QString &title, const QString &message) {
                    Q_EMIT noticed(title, message, u"rotation-due"_s);
                });
        connect(page, &KeysPage::usageRequested, this, &MainWindow::showUsageOfKey);
        connect(page, &KeysPage::activityRequested, this, &MainWindow::showActivityOfKey);
    });
    addPage<DevicePage>(u"device"_s, [this](DevicePage *page) {
        connect(page, &DevicePage::newKeyRequested, this, &MainWindow::createKey);
        connect(page, &DevicePage::usageRequested, this, &MainWindow::showUsageOfTool);
    });
    addPage<UsagePage>(u"usage"_s, [this](UsagePage *page) {
        connect(page, &UsagePage::noticed, this,
                [this](const QString &title, const QString &message) {
                    Q_EMIT noticed(title, message, u"usage"_s);
                });
        connect(&page->quotas(), &QuotaRow::linesChanged, this, &MainWindow::statusChanged);
    });
    addPage<ActivityPage>(u"activity"_s, [this](ActivityPage *page) {
        connect(page, &ActivityPage::keyRequested, this, &MainWindow::showKey);
        connect(page, &ActivityPage::siemRequested, this, &MainWindow::openSiemSettings);
    });
    addPage<CheckupPage>(u"checkup"_s, [this](CheckupPage *page) {
        connect(page, &CheckupPage::newKeyRequested, this, &MainWindow::createKey);
        connect(page, &CheckupPage::pageRequested, this, &MainWindow::showPage);
        connect(page, &CheckupPage::siemRequested, this, &MainWindow::openSiemSettings);
        connect(page, &CheckupPage::protectRequested, this, [this](const QStringList &toolIds) {
            showPage(u"device"_s);
            pageOf<DevicePage>(u"device"_s)->protect(toolIds);
        });
    });
}

template<typename Page, typename Connect>
void MainWindow::addPage(const QString &id, Connect connectMore)
{
    NavButton *entry = m_sidebar->addPage(Page::title());
    m_pages->add(id, Page::title(), [this, entry, connectMore](QWidget *parent) {
        auto *page = new Page(m_parts, parent);
        connect(page, &MainPage::badgeChanged, entry, &NavButton::setBadge);
        connect(page, &Page::connectRequested, this, &MainWindow::connectWorkspace);
        connectMore(page);
        return page;
    });
    const int number = m_pages->pageCount();
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number)), this);
    connect(shortcut, &QShortcut::activated, this, [this, number] { showPageAt(number - 1); });
}

template<typename Page>
Page *MainWindow::pageOf(const QString &id)
{
    return static_cast<Page *>(m_pages->page(id));
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QList<QKeySequence> &keys, auto action) {
        for (const QKeySequence &key : keys)
            connect(new QShortcut(key, this), &QShortcut::activated, this, action);
    };
    const auto current = [this] { return m_pages->currentPage(); };
    add({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)}, [this] { refresh(); });
    add({QKeySequence(QKeySequence::Find)}, [current] { current()->focusSearch(); });
    add({QKeySequence(QKeySequence::New)}, [this] { createKey(); });
    add({QKeySequence(Qt::CTRL | Qt::Key_Comma)}, [this] { openSettings(); });
    add({QKeySequence(Qt::Key_Escape)}, [current] { current()->leaveSearch(); });
}

void MainWindow::createKey()
{
    showPage(u"keys"_s);
    m_pages->currentPage()->createNew();
}

void MainWindow::showUsageOfKey(const QString &keyId)
{
    pageOf<UsagePage>(u"usage"_s)->showOnly({UsageScope::Kind::OneKey, keyId});
    showPage(u"usage"_s);
}

void MainWindow::showUsageOfTool(const QString &toolId)
{
    pageOf<UsagePage>(u"usage"_s)->showOnly({UsageScope::Kind::OneClient, toolId});
    showPage(u"usage"_s);
}

void MainWindow::showActivityOfKey(const QString &keyId)
{
    pageOf<ActivityPage>(u"activity"_s)->showKey(keyId);
    showPage(u"activity"_s);
}

void MainWindow::showKey(const QString &keyId)
{
    showPage(u"keys"_s);
    pageOf<KeysPage>(u"keys"_s)->showOne(keyId);
}

void MainWindow::showNoticed(const QString &about)
{
    if (about == "rotation-due"_L1) {
        pageOf<KeysPage>(u"keys"_s)->showRotationDue();
        showPage(u"keys"_s);
    } else {
        showPage(about);
    }
}

void MainWindow::showPage(const QString &id)
{
    if (const int number = m_pages->numberOf(id); number >= 0)
        showPageAt(number);
}

void MainWindow::showPageAt(int page)
{
    m_pages->choose(page);
    m_sidebar->setCurrentPage(page);
    m_parts.settings.setValue(SettingKeys::CurrentPage, m_pages->idOf(page));
}

void MainWindow::installServerPackage(const QString &tarball)
{
    pageOf<DevicePage>(u"device"_s)->installPackage(tarball);
}

SettingsDialog *MainWindow::openSettings()
{
    auto *dialog = new SettingsDialog(m_parts, m_workspace ? m_workspace->name : QString(), this);
    openDialog(dialog);
    return dialog;
}

void MainWindow::openSiemSettings()
{
    openSettings()->showSiem();
}

void MainWindow::refresh()
{
    m_pages->currentPage()->refresh();
    m_status->askKeychain();
}

void MainWindow::refreshIfOld()
{
    if (!m_workspace || m_workspace->keys.isLoading())
        return;
    const QDateTime fetched = m_workspace->keys.fetchedAt();
    if (!fetched.isValid() || fetched.secsTo(m_parts.clock()) > OldAfterSeconds)
        m_workspace->keys.refresh(Purpose::Automatic);
}

void MainWindow::showStatus()
{
    const WindowStatus::Line &keychain = m_status->keychain();
    const WindowStatus::Line &sync = m_status->sync();
    m_sidebar->setKeychain(keychain.tone, keychain.text, keychain.detail);
    m_sidebar->setSync(sync.tone, sync.text, sync.detail);
    Q_EMIT statusChanged();
}

QStringList MainWindow::statusLines() const
{
    QStringList lines{m_status->keychain().text, m_status->sync().text};
    if (const MainPage *usage = m_pages->madePage(u"usage"_s))
        lines += static_cast<const UsagePage *>(usage)->quotas().lines();
    lines.removeAll(QString());
    return lines;
}

void MainWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        refreshIfOld();
        m_status->askKeychain();
        m_parts.device.rescan(); // the user comes back from an AI tool, perhaps
    }
}

void MainWindow::saveLayout()
{
    m_parts.settings.setValue(SettingKeys::WindowGeometry, saveGeometry());
    for (MainPage *page : m_pages->madePages())
        page->saveLayout();
    // The window is on its way out: nobody is asked to look at where a column was.
    std::ignore = m_parts.settings.sync();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

} // namespace Konstantly

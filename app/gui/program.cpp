// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/program.h"

#include "app/gui/demosecretstore.h"
#include "app/gui/demosession.h"
#include "app/gui/notificationarea.h"
#include "app/gui/trayicon.h"
#include "app/services/eventrecorder.h"
#include "app/services/services.h"
#include "app/services/siemforwarding.h"
#include "models/keychain/keychainsecretstore.h"
#include "models/keys/deviceprotection.h"
#include "models/keys/workspaceconnector.h"
#include "models/settings/settingkeys.h"
#include "models/usage/workspaceusage.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/secretclipboard.h"

#include <QApplication>
#include <QClipboard>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace Konstantly {

Program::Program(QApplication &application, ProgramOptions options)
    : m_application(application)
    , m_options(std::move(options))
{
    m_application.setQuitOnLastWindowClosed(false); // the demo has to take its keys along first
    connect(&m_application, &QGuiApplication::lastWindowClosed, this, &Program::lastWindowClosed);
    connect(&m_signals, &QuitSignals::quitRequested, this, &Program::end);
}

Program::~Program()
{
    // From the outside in: the window follows what comes after it.
    m_siem.reset();
    m_tray.reset();
    m_area.reset();
    m_window.reset();
    m_parts.reset();
    m_clipboard.reset();
    m_services.reset();
    m_demo.reset();
}

bool Program::start()
{
    m_theme = std::make_unique<Theme>(m_application);
    if (m_options.isDemo) {
        startDemo();
        return true;
    }
    m_instance = std::make_unique<SingleInstance>(AppPaths::current().stateDir);
    if (!m_instance->isFirst()) {
        const QStringList arguments{m_options.page, m_options.workspace};
        if (m_instance->notifyFirst(arguments))
            return false;
        // It holds the lock and does not answer: better two windows than none.
        qWarning("The window that is open already does not answer.");
    }
    connect(m_instance.get(), &SingleInstance::notified, this, &Program::raise);
    makeServices({}, nullptr);
    showWindow();
    return true;
}

void Program::startDemo()
{
    m_demo = std::make_unique<DemoSession>();
    if (const Result<> started = m_demo->start(); !started) {
        m_prompter.tell(nullptr, tr("The demo can't start"), describe(started.error()));
        return;
    }
    m_probe = std::make_unique<KeychainSecretStore>();
    m_probe->status().then(this, [this](const KeychainStatus &status) {
        std::unique_ptr<SecretStore> store = std::move(m_probe);
        const bool isUsable = status.state == KeychainState::Available
                              || status.state == KeychainState::Locked;
        if (!isUsable) {
            store = std::make_unique<DemoSecretStore>(status.state);
            m_startNotice = tr(
                "No keychain is available on this system. The demo keeps its made-up keys in "
                "memory instead; your own keys "
                "would never be kept like that, so a real workspace can't be connected here.");
        }
        makeServices(m_demo->home(), std::move(store));
        m_demo->connectWorkspace(*m_services).then(this, [this](const Result<> &connection) {
            if (!connection) {
                const ErrorText text = describe(connection.error());
                m_startNotice = tr("The demo workspace could not be connected. %1 %2")
                                    .arg(text.message, text.hint);
            }
            showWindow();
        });
    });
}

void Program::makeServices(const QString &home, std::unique_ptr<SecretStore> store)
{
    Services::Options options;
    options.home = home;
    options.secretStore = std::move(store);
    options.isOfWindow = true;
    m_services = std::make_unique<Services>(std::move(options));
    m_services->start();
}

std::optional<WorkspaceParts> Program::partsOf(const QString &workspaceName)
{
    WorkspaceSession *session = m_services->session(workspaceName);
    if (session == nullptr)
        return std::nullopt;
    session->rotation().setFinishesByItself();
    WorkspaceUsage &usage = session->usage();
    usage.watch();
    return WorkspaceParts{
        workspaceName,      session->access(),   session->keys(), session->creator(),
        session->revoker(), session->rotation(), usage,           session->audit()};
}

void Program::showWindow()
{
    if (m_isEnding)
        return;
    Services &services = *m_services;
    m_theme->setAppearance(appearanceFromName(m_options.theme.isEmpty()
                                                  ? services.settings().value(SettingKeys::Theme)
                                                  : m_options.theme));
    m_clipboard = std::make_unique<SecretClipboard>(*QGuiApplication::clipboard());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, services.paths().home);
    m_parts = std::make_unique<WindowParts>(WindowParts{
        *m_theme,
        services.settings(),
        m_prompter,
        *m_clipboard,
        services.workspaces(),
        services.exposures(),
        services.secrets(),
        services.connector(),
        services.device(),
        services.keyCopies(),
        services.protection(),
        services.package(),
        services.clock(),
        services.paths().home,
        services.launcherPath(),
        environment,
        m_options.isDemo, // the demo may run on a session bus of its own
        [this](const QString &name) { return partsOf(name); },
        [this](const QString &name) { m_services->setCurrentWorkspace(name); },
        {},
        [this](AuditKind kind, const QString &workspace, const QString &keyName) {
            m_services->events().note(kind, workspace, keyName);
        },
    });
    m_area = std::make_unique<SystemNotificationArea>();
    m_parts->hasNotificationArea = [this] { return m_area->isAvailable(); };
    if (!m_options.isDemo) { // the demo would not be the same again
        m_parts->restart = [this] {
            m_isToStartAgain = true;
            end();
        };
        m_parts->openDemo = [] {
            QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--demo"_s});
        };
    }
    m_window = std::make_unique<MainWindow>(*m_parts);
    connect(&services, &Services::sessionAboutToClose, m_window.get(), &MainWindow::leaveWorkspace);
    m_window->showWorkspace(m_options.workspace);
    m_window->showPage(m_options.page);
    m_window->show();
    m_tray = std::make_unique<TrayIcon>(*m_window, services.settings(), *m_area);
    connect(m_tray.get(), &TrayIcon::quitRequested, this, &Program::end);
    m_siem = std::make_unique<SiemForwarding>(services);
    if (!m_startNotice.isEmpty())
        m_prompter.tell(m_window.get(), tr("Demo"), {m_startNotice, {}});
    else
        m_window->welcome();
    if (!m_options.serverPackage.isEmpty())
        m_window->installServerPackage(m_options.serverPackage);
}

void Program::raise(const QStringList &arguments)
{
    if (m_window == nullptr)
        return;
    m_window->showPage(arguments.value(0));
    m_window->showWorkspace(arguments.value(1));
    m_window->bringToFront();
}

void Program::lastWindowClosed()
{
    if (m_tray == nullptr || !m_tray->isKeepingRunning())
        end();
}

void Program::end()
{
    if (m_isEnding)
        return;
    m_isEnding = true;
    if (m_tray != nullptr)
        m_tray->letGo();
    if (m_window != nullptr)
        m_window->close(); // saves its layout
    if (m_demo == nullptr || m_services == nullptr) {
        QCoreApplication::quit();
        return;
    }
    m_demo->end(*m_services).then(this, [](const Result<> &ended) {
        if (!ended)
            qWarning("The demo's keys may be left in the keychain: %s",
                     qUtf8Printable(errorName(ended.error().code)));
        QCoreApplication::quit();
    });
}

} // namespace Konstantly

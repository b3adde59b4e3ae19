// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/gui/quitsignals.h"
#include "app/gui/singleinstance.h"
#include "ui/dialogs/prompter.h"
#include "ui/mainwindow/windowparts.h"

#include <QObject>

#include <memory>

class QApplication;

namespace Konstantly {

class DemoSession;
class MainWindow;
class NotificationArea;
class SecretStore;
class Services;
class SiemForwarding;
class TrayIcon;

//! What the command line asked for.
struct ProgramOptions
{
    bool isDemo = false;
    QString serverPackage; //!< tarball, with the demo
    QString page;
    QString theme; //!< for this run; the setting stays
    QString workspace;
};

//! The window and everything behind it, from start to the orderly end.
class Program final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Program)

public:
    Program(QApplication &application, ProgramOptions options);
    ~Program() override;

    //! Shows the window as soon as there is something to show; the event loop has to run. \return false when another window of
    //! this user took over
    [[nodiscard]] bool start();
    //! Whether another instance is to be started when this one has ended.
    [[nodiscard]] bool isToStartAgain() const { return m_isToStartAgain; }

private:
    void startDemo();
    void makeServices(const QString &home, std::unique_ptr<SecretStore> store);
    void showWindow();
    void raise(const QStringList &arguments);
    void lastWindowClosed();
    void end();
    [[nodiscard]] std::optional<WorkspaceParts> partsOf(const QString &workspaceName);

    QApplication &m_application;
    ProgramOptions m_options;
    QuitSignals m_signals;
    DialogPrompter m_prompter;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<DemoSession> m_demo; // its home outlives what works in it
    std::unique_ptr<SecretStore> m_probe;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SecretClipboard> m_clipboard;
    std::unique_ptr<WindowParts> m_parts;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<NotificationArea> m_area;
    std::unique_ptr<TrayIcon> m_tray; // follows the window
    std::unique_ptr<SiemForwarding> m_siem;
    QString m_startNotice;
    bool m_isEnding = false;
    bool m_isToStartAgain = false;
};

} // namespace Konstantly

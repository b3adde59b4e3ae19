// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"

#include <QProcessEnvironment>
#include <QString>

#include <functional>
#include <optional>

namespace Konstantly {

enum class AuditKind;
class AuditStore;
class ConsoleAccess;
class DeviceProtection;
class DeviceStore;
class Exposures;
class KeyCopiesStore;
class KeyCreator;
class KeyRevoker;
class KeyStore;
class Prompter;
class Rotation;
class SecretClipboard;
class SecretStore;
class ServerPackage;
class Settings;
class Theme;
class UsageFeed;
class WorkspaceConnector;
class WorkspaceStore;

//! The working parts of one connected workspace.
struct WorkspaceParts
{
    QString name;
    ConsoleAccess &access;
    KeyStore &keys;
    KeyCreator &creator;
    KeyRevoker &revoker;
    Rotation &rotation;
    UsageFeed &usage;
    AuditStore &audit;
};

//! Everything the window works on, handed in by the program. All of it outlives the window.
struct WindowParts
{
    Theme &theme;
    Settings &settings;
    Prompter &prompter;
    SecretClipboard &clipboard;
    WorkspaceStore &workspaces;
    Exposures &exposures;
    SecretStore &secrets;
    WorkspaceConnector &connector;
    DeviceStore &device;
    KeyCopiesStore &keyCopies;
    DeviceProtection &protection;
    ServerPackage &package;
    Clock clock;
    QString home;         //!< shown as ~ in paths
    QString launcherPath; //!< what AI tools start
    //! What a tested server finds in its environment, and how much of it (see ServerTestRequest).
    QProcessEnvironment serverEnvironment;
    bool testsWithFullEnvironment = false;
    //! The parts of a workspace, made when first asked for; they live until MainWindow::leaveWorkspace() is told otherwise.
    std::function<std::optional<WorkspaceParts>(const QString &workspaceName)> workspace;
    //! Which workspace the window looks at from now on; empty = none. It decides which of a tool's entries counts.
    std::function<void(const QString &workspaceName)> setCurrentWorkspace;
    //! Opens the demo workspace in a window of its own; empty = not offered.
    std::function<void()> openDemo;
    //! Writes down what no store knows of: that a key was shown or copied.
    std::function<void(AuditKind kind, const QString &workspace, const QString &keyName)> note = {};
    //! Whether this desktop can show a sign of ours in a notification area; empty = it can't.
    std::function<bool()> hasNotificationArea = {};
    //! Ends the program and starts it again; empty = not offered.
    std::function<void()> restart = {};
};

} // namespace Konstantly

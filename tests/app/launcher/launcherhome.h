// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/package/serverpackage.h"
#include "models/settings/apppaths.h"
#include "models/settings/workspace.h"

#include <QByteArray>
#include <QProcess>
#include <QString>

namespace Konstantly::Tests {

//! The private session's home with everything that a launch needs: workspace "acme", its key in the real keychain, and
//! tests/data/launcher/server.js installed as the server.
class LauncherHome final
{
public:
    //! Creates it all in $HOME. Aborts the test program when it can't.
    LauncherHome();

    [[nodiscard]] const AppPaths &paths() const { return m_paths; }
    [[nodiscard]] const Workspace &workspace() const { return m_workspace; }
    [[nodiscard]] const QByteArray &key() const { return m_key; } //!< random
    [[nodiscard]] QString keySha256() const;

    //! What the server is to do when it is started next, see server.js. What was noted of earlier failures is forgotten.
    void setMode(const QByteArray &mode) const;
    //! Adds another workspace. \a slot may be empty of anything.
    void addWorkspace(const QString &name, const QString &slot, const QString &caFile = {}) const;
    //! Stores \a key for \a url in a slot; returns the slot.
    [[nodiscard]] QString storeKey(const QString &url, const QByteArray &key) const;

    [[nodiscard]] static QString launcher();
    [[nodiscard]] static QByteArray randomKey();

private:
    AppPaths m_paths;
    Workspace m_workspace;
    QByteArray m_key;
};

//! A running program, talked to through pipes as an AI tool would. Killed with this.
class Program final
{
public:
    Program(const QString &program, const QStringList &arguments,
            const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());
    //! konstantly-mcp run acme
    static Program
    launch(const QStringList &arguments = {QStringLiteral("run"), QStringLiteral("acme")},
           const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());
    ~Program();
    Q_DISABLE_COPY_MOVE(Program)

    void send(const QByteArray &bytes);
    void endInput() { m_process.closeWriteChannel(); }
    //! The next line of standard output, without its end; empty after \a timeoutMs.
    [[nodiscard]] QByteArray line(int timeoutMs = 10000);
    //! Waits for its end. The exit code, or -1 after \a timeoutMs, or 1000 and the signal that it died of.
    [[nodiscard]] int wait(int timeoutMs = 10000);
    [[nodiscard]] QByteArray output();
    [[nodiscard]] QByteArray errors();
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    void signal(int number) const;

private:
    QProcess m_process;
};

//! What /proc knows of running processes. \a parts: "environ", "cmdline".
[[nodiscard]] bool isAnywhereInProc(const QByteArray &text);
[[nodiscard]] bool isRunning(qint64 pid);

//! A request as a client sends it, with its line end.
[[nodiscard]] QByteArray request(int id, const char *method);

} // namespace Konstantly::Tests

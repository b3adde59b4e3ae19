// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

class QProcess;

namespace Konstantly::Tests {

//! A person's computer for an end-to-end test: a home folder of its own, with our real programs, a real keychain (the
//! surrounding private session's) and the sandbox as the service. Everything that any program prints is kept in
//! home/transcripts, so that a scan for leaks sees it too.
class Device final
{
public:
    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;

        //! The JSON document on standard output; empty when it is none.
        QJsonObject json() const;
        //! Both streams, for a failed check.
        QByteArray all() const { return "exit " + QByteArray::number(exitCode) + "\n" + out + err; }
    };

    Device();
    ~Device();
    Q_DISABLE_COPY_MOVE(Device)

    QString path(const QString &relative) const { return m_home.filePath(relative); }
    QByteArray read(const QString &relative) const;
    void write(const QString &relative, const QByteArray &bytes) const;
    QProcessEnvironment environment() const { return m_environment; }

    //! Starts konstantly-sandbox for this device; false when it does not get ready.
    bool startService(const QStringList &arguments = {});
    void stopService();
    //! The service that \a other started, as a second computer of the same people.
    void shareServiceOf(const Device &other);
    QString url() const { return m_url; }
    QByteArray adminKey() const;
    QString caFile() const { return m_ca; }

    //! Runs a program to its end, at most \a seconds.
    Outcome run(const QString &program, const QStringList &arguments, const QByteArray &input = {},
                int seconds = 60) const;
    //! konstantlyctl --json ARGUMENTS
    Outcome ctl(const QStringList &arguments, const QByteArray &input = {}) const;
    //! mcporter ARGUMENTS: a real MCP client that reads this home's Cursor file.
    Outcome mcporter(const QStringList &arguments) const;
    //! Starts `konstantly-mcp run PROFILE` with pipes, as an AI tool would.
    std::unique_ptr<QProcess> startLauncher(const QString &profile) const;

    //! Connects the workspace "acme" on the sandbox with its administrator's key.
    Outcome connectWorkspace() const;
    //! The key in keychain slot \a slot. Only tests look at it.
    QByteArray storedKey(const QString &slot) const;
    //! The stored record of workspace \a name in workspaces.json.
    QJsonObject workspace(const QString &name) const;

    //! What leakscan.py finds of \a keys in this home (the keychain's own store aside) and in all processes; empty = nothing.
    QByteArray leaks(const QList<QByteArray> &keys) const;

private:
    void keep(const QString &program, const Outcome &outcome) const;

    QTemporaryDir m_home;
    QTemporaryDir m_outside; //!< what must not be scanned: the service's key file, the canaries
    QProcessEnvironment m_environment;
    std::unique_ptr<QProcess> m_service;
    QString m_url;
    QString m_ca;
    mutable int m_transcript = 0;
};

} // namespace Konstantly::Tests

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <chrono>

namespace Konstantly {

//! What to start, and how an AI tool would do it.
struct ServerTestRequest
{
    //! What the started program finds in its environment. Tools differ (client-configs.md 6.2), and the poorer one is what breaks.
    enum class Environment {
        Full,   //!< all of ours
        Minimal //!< the MCP SDK's default: HOME, LOGNAME, PATH, SHELL, TERM, USER
    };

    QString command; //!< as in the tool's configuration file
    QStringList arguments;
    Environment environment = Environment::Minimal;
    QProcessEnvironment source = QProcessEnvironment::systemEnvironment();
    QString workingDirectory; //!< empty = ours
    std::chrono::milliseconds handshakeDeadline{
        30000}; //!< from the start to the answer to initialize; what most tools allow
    std::chrono::milliseconds toolsDeadline{10000};
};

//! One step of a test, in cli.md's words: workspace, keychain, package, start (only a launcher of ours reports these apart),
//! handshake, tools.
struct ServerTestStep
{
    QString name;
    bool ok = false;
    qint64 ms = 0;
    QString detail; //!< for people; when it failed: what is wrong and what to do

    friend bool operator==(const ServerTestStep &, const ServerTestStep &) = default;
};

struct ServerTestReport
{
    QList<ServerTestStep> steps; //!< in order, up to and including the first that failed
    QStringList tools;           //!< names, as the server lists them
    QString serverName;          //!< serverInfo of the answer to initialize
    QString serverVersion;
    bool isStandIn = false; //!< our stand-in answered instead of the server

    [[nodiscard]] bool passed() const;
    friend bool operator==(const ServerTestReport &, const ServerTestReport &) = default;
};

//! Starts \a request's server, does the MCP handshake, lists its tools and ends it again.
//! A server that fails is a report with a failed step, not an error. Deleting \a scope kills the server and resolves to
//! Cancelled. Nothing that was started is left running.
[[nodiscard]] QFuture<Result<ServerTestReport>> testServer(const ServerTestRequest &request,
                                                           QObject *scope);

} // namespace Konstantly

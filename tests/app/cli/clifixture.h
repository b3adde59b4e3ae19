// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/cli.h"
#include "app/cli/console.h"
#include "app/sandbox/sandboxthread.h"
#include "app/services/services.h"
#include "tests/support/await.h"
#include "tests/support/memorysecretstore.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

namespace Konstantly::Tests {

using namespace Qt::StringLiterals;

//! What one command left behind.
struct CliRun
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonValue document() const
    {
        const QJsonDocument json = QJsonDocument::fromJson(out);
        return json.isArray() ? QJsonValue(json.array()) : QJsonValue(json.object());
    }
    [[nodiscard]] QJsonObject object() const { return document().toObject(); }
    [[nodiscard]] QString errorCode() const
    {
        return object().value("error"_L1).toObject().value("code"_L1).toString();
    }
};

//! One command in this process that goes on until it is ended.
struct LongRun
{
    QByteArray stdinBytes;
    QByteArray out;
    QByteArray err;
    QBuffer in{&stdinBytes};
    QBuffer outDevice{&out};
    QBuffer errDevice{&err};
    bool isReaderGone = false;
    std::unique_ptr<Console> console;
    std::unique_ptr<Cli> cli;
    QFuture<ExitCode> exitCode;

    LongRun(Services &services, const QStringList &arguments, const QByteArray &input = {},
            const std::function<void(Console::Streams &)> &prepare = {})
        : stdinBytes(input)
    {
        in.open(QIODevice::ReadOnly);
        outDevice.open(QIODevice::WriteOnly);
        errDevice.open(QIODevice::WriteOnly);
        Console::Streams streams;
        streams.in = &in;
        streams.out = &outDevice;
        streams.err = &errDevice;
        streams.isOutputGone = [this] { return isReaderGone; };
        if (prepare)
            prepare(streams);
        console = std::make_unique<Console>(streams);
        cli = std::make_unique<Cli>(services, *console);
        exitCode = cli->run(arguments);
    }
    Q_DISABLE_COPY_MOVE(LongRun)
};

//! One command in this process, on \a services.
inline CliRun runCli(Services &services, const QStringList &arguments, const QByteArray &input = {},
                     const std::function<void(Console::Streams &)> &prepare = {})
{
    const LongRun run(services, arguments, input, prepare);
    const int exitCode = int(await(run.exitCode));
    return {exitCode, run.out, run.err};
}

//! konstantlyctl in this process: a home folder and a keychain of its own, and the real service stand-in over TLS.
struct CliFixture
{
    QTemporaryDir home;
    SandboxThread sandbox;
    MemorySecretStore *secrets = nullptr; // owned by services
    std::unique_ptr<Services> services;
    QByteArray everythingPrinted;

    explicit CliFixture(SandboxSeed seed = SandboxSeed::Demo, const QString &windowPath = {})
    {
        SandboxOptions options;
        options.seed = seed;
        if (!sandbox.start(options))
            qFatal("no sandbox");
        write(u"ca.pem"_s, sandbox.caPem());
        auto store = std::make_unique<MemorySecretStore>(
            KeychainDeadlines{std::chrono::milliseconds(200), std::chrono::milliseconds(200)});
        secrets = store.get();
        Services::Options wired;
        wired.home = home.path();
        wired.secretStore = std::move(store);
        wired.launcherPath = u"/opt/konstantly/konstantly-mcp"_s;
        wired.windowPath = windowPath;
        wired.limits.firstByte = std::chrono::milliseconds(400);
        wired.limits.total = std::chrono::milliseconds(2000);
        wired.limits.backOff = std::chrono::milliseconds(5);
        services = std::make_unique<Services>(std::move(wired));
        services->start();
    }

    void write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = home.filePath(name);
        if (!QDir().mkpath(QFileInfo(path).path()))
            qFatal("no folder");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(home.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    CliRun run(const QStringList &arguments, const QByteArray &input = {},
               const std::function<void(Console::Streams &)> &prepare = {})
    {
        CliRun result = runCli(*services, arguments, input, prepare);
        everythingPrinted += result.out + result.err;
        return result;
    }

    [[nodiscard]] QStringList addArguments() const
    {
        return {u"--json"_s, u"workspace"_s,           u"add"_s,  u"acme"_s,
                u"--url"_s,  sandbox.url().toString(), u"--ca"_s, home.filePath(u"ca.pem"_s),
                u"--demo"_s};
    }
    [[nodiscard]] QByteArray adminKeyLine() const
    {
        return sandbox.adminKey().reveal().toByteArray() + '\n';
    }
    void addWorkspace()
    {
        const CliRun added = run(addArguments(), adminKeyLine());
        if (added.exitCode != 0)
            qFatal("workspace add: %s", added.out.constData());
    }
    void setFaults(const QStringList &faults)
    {
        const auto parsed = SandboxFault::parseAll(faults);
        if (!parsed)
            qFatal("no such fault");
        sandbox.setFaults(*parsed);
    }
};

} // namespace Konstantly::Tests

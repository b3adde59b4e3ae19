// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientcatalog.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr JsonDialect strict{};
constexpr JsonDialect withComments{.comments = true, .trailingCommas = false};
constexpr JsonDialect relaxed{.comments = true, .trailingCommas = true};

//! Claude Code keeps its whole state in its file, chats included, and so it grows.
constexpr qsizetype maxStateBytes = qsizetype(64) * 1024 * 1024;

ToolDescriptor tool(const QString &id, const QString &name, const QStringList &processNames,
                    JsonDialect dialect = strict)
{
    ToolDescriptor result;
    result.id = id;
    result.name = name;
    result.processNames = processNames;
    result.shape.dialect = dialect;
    return result;
}

EntryStyle::Fixed fixed(const QString &name, const QString &value)
{
    return {name, TextDraft::of(value), false};
}

ToolDescriptor claudeDesktop()
{
    // Not "claude": that is Claude Code.
    ToolDescriptor result = tool(u"claude-desktop"_s, u"Claude Desktop"_s,
                                 {u"claude-desktop"_s, u"Claude"_s});
    result.shape.acceptsMark = false;
    result.rewritesFile = true;
    return result;
}

ToolDescriptor claudeCode()
{
    ToolDescriptor result = tool(u"claude-code"_s, u"Claude Code"_s, {u"claude"_s});
    result.shape.projectsPath = {u"projects"_s};
    result.shape.maxBytes = maxStateBytes;
    result.lock = LockKind::Directory;
    return result;
}

ToolDescriptor visualStudioCode(const QString &id, const QString &name, const QString &process)
{
    ToolDescriptor result = tool(id, name, {process}, relaxed);
    result.shape.mapPath = {u"servers"_s};
    result.shape.entry.before = {fixed(u"type"_s, u"stdio"_s)};
    return result;
}

//! Gemini CLI and Qwen Code, which grew out of it.
ToolDescriptor geminiLike(const QString &id, const QString &name, const QString &process)
{
    ToolDescriptor result = tool(id, name, {process}, withComments);
    result.shape.allowedPath = {u"mcp"_s, u"allowed"_s};
    result.shape.excludedPath = {u"mcp"_s, u"excluded"_s};
    return result;
}

ToolDescriptor geminiCli()
{
    ToolDescriptor result = geminiLike(u"gemini-cli"_s, u"Gemini CLI"_s, u"gemini"_s);
    result.shape.acceptsMark = false;
    return result;
}

ToolDescriptor codex()
{
    ToolDescriptor result = tool(u"codex"_s, u"Codex"_s, {u"codex"_s});
    result.shape.format = ConfigFormat::Toml;
    result.shape.mapPath = {u"mcp_servers"_s};
    return result;
}

ToolDescriptor zed()
{
    ToolDescriptor result = tool(u"zed"_s, u"Zed"_s, {u"zed"_s, u"zed-editor"_s}, relaxed);
    result.shape.mapPath = {u"context_servers"_s};
    return result;
}

ToolDescriptor copilotCli()
{
    ToolDescriptor result = tool(u"copilot-cli"_s, u"Copilot CLI"_s, {u"copilot"_s}, relaxed);
    result.shape.entry.before = {fixed(u"type"_s, u"local"_s)};
    // Without it the model gets none of the server's tools. Which ones it gets is the user's to say.
    result.shape.entry.behind = {{u"tools"_s, TextDraft::of(QStringList{u"*"_s}), true}};
    return result;
}

ToolDescriptor cline()
{
    ToolDescriptor result = tool(u"cline"_s, u"Cline"_s, {u"cline"_s});
    result.shape.acceptsMark = false;
    result.lock = LockKind::OwnedDirectory;
    return result;
}

ToolDescriptor openCode()
{
    ToolDescriptor result = tool(u"opencode"_s, u"opencode"_s, {u"opencode"_s}, relaxed);
    result.shape.mapPath = {u"mcp"_s};
    result.shape.entry.isCommandList = true;
    result.shape.entry.environment = u"environment"_s;
    result.shape.entry.before = {fixed(u"type"_s, u"local"_s)};
    result.shape.entry.behind = {{u"enabled"_s, TextDraft::of(true), true}};
    return result;
}

ToolDescriptor continueDev()
{
    ToolDescriptor result = tool(u"continue"_s, u"Continue"_s, {u"cn"_s});
    result.shape.format = ConfigFormat::Yaml;
    result.shape.isMapList = true;
    result.shape.entry.namesItself = true;
    return result;
}

ToolDescriptor goose()
{
    ToolDescriptor result = tool(u"goose"_s, u"goose"_s, {u"goose"_s, u"goosed"_s});
    result.shape.format = ConfigFormat::Yaml;
    result.shape.mapPath = {u"extensions"_s};
    result.shape.entry.command = u"cmd"_s;
    result.shape.entry.environment = u"envs"_s;
    result.shape.entry.namesItself = true;
    result.shape.entry.before = {fixed(u"type"_s, u"stdio"_s)};
    result.shape.entry.behind = {{u"enabled"_s, TextDraft::of(true), true}};
    return result;
}

} // namespace

//! The order is the one in which people see them.
const std::vector<ToolDescriptor> &ClientCatalog::tools()
{
    static const std::vector<ToolDescriptor> table{
        claudeDesktop(),
        claudeCode(),
        // Comments: not confirmed. One that is there was accepted so far, and we add none.
        tool(u"cursor"_s, u"Cursor"_s, {u"cursor"_s, u"Cursor"_s}, relaxed),
        visualStudioCode(u"vscode"_s, u"VS Code"_s, u"code"_s),
        visualStudioCode(u"vscode-insiders"_s, u"VS Code Insiders"_s, u"code-insiders"_s),
        visualStudioCode(u"vscodium"_s, u"VSCodium"_s, u"codium"_s),
        tool(u"windsurf"_s, u"Windsurf"_s, {u"windsurf"_s}),
        tool(u"windsurf-next"_s, u"Windsurf Next"_s, {u"windsurf-next"_s}),
        geminiCli(),
        geminiLike(u"qwen-code"_s, u"Qwen Code"_s, u"qwen"_s),
        codex(),
        zed(),
        copilotCli(),
        cline(),
        tool(u"roo-code"_s, u"Roo Code"_s, {u"code"_s}),
        tool(u"roo-code-insiders"_s, u"Roo Code (VS Code Insiders)"_s, {u"code-insiders"_s}),
        tool(u"roo-code-vscodium"_s, u"Roo Code (VSCodium)"_s, {u"codium"_s}),
        tool(u"lm-studio"_s, u"LM Studio"_s, {u"lm-studio"_s, u"LM Studio"_s}),
        openCode(),
        tool(u"kiro"_s, u"Kiro"_s, {u"kiro"_s, u"kiro-cli"_s}),
        tool(u"amazon-q"_s, u"Amazon Q"_s, {u"q"_s, u"qchat"_s}),
        continueDev(),
        goose(),
    };
    return table;
}

} // namespace Konstantly

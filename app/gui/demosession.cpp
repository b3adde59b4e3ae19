// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/demosession.h"

#include "app/sandbox/sandboxworkspace.h"
#include "app/services/services.h"
#include "models/audit/localevents.h"
#include "models/base/file.h"
#include "models/base/redaction.h"
#include "models/device/clientplaces.h"
#include "models/keys/workspaceconnector.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

// As people's files look: other servers, other programs' secrets, an entry from the vendor's install page.
constexpr auto ClaudeConfig = R"json({
  "mcpServers": {
    "filesystem": {
      "command": "npx",
      "args": ["-y", "@modelcontextprotocol/server-filesystem", "/home/alex/Documents"]
    },
    "konstantly": {
      "command": "npx",
      "args": ["-y", "@konstantly/mcp-server"],
      "env": {
        "KONSTANTLY_MCP_KEY": "%KEY%",
        "KONSTANTLY_URL": "%URL%",
        "NODE_EXTRA_CA_CERTS": "%CA%"
      }
    },
    "github": {
      "command": "docker",
      "args": ["run", "-i", "--rm", "ghcr.io/github/github-mcp-server"],
      "env": { "GITHUB_PERSONAL_ACCESS_TOKEN": "not-a-real-token" }
    }
  },
  "globalShortcut": "Ctrl+Space"
}
)json";

//! Further tools, as they look before anybody has set them up; none holds a key.
struct DemoFile
{
    const char *path;
    const char *content;
};
constexpr DemoFile MoreTools[] = {
    {".claude.json", R"json({
  "numStartups": 41,
  "projects": {
    "/home/alex/courses": { "mcpServers": {}, "lastCost": 1.50 }
  }
}
)json"},
    {".config/Code/User/mcp.json", R"json({
	// shared with the team
	"servers": {
		"playwright": {
			"type": "stdio",
			"command": "npx",
			"args": ["-y", "@playwright/mcp"],
		},
	},
}
)json"},
    {".gemini/settings.json", R"json({
  "ui": { "theme": "Default" },
  "mcpServers": {
    "konstantly": { "command": "/usr/bin/konstantly-mcp", "args": ["run", "beta"] }
  }
}
)json"},
    {".codex/config.toml", R"toml(model = "gpt-5-codex" # for the evening

[mcp_servers.docs]
command = "npx"
args = ["-y", "@upstash/context7-mcp"]
)toml"},
    {".config/goose/config.yaml", R"yaml(GOOSE_MODEL: gpt-4o
extensions:
  developer:
    enabled: true
    name: developer
    type: builtin
)yaml"},
};

} // namespace

DemoSession::DemoSession(QObject *parent)
    : QObject(parent)
    , m_home(QDir::tempPath() + u"/konstantly-demo-XXXXXX"_s)
{}

DemoSession::~DemoSession() = default;

QString DemoSession::caFile() const
{
    return home() + u"/demo-authority.pem"_s;
}

Result<> DemoSession::start()
{
    if (!m_home.isValid())
        return fail(ErrorCode::FileNotWritable, m_home.errorString(), m_home.path());
    const Result<SandboxAccess> access = m_sandbox.start({});
    if (!access)
        return fail(access.error());
    LiveSecrets::add(access->adminKey);
    if (const Result<> written = writePrivateFile(caFile(), access->caPem); !written)
        return written;
    Secret claudeKey;
    m_sandbox.withWorkspace([&claudeKey](SandboxWorkspace &workspace) {
        claudeKey
            = workspace.issueKey(workspace.userByName(u"Alex Kim")->id, u"alex-claude"_s, true).key;
    });
    LiveSecrets::add(claudeKey);
    return writeTools(claudeKey);
}

Result<> DemoSession::writeTools(const Secret &claudeKey)
{
    // The catalogue looks where the tools do; the user's own folders must not shine through.
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(home() + u"/.config"_s));
    for (const ClientPlace &place : clientPlaces()) {
        if (!place.variable.isEmpty())
            qunsetenv(place.variable.data());
    }
    QByteArray config(ClaudeConfig);
    config.replace("%KEY%", claudeKey.reveal().toByteArray());
    config.replace("%URL%", m_sandbox.url().toString().toUtf8());
    config.replace("%CA%", caFile().toUtf8());
    const Result<> written = writePrivateFile(
        home() + u"/.config/Claude/claude_desktop_config.json"_s, config);
    wipe(config);
    if (!written)
        return written;
    for (const DemoFile &file : MoreTools) {
        const QString path = home() + u'/' + QLatin1StringView(file.path);
        if (const Result<> more = writePrivateFile(path, file.content); !more)
            return more;
    }
    return makePrivateDir(home() + u"/.cursor"_s); // installed, not set up
}

//! What was done on this device in the days before, as far as it left no trace in the tools' files.
Result<> DemoSession::writeEvents() const
{
    struct Done
    {
        int minutesAgo;
        AuditKind kind;
        const char *subject;
        const char *detail;
    };
    static constexpr Done events[] = {
        {9 * 24 * 60 + 70, AuditKind::KeyCreatedHere, "alex-claude", ""},
        {9 * 24 * 60 + 69, AuditKind::KeyRevealed, "alex-claude", ""},
        {9 * 24 * 60 + 69, AuditKind::KeyCopied, "alex-claude", ""},
        {3 * 24 * 60 + 15, AuditKind::ConfigWritten, "Codex", "~/.codex/config.toml"},
        {3 * 24 * 60 + 4, AuditKind::ConfigUndone, "Codex", "~/.codex/config.toml"},
        {47, AuditKind::Refusal, QT_TR_NOOP("The address in the file is not the key's own."),
         "Gemini CLI"},
        {21, AuditKind::KeyCopied, "alex-claude", ""},
    };
    const AppPaths paths = AppPaths::forHome(home());
    const QDateTime now = systemClock()();
    for (const Done &event : events) {
        const LocalEvents log(paths, [at = now.addSecs(-60 * event.minutesAgo)] { return at; });
        // A name, or why something was refused.
        const QString subject = event.kind == AuditKind::Refusal
                                    ? tr(event.subject)
                                    : QString::fromLatin1(event.subject);
        if (!log.note(event.kind, QLatin1StringView(WorkspaceName), subject,
                      QLatin1StringView(event.detail)))
            return fail(ErrorCode::FileNotWritable, {}, paths.stateDir);
    }
    return {};
}

QFuture<Result<>> DemoSession::connectWorkspace(Services &services)
{
    const Result<Origin> origin = Origin::parseDemo(m_sandbox.url().toString());
    if (!origin)
        return failedFuture<void>(origin.error());
    ConnectRequest request;
    request.name = QLatin1StringView(WorkspaceName);
    request.origin = *origin;
    request.key = m_sandbox.adminKey();
    request.caFile = caFile();
    request.deviceName = u"alex-laptop"_s;
    return services.connector().add(request).then(
        this, [this](const Result<ConnectedWorkspace> &connection) {
            return connection ? writeEvents() : Result<>(fail(connection.error()));
        });
}

QFuture<Result<>> DemoSession::end(Services &services)
{
    return services.connector().remove(QLatin1StringView(WorkspaceName));
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/clientnames.h"

#include <algorithm>

namespace Konstantly {

const std::vector<ClientName> &clientNames()
{
    using Evidence = ClientName::Evidence;
    static const std::vector<ClientName> names{
        {"claude-ai", "claude-desktop", Evidence::Assumed},
        {"claude-code", "claude-code", Evidence::Measured},
        {"cline", "cline", Evidence::Assumed},
        {"codex-mcp-client", "codex", Evidence::Measured},
        {"copilot-cli", "copilot-cli", Evidence::Assumed},
        {"github-copilot-developer", "copilot-cli", Evidence::Assumed},
        {"cursor-vscode", "cursor", Evidence::Assumed},
        {"gemini-cli-mcp-client", "gemini-cli", Evidence::Assumed},
        {"kiro", "kiro", Evidence::Assumed},
        {"lm studio", "lm-studio", Evidence::Assumed},
        {"mcporter", "mcporter", Evidence::Measured},
        {"opencode", "opencode", Evidence::Measured},
        {"q dev cli", "amazon-q", Evidence::Assumed},
        {"qwen-code-mcp-client", "qwen-code", Evidence::Assumed},
        {"roo code", "roo-code", Evidence::Assumed},
        {"visual studio code", "vscode", Evidence::Assumed},
        {"visual studio code - insiders", "vscode-insiders", Evidence::Assumed},
        {"windsurf-client", "windsurf", Evidence::Assumed},
        {"zed", "zed", Evidence::Assumed},
    };
    return names;
}

QString toolIdOfClient(const QString &clientName)
{
    const auto &names = clientNames();
    const auto found = std::find_if(names.begin(), names.end(), [&](const ClientName &row) {
        return clientName.compare(QLatin1StringView(row.name), Qt::CaseInsensitive) == 0;
    });
    return found == names.end() ? clientName : QString::fromLatin1(found->toolId);
}

QStringList clientNamesOfTool(const QString &toolId)
{
    QStringList names;
    for (const ClientName &name : clientNames()) {
        if (toolId == QLatin1StringView(name.toolId))
            names.append(QString::fromLatin1(name.name));
    }
    return names.isEmpty() ? QStringList{toolId} : names;
}

} // namespace Konstantly

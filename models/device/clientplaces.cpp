// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientplaces.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

std::span<const ClientPlace> clientPlaces()
{
    // A tool that was installed and never set up often has its folder and no file yet, so the folder is what counts.
    static constexpr ClientPlace places[] = {
        {"claude-desktop"_L1, ClientPlace::Windows,
         "%LOCALAPPDATA%/Packages/Claude_*/LocalCache/Roaming/Claude"_L1,
         "claude_desktop_config.json"_L1},
        {"claude-desktop"_L1, ClientPlace::Any, "%USERDATA%/Claude"_L1,
         "claude_desktop_config.json"_L1},
        {"claude-code"_L1, ClientPlace::Any, "%HOME%/.claude"_L1, "%HOME%/.claude.json"_L1,
         "CLAUDE_CONFIG_DIR"_L1, ".claude.json"_L1},
        {"cursor"_L1, ClientPlace::Any, "%HOME%/.cursor"_L1, "mcp.json"_L1},
        {"vscode"_L1, ClientPlace::Any, "%USERDATA%/Code"_L1, "User/mcp.json"_L1},
        {"vscode-insiders"_L1, ClientPlace::Any, "%USERDATA%/Code - Insiders"_L1,
         "User/mcp.json"_L1},
        {"vscodium"_L1, ClientPlace::Any, "%USERDATA%/VSCodium"_L1, "User/mcp.json"_L1},
        {"windsurf"_L1, ClientPlace::Any, "%HOME%/.codeium/windsurf"_L1, "mcp_config.json"_L1},
        {"windsurf-next"_L1, ClientPlace::Any, "%HOME%/.codeium/windsurf-next"_L1,
         "mcp_config.json"_L1},
        {"gemini-cli"_L1, ClientPlace::Any, "%HOME%/.gemini"_L1, "settings.json"_L1},
        {"qwen-code"_L1, ClientPlace::Any, "%HOME%/.qwen"_L1, "settings.json"_L1},
        {"codex"_L1, ClientPlace::Any, "%HOME%/.codex"_L1, "config.toml"_L1, "CODEX_HOME"_L1,
         "config.toml"_L1},
        // As a Flatpak it looks into the folder that this variable names (and, started there, so would we).
        {"zed"_L1, ClientPlace::Linux, "%CONFIG%/zed"_L1, "settings.json"_L1,
         "FLATPAK_XDG_CONFIG_HOME"_L1, "zed/settings.json"_L1},
        {"zed"_L1, ClientPlace::Linux, "%HOME%/.var/app/dev.zed.Zed/config/zed"_L1,
         "settings.json"_L1},
        {"zed"_L1, ClientPlace::MacOs, "%HOME%/.config/zed"_L1, "settings.json"_L1},
        {"zed"_L1, ClientPlace::Windows, "%APPDATA%/Zed"_L1, "settings.json"_L1},
        {"copilot-cli"_L1, ClientPlace::Any, "%HOME%/.copilot"_L1, "mcp-config.json"_L1,
         "COPILOT_HOME"_L1, "mcp-config.json"_L1},
        {"cline"_L1, ClientPlace::Any, "%HOME%/.cline"_L1,
         "data/settings/cline_mcp_settings.json"_L1, "CLINE_DIR"_L1,
         "data/settings/cline_mcp_settings.json"_L1},
        {"roo-code"_L1, ClientPlace::Any,
         "%USERDATA%/Code/User/globalStorage/rooveterinaryinc.roo-cline"_L1,
         "settings/mcp_settings.json"_L1},
        {"roo-code-insiders"_L1, ClientPlace::Any,
         "%USERDATA%/Code - Insiders/User/globalStorage/rooveterinaryinc.roo-cline"_L1,
         "settings/mcp_settings.json"_L1},
        {"roo-code-vscodium"_L1, ClientPlace::Any,
         "%USERDATA%/VSCodium/User/globalStorage/rooveterinaryinc.roo-cline"_L1,
         "settings/mcp_settings.json"_L1},
        {"lm-studio"_L1, ClientPlace::Any, "%HOME%/.lmstudio"_L1, "mcp.json"_L1},
        {"lm-studio"_L1, ClientPlace::Any, "%HOME%/.cache/lm-studio"_L1, "mcp.json"_L1},
        {"opencode"_L1, ClientPlace::Any, "%CONFIG%/opencode"_L1, "opencode.json"_L1},
        {"opencode"_L1, ClientPlace::Any, "%CONFIG%/opencode"_L1, "opencode.jsonc"_L1},
        {"kiro"_L1, ClientPlace::Any, "%HOME%/.kiro"_L1, "settings/mcp.json"_L1},
        {"amazon-q"_L1, ClientPlace::Linux | ClientPlace::MacOs, "%HOME%/.aws/amazonq"_L1,
         "mcp.json"_L1},
        {"continue"_L1, ClientPlace::Any, "%HOME%/.continue"_L1, "config.yaml"_L1,
         "CONTINUE_GLOBAL_DIR"_L1, "config.yaml"_L1},
        {"goose"_L1, ClientPlace::Linux | ClientPlace::MacOs, "%HOME%/.config/goose"_L1,
         "config.yaml"_L1},
        {"goose"_L1, ClientPlace::Windows, "%APPDATA%/Block/goose/config"_L1, "config.yaml"_L1},
    };
    return places;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/command.h"

#include "app/cli/commands/auditcommands.h"
#include "app/cli/commands/checkupcommand.h"
#include "app/cli/commands/devicecommands.h"
#include "app/cli/commands/keyscommands.h"
#include "app/cli/commands/keysrotatecommand.h"
#include "app/cli/commands/packagecommands.h"
#include "app/cli/commands/usagecommands.h"
#include "app/cli/commands/workspacecommands.h"
#include "app/cli/console.h"
#include "app/services/services.h"

namespace Konstantly {

Command::Command(CommandContext &context)
    : m_context(context)
{}

Command::~Command() = default;

Result<Workspace> Command::workspace() const
{
    const WorkspaceStore &store = m_context.services.workspaces();
    if (store.problem())
        return fail(*store.problem());
    if (!m_context.workspaceName.isEmpty()) {
        if (const std::optional<Workspace> found = store.find(m_context.workspaceName))
            return *found;
        return fail(ErrorCode::NotConfigured, {}, m_context.workspaceName);
    }
    if (store.workspaces().size() == 1)
        return store.workspaces().first();
    if (store.workspaces().isEmpty())
        return fail(ErrorCode::NotConfigured,
                    tr("No workspace is connected on this device. Connect one first."));
    m_context.hint = tr("Say which one: --workspace NAME.");
    return fail(ErrorCode::NotConfigured, tr("Several workspaces are connected."));
}

void Command::progress(const QString &text)
{
    if (!m_context.isJson)
        m_context.console.note(text);
}

void Command::tick(const QString &text)
{
    if (m_context.console.isErrorTerminal())
        progress(text);
}

QStringList Command::wordsOf(const QCommandLineParser &line, const CommandSpec &spec)
{
    return line.positionalArguments().mid(1 + spec.name.count(u' '));
}

const std::vector<CommandEntry> &allCommands()
{
    static const std::vector<CommandEntry> commands{
        commandEntry<WorkspaceAddCommand>(),    commandEntry<WorkspaceListCommand>(),
        commandEntry<WorkspaceRemoveCommand>(), commandEntry<KeysListCommand>(),
        commandEntry<KeysCreateCommand>(),      commandEntry<KeysRevokeCommand>(),
        commandEntry<KeysRotateCommand>(),      commandEntry<DeviceListCommand>(),
        commandEntry<DeviceProtectCommand>(),   commandEntry<DeviceRemoveCommand>(),
        commandEntry<DeviceBackupsCommand>(),   commandEntry<DeviceUndoCommand>(),
        commandEntry<DeviceTestCommand>(),      commandEntry<PackageInstallCommand>(),
        commandEntry<PackageStatusCommand>(),   commandEntry<PackageVerifyCommand>(),
        commandEntry<UsageSyncCommand>(),       commandEntry<UsageSummaryCommand>(),
        commandEntry<UsageExportCommand>(),     commandEntry<UsageServerCommand>(),
        commandEntry<AuditListCommand>(),       commandEntry<AuditExportCommand>(),
        commandEntry<AuditForwardCommand>(),    commandEntry<CheckupCommand>(),
    };
    return commands;
}

} // namespace Konstantly

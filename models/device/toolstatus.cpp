// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configmask.h"
#include "models/device/toolscan.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

QString toolStateName(ToolState state)
{
    switch (state) {
    case ToolState::Absent:
        return u"absent"_s;
    case ToolState::NotSetUp:
        return u"not-set-up"_s;
    case ToolState::Plaintext:
        return u"plaintext"_s;
    case ToolState::Protected:
        return u"protected"_s;
    case ToolState::OtherWorkspace:
        return u"other-workspace"_s;
    case ToolState::Outdated:
        return u"outdated"_s;
    case ToolState::Revoked:
        return u"revoked"_s;
    case ToolState::Unreadable:
        return u"unreadable"_s;
    case ToolState::Changed:
        return u"changed"_s;
    }
    return {};
}

QString changeActionName(ChangeAction action)
{
    switch (action) {
    case ChangeAction::None:
        return u"none"_s;
    case ChangeAction::Add:
        return u"add"_s;
    case ChangeAction::Update:
        return u"update"_s;
    case ChangeAction::Migrate:
        return u"migrate"_s;
    case ChangeAction::Remove:
        return u"remove"_s;
    case ChangeAction::Undo:
        return u"undo"_s;
    case ChangeAction::Paste:
        return u"paste"_s;
    case ChangeAction::Restore:
        return u"restore"_s;
    }
    return {};
}

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DeviceStore)
};

//! Judges one tool. The order of the questions is the order of harm.
class Evaluation final
{
public:
    Evaluation(const ScannedTool &scanned, const DeviceStore::Options &options,
               const QList<Workspace> &workspaces, const QString &current)
        : m_scanned(scanned)
        , m_options(options)
        , m_workspaces(workspaces)
        , m_current(current)
    {}

    [[nodiscard]] ToolStatus run()
    {
        m_status.tool = m_scanned.tool;
        m_status.path = m_scanned.path;
        m_status.isRunning = m_scanned.isRunning;
        m_status.canUndo = m_scanned.canUndo;
        if (m_scanned.lastLaunch) {
            m_status.lastLaunchAt = QDateTime::fromMSecsSinceEpoch(m_scanned.lastLaunch->at.count(),
                                                                   Qt::UTC);
            m_status.wasServed = m_scanned.lastLaunch->outcome == LaunchOutcome::Started;
        }
        m_status.serverCount = m_scanned.inspection.serverCount;
        for (const FoundEntry &entry : m_scanned.inspection.entries) {
            if (entry.hasPlaintextKey() && !entry.project.isEmpty())
                m_status.plaintextInProjects.append({entry.project, entry.name});
            else if (entry.hasPlaintextKey())
                m_status.plaintextEntries.append(entry.name);
            if (!entry.url.isEmpty())
                m_status.urls.append({maskedText(entry.url), isAddressOfWorkspace(entry)});
            if (!entry.envFile.isEmpty())
                m_status.keyFiles.append(entry.envFile);
        }
        judge();
        addMark();
        return m_status;
    }

private:
    void set(ToolState state, const QString &detail = {})
    {
        m_status.state = state;
        m_status.detail = detail;
    }

    void judge()
    {
        if (m_scanned.error) {
            m_status.error = m_scanned.error;
            set(ToolState::Unreadable, describe(*m_scanned.error).message);
            return;
        }
        if (!m_scanned.isInstalled) {
            set(ToolState::Absent);
            return;
        }
        const FoundEntry *entry = chosenEntry();
        if (!entry) {
            judgeNothing();
            return;
        }
        m_status.entryName = entry->name;
        m_status.entryProject = entry->project;
        m_status.command = entry->startsLauncher ? commandLine(entry->command, entry->args)
                                                 : maskedCommand(*entry);
        const Workspace *workspace = workspaceOf(*entry);
        m_status.isWorkspaceKnown = workspace != nullptr;
        m_status.workspace = workspace ? workspace->name : entry->profile;
        if (entry->hasPlaintextKey())
            set(ToolState::Plaintext, plaintextDetail(*entry));
        else if (!entry->startsLauncher)
            judgeForeign(*entry);
        else
            judgeOurs(*entry, workspace);
    }

    [[nodiscard]] static QString plaintextDetail(const FoundEntry &entry)
    {
        if (entry.project.isEmpty())
            return Texts::tr(
                       "The entry “%1” holds a key that every program on this device can read.")
                .arg(entry.name);
        return Texts::tr("The entry “%1” of the project %2 holds a key that every program on this "
                         "device can read.")
            .arg(entry.name, QDir::toNativeSeparators(entry.project));
    }

    //! No entry that is about us.
    void judgeNothing()
    {
        if (m_scanned.record && m_scanned.record->path == m_scanned.path) {
            m_status.entryName = m_scanned.record->entryName;
            m_status.workspace = m_scanned.record->workspace;
            m_status.isWorkspaceKnown = find(m_status.workspace) != nullptr;
            set(ToolState::Changed,
                Texts::tr("It was set up, and its entry “%1” is gone. %2 may have written the file "
                          "anew. Quit it completely before you set it up again.")
                    .arg(m_scanned.record->entryName, m_scanned.tool.name));
            return;
        }
        set(ToolState::NotSetUp,
            m_status.keyFiles.isEmpty()
                ? QString()
                : Texts::tr(
                      "Another Konstantly entry takes its variables from a file, which may hold "
                      "a key in plain text: %1")
                      .arg(m_status.keyFiles.join(u", "_s)));
    }

    //! The vendor's snippet without a key, or something else under our name.
    void judgeForeign(const FoundEntry &entry)
    {
        if (!entry.url.isEmpty() && !m_status.isWorkspaceKnown)
            set(ToolState::OtherWorkspace,
                Texts::tr("The entry “%1” belongs to %2, which is not connected here.")
                    .arg(entry.name, entry.url));
        else
            set(ToolState::Outdated,
                entry.envFile.isEmpty()
                    ? Texts::tr("The entry “%1” does not start the launcher of this program.")
                          .arg(entry.name)
                    : Texts::tr(
                          "The entry “%1” takes its variables from a file, which may hold a key "
                          "in plain text: %2")
                          .arg(entry.name, entry.envFile));
    }

    void judgeOurs(const FoundEntry &entry, const Workspace *workspace)
    {
        if (entry.profile.isEmpty()) {
            set(ToolState::Outdated,
                Texts::tr("The entry “%1” has other arguments than this program writes.")
                    .arg(entry.name));
        } else if (!workspace) {
            set(ToolState::OtherWorkspace,
                Texts::tr("The entry is for the workspace “%1”, which is not connected here.")
                    .arg(entry.profile));
        } else if (!entry.url.isEmpty() && entry.url != workspace->origin.toString()) {
            // H-4: somebody paired our launcher with another address. The launcher ignores it; say so anyway.
            set(ToolState::Outdated,
                Texts::tr("The entry names the address %1, but “%2” is at %3. The launcher never "
                          "sends the key there.")
                    .arg(entry.url, workspace->name, workspace->origin.toString()));
        } else if (!m_current.isEmpty() && workspace->name != m_current) {
            set(ToolState::OtherWorkspace,
                Texts::tr("The entry is for the workspace “%1”.").arg(workspace->name));
        } else if (entry.command != m_options.launcher) {
            set(ToolState::Outdated,
                Texts::tr("The entry starts another copy of the launcher: %1").arg(entry.command));
        } else if (!entry.url.isEmpty() || entry.hasPlaceholder) {
            set(ToolState::Outdated,
                Texts::tr("The entry sets variables that are not needed any more."));
        } else if (m_options.isRevoked ? m_options.isRevoked(*workspace)
                                       : workspace->isActiveDeviceKeyRevoked()) {
            set(ToolState::Revoked,
                Texts::tr("The key of “%1” on this device was revoked.").arg(workspace->name));
        } else if (!m_scanned.inspection.lets(entry.name)) {
            set(ToolState::Protected,
                Texts::tr("%1 does not start it: the lists in its file leave “%2” out.")
                    .arg(m_scanned.tool.name, entry.name));
        } else {
            set(ToolState::Protected);
        }
    }

    //! The entry that decides: one with a key, then the current workspace's, then one of a known workspace, then any that is
    //! ours by name or command. An entry like "konstantly-staging" of somebody else's making is none of them.
    [[nodiscard]] const FoundEntry *chosenEntry() const
    {
        const Workspace *current = find(m_current);
        const FoundEntry *best = nullptr;
        int bestRank = 0;
        for (const FoundEntry &entry : m_scanned.inspection.entries) {
            const Workspace *workspace = workspaceOf(entry);
            const bool isCurrent = current && workspace == current;
            int rank = 0;
            if (entry.hasPlaintextKey() && !entry.project.isEmpty())
                rank = 5;
            else if (entry.hasPlaintextKey())
                rank = isCurrent || entry.name == "konstantly"_L1 ? 7 : 6;
            else if (!entry.project.isEmpty())
                rank = 0; // of interest only while it holds a key
            else if (entry.startsLauncher)
                rank = isCurrent ? 4 : workspace ? 3 : 2;
            else if (isOurName(entry.name))
                rank = 1;
            if (rank > bestRank) {
                best = &entry;
                bestRank = rank;
            }
        }
        return best;
    }

    [[nodiscard]] bool isOurName(const QString &name) const
    {
        return name == "konstantly"_L1
               || std::any_of(
                   m_workspaces.begin(), m_workspaces.end(),
                   [&name](const Workspace &workspace) { return workspace.entryName() == name; });
    }

    [[nodiscard]] const Workspace *find(const QString &name) const
    {
        const auto found = std::find_if(
            m_workspaces.begin(), m_workspaces.end(),
            [&name](const Workspace &workspace) { return workspace.name == name; });
        return found == m_workspaces.end() ? nullptr : &*found;
    }

    //! By the profile that the launcher is told, else by the address that the vendor's snippet names.
    [[nodiscard]] const Workspace *workspaceOf(const FoundEntry &entry) const
    {
        if (!entry.profile.isEmpty())
            return find(entry.profile);
        if (entry.url.isEmpty())
            return nullptr;
        const auto found = std::find_if(
            m_workspaces.begin(), m_workspaces.end(), [&entry](const Workspace &workspace) {
                const Result<Origin> origin = Origin::fromInput(entry.url);
                return origin && *origin == workspace.origin;
            });
        return found == m_workspaces.end() ? nullptr : &*found;
    }

    //! fromInput() is generous about what a person types; a file has to say https itself.
    [[nodiscard]] bool isAddressOfWorkspace(const FoundEntry &entry) const
    {
        if (!entry.url.startsWith("https://"_L1))
            return false;
        return std::any_of(
            m_workspaces.begin(), m_workspaces.end(), [&entry](const Workspace &workspace) {
                const bool isMeant = entry.profile.isEmpty() || entry.profile == workspace.name;
                const QString origin = workspace.origin.toString();
                return isMeant && (entry.url == origin || entry.url == origin + u'/');
            });
    }

    [[nodiscard]] static QString maskedCommand(const FoundEntry &entry)
    {
        QStringList args;
        for (const QString &arg : entry.args)
            args.append(maskedText(arg));
        return commandLine(maskedText(entry.command), args);
    }

    //! A mark is kept (C-6), so it has to be said that the tool can't read the file because of it.
    void addMark()
    {
        if (!m_scanned.inspection.hasMark || m_scanned.tool.shape.acceptsMark)
            return;
        const QString sentence
            = Texts::tr(
                  "The file starts with a byte order mark, which %1 can't read. Save it as UTF-8 "
                  "without one.")
                  .arg(m_scanned.tool.name);
        m_status.detail = m_status.detail.isEmpty() ? sentence : m_status.detail + u' ' + sentence;
    }

    const ScannedTool &m_scanned;
    const DeviceStore::Options &m_options;
    const QList<Workspace> &m_workspaces;
    const QString m_current;
    ToolStatus m_status;
};

} // namespace

ToolStatus evaluateTool(const ScannedTool &scanned, const DeviceStore::Options &options,
                        const QList<Workspace> &workspaces, const QString &current)
{
    return Evaluation(scanned, options, workspaces, current).run();
}

} // namespace Konstantly

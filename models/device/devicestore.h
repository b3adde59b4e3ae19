// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/file.h"
#include "models/base/result.h"
#include "models/device/clientcatalog.h"
#include "models/device/clientconfig.h"
#include "models/settings/apppaths.h"
#include "models/settings/workspace.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Konstantly {

//! How an AI tool on this device stands.
enum class ToolState {
    Absent,         //!< not installed
    NotSetUp,       //!< no Konstantly entry
    Plaintext,      //!< an entry holds a key that works without us
    Protected,      //!< our entry, current, of a connected workspace
    OtherWorkspace, //!< an entry of a workspace that is not the current one, or not connected here
    Outdated,       //!< ours or the vendor's, without a key, but not what we write today
    Revoked,        //!< ours, but its key was revoked
    Unreadable,     //!< the file can't be read or edited safely; ToolStatus::error says why
    Changed         //!< we had set it up and the entry is gone
};

//! cli.md: "not-set-up".
[[nodiscard]] QString toolStateName(ToolState state);

//! One AI tool as it was at the last scan. Holds no secret.
struct ToolStatus
{
    ToolDescriptor tool;
    QString path; //!< its configuration file; may not exist
    ToolState state = ToolState::Absent;
    QString entryName; //!< the entry that decided the state; empty = none
    QString workspace; //!< the profile that entry runs; may be unknown here
    bool isWorkspaceKnown = false;
    QString detail;             //!< a translated sentence about this state; may be empty
    std::optional<Error> error; //!< with Unreadable
    int serverCount = 0;        //!< entries in the file, ours included
    bool isRunning = false;     //!< known on Linux only
    bool canUndo = false;
    QString command;              //!< what the entry starts, as one would type it, without secrets
    QStringList plaintextEntries; //!< names of all entries that hold a key
    QStringList keyFiles; //!< files that Konstantly entries take variables (and maybe a key) from

    friend bool operator==(const ToolStatus &, const ToolStatus &) = default;
};

//! A key found in plain text, with what is needed to move it.
struct FoundKey
{
    Secret key;
    QString toolId;
    QString path;
    QString entryName;
    QString url;                //!< KONSTANTLY_URL beside it; empty = none
    QString caFile;             //!< NODE_EXTRA_CA_CERTS beside it; empty = none
    QStringList otherVariables; //!< names of further variables, which stay in the file
};

enum class ChangeAction { None, Add, Update, Migrate, Remove, Undo };

//! cli.md: "add".
[[nodiscard]] QString changeActionName(ChangeAction action);

//! A change that can be looked at and then applied, or forgotten. Nothing has been written.
struct PlannedChange
{
    QString toolId;
    QString path;
    ChangeAction action = ChangeAction::None;
    FileSnapshot before;
    QByteArray after;   //!< null = the file goes, because we had created it
    QString maskedDiff; //!< empty with None
    QString entryName;
    QString workspace;                 //!< empty with Remove
    QString command;                   //!< the exact command the tool will run; empty with Remove
    std::optional<FoundKey> plaintext; //!< with Migrate: the key to be stored first, see apply()
    QStringList notes;                 //!< translated sentences to show beside the diff
    bool isRunning = false;            //!< the tool runs now and may write its file back
    bool makeParents = false;
    QString backupId; //!< with Undo: what it takes back
};

//! The AI tools on this device: what state they are in, and every change to their files.
//!
//! Lives in one thread, the main one. rescan() looks at the disk in a worker and delivers here; the plan functions read
//! the one file they are about. Every change is planned first, shown, and applied only while the file still is what the
//! plan was made for; each apply() keeps a backup (ten a tool, 0600, without Konstantly keys) and is serialised between
//! processes by a lock in our own state folder.
class DeviceStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceStore)

public:
    //! Answers whether the tool's program runs now. Called in the worker.
    using RunningProbe = std::function<bool(const ToolDescriptor &)>;
    //! For entries of known workspaces: whether the key behind one is revoked. Called in the store's thread. The default
    //! is Workspace::isActiveDeviceKeyRevoked().
    using RevokedLookup = std::function<bool(const Workspace &)>;

    struct Options
    {
        AppPaths paths;
        ClientCatalog catalog;
        QString launcher; //!< absolute path of konstantly-mcp, as it is written into the files
        Clock clock;
        RunningProbe isRunning; //!< empty = isToolRunning()
        RevokedLookup isRevoked;
    };

    explicit DeviceStore(Options options, QObject *parent = nullptr);
    ~DeviceStore() override;

    //! The connected workspaces and the one that is being looked at (empty = all are equal). Changes states without looking
    //! at the disk again; emits changed() if any did.
    void setWorkspaces(const QList<Workspace> &workspaces, const QString &current = {});

    //! Looks at all tools in a worker. A call during a scan makes it start over when it is done.
    void rescan();
    //! The same, now, in this thread: for the command line.
    void rescanNow();
    [[nodiscard]] bool isScanning() const { return m_isScanning; }
    //! Whether there was a scan at all.
    [[nodiscard]] bool hasScanned() const { return m_hasScanned; }

    [[nodiscard]] const std::vector<ToolStatus> &tools() const { return m_tools; }
    [[nodiscard]] std::optional<ToolStatus> find(QStringView toolId) const;
    //! The keys that lay in plain text at the last scan, to be marked exposed (S-7).
    [[nodiscard]] const std::vector<FoundKey> &plaintextKeys() const { return m_keys; }

    enum class Create {
        FileOnly, //!< a tool that is not installed is refused with NotConfigured
        FolderAsWell
    };

    //! Sets the tool up for \a workspace, or brings its entry up to date, or replaces a plain-text entry in place.
    [[nodiscard]] Result<PlannedChange> planProtect(const QString &toolId,
                                                    const Workspace &workspace,
                                                    Create create = Create::FileOnly) const;
    //! Removes the entry \a entryName; empty = the one that status' state is about, else "konstantly".
    [[nodiscard]] Result<PlannedChange> planRemove(const QString &toolId,
                                                   const QString &entryName = {}) const;
    //! Takes the last change back: the exact bytes from before it, if the file is still what that change made of it, else
    //! FileChangedMeanwhile. NotConfigured when there is nothing to take back.
    //!
    //! One thing does not come back: a key that was moved to the keychain. Its backup holds a placeholder, and an entry
    //! with a placeholder would only produce failed sign-ins. So undoing a migration restores the file as it was *without*
    //! that entry; protecting the tool again is one step, and the preview shows it before anything happens.
    [[nodiscard]] Result<PlannedChange> planUndo(const QString &toolId) const;

    //! Writes \a change, after a backup. With \a change.plaintext the caller has stored that key and read it back before
    //! (models/keys does): from here on the file is not its home any more. FileChangedMeanwhile = plan again and show the new
    //! diff. Updates the tool's status and emits changed().
    [[nodiscard]] Result<> apply(const PlannedChange &change);

Q_SIGNALS:
    //! tools() or plaintextKeys() are different now, or a scan began or ended.
    void changed();

private:
    struct Scan;

    [[nodiscard]] static Scan scan(const Options &options);
    void take(Scan scan);
    void evaluate();
    void lookAgainAt(const QString &toolId);
    [[nodiscard]] bool isRunning(const ToolDescriptor &tool) const;
    static void addNotes(PlannedChange &change, const ConfigInspection &inspection);
    [[nodiscard]] Result<> write(const PlannedChange &change, const ToolDescriptor &tool) const;
    [[nodiscard]] Result<QString> backUp(const PlannedChange &change,
                                         const ToolDescriptor &tool) const;

    Options m_options;
    QList<Workspace> m_workspaces;
    QString m_current;
    std::shared_ptr<Scan> m_scan; // what the disk said last
    std::vector<ToolStatus> m_tools;
    std::vector<FoundKey> m_keys;
    int m_generation = 0;
    bool m_isScanning = false;
    bool m_hasScanned = false;
    bool m_scanAgain = false;
};

//! Whether a process of this user runs under one of the tool's names. Linux only; false elsewhere. \a procDir is for tests.
[[nodiscard]] bool isToolRunning(const ToolDescriptor &tool,
                                 const QString &procDir = QStringLiteral("/proc"));

} // namespace Konstantly

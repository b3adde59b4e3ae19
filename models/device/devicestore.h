// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/device/clientcatalog.h"
#include "models/device/configbackups.h"
#include "models/device/configlock.h"
#include "models/device/driftwatch.h"
#include "models/device/plannedchange.h"
#include "models/settings/apppaths.h"
#include "models/settings/workspace.h"

#include <QDateTime>
#include <QFuture>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPromise>

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

//! An address that an entry names.
struct EntryUrl
{
    QString url; //!< as it is in the file
    bool isOfWorkspace
        = false; //!< https, and a connected workspace's: that of the profile, when the entry names one

    friend bool operator==(const EntryUrl &, const EntryUrl &) = default;
};

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
    QDateTime
        lastLaunchAt; //!< when the tool last started our launcher, UTC; invalid = not known to have
    bool wasServed = false; //!< then it got the MCP server, not the stand-in
    bool canUndo = false;
    bool hasBackups = false;
    //! We had set it up, and its entry is gone or its key is back in the file, without us.
    bool hasDrifted = false;
    QDateTime
        noticedAt; //!< when that was seen to happen, UTC; invalid = it was so at the first look
    bool offersPutBack
        = true;      //!< false: it was put back too often, and detail says what to do instead
    QString command; //!< what the entry starts, as one would type it, without secrets
    QString
        entryProject; //!< the folder whose own servers that entry is among; empty = the tool's own
    QStringList plaintextEntries;          //!< names of all entries that hold a key
    QList<EntryPlace> plaintextInProjects; //!< those of single projects
    QList<EntryUrl> urls;                  //!< of its Konstantly entries
    QStringList keyFiles; //!< files that Konstantly entries take variables (and maybe a key) from

    friend bool operator==(const ToolStatus &, const ToolStatus &) = default;
};

//! The AI tools on this device: what state they are in, and every change to their files.
//!
//! Lives in one thread, the main one, and never waits for a disk or a lock there: it looks at files, plans changes and carries
//! them out in workers, and delivers here. Every change is planned first, shown, and applied only while the file still is what
//! the plan was made for; each apply() keeps a backup (ten a tool, 0600, without Konstantly keys), is serialised between
//! processes by a lock in our own state folder, and takes the lock that the tool itself takes.
//!
//! After a change the file is looked at again for a while, and with watch() whenever it changes: see driftNoticed(). Nothing
//! is put back by itself.
class DeviceStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceStore)

public:
    //! Answers whether the tool's program runs now. Called in a worker.
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
        std::vector<ToolDescriptor> tools = ClientCatalog::tools();
        ConfigLock::Timing lockTiming = {}; //!< for the tools' locks and our own
        DriftWatch::Timing driftTiming = {};

        //! Null when there is no such tool.
        [[nodiscard]] const ToolDescriptor *find(QStringView toolId) const;
    };

    explicit DeviceStore(Options options, QObject *parent = nullptr);
    ~DeviceStore() override;

    //! The connected workspaces and the one that is being looked at (empty = all are equal). Changes states without looking
    //! at the disk again; emits changed() if any did.
    void setWorkspaces(const QList<Workspace> &workspaces, const QString &current = {});

    //! Looks at all tools. The future ends when a look that began after this call was delivered; never with an error.
    QFuture<Result<>> rescan();
    [[nodiscard]] bool isScanning() const { return m_isScanning; }
    //! Whether there was a scan at all.
    [[nodiscard]] bool hasScanned() const { return m_hasScanned; }
    //! From now on, follows what other programs do to the files of installed tools.
    void watch();

    [[nodiscard]] const std::vector<ToolStatus> &tools() const { return m_tools; }
    [[nodiscard]] std::optional<ToolStatus> find(QStringView toolId) const;
    //! The keys that lay in plain text at the last scan, to be marked exposed (S-7).
    [[nodiscard]] const std::vector<FoundKey> &plaintextKeys() const { return m_keys; }
    //! Whether a change of this tool is being planned or carried out.
    [[nodiscard]] bool isBusy(const QString &toolId) const { return m_busy.contains(toolId); }

    enum class Create {
        FileOnly, //!< a tool that is not installed is refused with NotConfigured
        FolderAsWell
    };

    //! Sets the tool up for \a workspace, or brings its entry up to date, or replaces a plain-text entry in place. That is also
    //! how an entry is put back that somebody took away. \a place: an entry of a single project is replaced there, never
    //! added. A tool whose format the program does not write gets a Paste, which apply() refuses.
    [[nodiscard]] QFuture<Result<PlannedChange>> planProtect(const QString &toolId,
                                                             const Workspace &workspace,
                                                             Create create = Create::FileOnly,
                                                             const EntryPlace &place = {});
    //! Removes the entry \a entryName; empty = one that starts our launcher, else the one that status' state is about, else
    //! "konstantly".
    [[nodiscard]] QFuture<Result<PlannedChange>> planRemove(const QString &toolId,
                                                            const QString &entryName = {});
    //! Takes the last change back: the exact bytes from before it, if the file is still what that change made of it, else
    //! FileChangedMeanwhile. NotConfigured when there is nothing to take back.
    //!
    //! One thing does not come back: a key that was moved to the keychain. Its backup holds a placeholder, and an entry
    //! with a placeholder would only produce failed sign-ins. So undoing a migration restores the file as it was *without*
    //! that entry; protecting the tool again is one step, and the preview shows it before anything happens.
    [[nodiscard]] QFuture<Result<PlannedChange>> planUndo(const QString &toolId);
    //! The backups of a tool's file, newest first.
    [[nodiscard]] QFuture<Result<QList<BackupSummary>>> backups(const QString &toolId);
    //! Makes the file what it was when \a backupId was taken, whatever has become of it since; keys don't come back, as with
    //! planUndo(). InvalidInput when this tool's file has no such backup.
    [[nodiscard]] QFuture<Result<PlannedChange>> planRestore(const QString &toolId,
                                                             const QString &backupId);

    //! Writes \a change, after a backup. With \a change.plaintext the caller has stored that key and read it back before
    //! (models/keys does): from here on the file is not its home any more. FileChangedMeanwhile = plan again and show the new
    //! diff. FileBusy = the tool, or another process of ours, did not let go of the file in time. When the future ends, the
    //! tool's status is that after the change.
    [[nodiscard]] QFuture<Result<>> apply(const PlannedChange &change);

Q_SIGNALS:
    //! tools() or plaintextKeys() are different now, or a scan began or ended.
    void changed();
    //! isBusy() of this tool is different now.
    void busyChanged(const QString &toolId);
    //! ToolStatus::hasDrifted has become true while we looked: somebody undid what we had set up.
    void driftNoticed(const QString &toolId);
    //! apply() carried \a change out; before its future ends.
    void applied(const Konstantly::PlannedChange &change);

private:
    struct Scan;
    struct Applied;

    template<typename T, typename Work>
    [[nodiscard]] QFuture<T> work(const QString &toolId, Work work);
    void setBusy(const QString &toolId, bool isBusy);
    void startScan();
    void look(const QString &toolId, bool onlyIfChanged);
    void deliver(const Scan &scan, int number);
    [[nodiscard]] QStringList evaluate();
    [[nodiscard]] bool noteDrift(ToolStatus &status);
    void follow();

    Options m_options;
    QList<Workspace> m_workspaces;
    QString m_current;
    std::unique_ptr<Scan> m_scan; // what the disk said last
    std::vector<ToolStatus> m_tools;
    std::vector<FoundKey> m_keys;
    QHash<QString, QDateTime> m_noticed; // drift, by tool
    QHash<QString, int> m_busy;          // how many plans and changes are under way, by tool
    DriftWatch m_watch;
    std::vector<QPromise<Result<>>> m_waiting; // for the scan after the one that runs
    int m_looks = 0; // numbers them: what is older than what is known is dropped
    bool m_isScanning = false;
    bool m_hasScanned = false;
    bool m_isWatching = false;
};

//! Whether a process of this user runs under one of the tool's names. Linux only; false elsewhere. \a procDir is for tests.
[[nodiscard]] bool isToolRunning(const ToolDescriptor &tool,
                                 const QString &procDir = QStringLiteral("/proc"));

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/keys/rotationjournal.h"

#include <QObject>

#include <functional>

namespace Konstantly {

class Exposures;
class KeyStore;
class SecretStore;
class WorkspaceStore;

struct RotationRequest
{
    QString keyId; //!< of a key on this device; empty = the one that AI tools use
    RotationOverlap overlap = RotationOverlap::WhenSilent;
    //! A key that was made in the browser, for services that let no program make one; its name there. Empty = make one.
    Secret pasted;
    QString pastedName;
};

//! What a run came to.
enum class RotationState {
    Done, //!< the old key is dead and gone
    Overlapping, //!< this device uses the new key; the old one is kept until RotationEntry::keepsOldUntil() at most
    RevokeByHand, //!< the same, and the old key has to be revoked in the browser; then resume()
    Undone        //!< everything is as before, the new key is revoked
};
[[nodiscard]] QString
rotationStateName(RotationState state); //!< stable: "done", "overlap", "revoke-by-hand", "undone"

struct RotationReport
{
    RotationState state = RotationState::Done;
    RotationEntry entry;
};

//! Replaces keys of one workspace on this device so that at every instant each tool has a key that the service takes (security
//! T-1 to T-5): the new key is made, stored, read back and tried before one record is switched to it, and the old one is revoked
//! only afterwards, confirmed, and forgotten. No AI tool's configuration file is touched.
//!
//! Every step is in the RotationJournal, synced, before the next one that can't be taken back. Whatever happens in between, power
//! cuts included: resume() goes on, undo() goes back, each from where things really stand, and each may be repeated. A key that
//! the service made and that never arrived here is found by its name and revoked.
//!
//! One process rotates a key at a time; another gets FileBusy. One run at a time per object. Main thread.
class Rotation final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Rotation)

public:
    enum class StepStatus { Running, Done, Failed };
    Q_ENUM(StepStatus)

    //! All must outlive this.
    Rotation(KeyStore &keys, WorkspaceStore &workspaces, SecretStore &secrets, Exposures &exposures,
             const AppPaths &paths, Clock clock = systemClock(), QObject *parent = nullptr);
    ~Rotation() override; //!< a run that is still out ends with Cancelled, and its journal stays

    //! Errors: InvalidInput (no such key here, being replaced already), FileBusy, FileNotParsable (the journal), the keychain's, the
    //! service's (isManagementRefused(): ask for a key made in the browser). The report of a failed run is in pending(): nothing
    //! there = nothing was changed.
    [[nodiscard]] QFuture<Result<RotationReport>> start(const RotationRequest &request);
    //! Goes on with the rotation of the key in \a oldSlot. \a endsOverlap: revokes the old key now.
    [[nodiscard]] QFuture<Result<RotationReport>> resume(const QString &oldSlot,
                                                         bool endsOverlap = false);
    //! Goes back. InvalidInput when the old key is being revoked already.
    [[nodiscard]] QFuture<Result<RotationReport>> undo(const QString &oldSlot);

    //! The unfinished rotations of this workspace, oldest first.
    [[nodiscard]] Result<QList<RotationEntry>> pending() const;
    //! Whether the old key of \a entry need not be kept any longer, by what the store's list says of it now.
    [[nodiscard]] bool isOverlapOver(const RotationEntry &entry) const;

    //! From now on an old key whose overlap is over is revoked as soon as the store's list tells so. One that could not be is tried
    //! again after an hour, and by resume() at any time.
    void setFinishesByItself();

    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }

Q_SIGNALS:
    void stepChanged(Konstantly::RotationStep step, Konstantly::Rotation::StepStatus status);
    void pendingChanged();
    //! For who writes down what happened: \a step of the rotation \a entry is done, or has failed.
    void stepEnded(const Konstantly::RotationEntry &entry, Konstantly::RotationStep step,
                   bool hasFailed);

private:
    class Run;
    void finishDue();
    [[nodiscard]] QFuture<Result<RotationReport>> run(const std::function<void(Run &)> &begin);

    KeyStore &m_keys;
    WorkspaceStore &m_workspaces;
    SecretStore &m_secrets;
    Exposures &m_exposures;
    QString m_stateDir;
    RotationJournal m_journal;
    Clock m_clock;
    Run *m_run = nullptr; // child
    QDateTime m_triedAt;  //!< when finishDue() last began something
};

} // namespace Konstantly

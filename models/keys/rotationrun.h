// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keychain/keyrecord.h"
#include "models/keys/rotation.h"
#include "models/konstantly/konstantlyclient.h"
#include "models/settings/workspace.h"

#include <QLockFile>
#include <QPromise>

#include <functional>
#include <memory>

namespace Konstantly {

//! One run of a rotation, forward or back. Private to Rotation; deletes itself at the end.
//!
//! Each step looks at what is really there before it acts, so that it may be done again after a crash that hit between the
//! act and its entry in the journal.
class Rotation::Run final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Run)

public:
    explicit Run(Rotation &rotation);
    ~Run() override;

    [[nodiscard]] QFuture<Result<RotationReport>> future() { return m_promise.future(); }

    void start(const RotationRequest &request);
    void resume(const QString &oldSlot, bool endsOverlap);
    void undo(const QString &oldSlot);

private:
    using Next = void (Run::*)();

    // Before anything is changed
    [[nodiscard]] Result<> findOldKey(const QString &keyId);
    [[nodiscard]] Result<> takeRunLock();
    [[nodiscard]] Result<> refuseSecondRotation() const;
    [[nodiscard]] Result<> load(const QString &oldSlot);
    void readOldKey();
    void probeKeychain();
    void readList();
    void describeOldKey();

    // Forward
    void goForward(); //!< from the entry's next step on
    void writeIntent();
    void obtain();
    void obtained(const CreatedKey &created);
    void store();
    void notStored(const Error &error);
    void clearSecondSlot(const Error &error);
    void verify();
    void tryNewKey(Next next);
    void switchOver();
    void confirm();
    void waitForOverlap();
    void prepareToRevoke();
    void revoke();
    void checkRevoked();
    void tryOldKey();
    void cleanUp();
    void finishCleanUp();

    // After a crash or a lost answer between asking for the new key and storing it
    void lookForNewKey();
    void clearAndStartAgain();
    void startAgain();
    //! Revokes every key that works and is named like the new one, or has its id; proves it by the list.
    void revokeNewKey(Next next);
    void revokeEach(QStringList ids, Next next);
    void proveNewKeyGone(Next next);

    // Back
    void goBack();
    void checkOldKeyWorks();
    void switchBack();
    void forgetNewKey();
    void finishUndo();

    //! Notes that \a step is done and \a next is to come, then calls \a then.
    void advance(RotationStep done, RotationStep next, Next then);
    //! Writes the entry to the disk, then calls \a then; ends the run when it can't be written.
    void save(Next then);
    void begin(RotationStep step);
    [[nodiscard]] Workspace workspace() const;
    //! Whether this device uses the key in \a slot wherever it used the old one.
    [[nodiscard]] bool usesSlot(const QString &slot) const;
    [[nodiscard]] Result<> useSlot(const QString &from, const QString &to, const QString &keyId,
                                   const QString &prefix, const QString &name);
    [[nodiscard]] std::optional<Key> listedOldKey() const;
    void withClient(const std::function<void(const KonstantlyClient &)> &use);
    void tellFailure();
    void stop(const Error &error);    //!< the journal keeps the entry, with the reason
    void abandon(const Error &error); //!< nothing was changed: the entry goes
    void finish(RotationState state);
    void end(const Result<RotationReport> &result);

    Rotation &m_rotation;
    RotationEntry m_entry;
    std::unique_ptr<QLockFile> m_lock;
    Secret m_pasted;
    Secret m_newKey;
    bool m_endsOverlap = false;
    bool m_wasToldRevoked = false; //!< somebody resumed at this step: it was done by hand
    bool m_isChecked = false;      //!< a resumed run made sure of the new key once more
    std::optional<RotationStep> m_running;
    QPromise<Result<RotationReport>> m_promise;
    bool m_isResolved = false;
};

} // namespace Konstantly

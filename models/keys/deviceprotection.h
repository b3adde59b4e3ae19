// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/device/devicestore.h"

#include <QObject>

#include <functional>

namespace Konstantly {

class Exposures;
class KeyCopiesStore;
class SecretStore;
class WorkspaceStore;

//! Sets AI tools up and moves keys out of their files: the keychain first, read back, the file second, so that at every moment
//! the tool has a key that works. Main thread.
//!
//! The plan functions of DeviceStore say what would happen to the file; this one adds what happens to the key.
class DeviceProtection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceProtection)

public:
    //! What becomes of a key that lies in the file in plain text.
    enum class KeyMove {
        None,             //!< there is none
        StoredAlready,    //!< the keychain holds it as the workspace's key
        BecomesDeviceKey, //!< it is moved to the keychain and tools use it from there
        Superseded, //!< tools use the workspace's device key instead; this one is only marked exposed
        Rejected,   //!< the same, because the service does not accept the one in the file
        IsConsoleKey //!< the same; the one in the file is the key that this program itself uses
    };

    //! A change to one tool that can be shown and applied.
    struct Plan
    {
        PlannedChange change;
        KeyMove keyMove = KeyMove::None;
        QStringList notes; //!< translated; those of the change included
    };

    //! Asks the service whether it accepts \a key, with one call. Unauthorized = it does not.
    using KeyCheck
        = std::function<QFuture<Result<>>(const Secret &key, const Workspace &workspace)>;

    //! All must outlive this.
    DeviceProtection(DeviceStore &device, WorkspaceStore &workspaces, SecretStore &secrets,
                     Exposures &exposures, Clock clock = systemClock(), QObject *parent = nullptr);
    ~DeviceProtection() override;

    //! Without one every key that is found is taken for a good one: only for tests of what comes after.
    void setKeyCheck(KeyCheck check) { m_keyCheck = std::move(check); }

    //! The workspace that \a toolId should get: \a preferred when given; else the one whose address the tool's own entry
    //! names; else the only or first one. NotConfigured when there is none.
    [[nodiscard]] Result<Workspace> workspaceFor(const QString &toolId,
                                                 const QString &preferred = {}) const;

    //! What setting \a toolId up would do. Nothing is written. Errors besides DeviceStore's: OriginMismatch when the key in
    //! the file belongs to another address than \a workspaceName. \a place: see DeviceStore::planProtect().
    [[nodiscard]] QFuture<Result<Plan>>
    plan(const QString &toolId, const QString &workspaceName,
         DeviceStore::Create create = DeviceStore::Create::FileOnly, const EntryPlace &place = {});

    //! Carries \a plan out. Before the file is touched the keychain must hold the key that the tool will use: KeyMissing,
    //! KeychainLocked … mean that nothing was changed. When the file can't be written, what was stored is taken back. (A change
    //! by DeviceStore::planRemove() or planUndo() moves no key: DeviceStore::apply() is all it needs.)
    [[nodiscard]] QFuture<Result<>> apply(const Plan &plan);

    //! Marks every key that the last scan found in plain text as exposed (security S-7).
    Result<> markExposures();
    //! The same for the keys that the last hunt found in other files. A key that is known to be revoked is left out.
    Result<> markExposures(const KeyCopiesStore &copies);

private:
    [[nodiscard]] QFuture<Result<KeyMove>> decideMove(const FoundKey &found,
                                                      const Workspace &workspace);
    [[nodiscard]] QFuture<Result<KeyMove>> decideOwnMove(const FoundKey &found,
                                                         const Workspace &workspace);
    [[nodiscard]] QFuture<Result<KeyMove>> supersededMove(const FoundKey &found,
                                                          const Workspace &workspace);
    [[nodiscard]] QFuture<Result<>> refuseKeyOfAnother(const FoundKey &found,
                                                       QList<std::pair<QString, Origin>> records);
    [[nodiscard]] QFuture<Result<KeyMove>> checkedMove(const FoundKey &found,
                                                       const Workspace &workspace, bool hasOther);
    [[nodiscard]] QFuture<Result<>> moveKey(const Plan &plan, const Workspace &workspace);
    [[nodiscard]] QFuture<Result<Plan>> planFor(const PlannedChange &change,
                                                const Workspace &workspace);
    [[nodiscard]] QFuture<Result<>> finish(const Plan &plan, const Workspace &workspace);
    [[nodiscard]] Result<> noteExposure(const FoundKey &found, const Workspace &workspace);
    [[nodiscard]] QFuture<Result<>> takeBack(const QString &slot, const Workspace &before,
                                             const Result<> &problem);

    DeviceStore &m_device;
    WorkspaceStore &m_workspaces;
    SecretStore &m_secrets;
    Exposures &m_exposures;
    Clock m_clock;
    KeyCheck m_keyCheck;
};

} // namespace Konstantly

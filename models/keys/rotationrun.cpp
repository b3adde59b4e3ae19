// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// Forward: from looking at everything to the old key being gone. Backward is in rotationback.cpp.

#include "models/keys/rotationrun.h"

#include "models/base/background.h"
#include "models/base/file.h"
#include "models/base/livesecrets.h"
#include "models/base/lockfile.h"
#include "models/keychain/secretstore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/settings/exposures.h"
#include "models/settings/workspacestore.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! The id under which a key without a known one is listed.
QString idOrLocal(const QString &id, const QString &prefix)
{
    return id.isEmpty() ? LocalIdPrefix.toString() + prefix : id;
}

} // namespace

Rotation::Run::Run(Rotation &rotation)
    : QObject(&rotation)
    , m_rotation(rotation)
{
    m_promise.start();
}

Rotation::Run::~Run()
{
    if (!m_isResolved)
        end(fail(ErrorCode::Cancelled));
}

void Rotation::Run::start(const RotationRequest &request)
{
    m_pasted = request.pasted;
    m_entry.overlap = request.overlap;
    m_entry.isByHand = !m_pasted.isEmpty();
    m_entry.newName = request.pastedName;
    begin(RotationStep::Preflight);
    const Result<> ready = m_rotation.m_workspaces.load()
                               .and_then([&] { return findOldKey(request.keyId); })
                               .and_then([&] { return takeRunLock(); })
                               .and_then([&] { return refuseSecondRotation(); });
    if (!ready)
        return end(fail(ready.error()));
    readOldKey();
}

Result<> Rotation::Run::findOldKey(const QString &keyId)
{
    const Workspace workspace = this->workspace();
    const QString consoleId = idOrLocal(workspace.consoleKeyId, workspace.consoleKeyPrefix);
    const QString deviceId = idOrLocal(workspace.deviceKeyId, workspace.deviceKeyPrefix);
    if (keyId.isEmpty())
        m_entry.oldSlot = workspace.activeDeviceSlot();
    else if (!workspace.deviceSlot.isEmpty()
             && (keyId == deviceId || keyId == workspace.deviceKeyId))
        m_entry.oldSlot = workspace.deviceSlot;
    else if (keyId == consoleId || keyId == workspace.consoleKeyId)
        m_entry.oldSlot = workspace.consoleSlot;
    if (m_entry.oldSlot.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    Rotation::tr(
                        "This device does not hold that key. Rotate it on the device that uses it, "
                        "or create a new one and revoke it."),
                    keyId);
    m_entry.workspace = workspace.name;
    m_entry.origin = workspace.origin;
    m_entry.isDemo = workspace.isDemo;
    m_entry.isConsoleKey = m_entry.oldSlot == workspace.consoleSlot;
    m_entry.isDeviceKey = m_entry.oldSlot == workspace.activeDeviceSlot();
    m_entry.oldId = m_entry.isConsoleKey ? workspace.consoleKeyId : workspace.deviceKeyId;
    m_entry.oldPrefix = m_entry.isConsoleKey ? workspace.consoleKeyPrefix
                                             : workspace.deviceKeyPrefix;
    return {};
}

Result<> Rotation::Run::takeRunLock()
{
    if (const Result<> made = makePrivateDir(m_rotation.m_stateDir); !made)
        return made;
    m_lock = std::make_unique<QLockFile>(m_rotation.m_stateDir + u"/rotation-"_s + m_entry.oldSlot
                                         + u".lock"_s);
    if (takeLock(*m_lock, std::chrono::milliseconds(0)))
        return {};
    const ErrorCode problem = lockProblem(*m_lock);
    const QString path = m_lock->fileName();
    m_lock.reset();
    return problem == ErrorCode::FileBusy
               ? fail(problem, Rotation::tr("Another window or command is rotating this key."))
               : fail(problem, {}, path);
}

Result<> Rotation::Run::refuseSecondRotation() const
{
    const Result<QList<RotationEntry>> entries = m_rotation.m_journal.read();
    if (!entries)
        return fail(entries.error());
    for (const RotationEntry &entry : *entries) {
        if (entry.oldSlot == m_entry.oldSlot)
            return fail(
                ErrorCode::InvalidInput,
                Rotation::tr(
                    "This key is being rotated already. Continue that rotation or undo it."));
        if (entry.newSlot == m_entry.oldSlot)
            return fail(
                ErrorCode::InvalidInput,
                Rotation::tr("The key before this one is still kept. Finish that rotation first."));
    }
    return {};
}

void Rotation::Run::readOldKey()
{
    readKeyRecord(m_rotation.m_secrets, m_entry.oldSlot, m_entry.origin)
        .then(this, [this](const Result<KeyRecord> &record) {
            if (!record)
                return end(fail(record.error()));
            if (m_entry.oldId.isEmpty())
                m_entry.oldId = record->keyId;
            if (m_pasted == record->key)
                return end(
                    fail(ErrorCode::InvalidInput,
                         Rotation::tr("That is the old key. Create a new one in the browser.")));
            probeKeychain();
        });
}

void Rotation::Run::probeKeychain()
{
    probe(m_rotation.m_secrets).then(this, [this](const Result<> &probed) {
        if (!probed)
            return end(fail(probed.error()));
        readList();
    });
}

void Rotation::Run::readList()
{
    m_rotation.m_keys.refresh().then(this, [this](const Result<> &listed) {
        if (!listed)
            return end(fail(listed.error()));
        const std::optional<Error> refusal = m_rotation.m_keys.managementRefusal();
        if (refusal && !m_entry.isByHand)
            return end(fail(*refusal));
        describeOldKey();
    });
}

void Rotation::Run::describeOldKey()
{
    const Workspace workspace = this->workspace(); // the list may have told its id
    if (m_entry.oldId.isEmpty())
        m_entry.oldId = m_entry.isConsoleKey ? workspace.consoleKeyId : workspace.deviceKeyId;
    m_entry.oldName = m_entry.isConsoleKey ? workspace.deviceName : workspace.deviceKeyName;
    if (const std::optional<Key> old = listedOldKey()) {
        m_entry.oldId = old->id;
        m_entry.oldName = old->name;
        m_entry.scopes = old->scopes;
    }
    m_entry.scopes.read = true; // every key has it (contract, section 2)
    if (!m_entry.isByHand || m_entry.newName.isEmpty())
        m_entry.newName = rotatedName(m_entry.oldName.isEmpty() ? workspace.deviceName
                                                                : m_entry.oldName);
    m_entry.newSlot = newSlot();
    m_entry.startedAt = m_rotation.m_clock();
    m_entry.done << RotationEntry::Done{RotationStep::Preflight, m_entry.startedAt};
    Q_EMIT m_rotation.stepChanged(RotationStep::Preflight, StepStatus::Done);
    writeIntent();
}

void Rotation::Run::writeIntent()
{
    begin(RotationStep::Intent);
    advance(RotationStep::Intent, RotationStep::Obtain, &Run::obtain);
}

void Rotation::Run::obtain()
{
    begin(RotationStep::Obtain);
    if (m_entry.isByHand)
        return obtained({Key{}, m_pasted});
    withClient([this](const KonstantlyClient &client) {
        client.createKey(m_entry.newName, m_entry.scopes, this)
            .then(this, [this](const Result<CreatedKey> &created) {
                if (created)
                    return obtained(*created);
                if (created.error().code == ErrorCode::OutcomeUnknown)
                    return stop(created.error());
                abandon(created.error());
            });
    });
}

void Rotation::Run::obtained(const CreatedKey &created)
{
    LiveSecrets::add(created.secret);
    m_newKey = created.secret;
    m_entry.newId = created.key.id;
    m_entry.newPrefix = keyPrefix(created.secret);
    advance(RotationStep::Obtain, RotationStep::Store, &Run::store);
}

void Rotation::Run::store()
{
    begin(RotationStep::Store);
    const KeyRecord record{m_entry.origin, m_entry.newId, m_newKey, m_entry.isDemo};
    writeKeyRecord(m_rotation.m_secrets, m_entry.newSlot, record)
        .then(this, [this](const Result<> &stored) {
            if (!stored)
                return notStored(stored.error());
            advance(RotationStep::Store, RotationStep::Verify, &Run::verify);
        });
}

//! Nobody can use it, so it does not stay. If that fails too, the journal remembers it.
void Rotation::Run::notStored(const Error &error)
{
    if (m_entry.isByHand)
        return clearSecondSlot(error); // the user still has the key
    withClient([this, error](const KonstantlyClient &client) {
        client.revokeKey(m_entry.newId, this).then(this, [this, error](const Result<> &revoked) {
            if (!revoked)
                return stop(error);
            clearSecondSlot(error);
        });
    });
}

//! A keychain that failed to store may hold something all the same.
void Rotation::Run::clearSecondSlot(const Error &error)
{
    m_rotation.m_secrets.remove(m_entry.newSlot).then(this, [this, error](const Result<> &removed) {
        if (!removed)
            return stop(error);
        abandon(error);
    });
}

void Rotation::Run::verify()
{
    begin(RotationStep::Verify);
    tryNewKey(&Run::switchOver);
}

//! Reads it the way everybody will: from its slot.
void Rotation::Run::tryNewKey(Next next)
{
    readKeyRecord(m_rotation.m_secrets, m_entry.newSlot, m_entry.origin)
        .then(this, [this, next](const Result<KeyRecord> &record) {
            if (!record)
                return stop(record.error());
            m_rotation.m_keys.access()
                .clientWith(record->key)
                .capabilities(this)
                .then(this, [this, next](const Result<Capabilities> &capabilities) {
                    if (!capabilities)
                        return stop(capabilities.error());
                    if (m_entry.next == RotationStep::Verify)
                        return advance(RotationStep::Verify, RotationStep::Switch, next);
                    m_isChecked = true;
                    (this->*next)();
                });
        });
}

void Rotation::Run::switchOver()
{
    begin(RotationStep::Switch);
    const Result<> switched = usesSlot(m_entry.newSlot)
                                  ? Result<>()
                                  : useSlot(m_entry.oldSlot, m_entry.newSlot, m_entry.newId,
                                            m_entry.newPrefix, m_entry.newName);
    if (!switched)
        return stop(switched.error());
    m_rotation.m_keys.access().forget();
    m_entry.switchedAt = m_rotation.m_clock();
    advance(RotationStep::Switch, RotationStep::Confirm, &Run::confirm);
}

void Rotation::Run::confirm()
{
    if (m_entry.next == RotationStep::Confirm)
        begin(RotationStep::Confirm);
    // As the launcher does it: the record on the disk, then the slot it names.
    if (const Result<> loaded = m_rotation.m_workspaces.load(); !loaded)
        return stop(loaded.error());
    if (usesSlot(m_entry.oldSlot)) // a third key is fine: then the old one is not needed either
        return stop({ErrorCode::FileChangedMeanwhile,
                     Rotation::tr("Something else made this device use the old key again."),
                     m_rotation.m_workspaces.path(),
                     {}});
    if (m_entry.next == RotationStep::Confirm)
        return advance(RotationStep::Confirm, RotationStep::Overlap, &Run::waitForOverlap);
    tryNewKey(&Run::goForward);
}

void Rotation::Run::waitForOverlap()
{
    begin(RotationStep::Overlap);
    if (!m_endsOverlap && !m_rotation.isOverlapOver(m_entry))
        return finish(RotationState::Overlapping);
    advance(RotationStep::Overlap, RotationStep::Revoke, &Run::prepareToRevoke);
}

void Rotation::Run::prepareToRevoke()
{
    begin(RotationStep::Revoke);
    m_rotation.m_keys.refresh().then(this, [this](const Result<> &listed) {
        if (!listed)
            return stop(listed.error());
        if (const std::optional<Key> old = listedOldKey())
            m_entry.oldId = old->id;
        const bool isRefused = m_rotation.m_keys.managementRefusal().has_value();
        if (!isRefused && !m_entry.oldId.isEmpty())
            return revoke();
        if (m_wasToldRevoked)
            return tryOldKey();
        finish(RotationState::RevokeByHand);
    });
}

void Rotation::Run::revoke()
{
    withClient([this](const KonstantlyClient &client) {
        client.revokeKey(m_entry.oldId, this).then(this, [this](const Result<> &revoked) {
            if (!revoked && isManagementRefused(revoked.error()))
                return finish(RotationState::RevokeByHand);
            // A lost answer: the list knows.
            if (!revoked && revoked.error().code != ErrorCode::OutcomeUnknown)
                return stop(revoked.error());
            advance(RotationStep::Revoke, RotationStep::CheckRevoked, &Run::checkRevoked);
        });
    });
}

void Rotation::Run::checkRevoked()
{
    begin(RotationStep::CheckRevoked);
    m_rotation.m_keys.refresh().then(this, [this](const Result<> &listed) {
        if (!listed)
            return stop(listed.error());
        if (m_rotation.m_keys.source() != KeySource::Api)
            return tryOldKey();
        const std::optional<Key> old = listedOldKey();
        if (old && !old->revokedAt) {
            // It said yes and kept the key, or never heard us: revoke again next time.
            m_entry.next = RotationStep::Revoke;
            return stop({ErrorCode::OutcomeUnknown, {}, m_entry.oldName, {}});
        }
        advance(RotationStep::CheckRevoked, RotationStep::CleanUp, &Run::cleanUp);
    });
}

//! The last proof where no list can be had: the service refuses the old key. One call, within the budget of failures.
void Rotation::Run::tryOldKey()
{
    readKeyRecord(m_rotation.m_secrets, m_entry.oldSlot, m_entry.origin)
        .then(this, [this](const Result<KeyRecord> &record) {
            // This program deletes a key from the keychain only when it is proven dead.
            if (!record && record.error().code == ErrorCode::KeyMissing
                && !workspace().slotNames().contains(m_entry.oldSlot))
                return advance(RotationStep::CheckRevoked, RotationStep::CleanUp, &Run::cleanUp);
            if (!record)
                return stop(record.error());
            m_rotation.m_keys.access()
                .clientWith(record->key)
                .capabilities(this)
                .then(this, [this](const Result<Capabilities> &taken) {
                    if (taken)
                        return finish(RotationState::RevokeByHand);
                    if (taken.error().code != ErrorCode::Unauthorized)
                        return stop(taken.error());
                    advance(RotationStep::CheckRevoked, RotationStep::CleanUp, &Run::cleanUp);
                });
        });
}

void Rotation::Run::cleanUp()
{
    begin(RotationStep::CleanUp);
    m_rotation.m_secrets.remove(m_entry.oldSlot).then(this, [this](const Result<> &removed) {
        if (!removed)
            return stop(removed.error());
        finishCleanUp();
    });
}

void Rotation::Run::finishCleanUp()
{
    const Result<Workspace> written = m_rotation.m_workspaces.change(
        m_entry.workspace, [this](Workspace &workspace) {
            workspace.spareSlots.removeIf(
                [this](const auto &spare) { return spare.value() == m_entry.oldSlot; });
            workspace.rotationDays.remove(m_entry.oldId);
        });
    if (!written)
        return stop(written.error());
    // Only now is the old key proven dead (S-7).
    if (const Result<> cleared = m_rotation.m_exposures.clear(m_entry.oldPrefix, m_entry.origin);
        !cleared)
        return stop(cleared.error());
    m_entry.done << RotationEntry::Done{RotationStep::CleanUp, m_rotation.m_clock()};
    finish(RotationState::Done);
}

void Rotation::Run::resume(const QString &oldSlot, bool endsOverlap)
{
    m_endsOverlap = endsOverlap;
    if (const Result<> loaded = load(oldSlot); !loaded)
        return end(fail(loaded.error()));
    m_wasToldRevoked = m_entry.next == RotationStep::Revoke;
    goForward();
}

void Rotation::Run::goForward()
{
    if (m_entry.isUndoing)
        return goBack();
    const bool isBeforeRevoking = m_entry.next == RotationStep::Overlap
                                  || m_entry.next == RotationStep::Revoke;
    if (isBeforeRevoking && !m_isChecked)
        return confirm(); // nothing is revoked before the new key is known to work today
    switch (m_entry.next) {
    case RotationStep::Preflight:
    case RotationStep::Intent:
    case RotationStep::Obtain:
    case RotationStep::Store:
        return lookForNewKey();
    case RotationStep::Verify:
        return verify();
    case RotationStep::Switch:
        return switchOver();
    case RotationStep::Confirm:
        return confirm();
    case RotationStep::Overlap:
        return waitForOverlap();
    case RotationStep::Revoke:
        return prepareToRevoke();
    case RotationStep::CheckRevoked:
        return checkRevoked();
    case RotationStep::CleanUp:
        return cleanUp();
    }
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// Back to the old key, and what to do about a new one that may exist although nobody has it.

#include "models/keys/rotationrun.h"

#include "models/keychain/secretstore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/settings/exposures.h"
#include "models/settings/workspacestore.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

//! The service may have made the key, and the keychain may hold it: the journal knows neither.
void Rotation::Run::lookForNewKey()
{
    begin(RotationStep::Obtain);
    readKeyRecord(m_rotation.m_secrets, m_entry.newSlot, m_entry.origin)
        .then(this, [this](const Result<KeyRecord> &record) {
            if (record) {
                m_entry.newId = record->keyId;
                m_entry.newPrefix = keyPrefix(record->key);
                return advance(RotationStep::Store, RotationStep::Verify, &Run::verify);
            }
            // Half a record is as good as none.
            if (record.error().code != ErrorCode::KeyMissing
                && record.error().code != ErrorCode::KeyRecordInvalid)
                return stop(record.error());
            if (m_entry.isByHand)
                return abandon(
                    {ErrorCode::KeyMissing,
                     Rotation::tr("The key from the browser was not stored. Paste it again."),
                     {},
                     {}});
            revokeNewKey(&Run::clearAndStartAgain);
        });
}

void Rotation::Run::clearAndStartAgain()
{
    m_rotation.m_secrets.remove(m_entry.newSlot).then(this, [this](const Result<> &removed) {
        if (!removed)
            return stop(removed.error());
        startAgain();
    });
}

void Rotation::Run::startAgain()
{
    m_entry.newName = rotatedName(m_entry.oldName.isEmpty() ? m_entry.newName : m_entry.oldName);
    m_entry.newSlot = newSlot();
    m_entry.newId.clear();
    m_entry.newPrefix.clear();
    m_entry.next = RotationStep::Obtain;
    save(&Run::obtain);
}

void Rotation::Run::revokeNewKey(Next next)
{
    m_rotation.m_keys.refresh().then(this, [this, next](const Result<> &listed) {
        if (!listed)
            return stop(listed.error());
        if (m_rotation.m_keys.source() != KeySource::Api) // it can't be seen, nor revoked
            return stop(m_rotation.m_keys.managementRefusal().value_or(
                Error{ErrorCode::NotSupported, {}, {}, {}}));
        QStringList ids;
        for (const Key &key : m_rotation.m_keys.keys()) {
            if (!key.revokedAt
                && (key.name == m_entry.newName || (!key.id.isEmpty() && key.id == m_entry.newId)))
                ids << key.id;
        }
        revokeEach(ids, next);
    });
}

void Rotation::Run::revokeEach(QStringList ids, Next next)
{
    if (ids.isEmpty())
        return proveNewKeyGone(next);
    const QString id = ids.takeFirst();
    withClient([this, id, ids, next](const KonstantlyClient &client) {
        client.revokeKey(id, this).then(this, [this, ids, next](const Result<> &revoked) {
            if (!revoked)
                return stop(revoked.error());
            revokeEach(ids, next);
        });
    });
}

void Rotation::Run::proveNewKeyGone(Next next)
{
    m_rotation.m_keys.refresh().then(this, [this, next](const Result<> &listed) {
        if (!listed)
            return stop(listed.error());
        for (const Key &key : m_rotation.m_keys.keys()) {
            if (!key.revokedAt && key.name == m_entry.newName)
                return stop({ErrorCode::OutcomeUnknown, {}, key.name, {}});
        }
        (this->*next)();
    });
}

void Rotation::Run::undo(const QString &oldSlot)
{
    if (const Result<> loaded = load(oldSlot); !loaded)
        return end(fail(loaded.error()));
    if (!m_entry.isUndoing && !m_entry.canUndo())
        return end(
            fail(ErrorCode::InvalidInput,
                 Rotation::tr("The old key is revoked already. Continue the rotation instead.")));
    if (m_entry.next > RotationStep::Switch)
        return checkOldKeyWorks();
    m_entry.isUndoing = true;
    save(&Run::goBack);
}

//! The old key may have been revoked although the journal does not know: then this device must not go back to it.
void Rotation::Run::checkOldKeyWorks()
{
    readKeyRecord(m_rotation.m_secrets, m_entry.oldSlot, m_entry.origin)
        .then(this, [this](const Result<KeyRecord> &record) {
            if (!record)
                return stop(record.error());
            m_rotation.m_keys.access()
                .clientWith(record->key)
                .capabilities(this)
                .then(this, [this](const Result<Capabilities> &taken) {
                    if (!taken && taken.error().code == ErrorCode::Unauthorized)
                        return end(
                            fail(ErrorCode::InvalidInput,
                                 Rotation::tr("The service does not take the old key any more. "
                                              "Continue the rotation instead.")));
                    if (!taken)
                        return stop(taken.error());
                    m_entry.isUndoing = true;
                    save(&Run::goBack);
                });
        });
}

void Rotation::Run::goBack()
{
    switchBack();
}

void Rotation::Run::switchBack()
{
    if (const Result<> loaded = m_rotation.m_workspaces.load(); !loaded)
        return stop(loaded.error());
    if (usesSlot(m_entry.newSlot)) {
        const Result<> switched = useSlot(m_entry.newSlot, m_entry.oldSlot, m_entry.oldId,
                                          m_entry.oldPrefix, m_entry.oldName);
        if (!switched)
            return stop(switched.error());
        m_rotation.m_keys.access().forget();
    }
    // One made by hand goes by hand as well: the service lets no program revoke it.
    if (m_entry.isByHand)
        return forgetNewKey();
    revokeNewKey(&Run::forgetNewKey);
}

void Rotation::Run::forgetNewKey()
{
    m_rotation.m_secrets.remove(m_entry.newSlot).then(this, [this](const Result<> &removed) {
        if (!removed)
            return stop(removed.error());
        finishUndo();
    });
}

void Rotation::Run::finishUndo()
{
    const Result<Workspace> written = m_rotation.m_workspaces.change(
        m_entry.workspace, [this](Workspace &workspace) {
            workspace.rotationDays.remove(m_entry.newId);
            workspace.spareSlots.removeIf(
                [this](const auto &spare) { return spare.value() == m_entry.newSlot; });
        });
    if (!written)
        return stop(written.error());
    finish(RotationState::Undone);
}

} // namespace Konstantly

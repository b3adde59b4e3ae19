// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// What both ways share: the journal, the workspace's record, the end of a run.

#include "models/base/background.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/keys/rotationrun.h"
#include "models/settings/workspacestore.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

Workspace Rotation::Run::workspace() const
{
    return m_rotation.m_keys.access().workspace();
}

Result<> Rotation::Run::load(const QString &oldSlot)
{
    if (const Result<> loaded = m_rotation.m_workspaces.load(); !loaded)
        return loaded;
    m_entry.oldSlot = oldSlot;
    if (const Result<> locked = takeRunLock(); !locked)
        return locked;
    const Result<QList<RotationEntry>> pending = m_rotation.pending(); // read under the lock
    if (!pending)
        return fail(pending.error());
    const auto found = std::ranges::find(*pending, oldSlot, &RotationEntry::oldSlot);
    if (found == pending->end())
        return fail(ErrorCode::InvalidInput,
                    Rotation::tr("There is no unfinished rotation of that key."));
    m_entry = *found;
    return {};
}

bool Rotation::Run::usesSlot(const QString &slot) const
{
    const Workspace workspace = this->workspace();
    return (m_entry.isConsoleKey && workspace.consoleSlot == slot)
           || (m_entry.isDeviceKey && workspace.activeDeviceSlot() == slot);
}

Result<> Rotation::Run::useSlot(const QString &from, const QString &to, const QString &keyId,
                                const QString &prefix, const QString &name)
{
    bool isSwitched = false;
    const Result<Workspace> written = m_rotation.m_workspaces.change(
        m_entry.workspace, [&](Workspace &workspace) {
            const QString fromId = to == m_entry.newSlot ? m_entry.oldId : m_entry.newId;
            const bool isConsole = m_entry.isConsoleKey && workspace.consoleSlot == from;
            const bool isDevice = m_entry.isDeviceKey && workspace.deviceSlot == from;
            if (isConsole) {
                workspace.consoleSlot = to;
                workspace.consoleKeyId = keyId;
                workspace.consoleKeyPrefix = prefix;
                workspace.consoleKeyRevokedAt = {};
            }
            if (isDevice) {
                workspace.deviceSlot = to;
                workspace.deviceKeyId = keyId;
                workspace.deviceKeyPrefix = prefix;
                workspace.deviceKeyName = name;
                workspace.deviceKeyRevokedAt = {};
            }
            isSwitched = isConsole || isDevice;
            if (!isSwitched)
                return;
            // The user's own interval goes with the key, and the slot that is left stays findable.
            if (const auto days = workspace.rotationDays.constFind(fromId);
                days != workspace.rotationDays.cend() && !keyId.isEmpty())
                workspace.rotationDays.insert(keyId, *days);
            workspace.spareSlots.removeIf([&to](const auto &spare) { return spare.value() == to; });
            const QString fromPrefix = to == m_entry.newSlot ? m_entry.oldPrefix
                                                             : m_entry.newPrefix;
            workspace.spareSlots.insert(
                fromId.isEmpty() ? LocalIdPrefix.toString() + fromPrefix : fromId, from);
        });
    if (!written)
        return fail(written.error());
    if (!isSwitched)
        return fail(ErrorCode::FileChangedMeanwhile,
                    Rotation::tr("This device uses another key by now."),
                    m_rotation.m_workspaces.path());
    return {};
}

std::optional<Key> Rotation::Run::listedOldKey() const
{
    if (std::optional<Key> key = m_rotation.m_keys.find(m_entry.oldId);
        key && !m_entry.oldId.isEmpty())
        return key;
    const QList<Key> &keys = m_rotation.m_keys.keys();
    const auto found = std::ranges::find_if(keys, [this](const Key &key) {
        return !m_entry.oldPrefix.isEmpty() && key.prefix == m_entry.oldPrefix
               && !key.id.startsWith(LocalIdPrefix);
    });
    return found == keys.end() ? std::nullopt : std::optional<Key>(*found);
}

void Rotation::Run::withClient(const std::function<void(const KonstantlyClient &)> &use)
{
    m_rotation.m_keys.access().client().then(this,
                                             [this, use](const Result<KonstantlyClient> &client) {
                                                 if (!client)
                                                     return stop(client.error());
                                                 use(*client);
                                             });
}

void Rotation::Run::begin(RotationStep step)
{
    m_running = step;
    Q_EMIT m_rotation.stepChanged(step, StepStatus::Running);
}

void Rotation::Run::advance(RotationStep done, RotationStep next, Next then)
{
    m_entry.done << RotationEntry::Done{done, m_rotation.m_clock()};
    m_entry.next = next;
    m_entry.problem.clear();
    m_running.reset();
    Q_EMIT m_rotation.stepChanged(done, StepStatus::Done);
    Q_EMIT m_rotation.stepEnded(m_entry, done, false);
    save(then);
}

void Rotation::Run::save(Next then)
{
    // It syncs the disk, which a window must not wait for.
    whenFinished(inBackground<Result<>>([journal = m_rotation.m_journal, entry = m_entry] {
                     return journal.put(entry);
                 }),
                 this, [this, then](const Result<> &saved) {
                     if (!saved)
                         return end(fail(saved.error()));
                     Q_EMIT m_rotation.pendingChanged();
                     (this->*then)();
                 });
}

void Rotation::Run::tellFailure()
{
    if (!m_running)
        return;
    Q_EMIT m_rotation.stepChanged(*m_running, StepStatus::Failed);
    Q_EMIT m_rotation.stepEnded(m_entry, *m_running, true);
}

void Rotation::Run::stop(const Error &error)
{
    m_entry.problem = errorName(error.code);
    tellFailure();
    whenFinished(inBackground<Result<>>([journal = m_rotation.m_journal, entry = m_entry] {
                     return journal.put(entry);
                 }),
                 this, [this, error](const Result<> &saved) {
                     if (!saved) // the entry of before still says where to go on
                         qWarning("The journal could not be written: %s",
                                  qUtf8Printable(errorName(saved.error().code)));
                     Q_EMIT m_rotation.pendingChanged();
                     end(fail(error));
                 });
}

void Rotation::Run::abandon(const Error &error)
{
    m_entry.problem = errorName(error.code);
    tellFailure();
    whenFinished(inBackground<Result<>>([journal = m_rotation.m_journal, slot = m_entry.oldSlot] {
                     return journal.remove(slot);
                 }),
                 this, [this, error](const Result<> &removed) {
                     if (!removed)
                         qWarning("The journal could not be written: %s",
                                  qUtf8Printable(errorName(removed.error().code)));
                     Q_EMIT m_rotation.pendingChanged();
                     end(fail(error));
                 });
}

void Rotation::Run::finish(RotationState state)
{
    m_running.reset();
    const bool isOver = state == RotationState::Done || state == RotationState::Undone;
    whenFinished(inBackground<Result<>>([journal = m_rotation.m_journal, entry = m_entry, isOver] {
                     return isOver ? journal.remove(entry.oldSlot) : journal.put(entry);
                 }),
                 this, [this, state, isOver](const Result<> &saved) {
                     if (!saved)
                         return end(fail(saved.error()));
                     if (isOver && state == RotationState::Done) {
                         Q_EMIT m_rotation.stepChanged(RotationStep::CleanUp, StepStatus::Done);
                         Q_EMIT m_rotation.stepEnded(m_entry, RotationStep::CleanUp, false);
                     }
                     Q_EMIT m_rotation.pendingChanged();
                     end(RotationReport{state, m_entry});
                 });
}

void Rotation::Run::end(const Result<RotationReport> &result)
{
    m_isResolved = true;
    m_lock.reset();
    if (m_rotation.m_run == this)
        m_rotation.m_run = nullptr;
    deleteLater();
    // Whoever gets the result may delete us: from here on nothing of this object is touched.
    QPromise<Result<RotationReport>> promise = std::move(m_promise);
    promise.addResult(result);
    promise.finish();
}

} // namespace Konstantly

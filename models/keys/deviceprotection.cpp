// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/deviceprotection.h"

#include "models/device/keycopiesstore.h"
#include "models/keychain/keyrecord.h"
#include "models/keychain/secretstore.h"
#include "models/settings/exposures.h"
#include "models/settings/workspacestore.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! The address beside a key in a tool's file; invalid when there is none or it can't be one.
Origin originBeside(const FoundKey &found)
{
    const Result<Origin> origin = Origin::fromInput(found.url);
    if (origin)
        return *origin;
    return Origin::parseDemo(found.url).value_or(Origin());
}

} // namespace

DeviceProtection::DeviceProtection(DeviceStore &device, WorkspaceStore &workspaces,
                                   SecretStore &secrets, Exposures &exposures, Clock clock,
                                   QObject *parent)
    : QObject(parent)
    , m_device(device)
    , m_workspaces(workspaces)
    , m_secrets(secrets)
    , m_exposures(exposures)
    , m_clock(std::move(clock))
{}

DeviceProtection::~DeviceProtection() = default;

Result<Workspace> DeviceProtection::workspaceFor(const QString &toolId,
                                                 const QString &preferred) const
{
    if (!preferred.isEmpty()) {
        if (const std::optional<Workspace> workspace = m_workspaces.find(preferred))
            return *workspace;
        return fail(ErrorCode::NotConfigured, {}, preferred);
    }
    if (m_workspaces.workspaces().isEmpty())
        return fail(ErrorCode::NotConfigured,
                    tr("No workspace is connected on this device. Connect one first."));
    for (const FoundKey &found : m_device.plaintextKeys()) {
        const Origin origin = originBeside(found);
        if (found.toolId != toolId || !origin.isValid())
            continue;
        for (const Workspace &workspace : m_workspaces.workspaces()) {
            if (workspace.origin == origin)
                return workspace;
        }
        return fail(ErrorCode::NotConfigured,
                    tr("The key in this tool's file belongs to %1, which is not connected on this "
                       "device. Connect it first.")
                        .arg(origin.host()),
                    origin.host());
    }
    // A tool that is set up already keeps its workspace.
    if (const std::optional<ToolStatus> tool = m_device.find(toolId)) {
        if (const std::optional<Workspace> workspace = m_workspaces.find(tool->workspace))
            return *workspace;
    }
    return m_workspaces.workspaces().first();
}

QFuture<Result<DeviceProtection::Plan>> DeviceProtection::plan(const QString &toolId,
                                                               const QString &workspaceName,
                                                               DeviceStore::Create create,
                                                               const EntryPlace &place)
{
    const Result<Workspace> workspace = workspaceFor(toolId, workspaceName);
    if (!workspace)
        return readyFuture<Plan>(fail(workspace.error()));
    return m_device.planProtect(toolId, *workspace, create, place)
        .then(this,
              [this, workspace = *workspace](const Result<PlannedChange> &change) {
                  return change ? planFor(*change, workspace)
                                : readyFuture<Plan>(fail(change.error()));
              })
        .unwrap();
}

//! Adds to \a change what becomes of the key.
QFuture<Result<DeviceProtection::Plan>> DeviceProtection::planFor(const PlannedChange &change,
                                                                  const Workspace &workspace)
{
    Plan plan{change, KeyMove::None, change.notes};
    if (!change.plaintext)
        return readyFuture<Plan>(plan);
    const Origin origin = originBeside(*change.plaintext);
    if (origin.isValid() && origin != workspace.origin)
        return readyFuture<Plan>(
            fail(ErrorCode::OriginMismatch, origin.host(), workspace.origin.host()));
    return decideMove(*change.plaintext, workspace)
        .then(this, [plan](const Result<KeyMove> &move) mutable -> Result<Plan> {
            if (!move)
                return fail(move.error());
            plan.keyMove = *move;
            if (plan.keyMove == KeyMove::BecomesDeviceKey)
                plan.notes << tr("The key moves from the file to the keychain. It was readable for "
                                 "every program, so it counts as exposed: replace it soon.");
            else if (plan.keyMove == KeyMove::StoredAlready)
                plan.notes << tr("The keychain holds this key already. It was readable for every "
                                 "program, so it counts as exposed: replace it soon.");
            else if (plan.keyMove == KeyMove::Rejected)
                plan.notes << tr("The service does not accept the key that is in the file now. The "
                                 "tool will use this device's key.");
            else if (plan.keyMove == KeyMove::IsConsoleKey)
                plan.notes << tr("The tool will use this device's key. The one in the file now is "
                                 "the key that this program itself uses. It was readable for every "
                                 "program, so it counts as exposed: replace it soon.");
            else
                plan.notes << tr("The tool will use this device's key. The key that is in the file "
                                 "now is not kept: revoke it.");
            return plan;
        });
}

QFuture<Result<DeviceProtection::KeyMove>> DeviceProtection::decideMove(const FoundKey &found,
                                                                        const Workspace &workspace)
{
    QList<std::pair<QString, Origin>> others;
    for (const Workspace &other : m_workspaces.workspaces()) {
        if (other.origin == workspace.origin)
            continue;
        for (const QString &slot : other.slotNames())
            others.append({slot, other.origin});
    }
    return refuseKeyOfAnother(found, others)
        .then(this,
              [this, found, workspace](const Result<> &free) {
                  if (!free)
                      return failedFuture<KeyMove>(free.error());
                  return decideOwnMove(found, workspace);
              })
        .unwrap();
}

//! A key that is bound to one address is not sent to another, whatever the tool's file says (security H-4).
QFuture<Result<>> DeviceProtection::refuseKeyOfAnother(const FoundKey &found,
                                                       QList<std::pair<QString, Origin>> records)
{
    if (records.isEmpty())
        return readyFuture<void>(Result<>());
    const auto [slot, origin] = records.takeFirst();
    return readKeyRecord(m_secrets, slot, origin)
        .then(this,
              [this, found, records, origin = origin](const Result<KeyRecord> &record) {
                  if (record && record->key == found.key)
                      return failedFuture<void>(
                          Error{ErrorCode::OriginMismatch, origin.host(), found.url, {}});
                  return refuseKeyOfAnother(found, records);
              })
        .unwrap();
}

QFuture<Result<DeviceProtection::KeyMove>>
DeviceProtection::decideOwnMove(const FoundKey &found, const Workspace &workspace)
{
    return readKeyRecord(m_secrets, workspace.activeDeviceSlot(), workspace.origin)
        .then(this,
              [this, found, workspace](const Result<KeyRecord> &record) {
                  if (record && record->key == found.key)
                      return readyFuture<KeyMove>(KeyMove::StoredAlready);
                  const bool isAbsent = !record && record.error().code == ErrorCode::KeyMissing;
                  if (!record && !isAbsent)
                      return failedFuture<KeyMove>(record.error());
                  // A key without an address can't be bound to one, so it is not taken over.
                  const bool isBound = originBeside(found).isValid();
                  const bool isFree = workspace.deviceSlot.isEmpty() || isAbsent;
                  if (isFree && isBound)
                      return checkedMove(found, workspace, !isAbsent);
                  if (isAbsent)
                      return failedFuture<KeyMove>(record.error());
                  return supersededMove(found, workspace);
              })
        .unwrap();
}

//! All tools of the workspace will use the key, so it has to be one that works.
QFuture<Result<DeviceProtection::KeyMove>>
DeviceProtection::checkedMove(const FoundKey &found, const Workspace &workspace, bool hasOther)
{
    if (!m_keyCheck)
        return readyFuture<KeyMove>(KeyMove::BecomesDeviceKey);
    return m_keyCheck(found.key, workspace)
        .then(this, [hasOther](const Result<> &accepted) -> Result<KeyMove> {
            if (accepted)
                return KeyMove::BecomesDeviceKey;
            if (accepted.error().code == ErrorCode::Unauthorized && hasOther)
                return KeyMove::Rejected;
            return fail(accepted.error());
        });
}

QFuture<Result<DeviceProtection::KeyMove>>
DeviceProtection::supersededMove(const FoundKey &found, const Workspace &workspace)
{
    return readKeyRecord(m_secrets, workspace.consoleSlot, workspace.origin)
        .then(this, [found](const Result<KeyRecord> &record) -> Result<KeyMove> {
            return record && record->key == found.key ? KeyMove::IsConsoleKey : KeyMove::Superseded;
        });
}

QFuture<Result<>> DeviceProtection::apply(const Plan &plan)
{
    const PlannedChange &change = plan.change;
    const std::optional<Workspace> workspace = m_workspaces.find(change.workspace);
    if (!workspace)
        return readyFuture<void>(fail(ErrorCode::NotConfigured, {}, change.workspace));
    if (change.action == ChangeAction::None)
        return readyFuture<void>(Result<>());
    if (plan.keyMove == KeyMove::BecomesDeviceKey && change.plaintext)
        return moveKey(plan, *workspace);
    return readKeyRecord(m_secrets, workspace->activeDeviceSlot(), workspace->origin)
        .then(this,
              [this, plan, workspace](const Result<KeyRecord> &record) {
                  if (record)
                      return finish(plan, *workspace);
                  Error error = record.error();
                  if (error.code == ErrorCode::KeyMissing)
                      error.subject = workspace->name;
                  return failedFuture<void>(error);
              })
        .unwrap();
}

QFuture<Result<>> DeviceProtection::moveKey(const Plan &plan, const Workspace &workspace)
{
    const FoundKey &found = *plan.change.plaintext;
    const QString slot = newSlot();
    const KeyRecord record{workspace.origin, {}, found.key, workspace.isDemo};
    return writeKeyRecord(m_secrets, slot, record)
        .then(
            this,
            [this, plan, workspace, slot](const Result<> &stored) {
                if (!stored)
                    return readyFuture<void>(stored);
                const Result<Workspace> noted = m_workspaces.change(
                    workspace.name, [&](Workspace &entry) {
                        entry.deviceSlot = slot;
                        entry.deviceKeyId.clear();
                        entry.deviceKeyPrefix = keyPrefix(plan.change.plaintext->key);
                        entry.deviceKeyName.clear();
                        entry.deviceKeyRevokedAt = {};
                    });
                if (!noted)
                    return m_secrets.remove(slot).then(this, [noted](const Result<> &) -> Result<> {
                        return fail(noted.error());
                    });
                return finish(plan, *noted)
                    .then(this,
                          [this, workspace, slot](const Result<> &done) {
                              // Internal says that the file may have lost the key after all: then it stays here.
                              const bool isUndecided = !done
                                                       && done.error().code == ErrorCode::Internal;
                              return done || isUndecided ? readyFuture<void>(done)
                                                         : takeBack(slot, workspace, done);
                          })
                    .unwrap();
            })
        .unwrap();
}

//! Forgets the key that was stored for a change that failed with \a problem. The file still holds it, so nothing is lost.
QFuture<Result<>> DeviceProtection::takeBack(const QString &slot, const Workspace &before,
                                             const Result<> &problem)
{
    std::ignore = m_workspaces.change(before.name, [&](Workspace &entry) {
        entry.deviceSlot = before.deviceSlot;
        entry.deviceKeyId = before.deviceKeyId;
        entry.deviceKeyPrefix = before.deviceKeyPrefix;
        entry.deviceKeyName = before.deviceKeyName;
        entry.deviceKeyRevokedAt = before.deviceKeyRevokedAt;
    });
    return m_secrets.remove(slot).then(this, [problem](const Result<> &) { return problem; });
}

QFuture<Result<>> DeviceProtection::finish(const Plan &plan, const Workspace &workspace)
{
    if (plan.change.plaintext) {
        if (const Result<> noted = noteExposure(*plan.change.plaintext, workspace); !noted)
            return readyFuture<void>(noted);
    }
    return m_device.apply(plan.change);
}

//! Before the file changes: afterwards nothing would remember where the key lay.
Result<> DeviceProtection::noteExposure(const FoundKey &found, const Workspace &workspace)
{
    const Result<> marked = m_exposures.add(found.key, workspace.origin, found.path, m_clock());
    if (!marked)
        return marked;
    const QString caFile = found.caFile;
    if (caFile.isEmpty() || !workspace.caFile.isEmpty() || !QDir::isAbsolutePath(caFile)
        || !QFileInfo(caFile).isFile())
        return {};
    const Result<Workspace> noted = m_workspaces.change(
        workspace.name, [&caFile](Workspace &stored) { stored.caFile = caFile; });
    return noted ? Result<>() : fail(noted.error());
}

Result<> DeviceProtection::markExposures()
{
    QList<Exposure> exposures;
    for (const FoundKey &found : m_device.plaintextKeys())
        exposures.append({fingerprint(found.key),
                          keyPrefix(found.key),
                          originBeside(found),
                          found.path,
                          m_clock(),
                          {}});
    return m_exposures.add(exposures);
}

Result<> DeviceProtection::markExposures(const KeyCopiesStore &copies)
{
    QList<Exposure> exposures;
    for (const KeyFinding &finding : copies.report().findings) {
        const std::optional<KnownKey> key = copies.keyOf(finding);
        if (!key || !key->isRevoked)
            exposures.append({finding.fingerprint,
                              finding.prefix,
                              key ? key->origin : Origin(),
                              finding.path,
                              m_clock(),
                              {}});
    }
    return m_exposures.add(exposures);
}

} // namespace Konstantly

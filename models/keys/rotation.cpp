// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/rotation.h"

#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/keys/rotationrun.h"
#include "models/settings/apppaths.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! A key that was not used for so long has fallen silent. Servers of AI tools call the service at least when they start; one
//! that is idle for longer and then used again meets a dead key, which the launcher explains.
constexpr qint64 SilenceSeconds = 3600;
constexpr qint64 RetrySeconds = 3600;

} // namespace

QString rotationStateName(RotationState state)
{
    switch (state) {
    case RotationState::Done:
        return u"done"_s;
    case RotationState::Overlapping:
        return u"overlap"_s;
    case RotationState::RevokeByHand:
        return u"revoke-by-hand"_s;
    case RotationState::Undone:
        return u"undone"_s;
    }
    return {};
}

Rotation::Rotation(KeyStore &keys, WorkspaceStore &workspaces, SecretStore &secrets,
                   Exposures &exposures, const AppPaths &paths, Clock clock, QObject *parent)
    : QObject(parent)
    , m_keys(keys)
    , m_workspaces(workspaces)
    , m_secrets(secrets)
    , m_exposures(exposures)
    , m_stateDir(paths.stateDir)
    , m_journal(paths)
    , m_clock(std::move(clock))
{}

Rotation::~Rotation()
{
    delete std::exchange(m_run, nullptr);
}

QFuture<Result<RotationReport>> Rotation::start(const RotationRequest &request)
{
    return run([&request](Run &run) { run.start(request); });
}

QFuture<Result<RotationReport>> Rotation::resume(const QString &oldSlot, bool endsOverlap)
{
    return run([&](Run &run) { run.resume(oldSlot, endsOverlap); });
}

QFuture<Result<RotationReport>> Rotation::undo(const QString &oldSlot)
{
    return run([&oldSlot](Run &run) { run.undo(oldSlot); });
}

QFuture<Result<RotationReport>> Rotation::run(const std::function<void(Run &)> &begin)
{
    if (m_run)
        return readyFuture<RotationReport>(fail(ErrorCode::Cancelled));
    m_run = new Run(*this);
    QFuture<Result<RotationReport>> future = m_run->future();
    begin(*m_run);
    return future;
}

Result<QList<RotationEntry>> Rotation::pending() const
{
    Result<QList<RotationEntry>> all = m_journal.read();
    if (!all)
        return all;
    // A workspace of the same name somewhere else is another one: its keys are none of ours.
    const Workspace workspace = m_keys.access().workspace();
    all->removeIf([&workspace](const RotationEntry &entry) {
        return entry.workspace != workspace.name || entry.origin != workspace.origin;
    });
    std::ranges::stable_sort(*all, {}, &RotationEntry::startedAt);
    return all;
}

void Rotation::setFinishesByItself()
{
    connect(&m_keys, &KeyStore::stateChanged, this, &Rotation::finishDue, Qt::UniqueConnection);
}

void Rotation::finishDue()
{
    if (m_run || m_keys.isLoading() || m_keys.lastError())
        return;
    const QDateTime now = m_clock();
    if (m_triedAt.isValid() && m_triedAt <= now && m_triedAt.secsTo(now) < RetrySeconds)
        return;
    const Result<QList<RotationEntry>> unfinished = pending();
    for (const RotationEntry &entry : unfinished.value_or(QList<RotationEntry>{})) {
        if (entry.next != RotationStep::Overlap || entry.isUndoing || !isOverlapOver(entry))
            continue;
        m_triedAt = now;
        // What came of it is in the journal, which pendingChanged() tells of.
        auto run = resume(entry.oldSlot);
        Q_UNUSED(run)
        return;
    }
}

bool Rotation::isOverlapOver(const RotationEntry &entry) const
{
    if (!entry.switchedAt.isValid())
        return false;
    const QDateTime now = m_clock();
    if (now >= entry.keepsOldUntil())
        return true;
    if (entry.overlap != RotationOverlap::WhenSilent || m_keys.source() != KeySource::Api)
        return false;
    const std::optional<Key> old = m_keys.find(entry.oldId);
    if (!old)
        return false;
    if (old->revokedAt)
        return true;
    // "Not provided" is not "never".
    if (old->lastUsed.state == LastUsed::State::NotProvided)
        return false;
    const QDateTime quietSince = old->lastUsed.state == LastUsed::State::At
                                     ? std::max(old->lastUsed.at, entry.switchedAt)
                                     : entry.switchedAt;
    // The list has to be young enough to know of a use in that hour.
    return quietSince.secsTo(m_keys.fetchedAt()) >= SilenceSeconds;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/checkup.h"

#include "models/audit/siemsettings.h"
#include "models/base/background.h"
#include "models/checkup/checks/checks.h"
#include "models/device/keycopiesstore.h"
#include "models/keys/keystore.h"
#include "models/keys/rotation.h"
#include "models/settings/exposures.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace Konstantly {

QList<CheckResult> judge(const CheckFacts &facts)
{
    QList<CheckResult> results;
    for (const CheckFunction check : allChecks())
        results.append(check(facts));
    std::ranges::stable_sort(results, {}, &CheckResult::state);
    return results;
}

SiemFacts siemFacts(const SiemStatus &status, const QDateTime &now)
{
    constexpr qint64 patience = 90 * 60; // the window asks the service every hour
    const bool isLate = status.state.deliveredAt.isValid()
                        && status.state.deliveredAt.secsTo(now) > patience;
    constexpr qint64 memory = 30 * 24 * 3600; // what nobody can mend need not be said for ever
    const bool isLossNew = status.state.lostAt.isValid()
                           && status.state.lostAt.secsTo(now) < memory;
    SiemFacts facts{true, status.state.deliveredAt, status.state.lastError};
    facts.overdue = isLate ? status.waiting : 0;
    if (isLossNew) {
        facts.lost = status.state.lost;
        facts.lostAt = status.state.lostAt;
    }
    return facts;
}

Checkup::Checkup(Sources sources, QObject *parent)
    : QObject(parent)
    , m_sources(std::move(sources))
{
    m_results = judge(facts());
    m_updateTimer.setSingleShot(true);
    m_updateTimer.setInterval(0); // one judgement for what stores tell in one go
    connect(&m_updateTimer, &QTimer::timeout, this, &Checkup::update);
    connect(&m_sources.device, &DeviceStore::changed, this, &Checkup::updateSoon);
    connect(&m_sources.copies, &KeyCopiesStore::changed, this, &Checkup::updateSoon);
    connect(&m_sources.exposures, &Exposures::changed, this, &Checkup::updateSoon);
    connect(&m_sources.settings, &Settings::changed, this, &Checkup::updateSoon);
    connect(&m_sources.settings, &Settings::changed, this, [this](const QString &name) {
        // What was found out is about another server.
        if (isSiemSetting(name) && m_checkedAt.isValid())
            run(Look::AtWhatIsKnown);
    });
    connect(&m_sources.workspaces, &WorkspaceStore::workspacesChanged, this, &Checkup::updateSoon);
}

void Checkup::setWorkspace(KeyStore *keys, Rotation *rotation, const QString &name)
{
    if (m_keys)
        disconnect(m_keys, nullptr, this, nullptr);
    if (m_rotation)
        disconnect(m_rotation, nullptr, this, nullptr);
    m_keys = keys;
    m_rotation = rotation;
    m_workspaceName = name;
    m_siem = notLookedAt();
    m_keysThatWrote = notLookedAt();
    if (m_keys) {
        connect(m_keys, &KeyStore::keysChanged, this, &Checkup::updateSoon);
        connect(m_keys, &KeyStore::stateChanged, this, &Checkup::updateSoon);
    }
    if (m_rotation)
        connect(m_rotation, &Rotation::pendingChanged, this, &Checkup::updateSoon);
    updateSoon();
}

void Checkup::setKeysThatWrote(const Result<QSet<QString>> &keys)
{
    m_keysThatWrote = keys;
    updateSoon();
}

QFuture<Result<>> Checkup::run(Look look)
{
    QPromise<Result<>> promise;
    promise.start();
    QFuture<Result<>> future = promise.future();
    if (isRunning()) {
        m_next = std::max(m_next.value_or(look), look);
        m_later.push_back(std::move(promise));
        return future;
    }
    m_waiting.push_back(std::move(promise));
    begin(look);
    return future;
}

void Checkup::begin(Look how)
{
    m_pending = 1; // this function itself
    look(how);
    Q_EMIT changed();
    partDone();
}

void Checkup::look(Look how)
{
    const bool isAnew = how == Look::Anew;
    m_pending += 2;
    m_sources.package.verifyInBackground().then(this, [this](const Result<PackageStatus> &status) {
        m_package = status;
        m_node = status ? checkNode(status->node).transform([&status] { return status->node; })
                        : Result<NodeRuntime>(fail(status.error()));
        partDone();
    });
    m_sources.secrets.status().then(this, [this](const KeychainStatus &status) {
        m_keychain = status;
        partDone();
    });
    lookAtSiem();
    if (m_keys && isAnew) {
        ++m_pending;
        m_keys->refresh(Purpose::UserAction).then(this, [this](const Result<> &) { partDone(); });
    }
    if (isAnew || !m_sources.device.hasScanned()) {
        ++m_pending;
        m_sources.device.rescan().then(this, [this, how](const Result<> &) { lookAtFiles(how); });
    } else {
        ++m_pending;
        lookAtFiles(how);
    }
}

//! The tools are known by now: so is which of their files hold a key.
void Checkup::lookAtFiles(Look how)
{
    QStringList withKeys;
    for (const FoundKey &key : m_sources.device.plaintextKeys())
        withKeys << key.path;
    withKeys.removeDuplicates();
    if (how == Look::Anew || !m_sources.copies.hasHunted()) {
        ++m_pending;
        m_sources.copies.hunt().then(this, [this](const Result<> &) { partDone(); });
    } else {
        m_sources.copies.huntIfNeeded();
    }
    const auto found = inBackground<Result<QList<OpenPath>>>(
        [paths = m_sources.paths, withKeys] { return findOpenPaths(paths, withKeys); });
    whenFinished(found, this, [this](const Result<QList<OpenPath>> &open) {
        m_openPaths = open;
        partDone();
    });
}

void Checkup::lookAtSiem()
{
    const SiemSettings siem = SiemSettings::of(m_sources.settings);
    const Result<SyslogTarget> target = siem.target();
    m_siem = SiemFacts{};
    // A policy that can't be read may name one.
    if (const std::optional<Error> problem = m_sources.settings.policy().problem())
        m_siem = fail(*problem);
    else if (siem.isOn() && m_workspaceName.isEmpty())
        m_siem = fail(ErrorCode::NotConfigured);
    else if (siem.isOn() && !target)
        m_siem = SiemFacts{true, {}, target.error()};
    if (!m_siem || !siem.isOn() || !target)
        return;
    ++m_pending;
    const auto work = [paths = m_sources.paths, name = m_workspaceName, target = *target] {
        return readSiemStatus(paths, name, target);
    };
    whenFinished(inBackground<Result<SiemStatus>>(work), this,
                 [this, name = m_workspaceName](const Result<SiemStatus> &status) {
                     if (name == m_workspaceName)
                         m_siem = status.transform([this](const SiemStatus &known) {
                             return siemFacts(known, m_sources.clock());
                         });
                     partDone();
                 });
}

void Checkup::partDone()
{
    if (--m_pending > 0)
        return;
    m_checkedAt = m_sources.clock();
    update();
    std::vector<QPromise<Result<>>> served = std::exchange(m_waiting, std::exchange(m_later, {}));
    if (const std::optional<Look> next = std::exchange(m_next, std::nullopt))
        begin(*next);
    for (QPromise<Result<>> &promise : served) {
        promise.addResult(Result<>());
        promise.finish();
    }
}

void Checkup::updateSoon()
{
    m_updateTimer.start();
}

void Checkup::update()
{
    m_updateTimer.stop();
    m_results = judge(facts());
    Q_EMIT changed();
}

CheckFacts Checkup::facts() const
{
    CheckFacts facts;
    addKeys(facts);
    if (m_sources.device.hasScanned()) {
        std::vector<ToolStatus> tools;
        std::ranges::copy_if(
            m_sources.device.tools(), std::back_inserter(tools),
            [](const ToolStatus &tool) { return tool.state != ToolState::Absent; });
        facts.tools = tools;
    }
    const HuntReport &report = m_sources.copies.report();
    if (m_sources.copies.hasHunted() && !report.wasStopped) {
        CopyFacts copies{m_sources.copies.problemCount(), {}, int(report.skipped.size())};
        for (const KeyFinding &finding : report.findings)
            copies.places << QFileInfo(finding.path).fileName();
        copies.places.removeDuplicates();
        facts.copies = copies;
    }
    facts.package = m_package;
    facts.node = m_node;
    facts.keychain = m_keychain;
    facts.openPaths = m_openPaths;
    facts.siem = m_siem;
    facts.keysThatWrote = m_keysThatWrote;
    facts.isMetering = m_sources.settings.value(SettingKeys::MeteringEnabled);
    return facts;
}

void Checkup::addKeys(CheckFacts &facts) const
{
    const std::optional<Workspace> workspace = m_sources.workspaces.find(m_workspaceName);
    if (!m_keys || !workspace) {
        facts.keys = fail(ErrorCode::NotConfigured);
        facts.workspace = fail(ErrorCode::NotConfigured);
        facts.rotations = fail(ErrorCode::NotConfigured);
        return;
    }
    facts.workspace = *workspace;
    if (m_rotation)
        facts.rotations = m_rotation->pending();
    if (m_keys->lastError()) {
        // An old list must not earn a tick: what changed since is not known.
        const Error error = *m_keys->lastError();
        facts.keys = fail(error);
        if (error.retryAfter.count() > 0)
            facts.callsFreeAt = m_keys->lastErrorAt().addSecs(error.retryAfter.count());
        return;
    }
    if (!m_keys->fetchedAt().isValid())
        return;
    const KeyRules rules = keyRules(m_sources.settings);
    QList<KeyRow> rows;
    for (const Key &key : m_keys->keys()) {
        const KeyRow row = assessKey(key, *workspace, rules, &m_sources.exposures,
                                     m_sources.clock());
        if (!row.statuses.testFlag(KeyStatus::Revoked))
            rows.append(row);
    }
    facts.keys = rows;
    facts.areKeysComplete = m_keys->isComplete();
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/launcher/launchnotes.h"

#include "models/launch/launchplan.h"
#include "models/settings/settingkeys.h"
#include "models/settings/settings.h"

#include <QFile>

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

namespace {

constexpr auto Patience = 500ms;
constexpr auto BreakerPatience = 1500ms;
//! What a tool's answer says is hearsay, and stops every program of this user: no longer than it takes to be right.
constexpr std::chrono::seconds MaxPause{15 * 60};

QString parentName()
{
    QFile name(u"/proc/%1/comm"_s.arg(getppid()));
    return name.open(QIODevice::ReadOnly) ? keptName(name.readAll().trimmed()) : QString();
}

} // namespace

LaunchNotes::LaunchNotes(const AppPaths &paths, const QString &profile)
    : m_paths(paths)
    , m_meter({.callEnded = [this](const MeteredCall &call) { takeCall(call); },
               .clientKnown =
                   [this](const ClientIdentity &client) {
                       m_record.client = client;
                       m_isClientKnown = true;
                   }})
{
    m_record.at = std::chrono::milliseconds(systemClock()().toMSecsSinceEpoch());
    m_record.profile = profile;
}

std::optional<Error> LaunchNotes::objection(const LaunchPlan &plan)
{
    m_subject = {fingerprint(plan.key), plan.package};
    m_keyName = plan.keyName;
    if (const auto paused = AuthBudget(m_paths.stateDir).objectionToStart(plan.key))
        return paused;
    return CircuitBreaker(m_paths.stateDir).objection(m_subject);
}

void LaunchNotes::serverStarted()
{
    m_startedAt = CallMeter::monotonicMilliseconds();
    m_isMetering = Settings::lookInto(m_paths, Policy::read())->value(SettingKeys::MeteringEnabled);
    m_record.parent = parentName();
}

void LaunchNotes::fromClient(QByteArrayView bytes)
{
    m_meter.fromClient(bytes);
    if (m_isStandIn && m_isClientKnown)
        recordNow();
}

void LaunchNotes::fromServer(QByteArrayView bytes)
{
    m_meter.fromServer(bytes);
    if (m_isClientKnown)
        record();
}

void LaunchNotes::takeCall(const MeteredCall &call)
{
    if (m_isStandIn)
        return;
    if (call.outcome == CallOutcome::Unauthorized)
        noteRejection();
    else if (call.outcome == CallOutcome::RateLimitedAuth)
        notePause(call.wait);
    if (m_isMetering)
        m_jobs.post([log = CallLog(m_paths),
                     entry = CallEntry{call, m_record.profile, m_keyName, m_record.client}] {
            static_cast<void>(log.append(entry)); // or it is lost
        });
}

void LaunchNotes::noteRejection()
{
    m_wasRejected = true;
    m_jobs.post([folder = m_paths.stateDir, subject = m_subject] {
        CircuitBreaker(folder).note(CircuitBreaker::Failure::KeyRejected, subject);
        AuthBudget(folder).noteFailure();
    });
}

void LaunchNotes::notePause(std::chrono::seconds wait)
{
    m_jobs.post([folder = m_paths.stateDir, wait = std::min(wait, MaxPause)] {
        AuthBudget(folder).pauseAll(wait);
    });
}

void LaunchNotes::serverEnded(const RelayEnd &end)
{
    if (end.isByItself) {
        const CallOutcome words = classifyErrorText(end.errors);
        const bool isEarly = CallMeter::monotonicMilliseconds() - m_startedAt
                             <= CircuitBreaker::EarlyDeath;
        if (words == CallOutcome::RateLimitedAuth)
            notePause(waitInErrorText(end.errors));
        if (words == CallOutcome::Unauthorized && !m_wasRejected)
            noteRejection();
        else if (isEarly && !m_wasRejected && words != CallOutcome::RateLimitedAuth)
            m_jobs.post([folder = m_paths.stateDir, subject = m_subject] {
                CircuitBreaker(folder).note(CircuitBreaker::Failure::Died, subject);
            });
    }
    m_meter.finish();
    if (end.silence)
        m_record.outcome = LaunchOutcome::WasSilent;
    // A client that starts the next one at once has to find what is known of this one.
    static_cast<void>(m_jobs.finish(BreakerPatience));
}

void LaunchNotes::standsIn(const Error &reason)
{
    m_isStandIn = true;
    m_record.error = errorName(reason.code);
    if (m_record.outcome != LaunchOutcome::WasSilent)
        m_record.outcome = LaunchOutcome::StoodIn;
    m_record.parent = parentName();
    if (m_isClientKnown)
        recordNow();
}

void LaunchNotes::record()
{
    if (std::exchange(m_isRecorded, true))
        return;
    m_jobs.post([log = LaunchLog(m_paths), record = m_record] {
        static_cast<void>(log.append(record)); // or it is lost
    });
}

//! Before the stand-in answers: a client that only wanted to see the tools may kill us a millisecond later.
void LaunchNotes::recordNow()
{
    if (m_isRecorded)
        return;
    record();
    static_cast<void>(m_jobs.finish(Patience));
}

void LaunchNotes::finish()
{
    record();
    static_cast<void>(m_jobs.finish(Patience));
}

} // namespace Konstantly

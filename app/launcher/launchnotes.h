// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/launcher/relay.h"
#include "models/budget/authbudget.h"
#include "models/launch/backgroundjobs.h"
#include "models/launch/calllog.h"
#include "models/launch/callmeter.h"
#include "models/launch/circuitbreaker.h"
#include "models/launch/launchrecord.h"
#include "models/settings/apppaths.h"

#include <optional>

namespace Konstantly {

struct LaunchPlan;

//! What is remembered of one launch, and what earlier ones have to say about it: the tap of the relay. Everything that touches
//! the disk while the relay runs does so in BackgroundJobs: noting can neither delay nor stop a byte.
class LaunchNotes final : public RelayTap
{
public:
    //! \a profile: empty when what was given is no name; it could be a key.
    LaunchNotes(const AppPaths &paths, const QString &profile);

    //! Why \a plan must not be carried out now (security L-4, R-2).
    [[nodiscard]] std::optional<Error> objection(const LaunchPlan &plan);

    void serverStarted();
    void fromClient(QByteArrayView bytes) override;
    void fromServer(QByteArrayView bytes) override;
    //! \a end after serverStarted(); the breaker knows of it when this returns, or never will.
    void serverEnded(const RelayEnd &end);
    //! The stand-in answers from here on, because of \a reason. fromClient() then only finds out who the client is.
    void standsIn(const Error &reason);
    //! Writes what is left, for half a second at most.
    void finish();

private:
    void takeCall(const MeteredCall &call);
    void noteRejection();
    void notePause(std::chrono::seconds wait);
    void record();
    void recordNow();

    AppPaths m_paths;
    CallMeter m_meter;
    BackgroundJobs m_jobs;
    LaunchRecord m_record;
    QString m_keyName;
    CircuitBreaker::Subject m_subject;
    std::chrono::milliseconds m_startedAt{0}; // monotonic
    bool m_isMetering = true;
    bool m_isStandIn = false;
    bool m_isClientKnown = false;
    bool m_isRecorded = false;
    bool m_wasRejected = false; // this server, once at least
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/boottime.h"
#include "models/base/clock.h"
#include "models/base/result.h"
#include "models/settings/jsonfile.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace Konstantly {

//! Stops AI tools from starting a server again and again that can't work: they restart what crashed, and each start may cost
//! one of the few failed authentications that an office has a minute (security L-4).
//!
//! After MaxDeaths starts that died within EarlyDeath, or MaxRejections refusals of the key by the service, within Window, the
//! breaker opens: no start for Window. Another key or another version of the server starts from nothing. All launchers share
//! one small file, which holds fingerprints and times.
//!
//! Times are the machine's uptime, so that a wall clock that jumps does no harm (security R-5). A damaged file is moved aside,
//! and for the next Window one failure is enough; a file that can't be written leaves the breaker closed: what keeps nothing
//! can't count, and a full disk must not stop working tools.
class CircuitBreaker final
{
public:
    static constexpr std::chrono::milliseconds Window = std::chrono::minutes(5);
    static constexpr std::chrono::milliseconds EarlyDeath = std::chrono::seconds(10);
    static constexpr int MaxDeaths = 3;
    static constexpr int MaxRejections = 2;

    enum class Failure {
        Died,       //!< the server ended by itself within EarlyDeath
        KeyRejected //!< the service answered it with 401
    };

    //! What is started.
    struct Subject
    {
        QByteArray key;  //!< fingerprint()
        QString package; //!< names the installed version; says nothing about the key
    };

    explicit CircuitBreaker(const QString &stateDir, Clock clock = systemClock(),
                            BootClock bootClock = systemBootClock());

    //! Why \a subject must not be started now, with the time to wait. Only looks; waits for nobody.
    [[nodiscard]] std::optional<Error> objection(const Subject &subject) const;

    //! Notes \a failure. Waits for the file's lock, but not long.
    void note(Failure failure, const Subject &subject) const;

private:
    Clock m_clock;
    BootClock m_bootClock;
    JsonFile m_file;
};

} // namespace Konstantly

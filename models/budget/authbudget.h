// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/boottime.h"
#include "models/base/clock.h"
#include "models/base/result.h"
#include "models/base/secret.h"
#include "models/budget/purpose.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>

namespace Konstantly {

//! Keeps the office's address from being locked out: the service shuts an address out after 10 failed authentications a
//! minute, for everybody behind it (contract, section 7).
//!
//! Every request asks first. All processes of a user share the count through one small file, which holds fingerprints of
//! keys and times, never a key. The rules (security ):
//! - at most 3 failed authentications in any 60 seconds. A key takes one of the three for as long as its answer is out,
//!   unless this process saw it accepted within 5 minutes: such a key stays usable when others spent the three, so that
//!   a leaked key can always be revoked;
//! - a rejected key is not tried again automatically, only by Purpose::UserAction;
//! - MCP_AUTH_RATE_LIMITED pauses every key, MCP_RATE_LIMITED the key it was about, until the stated time.
//!
//! Times are taken from the machine's uptime; the wall clock is asked only after a restart, and then a time in the future
//! counts as now. A file that can't be read counts as a spent budget, once; one that can't be written makes this process
//! go on alone with one failure a minute. Not thread-safe: lives where HttpClient lives.
class AuthBudget final
{
public:
    static constexpr int MaxFailures = 3;
    static constexpr std::chrono::milliseconds Window{60'000};

    //! \a stateDir is made when it is missing.
    explicit AuthBudget(QString stateDir, Clock clock = systemClock(),
                        BootClock bootClock = systemBootClock());
    ~AuthBudget();
    Q_DISABLE_COPY_MOVE(AuthBudget)

    //! The permission to make one request. Hand it back through accepted(), rejected() or abandoned().
    struct Ticket
    {
        QByteArray id;
        QByteArray fingerprint;
        bool isReserved = false; //!< it counts against the three until it is handed back
        Purpose purpose = Purpose::UserAction;
    };

    //! Asks for a request with \a key. No ticket: others have to finish first, ask again shortly.
    //! Errors: AuthRateLimited and RateLimited with the time to wait, Unauthorized for a rejected key.
    [[nodiscard]] Result<std::optional<Ticket>> begin(const Secret &key, Purpose purpose);

    void accepted(const Ticket &ticket);  //!< any answer that means the key was good
    void rejected(const Ticket &ticket);  //!< 401
    void abandoned(const Ticket &ticket); //!< no answer

    //! Why no MCP server with \a key must be started now: the service paused all of us, or the three are spent and this key
    //! was rejected before. A key about which nothing is known is let through: refusing it for what other keys did would
    //! stop tools that work. Only looks; waits for nobody.
    [[nodiscard]] std::optional<Error> objectionToStart(const Secret &key) const;
    //! An MCP server got a 401: one of the three is gone. Its key stays usable for everybody else; starts are held back by the
    //! circuit breaker, which lets go again by itself.
    void noteFailure();

    //! No request at all for \a wait (MCP_AUTH_RATE_LIMITED).
    void pauseAll(std::chrono::milliseconds wait);
    //! No request with the key of \a fingerprint for \a wait (429).
    void holdKey(const QByteArray &fingerprint, std::chrono::milliseconds wait);

    //! Whether the last answer for \a key was a 401.
    [[nodiscard]] bool isRejected(const Secret &key) const;
    //! The longest of the waits that stand in the way of \a key now; 0 = none.
    [[nodiscard]] std::chrono::milliseconds waitFor(const Secret &key) const;

private:
    void finish(const Ticket &ticket);

    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace Konstantly

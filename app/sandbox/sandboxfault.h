// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxanswer.h"
#include "models/base/result.h"

#include <QList>
#include <QString>

namespace Konstantly {

//! One way in which the sandbox misbehaves on request.
//!
//! Text form, as `--fault` takes it: `MODE[=PARAMETER][@OPERATION][*TIMES]`, for example `429@listKeys`, `slow=50`,
//! `management-off=404`, `cut@createKey*1`. OPERATION is an operation of the contract (`listKeys`, `createKey`, …), or the
//! camel-case name of a tool's backend (`findUser`); without it the fault meets every request. TIMES ends the fault after
//! that many requests.
struct SandboxFault
{
    //! "does it" = the operation is carried out; the others answer without doing anything.
    enum class Mode {
        Hang,  //!< "hang": reads the request, never answers
        Close, //!< "close": reads the request, breaks the connection without a byte of answer
        Slow,  //!< "slow[=MS]": does it, sends the answer a byte at a time, MS (20) apart
        Cut,   //!< "cut": does it, announces the full length, sends half, breaks the connection
        Html,  //!< "html": 200 text/html, as a captive portal
        //! The contract's answer: "400", "401", "401-empty", "402", "403", "403-license", "404", "405", "422", "500",
        //! "502" (HTML), "503"; with the wait in seconds (30) as parameter "429", "429-day", "429-auth", "429-ai",
        //! "429-text" (no header).
        Status,
        Redirect, //!< "redirect[=URL]": 307 to URL (https://portal.invalid/login)
        ManagementOff, //!< "management-off[=403|401|402|404|405]": so answer listKeys, createKey, revokeKey (403)
        UsageOff,   //!< "usage-off[=404|401|403|405]": so answers listUsage (404)
        CreateLost, //!< "create-lost": the key is made, the connection breaks without an answer
        RevokeLies, //!< "revoke-lies": 204, but the key stays valid and listed
        ListCut //!< "list-cut": does it; lists lose their second half, with no error on the wire
    };

    Mode mode = Mode::Status;
    QString name;      //!< the MODE as written: tells the Status variants apart
    QString parameter; //!< may be empty
    QString operation; //!< empty = every operation
    int times = -1;    //!< requests it still applies to; -1 = for ever

    //! InvalidInput with a translated sentence when \a text is no fault, or names an unknown operation.
    [[nodiscard]] static Result<SandboxFault> parse(QStringView text);
    //! The same for a list of texts; the first bad one fails.
    [[nodiscard]] static Result<QList<SandboxFault>> parseAll(const QStringList &texts);

    //! True when the fault is for \a operation (empty = an unknown path).
    [[nodiscard]] bool meets(QLatin1StringView operation) const;
    //! The parameter as a number, or \a standard without one.
    [[nodiscard]] int number(int standard) const;
    //! The answer of Html, Status, Redirect, ManagementOff and UsageOff.
    [[nodiscard]] SandboxAnswer answer() const;

    friend bool operator==(const SandboxFault &, const SandboxFault &) = default;
};

} // namespace Konstantly

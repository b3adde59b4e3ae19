// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

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
    enum class Mode {
        Hang,   //!< "hang": reads the request, never answers; nothing is done
        Close,  //!< "close": reads the request, closes without a byte of answer; nothing is done
        Slow,   //!< "slow[=ms]": does it, sends the answer a byte at a time, ms (20) apart
        Cut,    //!< "cut": does it, announces the full length, sends half and resets
        Html,   //!< "html": 200 text/html, as a captive portal
        Status, //!< "400", "401", "401-empty", "402", "403", "403-license", "404", "405", "422", "429", "429-auth", "429-ai",
        //!< "429-text" (no header), "500", "502" (HTML), "503": the contract's answer, nothing is done.
        //!< The 429s take the wait in seconds as parameter (30).
        Redirect, //!< "redirect[=URL]": 307 to URL (https://portal.invalid/)
        ManagementOff, //!< "management-off[=403|404|…]": listKeys, createKey, revokeKey answer that status (403)
        UsageOff,   //!< "usage-off[=404|…]": listUsage answers that status (404)
        CreateLost, //!< "create-lost": the key is made, the connection closes without an answer
        RevokeLies, //!< "revoke-lies": 204, but the key stays valid and listed
        ListCut //!< "list-cut": lists lose their second half without an error on the wire (no Content-Length)
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

    friend bool operator==(const SandboxFault &, const SandboxFault &) = default;
};

} // namespace Konstantly

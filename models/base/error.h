// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace Konstantly {

//! What went wrong, grouped by what somebody can do about it. The names are stable: `--json` prints them (cli.md).
enum class ErrorCode {
    Cancelled,
    Internal,      //!< a bug of ours
    InvalidInput,  //!< something typed or passed in is not acceptable
    NotConfigured, //!< unknown workspace, profile or tool

    // The service (contract, section 6)
    Offline,     //!< no connection: DNS, refused, unreachable
    Timeout,     //!< the total deadline passed
    TlsRefused,  //!< certificate not accepted; nothing was sent
    Redirected,  //!< the server answered with a 3xx; never followed
    BadResponse, //!< an answer that is not what the contract says (captive portal, cut, wrong types)
    ServerFault,       //!< 5xx
    OutcomeUnknown,    //!< a create or revoke was sent and its answer was lost
    Unauthorized,      //!< 401, opaque on purpose
    LicenseRestricted, //!< 402
    LicenseDisabled,   //!< 403 MCP_LICENSE_DISABLED
    Forbidden,         //!< 403, anything else
    NotFound,          //!< 404
    NotSupported,      //!< 405: the operation does not exist on this server
    InvalidArguments,  //!< 422
    RateLimited,       //!< 429, this key; see Error::retryAfter
    AuthRateLimited,   //!< 429 MCP_AUTH_RATE_LIMITED, or our own budget (security R-2, R-3)

    // The host rule
    OriginRefused,     //!< an address that can never be a workspace (security H-1)
    OriginUnconfirmed, //!< a custom host that has to be confirmed once (H-2)
    OriginMismatch,    //!< the stored key belongs to another host (H-3, S-5)

    // The keychain (security K-1)
    KeychainLocked,
    KeychainDenied,
    KeychainUnavailable, //!< no service, or no session bus
    KeychainNotAnswering,
    KeychainUnconfirmed, //!< can't tell: "not found" from a store whose state is unknown
    KeychainBroken,      //!< it reported success and lied
    KeyMissing,          //!< nothing stored in this slot, and the store is unlocked
    KeyRevoked,          //!< this device knows that the key was revoked; nothing was sent
    KeyRecordInvalid,    //!< stored, but not a record of ours

    // Files, ours and other programs'
    FileUnreadable,
    FileDamaged, //!< a history of ours; it is put aside when it is opened next, and a new one begun
    FileNotParsable,
    FileUnsupported, //!< readable, but editing it could damage it (duplicate names, too large, hard links …)
    FileChangedMeanwhile,
    FileBusy, //!< another program is working on it; Error::subject is its name, empty = a process of ours
    FileNotWritable,
    DiskFull,

    // Syslog over TLS (models/audit); nothing was sent after the first three
    CertificateUntrusted, //!< nobody whom we trust signed it, or its time is over
    CertificateForOtherHost,
    TlsHandshakeFailed,  //!< the other side does not speak TLS, or not with us
    DeliveryUnconfirmed, //!< the connection ended before it was certain that all had arrived
    DeliveryBusy,        //!< another process of ours is sending the same events

    // The pinned server package and the launcher
    PackageMissing,
    PackageNotVerified,
    NodeMissing, //!< no Node.js, too old, or not safe to run
    ServerFailed //!< the MCP server did not start or did not answer
};

//! One failure. Copyable, cheap, free of secrets: \a detail is for logs and "Details…", never the only explanation.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;  //!< technical, untranslated, already free of secrets
    QString subject; //!< what it is about: a host, a path, a key's name; may be empty
    std::chrono::seconds retryAfter{0}; //!< 0 = unknown

    friend bool operator==(const Error &, const Error &) = default;
};

//! The stable name of \a code, as `--json` prints it: "RateLimited".
[[nodiscard]] QString errorName(ErrorCode code);
//! Of what a file keeps; nothing when this version does not know it.
[[nodiscard]] std::optional<ErrorCode> errorFromName(QStringView name);

//! A failure in words for people.
struct ErrorText
{
    QString message; //!< what failed, and what state things are in now
    QString hint;    //!< what to do next; may be empty
};

//! The only place with sentences about failures; translated; used by window, command line and launcher alike.
[[nodiscard]] ErrorText describe(const Error &error);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArrayList>
#include <QString>

#include <chrono>

namespace Konstantly {

//! A syslog server that speaks TLS (RFC 5425).
struct SyslogTarget
{
    QString host;
    quint16 port = 6514;
    QString caFile; //!< PEM; empty = the system's authorities

    //! "syslog+tls://HOST:PORT"; without a port it is 6514. InvalidInput for anything else, user names and paths included.
    [[nodiscard]] static Result<SyslogTarget> fromUrl(const QString &url,
                                                      const QString &caFile = {});
    [[nodiscard]] QString url() const;

    friend bool operator==(const SyslogTarget &, const SyslogTarget &) = default;
};

struct DeliveryTiming
{
    std::chrono::milliseconds patience = std::chrono::seconds(10); //!< at each step, at most
    std::chrono::milliseconds settling = std::chrono::seconds(1);  //!< see deliver()
};

//! Sends \a messages, each framed by its length, over one connection of its own, and answers whether they arrived.
//!
//! TLS has no receipt. What stands in for one is an orderly end. Behind the last message the connection has to stand for the
//! time \a timing.settling: whatever cuts connections between us and the server passes on what it holds by then, or the cut
//! shows. Then we announce our end (close_notify) and wait for the server's, announced or not (rsyslog does not), which it can
//! only come to after it has read all before ours. Only that is success. A connection that ends before we ended it, or breaks
//! (reset, timeout), is a failure, and any of the messages may or may not have arrived: send all of them again.
//!
//! The certificate has to be signed by a trusted authority and be for the host. Blocks: for a worker. Errors: Offline, Timeout,
//! CertificateUntrusted, CertificateForOtherHost, TlsHandshakeFailed, DeliveryUnconfirmed; of the CA file FileUnreadable and
//! FileNotParsable.
[[nodiscard]] Result<> deliver(const SyslogTarget &target, const QByteArrayList &messages,
                               DeliveryTiming timing = {});

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArray>

namespace Konstantly {

//! A server certificate for this machine's loopback names, and the authority that signed it. All PEM.
struct LoopbackCertificates
{
    QByteArray
        authority; //!< to trust: may sign for localhost, 127.0.0.1 and ::1 and for nothing else (name constraints)
    QByteArray certificate; //!< of the server: localhost, 127.0.0.1, ::1
    QByteArray privateKey;  //!< of the server, P-256
};

//! Makes a new pair, valid from yesterday for a year. The authority's private key is wiped before this returns, so nobody
//! can ever sign with it again. Internal when OpenSSL refuses.
[[nodiscard]] Result<LoopbackCertificates> makeLoopbackCertificates();

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace Konstantly::Tests {

//! What is wrong with a server's certificate.
enum class CertificateFlaw {
    None,             //!< for localhost, signed by the authority
    SelfSigned,       //!< its own authority
    UnknownAuthority, //!< signed by another authority of the same name
    WrongHost,        //!< for elsewhere.example
    Expired,
    NotYetValid,
    LongerName //!< for localhost.evil.example
};

//! A server's key and certificate, and the authority a client should trust. PEM.
struct TestCertificates
{
    QByteArray key;
    QByteArray certificate;
    QByteArray authority;

    [[nodiscard]] static TestCertificates make(CertificateFlaw flaw = CertificateFlaw::None);
};

} // namespace Konstantly::Tests

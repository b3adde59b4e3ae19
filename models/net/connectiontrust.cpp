// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/connectiontrust.h"

#include "models/base/digest.h"
#include "models/base/file.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! TLS 1.2 or newer; certificate and host name are always checked. There is no way to trust less strictly (security N-1).
QSslConfiguration systemTrust()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return configuration;
}

} // namespace

ConnectionTrust::Lease::Lease(std::shared_ptr<int> count, const QSslConfiguration &configuration)
    : m_count(std::move(count))
    , m_configuration(configuration)
{
    ++*m_count;
}

ConnectionTrust::Lease::~Lease()
{
    if (m_count)
        --*m_count;
}

ConnectionTrust::ConnectionTrust(QNetworkAccessManager &network)
    : m_network(network)
    , m_count(std::make_shared<int>(0))
{}

Result<std::optional<ConnectionTrust::Lease>> ConnectionTrust::lease(const QString &origin,
                                                                     const TrustOptions &trust)
{
    QSslConfiguration configuration = systemTrust();
    QByteArray digest;
    if (!trust.caFile.isEmpty()) {
        const Result<FileSnapshot> file = readFile(trust.caFile);
        if (!file)
            return fail(file.error());
        if (!file->exists)
            return fail(ErrorCode::FileUnreadable, u"no such file"_s, trust.caFile);
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(file->bytes);
        if (authorities.isEmpty())
            return fail(
                ErrorCode::FileNotParsable,
                QCoreApplication::translate("CertificateFile", "There is no certificate in it."),
                trust.caFile);
        configuration.addCaCertificates(authorities);
        digest = sha256(file->bytes);
    }

    const auto known = m_trusted.constFind(origin);
    if (known != m_trusted.constEnd() && *known != digest) {
        // Dropping the connections ends the thread that serves them: never under somebody else's request.
        if (*m_count > 0)
            return std::nullopt;
        m_network.clearConnectionCache();
    }
    m_trusted.insert(origin, digest);
    return Lease(m_count, configuration);
}

} // namespace Konstantly

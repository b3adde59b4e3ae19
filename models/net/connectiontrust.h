// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/net/httprequest.h"

#include <QHash>
#include <QSslConfiguration>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
QT_END_NAMESPACE

namespace Konstantly {

//! Sees to it that a connection is used under the trust it was made with.
//!
//! Qt keeps connections, and what they trust, per host for two minutes and reuses them whatever the next request says
//! about trust. So a CA file that was just added would not count yet, and one that was just removed still would. Before
//! the trust of a host changes, all kept connections are dropped; that needs a moment without any request.
class ConnectionTrust final
{
public:
    explicit ConnectionTrust(QNetworkAccessManager &network);
    Q_DISABLE_COPY_MOVE(ConnectionTrust)

    //! The right to use connections. Counts as a request for as long as it lives.
    class Lease final
    {
    public:
        Lease(std::shared_ptr<int> count, const QSslConfiguration &configuration);
        ~Lease();
        Lease(Lease &&) noexcept = default;
        Lease &operator=(Lease &&) noexcept = default;
        Q_DISABLE_COPY(Lease)

        [[nodiscard]] const QSslConfiguration &configuration() const { return m_configuration; }

    private:
        std::shared_ptr<int> m_count;
        QSslConfiguration m_configuration;
    };

    //! No lease: other requests have to finish first, ask again shortly. Fails when the CA file can't be read.
    [[nodiscard]] Result<std::optional<Lease>> lease(const QString &origin,
                                                     const TrustOptions &trust);

private:
    QNetworkAccessManager &m_network;
    QHash<QString, QByteArray> m_trusted; //!< origin → digest of its further authorities
    std::shared_ptr<int> m_count;
};

} // namespace Konstantly

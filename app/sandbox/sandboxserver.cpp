// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxserver.h"

#include "app/sandbox/certificates.h"
#include "app/sandbox/httpconnection.h"
#include "app/sandbox/sandboxseed.h"
#include "app/sandbox/sandboxservice.h"
#include "app/sandbox/sandboxworkspace.h"

#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <functional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Listens on one loopback address and hands out each connection at once.
//!
//! Not QSslServer: that of Qt 6.4 accepts nobody any more once 30 clients have gone before their handshake.
class LoopbackServer final : public QTcpServer
{
public:
    LoopbackServer(const QSslConfiguration &tls, std::function<void(QSslSocket *)> accept)
        : m_tls(tls)
        , m_accept(std::move(accept))
    {}

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *const socket = new QSslSocket(this);
        socket->setSslConfiguration(m_tls);
        if (!socket->setSocketDescriptor(descriptor)) { // gone again
            delete socket;
            return;
        }
        m_accept(socket);
        socket->startServerEncryption();
    }

private:
    QSslConfiguration m_tls;
    std::function<void(QSslSocket *)> m_accept;
};

bool hasIpv6()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHostIPv6);
}

} // namespace

class SandboxServer::Private final
{
public:
    explicit Private(const SandboxOptions &options)
        : workspace(options.licence, options.clock)
        , service(workspace)
        , faults(options.faults)
    {}

    Result<quint16> listen(const LoopbackCertificates &certificates, quint16 port);
    std::unique_ptr<QTcpServer> listening(const QSslConfiguration &tls,
                                          QHostAddress::SpecialAddress address, quint16 port);
    void accept(QSslSocket *socket);
    void handle(HttpConnection *connection, const SandboxRequest &request);
    bool misbehave(const SandboxFault &fault, HttpConnection *connection,
                   const SandboxRequest &request);
    std::optional<SandboxFault> takeFault(QLatin1StringView operation);

    SandboxWorkspace workspace;
    SandboxService service;
    QList<SandboxFault> faults;
    // "localhost" is 127.0.0.1 to some clients and ::1 to others; null when the machine has no IPv6.
    std::unique_ptr<QTcpServer> ipv4, ipv6;
};

Result<quint16> SandboxServer::Private::listen(const LoopbackCertificates &certificates,
                                               quint16 port)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show a key, no certificate
    configuration.setLocalCertificate(QSslCertificate(certificates.certificate));
    configuration.setPrivateKey(QSslKey(certificates.privateKey, QSsl::Ec));
    configuration.setAllowedNextProtocols({"http/1.1"});
    if (configuration.localCertificate().isNull() || configuration.privateKey().isNull())
        return fail(ErrorCode::Internal, u"the TLS library does not read the certificate"_s);

    const bool wantsIpv6 = hasIpv6();
    // The other family may have lost a port that this one got: try some more when any port will do.
    for (int attempt = 0; attempt < (port == 0 ? 20 : 1); ++attempt) {
        ipv4 = listening(configuration, QHostAddress::LocalHost, port);
        if (!ipv4)
            continue;
        if (wantsIpv6)
            ipv6 = listening(configuration, QHostAddress::LocalHostIPv6, ipv4->serverPort());
        if (!wantsIpv6 || ipv6)
            return ipv4->serverPort();
    }
    ipv4.reset();
    return fail(ErrorCode::Offline, u"port %1 is not free"_s.arg(port), QString::number(port));
}

std::unique_ptr<QTcpServer> SandboxServer::Private::listening(const QSslConfiguration &tls,
                                                              QHostAddress::SpecialAddress address,
                                                              quint16 port)
{
    auto server = std::make_unique<LoopbackServer>(tls,
                                                   [this](QSslSocket *socket) { accept(socket); });
    return server->listen(QHostAddress(address), port) ? std::move(server) : nullptr;
}

void SandboxServer::Private::accept(QSslSocket *socket)
{
    auto *const connection = new HttpConnection(socket, socket->parent());
    QObject::connect(
        connection, &HttpConnection::requestReceived, connection,
        [this](HttpConnection *from, const SandboxRequest &request) { handle(from, request); });
}

void SandboxServer::Private::handle(HttpConnection *connection, const SandboxRequest &request)
{
    const QLatin1StringView operation = SandboxService::operationOf(request);
    const auto fault = takeFault(operation);
    if (!fault || !misbehave(*fault, connection, request))
        connection->send(service.answer(request));
}

std::optional<SandboxFault> SandboxServer::Private::takeFault(QLatin1StringView operation)
{
    for (SandboxFault &fault : faults) {
        if (fault.times == 0 || !fault.meets(operation))
            continue;
        if (fault.times > 0)
            --fault.times;
        return fault;
    }
    return {};
}

bool SandboxServer::Private::misbehave(const SandboxFault &fault, HttpConnection *connection,
                                       const SandboxRequest &request)
{
    using Delivery = HttpConnection::Delivery;
    using Mode = SandboxFault::Mode;
    switch (fault.mode) {
    case Mode::Hang:
        connection->send({}, Delivery::Never);
        return true;
    case Mode::Close:
        connection->send({}, Delivery::None);
        return true;
    case Mode::Slow:
        connection->send(service.answer(request), Delivery::Slow, fault.number(20));
        return true;
    case Mode::Cut:
        connection->send(service.answer(request), Delivery::Cut);
        return true;
    case Mode::Html:
    case Mode::Status:
    case Mode::Redirect:
    case Mode::ManagementOff:
    case Mode::UsageOff:
        connection->send(fault.answer());
        return true;
    case Mode::CreateLost: {
        const SandboxAnswer answer = service.answer(request);
        connection->send(answer, answer.status == 201 ? Delivery::None : Delivery::Whole);
        return true;
    }
    case Mode::RevokeLies:
        service.setRevokeLies(true);
        connection->send(service.answer(request));
        service.setRevokeLies(false);
        return true;
    case Mode::ListCut:
        connection->send(service.answer(request), Delivery::Half);
        return true;
    }
    return false;
}

SandboxServer::SandboxServer(QObject *parent)
    : QObject(parent)
{}

SandboxServer::~SandboxServer() = default;

Result<SandboxAccess> SandboxServer::start(const SandboxOptions &options)
{
    stop();
    const auto certificates = makeLoopbackCertificates();
    if (!certificates)
        return fail(certificates.error());
    auto fresh = std::make_unique<Private>(options);
    const auto port = fresh->listen(*certificates, options.port);
    if (!port)
        return fail(port.error());
    SandboxAccess access;
    access.url = QUrl(u"https://localhost:%1"_s.arg(*port));
    access.caPem = certificates->authority;
    access.adminKey = seedWorkspace(fresh->workspace, options.seed);
    m_private = std::move(fresh); // nobody is served before the event loop runs
    m_access = access;
    return access;
}

void SandboxServer::stop()
{
    if (!m_private)
        return;
    m_private->ipv4.reset(); // and its connections
    m_private->ipv6.reset();
}

bool SandboxServer::isRunning() const
{
    return m_private && m_private->ipv4;
}

void SandboxServer::setFaults(const QList<SandboxFault> &faults)
{
    if (m_private)
        m_private->faults = faults;
}

SandboxWorkspace &SandboxServer::workspace()
{
    Q_ASSERT(m_private);
    return m_private->workspace;
}

} // namespace Konstantly

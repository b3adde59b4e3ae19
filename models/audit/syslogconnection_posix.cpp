// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/syslogconnection.h"

#include "models/base/brokenpipe.h"
#include "models/base/filedescriptor.h"
#include "models/base/plaintext.h"
#include "models/settings/certificatefile.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QUrl>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Session = std::unique_ptr<SSL, decltype(&SSL_free)>;
using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;
using std::chrono::milliseconds;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SyslogTarget)
};

QString systemText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

QString tlsText()
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
    return QString::fromLatin1(text.data());
}

//! Connects within \a patience, then makes each read and write of it wait that long at most. \return 0, or an errno
int connectWithin(int descriptor, const addrinfo &address, milliseconds patience)
{
    const int flags = fcntl(descriptor, F_GETFL);
    (void) fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
    if (connect(descriptor, address.ai_addr, address.ai_addrlen) != 0) {
        if (errno != EINPROGRESS)
            return errno;
        pollfd waited{descriptor, POLLOUT, 0};
        if (poll(&waited, 1, int(patience.count())) != 1)
            return ETIMEDOUT;
        int error = 0;
        socklen_t size = sizeof error;
        (void) getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0)
            return error;
    }
    (void) fcntl(descriptor, F_SETFL, flags);
    timeval limit{};
    limit.tv_sec = patience.count() / 1000;
    limit.tv_usec = (patience.count() % 1000) * 1000;
    (void) setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    (void) setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return 0;
}

Result<FileDescriptor> connected(const SyslogTarget &target, milliseconds patience)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const QByteArray ace = QUrl::toAce(target.host); // empty for addresses of IPv6
    const QByteArray host = ace.isEmpty() ? target.host.toUtf8() : ace;
    const int failure = getaddrinfo(host.constData(), QByteArray::number(target.port).constData(),
                                    &wanted, &found);
    if (failure != 0)
        return fail(ErrorCode::Offline, QString::fromLocal8Bit(gai_strerror(failure)), target.host);
    const Addresses addresses(found, &freeaddrinfo);
    int error = EHOSTUNREACH;
    for (const addrinfo *address = found; address; address = address->ai_next) {
        FileDescriptor descriptor(
            socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC, address->ai_protocol));
        if (!descriptor.isValid())
            continue;
        error = connectWithin(descriptor.get(), *address, patience);
        if (error == 0)
            return descriptor;
    }
    return fail(error == ETIMEDOUT ? ErrorCode::Timeout : ErrorCode::Offline, systemText(error),
                target.host);
}

Result<Context> contextFor(const SyslogTarget &target)
{
    if (!target.caFile.isEmpty()) {
        // OpenSSL would not say what is wrong with it.
        if (const auto prints = certificateFingerprints(target.caFile); !prints)
            return fail(prints.error());
    }
    Context context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
    if (!context)
        return fail(ErrorCode::Internal, tlsText());
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    const int isTrusted = target.caFile.isEmpty()
                              ? SSL_CTX_set_default_verify_paths(context.get())
                              : SSL_CTX_load_verify_locations(
                                  context.get(), QFile::encodeName(target.caFile).constData(),
                                  nullptr);
    if (isTrusted != 1)
        return fail(ErrorCode::FileUnreadable, tlsText(), target.caFile);
    return context;
}

//! Why the last step of \a session failed.
tl::unexpected<Error> failure(SSL *session, int result, const SyslogTarget &target)
{
    const int systemError = errno;
    const int error = SSL_get_error(session, result);
    const bool isConnected = SSL_is_init_finished(session);
    if (const long verified = SSL_get_verify_result(session); verified != X509_V_OK) {
        const bool isOther = verified == X509_V_ERR_HOSTNAME_MISMATCH
                             || verified == X509_V_ERR_IP_ADDRESS_MISMATCH;
        return fail(isOther ? ErrorCode::CertificateForOtherHost : ErrorCode::CertificateUntrusted,
                    QString::fromLatin1(X509_verify_cert_error_string(verified)), target.host);
    }
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE)
        return fail(ErrorCode::Timeout, {}, target.host);
    const QString why = error == SSL_ERROR_SYSCALL && systemError != 0 ? systemText(systemError)
                                                                       : tlsText();
    return fail(isConnected ? ErrorCode::DeliveryUnconfirmed : ErrorCode::TlsHandshakeFailed, why,
                target.host);
}

bool isAddress(const QString &host)
{
    in6_addr buffer{};
    const QByteArray text = host.toLatin1();
    return inet_pton(AF_INET, text.constData(), &buffer) == 1
           || inet_pton(AF_INET6, text.constData(), &buffer) == 1;
}

Result<> handshake(SSL *session, int descriptor, const SyslogTarget &target)
{
    const QByteArray host = QUrl::toAce(target.host);
    if (isAddress(target.host)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), target.host.toLatin1().constData());
    } else {
        // SSL_set_tlsext_host_name(), which is a macro with a cast.
        QByteArray name = host;
        (void) SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                        name.data());
        if (SSL_set1_host(session, host.constData()) != 1)
            return fail(ErrorCode::InvalidInput, {}, target.host);
    }
    SSL_set_fd(session, descriptor);
    errno = 0;
    if (const int done = SSL_connect(session); done != 1)
        return failure(session, done, target);
    return {};
}

//! Listens for \a time: whether the connection still stands at its end.
Result<> stands(SSL *session, int descriptor, milliseconds time, const SyslogTarget &target)
{
    SSL_clear_mode(session, SSL_MODE_AUTO_RETRY); // a session ticket is no reason to wait on
    QDeadlineTimer deadline(time);
    std::array<char, 4096> ignored{};
    while (!deadline.hasExpired()) {
        pollfd waited{descriptor, POLLIN, 0};
        if (poll(&waited, 1, int(deadline.remainingTime())) != 1)
            continue;
        ERR_clear_error();
        const int count = SSL_read(session, ignored.data(), int(ignored.size()));
        if (count <= 0 && SSL_get_error(session, count) != SSL_ERROR_WANT_READ)
            return fail(ErrorCode::DeliveryUnconfirmed, u"ended by the server"_s, target.host);
    }
    SSL_set_mode(session, SSL_MODE_AUTO_RETRY);
    return {};
}

//! Announces our end and waits for the server's.
Result<> endInOrder(SSL *session, const SyslogTarget &target)
{
    // A server that has already ended has not read all of it.
    if (SSL_get_shutdown(session) & SSL_RECEIVED_SHUTDOWN)
        return fail(ErrorCode::DeliveryUnconfirmed, u"ended by the server"_s, target.host);
    ERR_clear_error();
    if (const int sent = SSL_shutdown(session); sent < 0)
        return failure(session, sent, target);
    std::array<char, 4096> ignored{};
    for (;;) {
        ERR_clear_error();
        errno = 0;
        const int count = SSL_read(session, ignored.data(), int(ignored.size()));
        if (count > 0)
            continue; // syslog servers say nothing; session tickets are read here
        const int error = SSL_get_error(session, count);
        if (error == SSL_ERROR_ZERO_RETURN
            || (error == SSL_ERROR_SSL
                && ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING))
            return {};
        return failure(session, count, target);
    }
}

} // namespace

Result<SyslogTarget> SyslogTarget::fromUrl(const QString &text, const QString &caFile)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "syslog+tls"_L1 || url.host().isEmpty()
        || !url.userInfo().isEmpty() || (!url.path().isEmpty() && url.path() != "/"_L1)
        || url.hasQuery() || url.hasFragment() || url.port() == 0)
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("“%1” is no address of a SIEM. Events are only sent as syslog over "
                              "TLS: syslog+tls://HOST:PORT, as in syslog+tls://siem.acme.com:6514.")
                        .arg(plainText(text, 80)),
                    text);
    return SyslogTarget{url.host(), quint16(url.port(6514)), caFile};
}

QString SyslogTarget::url() const
{
    QUrl url;
    url.setScheme(u"syslog+tls"_s);
    url.setHost(host);
    url.setPort(port);
    return url.toString();
}

Result<> deliver(const SyslogTarget &target, const QByteArrayList &messages, DeliveryTiming timing)
{
    ignoreBrokenPipes();
    const auto context = contextFor(target);
    if (!context)
        return fail(context.error());
    const auto descriptor = connected(target, timing.patience);
    if (!descriptor)
        return fail(descriptor.error());
    const Session session(SSL_new(context->get()), &SSL_free);
    if (!session)
        return fail(ErrorCode::Internal, tlsText());
    ERR_clear_error();
    if (const auto done = handshake(session.get(), descriptor->get(), target); !done)
        return done;
    QByteArray frames;
    for (const QByteArray &message : messages)
        frames += QByteArray::number(message.size()) + ' ' + message;
    constexpr qsizetype pieceBytes = 16 * 1024;
    for (qsizetype at = 0; at < frames.size(); at += pieceBytes) {
        const qsizetype size = std::min(pieceBytes, frames.size() - at);
        ERR_clear_error();
        if (const int sent = SSL_write(session.get(), frames.constData() + at, int(size));
            sent != size)
            return failure(session.get(), sent, target);
    }
    if (const auto stood = stands(session.get(), descriptor->get(), timing.settling, target);
        !stood)
        return stood;
    return endInOrder(session.get(), target);
}

} // namespace Konstantly

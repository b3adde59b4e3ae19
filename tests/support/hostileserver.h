// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "tests/support/testcertificates.h"

#include <QByteArray>
#include <QList>
#include <QTemporaryDir>
#include <QThread>

#include <chrono>
#include <memory>
#include <utility>

namespace Konstantly::Tests {

//! One thing the server does with a connection once it has read a request.
struct HostileStep
{
    enum class Kind {
        Send,  //!< `bytes`
        Drip,  //!< `bytes`, one byte every `interval`
        Flood, //!< `bytes`, again and again, until the client hangs up
        Wait,  //!< `interval`
        Close, //!< hang up politely
        Reset, //!< hang up with a TCP reset
        Hang   //!< never anything more
    };

    Kind kind = Kind::Hang;
    QByteArray bytes;
    std::chrono::milliseconds interval{0};
};

//! What happens after one request. After the last step the connection stays open for the next request.
using HostileScript = QList<HostileStep>;

//! Scripts by what they do.
namespace Hostile {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

//! A complete answer with Content-Length.
[[nodiscard]] HostileScript answer(int status, const QByteArray &body = {},
                                   const Headers &headers = {{"Content-Type", "application/json"}});
[[nodiscard]] HostileScript raw(const QByteArray &bytes); //!< exactly these bytes
[[nodiscard]] HostileScript rawThenClose(const QByteArray &bytes);
[[nodiscard]] HostileScript rawThenReset(const QByteArray &bytes);
[[nodiscard]] HostileScript rawThenHang(const QByteArray &bytes);
[[nodiscard]] HostileScript drip(const QByteArray &head, const QByteArray &slow,
                                 std::chrono::milliseconds interval);
[[nodiscard]] HostileScript flood(const QByteArray &head, const QByteArray &chunk);
[[nodiscard]] HostileScript closeAfterRead();
[[nodiscard]] HostileScript resetAfterRead();
[[nodiscard]] HostileScript hangAfterRead();

} // namespace Hostile

//! A request as it arrived, byte by byte.
struct HostileRequest
{
    QByteArray head; //!< up to and with the empty line
    QByteArray body;

    [[nodiscard]] QByteArray method() const;
    [[nodiscard]] QByteArray target() const;
    [[nodiscard]] QByteArray header(const QByteArray &name) const; //!< first one, trimmed
};

struct HostileOptions
{
    CertificateFlaw flaw = CertificateFlaw::None;
    bool isTls11Only = false;
    bool isPlainText = false;    //!< no TLS: answers `banner` to whatever comes first
    bool acceptsNothing = false; //!< TCP connects, TLS never begins
    QByteArray banner;
};

//! An HTTPS server on localhost that does what no server should do (security 4.4), with real sockets and real TLS, in a
//! thread of its own. It counts what arrives; nothing of it is ever repeated or repaired.
class HostileServer final
{
public:
    explicit HostileServer(const HostileOptions &options = {});
    ~HostileServer();
    Q_DISABLE_COPY_MOVE(HostileServer)

    //! Every request gets \a script.
    void always(const HostileScript &script);
    //! The requests get \a scripts in order; the last one goes on.
    void inTurn(const QList<HostileScript> &scripts);

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] Origin origin() const;  //!< https://localhost:PORT
    [[nodiscard]] QString caFile() const; //!< the authority to trust

    [[nodiscard]] QList<HostileRequest> requests() const;
    [[nodiscard]] int count(const QByteArray &method) const; //!< of requests
    [[nodiscard]] int connectionCount() const;
    [[nodiscard]] qint64 byteCount() const; //!< bytes received inside TLS

    class Worker;
    struct Shared;

private:
    QTemporaryDir m_directory;
    std::shared_ptr<Shared> m_shared;
    QThread m_thread;
    Worker *m_worker = nullptr;
};

} // namespace Konstantly::Tests

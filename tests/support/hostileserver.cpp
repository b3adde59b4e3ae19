// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/hostileserver.h"

#include <QFile>
#include <QMutex>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

//! What both threads look at.
struct HostileServer::Shared
{
    mutable QMutex mutex;
    QList<HostileScript> scripts;
    QList<HostileRequest> requests;
    int connections = 0;
    qint64 bytes = 0;
    quint16 port = 0;

    HostileScript record(const HostileRequest &request)
    {
        const QMutexLocker lock(&mutex);
        requests.append(request);
        if (scripts.isEmpty())
            return Hostile::closeAfterRead();
        return scripts.size() > 1 ? scripts.takeFirst() : scripts.constFirst();
    }
};

namespace {

//! Reads requests, plays the script of each.
class HostileConnection final : public QObject
{
    Q_OBJECT

public:
    HostileConnection(QSslSocket *socket, std::shared_ptr<HostileServer::Shared> shared,
                      QByteArray banner, QObject *parent)
        : QObject(parent)
        , m_socket(socket)
        , m_shared(std::move(shared))
        , m_banner(std::move(banner))
    {
        socket->setParent(this);
        m_timer.setSingleShot(true);
        connect(socket, &QSslSocket::readyRead, this, &HostileConnection::read);
        connect(socket, &QSslSocket::disconnected, this, &QObject::deleteLater);
        // Not bytesWritten(): while TLS is at work it is not emitted for what is written from its slot.
        connect(&m_flood, &QTimer::timeout, this, &HostileConnection::flood);
        connect(&m_timer, &QTimer::timeout, this, &HostileConnection::play);
    }

private:
    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        {
            const QMutexLocker lock(&m_shared->mutex);
            m_shared->bytes += bytes.size();
        }
        m_input += bytes;
        if (!m_banner.isEmpty()) {
            m_socket->write(m_banner);
            m_socket->disconnectFromHost();
            return;
        }
        const qsizetype end = m_input.indexOf("\r\n\r\n");
        if (end < 0 || !m_script.isEmpty())
            return;
        HostileRequest request{m_input.left(end + 4), {}};
        const qsizetype size = request.header("Content-Length").toLongLong();
        if (m_input.size() < end + 4 + size)
            return;
        request.body = m_input.mid(end + 4, size);
        m_input.remove(0, end + 4 + size);
        m_script = m_shared->record(request);
        play();
    }

    void play()
    {
        while (!m_script.isEmpty()) {
            HostileStep &step = m_script.first();
            switch (step.kind) {
            case HostileStep::Kind::Send:
                m_socket->write(step.bytes);
                break;
            case HostileStep::Kind::Drip:
                m_socket->write(step.bytes.left(1));
                m_socket->flush();
                step.bytes.remove(0, 1);
                if (!step.bytes.isEmpty()) {
                    m_timer.start(step.interval);
                    return;
                }
                break;
            case HostileStep::Kind::Flood:
                m_flood.start(1);
                return;
            case HostileStep::Kind::Wait:
                if (step.interval.count() > 0) {
                    m_timer.start(step.interval);
                    step.interval = {};
                    return;
                }
                break;
            case HostileStep::Kind::Close:
                m_socket->disconnectFromHost();
                return;
            case HostileStep::Kind::Reset:
                reset();
                return;
            case HostileStep::Kind::Hang:
                return;
            }
            m_script.removeFirst();
        }
        if (!m_input.isEmpty())
            read();
    }

    void flood()
    {
        constexpr qint64 HighWater = 1 << 20;
        while (m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() < HighWater) {
            if (m_socket->write(m_script.first().bytes) <= 0)
                return;
        }
    }

    //! A pending linger of zero seconds makes close() send RST.
    void reset()
    {
        m_socket->flush();
        // The bytes written so far have to leave first: a reset throws away what the kernel still holds.
        QTimer::singleShot(50, this, [this] {
            const linger now{1, 0};
            ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now,
                         sizeof now);
            m_socket->QAbstractSocket::abort();
        });
    }

    QSslSocket *m_socket;
    std::shared_ptr<HostileServer::Shared> m_shared;
    QByteArray m_banner;
    QByteArray m_input;
    HostileScript m_script;
    QTimer m_timer;
    QTimer m_flood;
};

QSslConfiguration serverTls(const HostileOptions &options, const TestCertificates &certificates)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(certificates.certificate));
    tls.setPrivateKey(QSslKey(certificates.key, QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (options.isTls11Only) {
        tls.setBackendConfigurationOption("CipherString", QByteArray("ALL@SECLEVEL=0"));
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        tls.setProtocol(QSsl::TlsV1_1);
        QT_WARNING_POP
    }
    return tls;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

} // namespace

class HostileServer::Worker final : public QTcpServer
{
    Q_OBJECT

public:
    Worker(const HostileOptions &options, QSslConfiguration tls, std::shared_ptr<Shared> shared)
        : m_options(options)
        , m_tls(std::move(tls))
        , m_shared(std::move(shared))
    {}

    void begin()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("the test server can't listen");
        if (m_options.acceptsNothing)
            pauseAccepting();
        m_shared->port = serverPort();
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        {
            const QMutexLocker lock(&m_shared->mutex);
            ++m_shared->connections;
        }
        auto *socket = new QSslSocket;
        socket->setSocketDescriptor(descriptor);
        new HostileConnection(socket, m_shared, m_options.banner, this);
        if (m_options.isPlainText)
            return;
        socket->setSslConfiguration(m_tls);
        socket->startServerEncryption();
    }

private:
    HostileOptions m_options;
    QSslConfiguration m_tls;
    std::shared_ptr<Shared> m_shared;
};

HostileScript Hostile::answer(int status, const QByteArray &body, const Headers &headers)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\n";
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    if (status != 204)
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return raw(head + "\r\n" + body);
}

HostileScript Hostile::raw(const QByteArray &bytes)
{
    return {{HostileStep::Kind::Send, bytes, {}}};
}

HostileScript Hostile::rawThenClose(const QByteArray &bytes)
{
    return {{HostileStep::Kind::Send, bytes, {}}, {HostileStep::Kind::Close, {}, {}}};
}

HostileScript Hostile::rawThenReset(const QByteArray &bytes)
{
    return {{HostileStep::Kind::Send, bytes, {}}, {HostileStep::Kind::Reset, {}, {}}};
}

HostileScript Hostile::rawThenHang(const QByteArray &bytes)
{
    return {{HostileStep::Kind::Send, bytes, {}}, {HostileStep::Kind::Hang, {}, {}}};
}

HostileScript Hostile::drip(const QByteArray &head, const QByteArray &slow,
                            std::chrono::milliseconds interval)
{
    return {{HostileStep::Kind::Send, head, {}}, {HostileStep::Kind::Drip, slow, interval}};
}

HostileScript Hostile::flood(const QByteArray &head, const QByteArray &chunk)
{
    return {{HostileStep::Kind::Send, head, {}}, {HostileStep::Kind::Flood, chunk, {}}};
}

HostileScript Hostile::closeAfterRead()
{
    return {{HostileStep::Kind::Close, {}, {}}};
}

HostileScript Hostile::resetAfterRead()
{
    return {{HostileStep::Kind::Reset, {}, {}}};
}

HostileScript Hostile::hangAfterRead()
{
    return {{HostileStep::Kind::Hang, {}, {}}};
}

QByteArray HostileRequest::method() const
{
    return head.left(head.indexOf(' '));
}

QByteArray HostileRequest::target() const
{
    return head.split(' ').value(1);
}

QByteArray HostileRequest::header(const QByteArray &name) const
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

HostileServer::HostileServer(const HostileOptions &options)
    : m_shared(std::make_shared<Shared>())
{
    const TestCertificates certificates = TestCertificates::make(options.flaw);
    writeFile(caFile(), certificates.authority);
    m_worker = new Worker(options, serverTls(options, certificates), m_shared);
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_worker, [this] { m_worker->begin(); }, Qt::BlockingQueuedConnection);
}

HostileServer::~HostileServer()
{
    QMetaObject::invokeMethod(
        m_worker, [this] { delete m_worker; }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void HostileServer::always(const HostileScript &script)
{
    inTurn({script});
}

void HostileServer::inTurn(const QList<HostileScript> &scripts)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->scripts = scripts;
}

quint16 HostileServer::port() const
{
    return m_shared->port;
}

Origin HostileServer::origin() const
{
    return *Origin::parseDemo(u"https://localhost:%1"_s.arg(port()));
}

QString HostileServer::caFile() const
{
    return m_directory.filePath(u"authority.pem"_s);
}

QList<HostileRequest> HostileServer::requests() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->requests;
}

int HostileServer::count(const QByteArray &method) const
{
    const QList<HostileRequest> all = requests();
    return int(std::count_if(all.begin(), all.end(), [&method](const HostileRequest &request) {
        return request.method() == method;
    }));
}

int HostileServer::connectionCount() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->connections;
}

qint64 HostileServer::byteCount() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->bytes;
}

} // namespace Konstantly::Tests

#include "hostileserver.moc"

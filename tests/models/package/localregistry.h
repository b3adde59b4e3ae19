// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStringList>
#include <QTcpServer>
#include <QTcpSocket>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace Konstantly::Tests {

//! What the registry says of one version.
struct OfferedVersion
{
    QByteArray tarball;
    QString version = QStringLiteral("0.2.0");
    QString integrity{};      //!< empty = that of the tarball
    QString publisher{};      //!< empty = it does not tell
    QJsonObject more{};       //!< further members: dependencies, bin …
    bool isSigned = false;    //!< with the key of signWithKey()
    QByteArray signatureOf{}; //!< not empty = sign this instead of name@version:integrity
};

//! An npm registry on loopback: answers what it was given, 404 to everything else.
class LocalRegistry final : public QTcpServer
{
public:
    LocalRegistry()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1/").arg(serverPort()); }
    QMap<QByteArray, QByteArray> answers; //!< by path, as npm asks
    QList<QByteArray> requests;           //!< paths
    bool isSilent = false;                //!< accepts and never answers

    //! Makes a key (ECDSA P-256, as npm's) and offers it where npm looks for keys.
    void useSigningKey()
    {
        m_key.reset(EVP_EC_gen("P-256"));
        unsigned char *der = nullptr;
        const int size = i2d_PUBKEY(m_key.get(), &der);
        const QByteArray spki(reinterpret_cast<const char *>(der), size);
        OPENSSL_free(der);
        const QJsonObject key{{QStringLiteral("keyid"), QStringLiteral("SHA256:test")},
                              {QStringLiteral("keytype"), QStringLiteral("ecdsa-sha2-nistp256")},
                              {QStringLiteral("scheme"), QStringLiteral("ecdsa-sha2-nistp256")},
                              {QStringLiteral("key"), QString::fromLatin1(spki.toBase64())},
                              {QStringLiteral("expires"), QJsonValue()}};
        answers["/-/npm/v1/keys"]
            = QJsonDocument(QJsonObject{{QStringLiteral("keys"), QJsonArray{key}}}).toJson();
    }

    //! Offers these versions of \a name, in place of those before.
    void offer(const QString &name, const QList<OfferedVersion> &versions)
    {
        QJsonObject described;
        for (const OfferedVersion &version : versions)
            described[version.version] = describe(name, version);
        const QJsonObject packument{
            {QStringLiteral("name"), name},
            {QStringLiteral("dist-tags"),
             QJsonObject{{QStringLiteral("latest"), versions.last().version}}},
            {QStringLiteral("versions"), described}};
        answers['/' + QByteArray(name.toLatin1()).replace("/", "%2f")]
            = QJsonDocument(packument).toJson();
    }

private:
    struct FreeKey
    {
        void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    };
    std::unique_ptr<EVP_PKEY, FreeKey> m_key;

    [[nodiscard]] QByteArray sign(const QByteArray &message) const
    {
        EVP_MD_CTX *context = EVP_MD_CTX_new();
        QByteArray signature(200, Qt::Uninitialized);
        size_t size = size_t(signature.size());
        if (EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, m_key.get()) != 1
            || EVP_DigestSign(context, reinterpret_cast<unsigned char *>(signature.data()), &size,
                              reinterpret_cast<const unsigned char *>(message.constData()),
                              size_t(message.size()))
                   != 1)
            qFatal("can't sign");
        EVP_MD_CTX_free(context);
        return signature.first(qsizetype(size));
    }

    QJsonObject describe(const QString &name, const OfferedVersion &version)
    {
        const QByteArray path = "/" + QByteArray::number(answers.size()) + ".tgz";
        answers[path] = version.tarball;
        const QString integrity = !version.integrity.isEmpty()
                                      ? version.integrity
                                      : QStringLiteral("sha512-")
                                            + QString::fromLatin1(
                                                QCryptographicHash::hash(version.tarball,
                                                                         QCryptographicHash::Sha512)
                                                    .toBase64());
        QJsonObject dist{{QStringLiteral("tarball"), url() + QString::fromLatin1(path.mid(1))},
                         {QStringLiteral("integrity"), integrity}};
        if (version.isSigned) {
            const QByteArray message
                = version.signatureOf.isEmpty()
                      ? (name + u'@' + version.version + u':' + integrity).toUtf8()
                      : version.signatureOf;
            dist[QStringLiteral("signatures")] = QJsonArray{QJsonObject{
                {QStringLiteral("keyid"), QStringLiteral("SHA256:test")},
                {QStringLiteral("sig"), QString::fromLatin1(sign(message).toBase64())}}};
        }
        QJsonObject json = version.more;
        json[QStringLiteral("name")] = name;
        json[QStringLiteral("version")] = version.version;
        json[QStringLiteral("dist")] = dist;
        if (!version.publisher.isEmpty())
            json[QStringLiteral("_npmUser")] = QJsonObject{
                {QStringLiteral("name"), version.publisher},
                {QStringLiteral("email"), QStringLiteral("x@example.com")}};
        return json;
    }

    void answer(QTcpSocket *socket)
    {
        const QByteArray path = socket->readAll().split(' ').value(1);
        requests << path;
        if (isSilent)
            return;
        const bool isKnown = answers.contains(path);
        const QByteArray body = isKnown ? answers.value(path)
                                        : QByteArray("{\"error\":\"Not found\"}");
        socket->write(
            (isKnown ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 404 Not Found\r\n")
            + QByteArray("Content-Type: application/json\r\nConnection: close\r\nContent-Length: ")
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket->disconnectFromHost();
    }
};

} // namespace Konstantly::Tests

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/secret.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <array>
#include <cstring>
#include <vector>

namespace Konstantly {

struct Secret::Buffer
{
    explicit Buffer(QByteArrayView source)
        : bytes(source.begin(), source.end())
    {}
    ~Buffer() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
    Q_DISABLE_COPY_MOVE(Buffer)

    std::vector<char> bytes;
};

Secret::Secret(QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        m_buffer = std::make_shared<const Buffer>(bytes);
}

Secret Secret::take(QByteArray &bytes)
{
    Secret secret{QByteArrayView(bytes)};
    wipe(bytes);
    return secret;
}

qsizetype Secret::size() const
{
    return m_buffer ? qsizetype(m_buffer->bytes.size()) : 0;
}

QByteArrayView Secret::reveal() const
{
    return m_buffer ? QByteArrayView(m_buffer->bytes.data(), size()) : QByteArrayView();
}

bool operator==(const Secret &a, const Secret &b)
{
    if (a.size() != b.size())
        return false;
    return a.isEmpty()
           || CRYPTO_memcmp(a.reveal().data(), b.reveal().data(), std::size_t(a.size())) == 0;
}

void wipe(QByteArray &bytes)
{
    // data() of a shared array would detach into a copy and wipe that one: only the sole owner's bytes can be wiped.
    if (bytes.isDetached() && !bytes.isEmpty())
        OPENSSL_cleanse(bytes.data(), std::size_t(bytes.size()));
    bytes.clear();
}

QByteArray fingerprint(const Secret &secret)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    const QByteArrayView bytes = secret.reveal();
    SHA256(reinterpret_cast<const unsigned char *>(bytes.data()), std::size_t(bytes.size()),
           digest.data());
    return QByteArray(reinterpret_cast<const char *>(digest.data()), qsizetype(digest.size()))
        .toHex();
}

} // namespace Konstantly

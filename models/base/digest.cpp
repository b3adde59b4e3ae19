// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/digest.h"

#include <openssl/evp.h>

namespace Konstantly {

namespace {

void require(bool isDone)
{
    if (!isDone)
        qFatal("SHA-256 is not available"); // as when memory is
}

} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray result(32, Qt::Uninitialized);
    require(EVP_Digest(bytes.data(), size_t(bytes.size()),
                       reinterpret_cast<unsigned char *>(result.data()), nullptr, EVP_sha256(),
                       nullptr)
            == 1);
    return result;
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    require(m_context && EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(m_context);
}

void Sha256::add(QByteArrayView bytes)
{
    require(EVP_DigestUpdate(m_context, bytes.data(), size_t(bytes.size())) == 1);
}

QByteArray Sha256::result()
{
    QByteArray result(32, Qt::Uninitialized);
    require(EVP_DigestFinal_ex(m_context, reinterpret_cast<unsigned char *>(result.data()), nullptr)
            == 1);
    return result;
}

} // namespace Konstantly

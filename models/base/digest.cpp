// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/digest.h"

#include <openssl/evp.h>

namespace Konstantly {

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray result(32, Qt::Uninitialized);
    if (EVP_Digest(bytes.data(), size_t(bytes.size()),
                   reinterpret_cast<unsigned char *>(result.data()), nullptr, EVP_sha256(), nullptr)
        != 1)
        qFatal("SHA-256 is not available"); // as when memory is
    return result;
}

} // namespace Konstantly

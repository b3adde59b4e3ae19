// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/opensslthread.h"

#include <openssl/crypto.h>

namespace Konstantly {

void releaseOpenSslThread()
{
    OPENSSL_thread_stop();
}

} // namespace Konstantly

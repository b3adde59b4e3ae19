// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"

#include <QByteArray>
#include <QByteArrayView>

namespace Konstantly {

//! Takes MCP keys out of a stream of bytes that comes in pieces: the standard error of the server, which AI tools keep in
//! their logs (security L-9). Every other byte passes unchanged.
//!
//! Goes by the form of a key (kmcp_ and at least eight key characters), so that nobody has to keep the key for it; only a key
//! of another form is kept and looked for.
class StreamRedactor final
{
public:
    explicit StreamRedactor(const Secret &key = {});

    //! What of \a bytes, and of what was held back before, can go on now. At most an unfinished key is held back.
    [[nodiscard]] QByteArray feed(QByteArrayView bytes);
    //! The stream has ended: the rest.
    [[nodiscard]] QByteArray finish();

private:
    Secret m_key;           // only when it has another form
    QByteArray m_held;      // starts like a key and may go on as one
    bool m_isInKey = false; // the key's mark was written, its characters are being swallowed
};

} // namespace Konstantly

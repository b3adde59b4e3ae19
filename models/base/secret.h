// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDebug>
#include <QMetaType>

#include <memory>

namespace Konstantly {

//! Bytes that must not outlive their use: a key, a password.
//!
//! Implicitly shared; the bytes are wiped with OPENSSL_cleanse when the last copy goes. Comparison takes the same time
//! whatever differs. There is no conversion, no QDebug operator and no QVariant type on purpose; reveal() is the one way
//! out and easy to search for.
//!
//! What it can't do: copies that Qt makes of what reveal() handed out (headers, clipboard, text fields) are Qt's.
class Secret final
{
public:
    Secret() = default;
    //! Copies \a bytes. The caller's own copy stays the caller's to wipe, see take().
    explicit Secret(QByteArrayView bytes);
    //! Copies \a bytes and wipes the caller's buffer, when it was the only owner of it.
    [[nodiscard]] static Secret take(QByteArray &bytes);

    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] qsizetype size() const;

    //! The bytes, valid while this Secret (or a copy of it) lives. Don't keep them.
    [[nodiscard]] QByteArrayView reveal() const;

    //! Constant-time for equal lengths.
    friend bool operator==(const Secret &a, const Secret &b);

private:
    struct Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

QDebug operator<<(QDebug, const Secret &) = delete;

//! Overwrites \a bytes (detaching first, so that a shared copy survives) and clears it.
void wipe(QByteArray &bytes);

//! SHA-256 of the secret in lower-case hex: names a key without showing it. A 256-bit random key can't be guessed from it.
[[nodiscard]] QByteArray fingerprint(const Secret &secret);

} // namespace Konstantly

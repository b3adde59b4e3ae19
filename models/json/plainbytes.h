// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QtAlgorithms>
#include <QtEndian>

namespace Konstantly {

//! \file Stepping over what most of a text is made of, eight bytes at a time.

[[nodiscard]] constexpr quint64 everyByte(uchar value)
{
    return 0x0101010101010101ULL * value;
}

//! Not zero when one of the eight bytes is \a value. A carry can mark bytes behind the first one that is, but none before it.
[[nodiscard]] constexpr quint64 markByte(quint64 bytes, uchar value)
{
    const quint64 x = bytes ^ everyByte(value);
    return (x - everyByte(1)) & ~x & everyByte(0x80);
}

//! The first byte is the lowest one, on every machine.
[[nodiscard]] inline quint64 eightBytes(QByteArrayView text, qsizetype at)
{
    return qFromLittleEndian<quint64>(text.data() + at);
}

[[nodiscard]] constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

//! The first byte at or after \a at that is a quote, a backslash, a control character or no ASCII; one of the last eight when
//! there is none before.
[[nodiscard]] inline qsizetype skipPlain(QByteArrayView text, qsizetype at)
{
    for (; at + 8 <= text.size(); at += 8) {
        const quint64 bytes = eightBytes(text, at);
        const quint64 control = (bytes - everyByte(0x20)) & ~bytes & everyByte(0x80);
        const quint64 special = control | markByte(bytes, '"') | markByte(bytes, '\\')
                                | (bytes & everyByte(0x80));
        if (special != 0)
            return at + qsizetype(qCountTrailingZeroBits(special) / 8);
    }
    return at;
}

//! The first byte at or after \a at that is no white space.
[[nodiscard]] inline qsizetype skipWhite(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at])) {
        // Indentation is spaces, mostly.
        while (at + 8 <= text.size() && eightBytes(text, at) == everyByte(' '))
            at += 8;
        while (at < text.size() && isBlank(text[at]))
            ++at;
    }
    return at;
}

} // namespace Konstantly

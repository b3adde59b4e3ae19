// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>

namespace Konstantly {

//! Appends \a value in as few bytes as it takes, seven bits each, low ones first.
inline void appendVarint(QByteArray &bytes, std::uint64_t value)
{
    while (value >= 0x80U) {
        bytes.append(char((value & 0x7fU) | 0x80U));
        value >>= 7U;
    }
    bytes.append(char(value));
}

//! Negative numbers near zero are short, too.
inline void appendSignedVarint(QByteArray &bytes, std::int64_t value)
{
    appendVarint(bytes, (std::uint64_t(value) << 1U) ^ std::uint64_t(value >> 63));
}

//! Takes numbers off the front of bytes that the functions above wrote. A value.
class VarintReader final
{
public:
    explicit VarintReader(QByteArrayView bytes)
        : m_at(bytes.begin())
        , m_end(bytes.end())
    {}

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }

    //! Nothing at the end, and for bytes that appendVarint() does not write.
    [[nodiscard]] std::optional<std::uint64_t> next()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; m_at != m_end && shift < 64; shift += 7) {
            const auto byte = std::uint8_t(*m_at++);
            const std::uint64_t part = byte & 0x7fU;
            if ((shift == 63 && part > 1) || (byte == 0 && shift > 0))
                return std::nullopt;
            value |= part << shift;
            if ((byte & 0x80U) == 0)
                return value;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::int64_t> nextSigned()
    {
        const auto value = next();
        if (!value)
            return std::nullopt;
        return std::int64_t(*value >> 1U) ^ -std::int64_t(*value & 1U);
    }

    //! The next \a size bytes, a view into what the reader was made of.
    [[nodiscard]] std::optional<QByteArrayView> take(std::uint64_t size)
    {
        if (std::uint64_t(m_end - m_at) < size)
            return std::nullopt;
        const QByteArrayView result(m_at, qsizetype(size));
        m_at += qsizetype(size);
        return result;
    }

private:
    const char *m_at;
    const char *m_end;
};

} // namespace Konstantly

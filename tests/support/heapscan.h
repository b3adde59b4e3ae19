// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QFile>

namespace Konstantly::Tests {

//! A text that is not itself in memory in the clear: what to look for with copiesInMemory().
class HiddenText final
{
public:
    //! \a text is wiped by the caller.
    explicit HiddenText(QByteArrayView text)
    {
        for (const char c : text)
            m_masked += char(c ^ Mask);
    }
    [[nodiscard]] qsizetype size() const { return m_masked.size(); }
    //! True when \a bytes, \a step bytes apart, spell the text.
    [[nodiscard]] bool isAt(const volatile char *bytes, qsizetype step) const
    {
        for (qsizetype i = 0; i < m_masked.size(); ++i) {
            if (char(bytes[i * step] ^ Mask) != m_masked[i])
                return false;
        }
        return true;
    }

private:
    static constexpr char Mask = 0x55;
    QByteArray m_masked;
};

//! How often \a text is in this process's heap, as UTF-8 and as UTF-16 together. Reads freed memory on purpose, so not
//! under sanitizers.
inline int copiesInMemory(const HiddenText &text)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        return -1;
    int copies = 0;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QByteArrayList fields = line.simplified().split(' ');
        const bool isHeap = fields.size() >= 5 && fields[1].startsWith("rw") && fields[4] == "0"
                            && (fields.size() == 5 || fields[5] == "[heap]");
        if (!isHeap)
            continue;
        const QByteArrayList range = fields[0].split('-');
        const auto *begin = reinterpret_cast<const volatile char *>(
            range[0].toULongLong(nullptr, 16));
        const auto *end = reinterpret_cast<const volatile char *>(
            range[1].toULongLong(nullptr, 16));
        for (; begin + 2 * text.size() <= end; ++begin)
            copies += text.isAt(begin, 1) || text.isAt(begin, 2) ? 1 : 0;
    }
    return copies;
}

} // namespace Konstantly::Tests

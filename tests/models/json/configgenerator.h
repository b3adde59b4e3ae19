// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QRandomGenerator>

namespace Konstantly::Tests {

//! Random configuration files in every style that people and programs have: indentation, line ends, spaces in odd places,
//! one-line parts, escapes, numbers that a parser would round, with or without the map. The same seed gives the same files.
class ConfigGenerator final
{
public:
    explicit ConfigGenerator(quint32 seed)
        : m_random(seed)
    {}

    struct File
    {
        QByteArray bytes;
        bool hasMap = false;
        bool isMapEmpty = false;
    };

    //! \a map is the name of the servers' map.
    [[nodiscard]] File next(const QByteArray &map = "mcpServers")
    {
        m_newLine = pick({"\n", "\n", "\n", "\r\n", "\r\n", "\r"});
        m_unit = pick({"  ", "  ", "    ", "\t", "   ", " ", ""});
        m_colon = pick({": ", ": ", ":", " : ", " :"});
        m_comma = pick({",", ",", ",", " ,"});
        m_oneLine = chance(20);
        m_messy = chance(25);
        m_file = {};
        m_map = map;
        QByteArray body = root();
        if (chance(5))
            body.prepend(pick({" ", "\n", "\t"}));
        if (chance(6))
            body.prepend("\xEF\xBB\xBF");
        m_file.bytes = body + (chance(60) ? m_newLine : QByteArray());
        return m_file;
    }

private:
    bool chance(int percent) { return int(m_random.bounded(100)) < percent; }

    template<size_t N>
    QByteArray pick(const char *const (&list)[N])
    {
        return list[m_random.bounded(quint32(N))];
    }

    QByteArray name(int index)
    {
        static constexpr const char *names[] = {
            "github", "db", "a b",       "\\u00e9t\xC3\xA9", "x.y", "konstantly-staging", "mcp",
            "{",      "//", "\\\"q\\\"", "\xF0\x9F\x8E\x93"};
        return '"' + pick(names) + QByteArray::number(index) + '"';
    }

    QByteArray scalar()
    {
        static constexpr const char *values[] = {"1.50",
                                                 "12345678901234567890",
                                                 "-0",
                                                 "1e-7",
                                                 "true",
                                                 "false",
                                                 "null",
                                                 "\"\"",
                                                 "\"C:\\\\Users\\\\J\xC3\xBCrgen\"",
                                                 "\"// no comment, }\"",
                                                 "\"caf\\u00e9 \\/ \\ud83c\\udf93\"",
                                                 "\"konstantly\"",
                                                 "\"${env:X}\"",
                                                 "\"\\n\\t\""};
        return pick(values);
    }

    //! What is between the pieces of an object or array that is \a depth deep.
    QByteArray gap(int depth, bool onOneLine)
    {
        if (onOneLine)
            return chance(40) ? " " : "";
        QByteArray result = m_newLine;
        if (m_messy && chance(20))
            result += m_newLine;
        if (m_messy && chance(10))
            result += " ";
        return result + m_unit.repeated(depth);
    }

    QByteArray container(int depth, bool isObject, const QList<QByteArray> &parts)
    {
        const QByteArray open = isObject ? "{" : "[";
        const QByteArray close = isObject ? "}" : "]";
        if (parts.isEmpty())
            return open
                   + (chance(70)   ? QByteArray()
                      : chance(50) ? gap(depth, m_oneLine)
                                   : " ")
                   + close;
        const bool onOneLine = m_oneLine || (m_messy && chance(30)) || (depth > 1 && chance(30));
        QByteArray result = open;
        for (qsizetype i = 0; i < parts.size(); ++i)
            result += (i > 0 ? m_comma : QByteArray()) + gap(depth + 1, onOneLine) + parts.at(i);
        return result + gap(depth, onOneLine) + close;
    }

    QByteArray value(int depth)
    {
        if (depth > 4 || chance(50))
            return scalar();
        const bool isObject = chance(60);
        QList<QByteArray> parts;
        const int count = int(m_random.bounded(4));
        for (int i = 0; i < count; ++i)
            parts.append(isObject ? name(i) + m_colon + value(depth + 1) : value(depth + 1));
        return container(depth, isObject, parts);
    }

    QByteArray root()
    {
        QList<QByteArray> parts;
        const int before = chance(50) ? 0 : int(m_random.bounded(3));
        for (int i = 0; i < before; ++i)
            parts.append(name(i) + m_colon + value(1));
        if (chance(70)) {
            m_file.hasMap = true;
            QList<QByteArray> entries;
            const int count = chance(25) ? 0 : int(m_random.bounded(4));
            m_file.isMapEmpty = count == 0;
            for (int i = 0; i < count; ++i)
                entries.append(name(10 + i) + m_colon + value(2));
            parts.append('"' + m_map + '"' + m_colon + container(1, true, entries));
        }
        const int after = chance(50) ? 0 : int(m_random.bounded(3));
        for (int i = 0; i < after; ++i)
            parts.append(name(20 + i) + m_colon + value(1));
        return container(0, true, parts);
    }

    QRandomGenerator m_random;
    QByteArray m_newLine, m_unit, m_colon, m_comma, m_map;
    bool m_oneLine = false;
    bool m_messy = false;
    File m_file;
};

} // namespace Konstantly::Tests

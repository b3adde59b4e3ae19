// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QRandomGenerator>

namespace Konstantly::Tests {

//! Random TOML texts, about half of them wrong: few names, so that they meet each other in every way that tables, dotted
//! keys and braces can, values that look almost right, and damaged bytes. The same seed gives the same texts.
class TomlGenerator final
{
public:
    explicit TomlGenerator(quint32 seed)
        : m_random(seed)
    {}

    [[nodiscard]] QByteArray next()
    {
        const QByteArray newLine = chance(20) ? "\r\n" : "\n";
        m_strange = chance(30) ? 12 : 0;
        QByteArray result = chance(5) ? QByteArray("\xEF\xBB\xBF") : QByteArray();
        const int lines = int(m_random.bounded(9));
        for (int i = 0; i < lines; ++i)
            result += (chance(10) ? "  " : "") + line() + (chance(10) ? " # x" : "") + newLine;
        if (chance(20) && result.endsWith(newLine))
            result.chop(newLine.size());
        if (chance(20))
            damage(result);
        return result;
    }

private:
    bool chance(int percent) { return int(m_random.bounded(100)) < percent; }

    template<size_t N>
    QByteArray pick(const char *const (&list)[N])
    {
        return list[m_random.bounded(quint32(N))];
    }

    QByteArray step()
    {
        static constexpr const char *names[] = {"a", "a",           "b",   "b",    "c",
                                                "d", "\"a\"",       "'b'", "\"\"", "\"x y\"",
                                                "1", "\"\\u0061\"", "-"};
        return pick(names);
    }

    QByteArray key()
    {
        QByteArray result = step();
        while (chance(30))
            result += (chance(10) ? " . " : ".") + step();
        return result;
    }

    QByteArray scalar()
    {
        static constexpr const char *good[] = {"1",
                                               "0",
                                               "-0",
                                               "+7",
                                               "1_000",
                                               "0xDEAD_beef",
                                               "0o755",
                                               "0b1101",
                                               "9223372036854775807",
                                               "-9223372036854775808",
                                               "1.5",
                                               "-0.0",
                                               "6.626e-34",
                                               "1e1_0",
                                               "5E+22",
                                               "inf",
                                               "-inf",
                                               "nan",
                                               "true",
                                               "false",
                                               "1979-05-27",
                                               "1979-05-27T07:32:00Z",
                                               "07:32:00",
                                               "1979-05-27 07:32:00.999999",
                                               "1979-05-27t00:32:00.5-07:00",
                                               "00:00:00.1234567",
                                               "2000-02-29",
                                               "\"\"",
                                               "''",
                                               "\"a\\tb\\\\\\\"\\u00e9\\U0001F393\"",
                                               "'C:\\x'",
                                               "\"\xC3\xA9\xF0\x9F\x8E\x93\"",
                                               "\"\"\"\nx\"\" y\"\"\"",
                                               "\"\"\"a\\\n   b\"\"\"",
                                               "\"\"\"\"q\"\"\"\"\"",
                                               "'''it's\n'''",
                                               "'''''a'''''",
                                               "\"\"\"\"\"\"",
                                               "\"\"\"a \\\r\n  b\r\nc\"\"\"",
                                               "\"#\"",
                                               "'[a]'",
                                               "\"\"\"\\\n\n  \\\n\"\"\""};
        static constexpr const char *bad[] = {"01",
                                              "1_",
                                              "1__0",
                                              "0x",
                                              "+0x1",
                                              "0b2",
                                              "0o8",
                                              "1.",
                                              ".5",
                                              "1.e5",
                                              "1e",
                                              "tru",
                                              "True",
                                              "1979-13-01",
                                              "1979-02-30",
                                              "1979-05-27T",
                                              "07:32",
                                              "24:00:00",
                                              "\"\\x41\"",
                                              "\"\\ud800\"",
                                              "\"",
                                              "'",
                                              "\"\"\"a\"\"\"\"\"\"",
                                              "abc",
                                              "",
                                              "-",
                                              "+inf1",
                                              "\"a\nb\"",
                                              "0000-01-01",
                                              "1979-05-27  07:32:00",
                                              "1 2",
                                              "\"a\" \"b\"",
                                              "_1",
                                              "0_0",
                                              "1e1.0",
                                              "07:32:00Z",
                                              "1979-05-27T07:32:00+24:00",
                                              "1979-5-27",
                                              "\"\\U00110000\"",
                                              "00",
                                              "\"\"\"a\\ b\"\"\"",
                                              "'\x7F'",
                                              "\"\x01\"",
                                              "12:00:60"};
        return chance(m_strange) ? pick(bad) : pick(good);
    }

    QByteArray value(int depth = 0)
    {
        const QByteArray comma = chance(30) ? "," : ", ";
        if (depth > 3 || chance(65))
            return scalar();
        QByteArray result;
        const int count = int(m_random.bounded(4));
        const bool isArray = chance(50);
        const QByteArray gap = isArray && chance(30) ? (chance(40) ? " # c ]\n  " : "\n\t") : "";
        for (int i = 0; i < count; ++i)
            result += (i > 0 ? comma : "") + gap
                      + (isArray ? QByteArray() : key() + (chance(20) ? "=" : " = "))
                      + value(depth + 1);
        if (chance(isArray ? 30 : m_strange))
            result += ',';
        return isArray ? '[' + result + gap + ']' : '{' + result + '}';
    }

    QByteArray line()
    {
        switch (m_random.bounded(10)) {
        case 0:
            return "# comment";
        case 1:
            return {};
        case 2:
        case 3:
            return '[' + key() + ']';
        case 4:
            return (chance(70) ? "[[" : "[ [") + key() + "]]";
        default:
            return key() + (chance(20) ? "=" : " = ") + value();
        }
    }

    void damage(QByteArray &text)
    {
        static constexpr const char *pieces[] = {
            "\"",   "'",    "[", "]", "{", "}",  ",", "=",      ".",   "#", "\n", "\r", "\\",
            "\xC3", "\x80", "_", "0", " ", "\t", "-", "\"\"\"", "'''", "e", ":",  "T"};
        if (text.isEmpty())
            return;
        const auto at = qsizetype(m_random.bounded(quint32(text.size())));
        switch (m_random.bounded(4)) {
        case 0:
            text.remove(at, 1);
            break;
        case 1:
            text.truncate(at);
            break;
        case 2:
            text.replace(at, 1, pick(pieces));
            break;
        default:
            text.insert(at, pick(pieces));
        }
    }

    QRandomGenerator m_random;
    int m_strange = 0; // percent
};

//! Random configuration files with servers in every form that people and programs write: headers, sub-tables in front of
//! their parents, braces, dotted keys, none; comments everywhere, line ends, blank lines, with or without a final line end.
class TomlConfigGenerator final
{
public:
    explicit TomlConfigGenerator(quint32 seed)
        : m_random(seed)
    {}

    enum class Servers { None, Headers, Braces, DottedKeys, OneTable };

    struct File
    {
        QByteArray bytes;
        Servers servers = Servers::None;
    };

    [[nodiscard]] File next()
    {
        m_newLine = chance(25) ? "\r\n" : "\n";
        m_equals = pick({" = ", " = ", "=", " =", "= "});
        m_blankLines = chance(70);
        m_number = 0;
        File file;
        file.servers = Servers(m_random.bounded(5));
        QByteArray text = chance(6) ? QByteArray("\xEF\xBB\xBF") : QByteArray();
        if (chance(3)) {
            file.servers = Servers::None;
            file.bytes = text + pick({"", "\n", "# x", "# x\n", "\r\n\r\n", "  ", "\n# x\n\n"});
            return file;
        }
        text += comments();
        for (int i = int(m_random.bounded(4)); i > 0; --i)
            text += pair();
        if (file.servers == Servers::Braces)
            text += braces();
        if (file.servers == Servers::DottedKeys)
            text += dottedKeys();
        for (int i = chance(40) ? 0 : int(m_random.bounded(3)); i > 0; --i)
            text += pair();
        for (int i = chance(40) ? 0 : int(m_random.bounded(3)); i > 0; --i)
            text += table();
        if (file.servers == Servers::Headers)
            text += headers();
        if (file.servers == Servers::OneTable)
            text += oneTable();
        for (int i = chance(40) ? 0 : int(m_random.bounded(3)); i > 0; --i)
            text += table();
        text += comments();
        for (int i = chance(80) ? 0 : int(m_random.bounded(3)); i > 0; --i)
            text += m_newLine;
        if (chance(30) && text.endsWith(m_newLine))
            text.chop(m_newLine.size());
        file.bytes = text;
        return file;
    }

private:
    bool chance(int percent) { return int(m_random.bounded(100)) < percent; }

    template<size_t N>
    QByteArray pick(const char *const (&list)[N])
    {
        return list[m_random.bounded(quint32(N))];
    }

    QByteArray name()
    {
        static constexpr const char *names[] = {
            "github",      "team docs", "konstantly-staging", "db", "\xC3\xA9t\xC3\xA9", "a.b",
            "mcp_servers", "[x]"};
        const QByteArray name = pick(names) + QByteArray::number(++m_number);
        const bool isBare = !name.contains(' ') && !name.contains('.') && !name.contains('[')
                            && !name.contains('\xC3');
        return isBare && chance(80) ? name : chance(50) ? '"' + name + '"' : '\'' + name + '\'';
    }

    QByteArray value()
    {
        const QByteArray n = m_newLine;
        switch (m_random.bounded(8)) {
        case 0:
            return "[" + n + "  \"run\", # x" + n + "  'C:\\x'," + n + "]";
        case 1:
            return "\"\"\"" + n + "[mcp_servers.konstantly]" + n + "command = \"no\"" + n
                   + "\"\"\"";
        case 2:
            return "{ a = 1, b = [ 'x' ] }";
        default:
            return pick({"\"gpt-5\"", "'literal # no comment'", "1.50", "0x1F", "true", "[]", "{}",
                         "1979-05-27", "[\"-y\", \"konstantly\"]", "\"caf\\u00e9\"", "-0.0",
                         "12:00:00", "[ [1], [{ a = 2 }] ]"});
        }
    }

    QByteArray endOfLine()
    {
        return (chance(15) ? pick({" # note", "\t# [mcp_servers.konstantly]", "  "}) : QByteArray())
               + m_newLine;
    }

    QByteArray pair(const QByteArray &prefix = {})
    {
        const QByteArray key = prefix + name() + (chance(10) ? ".x" : "");
        return (chance(10) ? "  " : "") + key + m_equals + value() + endOfLine()
               + (chance(10) ? comments() : QByteArray());
    }

    QByteArray comments()
    {
        QByteArray result;
        while (chance(25))
            result += pick({"# comment", "#", "  # args = []", "# konstantly = {}"}) + m_newLine;
        if (!result.isEmpty() && chance(40))
            result += m_newLine;
        return result;
    }

    QByteArray header(const QByteArray &key)
    {
        return (m_blankLines && chance(90) ? m_newLine : QByteArray()) + comments()
               + (chance(10) ? "  [" : "[") + key + "]" + endOfLine();
    }

    QByteArray pairs(int most)
    {
        QByteArray result;
        for (int i = int(m_random.bounded(quint32(most))); i > 0; --i)
            result += pair();
        return result;
    }

    QByteArray table()
    {
        const QByteArray key = name();
        if (chance(20))
            return header('[' + key + ']') + pairs(3) + header('[' + key + ']') + pairs(2)
                   + header(key + ".\"sub\"") + pairs(2);
        return header(key) + pairs(4) + (chance(20) ? header(key + ".y") + pairs(2) : "");
    }

    QByteArray headers()
    {
        QByteArray result = chance(20) ? header("mcp_servers") + pairs(2) : QByteArray();
        for (int i = 1 + int(m_random.bounded(3)); i > 0; --i) {
            const QByteArray key = "mcp_servers." + name();
            const QByteArray env = header(key + ".env") + pairs(3);
            const bool hasEnv = chance(25);
            const bool isFirst = chance(50);
            result += (hasEnv && isFirst ? env : QByteArray()) + header(key) + pairs(4)
                      + (hasEnv && !isFirst ? env : QByteArray());
            if (chance(15))
                result += table(); // the servers need not stand together
        }
        return result;
    }

    QByteArray braces()
    {
        const QByteArray gap = pick({"", " ", "  "});
        const QByteArray comma = pick({", ", ",", " , "});
        QByteArray result;
        for (int i = int(m_random.bounded(4)); i > 0; --i)
            result += (result.isEmpty() ? QByteArray() : comma) + name()
                      + (chance(10) ? ".command" : "") + m_equals
                      + pick({"{}", "{ command = \"x\" }", "{command='x',args=[]}", "1"});
        return "mcp_servers" + m_equals + '{' + gap + result
               + (result.isEmpty() ? QByteArray() : gap) + '}' + endOfLine();
    }

    QByteArray dottedKeys()
    {
        QByteArray result;
        for (int i = 1 + int(m_random.bounded(3)); i > 0; --i) {
            const QByteArray key = "mcp_servers." + name();
            result += key + ".command" + m_equals + "\"x\"" + endOfLine();
            if (chance(50))
                result += key + ".args" + m_equals + "[]" + endOfLine();
            if (chance(20))
                result += pair();
        }
        return result;
    }

    QByteArray oneTable()
    {
        QByteArray result = header("mcp_servers");
        for (int i = int(m_random.bounded(3)); i > 0; --i)
            result += name()
                      + (chance(40) ? ".command" + m_equals + "\"x\""
                                    : m_equals + "{ command = \"x\" }")
                      + endOfLine();
        return result;
    }

    QRandomGenerator m_random;
    QByteArray m_newLine, m_equals;
    bool m_blankLines = true;
    int m_number = 0;
};

} // namespace Konstantly::Tests

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomlscan.h"

#include "models/json/utf8.h"

namespace Konstantly {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isWordCharacter(char c)
{
    return isBareTomlKey(c) || c == '+' || c == '.' || c == ':';
}

//! A control character that may stand nowhere.
bool isControl(char c)
{
    return (uchar(c) < 0x20 && c != '\t') || c == '\x7F';
}

} // namespace

bool isBareTomlKey(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || c == '-';
}

bool TomlScanner::report(TomlProblem problem, qsizetype offset)
{
    // What a NUL or a missing rest does to the grammar around it is no news: name the cause.
    if (offset >= m_text.size() && problem != TomlProblem::UnfinishedString)
        problem = TomlProblem::UnexpectedEnd;
    else if (offset < m_text.size() && m_text[offset] == '\0')
        problem = TomlProblem::NulByte;
    m_finding = {problem, qMin(offset, m_text.size())};
    return false;
}

void TomlScanner::skipBlank()
{
    while (isBlank(peek()))
        ++m_at;
}

bool TomlScanner::skipLines()
{
    for (;;) {
        skipBlank();
        if (peek() == '#') {
            if (!comment())
                return false;
        } else if (isLineEnd()) {
            m_at += peek() == '\r' ? 2 : 1;
        } else {
            return true;
        }
    }
}

bool TomlScanner::endLine()
{
    skipBlank();
    if (peek() == '#' && !comment())
        return false;
    if (atEnd())
        return true;
    if (!isLineEnd())
        return report(peek() == '\r' ? TomlProblem::ControlCharacter : TomlProblem::ExpectedLineEnd,
                      m_at);
    m_at += peek() == '\r' ? 2 : 1;
    return true;
}

bool TomlScanner::comment()
{
    while (!atEnd() && !isLineEnd()) {
        if (!character())
            return false;
    }
    return true;
}

//! One character of a string or a comment.
bool TomlScanner::character()
{
    if (isControl(m_text[m_at]))
        return report(TomlProblem::ControlCharacter, m_at);
    const qsizetype length = utf8Length(m_text.sliced(m_at));
    if (length == 0)
        return report(TomlProblem::InvalidUtf8, m_at);
    m_at += length;
    return true;
}

bool TomlScanner::key(std::vector<TomlStep> &steps)
{
    for (;;) {
        const qsizetype begin = m_at;
        if (peek() == '"' || peek() == '\'') {
            if (!lineString(peek()))
                return false;
        } else {
            while (isBareTomlKey(peek()))
                ++m_at;
            if (m_at == begin)
                return report(TomlProblem::ExpectedKey, m_at);
        }
        steps.push_back({decodeTomlString(m_text.sliced(begin, m_at - begin)), {begin, m_at}});
        skipBlank();
        if (peek() != '.')
            return true;
        ++m_at;
        skipBlank();
    }
}

bool TomlScanner::scalar(TextValue &value)
{
    const qsizetype begin = m_at;
    if (peek() == '"' || peek() == '\'') {
        if (!string())
            return false;
        value = {TextType::String, {begin, m_at}};
        return true;
    }
    while (isWordCharacter(peek()))
        ++m_at;
    if (m_at == begin)
        return report(TomlProblem::ExpectedValue, m_at);
    // A space may stand between a date and a time.
    const bool isDate = m_at - begin == 10 && m_text[begin + 4] == '-' && m_text[begin + 7] == '-';
    if (isDate && peek() == ' ' && peek(1) >= '0' && peek(1) <= '9') {
        ++m_at;
        while (isWordCharacter(peek()))
            ++m_at;
    }
    TomlProblem problem = TomlProblem::None;
    value = {tomlScalarType(m_text.sliced(begin, m_at - begin), problem), {begin, m_at}};
    return problem == TomlProblem::None || report(problem, begin);
}

bool TomlScanner::string()
{
    const char quote = peek();
    return peek(1) == quote && peek(2) == quote ? linesString(quote) : lineString(quote);
}

bool TomlScanner::lineString(char quote)
{
    const qsizetype begin = m_at++;
    while (!atEnd()) {
        const char c = m_text[m_at];
        if (c == quote) {
            ++m_at;
            return true;
        }
        // A line that ends inside a string is nearly always a quote that is missing.
        if (isLineEnd())
            return report(TomlProblem::UnfinishedString, begin);
        if (c == '\\' && quote == '"' ? !escape(false) : !character())
            return false;
    }
    return report(TomlProblem::UnfinishedString, begin);
}

bool TomlScanner::linesString(char quote)
{
    const qsizetype begin = m_at;
    m_at += 3;
    while (!atEnd()) {
        const char c = m_text[m_at];
        if (c == quote && peek(1) == quote && peek(2) == quote) {
            m_at += 3;
            // One or two more belong to the string.
            for (int more = 0; more < 2 && peek() == quote; ++more)
                ++m_at;
            return true;
        }
        if (isLineEnd())
            m_at += c == '\r' ? 2 : 1;
        else if (c == '\\' && quote == '"' ? !escape(true) : !character())
            return false;
    }
    return report(TomlProblem::UnfinishedString, begin);
}

bool TomlScanner::escape(bool hasLines)
{
    const qsizetype begin = m_at++;
    if (atEnd())
        return report(TomlProblem::UnexpectedEnd, m_at);
    const char kind = peek();
    if (hasLines && (isBlank(kind) || isLineEnd())) {
        skipBlank();
        return isLineEnd() || atEnd() || report(TomlProblem::BadEscape, begin);
    }
    if (!QByteArrayView("btnfr\"\\uU").contains(kind))
        return report(kind == '\0' ? TomlProblem::NulByte : TomlProblem::BadEscape, begin);
    ++m_at;
    return (kind != 'u' && kind != 'U') || codePoint(kind == 'u' ? 4 : 8, begin);
}

bool TomlScanner::codePoint(int digits, qsizetype begin)
{
    quint32 code = 0;
    for (int i = 0; i < digits; ++i, ++m_at) {
        const int digit = hexValue(peek());
        if (digit < 0)
            return report(TomlProblem::BadEscape, begin);
        code = code * 16 + quint32(digit);
    }
    return (code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF))
           || report(TomlProblem::NoCharacter, begin);
}

} // namespace Konstantly

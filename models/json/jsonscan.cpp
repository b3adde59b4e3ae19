// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonscan.h"

#include "models/json/plainbytes.h"
#include "models/json/utf8.h"

#include <algorithm>

namespace Konstantly {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! The four hex digits at the start of \a text, -1 if they are none.
int hex4(QByteArrayView text)
{
    if (text.size() < 4)
        return -1;
    int result = 0;
    for (qsizetype i = 0; i < 4; ++i) {
        const int digit = hexValue(text[i]);
        if (digit < 0)
            return -1;
        result = result * 16 + digit;
    }
    return result;
}

//! Objects and arrays that are shorter are stepped through.
constexpr qsizetype LargeSize = 256;

} // namespace

qsizetype JsonScanner::markSize() const
{
    return m_text.startsWith(utf8Mark) ? utf8Mark.size() : 0;
}

bool JsonScanner::report(JsonProblem problem, qsizetype offset)
{
    // What a NUL or a missing rest does to the grammar around it is no news: name the cause.
    if (offset >= m_text.size() && problem != JsonProblem::UnfinishedString
        && problem != JsonProblem::UnfinishedComment)
        problem = JsonProblem::UnexpectedEnd;
    else if (offset < m_text.size() && m_text[offset] == '\0')
        problem = JsonProblem::NulByte;
    m_finding = {problem, qMin(offset, m_text.size())};
    return false;
}

JsonScanner::Finding JsonScanner::check(const JsonLimits &limits, JsonValue &root)
{
    m_finding = {};
    if (m_text.size() > limits.maxBytes)
        return {JsonProblem::TooLarge, 0};
    if (looksLikeUtf16(m_text))
        return {JsonProblem::Utf16, 0};
    m_at = markSize();
    m_state = State::Value;
    m_stack.clear();
    m_openLarge.clear();
    m_large.clear();
    m_names.clear();
    if (!checkBlank())
        return m_finding;
    if (m_at == m_text.size())
        return {JsonProblem::Empty, m_at};
    const qsizetype begin = m_at;
    do {
        if (!step(limits))
            return m_finding;
    } while (!m_stack.empty());
    const char first = at(begin);
    if (first == '{' || first == '[')
        root = {first == '{' ? JsonType::Object : JsonType::Array, {begin, m_at}};
    else
        root = value(begin);
    if (!checkBlank())
        return m_finding;
    if (m_at < m_text.size())
        report(JsonProblem::TextAfterEnd, m_at);
    return m_finding;
}

//! One token, and the blanks in front of it.
bool JsonScanner::step(const JsonLimits &limits)
{
    if (!checkBlank())
        return false;
    const char c = at(m_at);
    switch (m_state) {
    case State::AfterValue:
        return afterValue();
    case State::ValueOrEnd:
        if (c == ']')
            return close(c);
        break;
    case State::NameOrEnd:
        if (c == '}')
            return close(c);
        return checkName(limits);
    case State::Name:
        if (c == '}')
            return m_dialect.trailingCommas ? close(c) : report(JsonProblem::TrailingComma, m_at);
        return checkName(limits);
    case State::Value:
        // Behind a comma in an array; behind a colon a bracket can't be closed either.
        if (c == ']' && !m_stack.empty() && m_stack.back() == '[')
            return m_dialect.trailingCommas ? close(c) : report(JsonProblem::TrailingComma, m_at);
        break;
    }
    if (c == '{' || c == '[')
        return open(c, limits);
    m_state = State::AfterValue;
    return checkScalar();
}

bool JsonScanner::open(char bracket, const JsonLimits &limits)
{
    if (m_stack.size() >= size_t(limits.maxDepth))
        return report(JsonProblem::TooDeep, m_at);
    m_stack.push_back(bracket);
    m_openLarge.push_back(m_large.size());
    m_large.push_back({m_at, m_at});
    if (limits.uniqueNames && bracket == '{')
        m_names.emplace_back();
    m_state = bracket == '{' ? State::NameOrEnd : State::ValueOrEnd;
    ++m_at;
    return true;
}

bool JsonScanner::close(char bracket)
{
    if (bracket == '}' && !m_names.empty()) {
        std::vector<QString> &names = m_names.back();
        std::sort(names.begin(), names.end());
        if (std::adjacent_find(names.begin(), names.end()) != names.end())
            return report(JsonProblem::DuplicateName, m_at);
        m_names.pop_back();
    }
    m_stack.pop_back();
    m_state = State::AfterValue;
    ++m_at;
    // One that turns out to be small is the last in the list: what it holds is smaller still.
    JsonRange &range = m_large[m_openLarge.back()];
    range.end = m_at;
    if (range.size() < LargeSize)
        m_large.pop_back();
    m_openLarge.pop_back();
    return true;
}

bool JsonScanner::afterValue()
{
    const char c = at(m_at);
    const bool inObject = m_stack.back() == '{';
    if (c == (inObject ? '}' : ']'))
        return close(c);
    if (c != ',')
        return report(JsonProblem::ExpectedComma, m_at);
    ++m_at;
    m_state = inObject ? State::Name : State::Value;
    return true;
}

bool JsonScanner::checkName(const JsonLimits &limits)
{
    if (at(m_at) != '"')
        return report(JsonProblem::ExpectedName, m_at);
    const qsizetype begin = m_at;
    if (!checkString())
        return false;
    if (limits.uniqueNames)
        m_names.back().push_back(decodeJsonString(m_text.sliced(begin + 1, m_at - begin - 2)));
    if (!checkBlank())
        return false;
    if (at(m_at) != ':')
        return report(JsonProblem::ExpectedColon, m_at);
    ++m_at;
    m_state = State::Value;
    return true;
}

bool JsonScanner::checkBlank()
{
    for (;;) {
        m_at = skipWhite(m_text, m_at);
        if (at(m_at) != '/')
            return true;
        if (!m_dialect.comments) {
            const char next = at(m_at + 1);
            return report(next == '/' || next == '*' ? JsonProblem::Comment
                                                     : JsonProblem::UnexpectedText,
                          m_at);
        }
        if (!checkComment())
            return false;
    }
}

bool JsonScanner::checkComment()
{
    const qsizetype begin = m_at;
    const char kind = at(m_at + 1);
    if (kind != '/' && kind != '*')
        return report(JsonProblem::UnexpectedText, m_at);
    m_at += 2;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (kind == '/' && (c == '\n' || c == '\r'))
            return true;
        if (kind == '*' && c == '*' && at(m_at + 1) == '/') {
            m_at += 2;
            return true;
        }
        if (c == '\0')
            return report(JsonProblem::NulByte, m_at);
        if (!checkUtf8())
            return false;
    }
    return kind == '/' || report(JsonProblem::UnfinishedComment, begin);
}

bool JsonScanner::checkUtf8()
{
    const qsizetype length = utf8Length(m_text.sliced(m_at));
    if (length == 0)
        return report(JsonProblem::InvalidUtf8, m_at);
    m_at += length;
    return true;
}

bool JsonScanner::checkString()
{
    const qsizetype begin = m_at++;
    while (m_at < m_text.size()) {
        m_at = skipPlain(m_text, m_at);
        if (m_at == m_text.size())
            break;
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (uchar(c) < 0x20) {
            // A line that ends inside a string is nearly always a quote that is missing.
            return report(c == '\n' || c == '\r' ? JsonProblem::UnfinishedString
                                                 : JsonProblem::ControlCharacter,
                          c == '\n' || c == '\r' ? begin : m_at);
        }
        if (c == '\\') {
            if (!checkEscape())
                return false;
        } else if (uchar(c) < 0x80) {
            ++m_at;
        } else if (!checkUtf8()) {
            return false;
        }
    }
    return report(JsonProblem::UnfinishedString, begin);
}

bool JsonScanner::checkEscape()
{
    const qsizetype begin = m_at;
    const char kind = at(m_at + 1);
    if (m_at + 1 >= m_text.size())
        return report(JsonProblem::UnexpectedEnd, m_text.size());
    if (kind != 'u') {
        if (!QByteArrayView("\"\\/bfnrt").contains(kind))
            return report(JsonProblem::BadEscape, begin);
        m_at += 2;
        return true;
    }
    const int unit = hex4(m_text.sliced(qMin(m_at + 2, m_text.size())));
    if (unit < 0)
        return report(JsonProblem::BadEscape, begin);
    m_at += 6;
    if (unit < 0xD800 || unit > 0xDFFF)
        return true;
    const bool pairFollows = unit <= 0xDBFF && at(m_at) == '\\' && at(m_at + 1) == 'u';
    const int low = pairFollows ? hex4(m_text.sliced(m_at + 2)) : -1;
    if (low < 0xDC00 || low > 0xDFFF)
        return report(JsonProblem::LoneSurrogate, begin);
    m_at += 6;
    return true;
}

bool JsonScanner::checkNumber()
{
    const qsizetype begin = m_at;
    const auto digits = [this] {
        const qsizetype first = m_at;
        while (isDigit(at(m_at)))
            ++m_at;
        return m_at > first;
    };
    if (at(m_at) == '-')
        ++m_at;
    const bool startsWithZero = at(m_at) == '0';
    const qsizetype integer = m_at;
    if (!digits() || (startsWithZero && m_at - integer > 1))
        return report(JsonProblem::BadNumber, begin);
    if (at(m_at) == '.') {
        ++m_at;
        if (!digits())
            return report(JsonProblem::BadNumber, begin);
    }
    if (at(m_at) == 'e' || at(m_at) == 'E') {
        ++m_at;
        if (at(m_at) == '+' || at(m_at) == '-')
            ++m_at;
        if (!digits())
            return report(JsonProblem::BadNumber, begin);
    }
    return true;
}

bool JsonScanner::checkWord(QByteArrayView word)
{
    if (!m_text.sliced(m_at).startsWith(word)) {
        // "tru" at the very end is a cut file, not a strange word.
        const bool isCut = word.startsWith(m_text.sliced(m_at));
        return report(JsonProblem::ExpectedValue, isCut ? m_text.size() : m_at);
    }
    m_at += word.size();
    return true;
}

bool JsonScanner::checkScalar()
{
    const char c = at(m_at);
    if (c == '"')
        return checkString();
    if (c == '-' || isDigit(c))
        return checkNumber();
    if (c == 't')
        return checkWord("true");
    if (c == 'f')
        return checkWord("false");
    if (c == 'n')
        return checkWord("null");
    return report(JsonProblem::ExpectedValue, m_at);
}

qsizetype JsonScanner::skipBlank(qsizetype i) const
{
    for (;;) {
        i = skipWhite(m_text, i);
        if (at(i) != '/')
            return i;
        if (at(i + 1) == '/') {
            while (i < m_text.size() && m_text[i] != '\n' && m_text[i] != '\r')
                ++i;
        } else {
            i = m_text.indexOf("*/", i + 2) + 2;
        }
    }
}

qsizetype JsonScanner::skipString(qsizetype i) const
{
    for (i = skipPlain(m_text, i + 1); i < m_text.size() && m_text[i] != '"';
         i = skipPlain(m_text, i + 1)) {
        if (m_text[i] == '\\')
            ++i;
    }
    return qMin(i + 1, m_text.size());
}

const JsonRange *JsonScanner::knownLarge(qsizetype begin) const
{
    if (!m_known)
        return nullptr;
    const auto found = std::lower_bound(
        m_known->begin(), m_known->end(), begin,
        [](JsonRange range, qsizetype at) { return range.begin < at; });
    return found != m_known->end() && found->begin == begin ? &*found : nullptr;
}

JsonValue JsonScanner::value(qsizetype begin) const
{
    JsonValue result;
    qsizetype i = begin;
    switch (at(begin)) {
    case '"':
        return {JsonType::String, {begin, skipString(begin)}};
    case '{':
    case '[': {
        result.type = at(begin) == '{' ? JsonType::Object : JsonType::Array;
        if (const JsonRange *known = knownLarge(begin)) {
            result.range = *known;
            return result;
        }
        qsizetype depth = 0;
        while (i < m_text.size()) {
            const char c = m_text[i];
            if (c == '"') {
                i = skipString(i);
            } else if (c == '/') {
                i = skipBlank(i);
            } else {
                ++i;
                if (c == '{' || c == '[')
                    ++depth;
                else if ((c == '}' || c == ']') && --depth == 0)
                    break;
            }
        }
        break;
    }
    default:
        result.type = at(begin) == 't' || at(begin) == 'f' ? JsonType::Bool
                      : at(begin) == 'n'                   ? JsonType::Null
                                                           : JsonType::Number;
        while (i < m_text.size() && !isBlank(m_text[i])
               && !QByteArrayView(",]}/").contains(m_text[i]))
            ++i;
    }
    result.range = {begin, i};
    return result;
}

std::vector<JsonRange> JsonScanner::comments(JsonRange range) const
{
    std::vector<JsonRange> result;
    for (qsizetype i = range.begin; i < range.end; ++i) {
        if (m_text[i] != '/')
            continue;
        const qsizetype begin = i;
        if (at(i + 1) == '/') {
            while (i < range.end && m_text[i] != '\n' && m_text[i] != '\r')
                ++i;
        } else {
            i = m_text.indexOf("*/", i + 2) + 2;
        }
        result.push_back({begin, i});
        --i;
    }
    return result;
}

QString decodeJsonString(QByteArrayView content)
{
    if (!content.contains('\\'))
        return QString::fromUtf8(content);
    QString result;
    result.reserve(content.size());
    qsizetype plain = 0;
    for (qsizetype i = 0; i < content.size(); ++i) {
        if (content[i] != '\\')
            continue;
        result += QString::fromUtf8(content.sliced(plain, i - plain));
        const char kind = content[++i];
        switch (kind) {
        case 'b':
            result += u'\b';
            break;
        case 'f':
            result += u'\f';
            break;
        case 'n':
            result += u'\n';
            break;
        case 'r':
            result += u'\r';
            break;
        case 't':
            result += u'\t';
            break;
        case 'u':
            result += QChar(ushort(hex4(content.sliced(i + 1))));
            i += 4;
            break;
        default:
            result += QLatin1Char(kind);
        }
        plain = i + 1;
    }
    return result + QString::fromUtf8(content.sliced(plain));
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/keysearch.h"

#include "models/base/textunits.h"
#include "models/device/configkeys.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace Konstantly {

namespace {

constexpr std::u16string_view Prefix = u"kmcp_";
constexpr std::u16string_view Variable = u"KONSTANTLY_MCP_KEY";
constexpr qsizetype MinKeyBody = 8; // as in konstantlyKeyPattern()
//! Longer runs are not a key; of such a run only this much is kept. No reallocation leaves a copy behind.
constexpr qsizetype MaxKept = 512;

//! The bytes that can begin something, or end a line. All others are skipped while nothing has begun.
constexpr std::array<bool, 256> interestingBytes = [] {
    std::array<bool, 256> table{};
    for (const char c : {'k', 'K', '\\', '%', '\n', '\r', '\0'})
        table[uchar(c)] = true;
    return table;
}();

//! How much of \a word is matched after \a unit, when \a matched characters of it were before.
std::size_t advance(std::u16string_view word, std::size_t matched, char16_t unit)
{
    while (true) {
        if (word[matched] == unit)
            return matched + 1;
        if (matched == 0)
            return 0;
        // The longest shorter beginning of the word that the characters matched so far end with.
        std::size_t shorter = matched - 1;
        while (shorter > 0 && word.substr(0, shorter) != word.substr(matched - shorter, shorter))
            --shorter;
        matched = shorter;
    }
}

int hexDigit(char16_t unit)
{
    if (isAsciiDigit(unit))
        return unit - u'0';
    if (unit >= u'a' && unit <= u'f')
        return unit - u'a' + 10;
    return unit >= u'A' && unit <= u'F' ? unit - u'A' + 10 : -1;
}

//! What a backslash and \a unit stand for; 0 = not one of the short escapes.
char16_t shortEscape(char16_t unit)
{
    switch (unit) {
    case u'n':
        return u'\n';
    case u'r':
        return u'\r';
    case u't':
        return u'\t';
    case u'"':
    case u'\'':
    case u'/':
        return unit;
    default:
        return 0;
    }
}

bool isLineEnd(char16_t unit)
{
    return unit == u'\n' || unit == u'\r';
}

bool isQuote(char16_t unit)
{
    return unit == u'"' || unit == u'\'';
}

bool isBlank(char16_t unit)
{
    return unit == u' ' || unit == u'\t';
}

//! Whether text in the place of a key is one: not a reference that a tool or shell replaces, not the mask of a log.
bool isValue(QByteArrayView value)
{
    static constexpr std::array<QByteArrayView, 5> words{"null", "true", "false", "undefined",
                                                         "None"};
    return !value.isEmpty() && !QByteArrayView("<{[(%*`").contains(value.front())
           && !value.contains('$') && value != KeyPlaceholder
           && std::find(words.begin(), words.end(), value) == words.end();
}

} // namespace

KeySearch::KeySearch()
{
    m_key.reserve(MaxKept);
    m_value.reserve(MaxKept);
}

KeySearch::~KeySearch()
{
    for (QByteArray *kept : {&m_key, &m_value}) {
        kept->resize(MaxKept); // what was kept earlier lies there still
        wipe(*kept);
    }
}

void KeySearch::feed(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (m_encoding == Encoding::Bytes && isIdle()) {
            const qsizetype start = i;
            while (i < bytes.size() && !interestingBytes[uchar(bytes[i])])
                ++i;
            m_offset += quint64(i - start);
            m_isAfterReturn = m_isAfterReturn && i == start;
            if (i == bytes.size())
                return;
        }
        addByte(uchar(bytes[i]));
    }
}

void KeySearch::finish()
{
    if (m_encoding == Encoding::Unknown) {
        for (std::size_t i = 0; i < m_pairSize; ++i)
            addUnit(m_pair[i]);
    }
    giveUpEscape();
    put(u'\n');
}

bool KeySearch::isText() const
{
    if (m_nuls == std::array<quint64, 2>{} || m_encoding == Encoding::Utf16Little
        || m_encoding == Encoding::Utf16Big)
        return true;
    // UTF-16 without a mark: every other byte of Latin text is 0, and none between.
    const auto [fewer, more] = std::minmax(m_nuls[0], m_nuls[1]);
    return fewer == 0 && more >= m_offset / 4;
}

bool KeySearch::isIdle() const
{
    return m_escapeSize == 0 && m_prefixMatched == 0 && m_nameMatched == 0 && !m_isInKey
           && m_step == Step::Name;
}

void KeySearch::addByte(uchar byte)
{
    if (byte == 0)
        ++m_nuls[m_offset % 2];
    ++m_offset;
    if (m_encoding == Encoding::Bytes) {
        addUnit(byte);
        return;
    }
    m_pair[m_pairSize++] = byte;
    if (m_pairSize < m_pair.size())
        return;
    m_pairSize = 0;
    const auto [first, second] = m_pair;
    if (m_encoding == Encoding::Utf16Little) {
        addUnit(char16_t(first | second << 8));
    } else if (m_encoding == Encoding::Utf16Big) {
        addUnit(char16_t(first << 8 | second));
    } else if (first == 0xFF && second == 0xFE) {
        m_encoding = Encoding::Utf16Little;
    } else if (first == 0xFE && second == 0xFF) {
        m_encoding = Encoding::Utf16Big;
    } else {
        m_encoding = Encoding::Bytes;
        addUnit(first);
        addUnit(second);
    }
}

void KeySearch::addUnit(char16_t unit)
{
    // Left out, so that UTF-16 without a mark (and UTF-32) reads like ASCII.
    if (unit == 0)
        return;
    if (unit == u'\r' || (unit == u'\n' && !m_isAfterReturn)) {
        unescape(unit); // a key on this line ends here
        ++m_line;
    } else {
        unescape(unit);
    }
    m_isAfterReturn = unit == u'\r';
}

void KeySearch::unescape(char16_t unit)
{
    if (m_escapeSize > 0) {
        if (continueEscape(unit))
            return;
        giveUpEscape();
    }
    if (unit == u'\\' || unit == u'%')
        m_escape[m_escapeSize++] = unit;
    else
        put(unit);
}

//! False when \a unit does not belong to the escape that has begun.
bool KeySearch::continueEscape(char16_t unit)
{
    const bool isPercent = m_escape[0] == u'%';
    if (!isPercent && m_escapeSize == 1) {
        if (unit == u'\\') // one of a row of them: JSON inside a JSON string
            return true;
        if (const char16_t plain = shortEscape(unit)) {
            m_escapeSize = 0;
            put(plain);
            return true;
        }
        if (unit != u'u' && unit != u'x')
            return false;
        m_escape[m_escapeSize++] = unit;
        return true;
    }
    if (hexDigit(unit) < 0)
        return false;
    m_escape[m_escapeSize++] = unit;
    const std::size_t digitsFrom = isPercent ? 1 : 2;
    const std::size_t digits = !isPercent && m_escape[1] == u'u' ? 4 : 2;
    if (m_escapeSize < digitsFrom + digits)
        return true;
    char16_t plain = 0;
    for (std::size_t i = digitsFrom; i < m_escapeSize; ++i)
        plain = char16_t(plain << 4 | hexDigit(m_escape[i]));
    m_escapeSize = 0;
    put(plain);
    return true;
}

//! It was none: its characters stand for themselves.
void KeySearch::giveUpEscape()
{
    const std::size_t size = std::exchange(m_escapeSize, 0);
    for (std::size_t i = 0; i < size; ++i)
        put(m_escape[i]);
}

void KeySearch::put(char16_t unit)
{
    matchKey(unit); // first, so that the assignment knows what its value held
    matchAssignment(unit);
}

void KeySearch::matchKey(char16_t unit)
{
    if (m_isInKey) {
        if (!isKeyCharacter(unit))
            endKey();
        else if (m_key.size() < MaxKept)
            m_key += char(unit);
        return;
    }
    m_prefixMatched = advance(Prefix, m_prefixMatched, unit);
    if (m_prefixMatched == 1)
        m_keyLine = m_line;
    if (m_prefixMatched < Prefix.size())
        return;
    m_prefixMatched = 0;
    m_isInKey = true;
    m_key.append("kmcp_");
}

void KeySearch::endKey()
{
    m_isInKey = false;
    if (m_key.size() >= qsizetype(Prefix.size()) + MinKeyBody) {
        report(m_key, m_keyLine);
        m_valueHadKey = true;
    }
    m_key.resize(0); // keeps what was reserved, which the destructor wipes
}

void KeySearch::matchAssignment(char16_t unit)
{
    switch (m_step) {
    case Step::Name:
        m_nameMatched = advance(Variable, m_nameMatched, unit);
        if (m_nameMatched == Variable.size()) {
            m_nameMatched = 0;
            m_step = Step::BeforeSign;
        }
        return;
    case Step::BeforeSign:
        if (unit == u'=' || unit == u':') {
            m_step = Step::AfterSign;
            m_quote = 0;
            m_valueHadKey = false;
        } else if (!isQuote(unit) && !isBlank(unit)) {
            m_step = Step::Name;
            matchAssignment(unit);
        }
        return;
    case Step::AfterSign:
        beginValue(unit);
        return;
    case Step::Value:
        continueValue(unit);
        return;
    }
}

void KeySearch::beginValue(char16_t unit)
{
    if (isBlank(unit))
        return;
    m_valueLine = m_line;
    if (isLineEnd(unit) || unit == u'=') { // no value; a comparison
        m_step = Step::Name;
        return;
    }
    m_step = Step::Value;
    if (isQuote(unit))
        m_quote = unit;
    else
        continueValue(unit);
}

void KeySearch::continueValue(char16_t unit)
{
    const bool ends = m_quote != 0 ? unit == m_quote || isLineEnd(unit)
                                   : isLineEnd(unit) || isBlank(unit) || isQuote(unit)
                                         || std::u16string_view(u",;&|)}]>").find(unit)
                                                != std::u16string_view::npos;
    if (ends)
        endValue();
    else if (m_value.size() < MaxKept)
        m_value += unit < 0x100 ? char(unit) : '?';
}

void KeySearch::endValue()
{
    m_step = Step::Name;
    const QByteArrayView value = QByteArrayView(m_value).trimmed();
    if (!m_valueHadKey && isValue(value))
        report(value, m_valueLine);
    m_value.resize(0);
}

void KeySearch::report(QByteArrayView key, qsizetype line)
{
    const Secret secret(key);
    const auto isSame = [&](const Found &other) {
        return other.line == line && other.key == secret;
    };
    if (std::any_of(m_found.begin(), m_found.end(), isSame))
        return;
    if (m_found.size() < MaxFound)
        m_found.push_back({secret, line});
    else
        m_hasMore = true;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/textunits.h"

#include "models/base/plaintext.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace Konstantly {

namespace {

constexpr int hexValue(char16_t c)
{
    const char16_t lower = folded(c);
    return isAsciiDigit(c) ? c - u'0' : lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

//! The number that \a count hex digits at \a at spell, or nothing.
std::optional<char16_t> hexNumber(const TextUnits &units, std::size_t at, std::size_t count)
{
    if (at + count > units.size())
        return {};
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        const int digit = hexValue(units[i].c);
        if (digit < 0)
            return {};
        number = number * 16 + digit;
    }
    return char16_t(number);
}

struct Escape
{
    char16_t c;
    std::size_t length;
};

//! `&#107;` and `&#x6b;`.
std::optional<Escape> htmlEscape(const TextUnits &units, std::size_t at)
{
    std::size_t i = at + 2;
    const bool isHex = i < units.size() && folded(units[i].c) == u'x';
    i += isHex ? 1 : 0;
    int number = 0;
    const std::size_t first = i;
    for (; i < units.size() && i < first + 6; ++i) {
        const int digit = isHex || isAsciiDigit(units[i].c) ? hexValue(units[i].c) : -1;
        if (digit < 0)
            break;
        number = number * (isHex ? 16 : 10) + digit;
    }
    if (i == first || i >= units.size() || units[i].c != u';' || number > 0xffff)
        return {};
    return Escape{char16_t(number), i + 1 - at};
}

//! `\n`, `\"`, `\x6b`, `\u006b`.
std::optional<Escape> backslashEscape(const TextUnits &units, std::size_t at)
{
    const char16_t kind = units[at + 1].c;
    switch (kind) {
    case u'n':
    case u'r':
    case u't':
        return Escape{u'\n', 2};
    case u'"':
    case u'\'':
    case u'/':
    case u'\\':
        return Escape{kind, 2};
    case u'x':
        if (const auto c = hexNumber(units, at + 2, 2))
            return Escape{*c, 4};
        return {};
    case u'u':
        if (const auto c = hexNumber(units, at + 2, 4))
            return Escape{*c, 6};
        return {};
    default:
        return {};
    }
}

std::optional<Escape> escapeAt(const TextUnits &units, std::size_t at)
{
    if (at + 1 >= units.size())
        return {};
    switch (units[at].c) {
    case u'%':
        if (const auto c = hexNumber(units, at + 1, 2))
            return Escape{*c, 3};
        return {};
    case u'\\':
        return backslashEscape(units, at);
    case u'&':
        return units[at + 1].c == u'#' ? htmlEscape(units, at) : std::nullopt;
    default:
        return {};
    }
}

//! How many units from \a at on are a terminal's colour code: ESC [ 3 1 m.
std::size_t colourCodeLength(const TextUnits &units, std::size_t at)
{
    if (units[at].c != u'\x1b' || at + 1 >= units.size() || units[at + 1].c != u'[')
        return 0;
    std::size_t i = at + 2;
    while (i < units.size()
           && (isAsciiDigit(units[i].c) || units[i].c == u';' || units[i].c == u'?'))
        ++i;
    return std::min(i + 1, units.size()) - at;
}

constexpr bool isLineBreak(char16_t c)
{
    return c == u'\n' || c == u'\r' || c == u'\u2028' || c == u'\u2029' || c == u'\x0b'
           || c == u'\x0c';
}

//! What may stand around a line break inside one string: `"kmcp_ab" +⏎    "cdef"`.
constexpr bool isBreakCompany(char16_t c)
{
    return isLineBreak(c) || c == u' ' || c == u'\t' || c == u'"' || c == u'\'' || c == u'+'
           || c == u'\\' || c == u'>' || c == u'|';
}

} // namespace

TextUnits textUnits(QStringView text)
{
    TextUnits units;
    units.reserve(std::size_t(text.size()));
    for (int i = 0; i < int(text.size()); ++i)
        units.push_back({text[i].unicode(), i, i + 1});
    return units;
}

TextUnits decoded(TextUnits units)
{
    const auto mayEscape = [](const TextUnit &unit) {
        return unit.c == u'%' || unit.c == u'\\' || unit.c == u'&';
    };
    for (int pass = 0; pass < 5; ++pass) {
        if (std::none_of(units.begin(), units.end(), mayEscape))
            break;
        TextUnits next;
        next.reserve(units.size());
        for (std::size_t i = 0; i < units.size();) {
            const TextUnit &unit = units[i];
            const auto escape = mayEscape(unit) ? escapeAt(units, i) : std::nullopt;
            if (!escape) {
                next.push_back(unit);
                ++i;
                continue;
            }
            const int end = units[i + escape->length - 1].end;
            next.push_back({escape->c, unit.start, end, unit.isJoined});
            i += escape->length;
        }
        const bool isDone = next.size() == units.size();
        units = std::move(next);
        if (isDone)
            break;
    }
    return units;
}

TextUnits joined(const TextUnits &units)
{
    TextUnits result;
    result.reserve(units.size());
    bool isAfterBreak = false;
    bool isJoined = false;
    for (std::size_t i = 0; i < units.size();) {
        const TextUnit &unit = units[i];
        if (const std::size_t length = colourCodeLength(units, i)) {
            i += length;
            isJoined = true;
            continue;
        }
        ++i;
        if (isLineBreak(unit.c)) {
            while (!result.empty() && isBreakCompany(result.back().c))
                result.pop_back();
            isAfterBreak = isJoined = true;
        } else if (isAfterBreak && isBreakCompany(unit.c)) {
            continue;
        } else if (unit.c != u'\t' && (unit.c < 0x20 || unit.c >= 0x7f)
                   && isInvisibleCharacter(unit.c)) {
            isJoined = true;
        } else {
            result.push_back({unit.c, unit.start, unit.end, isJoined || unit.isJoined});
            isAfterBreak = isJoined = false;
        }
    }
    return result;
}

TextUnits condensed(const TextUnits &units)
{
    TextUnits result;
    result.reserve(units.size());
    for (const TextUnit &unit : units) {
        if (isKeyCharacter(unit.c) || unit.c == u'+' || unit.c == u'/')
            result.push_back(unit);
    }
    return result;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringView>

#include <vector>

namespace Konstantly {

//! A character together with the place in the original text that it came from: what the redactor searches, so that it can
//! leave out the original of what it found under escapes and line breaks.
struct TextUnit
{
    char16_t c = 0;
    int start = 0;
    int end = 0;
    bool isJoined = false; //!< a line break or the like was left out before it
};
using TextUnits = std::vector<TextUnit>;

[[nodiscard]] TextUnits textUnits(QStringView text);

//! The text with all escapes undone, also those inside others (`%256b`): percent, JSON, C and HTML numbers.
[[nodiscard]] TextUnits decoded(TextUnits units);

//! The text as if it had no line breaks (with the quotes, plus signs and indentation around them), no terminal colours and
//! no invisible characters.
[[nodiscard]] TextUnits joined(const TextUnits &units);

//! Only the characters that keys, base64 and hex are written with, whatever stands between.
[[nodiscard]] TextUnits condensed(const TextUnits &units);

constexpr bool isAsciiDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

constexpr bool isKeyCharacter(char16_t c)
{
    return isAsciiDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'
           || c == u'-';
}

//! Lower case, and base64's two alphabets as one.
constexpr char16_t folded(char16_t c)
{
    return c >= u'A' && c <= u'Z' ? char16_t(c + 32) : c == u'+' ? u'-' : c == u'/' ? u'_' : c;
}

} // namespace Konstantly

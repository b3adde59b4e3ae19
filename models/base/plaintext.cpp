// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/plaintext.h"

#include <QChar>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr char32_t ZeroWidthJoiner = 0x200D;
constexpr char32_t EmojiVariation = 0xFE0F;
constexpr int MaxCombiningMarks = 4;

constexpr bool isBetween(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

//! Roughly: pictures, so that a joiner between two of them is part of one emoji.
constexpr bool isPicture(char32_t c)
{
    return isBetween(c, 0x1F000, 0x1FAFF) || isBetween(c, 0x2190, 0x2BFF);
}

QString spelledOut(char32_t c)
{
    return u"‹U+%1›"_s.arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
}

} // namespace

bool isInvisibleCharacter(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:    // direction marks, zero width, soft hyphen, tags
    case QChar::Other_Surrogate: // a lone half
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        break;
    }
    // Letters, marks and symbols that are drawn as nothing.
    return c == 0x034F || c == 0x115F || c == 0x1160 || isBetween(c, 0x17B4, 0x17B5)
           || isBetween(c, 0x180B, 0x180F) || c == 0x2800 || c == 0x3164
           || isBetween(c, 0xFE00, 0xFE0F) || c == 0xFFA0 || c == 0xFFFC
           || isBetween(c, 0xE0100, 0xE01EF)
           // Spaces that are wider, narrower or as wide as the usual one.
           || c == 0x1680 || isBetween(c, 0x2000, 0x200A) || c == 0x205F || c == 0x3000;
}

QString plainText(QStringView text, qsizetype maxLength)
{
    QString result;
    char32_t previous = 0;
    int marks = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        const bool isMark = QChar::isMark(c);
        marks = isMark ? marks + 1 : 0;
        const bool joinsEmoji = (c == ZeroWidthJoiner || c == EmojiVariation)
                                && isPicture(previous);
        QString piece;
        if (isInvisibleCharacter(c) && !joinsEmoji)
            piece = spelledOut(c);
        else if (marks <= MaxCombiningMarks) // a tower of accents would cover its neighbours
            piece = QStringView(QChar::fromUcs4(c)).toString();
        if (result.size() + piece.size() > maxLength) {
            while (!result.isEmpty() && result.size() >= maxLength) {
                const bool isPair = result.size() > 1 && result.back().isLowSurrogate();
                result.chop(isPair ? 2 : 1);
            }
            return result + u'…';
        }
        result += piece;
        if (c != EmojiVariation || !isPicture(previous))
            previous = c;
    }
    return result;
}

} // namespace Konstantly

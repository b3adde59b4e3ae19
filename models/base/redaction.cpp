// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/redaction.h"

#include "models/base/plaintext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr QStringView Prefix = u"kmcp_";
constexpr int MinBody = 8; // what counts as a key at all
constexpr int Body = 43;   // what a key's body should have
constexpr int ShownBody = 4;
//! Longer texts are looked at up to here, and shown up to Margin before it: no key is cut by the end.
constexpr qsizetype MaxInput = 65536;
constexpr qsizetype Margin = 4096;
constexpr QStringView Mark = u"‹redacted›";

//! A part of the text to leave out.
struct Range
{
    int start;
    int end;
    QString label; //!< what may be shown of it
};
using Ranges = std::vector<Range>;

bool startsAt(const TextUnits &units, std::size_t at, QStringView word, bool isFolded)
{
    if (at + std::size_t(word.size()) > units.size())
        return false;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const char16_t c = units[at + std::size_t(i)].c;
        if ((isFolded ? folded(c) : c) != word[i].unicode())
            return false;
    }
    return true;
}

void findKeys(const TextUnits &text, Ranges &found)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!startsAt(text, i, Prefix, true))
            continue;
        const std::size_t body = i + std::size_t(Prefix.size());
        std::size_t end = body;
        while (end < text.size() && isKeyCharacter(text[end].c)
               && !(end >= body + Body && text[end].isJoined))
            ++end;
        if (end < body + MinBody)
            continue;
        QString label = Prefix.toString();
        for (std::size_t j = body; j < body + ShownBody; ++j)
            label += QChar(text[j].c);
        found.push_back({text[i].start, text[end - 1].end, label + u'…'});
        i = end - 1;
    }
}

void findPieces(const TextUnits &text, Ranges &found)
{
    for (const std::size_t i : LiveSecrets::piecesIn(text))
        found.push_back({text[i].start, text[i + LiveSecrets::GramLength - 1].end, {}});
}

//! A key's prefix in base64 or hex: what follows is left out as far as a key can reach, or the run goes.
void findEncodedKeys(const TextUnits &text, Ranges &found)
{
    // "kmcp_" at the three places of a base64 group, without the characters that its neighbours share.
    static constexpr std::array<QStringView, 3> base64{u"a21jcF", u"ttY3Bf", u"rbWNwX"};
    const auto leaveOut = [&](std::size_t i, std::size_t count) {
        std::size_t end = std::min(i + count, text.size());
        while (end < text.size() && text[end].start == text[end - 1].end)
            ++end;
        found.push_back({text[i].start, text[end - 1].end, {}});
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (startsAt(text, i, u"6b6d63705f", true))
            leaveOut(i, 2 * std::size_t(Prefix.size() + Body));
        for (QStringView form : base64) {
            if (startsAt(text, i, form, false))
                leaveOut(i, 70);
        }
    }
}

void findNamedValues(QStringView text, Ranges &found)
{
    static const QRegularExpression named(
        u"(?:x-mcp-key|x-api-key|(?:proxy-)?authorization|konstantly_(?:mcp|api)_key)"
        "[\"'\\\\\\]\\)\\s]*[:=,][\\s\\\\\"'\\[\\(]*"
        "((?:(?:bearer|basic|digest|token)\\s+)?[^\\s\"'\\\\,;&\\)\\}\\]]+)"
        "|(?:set-)?cookie[\"'\\\\\\s]*[:=]\\s*([^\\r\\n]+)"
        "|://[^/\\s@:]*:([^/\\s@]+)@"_s,
        QRegularExpression::CaseInsensitiveOption);
    auto matches = named.globalMatch(text.toString());
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const int group = match.lastCapturedIndex();
        found.push_back({int(match.capturedStart(group)), int(match.capturedEnd(group)), {}});
    }
}

void find(const TextUnits &text, Ranges &found)
{
    findKeys(text, found);
    const TextUnits dense = condensed(text);
    findPieces(dense, found);
    findEncodedKeys(dense, found);
}

//! Sorted and without overlaps; of overlapping ranges the first label stays.
Ranges merged(Ranges ranges)
{
    std::sort(ranges.begin(), ranges.end(), [](const Range &a, const Range &b) {
        return a.start != b.start ? a.start < b.start : a.end > b.end;
    });
    Ranges result;
    for (Range &range : ranges) {
        if (result.empty() || range.start > result.back().end) {
            result.push_back(std::move(range));
            continue;
        }
        result.back().end = std::max(result.back().end, range.end);
        if (result.back().label.isEmpty())
            result.back().label = std::move(range.label);
    }
    return result;
}

void appendEscaped(QString &out, char32_t c)
{
    if (c == U'\n')
        out += u"\\n";
    else if (c == U'\r')
        out += u"\\r";
    else if (c == U'\t')
        out += u"\\t";
    else if (isInvisibleCharacter(c))
        out += u"\\u{%1}"_s.arg(uint(c), 4, 16, QLatin1Char('0'));
    else
        out += QStringView(QChar::fromUcs4(c));
}

//! What is to be left out of \a input, ascending.
Ranges secretsIn(QStringView input)
{
    Ranges found;
    // Escapes first, and line breaks first: either may stand inside the other.
    const TextUnits units = textUnits(input);
    const TextUnits withoutBreaks = joined(units);
    find(joined(decoded(units)), found);
    if (withoutBreaks.size() != units.size())
        find(joined(decoded(withoutBreaks)), found);
    findNamedValues(input, found);
    return merged(std::move(found));
}

} // namespace

bool holdsSecret(QStringView text)
{
    return text.size() > MaxInput || !secretsIn(text).empty();
}

QString withoutSecret(const QString &text)
{
    return holdsSecret(text) ? redacted(text, MaxInput) : text;
}

QString redacted(QStringView text, qsizetype maxLength)
{
    const bool isLong = text.size() > MaxInput;
    const QStringView input = text.first(std::min(text.size(), MaxInput));
    const qsizetype shown = isLong ? MaxInput - Margin : input.size();

    const Ranges ranges = secretsIn(input);

    QString out;
    auto range = ranges.cbegin();
    for (qsizetype i = 0; i < shown && out.size() <= maxLength;) {
        if (range != ranges.cend() && i >= range->start) {
            out += range->label;
            out += Mark;
            i = range->end;
            ++range;
            continue;
        }
        char32_t c = input[i].unicode();
        const bool isPair = input[i].isHighSurrogate() && i + 1 < input.size()
                            && input[i + 1].isLowSurrogate();
        if (isPair)
            c = QChar::surrogateToUcs4(input[i], input[i + 1]);
        i += isPair ? 2 : 1;
        appendEscaped(out, c);
    }
    if (out.size() <= maxLength && !isLong)
        return out;
    out.truncate(std::max<qsizetype>(0, maxLength - 1));
    return out + u'…';
}

} // namespace Konstantly

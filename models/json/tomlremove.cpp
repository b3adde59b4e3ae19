// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/textpath.h"
#include "models/json/tomledit.h"
#include "models/json/tomllayout.h"

#include <QCoreApplication>

#include <algorithm>

namespace Konstantly {

namespace {

using Form = TomlNode::Form;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TomlEdit)
};

//! Whole lines that hold a part of a member.
struct Piece
{
    TextRange lines;
    bool isTable = false;
};

//! The lines of a section, with \a section's header.
TextRange linesOf(const TomlText &text, size_t section)
{
    const TomlStyle style(text);
    const TextRange header = text.tree().sections[section].header;
    const TomlStatement *last = style.lastStatement(section);
    return {style.lineBegin(header.begin), style.nextLine(last ? last->end : header.end)};
}

//! Everything that \a member of a table spread over lines is made of, in the order of the file.
std::vector<Piece> piecesOf(const TomlText &text, const TextMember &member)
{
    const TomlStyle style(text);
    const TomlTree &tree = text.tree();
    const int node = member.value.node;
    std::vector<Piece> result;
    for (const TomlStatement &statement : tree.statements) {
        const bool isInside = node >= 0 && tree.isInside(statement.node, node)
                              && !tree.isInside(tree.sections[size_t(statement.section)].node,
                                                node);
        if (isInside || statement.name == member.key)
            result.push_back(
                {{style.lineBegin(statement.key.begin), style.nextLine(statement.end)}, false});
    }
    for (size_t i = 1; node >= 0 && i < tree.sections.size(); ++i) {
        if (tree.isInside(tree.sections[i].node, node))
            result.push_back({linesOf(text, i), true});
    }
    std::sort(result.begin(), result.end(), [](const Piece &left, const Piece &right) {
        return left.lines.begin < right.lines.begin;
    });
    return result;
}

QByteArray without(const TomlText &text, TextRange range)
{
    return spliced(text.bytes(), {{range, {}}});
}

//! Texts that lines may have been added to, giving the present one.
void addEarlierTexts(const TomlText &text, TextRange lines, std::vector<QByteArray> &result)
{
    const TomlStyle style(text);
    const QByteArray &bytes = text.bytes();
    const qsizetype before = style.isBehindBlankLine(lines.begin) ? style.lineBegin(lines.begin - 1)
                                                                  : lines.begin;
    result.push_back(without(text, {before, lines.end}));
    result.push_back(without(text, lines));
    if (style.isBlankLine(lines.end))
        result.push_back(without(text, {lines.begin, style.nextLine(lines.end)}));
    if (style.isLineBegin(lines.end))
        return;
    // The text ends without a line end, so it did before.
    for (const qsizetype begin : {before, lines.begin}) {
        if (begin == style.first())
            continue;
        const qsizetype lineEnd = begin - style.newLineBefore(begin).size();
        result.push_back(bytes.left(lineEnd));
    }
}

//! The cut that takes a pair out of braces together with one comma.
TextRange pairCut(const TomlText &text, const TextMember &member, bool isOnlyOne)
{
    const TomlStyle style(text);
    const QByteArray &bytes = text.bytes();
    const qsizetype behind = style.skipBlank(member.value.range.end);
    if (bytes[behind] == ',')
        return {member.key.begin, style.skipBlank(behind + 1)};
    const qsizetype before = style.skipBlankBack(member.key.begin);
    return {isOnlyOne ? member.key.begin : style.skipBlankBack(before - 1), member.value.range.end};
}

//! Texts that a pair may have been added to inside braces, giving the present one; tables in braces that hold nothing else
//! may have been created with it.
std::vector<QByteArray> earlierTextsInside(const TomlText &text, const TextPath &track,
                                           const TextMember &member)
{
    std::vector<QByteArray> result;
    TextMember current = member;
    for (size_t level = track.objects.size(); level-- > 0;) {
        const TextValue &table = track.objects[level];
        if (text.tree().node(table).form != Form::Inline)
            break;
        const TextRange inside{table.range.begin + 1, table.range.end - 1};
        const bool isOnlyOne = text.members(table).size() == 1;
        if (!isOnlyOne) {
            result.insert(result.begin(), without(text, pairCut(text, current, false)));
            break;
        }
        // Where two levels can't be told apart, more was created rather than less.
        result.insert(result.begin(), without(text, inside));
        for (const TextRange &blank : {TextRange{inside.begin, current.key.begin},
                                       TextRange{current.value.range.end, inside.end}})
            result.push_back(spliced(text.bytes(), {{inside, text.raw(blank)}}));
        if (level > 0)
            current = track.holders[level - 1];
    }
    return result;
}

//! The plain way: the lines go, a blank line in front of a table with them, when there is another one behind, and
//! one behind a table that nothing is in front of.
QByteArray withoutPieces(const TomlText &text, const std::vector<Piece> &pieces)
{
    const TomlStyle style(text);
    const qsizetype size = text.bytes().size();
    std::vector<TextSplice> splices;
    for (const Piece &piece : pieces) {
        TextRange cut = piece.lines;
        const bool isSetOff = cut.end == size || style.isBlankLine(cut.end);
        if (piece.isTable && isSetOff && style.isBehindBlankLine(cut.begin))
            cut.begin = style.lineBegin(cut.begin - 1);
        else if (piece.isTable && cut.begin == style.first() && style.isBlankLine(cut.end))
            cut.end = style.nextLine(cut.end);
        if (cut.end == size && !style.isLineBegin(size) && cut.begin > style.first())
            cut.begin -= style.newLineBefore(cut.begin).size();
        if (!splices.empty() && cut.begin < splices.back().range.end)
            cut.begin = splices.back().range.end;
        splices.push_back({cut, {}});
    }
    return spliced(text.bytes(), splices);
}

//! The first of \a earlier that adding the member turns into the present text.
std::optional<QByteArray> confirmed(const TomlText &text, const std::vector<QByteArray> &earlier,
                                    const QStringList &path, const QString &name,
                                    const TextDraft &value)
{
    for (const QByteArray &bytes : earlier) {
        const Result<TomlText> parsed = TomlText::parse(bytes);
        if (!parsed)
            continue;
        const Result<QByteArray> again = withTomlMember(*parsed, path, name, value);
        if (again && *again == text.bytes())
            return bytes;
    }
    return std::nullopt;
}

Result<QByteArray> withoutPair(const TomlText &text, const QStringList &path, const TextPath &track,
                               const TextMember &member)
{
    if (text.tree().node(track.objects.back()).form == Form::InlineDotted
        || (member.value.node >= 0 && text.tree().node(member.value).form == Form::InlineDotted))
        return fail(ErrorCode::FileUnsupported,
                    Texts::tr("“%1” in line %2 is made of dotted names inside braces.")
                        .arg(member.name)
                        .arg(text.position(member.key.begin).line));
    if (const auto earlier = confirmed(text, earlierTextsInside(text, track, member), path,
                                       member.name, TextDraft::of(text, member.value)))
        return *earlier;
    const TextValue &table = track.objects.back();
    const bool isOnlyOne = text.members(table).size() == 1;
    return isOnlyOne ? without(text, {table.range.begin + 1, table.range.end - 1})
                     : without(text, pairCut(text, member, false));
}

Result<QByteArray> withoutLines(const TomlText &text, const QStringList &path,
                                const TextPath &track, const TextMember &member)
{
    const TextDraft value = TextDraft::of(text, member.value);
    if (newTomlFile(path, member.name, value) == text.bytes())
        return QByteArray();
    const std::vector<Piece> pieces = piecesOf(text, member);
    std::vector<QByteArray> earlier;
    const int section = text.tree().node(track.objects.back()).section;
    if (section > 0 && pieces.size() == 1 && !pieces.front().isTable
        && TomlStyle(text).hasOneStatement(size_t(section)))
        addEarlierTexts(text, linesOf(text, size_t(section)), earlier); // created with it
    // A new member is one piece of the file, however many lines it has.
    bool isContiguous = true;
    for (size_t i = 1; i < pieces.size(); ++i)
        isContiguous = isContiguous && pieces[i].lines.begin == pieces[i - 1].lines.end;
    if (isContiguous)
        addEarlierTexts(text, {pieces.front().lines.begin, pieces.back().lines.end}, earlier);
    if (const auto found = confirmed(text, earlier, path, member.name, value))
        return *found;
    return withoutPieces(text, pieces);
}

} // namespace

Result<QByteArray> withoutTomlMember(const TomlText &text, const QStringList &path,
                                     const QString &name)
{
    const Result<TextPath> track = followPath(text, path);
    if (!track)
        return fail(track.error());
    if (track->holders.size() < size_t(path.size()))
        return text.bytes();
    const TextValue &table = track->objects.back();
    const Result<std::optional<TextMember>> found = text.find(table, name);
    if (!found)
        return fail(found.error());
    if (!*found)
        return text.bytes();
    const TextMember &member = **found;
    const Form form = text.tree().node(table).form;
    if (member.value.node >= 0 && text.tree().node(member.value).form == Form::Tables)
        return fail(ErrorCode::FileUnsupported, Texts::tr("“%1” in line %2 is a list of tables.")
                                                    .arg(name)
                                                    .arg(text.position(member.key.begin).line));
    return form == Form::Inline || form == Form::InlineDotted
               ? withoutPair(text, path, *track, member)
               : withoutLines(text, path, *track, member);
}

} // namespace Konstantly

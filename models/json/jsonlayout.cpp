// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonlayout.h"

#include "models/json/jsonscan.h"

namespace Konstantly {

namespace {

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

QByteArray renderStrings(const QStringList &list, const QByteArray &indent,
                         const JsonLayout &layout, bool onOneLine)
{
    const bool aLineEach = layout.spread && !onOneLine;
    const QByteArray inner = aLineEach       ? layout.newLine + indent + layout.unit
                             : layout.spread ? QByteArray(" ")
                                             : QByteArray();
    QByteArray result = "[";
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (i > 0)
            result += aLineEach ? "," + inner : layout.comma;
        else
            result += inner;
        result += jsonString(list.at(i));
    }
    return result + (aLineEach ? layout.newLine + indent : inner) + ']';
}

QByteArray renderObject(const JsonDraft &draft, const QByteArray &indent, const JsonLayout &layout,
                        int level)
{
    if (draft.members.empty())
        return "{}";
    const bool onOneLine = level >= layout.inlineFrom;
    const QByteArray inner = onOneLine ? indent : indent + layout.unit;
    QByteArray result = onOneLine ? "{" + layout.pad : "{" + layout.newLine + inner;
    bool isFirst = true;
    for (const auto &[name, value] : draft.members) {
        if (!isFirst)
            result += onOneLine ? layout.comma : "," + layout.newLine + inner;
        isFirst = false;
        result += jsonString(name) + layout.colon + render(value, inner, layout, level + 1);
    }
    return result + (onOneLine ? layout.pad : layout.newLine + indent) + '}';
}

} // namespace

QByteArray render(const JsonDraft &draft, const QByteArray &indent, const JsonLayout &layout,
                  int level)
{
    switch (draft.kind) {
    case JsonDraft::Kind::String:
        return jsonString(draft.string);
    case JsonDraft::Kind::Strings:
        return renderStrings(draft.strings, indent, layout, level >= layout.inlineFrom);
    case JsonDraft::Kind::Object:
        return renderObject(draft, indent, layout, level);
    case JsonDraft::Kind::Literal:
        break;
    }
    return draft.literal;
}

qsizetype JsonStyle::lineBegin(qsizetype offset) const
{
    const qsizetype first = m_text.hasMark() ? 3 : 0;
    while (offset > first && !isLineEnd(m_text.bytes()[offset - 1]))
        --offset;
    return offset;
}

QByteArray JsonStyle::indentAt(qsizetype offset) const
{
    const qsizetype begin = lineBegin(offset);
    qsizetype end = begin;
    while (end < offset && (m_text.bytes()[end] == ' ' || m_text.bytes()[end] == '\t'))
        ++end;
    return m_text.raw({begin, end});
}

bool JsonStyle::isFirstOnLine(qsizetype offset) const
{
    const qsizetype begin = lineBegin(offset);
    return begin > (m_text.hasMark() ? 3 : 0) && indentAt(offset).size() == offset - begin;
}

QByteArray JsonStyle::newLineBefore(qsizetype offset) const
{
    const QByteArray &bytes = m_text.bytes();
    qsizetype at = lineBegin(offset) - 1;
    if (at < 0 || !isLineEnd(bytes[at])) {
        at = 0;
        while (at < bytes.size() && !isLineEnd(bytes[at]))
            ++at;
        if (at == bytes.size())
            return "\n";
        return bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n'
                   ? QByteArray("\r\n")
                   : bytes.mid(at, 1);
    }
    return bytes[at] == '\n' && at > 0 && bytes[at - 1] == '\r' ? QByteArray("\r\n")
                                                                : bytes.mid(at, 1);
}

std::optional<QByteArray> JsonStyle::unit(qsizetype outer, qsizetype inner) const
{
    const QByteArray outerIndent = indentAt(outer);
    const QByteArray innerIndent = indentAt(inner);
    if (!isFirstOnLine(inner) || !innerIndent.startsWith(outerIndent) || innerIndent == outerIndent)
        return std::nullopt;
    return innerIndent.mid(outerIndent.size());
}

QByteArray JsonStyle::unit(const JsonValue &object, const std::vector<JsonMember> &members) const
{
    // What the neighbours do inside, then how far they stand in themselves, then what the whole text does.
    // A few of them: each look goes back to the beginning of its line, and a file of one line can have very many.
    constexpr qsizetype enough = 16;
    const auto last = members.rend() - members.rbegin() > enough ? members.rbegin() + enough
                                                                 : members.rend();
    for (auto member = members.rbegin(); member != last; ++member) {
        const std::vector<JsonMember> inner = m_text.members(member->value);
        if (inner.empty())
            continue;
        if (const auto step = unit(member->key.begin, inner.front().key.begin))
            return *step;
    }
    if (!members.empty()) {
        if (const auto step = unit(object.range.begin, members.back().key.begin))
            return *step;
    }
    if (const std::vector<JsonMember> top = m_text.members(m_text.root()); !top.empty()) {
        if (const auto step = unit(m_text.root().range.begin, top.front().key.begin))
            return *step;
    }
    return indentAt(members.empty() ? object.range.begin : members.back().key.begin).contains('\t')
               ? "\t"
               : "  ";
}

QByteArray JsonStyle::colonGap(const JsonMember &member) const
{
    const QByteArray between = m_text.raw({member.key.end, member.value.range.begin});
    return between.endsWith(':') ? QByteArray() : QByteArray(" ");
}

JsonLayout JsonStyle::inlineLayout(const JsonValue &object,
                                   const std::vector<JsonMember> &members) const
{
    JsonLayout layout;
    layout.inlineFrom = 0;
    if (members.empty())
        return layout;
    const QByteArray gap = colonGap(members.back());
    layout.colon = ":" + gap;
    layout.comma = "," + gap;
    if (members.size() > 1) {
        const JsonMember &previous = members[members.size() - 2];
        const bool isTight = previous.comma + 1 == members.back().key.begin;
        layout.comma = isTight ? "," : ", ";
    }
    layout.pad = object.range.begin + 1 == members.front().key.begin ? "" : " ";
    return layout;
}

} // namespace Konstantly

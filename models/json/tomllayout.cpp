// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomllayout.h"

#include <algorithm>

namespace Konstantly {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

QByteArray renderToml(const TextDraft &draft, const TomlLayout &layout)
{
    QByteArray result;
    switch (draft.kind) {
    case TextDraft::Kind::String:
        return tomlString(draft.string);
    case TextDraft::Kind::Strings:
        for (const QString &string : draft.strings)
            result += (result.isEmpty() ? QByteArray() : layout.comma) + tomlString(string);
        return '[' + result + ']';
    case TextDraft::Kind::Object:
        for (const auto &[name, value] : draft.members)
            result += (result.isEmpty() ? layout.pad : layout.comma)
                      + renderTomlPair(name, value, layout);
        return '{' + result + (result.isEmpty() ? QByteArray() : layout.pad) + '}';
    case TextDraft::Kind::Literal:
        break;
    }
    return draft.literal;
}

QByteArray renderTomlPair(const QString &name, const TextDraft &draft, const TomlLayout &layout)
{
    return tomlKey(name) + layout.equals + renderToml(draft, layout);
}

QByteArray renderTomlTable(const QStringList &path, const TextDraft &draft,
                           const QByteArray &newLine)
{
    QByteArray result;
    for (const QString &step : path)
        result += (result.isEmpty() ? '[' : '.') + tomlKey(step);
    result += ']';
    for (const auto &[name, value] : draft.members)
        result += newLine + renderTomlPair(name, value);
    return result;
}

qsizetype TomlStyle::lineBegin(qsizetype offset) const
{
    while (offset > m_first && m_bytes[offset - 1] != '\n')
        --offset;
    return offset;
}

qsizetype TomlStyle::nextLine(qsizetype offset) const
{
    const qsizetype end = m_bytes.indexOf('\n', offset);
    return end < 0 ? m_bytes.size() : end + 1;
}

bool TomlStyle::isBlankLine(qsizetype begin) const
{
    qsizetype at = skipBlank(begin);
    if (at < m_bytes.size() && m_bytes[at] == '\r')
        ++at;
    return at < m_bytes.size() ? m_bytes[at] == '\n' : at > begin;
}

bool TomlStyle::isBehindBlankLine(qsizetype begin) const
{
    return begin > m_first && isBlankLine(lineBegin(begin - 1));
}

bool TomlStyle::startsComment(qsizetype begin) const
{
    const qsizetype at = skipBlank(begin);
    return at < m_bytes.size() && m_bytes[at] == '#';
}

bool TomlStyle::isLineBegin(qsizetype offset) const
{
    return offset <= m_first || m_bytes[offset - 1] == '\n';
}

QByteArray TomlStyle::newLineBefore(qsizetype offset) const
{
    qsizetype at = lineBegin(offset) - 1;
    if (at < m_first)
        at = m_bytes.indexOf('\n');
    if (at < 0)
        return "\n";
    return at > 0 && m_bytes[at - 1] == '\r' ? QByteArray("\r\n") : QByteArray("\n");
}

bool TomlStyle::separatesTables() const
{
    bool hasTables = false;
    for (const TomlSection &section : m_text.tree().sections) {
        qsizetype begin = lineBegin(section.header.begin);
        if (section.header.size() == 0 || begin == m_first)
            continue;
        // Comments right above it belong to it.
        while (begin > m_first && startsComment(lineBegin(begin - 1)))
            begin = lineBegin(begin - 1);
        if (begin == m_first)
            continue;
        if (isBehindBlankLine(begin))
            return true;
        hasTables = true;
    }
    return !hasTables;
}

qsizetype TomlStyle::sectionEnd(size_t section) const
{
    const TomlStatement *last = lastStatement(section);
    const TextRange header = m_text.tree().sections[section].header;
    if (!last && header.size() == 0)
        return m_first;
    const qsizetype end = nextLine(last ? last->end : header.end);
    // Comments behind the last value belong to it, unless they touch what comes next.
    qsizetype behind = end;
    while (isLineBegin(behind) && startsComment(behind))
        behind = nextLine(behind);
    return behind == m_bytes.size() || isBlankLine(behind) ? behind : end;
}

std::optional<size_t> TomlStyle::lastSection(int table) const
{
    const TomlTree &tree = m_text.tree();
    for (size_t i = tree.sections.size(); i-- > 1;) {
        if (tree.isInside(tree.sections[i].node, table))
            return i;
    }
    return std::nullopt;
}

const TomlStatement *TomlStyle::lastStatement(size_t section) const
{
    const std::vector<TomlStatement> &all = m_text.tree().statements;
    const auto behind = std::upper_bound(
        all.begin(), all.end(), int(section),
        [](int wanted, const TomlStatement &statement) { return wanted < statement.section; });
    return behind != all.begin() && std::prev(behind)->section == int(section) ? &*std::prev(behind)
                                                                               : nullptr;
}

bool TomlStyle::hasOneStatement(size_t section) const
{
    const TomlStatement *last = lastStatement(section);
    return last
           && (last == &m_text.tree().statements.front() || (last - 1)->section != last->section);
}

const TomlStatement *TomlStyle::lastDotted(int table) const
{
    const TomlTree &tree = m_text.tree();
    const auto found = std::find_if(
        tree.statements.rbegin(), tree.statements.rend(), [&](const TomlStatement &statement) {
            const TomlSection &section = tree.sections[size_t(statement.section)];
            return tree.isInside(statement.node, table) && !tree.isInside(section.node, table);
        });
    return found == tree.statements.rend() ? nullptr : &*found;
}

QByteArray TomlStyle::equalsBehind(qsizetype name) const
{
    const qsizetype equals = skipBlank(name);
    if (equals >= m_bytes.size() || m_bytes[equals] != '=')
        return " = ";
    return QByteArray(equals > name ? " " : "") + '='
           + (equals + 1 < m_bytes.size() && isBlank(m_bytes[equals + 1]) ? " " : "");
}

TomlLayout TomlStyle::layoutInside(const TextValue &table) const
{
    const std::vector<TextMember> members = m_text.members(table);
    TomlLayout layout;
    layout.equals = equalsBehind(members.back().key.end);
    layout.pad = isBlank(m_bytes[table.range.begin + 1]) ? " " : "";
    const qsizetype behind = skipBlankBack(members.back().key.begin);
    if (members.size() > 1 && m_bytes[behind - 1] == ',')
        layout.comma = behind == members.back().key.begin ? "," : ", ";
    else if (layout.equals == "=")
        layout.comma = ",";
    return layout;
}

qsizetype TomlStyle::skipBlank(qsizetype offset) const
{
    while (offset < m_bytes.size() && isBlank(m_bytes[offset]))
        ++offset;
    return offset;
}

qsizetype TomlStyle::skipBlankBack(qsizetype offset) const
{
    while (offset > m_first && isBlank(m_bytes[offset - 1]))
        --offset;
    return offset;
}

} // namespace Konstantly

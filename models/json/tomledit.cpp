// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomledit.h"

#include "models/json/textpath.h"
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

QByteArray inserted(const TomlText &text, qsizetype at, const QByteArray &what)
{
    return spliced(text.bytes(), {{{at, at}, what}});
}

//! Whole lines (\a lines is without the last line end) at the beginning of a line, or behind a last one that has no end.
QByteArray withLines(const TomlText &text, qsizetype at, const QByteArray &lines)
{
    const TomlStyle style(text);
    const QByteArray newLine = style.newLineBefore(at);
    return inserted(text, at, style.isLineBegin(at) ? lines + newLine : newLine + lines);
}

//! A table behind the section that ends at \a at.
QByteArray withTable(const TomlText &text, qsizetype at, const QByteArray &table)
{
    const TomlStyle style(text);
    return withLines(text, at, style.separatesTables() ? style.newLineBefore(at) + table : table);
}

//! A table at the end of the file.
//!
//! Each ending has a layout of its own, so that withoutTomlMember() can tell what was there before: no line end behind the
//! table where there was none, a blank line where there was one.
QByteArray withLastTable(const TomlText &text, const QByteArray &table)
{
    const TomlStyle style(text);
    const qsizetype end = text.bytes().size();
    if (end == style.first())
        return text.bytes() + table;
    if (style.isLineBegin(end) && style.isBehindBlankLine(end))
        return text.bytes() + table + style.newLineBefore(end) + style.newLineBefore(end);
    return withTable(text, end, table);
}

//! `prefix.name = value`, a line each for the members of a table, behind the last dotted key that leads into \a table.
QByteArray withDottedLines(const TomlText &text, const TextValue &table, const QStringList &names,
                           const TextDraft &value)
{
    const TomlStyle style(text);
    const TomlTree &tree = text.tree();
    const TomlStatement &last = *style.lastDotted(table.node);
    const int outer = tree.nodes[size_t(tree.sections[size_t(last.section)].node)].depth;
    std::vector<TomlStep> steps;
    const QByteArray key = text.raw(last.key);
    TomlScanner(key).key(steps);
    const size_t level = size_t(tree.node(table).depth - outer);
    QByteArray prefix = key.left(steps[level - 1].range.end);
    for (const QString &name : names)
        prefix += '.' + tomlKey(name);
    TomlLayout layout;
    layout.equals = style.equalsBehind(last.name.end);
    const qsizetype begin = style.lineBegin(last.key.begin);
    const QByteArray indent = text.raw({begin, last.key.begin});
    const QByteArray newLine = style.newLineBefore(style.nextLine(last.end));
    QByteArray lines;
    if (value.kind != TextDraft::Kind::Object || value.members.empty())
        lines = indent + prefix + layout.equals + renderToml(value);
    for (const auto &[name, member] : value.members)
        lines += (lines.isEmpty() ? QByteArray() : newLine) + indent + prefix + '.' + tomlKey(name)
                 + layout.equals + renderToml(member);
    return withLines(text, style.nextLine(last.end), lines);
}

//! `name = value` as the last line of the section of \a table.
QByteArray withLine(const TomlText &text, const TextValue &table, const QString &name,
                    const TextDraft &value)
{
    const TomlStyle style(text);
    const TomlTree &tree = text.tree();
    const size_t section = size_t(qMax(tree.node(table).section, 0));
    TomlLayout layout;
    if (const TomlStatement *last = style.lastStatement(section)) {
        layout.equals = style.equalsBehind(last->name.end);
        const QByteArray indent = text.raw({style.lineBegin(last->key.begin), last->key.begin});
        return withLines(text, style.nextLine(last->end),
                         indent + renderTomlPair(name, value, layout));
    }
    const QByteArray newLine = style.newLineBefore(style.first());
    if (section == 0) {
        // In front of everything.
        const bool isAlone = text.bytes().size() == style.first();
        return inserted(text, style.first(),
                        renderTomlPair(name, value) + (isAlone ? "" : newLine + newLine));
    }
    // Tight, unlike the first line of a table that was created: withoutTomlMember() has to tell them apart.
    layout.equals = "=";
    return withLines(text, style.nextLine(tree.sections[section].header.end),
                     renderTomlPair(name, value, layout));
}

//! `name = value` inside the braces of \a table. Tables that are created between the two are tight, unlike one that was
//! there and empty: withoutTomlMember() has to tell them apart.
QByteArray withPair(const TomlText &text, const TextValue &table, const QStringList &names,
                    const TextDraft &value)
{
    const TomlStyle style(text);
    const TextRange inside{table.range.begin + 1, table.range.end - 1};
    const bool isEmpty = text.members(table).empty();
    const QByteArray blank = isEmpty ? text.raw(inside) : QByteArray();
    TomlLayout layout = isEmpty ? TomlLayout() : style.layoutInside(table);
    if (isEmpty && blank.isEmpty())
        layout.pad.clear();
    const QByteArray front = tomlKey(names.front()) + layout.equals;
    if (names.size() > 1)
        layout = {"=", ",", ""};
    TextDraft draft = value;
    for (qsizetype i = names.size() - 1; i > 0; --i)
        draft = TextDraft::of({{names.at(i), draft}});
    const QByteArray pair = front + renderToml(draft, layout);
    if (isEmpty)
        return inserted(text, inside.end, pair + blank);
    return inserted(text, style.skipBlankBack(inside.end), style.layoutInside(table).comma + pair);
}

Error closedTable(const TomlText &text, const TextMember &member)
{
    return {ErrorCode::FileUnsupported,
            Texts::tr("“%1” in line %2 is made of dotted names inside braces.")
                .arg(member.name)
                .arg(text.position(member.key.begin).line),
            {},
            {}};
}

//! What is not there yet: \a names below the last table of \a track, the last of them being \a value's.
Result<QByteArray> added(const TomlText &text, const TextPath &track, const QStringList &path,
                         const QString &name, const TextDraft &value)
{
    const TextValue &table = track.objects.back();
    const TomlNode &node = text.tree().node(table);
    const QStringList names = path.mid(qsizetype(track.holders.size())) << name;
    if (node.form == Form::InlineDotted)
        return fail(closedTable(text, track.holders.back()));
    if (node.form == Form::Inline)
        return withPair(text, table, names, value);
    const TomlStyle style(text);
    const bool isRoot = track.holders.empty();
    const std::optional<size_t> lastSection = isRoot ? std::nullopt : style.lastSection(table.node);
    const bool isTable = value.kind == TextDraft::Kind::Object;
    const bool isLine = names.size() == 1 && !isTable;
    if (isLine && (isRoot || node.section >= 0))
        return withLine(text, table, name, value);
    if (node.form == Form::Dotted && (isLine || !lastSection))
        return withDottedLines(text, table, names, value);
    const qsizetype at = lastSection ? style.sectionEnd(*lastSection) : text.bytes().size();
    const QByteArray block = renderTomlTable(isTable ? QStringList(path) << name : path,
                                             isTable ? value : TextDraft::of({{name, value}}),
                                             style.newLineBefore(at));
    return lastSection ? withTable(text, at, block) : withLastTable(text, block);
}

//! A list of strings laid out as the array in its place was.
QByteArray renderedLike(const TomlText &text, const TextValue &old, const QStringList &list)
{
    const TomlStyle style(text);
    const std::vector<TextValue> elements = text.elements(old);
    const qsizetype first = elements.empty() ? old.range.begin : elements.front().range.begin;
    const bool hasLines = text.raw({old.range.begin, first}).contains('\n');
    if (list.isEmpty() || !hasLines) {
        const bool isLoose = text.raw(old.range).startsWith("[ ") && !list.isEmpty();
        const QByteArray row = renderToml(TextDraft::of(list));
        return isLoose ? "[ " + row.sliced(1, row.size() - 2) + " ]" : row;
    }
    const QByteArray newLine = style.newLineBefore(first);
    const QByteArray gap = newLine
                           + text.raw(
                               {style.lineBegin(first), style.skipBlank(style.lineBegin(first))});
    QByteArray result = "[";
    for (const QString &string : list)
        result += gap + tomlString(string) + ',';
    const QByteArray tail = text.raw({elements.back().range.end, old.range.end - 1});
    if (!tail.trimmed().startsWith(','))
        result.chop(1);
    const qsizetype last = style.lineBegin(old.range.end - 1);
    return result + newLine + text.raw({last, style.skipBlank(last)}) + ']';
}

Result<QByteArray> withTomlMemberIn(const QByteArray &bytes, const QStringList &path,
                                    const QString &name, const TextDraft &value)
{
    const Result<TomlText> text = TomlText::parse(bytes);
    return text ? withTomlMember(*text, path, name, value) : Result<QByteArray>(fail(text.error()));
}

Result<QByteArray> withoutTomlMemberIn(const QByteArray &bytes, const QStringList &path,
                                       const QString &name)
{
    const Result<TomlText> text = TomlText::parse(bytes);
    return text ? withoutTomlMember(*text, path, name) : Result<QByteArray>(fail(text.error()));
}

//! The members of a table that is spread over lines, each in its place.
Result<QByteArray> merged(const TomlText &text, const QStringList &path, const TextMember &member,
                          const TextDraft &value)
{
    const QStringList inside = QStringList(path) << member.name;
    Result<QByteArray> bytes = text.bytes();
    for (const auto &[name, draft] : value.members) {
        bytes = withTomlMemberIn(*bytes, inside, name, draft);
        if (!bytes)
            return bytes;
    }
    for (const TextMember &there : text.members(member.value)) {
        const bool isWanted = std::any_of(
            value.members.begin(), value.members.end(),
            [&](const auto &wanted) { return wanted.first == there.name; });
        if (isWanted)
            continue;
        bytes = withoutTomlMemberIn(*bytes, inside, there.name);
        if (!bytes)
            return bytes;
    }
    // The last value may have taken its table with it.
    const Result<TomlText> now = TomlText::parse(*bytes);
    if (!now)
        return fail(now.error());
    const Result<TextPath> track = followPath(*now, inside);
    if (track && track->holders.size() < size_t(inside.size()))
        return withTomlMember(*now, path, member.name, value);
    return bytes;
}

Result<QByteArray> replaced(const TomlText &text, const QStringList &path, const TextMember &member,
                            const TextDraft &value)
{
    const Form form = member.value.node < 0 ? Form::Inline : text.tree().node(member.value).form;
    if (form == Form::Tables)
        return fail(ErrorCode::FileUnsupported, Texts::tr("“%1” in line %2 is a list of tables.")
                                                    .arg(member.name)
                                                    .arg(text.position(member.key.begin).line));
    if (TextDraft::of(text, member.value) == value)
        return text.bytes();
    if (form == Form::InlineDotted)
        return fail(closedTable(text, member));
    if (form == Form::Table || form == Form::Dotted) {
        if (value.kind == TextDraft::Kind::Object)
            return merged(text, path, member, value);
        const Result<QByteArray> without = withoutTomlMember(text, path, member.name);
        return without ? withTomlMemberIn(*without, path, member.name, value) : without;
    }
    if (form == Form::Array && value.kind == TextDraft::Kind::Strings)
        return spliced(text.bytes(),
                       {{member.value.range, renderedLike(text, member.value, value.strings)}});
    TomlLayout layout;
    if (member.value.type == TextType::Object && !text.members(member.value).empty())
        layout = TomlStyle(text).layoutInside(member.value);
    return spliced(text.bytes(), {{member.value.range, renderToml(value, layout)}});
}

} // namespace

Result<QByteArray> withTomlMember(const TomlText &text, const QStringList &path,
                                  const QString &name, const TextDraft &value)
{
    const Result<TextPath> track = followPath(text, path);
    if (!track)
        return fail(track.error());
    if (track->holders.size() == size_t(path.size())) {
        const TextValue &table = track->objects.back();
        const Result<std::optional<TextMember>> found = text.find(table, name);
        if (!found)
            return fail(found.error());
        if (const Result<> clear = refuseCaseVariants(text, table, name); !clear)
            return fail(clear.error());
        if (*found)
            return replaced(text, path, **found, value);
    }
    return added(text, *track, path, name, value);
}

QByteArray newTomlFile(const QStringList &path, const QString &name, const TextDraft &value)
{
    if (value.kind == TextDraft::Kind::Object)
        return renderTomlTable(QStringList(path) << name, value, "\n") + '\n';
    return (path.isEmpty() ? renderTomlPair(name, value)
                           : renderTomlTable(path, TextDraft::of({{name, value}}), "\n"))
           + '\n';
}

} // namespace Konstantly

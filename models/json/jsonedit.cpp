// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonedit.h"

#include "models/json/jsonlayout.h"
#include "models/json/jsonscan.h"
#include "models/json/textpath.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

using Members = std::vector<JsonMember>;

//! What is between the last value (or the opening brace) and the closing brace.
JsonRange tailOf(const JsonValue &object, const Members &members)
{
    return {members.empty() ? object.range.begin + 1 : members.back().value.range.end,
            object.range.end - 1};
}

//! `"name": value` as it is put between other members.
QByteArray renderMember(const QString &name, const JsonDraft &value, const QByteArray &indent,
                        const JsonLayout &layout)
{
    return jsonString(name) + layout.colon + render(value, indent, layout);
}

//! Behind the last member of an object that has some.
QByteArray appended(const JsonText &text, const JsonValue &object, const Members &members,
                    const QString &name, const JsonDraft &value, bool isCreated)
{
    const JsonStyle style(text);
    const JsonMember &last = members.back();
    const std::vector<JsonRange> comments
        = JsonScanner(text.bytes(), text.dialect()).comments(tailOf(object, members));
    const bool hasLineComment = std::any_of(comments.begin(), comments.end(), [&](JsonRange range) {
        return text.bytes().mid(range.begin, 2) == "//";
    });
    const bool onOneLine = !style.isFirstOnLine(last.key.begin) && !hasLineComment;
    JsonLayout layout = onOneLine ? style.inlineLayout(object, members) : JsonLayout();
    layout.spread = isCreated;
    layout.newLine = style.newLineBefore(last.key.begin);
    layout.unit = style.unit(object, members);
    const QByteArray indent = style.indentAt(last.key.begin);

    QByteArray member = renderMember(name, value, indent, layout);
    if (last.comma >= 0)
        member += ','; // the others have one behind the last too
    const QByteArray gap = onOneLine ? layout.comma.mid(1) : layout.newLine + indent;
    // Behind the comments that follow the last value, and all in one place: no line that was there changes. So the comma that
    // is missing comes behind the comment too, and on our line where the comment would swallow it.
    const qsizetype behindValue = qMax(last.value.range.end, last.comma + 1);
    const qsizetype place = comments.empty() ? behindValue : qMax(comments.back().end, behindValue);
    QByteArray added = gap + member;
    if (last.comma < 0 && !comments.empty() && text.raw(comments.back()).startsWith("//"))
        added = gap + ", " + member;
    else if (last.comma < 0)
        added.prepend(',');
    return spliced(text.bytes(), {{{place, place}, added}});
}

//! Into an object without members. \a holder is the member that it is the value of, null for the root.
//!
//! Every case has a layout of its own, so that withoutMember() can tell what was there before. All of them are ones that
//! people and programs write.
QByteArray filled(const JsonText &text, const JsonValue &object, const JsonMember *holder,
                  const QString &name, const JsonDraft &value, bool isCreated)
{
    const JsonStyle style(text);
    const JsonRange tail = tailOf(object, {});
    const QByteArray blank = text.raw(tail);
    const bool standsAlone = !holder || style.isFirstOnLine(holder->key.begin);
    JsonLayout layout;
    layout.spread = isCreated;
    layout.newLine = style.newLineBefore(object.range.begin);
    layout.unit = style.unit(object, {});
    const QByteArray outer = style.indentAt(object.range.begin);
    const QByteArray indent = outer + layout.unit;
    const QByteArray lineGap = layout.newLine + outer;
    const auto written = [&](const QByteArray &at) {
        return renderMember(name, value, at, layout);
    };

    const std::vector<JsonRange> comments
        = JsonScanner(text.bytes(), text.dialect()).comments(tail);
    if (!comments.empty()) {
        const qsizetype behind = comments.back().end;
        return spliced(text.bytes(),
                       {{{behind, behind}, layout.newLine + indent + written(indent)}});
    }
    const int entryLevel = isCreated ? 1 : 0;
    if (blank.isEmpty() && standsAlone) {
        // {} → several lines. Created inside the root: the entry on one line.
        if (isCreated)
            layout.inlineFrom = entryLevel;
        return spliced(text.bytes(), {{tail, layout.newLine + indent + written(indent) + lineGap}});
    }
    if (blank == lineGap && standsAlone) {
        // { and } on lines of their own already.
        layout.inlineFrom = 0;
        return spliced(text.bytes(), {{tail, layout.newLine + indent + written(indent) + lineGap}});
    }
    if (!blank.contains('\n') && !blank.contains('\r')) {
        const QByteArray gap = holder ? style.colonGap(*holder) : QByteArray(" ");
        layout.inlineFrom = 0;
        layout.colon = ":" + gap;
        layout.comma = "," + gap;
        layout.pad.clear();
        return spliced(text.bytes(), {{tail, blank + written({}) + blank}});
    }
    // Anything else between the braces is repeated behind the member.
    const qsizetype lineEnd = qMax(blank.lastIndexOf('\n'), blank.lastIndexOf('\r'));
    return spliced(text.bytes(), {{tail, blank + written(blank.mid(lineEnd + 1)) + blank}});
}

//! Whether the first array in \a value has its elements on lines of their own, or spaces inside its brackets.
bool isSpread(const JsonText &text, const JsonValue &value)
{
    if (value.type == JsonType::Array) {
        const QByteArray raw = text.raw(value.range);
        return raw.startsWith("[ ") || raw.contains('\n') || raw.contains('\r');
    }
    for (const JsonMember &member : text.members(value)) {
        if (member.value.type == JsonType::Array)
            return isSpread(text, member.value);
        if (member.value.type == JsonType::Object && isSpread(text, member.value))
            return true;
    }
    return false;
}

//! A value in another value's place, laid out as that one was.
QByteArray replaced(const JsonText &text, const JsonMember &member, const JsonDraft &value)
{
    if (JsonDraft::of(text, member.value) == value)
        return text.bytes();
    const JsonStyle style(text);
    const QByteArray old = text.raw(member.value.range);
    const bool hadLines = old.contains('\n') || old.contains('\r');
    JsonLayout layout;
    layout.newLine = style.newLineBefore(member.key.begin);
    layout.unit = style.unit(member.value, text.members(member.value));
    if (const std::vector<JsonValue> elements = text.elements(member.value); !elements.empty())
        layout.unit
            = style.unit(member.key.begin, elements.front().range.begin).value_or(layout.unit);
    layout.spread = isSpread(text, member.value);
    if (!hadLines) {
        layout.inlineFrom = 0;
        layout.colon = ":" + style.colonGap(member);
        layout.comma = old.contains(',') && !old.contains(", ") ? "," : ", ";
        layout.pad = old.startsWith("{ ") ? " " : "";
    }
    const QByteArray indent = style.indentAt(member.key.begin);
    return spliced(text.bytes(), {{member.value.range, render(value, indent, layout)}});
}

//! Where to cut behind a \a comment when what is from \a key to \a end goes: not its line end, when the rest of the line
//! would become a part of it.
qsizetype behindComment(const JsonText &text, JsonRange comment, qsizetype key, qsizetype end)
{
    if (!text.raw(comment).startsWith("//"))
        return comment.end;
    const QByteArray &bytes = text.bytes();
    while (end < bytes.size() && (bytes[end] == ' ' || bytes[end] == '\t'))
        ++end;
    return end == bytes.size() || bytes[end] == '\n' || bytes[end] == '\r' ? comment.end : key;
}

//! Without one member and the comma that belongs to it. Comments stay, except those inside the member.
QByteArray withoutOne(const JsonText &text, const JsonValue &object, const Members &members,
                      size_t index)
{
    const JsonMember &member = members[index];
    const JsonScanner scanner(text.bytes(), text.dialect());
    const bool isLast = index + 1 == members.size();
    if (!isLast) {
        const qsizetype next = members[index + 1].key.begin;
        const std::vector<JsonRange> comments = scanner.comments({member.value.range.end, next});
        // Comments behind it may be about the next one: only what is before the first of them goes.
        const qsizetype end = comments.empty() ? next : comments.front().begin;
        const qsizetype comma = member.comma;
        if (comma < end)
            return spliced(text.bytes(), {{{member.key.begin, end}, {}}});
        return spliced(text.bytes(), {{{member.key.begin, end}, {}}, {{comma, comma + 1}, {}}});
    }
    const qsizetype end = member.comma >= 0 ? member.comma + 1 : member.value.range.end;
    if (index == 0) {
        const std::vector<JsonRange> comments = scanner.comments(
            {object.range.begin + 1, member.key.begin});
        const qsizetype begin = comments.empty()
                                    ? member.key.begin
                                    : behindComment(text, comments.back(), member.key.begin, end);
        return spliced(text.bytes(), {{{begin, end}, {}}});
    }
    const JsonMember &previous = members[index - 1];
    const std::vector<JsonRange> comments = scanner.comments(
        {previous.value.range.end, member.key.begin});
    const bool keepsComma = member.comma >= 0; // a trailing comma is this file's habit
    // A comment between the value and its comma stays; a comma on a line of its own, behind one, goes with that line.
    const qsizetype beforeComma = comments.empty()
                                      ? previous.value.range.end
                                      : (comments.back().end <= previous.comma ? behindComment(
                                             text, comments.back(), previous.comma, end)
                                                                               : previous.comma);
    const qsizetype begin = comments.empty() || comments.back().end <= previous.comma
                                ? (keepsComma ? previous.comma + 1 : beforeComma)
                                : behindComment(text, comments.back(), member.key.begin, end);
    if (keepsComma || begin <= previous.comma)
        return spliced(text.bytes(), {{{begin, end}, {}}});
    return spliced(text.bytes(), {{{previous.comma, previous.comma + 1}, {}}, {{begin, end}, {}}});
}

//! Texts that withMember() may have turned into the present one, when \a name was the only member of the object that
//! \a track ends at.
std::vector<QByteArray> earlierTexts(const JsonText &text, const TextPath &track,
                                     const QString &name)
{
    std::vector<QByteArray> result;
    QString current = name;
    for (size_t level = track.objects.size(); level-- > 0;) {
        const JsonValue &object = track.objects[level];
        const Members members = text.members(object);
        if (members.size() != 1) {
            // An object that was created went behind the others.
            if (members.back().name == current)
                result.insert(result.begin(),
                              withoutOne(text, object, members, members.size() - 1));
            return result;
        }
        const JsonRange inside{object.range.begin + 1, object.range.end - 1};
        const QByteArray before = text.raw({inside.begin, members.front().key.begin});
        // Where two levels can't be told apart, more was created rather than less, and {} had no blanks inside.
        result.insert(result.begin(), spliced(text.bytes(), {{inside, {}}}));
        if (before.contains('/')) // comments, which an addition goes behind
            result.push_back(withoutOne(text, object, members, 0));
        for (const QByteArray &blank : {before, text.raw(tailOf(object, members))})
            result.push_back(spliced(text.bytes(), {{inside, blank}}));
        if (level > 0)
            current = track.holders[level - 1].name;
    }
    return result;
}

} // namespace

Result<QByteArray> withMember(const JsonText &text, const QStringList &path, const QString &name,
                              const JsonDraft &value)
{
    const Result<TextPath> track = followPath(text, path);
    if (!track)
        return fail(track.error());
    const JsonValue &object = track->objects.back();
    const bool isCreated = track->holders.size() < size_t(path.size());
    QString newName = name;
    JsonDraft newValue = value;
    if (isCreated) {
        for (qsizetype i = path.size() - 1; i > qsizetype(track->holders.size()); --i) {
            newValue = JsonDraft::of({{newName, newValue}});
            newName = path.at(i);
        }
        newValue = JsonDraft::of({{newName, newValue}});
        newName = path.at(qsizetype(track->holders.size()));
    } else {
        const Result<std::optional<JsonMember>> found = text.find(object, name);
        if (!found)
            return fail(found.error());
        if (const Result<> clear = refuseCaseVariants(text, object, name); !clear)
            return fail(clear.error());
        if (*found)
            return replaced(text, **found, value);
    }
    const Members members = text.members(object);
    const JsonMember *holder = track->holders.empty() ? nullptr : &track->holders.back();
    return members.empty() ? filled(text, object, holder, newName, newValue, isCreated)
                           : appended(text, object, members, newName, newValue, isCreated);
}

QByteArray newJsonFile(const QStringList &path, const QString &name, const JsonDraft &value)
{
    JsonDraft root = JsonDraft::of({{name, value}});
    for (qsizetype i = path.size() - 1; i >= 0; --i)
        root = JsonDraft::of({{path.at(i), root}});
    JsonLayout layout;
    layout.spread = true;
    return render(root, {}, layout) + '\n';
}

Result<QByteArray> withoutMember(const JsonText &text, const QStringList &path, const QString &name)
{
    const Result<TextPath> track = followPath(text, path);
    if (!track)
        return fail(track.error());
    if (track->holders.size() < size_t(path.size()))
        return text.bytes();
    const JsonValue &object = track->objects.back();
    const Result<std::optional<JsonMember>> found = text.find(object, name);
    if (!found)
        return fail(found.error());
    if (!*found)
        return text.bytes();
    const Members members = text.members(object);
    if (members.size() > 1) {
        size_t index = 0;
        while (members[index].name != name)
            ++index;
        return withoutOne(text, object, members, index);
    }
    const JsonDraft value = JsonDraft::of(text, (*found)->value);
    if (newJsonFile(path, name, value) == text.bytes())
        return QByteArray();
    for (const QByteArray &earlier : earlierTexts(text, *track, name)) {
        const Result<JsonText> parsed = JsonText::parse(earlier, text.dialect());
        if (!parsed)
            continue;
        if (const Result<QByteArray> again = withMember(*parsed, path, name, value);
            again && *again == text.bytes())
            return earlier;
    }
    const QByteArray inside = text.raw({object.range.begin + 1, object.range.end - 1});
    const bool hasComments
        = !JsonScanner(text.bytes(), text.dialect())
               .comments({object.range.begin + 1, members[0].key.begin})
               .empty()
          || !JsonScanner(text.bytes(), text.dialect()).comments(tailOf(object, members)).empty();
    if (hasComments)
        return withoutOne(text, object, members, 0);
    return spliced(text.bytes(), {{{object.range.begin + 1, object.range.end - 1}, {}}});
}

} // namespace Konstantly

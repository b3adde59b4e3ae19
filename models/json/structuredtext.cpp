// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/structuredtext.h"

#include "models/base/largebuffer.h"
#include "models/json/utf8.h"

#include <QCoreApplication>

#include <algorithm>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StructuredText)
};

} // namespace

StructuredText::~StructuredText() = default;

bool StructuredText::hasMark() const
{
    return m_bytes.startsWith(utf8Mark);
}

QByteArray StructuredText::raw(TextRange range) const
{
    return m_bytes.mid(range.begin, range.size());
}

std::optional<QStringList> StructuredText::strings(const TextValue &array) const
{
    if (array.type != TextType::Array)
        return std::nullopt;
    QStringList result;
    for (const TextValue &element : elements(array)) {
        if (element.type != TextType::String)
            return std::nullopt;
        result.append(string(element));
    }
    return result;
}

TextPosition StructuredText::position(qsizetype offset) const
{
    return positionIn(m_bytes, offset);
}

Result<std::optional<TextMember>> StructuredText::find(const TextValue &object,
                                                       const QString &name) const
{
    std::optional<TextMember> found;
    for (TextMember &member : members(object)) {
        if (member.name != name)
            continue;
        if (found)
            return fail(ErrorCode::FileUnsupported,
                        Texts::tr("“%1” is there twice, in lines %2 and %3.")
                            .arg(name)
                            .arg(position(found->key.begin).line)
                            .arg(position(member.key.begin).line));
        found = std::move(member);
    }
    return found;
}

std::vector<TextMember> StructuredText::caseVariants(const TextValue &object,
                                                     const QString &name) const
{
    std::vector<TextMember> result;
    const QString folded = name.toCaseFolded();
    for (TextMember &member : members(object)) {
        if (member.name != name && member.name.toCaseFolded() == folded)
            result.push_back(std::move(member));
    }
    return result;
}

TextPosition positionIn(QByteArrayView bytes, qsizetype offset)
{
    TextPosition result;
    qsizetype start = bytes.startsWith(utf8Mark) ? utf8Mark.size() : 0;
    for (qsizetype i = start; i < offset; ++i) {
        const bool endsLine = bytes[i] == '\n'
                              || (bytes[i] == '\r'
                                  && (i + 1 >= bytes.size() || bytes[i + 1] != '\n'));
        if (endsLine) {
            ++result.line;
            start = i + 1;
        }
    }
    for (qsizetype i = start; i < offset; ++i)
        result.column += (uchar(bytes[i]) & 0xC0) != 0x80 ? 1 : 0;
    return result;
}

TextDraft TextDraft::of(const QString &text)
{
    TextDraft draft;
    draft.string = text;
    return draft;
}

TextDraft TextDraft::of(const QStringList &list)
{
    TextDraft draft;
    draft.kind = Kind::Strings;
    draft.strings = list;
    return draft;
}

TextDraft TextDraft::of(Members members)
{
    TextDraft draft;
    draft.kind = Kind::Object;
    draft.members = std::move(members);
    return draft;
}

TextDraft TextDraft::of(bool value)
{
    TextDraft draft;
    draft.kind = Kind::Literal;
    draft.literal = value ? "true" : "false";
    return draft;
}

TextDraft TextDraft::of(const StructuredText &text, const TextValue &value)
{
    if (value.type == TextType::String)
        return of(text.string(value));
    if (const std::optional<QStringList> list = text.strings(value))
        return of(*list);
    if (value.type == TextType::Object) {
        Members members;
        for (const TextMember &member : text.members(value))
            members.emplace_back(member.name, of(text, member.value));
        return of(std::move(members));
    }
    TextDraft draft;
    draft.kind = Kind::Literal;
    draft.literal = text.raw(value.range);
    return draft;
}

QByteArray spliced(const QByteArray &bytes, const std::vector<TextSplice> &splices)
{
    qsizetype size = bytes.size();
    for (const TextSplice &splice : splices)
        size += splice.text.size() - splice.range.size();
    QByteArray result = largeBuffer(size);
    char *to = result.data();
    const auto append = [&to](QByteArrayView part) {
        to = std::copy(part.begin(), part.end(), to);
    };
    qsizetype at = 0;
    for (const TextSplice &splice : splices) {
        append(QByteArrayView(bytes).sliced(at, splice.range.begin - at));
        append(splice.text);
        at = splice.range.end;
    }
    append(QByteArrayView(bytes).sliced(at));
    return result;
}

} // namespace Konstantly

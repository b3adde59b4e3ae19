// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace Konstantly {

//! What a value is. Time is TOML's, and an Object is a table there and a mapping in YAML.
enum class TextType { Null, Bool, Number, Time, String, Array, Object };

//! Half-open range of bytes in a StructuredText.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    [[nodiscard]] qsizetype size() const { return end - begin; }
    friend bool operator==(const TextRange &, const TextRange &) = default;
};

struct TextValue
{
    TextType type = TextType::Null;
    TextRange range; //!< with its quotes, brackets or braces
    int node = -1;   //!< where a format that keeps a tree finds the value again; -1 elsewhere
};

//! One name and its value in an object.
struct TextMember
{
    QString name;  //!< decoded: `"a\u0062"` is ab
    TextRange key; //!< with its quotes
    TextValue value;
    qsizetype comma = -1; //!< where the comma behind it is, -1 = none

    [[nodiscard]] TextRange range() const { return {key.begin, value.range.end}; }
};

//! What is refused although it is well-formed (security C-2).
struct TextLimits
{
    qsizetype maxBytes = 5 * 1024 * 1024;
    int maxDepth = 200;
};

//! Where a byte is, for people: both start at 1, a column is one Unicode character.
struct TextPosition
{
    qsizetype line = 1;
    qsizetype column = 1;
};

//! A configuration text of another program that was checked completely, as a tree whose every leaf knows its bytes. JSON
//! with its dialects, TOML and YAML look the same from here; what edits them is their own (models/json/jsonedit.h,
//! tomledit.h).
//!
//! Nothing is ever repaired. Implicitly shared bytes, no I/O, no threads.
class StructuredText
{
public:
    virtual ~StructuredText();

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] bool hasMark() const; //!< starts with a UTF-8 byte order mark
    [[nodiscard]] const TextValue &root() const { return m_root; }

    [[nodiscard]] virtual std::vector<TextMember> members(const TextValue &object) const = 0;
    [[nodiscard]] virtual std::vector<TextValue> elements(const TextValue &array) const = 0;
    //! Decoded; empty if it is none. In formats that are edited the range alone says which string.
    [[nodiscard]] virtual QString string(const TextValue &value) const = 0;
    //! Where the strings inside \a value are, names included, however deep, in order.
    [[nodiscard]] virtual std::vector<TextRange> stringRanges(const TextValue &value) const = 0;
    //! The bytes of a string or name without its quotes.
    [[nodiscard]] virtual TextRange contentRange(TextRange string) const = 0;
    //! \a text as it is written in this format, with its quotes.
    [[nodiscard]] virtual QByteArray quoted(const QString &text) const = 0;

    [[nodiscard]] QByteArray raw(TextRange range) const;
    //! The array's elements when all of them are strings.
    [[nodiscard]] std::optional<QStringList> strings(const TextValue &array) const;
    [[nodiscard]] TextPosition position(qsizetype offset) const;

    //! The member \a name of \a object, nothing when it has none. Fails with FileUnsupported when the name is there twice,
    //! in whatever spelling (`"konstantl\u0079"`), because tools disagree about which one counts (security C-3).
    [[nodiscard]] Result<std::optional<TextMember>> find(const TextValue &object,
                                                         const QString &name) const;
    //! Members whose name differs from \a name in case only.
    [[nodiscard]] std::vector<TextMember> caseVariants(const TextValue &object,
                                                       const QString &name) const;

protected:
    StructuredText() = default;
    StructuredText(const StructuredText &) = default;
    StructuredText &operator=(const StructuredText &) = default;
    StructuredText(StructuredText &&) = default;
    StructuredText &operator=(StructuredText &&) = default;

    QByteArray m_bytes;
    TextValue m_root;
};

//! Where \a offset is in \a bytes; a UTF-8 mark is no column.
[[nodiscard]] TextPosition positionIn(QByteArrayView bytes, qsizetype offset);

//! A value that is to be written, with its members in the order given. (QJsonObject would sort them.)
struct TextDraft
{
    enum class Kind {
        String,
        Strings, //!< an array of strings
        Object,
        Literal //!< \a literal as it is: a number, true, an array of something else
    };
    using Members = std::vector<std::pair<QString, TextDraft>>;

    Kind kind = Kind::String;
    QString string;
    QStringList strings;
    Members members;
    QByteArray literal;

    [[nodiscard]] static TextDraft of(const QString &text);
    [[nodiscard]] static TextDraft of(const QStringList &list);
    [[nodiscard]] static TextDraft of(Members members);
    //! `true`, `false`: the same in every format.
    [[nodiscard]] static TextDraft of(bool value);
    //! What is in the file, as a draft: writing it again gives the same value, maybe in another layout.
    [[nodiscard]] static TextDraft of(const StructuredText &text, const TextValue &value);

    friend bool operator==(const TextDraft &, const TextDraft &) = default;
};

//! \a text instead of the bytes of \a range.
struct TextSplice
{
    TextRange range;
    QByteArray text;
};

//! \a bytes with \a splices, which are in ascending order and don't overlap.
[[nodiscard]] QByteArray spliced(const QByteArray &bytes, const std::vector<TextSplice> &splices);

} // namespace Konstantly

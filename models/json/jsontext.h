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

//! What a reader of the file accepts beyond RFC 8259. One tokenizer serves all of them.
struct JsonDialect
{
    bool comments = false;       //!< `//` to the end of the line and `/* */`
    bool trailingCommas = false; //!< one comma before `}` or `]`
};

//! What is refused although it is JSON (security C-2).
struct JsonLimits
{
    qsizetype maxBytes = 5 * 1024 * 1024;
    int maxDepth = 200;
    bool uniqueNames = false; //!< refuse a name twice in any object, not only where we edit
};

enum class JsonType { Null, Bool, Number, String, Array, Object };

//! Half-open range of bytes in a JsonText.
struct JsonRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    [[nodiscard]] qsizetype size() const { return end - begin; }
    friend bool operator==(const JsonRange &, const JsonRange &) = default;
};

struct JsonValue
{
    JsonType type = JsonType::Null;
    JsonRange range; //!< with its quotes, brackets or braces
};

//! One `"name": value` of an object.
struct JsonMember
{
    QString name;  //!< decoded: `"a\u0062"` is ab
    JsonRange key; //!< with its quotes
    JsonValue value;
    qsizetype comma = -1; //!< where the comma behind it is, -1 = none

    [[nodiscard]] JsonRange range() const { return {key.begin, value.range.end}; }
};

//! Where a byte is, for people: both start at 1, a column is one Unicode character.
struct JsonPosition
{
    qsizetype line = 1;
    qsizetype column = 1;
};

//! A JSON text that was checked completely and is then looked at and edited in place, byte by byte: what an edit does not
//! name stays as it is, whatever its order, spelling, indentation, line ends or duplicates (security C-1).
//!
//! parse() walks once over all bytes without recursion; looking inside scans only the object asked for. Nothing is ever
//! repaired: UTF-16, invalid UTF-8, NUL bytes, lone surrogates, too deep, too large or not JSON is an error with line and
//! column. A UTF-8 mark in front is accepted and kept. The names of errors are FileNotParsable (can't be read) and
//! FileUnsupported (can be read, but an edit could do harm). Details never quote the text, which may hold secrets.
//!
//! Implicitly shared bytes, no I/O, no threads.
class JsonText final
{
public:
    [[nodiscard]] static Result<JsonText> parse(QByteArray bytes, JsonDialect dialect = {},
                                                JsonLimits limits = {});

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] JsonDialect dialect() const { return m_dialect; }
    [[nodiscard]] bool hasMark() const; //!< starts with a UTF-8 byte order mark
    [[nodiscard]] const JsonValue &root() const { return m_root; }

    [[nodiscard]] std::vector<JsonMember> members(const JsonValue &object) const;
    [[nodiscard]] std::vector<JsonValue> elements(const JsonValue &array) const;
    [[nodiscard]] QByteArray raw(JsonRange range) const;
    [[nodiscard]] QString string(const JsonValue &value) const; //!< decoded; empty if it is none
    //! The array's elements when all of them are strings.
    [[nodiscard]] std::optional<QStringList> strings(const JsonValue &array) const;
    //! Where the strings inside \a value are, names included, however deep, in order.
    [[nodiscard]] std::vector<JsonRange> stringRanges(const JsonValue &value) const;
    [[nodiscard]] JsonPosition position(qsizetype offset) const;

    //! The member \a name of \a object, nothing when it has none. Fails with FileUnsupported when the name is there twice,
    //! in whatever spelling (`"konstantl\u0079"`), because tools disagree about which one counts (security C-3).
    [[nodiscard]] Result<std::optional<JsonMember>> find(const JsonValue &object,
                                                         const QString &name) const;
    //! Members whose name differs from \a name in case only.
    [[nodiscard]] std::vector<JsonMember> caseVariants(const JsonValue &object,
                                                       const QString &name) const;

private:
    JsonText() = default;

    QByteArray m_bytes;
    JsonDialect m_dialect;
    JsonValue m_root;
};

//! \a text as a JSON string with its quotes: only what must be escaped is. A lone surrogate becomes U+FFFD.
[[nodiscard]] QByteArray jsonString(const QString &text);

} // namespace Konstantly

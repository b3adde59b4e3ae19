// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

#include <QList>

namespace Konstantly {

//! What a reader of the file accepts beyond RFC 8259. One tokenizer serves all of them.
struct JsonDialect
{
    bool comments = false;       //!< `//` to the end of the line and `/* */`
    bool trailingCommas = false; //!< one comma before `}` or `]`

    friend bool operator==(const JsonDialect &, const JsonDialect &) = default;
};

//! What is refused although it is JSON (security C-2).
struct JsonLimits
{
    qsizetype maxBytes = 5 * 1024 * 1024;
    int maxDepth = 200;
    bool uniqueNames = false; //!< refuse a name twice in any object, not only where we edit
};

using JsonType = TextType;
using JsonRange = TextRange;
using JsonValue = TextValue;
using JsonMember = TextMember;
using JsonPosition = TextPosition;

class JsonScanner;

//! A JSON text that was checked completely and is then looked at and edited in place, byte by byte: what an edit does not
//! name stays as it is, whatever its order, spelling, indentation, line ends or duplicates (security C-1).
//!
//! parse() walks once over all bytes without recursion; looking inside scans only the object asked for. Nothing is ever
//! repaired: UTF-16, invalid UTF-8, NUL bytes, lone surrogates, too deep, too large or not JSON is an error with line and
//! column. A UTF-8 mark in front is accepted and kept. The names of errors are FileNotParsable (can't be read) and
//! FileUnsupported (can be read, but an edit could do harm). Details never quote the text, which may hold secrets.
//!
//! Implicitly shared bytes, no I/O, no threads.
class JsonText final : public StructuredText
{
public:
    [[nodiscard]] static Result<JsonText> parse(QByteArray bytes, JsonDialect dialect = {},
                                                JsonLimits limits = {});

    [[nodiscard]] JsonDialect dialect() const { return m_dialect; }

    [[nodiscard]] std::vector<JsonMember> members(const JsonValue &object) const override;
    [[nodiscard]] std::vector<JsonValue> elements(const JsonValue &array) const override;
    [[nodiscard]] QString string(const JsonValue &value) const override;
    [[nodiscard]] std::vector<JsonRange> stringRanges(const JsonValue &value) const override;
    [[nodiscard]] JsonRange contentRange(JsonRange string) const override;
    [[nodiscard]] QByteArray quoted(const QString &text) const override;

private:
    JsonText() = default;
    [[nodiscard]] JsonScanner scanner() const;

    JsonDialect m_dialect;
    QList<JsonRange> m_large; // see JsonScanner::takeLarge(); shared by copies
};

//! \a text as a JSON string with its quotes: only what must be escaped is. A lone surrogate becomes U+FFFD.
[[nodiscard]] QByteArray jsonString(const QString &text);

} // namespace Konstantly

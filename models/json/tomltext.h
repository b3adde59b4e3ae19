// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

#include <memory>

namespace Konstantly {

struct TomlTree;

//! A TOML 1.0 text that was checked completely and is then looked at and edited in place (models/json/tomledit.h): what an
//! edit does not name stays as it is, comments, order, spelling and line ends included (security C-1).
//!
//! A table that is spread over the file (headers, dotted keys, sub-tables in front of it) is one Object with one member a
//! name. Its members come in the order in which they are first named. The key range of a member is the last step of the
//! key or header that names it first. The range of a table that is written in pieces reaches from the first header or key
//! that names it to the end of its last value or header; what is between its pieces and not its own is in there too, so
//! the range says where it is, not what it holds: members() does that. The root's range is everything behind the mark.
//!
//! As strict as TOML 1.0: names and tables there twice, integers beyond 64 bits and dates that don't exist are refused, and
//! so are UTF-16, invalid UTF-8 and control characters. Nothing is ever repaired. Errors are FileNotParsable (can't be
//! read) and FileUnsupported (too large or too deep), with line and column, never quoting the text, which may hold secrets.
//! A UTF-8 mark in front is accepted and kept; an empty file is a table without members.
//!
//! Implicitly shared, no recursion while parsing, no I/O, no threads.
class TomlText final : public StructuredText
{
public:
    [[nodiscard]] static Result<TomlText> parse(QByteArray bytes, TextLimits limits = {});

    [[nodiscard]] std::vector<TextMember> members(const TextValue &object) const override;
    [[nodiscard]] std::vector<TextValue> elements(const TextValue &array) const override;
    [[nodiscard]] QString string(const TextValue &value) const override;
    //! In the order of the file. Every place that names a member counts: `a` in `[a.b]` and again in `[a.c]`.
    [[nodiscard]] std::vector<TextRange> stringRanges(const TextValue &value) const override;
    [[nodiscard]] TextRange contentRange(TextRange string) const override;
    [[nodiscard]] QByteArray quoted(const QString &text) const override;

    //! Where what is, for the editor.
    [[nodiscard]] const TomlTree &tree() const { return *m_tree; }

private:
    TomlText() = default;

    std::shared_ptr<const TomlTree> m_tree;
};

//! \a text as a basic TOML string with its quotes: only what must be escaped is. A lone surrogate becomes U+FFFD.
[[nodiscard]] QByteArray tomlString(const QString &text);
//! \a name as a key: without quotes when it needs none.
[[nodiscard]] QByteArray tomlKey(const QString &name);

} // namespace Konstantly

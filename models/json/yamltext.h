// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

#include <memory>

namespace Konstantly {

struct YamlTree;

//! A YAML text to be looked at, never edited: mappings are Objects, sequences Arrays, and scalars what YAML 1.2's core
//! rules make of them (`yes` is a string).
//!
//! An alias is what its anchor marks, with the ranges of the anchor's place; `<<` is a member like any other. Names that
//! are there twice are refused where they are looked for, as in JSON. A block's range ends with its last value, and
//! anchors and tags are in front of the ranges.
//!
//! Errors are FileNotParsable (can't be read) and FileUnsupported: more than one document, a mapping or list as a name, an
//! anchor inside itself, aliases that add up to more than 100,000 values, too large, too deep. With line and column, never
//! quoting the text, which may hold secrets. UTF-16 is refused; a UTF-8 mark is accepted; an empty file is null.
//!
//! Implicitly shared, no I/O, no threads.
class YamlText final : public StructuredText
{
public:
    [[nodiscard]] static Result<YamlText> parse(QByteArray bytes, TextLimits limits = {});

    [[nodiscard]] std::vector<TextMember> members(const TextValue &object) const override;
    [[nodiscard]] std::vector<TextValue> elements(const TextValue &array) const override;
    //! By the value's node, or by the range of a string or name.
    [[nodiscard]] QString string(const TextValue &value) const override;
    [[nodiscard]] std::vector<TextRange> stringRanges(const TextValue &value) const override;
    //! A block scalar's lines without the first one, which says how to read them.
    [[nodiscard]] TextRange contentRange(TextRange string) const override;
    //! In double quotes, all on one line.
    [[nodiscard]] QByteArray quoted(const QString &text) const override;

private:
    YamlText() = default;

    std::shared_ptr<const YamlTree> m_tree;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/tomltext.h"

namespace Konstantly {

//! The text with \a name set to \a value in the table that \a path leads to from the root, as withMember() does it for JSON
//! (models/json/jsonedit.h). Tables that are missing on the way are created. One contiguous range is added, and comments
//! stay where they are:
//! - a table becomes `[path.name]` with its values a line each, behind the last table that belongs to \a path, or at the end
//!   of the file; tables in it stand in braces on one line. A blank line is in front when the file has them there;
//! - where the table at \a path stands in braces, the new member goes inside them, in their style;
//! - where it is made of dotted keys alone, so is the new member, behind the last of them;
//! - another value becomes a line behind the last one of its table.
//!
//! A member that is there keeps its place, its order and its comments: of a table spread over lines only the values that
//! differ are written, and names that \a value does not have go. Nothing changes at all when it has this value already.
//!
//! Fails with FileUnsupported, and a line, when something on the way is not a table, or a list of tables, or differs from
//! what is looked for in case only (security C-2, C-3), and when the place is made of dotted keys inside braces.
[[nodiscard]] Result<QByteArray> withTomlMember(const TomlText &text, const QStringList &path,
                                                const QString &name, const TextDraft &value);

//! A new file that holds nothing but \a name at \a path.
[[nodiscard]] QByteArray newTomlFile(const QStringList &path, const QString &name,
                                     const TextDraft &value);

//! The text without \a name in the table that \a path leads to; unchanged when it isn't there. Fails as withTomlMember()
//! does.
//!
//! Takes back exactly what withTomlMember() added, byte for byte; a file that newTomlFile() made comes back as a null
//! QByteArray: "no file". It looks for the text that withTomlMember() would have turned into the present one. When there is
//! none (somebody edited the file, or another program wrote the member), the lines of the member go, with comments inside
//! it and at the end of these lines, and one blank line in front of each of its tables; all other comments stay.
[[nodiscard]] Result<QByteArray> withoutTomlMember(const TomlText &text, const QStringList &path,
                                                   const QString &name);

} // namespace Konstantly

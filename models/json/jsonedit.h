// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/jsontext.h"

namespace Konstantly {

using JsonDraft = TextDraft;

//! The text with \a name set to \a value in the object that \a path leads to from the root. Objects that are missing on
//! the way are created; a new member goes last; a member that is there keeps its place and its other bytes, and nothing
//! changes at all when it has this value already. A new member is laid out like its neighbours: their indentation, line
//! ends, or all on one line.
//!
//! Fails with FileUnsupported, and a line, when the root or something on the way is not an object, is there twice, or
//! differs from what is looked for in case only (security C-2, C-3).
[[nodiscard]] Result<QByteArray> withMember(const JsonText &text, const QStringList &path,
                                            const QString &name, const JsonDraft &value);

//! A new file that holds nothing but \a name at \a path.
[[nodiscard]] QByteArray newJsonFile(const QStringList &path, const QString &name,
                                     const JsonDraft &value);

//! The text without \a name in the object that \a path leads to; unchanged when it isn't there. Fails as withMember() does.
//!
//! Takes back exactly what withMember() added, byte for byte: objects that it created go too, and an empty one that was
//! there gets its white space back. A file that newJsonFile() made comes back as a null QByteArray: "no file". To know
//! which it was, withMember() uses a slightly different, equally ordinary layout in each case (how arrays are broken into
//! lines), and this function looks for the text that withMember() would have turned into the present one. When there is
//! none (somebody reformatted the file, or another program wrote the member), the member alone goes.
[[nodiscard]] Result<QByteArray> withoutMember(const JsonText &text, const QStringList &path,
                                               const QString &name);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

namespace Konstantly {

//! Where a path leads: the objects on the way, from the root; fewer than the path is long + 1 when the rest is missing.
struct TextPath
{
    std::vector<TextValue> objects;
    std::vector<TextMember> holders; //!< the member that holds objects[i + 1]
};

//! Follows \a path from the root as far as it is there. Fails with FileUnsupported, and a line, when the root or something
//! on the way is not an object, is there twice, or differs from what is looked for in case only (security C-2, C-3).
[[nodiscard]] Result<TextPath> followPath(const StructuredText &text, const QStringList &path);

//! Fails with FileUnsupported when \a object has a member that differs from \a name in case only.
[[nodiscard]] Result<> refuseCaseVariants(const StructuredText &text, const TextValue &object,
                                          const QString &name);

} // namespace Konstantly

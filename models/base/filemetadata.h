// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <optional>

namespace Konstantly {

//! Gives the open file \a to the owner, group, ACL and extended attributes of \a from; not the mode, which the caller sets
//! when the content is complete. Answers why that is not possible, as the end of a translated sentence, or nothing.
[[nodiscard]] std::optional<QString> copyMetadata(int from, int to);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/livesecrets.h"

#include <QString>
#include <QStringView>

namespace Konstantly {

//! \a text as one line that is safe to log or to show in public: no key, no credential header's value, no control or
//! direction characters, at most \a maxLength characters (security G-1, G-3).
//!
//! Knows `kmcp_…` and everything in LiveSecrets: raw, cut, wrapped over lines, percent-, JSON-, HTML- or C-escaped, in
//! base64 and in hex. Shows a key as `kmcp_abcd…‹redacted›`.
[[nodiscard]] QString redacted(QStringView text, qsizetype maxLength = 512);

//! Whether redacted() would leave something out; also when \a text is too long to be looked through.
[[nodiscard]] bool holdsSecret(QStringView text);

//! \a text as it is, or redacted() at any length where a secret is in it: for exact exports.
[[nodiscard]] QString withoutSecret(const QString &text);

} // namespace Konstantly

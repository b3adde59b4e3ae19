// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/configshape.h"

#include <QString>

namespace Konstantly {

//! The change from \a before to \a after as a unified diff with three lines of context, for people: every changed line is
//! there, and no secret of any entry (security C-8).
//!
//! Hidden are all values of `env` and `headers`, values whose name sounds like a secret (token, password, …), and inside
//! other texts what looks like one: known token shapes, credentials in addresses, what follows `--token`, long random
//! words. Hidden text is always eight dots, whatever its length. Lines are compared before they are masked, so a change
//! of a hidden value still shows as a changed line.
//!
//! A null QByteArray is a file that does not exist. Empty when nothing changes. Lines end with \n; \a label names the
//! file in the two header lines.
[[nodiscard]] QString maskedDiff(const QByteArray &before, const QByteArray &after,
                                 const QString &label, const ConfigShape &shape = {});

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/base/secret.h"
#include "models/device/configshape.h"

#include <QByteArray>
#include <QList>
#include <QRegularExpression>

#include <vector>

namespace Konstantly {

//! What a Konstantly key looks like inside other text.
[[nodiscard]] const QRegularExpression &konstantlyKeyPattern();

//! What stands in a backup where a Konstantly key was (security S-3).
inline constexpr char KeyPlaceholder[] = "(key removed by Konstantly Keys)";

//! A file without Konstantly keys, and which they were.
struct RedactedConfig
{
    QByteArray bytes;
    QList<QByteArray> fingerprints; //!< SHA-256 in hex, one for each placeholder, in order

    [[nodiscard]] bool isRedacted() const { return !fingerprints.isEmpty(); }
};

//! \a bytes with every Konstantly key in it, however it is escaped, replaced by KeyPlaceholder; the same bytes when there is
//! none. Other programs' secrets stay.
[[nodiscard]] Result<RedactedConfig> withoutKeys(const QByteArray &bytes, const ConfigShape &shape);
//! Every Konstantly key in \a bytes, in entries and elsewhere. Empty when the text can't be read.
[[nodiscard]] std::vector<Secret> keysIn(const QByteArray &bytes, const ConfigShape &shape);
//! The opposite of withoutKeys(), for those placeholders whose key is among \a keys; the others stay.
[[nodiscard]] QByteArray withKeys(const RedactedConfig &config, const std::vector<Secret> &keys);

} // namespace Konstantly

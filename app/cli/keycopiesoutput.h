// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/keycopiesstore.h"

#include <QJsonArray>
#include <QString>

namespace Konstantly {

//! `[{path, line, kind, tool, key, isRevoked}]`; tool and key are null when there is none or nobody knows it.
[[nodiscard]] QJsonArray copiesToJson(const KeyCopiesStore &copies);
//! `[{path, reason}]`
[[nodiscard]] QJsonArray skippedToJson(const HuntReport &report);
//! What was found besides the tools' entries, and what could not be looked at: that is never passed over. Empty when there is
//! neither.
[[nodiscard]] QString copiesText(const KeyCopiesStore &copies);

} // namespace Konstantly

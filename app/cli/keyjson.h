// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/keystatus.h"

#include <QJsonObject>

namespace Konstantly {

struct PackageChanges;
struct PackageStatus;

// The shapes of cli.md that several commands print. Unknown values are null.

[[nodiscard]] QJsonValue timeToJson(const QDateTime &time); //!< RFC 3339 UTC
[[nodiscard]] QJsonValue textToJson(const QString &text);   //!< empty = null
[[nodiscard]] QJsonValue scopesToJson(const Scopes &scopes);
[[nodiscard]] QJsonObject keyRowToJson(const KeyRow &row);
[[nodiscard]] QJsonObject packageToJson(const PackageStatus &status);
[[nodiscard]] QJsonObject packageChangesToJson(const PackageChanges &changes, bool wasApplied);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/quota.h"
#include "models/usage/usageseries.h"
#include "models/usage/usagesync.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace Konstantly {

//! \file What the commands on usage have to say, as text and as JSON.

//! RFC 3339, null for 0.
[[nodiscard]] QJsonValue momentToJson(std::chrono::milliseconds at);
//! "service", "audit", "device".
[[nodiscard]] QString sourceName(UsageSource source);
//! `[{"name", "state", "readAt", "coversFrom", "problem"}]`
[[nodiscard]] QJsonArray sourcesToJson(const std::array<UsageSourceReport, 3> &reports);
//! A sentence a source, about what it can't see.
[[nodiscard]] QStringList sourceLines(const std::array<UsageSourceReport, 3> &reports);
//! `[{"name", "key", "used", "limit", "remaining", "isLowerBound", "nextSlotAt", "fullAt", "fullAtLatest"}]`
[[nodiscard]] QJsonArray quotasToJson(const QList<QuotaReading> &readings);
//! `{"calls", "succeeded", "p50Ms", "p95Ms"}`
[[nodiscard]] QJsonObject rowToJson(const UsageTableRow &row);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/keys/keystatus.h"

#include <QByteArray>

#include <vector>

namespace Konstantly {

//! When each key of \a rows has to be rotated, as an iCalendar file (RFC 5545): one all-day event a key that works, on the day its
//! interval ends, with an alarm two weeks before. An event keeps its UID, so that importing the file again moves what is there
//! instead of doubling it. Keys without a known age are left out. Local days.
[[nodiscard]] QByteArray rotationCalendar(const std::vector<KeyRow> &rows, const Origin &workspace,
                                          const QDateTime &now);

} // namespace Konstantly

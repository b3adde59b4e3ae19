// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Konstantly {

//! Rows under a heading, in columns as wide as their longest text. The last column is not padded.
[[nodiscard]] QString tableText(const QStringList &heading, const QList<QStringList> &rows);

} // namespace Konstantly

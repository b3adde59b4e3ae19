// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configdiff.h"

namespace Konstantly {

QString maskedDiff(const QByteArray &, const QByteArray &, const QString &, JsonDialect)
{
    return {};
}

} // namespace Konstantly

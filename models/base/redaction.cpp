// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/redaction.h"

namespace Konstantly {

void LiveSecrets::add(const Secret &) {}
void LiveSecrets::clear() {}
QString redacted(QStringView text, qsizetype maxLength)
{
    return text.first(qMin(maxLength, text.size())).toString();
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/plaintext.h"

namespace Konstantly {

QString plainText(QStringView text, qsizetype maxLength)
{
    return text.first(qMin(maxLength, text.size())).toString();
}
bool isInvisibleCharacter(char32_t)
{
    return false;
}

} // namespace Konstantly

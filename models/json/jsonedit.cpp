// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonedit.h"

namespace Konstantly {

Result<QByteArray> withMember(const JsonText &, const QStringList &, const QString &,
                              const JsonDraft &)
{
    return fail(ErrorCode::Internal);
}

QByteArray newJsonFile(const QStringList &, const QString &, const JsonDraft &)
{
    return {};
}

Result<QByteArray> withoutMember(const JsonText &, const QStringList &, const QString &)
{
    return fail(ErrorCode::Internal);
}

} // namespace Konstantly

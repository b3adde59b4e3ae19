// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientconfig.h"

namespace Konstantly {

const FoundEntry *ConfigInspection::find(QStringView name) const
{
    for (const FoundEntry &entry : entries)
        if (entry.name == name)
            return &entry;
    return nullptr;
}

Result<ConfigInspection> inspectConfig(const QByteArray &, const ConfigShape &)
{
    return ConfigInspection{};
}

Result<QByteArray> withEntry(const QByteArray &, const ConfigShape &, const EntrySpec &)
{
    return fail(ErrorCode::Internal);
}

Result<QByteArray> withoutEntry(const QByteArray &, const ConfigShape &, const QString &)
{
    return fail(ErrorCode::Internal);
}

Result<QByteArray> withoutKeys(const QByteArray &, const ConfigShape &)
{
    return fail(ErrorCode::Internal);
}

} // namespace Konstantly

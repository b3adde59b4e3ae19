// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxfault.h"

namespace Konstantly {

Result<SandboxFault> SandboxFault::parse(QStringView)
{
    return fail(ErrorCode::InvalidInput);
}

Result<QList<SandboxFault>> SandboxFault::parseAll(const QStringList &)
{
    return fail(ErrorCode::InvalidInput);
}

} // namespace Konstantly

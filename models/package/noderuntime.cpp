// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/noderuntime.h"

namespace Konstantly {

Result<NodeRuntime> findNode(const NodePlaces &)
{
    return fail(ErrorCode::NodeMissing);
}

Result<> checkNode(const NodeRuntime &)
{
    return fail(ErrorCode::NodeMissing);
}

} // namespace Konstantly

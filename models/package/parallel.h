// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <functional>

namespace Konstantly {

//! Calls \a work(0) … \a work(\a count - 1), spread over at most four threads, this one among them; blocks until all are
//! done. After a failure no further ones begin; answers the failure with the lowest index of those that occurred.
[[nodiscard]] Result<> inParallel(qsizetype count, const std::function<Result<>(qsizetype)> &work);

} // namespace Konstantly

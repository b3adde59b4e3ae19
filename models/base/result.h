// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

#include <tl/expected.hpp>

namespace Konstantly {

//! A value, or why there is none. Only what `std::expected` has too is used (`and_then`, `or_else`, `transform`, `value`,
//! `error`, `has_value`, `*`), so that the alias can become `std::expected`.
template<typename T = void>
using Result = tl::expected<T, Error>;

//! `return fail(ErrorCode::Timeout, …)` from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, QString detail = {},
                                                QString subject = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail), std::move(subject), {}});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace Konstantly

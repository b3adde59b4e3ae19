// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QFuture>
#include <QPromise>

namespace Konstantly {

//! A future that already holds \a value. (Qt 6.4 has no makeReadyValueFuture.)
template<typename T>
[[nodiscard]] QFuture<Result<T>> readyFuture(Result<T> value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

//! A future that already failed with \a error.
template<typename T>
[[nodiscard]] QFuture<Result<T>> failedFuture(Error error)
{
    return readyFuture<T>(Result<T>(tl::unexpect, std::move(error)));
}

} // namespace Konstantly

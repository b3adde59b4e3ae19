// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QCommandLineParser>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace Konstantly {

//! What the word that \a line gives \a option stands for, by \a words. InvalidInput for any other: \a takes, a sentence that lists
//! them all.
template<typename T>
[[nodiscard]] Result<T> wordOf(const QCommandLineParser &line, const QString &option,
                               std::initializer_list<std::pair<QLatin1StringView, T>> words,
                               const QString &takes)
{
    const QString given = line.value(option);
    const auto found = std::ranges::find_if(
        words, [&given](const auto &word) { return word.first == given; });
    if (found == words.end())
        return fail(ErrorCode::InvalidInput, takes);
    return found->second;
}

} // namespace Konstantly

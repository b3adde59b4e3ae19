// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/parallel.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace Konstantly {

Result<> inParallel(qsizetype count, const std::function<Result<>(qsizetype)> &work)
{
    constexpr qsizetype maxThreads = 4; // beyond that the disk decides
    std::atomic<qsizetype> next = 0;
    std::atomic<bool> hasFailed = false;
    std::mutex mutex;
    qsizetype failedAt = count;
    std::optional<Error> failure;
    const auto drain = [&] {
        for (qsizetype i = next++; i < count && !hasFailed; i = next++) {
            const Result<> result = work(i);
            if (result)
                continue;
            hasFailed = true;
            const std::lock_guard lock(mutex);
            if (i < failedAt) {
                failedAt = i;
                failure = result.error();
            }
        }
    };
    {
        std::vector<std::jthread> others;
        const auto processors = qsizetype(std::thread::hardware_concurrency());
        for (qsizetype i = 1; i < std::min({processors, maxThreads, count}); ++i) {
            try {
                others.emplace_back(drain);
            } catch (const std::system_error &) {
                break; // no more threads for us: those that there are do it
            }
        }
        drain();
    }
    if (failure)
        return fail(*failure);
    return {};
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace Konstantly {

//! Does small jobs one after the other in a thread of its own, for a caller that must never wait for a disk: a folder on a
//! network that is gone can hold a write for minutes. What does not fit into the queue is dropped.
//!
//! The thread starts with the first job, and with every signal blocked. Jobs own what they use. One that hangs is left behind
//! in its thread, which only the end of the process ends.
class BackgroundJobs final
{
public:
    static constexpr std::size_t MaxQueued = 256;

    BackgroundJobs();
    ~BackgroundJobs(); //!< does not wait; see finish()
    BackgroundJobs(const BackgroundJobs &) = delete;
    BackgroundJobs &operator=(const BackgroundJobs &) = delete;

    //! False: dropped.
    bool post(std::function<void()> job);
    //! Waits until everything that was posted is done, \a patience at the longest. True when it is.
    [[nodiscard]] bool finish(std::chrono::milliseconds patience);

private:
    struct Queue;
    std::shared_ptr<Queue> m_queue; // shared with the thread
};

} // namespace Konstantly

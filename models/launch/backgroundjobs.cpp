// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/backgroundjobs.h"

#include "models/base/opensslthread.h"

#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

namespace Konstantly {

struct BackgroundJobs::Queue
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> jobs;
    bool isBusy = false;
    bool isStarted = false;
    bool isEnding = false;

    void run()
    {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [this] { return isEnding || !jobs.empty(); });
            if (jobs.empty())
                return;
            std::function<void()> job = std::move(jobs.front());
            jobs.pop_front();
            isBusy = true;
            lock.unlock();
            job();
            job = nullptr;
            releaseOpenSslThread();
            lock.lock();
            isBusy = false;
            changed.notify_all();
        }
    }
};

BackgroundJobs::BackgroundJobs()
    : m_queue(std::make_shared<Queue>())
{}

BackgroundJobs::~BackgroundJobs()
{
    const std::lock_guard lock(m_queue->mutex);
    m_queue->isEnding = true;
    m_queue->changed.notify_all();
}

bool BackgroundJobs::post(std::function<void()> job)
{
    const std::lock_guard lock(m_queue->mutex);
    if (m_queue->jobs.size() >= MaxQueued)
        return false;
    if (!m_queue->isStarted) {
#ifndef _WIN32
        sigset_t all;
        sigset_t before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before); // signals are the main thread's
#endif
        try {
            std::thread([queue = m_queue] { queue->run(); }).detach();
            m_queue->isStarted = true;
        } catch (const std::system_error &) { // no thread to be had: then nothing is noted
        }
#ifndef _WIN32
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
#endif
        if (!m_queue->isStarted)
            return false;
    }
    m_queue->jobs.push_back(std::move(job));
    m_queue->changed.notify_all();
    return true;
}

bool BackgroundJobs::finish(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_queue->mutex);
    return m_queue->changed.wait_for(lock, patience,
                                     [this] { return m_queue->jobs.empty() && !m_queue->isBusy; });
}

} // namespace Konstantly

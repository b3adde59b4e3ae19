// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxserver.h"

#include <functional>
#include <memory>

namespace Konstantly {

//! A SandboxServer in a thread of its own: for `--demo`, and for tests whose own thread waits.
//!
//! Every call is thread-safe and returns when the server's thread has done it. The destructor stops the server.
class SandboxThread final
{
public:
    SandboxThread();
    ~SandboxThread();
    Q_DISABLE_COPY_MOVE(SandboxThread)

    //! As SandboxServer::start(). Takes some 10 ms; the large seed up to 2 s.
    [[nodiscard]] Result<SandboxAccess> start(const SandboxOptions &options = {});
    void stop();

    [[nodiscard]] QUrl url() const { return m_access.url; }
    [[nodiscard]] QByteArray caPem() const { return m_access.caPem; }
    [[nodiscard]] Secret adminKey() const { return m_access.adminKey; }

    void setFaults(const QList<SandboxFault> &faults);
    //! Runs \a action in the server's thread, on its state: `thread.withWorkspace([&](SandboxWorkspace &w) { … })`.
    void withWorkspace(const std::function<void(SandboxWorkspace &)> &action);

private:
    void inThread(const std::function<void()> &action);

    class Thread;
    std::unique_ptr<Thread> m_thread;
    SandboxAccess m_access;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxthread.h"

#include "models/base/opensslthread.h"

#include <QMetaObject>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Konstantly {

class SandboxThread::Thread final : public QThread
{
public:
    Thread()
        : m_server(std::make_unique<SandboxServer>())
    {
        setObjectName(u"sandbox"_s);
        m_server->moveToThread(this);
    }

    SandboxServer *server() { return m_server.get(); }

protected:
    void run() override
    {
        exec();
        m_server.reset(); // here, where it lives
        releaseOpenSslThread();
    }

private:
    std::unique_ptr<SandboxServer> m_server;
};

SandboxThread::SandboxThread()
    : m_thread(std::make_unique<Thread>())
{
    m_thread->start();
}

SandboxThread::~SandboxThread()
{
    m_thread->quit();
    m_thread->wait();
}

Result<SandboxAccess> SandboxThread::start(const SandboxOptions &options)
{
    Result<SandboxAccess> access = fail(ErrorCode::Internal);
    inThread([&] { access = m_thread->server()->start(options); });
    m_access = access.has_value() ? *access : SandboxAccess{};
    return access;
}

void SandboxThread::stop()
{
    inThread([this] { m_thread->server()->stop(); });
}

void SandboxThread::setFaults(const QList<SandboxFault> &faults)
{
    inThread([&] { m_thread->server()->setFaults(faults); });
}

void SandboxThread::withWorkspace(const std::function<void(SandboxWorkspace &)> &action)
{
    inThread([&] { action(m_thread->server()->workspace()); });
}

void SandboxThread::inThread(const std::function<void()> &action)
{
    QMetaObject::invokeMethod(m_thread->server(), action, Qt::BlockingQueuedConnection);
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxthread.h"

#include <QMetaObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

SandboxThread::SandboxThread()
    : m_server(new SandboxServer) // no parent: it moves; deleted by the thread's end
{
    m_thread.setObjectName(u"sandbox"_s);
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
}

SandboxThread::~SandboxThread()
{
    m_thread.quit();
    m_thread.wait();
}

Result<SandboxAccess> SandboxThread::start(const SandboxOptions &options)
{
    Result<SandboxAccess> access = fail(ErrorCode::Internal);
    inThread([&] { access = m_server->start(options); });
    m_access = access.has_value() ? *access : SandboxAccess{};
    return access;
}

void SandboxThread::stop()
{
    inThread([this] { m_server->stop(); });
}

void SandboxThread::setFaults(const QList<SandboxFault> &faults)
{
    inThread([&] { m_server->setFaults(faults); });
}

void SandboxThread::withWorkspace(const std::function<void(SandboxWorkspace &)> &action)
{
    inThread([&] { action(m_server->workspace()); });
}

void SandboxThread::inThread(const std::function<void()> &action)
{
    QMetaObject::invokeMethod(m_server, action, Qt::BlockingQueuedConnection);
}

} // namespace Konstantly

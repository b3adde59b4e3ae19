// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxserver.h"

namespace Konstantly {

class SandboxServer::Private
{};

SandboxServer::SandboxServer(QObject *parent)
    : QObject(parent)
{}

SandboxServer::~SandboxServer() = default;

Result<SandboxAccess> SandboxServer::start(const SandboxOptions &)
{
    return fail(ErrorCode::Internal);
}

void SandboxServer::stop() {}

bool SandboxServer::isRunning() const
{
    return false;
}

void SandboxServer::setFaults(const QList<SandboxFault> &) {}

SandboxWorkspace &SandboxServer::workspace()
{
    qFatal("not started");
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/servertest.h"

#include "models/launch/servertestrun.h"

namespace Konstantly {

bool ServerTestReport::passed() const
{
    return !steps.isEmpty() && steps.last().ok;
}

QFuture<Result<ServerTestReport>> testServer(const ServerTestRequest &request, QObject *scope)
{
    return (new ServerTestRun(request, scope))->start();
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// changeonce protect|undo LOCK HOME: one change of Cursor's file through DeviceStore, for tests that kill it and break its
// system calls. LOCK is a number: LockKind. It plans, prints "ready", and applies when a line comes on standard input; a
// tracer that comes in between sees the change and nothing else. Exits with 0 when it claims success, else with 64 and the
// number of the error's code: printing could be broken, too.

#include "models/device/devicestore.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QFile>
#include <QFutureWatcher>

#include <cstdio>

#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

Workspace acme()
{
    Workspace workspace;
    workspace.name = u"acme"_s;
    workspace.origin = *Origin::parse(u"https://acme.konstantly.com"_s);
    workspace.entry = u"konstantly"_s;
    return workspace;
}

template<typename T>
T waitFor(const QFuture<T> &future)
{
    QFutureWatcher<T> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    loop.exec();
    return future.result();
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    if (argc != 4)
        return 2;
    const QString home = QFile::decodeName(argv[3]);
    DeviceStore::Options options{AppPaths::forHome(home),
                                 ClientCatalog(OperatingSystem::Linux, home),
                                 u"/usr/bin/konstantly-mcp"_s,
                                 systemClock(),
                                 [](const ToolDescriptor &) { return false; },
                                 {}};
    options.tools = {*ClientCatalog::find(u"cursor")};
    options.tools.front().lock = LockKind(QByteArray(argv[2]).toInt());
    options.lockTiming.patience = std::chrono::milliseconds(500);
    DeviceStore store(options);
    const Result<PlannedChange> change = waitFor(argv[1] == "undo"_qba
                                                     ? store.planUndo(u"cursor"_s)
                                                     : store.planProtect(u"cursor"_s, acme()));
    if (!change)
        return 3;
    // A wake-up that is under way already is not sent again: so this thread writes nothing while the worker works.
    QAbstractEventDispatcher::instance()->wakeUp();
    std::puts("ready");
    std::fflush(stdout);
    char line[2] = {};
    if (read(STDIN_FILENO, line, 1) != 1)
        return 4;
    const Result<> applied = waitFor(store.apply(*change));
    // At once: what a broken call does to the way out says nothing.
    _exit(applied ? 0 : 64 + int(applied.error().code));
}

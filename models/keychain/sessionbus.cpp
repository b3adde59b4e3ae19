// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/sessionbus.h"

#include <QByteArray>
#include <QFile>

#ifdef Q_OS_LINUX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace Konstantly {

#ifdef Q_OS_LINUX
namespace {

//! lstat() of \a path: a link is not followed, since it could be made to point elsewhere.
bool isOurs(const QString &path, mode_t type)
{
    struct stat info = {};
    const QByteArray encoded = QFile::encodeName(path);
    return lstat(encoded.constData(), &info) == 0 && (info.st_mode & S_IFMT) == type
           && info.st_uid == geteuid();
}

bool isClosedToOthers(const QString &path)
{
    struct stat info = {};
    const QByteArray encoded = QFile::encodeName(path);
    return lstat(encoded.constData(), &info) == 0 && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

} // namespace

QString sessionBusAddress(const QString &runtimeDir)
{
    const QString socket = runtimeDir + u"/bus"_s;
    // The folder decides: who can write to it can replace the socket. The socket's own mode says nothing (dbus: 0666).
    if (!isOurs(runtimeDir, S_IFDIR) || !isClosedToOthers(runtimeDir) || !isOurs(socket, S_IFSOCK))
        return {};
    return u"unix:path="_s + socket;
}

void ensureSessionBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    const QString address = sessionBusAddress(u"/run/user/%1"_s.arg(geteuid()));
    if (!address.isEmpty())
        qputenv("DBUS_SESSION_BUS_ADDRESS", QFile::encodeName(address));
}
#else
QString sessionBusAddress(const QString &)
{
    return {};
}

void ensureSessionBus() {}
#endif

} // namespace Konstantly

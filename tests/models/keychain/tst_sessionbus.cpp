// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/sessionbus.h"

#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

//! A listening socket at \a path, kept until the descriptor is closed.
int listenAt(const QString &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    std::memcpy(address.sun_path, name.constData(), std::size_t(name.size()));
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto *const any = reinterpret_cast<const sockaddr *>(&address);
    if (bind(fd, any, sizeof address) != 0 || listen(fd, 1) != 0)
        qFatal("no socket at %s", name.constData());
    return fd;
}

} // namespace

class tst_SessionBus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void onlyAnOwnSocketInAnOwnClosedFolderIsTrusted_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("isTrusted");
        QTest::newRow("private folder") << 0700 << true;
        QTest::newRow("readable folder") << 0755 << true;
        QTest::newRow("group can write") << 0770 << false;
        QTest::newRow("all can write") << 0707 << false;
        QTest::newRow("sticky") << 01777 << false;
    }
    void onlyAnOwnSocketInAnOwnClosedFolderIsTrusted()
    {
        QFETCH(int, mode);
        QFETCH(bool, isTrusted);
        const QTemporaryDir dir;
        const int fd = listenAt(dir.filePath(u"bus"_s));
        const auto closer = qScopeGuard([fd] { close(fd); });
        QCOMPARE(chmod(QFile::encodeName(dir.path()).constData(), mode_t(mode)), 0);
        QCOMPARE(sessionBusAddress(dir.path()),
                 isTrusted ? u"unix:path="_s + dir.path() + u"/bus"_s : QString());
    }

    void noSocketIsNoBus()
    {
        const QTemporaryDir dir;
        QCOMPARE(sessionBusAddress(dir.path()), QString());
        QFile file(dir.filePath(u"bus"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(sessionBusAddress(dir.path()), QString()); // a plain file
        QCOMPARE(sessionBusAddress(dir.filePath(u"absent"_s)), QString());
    }

    void linksAreNotFollowed()
    {
        const QTemporaryDir dir;
        const QString real = dir.filePath(u"real"_s);
        QCOMPARE(mkdir(QFile::encodeName(real).constData(), 0700), 0);
        const int fd = listenAt(real + u"/bus"_s);
        const auto closer = qScopeGuard([fd] { close(fd); });
        QVERIFY(!sessionBusAddress(real).isEmpty());
        QVERIFY(QFile::link(real, dir.filePath(u"link"_s)));
        QCOMPARE(sessionBusAddress(dir.filePath(u"link"_s)), QString());

        const QString other = dir.filePath(u"other"_s);
        QCOMPARE(mkdir(QFile::encodeName(other).constData(), 0700), 0);
        QVERIFY(QFile::link(real + u"/bus"_s, other + u"/bus"_s));
        QCOMPARE(sessionBusAddress(other), QString());
    }

    void anotherUsersFolderOrSocketIsNotTrusted()
    {
        if (geteuid() != 0)
            QSKIP("only root can give a file away");
        const QTemporaryDir dir;
        const QString socket = dir.filePath(u"bus"_s);
        const int fd = listenAt(socket);
        const auto closer = qScopeGuard([fd] { close(fd); });
        QVERIFY(!sessionBusAddress(dir.path()).isEmpty());
        QCOMPARE(chown(QFile::encodeName(socket).constData(), 65534, 65534), 0);
        QCOMPARE(sessionBusAddress(dir.path()), QString());
        QCOMPARE(chown(QFile::encodeName(socket).constData(), 0, 0), 0);
        QCOMPARE(chown(QFile::encodeName(dir.path()).constData(), 65534, 65534), 0);
        QCOMPARE(sessionBusAddress(dir.path()), QString());
        QCOMPARE(chown(QFile::encodeName(dir.path()).constData(), 0, 0), 0);
    }

    void aGivenAddressIsKept()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        ensureSessionBus();
        QCOMPARE(qgetenv("DBUS_SESSION_BUS_ADDRESS"), "unix:path=/nonexistent");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    }

    void withoutAnAddressTheUsersOwnBusIsTaken()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        ensureSessionBus();
        const QString expected = sessionBusAddress(u"/run/user/%1"_s.arg(geteuid()));
        QCOMPARE(QString::fromLocal8Bit(qgetenv("DBUS_SESSION_BUS_ADDRESS")), expected);
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    }
};

QTEST_GUILESS_MAIN(tst_SessionBus)
#include "tst_sessionbus.moc"

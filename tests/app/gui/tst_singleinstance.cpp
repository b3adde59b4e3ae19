// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/singleinstance.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

//! This binary again, as another process: `--other DIR ARGUMENTS…` does what a second konstantly-keys does.
int otherProcess(const QStringList &arguments)
{
    SingleInstance instance(arguments.value(2));
    if (instance.isFirst()) {
        QTextStream(stdout) << "first\n" << Qt::flush;
        return QCoreApplication::exec(); // until it is killed
    }
    return instance.notifyFirst(arguments.mid(3)) ? 10 : 11;
}

} // namespace

class tst_SingleInstance final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    [[nodiscard]] QString stateDir() const { return m_dir.path() + u"/state"_s; }
    void start(QProcess &process, const QStringList &arguments = {}) const
    {
        process.start(QCoreApplication::applicationFilePath(),
                      QStringList{u"--other"_s, stateDir()} + arguments);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aSecondProcessHandsItsArgumentsOver()
    {
        SingleInstance first(stateDir());
        QVERIFY(first.isFirst());
        QSignalSpy notified(&first, &SingleInstance::notified);
        const QStringList arguments{u"device"_s, u"acmé"_s};
        QProcess second;
        start(second, arguments);
        QTRY_COMPARE_WITH_TIMEOUT(notified.size(), 1, 20000);
        QCOMPARE(notified.first().first().toStringList(), arguments);
        QTRY_COMPARE(second.state(), QProcess::NotRunning);
        QCOMPARE(second.exitCode(), 10);
    }

    void theFolderAndTheSocketAreOurs()
    {
        SingleInstance first(stateDir());
        QVERIFY(first.isFirst());
        QCOMPARE(QFileInfo(stateDir()).permissions()
                     & (QFile::ReadOther | QFile::ExeOther | QFile::ReadGroup | QFile::ExeGroup),
                 QFile::Permissions());
    }

    void aKilledFirstProcessIsSucceeded()
    {
        QProcess killed;
        start(killed);
        QVERIFY(killed.waitForReadyRead(20000));
        QCOMPARE(killed.readAll(), "first\n");
        {
            SingleInstance second(stateDir());
            QVERIFY(!second.isFirst());
        }
        killed.kill();
        QVERIFY(killed.waitForFinished());
        SingleInstance next(stateDir());
        QVERIFY(next.isFirst());
        QProcess another;
        QSignalSpy notified(&next, &SingleInstance::notified);
        start(another, {u"keys"_s});
        QTRY_COMPARE_WITH_TIMEOUT(notified.size(), 1, 20000);
        QTRY_COMPARE(another.state(), QProcess::NotRunning);
        QCOMPARE(another.exitCode(), 10);
    }

    void aStuckFirstProcessIsNotWaitedForForEver()
    {
        QProcess stuck;
        start(stuck);
        QVERIFY(stuck.waitForReadyRead(20000));
        QVERIFY(QProcess::execute(u"kill"_s, {u"-STOP"_s, QString::number(stuck.processId())})
                == 0);
        SingleInstance second(stateDir());
        QVERIFY(!second.isFirst());
        QVERIFY(!second.notifyFirst({u"keys"_s}, 300));
        stuck.kill();
        QVERIFY(stuck.waitForFinished());
    }

    void rubbishIsIgnored()
    {
        SingleInstance first(stateDir());
        QVERIFY(first.isFirst());
        QSignalSpy notified(&first, &SingleInstance::notified);
        QLocalSocket socket;
        socket.connectToServer(stateDir() + u"/window.socket"_s);
        QVERIFY(socket.waitForConnected());
        socket.write(QByteArray(100'000, '\xff'));
        socket.flush();
        QTRY_VERIFY(socket.state() == QLocalSocket::UnconnectedState);
        QCOMPARE(notified.size(), 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == "--other"_L1)
        return otherProcess(application.arguments());
    tst_SingleInstance test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_singleinstance.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/hardening.h"

#include "tests/support/unprivileged.h"

#include <QByteArray>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

//! Runs \a function in a child and answers what it returns. Hardening can't be undone, so never in the test itself.
template<typename Function>
int inChild(Function function)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(function());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class tst_Hardening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void noCoreAndNoDump();
    void portalsKeepTheFlagOnly();
    void newFilesArePrivate();
    void theSameUserCantReadTheEnvironment();
};

void tst_Hardening::noCoreAndNoDump()
{
    QCOMPARE(inChild([] {
                 hardenProcess();
                 rlimit core{1, 1};
                 getrlimit(RLIMIT_CORE, &core);
                 return core.rlim_cur == 0 && core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0 ? 1
                                                                                                : 2;
             }),
             1);
}

void tst_Hardening::portalsKeepTheFlagOnly()
{
    QCOMPARE(inChild([] {
                 prctl(PR_SET_DUMPABLE, 1);
                 hardenProcess(Portals::Allowed);
                 rlimit core{1, 1};
                 getrlimit(RLIMIT_CORE, &core);
                 return core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 1 ? 1 : 2;
             }),
             1);
}

void tst_Hardening::newFilesArePrivate()
{
    QCOMPARE(inChild([] {
                 umask(0);
                 hardenProcess();
                 return umask(0) == 0077 ? 1 : 2;
             }),
             1);
}

void tst_Hardening::theSameUserCantReadTheEnvironment()
{
    if (geteuid() != 0)
        QSKIP("only root can start two processes of another user");
    // A process of "nobody" that waits; hardened or not, it says when it is ready.
    for (const bool isHardened : {false, true}) {
        int ready[2] = {};
        QCOMPARE(pipe(ready), 0);
        const pid_t waiting = fork();
        if (waiting == 0) {
            Tests::dropPrivileges();
            prctl(PR_SET_DUMPABLE, 1); // dropping root has cleared it
            if (isHardened)
                hardenProcess();
            const char byte = 'r';
            if (write(ready[1], &byte, 1) != 1)
                _exit(1);
            pause();
            _exit(0);
        }
        char byte = 0;
        QCOMPARE(read(ready[0], &byte, 1), 1);
        const QByteArray folder = "/proc/" + QByteArray::number(qint64(waiting));
        const int readable = Tests::unprivileged([&folder] {
            int count = 0;
            for (const char *name : {"/environ", "/mem", "/maps"}) {
                const int file = open((folder + name).constData(), O_RDONLY | O_CLOEXEC);
                char buffer = 0;
                count += file >= 0 && pread(file, &buffer, 1, 0) >= 0 ? 1 : 0;
            }
            return count;
        });
        kill(waiting, SIGKILL);
        waitpid(waiting, nullptr, 0);
        close(ready[0]);
        close(ready[1]);
        if (isHardened)
            QCOMPARE(readable, 0);
        else
            QCOMPARE_GE(readable, 2); // the test sees what it looks for
    }
}

QTEST_GUILESS_MAIN(tst_Hardening)
#include "tst_hardening.moc"

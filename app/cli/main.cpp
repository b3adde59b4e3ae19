// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/cli.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/services/services.h"
#include "models/base/hardening.h"
#include "models/base/logging.h"
#include "models/base/translation.h"
#include "models/keychain/sessionbus.h"
#include "models/settings/settingkeys.h"

#include <QCoreApplication>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace Konstantly;

int main(int argc, char *argv[])
{
    hardenProcess();
    ensureSessionBus();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"konstantlyctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(KONSTANTLY_VERSION));
    // What is printed for programs (--json) has no words to translate.
    installTranslations(Settings::lookInto(AppPaths::current())->value(SettingKeys::Language));

    Services services({});
    LogOptions log;
    log.program = u"konstantlyctl"_s;
    log.directory = services.paths().logDir;
    log.stderrLevel = QtCriticalMsg; // what concerns the user is said by the command itself
    installLogSink(log);
    services.start();

    Console console = Console::standard();
    Cli cli(services, console);
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::requested, &cli, &Cli::interrupt);
    QTimer::singleShot(0, &cli, [&cli] {
        cli.run(QCoreApplication::arguments().mid(1)).then(&cli, [](ExitCode code) {
            QCoreApplication::exit(int(code));
        });
    });
    return QCoreApplication::exec();
}

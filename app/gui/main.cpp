// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/chartdrawing.h"
#include "app/gui/program.h"
#include "models/base/hardening.h"
#include "models/base/logging.h"
#include "models/base/translation.h"
#include "models/keychain/sessionbus.h"
#include "models/settings/settingkeys.h"
#include "ui/widgets/accessibility.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QProcess>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int UsageError = 2; // cli.md
constexpr int NotReachable = 69;

//! nullopt after saying what is wrong.
std::optional<ProgramOptions> readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Per-device MCP keys for Konstantly, kept in the keychain."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"demo"_s,
         QCoreApplication::translate(
             "main", "Open a made-up workspace that needs nothing and leaves nothing behind.")},
        {u"server-package"_s,
         QCoreApplication::translate("main",
                                     "With --demo: install this package of the MCP server."),
         u"tarball"_s},
        {u"page"_s,
         QCoreApplication::translate(
             "main", "Open on this page: keys, device, usage, activity or checkup."),
         u"page"_s},
        {u"theme"_s, QCoreApplication::translate("main", "light, dark or system, for this run."),
         u"theme"_s},
        {u"workspace"_s, QCoreApplication::translate("main", "Open this workspace."), u"name"_s},
    });
    parser.process(application);
    ProgramOptions options;
    options.isDemo = parser.isSet(u"demo"_s);
    options.serverPackage = parser.value(u"server-package"_s);
    options.page = parser.value(u"page"_s);
    options.theme = parser.value(u"theme"_s);
    options.workspace = parser.value(u"workspace"_s);
    const char *problem = nullptr;
    if (!parser.positionalArguments().isEmpty())
        problem
            = "unexpected argument; see --help"; // never repeated: it may be a key (security M-1)
    else if (!options.page.isEmpty() && options.page != "keys"_L1 && options.page != "device"_L1
             && options.page != "usage"_L1 && options.page != "activity"_L1
             && options.page != "checkup"_L1)
        problem = "--page takes keys, device, usage, activity or checkup";
    else if (!options.theme.isEmpty() && options.theme != "light"_L1 && options.theme != "dark"_L1
             && options.theme != "system"_L1)
        problem = "--theme takes light, dark or system";
    else if (!options.serverPackage.isEmpty() && !options.isDemo)
        problem = "--server-package needs --demo";
    if (problem == nullptr)
        return options;
    std::fprintf(stderr, "konstantly-keys: %s\n", problem);
    return std::nullopt;
}

//! Qt aborts without a display; a sentence is kinder.
bool hasDisplay()
{
#if defined(Q_OS_LINUX)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

int run(int argc, char **argv)
{
    hardenProcess(qEnvironmentVariableIntValue("KONSTANTLY_KEYS_PORTALS") == 1 ? Portals::Allowed
                                                                               : Portals::Blocked);
    if (isChartDrawing(argc, argv))
        return drawChart(argc, argv);
    ensureSessionBus();
    if (!hasDisplay()) {
        std::fputs("konstantly-keys: there is no display here. The command line can do the same: "
                   "konstantlyctl\n",
                   stderr);
        return NotReachable;
    }
    QApplication application(argc, argv);
    installScrollAreaAccess();
    QCoreApplication::setApplicationName(
        u"konstantly-keys"_s); // also what screen readers call the program
    QCoreApplication::setApplicationVersion(QStringLiteral(KONSTANTLY_VERSION));
    QGuiApplication::setDesktopFileName(u"konstantly-keys"_s);
    installTranslations(Settings::lookInto(AppPaths::current())->value(SettingKeys::Language));
    const std::optional<ProgramOptions> options = readOptions(application);
    if (!options)
        return UsageError;
    LogOptions log;
    log.program = u"konstantly-keys"_s;
    if (!options->isDemo)
        log.directory = AppPaths::current().logDir;
    installLogSink(log);
    bool isToStartAgain = false;
    int exitCode = 0;
    {
        Program program(application, *options);
        if (!program.start())
            return 0;
        exitCode = QApplication::exec();
        isToStartAgain = program.isToStartAgain();
    }
    // Not before the first one is gone for good: there is one window of a user.
    if (isToStartAgain)
        QProcess::startDetached(QCoreApplication::applicationFilePath(), {});
    return exitCode;
}

} // namespace

} // namespace Konstantly

int main(int argc, char **argv)
{
    return Konstantly::run(argc, argv);
}

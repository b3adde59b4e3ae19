// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! konstantly-mcp: what an AI tool starts in place of the MCP server (product.md 2, cli.md).

#include "app/launcher/launchnotes.h"
#include "app/launcher/preparation.h"
#include "app/launcher/relay.h"
#include "app/launcher/residentmemory.h"
#include "app/launcher/serverprocess.h"
#include "app/launcher/standinsession.h"
#include "models/base/exitcode.h"
#include "models/base/hardening.h"
#include "models/base/logging.h"
#include "models/base/redaction.h"
#include "models/base/translation.h"
#include "models/keychain/sessionbus.h"
#include "models/launch/silentserver.h"
#include "models/launch/steplines.h"
#include "models/settings/settingkeys.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

namespace {

//! The AI tool gets an answer within 5 s whatever the keychain does (product.md 2).
constexpr auto StandInAfter = 3500ms;
//! A person at a terminal can answer the keychain's question instead (security L-3).
constexpr auto PatienceAtTerminal = 30s;

//! A standard stream that we were started without would be taken by the first file that we open.
void openMissingStandardStreams()
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (fcntl(descriptor, F_GETFD) < 0)
            static_cast<void>(open("/dev/null", O_RDWR));
    }
}

void printLine(const QString &text)
{
    const QByteArray line = text.toUtf8() + '\n';
    static_cast<void>(std::fwrite(line.constData(), 1, size_t(line.size()), stderr));
    std::fflush(stderr);
}

void report(const Error &error)
{
    const ErrorText words = describe(error);
    printLine(u"konstantly-mcp: "_s + redacted(words.message + u' ' + words.hint));
}

Preparation::StepSink stepSink()
{
    if (qEnvironmentVariableIntValue(StepLinesVariable) != 1)
        return [](const StepLine &) {};
    return [](const StepLine &step) {
        const QByteArray line = stepLine({step.name, step.ok, step.ms, redacted(step.detail)});
        static_cast<void>(std::fwrite(line.constData(), 1, size_t(line.size()), stderr));
        std::fflush(stderr);
    };
}

//! Why there is no server, and what the client has said to it already.
struct Failure
{
    Error reason;
    QByteArray request;
};

//! Starts \a plan's server and relays until it ends. nullopt, with \a failure, when it can't be started or ends without a word.
std::optional<int> serve(LaunchPlan plan, LaunchNotes &notes, const Preparation::StepSink &steps,
                         Failure *failure)
{
    QElapsedTimer clock;
    clock.start();
    const auto objection = notes.objection(plan);
    const auto server = objection ? Result<ServerProcess>(fail(*objection)) : startServer(plan);
    if (!server) {
        failure->reason = server.error();
        steps({u"start"_s, false, clock.elapsed(), describe(failure->reason).message});
        return std::nullopt;
    }
    steps({u"start"_s, true, clock.elapsed(), plan.program});
    const StreamRedactor redactor(plan.key);
    plan = {}; // the key has been handed over
    notes.serverStarted();
    letGoOfStartupMemory();
    const RelayEnd end = Relay(*server, redactor, &notes).run();
    notes.serverEnded(end);
    if (!end.silence)
        return end.exitCode;
    *failure = {silentServerReason(end.errors, end.exitCode), end.silence->request};
    return std::nullopt;
}

//! Stands in for the server until the client goes. \a preparation may still be waiting for the keychain.
int standIn(QCoreApplication &app, Preparation &preparation, LaunchNotes &notes,
            const Failure &failure, const QString &profile)
{
    report(failure.reason);
    notes.standsIn(failure.reason);
    Error last = failure.reason;
    if (isatty(STDIN_FILENO) != 0)
        return int(exitCodeFor(last.code));
    StandInSession session(last, profile);
    QObject::connect(&session, &StandInSession::received, &session,
                     [&notes](const QByteArray &bytes) { notes.fromClient(bytes); });
    QObject::connect(&session, &StandInSession::ended, &app, &QCoreApplication::quit);
    QObject::connect(&preparation, &Preparation::finished, &session, [&] {
        if (preparation.result()->has_value()) {
            static_cast<void>(preparation.takePlan()); // too late to be used: forget the key
            session.setRecovered();
        } else {
            last = preparation.result()->error();
            session.setReason(last);
        }
    });
    session.begin(failure.request);
    app.exec();
    return int(exitCodeFor(last.code));
}

//! Until \a preparation is finished, or the AI tool has waited long enough.
void waitFor(Preparation &preparation, QCoreApplication &app)
{
    QTimer patience; // and the context of both connections: nothing quits later
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &patience, [&app] { app.quit(); });
    QObject::connect(&preparation, &Preparation::finished, &patience, [&app] { app.quit(); });
    const bool isTerminal = isatty(STDIN_FILENO) != 0;
    patience.start(isTerminal ? std::chrono::milliseconds(PatienceAtTerminal) : StandInAfter);
    preparation.start();
    if (!preparation.result())
        app.exec();
}

int run(QCoreApplication &app, const QString &argument)
{
    const auto steps = stepSink();
    // What is no name is not repeated: it could be a key.
    const QString profile = isValidWorkspaceName(argument) ? argument : QString();
    LaunchNotes notes(AppPaths::current(), profile);
    Preparation preparation(AppPaths::current(), argument, steps);
    waitFor(preparation, app);

    Failure failure;
    if (!preparation.result()) {
        failure.reason = preparation.delay();
    } else if (preparation.result()->has_value()) {
        if (const auto exitCode = serve(preparation.takePlan(), notes, steps, &failure)) {
            notes.finish();
            return *exitCode;
        }
    } else {
        failure.reason = preparation.result()->error();
    }
    const int exitCode = standIn(app, preparation, notes, failure, profile);
    notes.finish();
    return exitCode;
}

} // namespace

} // namespace Konstantly

int main(int argc, char *argv[])
{
    using namespace Konstantly;
    hardenProcess();
    openMissingStandardStreams();
    ensureSessionBus();
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
        std::puts("konstantly-mcp " KONSTANTLY_VERSION);
        return int(ExitCode::Done);
    }
    if (argc != 3 || std::strcmp(argv[1], "run") != 0) {
        // What was given is not repeated: it could be a key.
        std::fputs("Usage: konstantly-mcp run PROFILE\n       konstantly-mcp --version\n", stderr);
        return int(ExitCode::Usage);
    }
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"konstantly-mcp"_s);
    installLogSink({.program = u"konstantly-mcp"_s, .directory = {}});
    installTranslations(Settings::lookInto(AppPaths::current())->value(SettingKeys::Language));
    const int exitCode = run(app, QString::fromLocal8Bit(argv[2]));
    // Past the destructors of libraries: a keychain that never answers must not keep us from ending.
    std::_Exit(exitCode);
}

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// konstantly-sandbox: the local stand-in of the service, for tests and for trying things out (cli.md).

#include "app/sandbox/sandboxserver.h"
#include "app/sandbox/stopsignals.h"
#include "models/base/exitcode.h"
#include "models/base/file.h"
#include "models/base/hardening.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace Konstantly;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(SandboxProgram)
};

int complain(const Error &error, ExitCode code)
{
    const ErrorText text = describe(error);
    const QString line = text.hint.isEmpty() ? text.message : text.message + u' ' + text.hint;
    std::fprintf(stderr, "konstantly-sandbox: %s\n", qUtf8Printable(line));
    return int(code);
}

struct Arguments
{
    SandboxOptions options;
    QString caOut, keyOut;
};

Result<Arguments> readArguments()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Texts::tr("A local stand-in of the Konstantly service: HTTPS on this machine only, "
                  "everything in memory. Stops at the end of its input or on SIGTERM."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption port(u"port"_s, Texts::tr("Port to listen on; 0 for any free one."),
                                  u"N"_s, u"0"_s);
    const QCommandLineOption caOut(
        u"ca-out"_s, Texts::tr("Where to write the certificate authority (PEM)."), u"FILE"_s);
    const QCommandLineOption keyOut(
        u"key-out"_s, Texts::tr("Where to write the administrator's key."), u"FILE"_s);
    const QCommandLineOption seed(u"seed"_s,
                                  Texts::tr("What the workspace contains: demo, empty or large."),
                                  u"SEED"_s, u"demo"_s);
    const QCommandLineOption plan(u"plan"_s,
                                  Texts::tr("Whose limits apply: business or enterprise."),
                                  u"PLAN"_s, u"business"_s);
    const QCommandLineOption fault(
        u"fault"_s,
        Texts::tr("A way to misbehave: MODE[=PARAMETER][@OPERATION][*TIMES]. May be repeated."),
        u"MODE"_s);
    parser.addOptions({port, caOut, keyOut, seed, plan, fault});
    // Not process(): that exits with 1, and a usage error is 2 everywhere (cli.md).
    if (!parser.parse(QCoreApplication::arguments()))
        return fail(ErrorCode::InvalidInput, parser.errorText() + u'.');
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();

    Arguments arguments;
    arguments.caOut = parser.value(caOut);
    arguments.keyOut = parser.value(keyOut);
    bool isPort = false;
    arguments.options.port = parser.value(port).toUShort(&isPort);
    static const QStringList seeds{u"demo"_s, u"empty"_s,
                                   u"large"_s}; // in the order of SandboxSeed
    const qsizetype seedIndex = seeds.indexOf(parser.value(seed));
    static const QStringList plans{u"business"_s, u"enterprise"_s};
    const qsizetype planIndex = plans.indexOf(parser.value(plan));
    if (!parser.positionalArguments().isEmpty())
        return fail(
            ErrorCode::InvalidInput,
            Texts::tr("“%1” is not an option.").arg(parser.positionalArguments().constFirst()));
    if (!isPort)
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("“%1” is not a port.").arg(parser.value(port)));
    if (seedIndex < 0)
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("“%1” is not one of demo, empty, large.").arg(parser.value(seed)));
    if (planIndex < 0)
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("“%1” is not one of business, enterprise.").arg(parser.value(plan)));
    arguments.options.seed = SandboxSeed(seedIndex);
    arguments.options.licence.plan = SandboxLicence::Plan(planIndex);
    const auto faults = SandboxFault::parseAll(parser.values(fault));
    if (!faults)
        return fail(faults.error());
    arguments.options.faults = *faults;
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"konstantly-sandbox"_s);
    QCoreApplication::setApplicationVersion(u"" KONSTANTLY_VERSION ""_s);
    auto arguments = readArguments();
    if (!arguments)
        return complain(arguments.error(), ExitCode::Usage);

    SandboxServer server;
    const auto access = server.start(arguments->options);
    if (!access)
        return complain(access.error(), exitCodeFor(access.error().code));

    // Somewhere to put what nobody said a place for; gone at the end.
    QTemporaryDir own;
    const QString caFile = arguments->caOut.isEmpty() ? own.filePath(u"ca.pem"_s)
                                                      : arguments->caOut;
    const QString keyFile = arguments->keyOut.isEmpty() ? own.filePath(u"admin.key"_s)
                                                        : arguments->keyOut;
    for (const auto &[path, bytes] : {std::pair(caFile, QByteArrayView(access->caPem)),
                                      std::pair(keyFile, access->adminKey.reveal())}) {
        if (const auto written = writePrivateFile(path, bytes); !written)
            return complain(written.error(), ExitCode::NotWritten);
    }

    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::stopRequested, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    const QJsonObject ready{
        {u"url"_s, access->url.toString()}, {u"ca"_s, caFile}, {u"adminKeyFile"_s, keyFile}};
    std::printf("%s\n", QJsonDocument(ready).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/packagecommands.h"

#include "app/cli/keyjson.h"
#include "app/services/services.h"
#include "models/package/serverpackage.h"

#include <QFileInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

CommandOutput outputOf(const PackageStatus &status)
{
    const QString date = QLocale().toString(status.installedAt.toLocalTime(), QLocale::ShortFormat);
    const QString text
        = PackageStatusCommand::tr("%1 %2, %n file(s), installed %3", nullptr, status.files)
              .arg(status.name, status.version, date)
          + u'\n' + status.integrity + u'\n'
          + (status.verified
                 ? PackageStatusCommand::tr("Every file is what was installed.")
                 : PackageStatusCommand::tr("It is NOT what was installed, so it will not "
                                            "be started."))
          + u'\n' + PackageStatusCommand::tr("Publisher's signature: %1").arg(status.signature);
    return {packageToJson(status), text};
}

} // namespace

CommandSpec PackageInstallCommand::spec()
{
    return {u"package install"_s,
            u"[VERSION|TARBALL]"_s,
            tr("Installs the MCP server in an exact version, without running any script of it."),
            0,
            1,
            {},
            tr("Without an argument: version %1. A tarball (.tgz) needs no network.")
                .arg(QLatin1StringView(DefaultVersion))};
}

QFuture<Result<CommandOutput>> PackageInstallCommand::run(const QCommandLineParser &line)
{
    const QStringList arguments = line.positionalArguments().mid(2);
    QString what = arguments.isEmpty() ? QString::fromLatin1(DefaultVersion) : arguments.first();
    if (what.endsWith(".tgz"_L1) || what.endsWith(".tar.gz"_L1))
        what = QFileInfo(what).absoluteFilePath();
    const auto show = [this](const QString &text) { progress(text); };
    return services()
        .package()
        .install(what, show, this)
        .then(this, [](const Result<PackageStatus> &installed) -> Result<CommandOutput> {
            if (!installed)
                return fail(installed.error());
            return outputOf(*installed);
        });
}

CommandSpec PackageStatusCommand::spec()
{
    return {u"package status"_s, {}, tr("Tells which MCP server is installed.")};
}

QFuture<Result<CommandOutput>> PackageStatusCommand::run(const QCommandLineParser &)
{
    Result<PackageStatus> status = services().package().status();
    if (!status)
        return readyFuture<CommandOutput>(fail(status.error()));
    const Result<PackageStatus> verified = services().package().verify();
    status->verified = verified && verified->verified;
    return readyFuture<CommandOutput>(outputOf(*status));
}

CommandSpec PackageVerifyCommand::spec()
{
    return {u"package verify"_s, {}, tr("Checks every file of the installed MCP server.")};
}

QFuture<Result<CommandOutput>> PackageVerifyCommand::run(const QCommandLineParser &)
{
    const Result<PackageStatus> verified = services().package().verify();
    if (!verified)
        return readyFuture<CommandOutput>(fail(verified.error()));
    return readyFuture<CommandOutput>(outputOf(*verified));
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/packagecommands.h"

#include "app/cli/keyjson.h"
#include "app/services/services.h"
#include "models/base/plaintext.h"
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
          + u'\n'
          + PackageStatusCommand::tr("Registry's signature: %1")
                .arg(describeSignature(status.signature, status.signatureDetail));
    return {packageToJson(status), text};
}

QString textOf(const PackageChanges &changes)
{
    QString text;
    const auto lines = describeChanges(changes);
    for (const ChangeLine &line : lines)
        text += PackageInstallCommand::tr("%1: %2").arg(line.title, line.text) + u'\n';
    return text + changes.integrity;
}

//! The shape of an installation's output, of what is not installed.
CommandOutput plannedOutput(const PackageChanges &changes)
{
    PackageStatus status;
    status.name = QLatin1StringView(ServerPackage::Name);
    status.version = changes.newVersion;
    status.integrity = changes.integrity;
    status.files = changes.files;
    status.signature = changes.signature;
    QJsonObject document = packageToJson(status);
    document[u"changes"_s] = packageChangesToJson(changes, false);
    return {document, textOf(changes) + u'\n'
                          + PackageInstallCommand::tr("Nothing was installed (--dry-run).")};
}

} // namespace

CommandSpec PackageInstallCommand::spec()
{
    return {
        u"package install"_s,
        u"[VERSION|TARBALL]"_s,
        tr("Installs the MCP server in an exact version, without running any script of it."),
        0,
        1,
        {{u"dry-run"_s, tr("Fetches and checks it, shows what would change, installs nothing.")},
         {u"publisher"_s, tr("Accepts this publisher from now on."), u"NAME"_s}},
        tr("Without an argument: version %1. A tarball (.tgz) needs no network.")
            .arg(QLatin1StringView(DefaultVersion))};
}

QFuture<Result<CommandOutput>> PackageInstallCommand::run(const QCommandLineParser &line)
{
    const QStringList arguments = line.positionalArguments().mid(2);
    const QString pinned = services().policy().packageVersion();
    QString what = !arguments.isEmpty() ? arguments.first()
                   : !pinned.isEmpty()  ? pinned
                                        : QString::fromLatin1(DefaultVersion);
    if (what.endsWith(".tgz"_L1) || what.endsWith(".tar.gz"_L1))
        what = QFileInfo(what).absoluteFilePath();
    m_isDryRun = line.isSet(u"dry-run"_s);
    m_publisher = line.value(u"publisher"_s).simplified();
    m_promise.start();
    services()
        .package()
        .prepare(
            what, [this](const QString &text) { progress(text); }, this)
        .then(this, [this](const Result<PreparedPackage> &prepared) { take(prepared); });
    return m_promise.future();
}

void PackageInstallCommand::take(const Result<PreparedPackage> &result)
{
    if (!result) {
        answer(fail(result.error()));
        return;
    }
    PreparedPackage prepared = *result;
    const PackageChanges changes = prepared.changes();
    if (m_isDryRun) {
        prepared.discard();
        answer(plannedOutput(changes));
        return;
    }
    progress(textOf(changes));
    if (!changes.isPublisherKnown && !changes.publisher.isEmpty())
        context().hint = tr("To accept this publisher from now on: --publisher \"%1\"")
                             .arg(plainText(changes.publisher));
    services()
        .package()
        .commit(prepared, m_publisher)
        .then(this, [this, changes](const Result<PackageStatus> &installed) {
            if (!installed) {
                answer(fail(installed.error()));
                return;
            }
            CommandOutput output = outputOf(*installed);
            QJsonObject document = output.document.toObject();
            document[u"changes"_s] = packageChangesToJson(changes, true);
            output.document = document;
            answer(output);
        });
}

void PackageInstallCommand::answer(const Result<CommandOutput> &output)
{
    m_promise.addResult(output);
    m_promise.finish();
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

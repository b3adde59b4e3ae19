// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packageinstallation.h"

#include "models/base/background.h"
#include "models/base/plaintext.h"
#include "models/base/redaction.h"
#include "models/package/childenvironment.h"
#include "models/package/childprocess.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

namespace {

constexpr auto NpmDeadline = 10min; // a slow line, a large package
constexpr qsizetype MaxNpmOutput = 256 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

} // namespace

PackageInstallation::PackageInstallation(const ServerPackage &package, const QString &packageDir,
                                         ServerPackage::Progress progress, QObject *parent)
    : QObject(parent)
    , m_package(package)
    , m_packageDir(packageDir)
    , m_progress(std::move(progress))
{
    m_promise.start();
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_isLate = true;
        killWithChildren(m_npm);
    });
    connect(&m_npm, &QProcess::readyRead, this, &PackageInstallation::readNpm);
    connect(&m_npm, &QProcess::finished, this, &PackageInstallation::npmFinished);
    connect(&m_npm, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(fail(ErrorCode::NodeMissing, m_npm.errorString(), m_npm.program()));
    });
}

PackageInstallation::~PackageInstallation()
{
    m_npm.disconnect(this);
    if (m_staging)
        m_staging->abandon();
    if (m_npm.state() != QProcess::NotRunning) {
        killWithChildren(m_npm);
        m_npm.waitForFinished(2000);
    }
    m_staging
        .reset(); // removes the folder, unless the background still works in it; then that does
    if (!m_isAnswered) {
        m_promise.addResult(fail(ErrorCode::Cancelled));
        m_promise.finish();
    }
}

QFuture<Result<PackageStatus>> PackageInstallation::start(const PackageSource &source,
                                                          const NodePlaces &places,
                                                          const Clock &clock)
{
    m_source = source;
    m_home = places.home;
    m_clock = clock;
    auto future = m_promise.future();
    auto staging = PackageStaging::create(m_packageDir);
    if (!staging) {
        finish(fail(staging.error()));
        return future;
    }
    m_staging = *staging;
    say(Texts::tr("Looking for Node.js."));
    const auto prepared = inBackground<Result<>>(
        [staging = m_staging, source, places] { return staging->prepare(source, places); });
    whenFinished(prepared, this, [this](const Result<> &result) {
        if (result)
            runNpm();
        else
            finish(fail(result.error()));
    });
    return future;
}

void PackageInstallation::runNpm()
{
    say(Texts::tr("Using Node.js %1: %2")
            .arg(m_staging->node().version.toString(), m_staging->node().path));
    say(m_source.isTarball() ? Texts::tr("Unpacking %1.").arg(m_source.tarball)
                             : Texts::tr("Fetching version %1.").arg(m_source.version));
    // From the registry npm needs the user's own settings (~/.npmrc: company registry, proxy). A tarball needs none.
    const QString home = m_source.isTarball() ? m_staging->directory() : m_home;
    m_npm.setProcessEnvironment(
        childEnvironment(QProcessEnvironment::systemEnvironment(), home, m_staging->program()));
    m_npm.setWorkingDirectory(m_staging->directory());
    m_npm.setProcessChannelMode(QProcess::MergedChannels);
    m_npm.setStandardInputFile(QProcess::nullDevice());
    endWithUs(m_npm);
    m_deadline.start(NpmDeadline);
    m_npm.start(m_staging->program(), m_staging->npmArguments(m_source));
}

void PackageInstallation::readNpm()
{
    m_npmOutput += m_npm.readAll();
    if (m_npmOutput.size() > MaxNpmOutput)
        m_npmOutput.remove(0, m_npmOutput.size() - MaxNpmOutput);
}

void PackageInstallation::npmFinished()
{
    m_deadline.stop();
    readNpm();
    const bool isDone = m_npm.exitStatus() == QProcess::NormalExit && m_npm.exitCode() == 0;
    if (!isDone) {
        finish(fail(npmError()));
        return;
    }
    commit();
}

void PackageInstallation::commit()
{
    say(Texts::tr("Checking and hashing what was unpacked."));
    const auto committed = inBackground<Result<PackageStatus>>(
        [staging = m_staging, package = m_package, source = m_source,
         now = m_clock()]() -> Result<PackageStatus> {
            if (const auto done = staging->commit(source, now); !done)
                return fail(done.error());
            return package.verify();
        });
    whenFinished(committed, this, [this](const Result<PackageStatus> &status) {
        if (status)
            say(Texts::tr("Installed version %1, %n file(s).", nullptr, status->files)
                    .arg(status->version));
        finish(status);
    });
}

void PackageInstallation::finish(const Result<PackageStatus> &result)
{
    m_staging.reset(); // the lock is free and the folder gone before anybody hears of it
    m_isAnswered = true;
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

void PackageInstallation::say(const QString &line) const
{
    if (m_progress)
        m_progress(line);
}

Error PackageInstallation::npmError() const
{
    static const QRegularExpression pattern(u"^npm (?:error|ERR!) code (\\S+)"_s,
                                            QRegularExpression::MultilineOption);
    const QString output = QString::fromUtf8(m_npmOutput);
    const QString code = pattern.match(output).captured(1);
    const QString name = QLatin1StringView(ServerPackage::Name);
    const auto refused = [](const QString &sentence) {
        return Error{ErrorCode::InvalidInput, sentence, {}, {}};
    };
    const QString registry = Texts::tr("The package registry");
    if (m_isLate || code == u"ETIMEDOUT")
        return {ErrorCode::Timeout, code, registry, {}};
    if (code == u"E404")
        return refused(Texts::tr("The package registry does not have %1. Nothing was installed. "
                                 "Use the package file that your administrator gives "
                                 "you, and never a package of a similar name.")
                           .arg(name));
    if (code == u"ETARGET")
        return refused(Texts::tr("The package registry has no version %1 of %2. Nothing was "
                                 "installed.")
                           .arg(m_source.version, name));
    if (code == u"ENOTCACHED")
        return refused(Texts::tr("The package file does not hold everything that it needs. Nothing "
                                 "was installed. Use one with its dependencies bundled."));
    if (code == u"EINTEGRITY")
        return refused(Texts::tr("The checksum of what was downloaded is wrong. Nothing was "
                                 "installed."));
    if (code.startsWith(u"TAR_") || code == u"Z_DATA_ERROR" || code == u"Z_BUF_ERROR"
        || code == u"ENODATA" || code == u"ENOPACKAGEJSON" || code == u"EJSONPARSE")
        return refused(Texts::tr("The package file is damaged. Nothing was installed."));
    if (code == u"ENOSPC")
        return {ErrorCode::DiskFull, code, m_packageDir, {}};
    if (code == u"EACCES" || code == u"EPERM" || code == u"EROFS")
        return {ErrorCode::FileNotWritable, code, m_packageDir, {}};
    static const QStringList offline{u"ENOTFOUND"_s,  u"EAI_AGAIN"_s,    u"ECONNREFUSED"_s,
                                     u"ECONNRESET"_s, u"EHOSTUNREACH"_s, u"ENETUNREACH"_s};
    if (offline.contains(code))
        return {ErrorCode::Offline, code, registry, {}};
    return {ErrorCode::Internal, u"npm: "_s + redacted(plainText(output.trimmed(), 400)), {}, {}};
}

} // namespace Konstantly

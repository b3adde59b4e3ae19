// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/npmrun.h"

#include "models/base/plaintext.h"
#include "models/base/redaction.h"
#include "models/package/childenvironment.h"
#include "models/package/childprocess.h"
#include "models/package/serverpackage.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxOutput = qsizetype(4) * 1024 * 1024;
constexpr qsizetype MaxErrors = qsizetype(256) * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

void keepTheEnd(QByteArray &bytes, qsizetype size)
{
    if (bytes.size() > size)
        bytes.remove(0, bytes.size() - size);
}

Error refused(const QString &sentence)
{
    return {ErrorCode::InvalidInput, sentence, {}, {}};
}

//! Failures that are about what was asked for; no value = it is something else.
std::optional<Error> refusal(const QString &code, const QString &version)
{
    const QString name = QLatin1StringView(ServerPackage::Name);
    if (code == u"E404")
        return refused(Texts::tr("The package registry does not have %1. Nothing was installed. "
                                 "Use the package file that your administrator gives "
                                 "you, and never a package of a similar name.")
                           .arg(name));
    if (code == u"ETARGET")
        return refused(Texts::tr("The package registry has no version %1 of %2. Nothing was "
                                 "installed.")
                           .arg(version, name));
    if (code == u"ENOTCACHED")
        return refused(Texts::tr("The package file does not hold everything that it needs. Nothing "
                                 "was installed. Use one with its dependencies bundled."));
    if (code == u"EINTEGRITY")
        return refused(Texts::tr("The checksum of what was downloaded is wrong. Nothing was "
                                 "installed."));
    static const QStringList damage{u"Z_DATA_ERROR"_s, u"Z_BUF_ERROR"_s, u"ENODATA"_s,
                                    u"ENOPACKAGEJSON"_s, u"EJSONPARSE"_s};
    if (code.startsWith(u"TAR_") || damage.contains(code))
        return refused(Texts::tr("The package file is damaged. Nothing was installed."));
    return {};
}

} // namespace

Error NpmOutcome::error(const QString &version, const QString &packageDir) const
{
    static const QRegularExpression pattern(u"^npm (?:error|ERR!) code (\\S+)"_s,
                                            QRegularExpression::MultilineOption);
    if (!startProblem.isEmpty())
        return {ErrorCode::NodeMissing, startProblem, {}, {}};
    const QString text = QString::fromUtf8(errors);
    const QString code = pattern.match(text).captured(1);
    const QString registry = Texts::tr("The package registry");
    if (isLate || code == u"ETIMEDOUT")
        return {ErrorCode::Timeout, code, registry, {}};
    if (const auto answer = refusal(code, version))
        return *answer;
    if (code == u"ENOSPC")
        return {ErrorCode::DiskFull, code, packageDir, {}};
    if (code == u"EACCES" || code == u"EPERM" || code == u"EROFS")
        return {ErrorCode::FileNotWritable, code, packageDir, {}};
    static const QStringList offline{u"ENOTFOUND"_s,  u"EAI_AGAIN"_s,    u"ECONNREFUSED"_s,
                                     u"ECONNRESET"_s, u"EHOSTUNREACH"_s, u"ENETUNREACH"_s};
    if (offline.contains(code))
        return {ErrorCode::Offline, code, registry, {}};
    return {ErrorCode::Internal, u"npm: "_s + redacted(plainText(text.trimmed(), 400)), {}, {}};
}

NpmRun::NpmRun(QObject *parent)
    : QObject(parent)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_outcome.isLate = true;
        killWithChildren(m_process);
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &NpmRun::read);
    connect(&m_process, &QProcess::readyReadStandardError, this, &NpmRun::read);
    connect(&m_process, &QProcess::finished, this,
            [this](int exitCode, QProcess::ExitStatus status) {
                finish(status == QProcess::NormalExit && exitCode == 0);
            });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(false, m_process.errorString());
    });
}

NpmRun::~NpmRun()
{
    stop();
}

void NpmRun::stop()
{
    m_process.disconnect(this);
    m_deadline.stop();
    if (m_process.state() != QProcess::NotRunning) {
        killWithChildren(m_process);
        m_process.waitForFinished(2000);
    }
}

void NpmRun::start(const NpmCommand &command, std::chrono::milliseconds deadline, Done done)
{
    m_outcome = {};
    m_done = std::move(done);
    m_process.setProcessEnvironment(
        childEnvironment(QProcessEnvironment::systemEnvironment(), command.home, command.program));
    m_process.setWorkingDirectory(command.directory);
    m_process.setStandardInputFile(QProcess::nullDevice());
    endWithUs(m_process);
    m_deadline.start(deadline);
    m_process.start(command.program, command.arguments);
}

void NpmRun::read()
{
    m_outcome.output += m_process.readAllStandardOutput();
    m_outcome.errors += m_process.readAllStandardError();
    keepTheEnd(m_outcome.output, MaxOutput);
    keepTheEnd(m_outcome.errors, MaxErrors);
}

void NpmRun::finish(bool isDone, const QString &startProblem)
{
    m_deadline.stop();
    read();
    m_outcome.isDone = isDone && !m_outcome.isLate;
    m_outcome.startProblem = startProblem;
    const Done done = std::exchange(m_done, {});
    done(NpmOutcome(m_outcome)); // a copy: the next run may start in it
}

} // namespace Konstantly

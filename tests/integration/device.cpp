// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/integration/device.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

QString program(const QString &name)
{
    return QStringLiteral(BIN_DIR) + u'/' + name;
}

//! Environment of this process without anything that points into the home it runs in.
QProcessEnvironment cleanEnvironment(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_STATE_HOME"_s,
                                u"KONSTANTLY_MCP_KEY"_s, u"KONSTANTLY_URL"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, home);
    return environment;
}

} // namespace

QJsonObject Device::Outcome::json() const
{
    return QJsonDocument::fromJson(out).object();
}

Device::Device()
    : m_environment(cleanEnvironment(m_home.path()))
{
    QDir(m_home.path()).mkpath(u"transcripts"_s);
}

Device::~Device()
{
    stopService();
}

QByteArray Device::read(const QString &relative) const
{
    QFile file(path(relative));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void Device::write(const QString &relative, const QByteArray &bytes) const
{
    QDir().mkpath(QFileInfo(path(relative)).path());
    QFile file(path(relative));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(relative));
}

bool Device::startService(const QStringList &arguments)
{
    stopService();
    m_ca = path(u"sandbox-ca.pem"_s);
    m_service = std::make_unique<QProcess>();
    m_service->setProgram(program(u"konstantly-sandbox"_s));
    m_service->setArguments(
        QStringList{u"--ca-out"_s, m_ca, u"--key-out"_s, m_outside.filePath(u"admin-key"_s)}
        + arguments);
    m_service->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_service->start();
    while (!m_service->canReadLine()) {
        if (!m_service->waitForReadyRead(20000))
            return false;
    }
    const QJsonObject ready = QJsonDocument::fromJson(m_service->readLine()).object();
    m_url = ready.value("url"_L1).toString();
    return !m_url.isEmpty();
}

void Device::stopService()
{
    if (!m_service)
        return;
    m_service->terminate();
    if (!m_service->waitForFinished(5000))
        m_service->kill();
    m_service->waitForFinished(5000);
    m_service.reset();
}

void Device::shareServiceOf(const Device &other)
{
    m_url = other.m_url;
    m_ca = path(u"sandbox-ca.pem"_s);
    QFile::copy(other.m_ca, m_ca);
    QFile::copy(other.m_outside.filePath(u"admin-key"_s), m_outside.filePath(u"admin-key"_s));
}

QByteArray Device::adminKey() const
{
    QFile file(m_outside.filePath(u"admin-key"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

Device::Outcome Device::run(const QString &name, const QStringList &arguments,
                            const QByteArray &input, int seconds) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_home.path());
    process.start(name, arguments);
    process.write(input);
    process.closeWriteChannel();
    Outcome outcome;
    if (!process.waitForFinished(seconds * 1000)) {
        outcome.err = "did not end within " + QByteArray::number(seconds) + " s\n";
        process.kill();
        process.waitForFinished(5000);
    } else if (process.exitStatus() == QProcess::NormalExit) {
        outcome.exitCode = process.exitCode();
    }
    outcome.out = process.readAllStandardOutput();
    outcome.err += process.readAllStandardError();
    keep(QFileInfo(name).fileName() + u' ' + arguments.join(u' '), outcome);
    return outcome;
}

void Device::keep(const QString &what, const Outcome &outcome) const
{
    write(u"transcripts/%1.txt"_s.arg(++m_transcript),
          "$ " + what.toUtf8() + "\n" + outcome.out + outcome.err);
}

Device::Outcome Device::ctl(const QStringList &arguments, const QByteArray &input) const
{
    return run(program(u"konstantlyctl"_s), QStringList{u"--json"_s} + arguments, input);
}

Device::Outcome Device::mcporter(const QStringList &arguments) const
{
    // Fetched by ./dev test where the system's Node.js is too old for the client.
    const QString newer = qEnvironmentVariable("MCPORTER_NODE");
    return run(QFile::exists(newer) ? newer : u"node"_s,
               QStringList{qEnvironmentVariable("MCPORTER")} + arguments, {}, 90);
}

std::unique_ptr<QProcess> Device::startLauncher(const QString &profile) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->start(program(u"konstantly-mcp"_s), {u"run"_s, profile});
    return process;
}

Device::Outcome Device::connectWorkspace() const
{
    return ctl(
        {u"workspace"_s, u"add"_s, u"acme"_s, u"--url"_s, m_url, u"--ca"_s, m_ca, u"--demo"_s},
        adminKey() + "\n");
}

QByteArray Device::storedKey(const QString &slot) const
{
    const Outcome found = run(
        u"secret-tool"_s, {u"lookup"_s, u"server"_s, u"com.konstantly.keys"_s, u"user"_s, slot});
    // The transcript of this one look-up holds the key by intent.
    QFile::remove(path(u"transcripts/%1.txt"_s.arg(m_transcript)));
    return QJsonDocument::fromJson(found.out).object().value("key"_L1).toString().toLatin1();
}

QJsonObject Device::workspace(const QString &name) const
{
    const QJsonArray all = QJsonDocument::fromJson(read(u".config/konstantly/workspaces.json"_s))
                               .object()
                               .value("workspaces"_L1)
                               .toArray();
    for (const QJsonValue &value : all) {
        if (value.toObject().value("name"_L1).toString() == name)
            return value.toObject();
    }
    return {};
}

QByteArray Device::leaks(const QList<QByteArray> &keys) const
{
    QFile canaries(m_outside.filePath(u"canaries"_s));
    if (!canaries.open(QIODevice::WriteOnly))
        return "can't write the canaries";
    canaries.write(keys.join('\n') + '\n');
    canaries.close();
    QProcess scan;
    scan.start(u"python3"_s,
               {QStringLiteral(TESTS_DIR) + u"/support/leakscan.py"_s, u"--canary-file"_s,
                canaries.fileName(), u"--dir"_s, m_home.path(), u"--processes"_s});
    if (!scan.waitForFinished(60000))
        return "leakscan.py did not end";
    if (scan.exitCode() == 0)
        return {};
    return "leakscan.py: exit " + QByteArray::number(scan.exitCode()) + "\n"
           + scan.readAllStandardOutput() + scan.readAllStandardError();
}

} // namespace Konstantly::Tests

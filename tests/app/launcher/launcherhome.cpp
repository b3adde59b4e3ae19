// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/app/launcher/launcherhome.h"

#include "models/keychain/keychainsecretstore.h"
#include "models/keychain/keyrecord.h"
#include "models/settings/workspacestore.h"
#include "tests/support/await.h"
#include "tests/support/nodepackage.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <array>
#include <csignal>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

const QString Url = u"https://acme.konstantly.com"_s;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("can't read %s", qPrintable(path));
    return file.readAll();
}

} // namespace

LauncherHome::LauncherHome()
    : m_paths(AppPaths::current())
    , m_key(randomKey())
{
    addWorkspace(u"acme"_s, storeKey(Url, m_key));
    const NodePackage server{
        .files = {
            {u"server.js"_s, contentOf(QStringLiteral(TESTS_DIR "/data/launcher/server.js"))}}};
    QObject scope;
    const auto installed = await(
        ServerPackage(m_paths).install(server.pack(m_paths.home + u"/packages"_s), {}, &scope));
    if (!installed)
        qFatal("install: %s", qPrintable(installed.error().detail));
    WorkspaceStore store(m_paths);
    if (!store.load() || !store.find(u"acme"))
        qFatal("the workspace was not stored");
    m_workspace = *store.find(u"acme");
}

QString LauncherHome::launcher()
{
    return QStringLiteral(BIN_DIR "/konstantly-mcp");
}

QByteArray LauncherHome::randomKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return "kmcp_"
           + QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words)
                 .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString LauncherHome::keySha256() const
{
    return QString::fromLatin1(QCryptographicHash::hash(m_key, QCryptographicHash::Sha256).toHex());
}

void LauncherHome::setMode(const QByteArray &mode) const
{
    QFile file(m_paths.home + u"/mode"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(mode) != mode.size())
        qFatal("mode");
    QFile::remove(m_paths.stateDir + u"/launch-breaker.json"_s);
    QFile::remove(m_paths.stateDir + u"/auth-budget.json"_s);
}

void LauncherHome::addWorkspace(const QString &name, const QString &slot,
                                const QString &caFile) const
{
    Workspace workspace;
    workspace.name = name;
    workspace.origin = Origin::parse(Url).value();
    workspace.consoleSlot = slot;
    workspace.caFile = caFile;
    WorkspaceStore store(m_paths);
    static_cast<void>(store.load());
    if (const auto added = store.add(workspace); !added)
        qFatal("workspace: %s", qPrintable(added.error().detail));
}

QString LauncherHome::storeKey(const QString &url, const QByteArray &key) const
{
    KeychainSecretStore keychain;
    const QString slot = newSlot();
    const KeyRecord record{Origin::parse(url).value(), u"1"_s, Secret(key), false};
    if (const auto written = await(writeKeyRecord(keychain, slot, record)); !written)
        qFatal("keychain: %s", qPrintable(describe(written.error()).message));
    return slot;
}

Program::Program(const QString &program, const QStringList &arguments,
                 const QProcessEnvironment &environment)
{
    m_process.setProcessEnvironment(environment);
    m_process.start(program, arguments);
    if (!m_process.waitForStarted())
        qFatal("can't start %s", qPrintable(program));
}

Program Program::launch(const QStringList &arguments, const QProcessEnvironment &environment)
{
    return Program(LauncherHome::launcher(), arguments, environment);
}

Program::~Program()
{
    m_process.closeWriteChannel();
    m_process.kill();
    m_process.waitForFinished();
}

void Program::send(const QByteArray &bytes)
{
    m_process.write(bytes);
    m_process.waitForBytesWritten(0);
}

QByteArray Program::line(int timeoutMs)
{
    QElapsedTimer clock;
    clock.start();
    while (!m_process.canReadLine() && clock.elapsed() < timeoutMs) {
        if (!m_process.waitForReadyRead(int(timeoutMs - clock.elapsed()))
            && m_process.state() == QProcess::NotRunning)
            break;
    }
    return m_process.canReadLine() ? m_process.readLine().chopped(1) : QByteArray();
}

int Program::wait(int timeoutMs)
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(timeoutMs))
        return -1;
    return m_process.exitStatus() == QProcess::CrashExit ? 1000 + m_process.exitCode()
                                                         : m_process.exitCode();
}

QByteArray Program::output()
{
    return m_process.readAllStandardOutput();
}

QByteArray Program::errors()
{
    return m_process.readAllStandardError();
}

void Program::signal(int number) const
{
    kill(pid_t(pid()), number);
}

bool isAnywhereInProc(const QByteArray &text)
{
    const QStringList pids = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &pid : pids) {
        if (!pid.at(0).isDigit())
            continue;
        for (const char *part : {"/environ", "/cmdline"}) {
            QFile file(u"/proc/"_s + pid + QLatin1StringView(part));
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                return true;
        }
    }
    return false;
}

bool isRunning(qint64 pid)
{
    QFile status(u"/proc/%1/stat"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    const QByteArray fields = status.readAll();
    return fields.mid(fields.lastIndexOf(')') + 2, 1)
           != "Z"; // whoever has to collect it may take its time
}

QByteArray request(int id, const char *method)
{
    return "{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(id) + ",\"method\":\"" + method
           + "\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
             "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}\n";
}

} // namespace Konstantly::Tests

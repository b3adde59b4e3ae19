// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/postgresserver.h"

#include "tests/support/unprivileged.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTcpServer>

#include <csignal>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

constexpr int Patience = 30000;

//! Debian keeps each version's programs in a folder of its own, outside PATH.
QString programsFolder()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    for (const QString &version :
         versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        const QString folder = versions.filePath(version + "/bin"_L1);
        if (QFile::exists(folder + "/initdb"_L1) && QFile::exists(folder + "/postgres"_L1))
            return folder;
    }
    return {};
}

int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

PostgresServer::PostgresServer()
    : m_folder(QDir::tempPath() + u"/konstantly-postgres-XXXXXX"_s)
{}

PostgresServer::~PostgresServer()
{
    stop();
}

QString PostgresServer::caFile() const
{
    return m_folder.filePath(u"ca.pem"_s);
}

void PostgresServer::write(const QString &name, const QByteArray &bytes, bool isPrivate) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return;
    file.write(bytes);
    file.close();
    if (isPrivate)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (geteuid() == 0)
        (void) chown(QFile::encodeName(file.fileName()).constData(), 65534, 65534);
}

bool PostgresServer::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_folder.path());
    if (geteuid() == 0)
        process.setChildProcessModifier([] { (void) dropPrivileges(); });
    process.start(m_programs + u'/' + program, arguments);
    return process.waitForFinished(Patience) && process.exitStatus() == QProcess::NormalExit
           && process.exitCode() == 0;
}

QString PostgresServer::initialise()
{
    m_programs = programsFolder();
    if (m_programs.isEmpty())
        return u"PostgreSQL is not installed"_s;
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
        return u"Qt's driver for PostgreSQL is not installed"_s;
    if (geteuid() == 0 && chown(QFile::encodeName(m_folder.path()).constData(), 65534, 65534) != 0)
        return u"the folder can't be given away"_s;
    for (int i = 0; i < 4; ++i)
        m_password += QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    // Of the kind that would break a connection string which is put together carelessly.
    m_password += "' \\x";
    write(u"password"_s, m_password + '\n', true);
    const QString data = m_folder.filePath(u"data"_s);
    const bool isMade = run(u"initdb"_s,
                            {u"-D"_s, data, u"-U"_s, user(), u"-A"_s, u"scram-sha-256"_s,
                             u"--pwfile"_s, m_folder.filePath(u"password"_s), u"-E"_s, u"UTF8"_s,
                             u"--locale=C"_s, u"--no-sync"_s});
    QFile::remove(m_folder.filePath(u"password"_s));
    return isMade ? QString() : u"initdb failed"_s;
}

QString PostgresServer::start(Tls tls, CertificateFlaw flaw)
{
    if (m_password.isEmpty()) {
        if (const QString reason = initialise(); !reason.isEmpty())
            return reason;
    }
    const TestCertificates certificates = TestCertificates::make(flaw);
    write(u"ca.pem"_s, certificates.authority);
    write(u"server.pem"_s, certificates.certificate);
    write(u"server.key"_s, certificates.key, true);
    if (m_port == 0)
        m_port = freePort();
    if (geteuid() == 0)
        m_process.setChildProcessModifier([] { (void) dropPrivileges(); });
    m_process.setWorkingDirectory(m_folder.path());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(m_programs + u"/postgres"_s,
                    {u"-D"_s, m_folder.filePath(u"data"_s), u"-p"_s, QString::number(m_port),
                     u"-c"_s, u"listen_addresses=localhost"_s, u"-c"_s,
                     u"unix_socket_directories="_s, u"-c"_s, u"fsync=off"_s, u"-c"_s,
                     u"log_min_messages=log"_s, u"-c"_s,
                     tls == Tls::On ? u"ssl=on"_s : u"ssl=off"_s, u"-c"_s,
                     u"ssl_cert_file="_s + m_folder.filePath(u"server.pem"_s), u"-c"_s,
                     u"ssl_key_file="_s + m_folder.filePath(u"server.key"_s)});
    QElapsedTimer clock;
    clock.start();
    QByteArray said;
    while (!said.contains("ready to accept connections")) {
        if (m_process.state() == QProcess::NotRunning || clock.elapsed() > Patience)
            return u"postgres did not start: "_s + QString::fromUtf8(said.right(400));
        m_process.waitForReadyRead(100);
        said += m_process.readAll();
    }
    return {};
}

void PostgresServer::kill()
{
    // SIGQUIT: the server's own "immediate shutdown"; SIGKILL would leave its children to themselves.
    if (m_process.state() != QProcess::NotRunning)
        ::kill(pid_t(m_process.processId()), SIGQUIT);
    m_process.waitForFinished(Patience);
}

void PostgresServer::stop()
{
    if (m_process.state() != QProcess::NotRunning)
        ::kill(pid_t(m_process.processId()), SIGINT);
    m_process.waitForFinished(Patience);
}

QString PostgresServer::makeDatabase()
{
    const QString name = u"history%1"_s.arg(++m_databases);
    bool isMade = false;
    {
        QSqlDatabase admin = QSqlDatabase::addDatabase(u"QPSQL"_s, u"postgres-admin"_s);
        admin.setHostName(u"localhost"_s);
        admin.setPort(m_port);
        admin.setDatabaseName(u"postgres"_s);
        admin.setConnectOptions(u"sslmode=prefer"_s);
        isMade = admin.open(user(), QString::fromUtf8(m_password))
                 && QSqlQuery(admin).exec(u"CREATE DATABASE "_s + name);
    }
    QSqlDatabase::removeDatabase(u"postgres-admin"_s);
    return isMade ? name : QString();
}

} // namespace Konstantly::Tests

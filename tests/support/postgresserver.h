// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/testcertificates.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace Konstantly::Tests {

//! A real PostgreSQL of the system's, on a free port of localhost and a folder of its own that goes with it. Started by root it
//! runs as "nobody", because it refuses root.
class PostgresServer final
{
public:
    enum class Tls { On, Off };

    PostgresServer();
    ~PostgresServer();
    Q_DISABLE_COPY_MOVE(PostgresServer)

    //! Starts it, again after stop(). \return why it can't be run here; empty = it runs
    [[nodiscard]] QString start(Tls tls = Tls::On, CertificateFlaw flaw = CertificateFlaw::None);
    //! At once, as in a crash.
    void kill();
    //! Properly: clients are thrown out.
    void stop();

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] static QString user() { return QStringLiteral("konstantly"); }
    [[nodiscard]] QByteArray password() const { return m_password; }
    [[nodiscard]] QString caFile() const; //!< of the certificate that it has now
    //! Makes an empty database. Empty = it could not.
    [[nodiscard]] QString makeDatabase();

private:
    [[nodiscard]] QString initialise();
    [[nodiscard]] bool run(const QString &program, const QStringList &arguments);
    void write(const QString &name, const QByteArray &bytes, bool isPrivate = false) const;

    QTemporaryDir m_folder;
    QString m_programs;
    QByteArray m_password;
    QProcess m_process;
    int m_port = 0;
    int m_databases = 0;
};

} // namespace Konstantly::Tests

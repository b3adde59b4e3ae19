// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/sqlsession.h"

namespace Konstantly {

//! How long a statement waits for another process.
inline constexpr std::chrono::milliseconds BusyPatience{3000};
//! The name under which a server's writers queue up: a number that nothing else in the database should use.
inline constexpr qint64 WriterLock = 0x6b6d63705f757361;

//! A file of SQLite that is ready for use.
struct UsageFile
{
    std::unique_ptr<SqlSession> session;
    QString keptAside; //!< where a damaged one was put; empty = there was none
};

//! Opens the file at \a path, makes it if it is missing, private to its owner, and checks it.
//!
//! The check: what SQLite reads at the start always; every page (quick_check) when the last process did not close the file and
//! it is small enough for that to take no longer than a second; and every page of a file of any size when damage was met while
//! it was in use. A damaged file is moved aside with what belongs to it.
[[nodiscard]] Result<UsageFile> openUsageFile(const QString &path);

//! The empty file beside a database that says: damage was met here.
[[nodiscard]] QString suspicionPath(const QString &path);

//! libpq's, as Qt takes them. Errors: InvalidInput (no TLS is possible to that host, or what can't be passed on), TlsRefused
//! (there are no roots to check the server's certificate with).
[[nodiscard]] Result<QString> connectOptions(const UsageLocation::Server &server);
//! Statements for each new connection to a server.
[[nodiscard]] QStringList sessionSettings();

//! In words for people: Qt's driver for it is not installed.
[[nodiscard]] QString missingDriver(SqlEngine engine);

} // namespace Konstantly

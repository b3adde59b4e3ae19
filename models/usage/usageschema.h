// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/usage/sqlsession.h"

namespace Konstantly {

//! What makes a database of the version before into one of this version.
struct UsageMigration
{
    int version = 0;
    //! In SQLite's words; `{id}`, `{blob}` and `{clustered}` stand for what PostgreSQL calls otherwise.
    QStringList statements;
};

//! All of them, ascending; the first one starts from nothing.
[[nodiscard]] const std::vector<UsageMigration> &usageMigrations();

//! Makes the database of \a session one of \a workspace, of the version of the last of \a migrations: all of it in one
//! transaction, so that two processes that start together both find it done. Nothing is written when there is nothing to do.
//!
//! Errors: FileUnsupported when the database is of a newer version, of another workspace, or not one of ours; it is untouched
//! then.
[[nodiscard]] Result<>
prepareSchema(const SqlSession &session, const Origin &workspace,
              const std::vector<UsageMigration> &migrations = usageMigrations());

//! A value of the table `meta`; empty = there is none.
[[nodiscard]] Result<QString> metaValue(const SqlSession &session, const QString &name);
[[nodiscard]] Result<> setMetaValue(const SqlSession &session, const QString &name,
                                    const QString &value);
[[nodiscard]] Result<qint64> metaNumber(const SqlSession &session, const QString &name);

} // namespace Konstantly

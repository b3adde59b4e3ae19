// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/usage/usagedatabase.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>
#include <QVariantMap>

#include <functional>
#include <memory>
#include <unordered_map>

namespace Konstantly {

//! Which of the two databases; their SQL differs in a few words only.
enum class SqlEngine { Sqlite, Postgres };

//! An open connection: prepared statements that are kept, transactions, and errors in our terms. One thread.
//!
//! Connection names are unique to the object and gone with it. A connection to a server that was lost is made anew when the
//! next transaction begins.
class SqlSession final
{
public:
    //! SQLite. The file must exist; nothing is written yet. \a path is the subject of errors.
    [[nodiscard]] static Result<std::unique_ptr<SqlSession>> openFile(const QString &path);
    //! PostgreSQL, over TLS with the server's name checked, or not at all.
    [[nodiscard]] static Result<std::unique_ptr<SqlSession>>
    openServer(const UsageLocation::Server &server);
    ~SqlSession();
    Q_DISABLE_COPY_MOVE(SqlSession)

    [[nodiscard]] SqlEngine engine() const { return m_engine; }

    //! Runs a statement. \return how many rows it changed
    [[nodiscard]] Result<qint64> exec(const QString &sql, const QVariantList &values = {}) const;
    //! The same with parameters that have names, ":name": each may be used more than once, which those without can't in Qt 6.4.
    [[nodiscard]] Result<qint64> execNamed(const QString &sql, const QVariantMap &values) const;
    //! Hands the rows of a query to \a take until it answers false, without ever holding all of them.
    using Row = std::function<bool(const QSqlQuery &)>;
    [[nodiscard]] Result<> select(const QString &sql, const QVariantList &values,
                                  const Row &take) const;
    //! The same for a query that won't come again: it is not kept prepared.
    [[nodiscard]] Result<> selectOnce(const QString &sql, const Row &take) const;
    //! The first column of the first row; an invalid QVariant when there is none.
    [[nodiscard]] Result<QVariant> value(const QString &sql, const QVariantList &values = {}) const;

    //! Runs \a work in a transaction that keeps other writers out from its beginning, and commits it; rolled back when \a work
    //! fails. Run again, a few times, when the server found that two transactions were in each other's way.
    [[nodiscard]] Result<> write(const std::function<Result<>()> &work) const;
    //! Runs \a work so that all of its queries see the same state.
    [[nodiscard]] Result<> read(const std::function<Result<>()> &work) const;

private:
    SqlSession(SqlEngine engine, QString subject);

    [[nodiscard]] Result<> open();
    [[nodiscard]] Result<> connectAgain() const;
    void disconnect() const;
    [[nodiscard]] Result<QSqlQuery *> executed(const QString &sql, const auto &bind) const;
    [[nodiscard]] Result<QSqlQuery *> executed(const QString &sql,
                                               const QVariantList &values) const;
    [[nodiscard]] static qint64 changedRows(QSqlQuery &query);
    [[nodiscard]] Result<> bracketed(const QString &begin, const QString &lock,
                                     const std::function<Result<>()> &work) const;
    [[nodiscard]] Result<> takeRows(QSqlQuery &query, const Row &take) const;
    [[nodiscard]] tl::unexpected<Error> failure(const QSqlError &error) const;

    SqlEngine m_engine;
    QString m_subject;
    QString m_name;
    std::optional<UsageLocation::Server> m_server;
    mutable QSqlDatabase m_database;
    mutable std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_statements;
    mutable bool m_isLost = false;
    mutable bool m_hasConflict = false; // the last failure may not come again
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagedatabase.h"
#include "tests/support/postgresserver.h"

#include <QSqlDatabase>
#include <QTemporaryDir>

#include <random>

namespace Konstantly::Tests {

//! A place for one workspace's history on either engine, and a second, plain way into it that shares nothing with ours.
class UsageHistory final
{
public:
    //! In a file of its own, or with \a server in a new database there.
    explicit UsageHistory(PostgresServer *server = nullptr);
    ~UsageHistory();
    Q_DISABLE_COPY_MOVE(UsageHistory)

    [[nodiscard]] static Origin workspace();
    [[nodiscard]] const UsageLocation &location() const { return m_location; }
    [[nodiscard]] QString path() const { return m_location.path; }
    [[nodiscard]] std::unique_ptr<UsageDatabase> open(const QTimeZone &zone = QTimeZone::utc(),
                                                      const UsageLimits &limits = {}) const;

    //! The plain way. Only after open().
    [[nodiscard]] QSqlDatabase sql();
    [[nodiscard]] QVariant value(const QString &query);
    void run(const QString &statement);
    //! What the answer to \a query differs in from a count over the rows; empty = in nothing.
    [[nodiscard]] QString difference(const UsageDatabase &database, const UsageQuery &query);
    //! The same of the calls for the sliding windows.
    [[nodiscard]] QString windowDifference(const UsageDatabase &database, const TimeRange &range);

private:
    QTemporaryDir m_folder;
    UsageLocation m_location;
    QString m_connection;
};

//! Calls that look like those of a workspace: some keys, some tools, bursts, some that fail.
struct CallStream
{
    std::mt19937 random{1};
    int keys = 5;
    int tools = 4;
    int lastId = 0;

    [[nodiscard]] UsageCall next(const TimeRange &range);
    [[nodiscard]] QList<UsageCall> some(qsizetype count, const TimeRange &range);
    [[nodiscard]] int number(int below); //!< from 0
};

[[nodiscard]] std::chrono::milliseconds at(const char *isoUtc);

//! What went wrong, for QCOMPARE(said(result), QString()); empty = nothing.
template<typename T>
[[nodiscard]] QString said(const Result<T> &result)
{
    return result ? QString()
                  : errorName(result.error().code) + QStringLiteral(": ") + result.error().detail;
}

} // namespace Konstantly::Tests

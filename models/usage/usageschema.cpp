// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageschema.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageDatabase)
};

QString inDialect(QString sql, SqlEngine engine)
{
    const bool isSqlite = engine == SqlEngine::Sqlite;
    return sql
        .replace("{id}"_L1, isSqlite ? "INTEGER PRIMARY KEY"_L1
                                     : "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"_L1)
        .replace("{blob}"_L1, isSqlite ? "BLOB"_L1 : "BYTEA"_L1)
        .replace("{clustered}"_L1, isSqlite ? "WITHOUT ROWID"_L1 : ""_L1);
}

//! 0 = nothing of ours is in it yet.
Result<int> currentVersion(const SqlSession &session)
{
    const bool isSqlite = session.engine() == SqlEngine::Sqlite;
    const auto exists = session.value(
        isSqlite ? u"SELECT count(*) FROM sqlite_master WHERE name = 'meta'"_s
                 : u"SELECT count(*) FROM pg_tables WHERE schemaname = 'konstantly_usage' "
                   "AND tablename = 'meta'"_s);
    if (!exists)
        return fail(exists.error());
    if (exists->toInt() == 0) {
        const auto others = isSqlite ? session.value(u"SELECT count(*) FROM sqlite_master"_s)
                                     : Result<QVariant>(0);
        if (!others)
            return fail(others.error());
        if (others->toInt() > 0)
            return fail(ErrorCode::FileUnsupported,
                        Texts::tr("it is a database of another program."));
        return 0;
    }
    const auto version = metaNumber(session, u"schema"_s);
    if (!version)
        return fail(version.error());
    return int(*version);
}

//! Whether there is something to do.
Result<bool> isOutdated(const SqlSession &session, const Origin &workspace, int latest)
{
    const auto version = currentVersion(session);
    if (!version)
        return fail(version.error());
    if (*version == 0)
        return true;
    if (*version > latest)
        return fail(ErrorCode::FileUnsupported,
                    Texts::tr("it was made by a newer version of this program."));
    const auto origin = metaValue(session, u"origin"_s);
    if (!origin)
        return fail(origin.error());
    if (*origin != workspace.toString())
        return fail(ErrorCode::FileUnsupported,
                    Texts::tr("it holds the history of another workspace, %1.").arg(*origin));
    return *version < latest;
}

Result<> migrate(const SqlSession &session, const Origin &workspace,
                 const std::vector<UsageMigration> &migrations)
{
    // Another process may have done it while this one waited for its turn.
    const auto outdated = isOutdated(session, workspace, migrations.back().version);
    if (!outdated || !*outdated)
        return outdated ? Result<>() : fail(outdated.error());
    if (session.engine() == SqlEngine::Postgres) {
        if (const auto made = session.exec(u"CREATE SCHEMA IF NOT EXISTS konstantly_usage"_s);
            !made)
            return fail(made.error());
    }
    const auto version = currentVersion(session);
    if (!version)
        return fail(version.error());
    for (const UsageMigration &migration : migrations) {
        if (migration.version <= *version)
            continue;
        for (const QString &statement : migration.statements) {
            if (const auto done = session.exec(inDialect(statement, session.engine())); !done)
                return fail(done.error());
        }
    }
    if (const auto done = setMetaValue(session, u"origin"_s, workspace.toString()); !done)
        return done;
    return setMetaValue(session, u"schema"_s, QString::number(migrations.back().version));
}

} // namespace

const std::vector<UsageMigration> &usageMigrations()
{
    // `told` is set where several sources told of the call: what each of them said (models/usage/observation.h). The index of
    // times holds all that the sliding windows need.
    static const std::vector<UsageMigration> migrations{
        {1,
         {
             u"CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)"_s,
             u"CREATE TABLE names (id {id}, kind SMALLINT NOT NULL, name TEXT NOT NULL, "
             "UNIQUE (kind, name))"_s,
             u"CREATE TABLE calls (id {id}, at BIGINT NOT NULL, tool BIGINT NOT NULL, "
             "key BIGINT NOT NULL, client BIGINT, outcome SMALLINT, duration BIGINT, "
             "seen SMALLINT NOT NULL, service_id TEXT, audit_id TEXT, told {blob})"_s,
             u"CREATE INDEX calls_at ON calls (at, key, tool, outcome, seen)"_s,
             u"CREATE UNIQUE INDEX calls_service ON calls (service_id) "
             "WHERE service_id IS NOT NULL"_s,
             u"CREATE UNIQUE INDEX calls_audit ON calls (audit_id) WHERE audit_id IS NOT NULL"_s,
             u"CREATE INDEX calls_client ON calls (client, at) WHERE client IS NOT NULL"_s,
             u"CREATE TABLE rollups (width SMALLINT NOT NULL, part SMALLINT NOT NULL, "
             "key BIGINT NOT NULL, start BIGINT NOT NULL, cell {blob} NOT NULL, "
             "PRIMARY KEY (width, part, key, start)) {clustered}"_s,
             u"CREATE TABLE sources (source SMALLINT NOT NULL, reader TEXT NOT NULL, "
             "covered TEXT NOT NULL, position {blob} NOT NULL, read_at BIGINT NOT NULL, "
             "problem TEXT NOT NULL, incomplete_at BIGINT NOT NULL, "
             "PRIMARY KEY (source, reader))"_s,
             u"CREATE TABLE own_calls (id {id}, key TEXT NOT NULL, at BIGINT NOT NULL)"_s,
             u"CREATE INDEX own_calls_at ON own_calls (key, at)"_s,
         }},
    };
    return migrations;
}

Result<> prepareSchema(const SqlSession &session, const Origin &workspace,
                       const std::vector<UsageMigration> &migrations)
{
    const auto outdated = isOutdated(session, workspace, migrations.back().version);
    if (!outdated)
        return fail(outdated.error());
    if (!*outdated)
        return {};
    return session.write([&] { return migrate(session, workspace, migrations); });
}

Result<QString> metaValue(const SqlSession &session, const QString &name)
{
    const auto found = session.value(u"SELECT value FROM meta WHERE name = ?"_s, {name});
    if (!found)
        return fail(found.error());
    return found->toString();
}

Result<qint64> metaNumber(const SqlSession &session, const QString &name)
{
    const auto found = metaValue(session, name);
    if (!found)
        return fail(found.error());
    return found->toLongLong();
}

Result<> setMetaValue(const SqlSession &session, const QString &name, const QString &value)
{
    const auto done = session.exec(u"INSERT INTO meta (name, value) VALUES (?, ?) "
                                   "ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s,
                                   {name, value});
    if (!done)
        return fail(done.error());
    return {};
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/sqlsession.h"

#include "models/base/file.h"
#include "models/usage/sqlerror.h"
#include "models/usage/usageplaces.h"

#include <QSqlError>
#include <QSqlRecord>

#include <atomic>

#include <clocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! How often a transaction is tried that another one was in the way of.
constexpr int MaxTries = 5;
constexpr std::size_t MaxStatements = 64;

QString uniqueName()
{
    static std::atomic<int> last = 0;
    return u"konstantly-usage-%1"_s.arg(++last);
}

QString driverOf(SqlEngine engine)
{
    return engine == SqlEngine::Sqlite ? u"QSQLITE"_s : u"QPSQL"_s;
}

//! This thread's messages in English while it lives: libpq's failures to connect carry no code, only words.
class EnglishMessages final
{
public:
    EnglishMessages()
        : m_english(newlocale(LC_MESSAGES_MASK, "C", duplocale(uselocale(nullptr))))
        , m_before(m_english ? uselocale(m_english) : nullptr)
    {}
    ~EnglishMessages()
    {
        if (!m_english)
            return;
        uselocale(m_before);
        freelocale(m_english);
    }
    Q_DISABLE_COPY_MOVE(EnglishMessages)

private:
    locale_t m_english;
    locale_t m_before;
};

} // namespace

SqlSession::SqlSession(SqlEngine engine, QString subject)
    : m_engine(engine)
    , m_subject(std::move(subject))
    , m_name(uniqueName())
{}

SqlSession::~SqlSession()
{
    if (m_database.isValid())
        disconnect();
}

void SqlSession::disconnect() const
{
    // The driver first: a statement that outlives it does not try to tell a server that is gone.
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
    m_statements.clear();
}

Result<std::unique_ptr<SqlSession>> SqlSession::openFile(const QString &path)
{
    std::unique_ptr<SqlSession> session(new SqlSession(SqlEngine::Sqlite, path));
    if (auto opened = session->open(); !opened)
        return fail(opened.error());
    return session;
}

Result<std::unique_ptr<SqlSession>> SqlSession::openServer(const UsageLocation::Server &server)
{
    std::unique_ptr<SqlSession> session(new SqlSession(SqlEngine::Postgres, server.host));
    session->m_server = server;
    if (auto opened = session->open(); !opened)
        return fail(opened.error());
    return session;
}

Result<> SqlSession::open()
{
    const QString driver = driverOf(m_engine);
    if (!QSqlDatabase::isDriverAvailable(driver))
        return fail(ErrorCode::NotConfigured, missingDriver(m_engine));
    if (m_engine == SqlEngine::Postgres)
        return connectAgain();
    m_database = QSqlDatabase::addDatabase(driver, m_name);
    m_database.setDatabaseName(m_subject);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(BusyPatience.count()));
    if (!m_database.open())
        return failure(m_database.lastError());
    return {};
}

Result<> SqlSession::connectAgain() const
{
    const auto options = connectOptions(*m_server);
    if (!options)
        return fail(options.error());
    if (m_database.isValid())
        disconnect();
    m_database = QSqlDatabase::addDatabase(driverOf(m_engine), m_name);
    m_database.setHostName(m_server->host);
    m_database.setPort(m_server->port);
    m_database.setDatabaseName(m_server->database);
    m_database.setConnectOptions(*options);
    {
        const EnglishMessages english;
        // open() with the password does not keep it.
        if (!m_database.open(m_server->user, QString::fromUtf8(m_server->password.reveal()))) {
            Error error = connectError(m_database.lastError(), m_subject);
            // libpq quotes what it could not understand.
            if (!m_server->password.isEmpty())
                error.detail.replace(QString::fromUtf8(m_server->password.reveal()), u"…"_s);
            return fail(error);
        }
    }
    m_isLost = false;
    for (const QString &setting : sessionSettings()) {
        if (const auto done = exec(setting); !done)
            return fail(done.error());
    }
    return {};
}

tl::unexpected<Error> SqlSession::failure(const QSqlError &error) const
{
    m_hasConflict = false;
    if (m_engine == SqlEngine::Sqlite) {
        // The next start looks at all of the file, however long that takes. What it finds decides, not this.
        if (isDamage(error))
            (void) writePrivateFile(suspicionPath(m_subject), {});
        return fail(sqliteError(error, m_subject));
    }
    m_hasConflict = isConflict(error);
    Error result = serverError(error, m_subject);
    m_isLost = m_isLost || result.code == ErrorCode::Offline;
    return fail(std::move(result));
}

//! \a bind is given the statement before it is run.
Result<QSqlQuery *> SqlSession::executed(const QString &sql, const auto &bind) const
{
    // Filters make many forms of a query.
    if (m_statements.size() > MaxStatements)
        std::erase_if(m_statements, [](const auto &entry) { return !entry.second->isActive(); });
    std::unique_ptr<QSqlQuery> &kept = m_statements[sql];
    if (!kept) {
        auto made = std::make_unique<QSqlQuery>(m_database);
        made->setForwardOnly(true);
        if (!made->prepare(sql)) {
            const QSqlError error = made->lastError();
            made.reset();
            m_statements.erase(sql);
            return failure(error);
        }
        kept = std::move(made);
    }
    bind(*kept);
    if (!kept->exec()) {
        const QSqlError error = kept->lastError();
        kept->finish();
        return failure(error);
    }
    return kept.get();
}

Result<QSqlQuery *> SqlSession::executed(const QString &sql, const QVariantList &values) const
{
    return executed(sql, [&values](QSqlQuery &query) {
        for (qsizetype i = 0; i < values.size(); ++i)
            query.bindValue(int(i), values.at(i));
    });
}

qint64 SqlSession::changedRows(QSqlQuery &query)
{
    const qint64 changed = query.numRowsAffected();
    query.finish();
    return changed;
}

Result<qint64> SqlSession::execNamed(const QString &sql, const QVariantMap &values) const
{
    const auto query = executed(sql, [&values](QSqlQuery &prepared) {
        for (auto value = values.cbegin(); value != values.cend(); ++value)
            prepared.bindValue(value.key(), value.value());
    });
    if (!query)
        return fail(query.error());
    return changedRows(**query);
}

Result<qint64> SqlSession::exec(const QString &sql, const QVariantList &values) const
{
    // What is run once has no parameters; a server takes some of it only unprepared.
    if (values.isEmpty()) {
        QSqlQuery query(m_database);
        if (!query.exec(sql))
            return failure(query.lastError());
        return query.numRowsAffected();
    }
    const auto query = executed(sql, values);
    if (!query)
        return fail(query.error());
    return changedRows(**query);
}

Result<> SqlSession::select(const QString &sql, const QVariantList &values, const Row &take) const
{
    const auto query = executed(sql, values);
    if (!query)
        return fail(query.error());
    return takeRows(**query, take);
}

Result<> SqlSession::takeRows(QSqlQuery &query, const Row &take) const
{
    bool goesOn = true;
    while (goesOn && query.next())
        goesOn = take(query);
    const QSqlError error = query.lastError();
    query.finish();
    if (goesOn && error.isValid())
        return failure(error);
    return {};
}

Result<> SqlSession::selectOnce(const QString &sql, const Row &take) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return failure(query.lastError());
    return takeRows(query, take);
}

Result<QVariant> SqlSession::value(const QString &sql, const QVariantList &values) const
{
    QVariant first;
    const auto done = select(sql, values, [&first](const QSqlQuery &row) {
        first = row.value(0);
        return false;
    });
    if (!done)
        return fail(done.error());
    return first;
}

Result<> SqlSession::bracketed(const QString &begin, const QString &lock,
                               const std::function<Result<>()> &work) const
{
    if (m_isLost) {
        if (auto connected = connectAgain(); !connected)
            return connected;
    }
    if (const auto begun = exec(begin); !begun)
        return fail(begun.error());
    Result<> done;
    if (!lock.isEmpty()) {
        if (const auto locked = exec(lock); !locked)
            done = fail(locked.error());
    }
    if (done)
        done = work();
    if (done) {
        if (const auto committed = exec(u"COMMIT"_s); !committed)
            done = fail(committed.error());
    }
    // Where the failure has ended the transaction already, this one's failure tells nothing new.
    if (!done) {
        const bool hadConflict = m_hasConflict;
        QSqlQuery(m_database).exec(u"ROLLBACK"_s);
        m_hasConflict = hadConflict;
    }
    return done;
}

Result<> SqlSession::write(const std::function<Result<>()> &work) const
{
    Result<> done;
    for (int attempt = 0; attempt < MaxTries; ++attempt) {
        m_hasConflict = false;
        done = m_engine == SqlEngine::Sqlite
                   ? bracketed(u"BEGIN IMMEDIATE"_s, {}, work)
                   : bracketed(u"BEGIN"_s, u"SELECT pg_advisory_xact_lock(%1)"_s.arg(WriterLock),
                               work);
        if (done || !m_hasConflict)
            break;
    }
    return done;
}

Result<> SqlSession::read(const std::function<Result<>()> &work) const
{
    return bracketed(m_engine == SqlEngine::Sqlite
                         ? u"BEGIN"_s
                         : u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s,
                     {}, work);
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagedatabase.h"

#include "models/usage/usageplaces.h"
#include "models/usage/usagereader.h"
#include "models/usage/usageretention.h"
#include "models/usage/usagerows.h"
#include "models/usage/usagewriter.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! The page cache, shared memory of the connection, how long a log may stay, and how many of its pages are carried over at
//! once: one that several batches change is carried over once. A commit survives the process being killed at any moment; after
//! a power cut the last ones may be missing, with the state of the sources that goes with them.
const QStringList FileSettings{u"PRAGMA journal_mode = WAL"_s,
                               u"PRAGMA synchronous = NORMAL"_s,
                               u"PRAGMA cache_size = -16000"_s,
                               u"PRAGMA temp_store = MEMORY"_s,
                               u"PRAGMA journal_size_limit = 67108864"_s,
                               u"PRAGMA wal_autocheckpoint = 8000"_s};

Result<> applyFileSettings(const SqlSession &session)
{
    for (const QString &setting : FileSettings) {
        if (const auto done = session.value(setting); !done)
            return fail(done.error());
    }
    return {};
}

} // namespace

class UsageDatabase::Connection
{
public:
    Connection(std::unique_ptr<SqlSession> session, const QTimeZone &zone,
               const UsageLimits &limits, QString aside)
        : tables(std::move(session), zone, limits)
        , keptAside(std::move(aside))
    {}

    //! The day that calls are counted by is the database's own, not each process's.
    [[nodiscard]] Result<> settleZone(Days days);
    //! In a transaction, when somebody else has changed something: the zone may be another one.
    [[nodiscard]] Result<> followed(const Result<bool> &hasOthersChanges);
    [[nodiscard]] Result<std::optional<QTimeZone>> storedZone() const;

    template<typename T, typename Work>
    [[nodiscard]] Result<T> write(Work work);
    template<typename T, typename Work>
    [[nodiscard]] Result<T> read(Work work);

    UsageTables tables;
    QString keptAside;
};

template<typename T, typename Work>
Result<T> UsageDatabase::Connection::write(Work work)
{
    Result<T> result = fail(ErrorCode::Internal);
    const auto done = tables.session->write([&]() -> Result<> {
        if (const auto begun = followed(tables.cache.beginWriting(*tables.session)); !begun)
            return begun;
        result = work();
        // Names that this transaction added are gone with it, also when it is tried again.
        if (!result) {
            tables.names.forget();
            return fail(result.error());
        }
        return {};
    });
    if (!done) {
        tables.names.forget();
        return fail(done.error());
    }
    tables.cache.committed();
    return result;
}

template<typename T, typename Work>
Result<T> UsageDatabase::Connection::read(Work work)
{
    Result<T> result = fail(ErrorCode::Internal);
    const auto done = tables.session->read([&]() -> Result<> {
        if (const auto begun = followed(tables.cache.beginReading(*tables.session)); !begun)
            return begun;
        result = work();
        return result ? Result<>() : fail(result.error());
    });
    if (!done)
        return fail(done.error());
    return result;
}

Result<> UsageDatabase::Connection::settleZone(Days days)
{
    const SqlSession &session = *tables.session;
    const QTimeZone wanted = tables.calendar.zone();
    const auto isSettled = [&]() -> Result<bool> {
        const auto known = storedZone();
        const auto from = metaValue(session, Meta::DaysFrom);
        if (!known || !from)
            return fail(known ? from.error() : known.error());
        // A server's is that of whoever began it: other devices count by it as well.
        const bool stays = *known
                           && (days == Days::AsTheyAre || session.engine() == SqlEngine::Postgres);
        const QTimeZone &zone = stays ? **known : wanted;
        tables.calendar = UsageCalendar(zone);
        // Versions that did not note since when could count a call in two days.
        return *known == zone && (!from->isEmpty() || session.engine() == SqlEngine::Postgres);
    };
    if (const auto settled = isSettled(); !settled || *settled)
        return settled ? Result<>() : Result<>(fail(settled.error()));
    return session.write([&]() -> Result<> {
        // Two processes may be the first at the same time.
        if (const auto settled = isSettled(); !settled || *settled)
            return settled ? Result<>() : Result<>(fail(settled.error()));
        if (const auto begun = tables.cache.beginWriting(session); !begun)
            return fail(begun.error());
        const QTimeZone zone = tables.calendar.zone();
        const auto before = storedZone();
        if (!before)
            return fail(before.error());
        return countDaysAnew(tables, UsageCalendar(before->value_or(zone)), zone);
    });
}

Result<> UsageDatabase::Connection::followed(const Result<bool> &hasOthersChanges)
{
    if (!hasOthersChanges)
        return fail(hasOthersChanges.error());
    if (!*hasOthersChanges)
        return {};
    const auto zone = storedZone();
    if (!zone)
        return fail(zone.error());
    if (*zone && **zone != tables.calendar.zone())
        tables.calendar = UsageCalendar(**zone);
    return {};
}

Result<std::optional<QTimeZone>> UsageDatabase::Connection::storedZone() const
{
    using Zone = std::optional<QTimeZone>;
    return metaValue(*tables.session, Meta::Zone).transform([](const QString &id) -> Zone {
        if (id.isEmpty())
            return std::nullopt;
        const QTimeZone zone(id.toLatin1());
        return zone.isValid() ? Zone(zone) : std::nullopt;
    });
}

UsageDatabase::UsageDatabase(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
{}

UsageDatabase::~UsageDatabase() = default;

Result<std::unique_ptr<UsageDatabase>> UsageDatabase::open(const UsageLocation &location,
                                                           const Origin &workspace,
                                                           const QTimeZone &zone,
                                                           const UsageLimits &limits, Days days)
{
    UsageFile file;
    if (location.server) {
        auto session = SqlSession::openServer(*location.server);
        if (!session)
            return fail(session.error());
        file.session = *std::move(session);
    } else {
        auto opened = openUsageFile(location.path);
        if (!opened)
            return fail(opened.error());
        file = *std::move(opened);
    }
    if (const auto prepared = prepareSchema(*file.session, workspace); !prepared)
        return fail(prepared.error());
    if (!location.server) {
        if (const auto applied = applyFileSettings(*file.session); !applied)
            return fail(applied.error());
    }
    auto connection = std::make_unique<Connection>(std::move(file.session), zone, limits,
                                                   std::move(file.keptAside));
    if (const auto settled = connection->settleZone(days); !settled)
        return fail(settled.error());
    return std::unique_ptr<UsageDatabase>(new UsageDatabase(std::move(connection)));
}

QTimeZone UsageDatabase::zone() const
{
    return m_connection->tables.calendar.zone();
}

QString UsageDatabase::keptAside() const
{
    return m_connection->keptAside;
}

Result<UsageAdded> UsageDatabase::add(UsageSource source, const QList<UsageCall> &calls,
                                      const SourceState &state, const QString &reader)
{
    UsageTables &tables = m_connection->tables;
    return m_connection->write<UsageAdded>([&]() -> Result<UsageAdded> {
        auto added = UsageWriter(tables).add(source, calls);
        if (!added)
            return added;
        if (const auto written = writeState(*tables.session, source, state, reader); !written)
            return fail(written.error());
        return added;
    });
}

Result<SourceState> UsageDatabase::state(UsageSource source, const QString &reader) const
{
    return m_connection->read<SourceState>(
        [&] { return readState(*m_connection->tables.session, source, reader); });
}

Result<> UsageDatabase::setState(UsageSource source, const SourceState &state,
                                 const QString &reader)
{
    const SqlSession &session = *m_connection->tables.session;
    return session.write([&] { return writeState(session, source, state, reader); });
}

Result<> UsageDatabase::addOwnCall(const QString &key, std::chrono::milliseconds at)
{
    const SqlSession &session = *m_connection->tables.session;
    return session.write([&] { return writeOwnCall(session, key, at); });
}

Result<std::vector<std::chrono::milliseconds>> UsageDatabase::ownCalls(const QString &key,
                                                                       const TimeRange &range) const
{
    return m_connection->read<std::vector<std::chrono::milliseconds>>(
        [&] { return readOwnCalls(*m_connection->tables.session, key, range); });
}

Result<UsageCells> UsageDatabase::cells(const UsageQuery &query) const
{
    return m_connection->read<UsageCells>(
        [&] { return UsageReader(m_connection->tables, query).cells(); });
}

Result<std::map<QString, UsageDatabase::WindowCalls>>
UsageDatabase::windowCalls(const TimeRange &range) const
{
    return m_connection->read<std::map<QString, WindowCalls>>(
        [&] { return readWindowCalls(m_connection->tables, range); });
}

Result<> UsageDatabase::forEachRow(const TimeRange &range, const UsageFilter &filter,
                                   const std::function<bool(const UsageRow &)> &take) const
{
    UsageTables &tables = m_connection->tables;
    return tables.session->read([&] { return readRows(tables, range, filter, take); });
}

Result<TimeRange> UsageDatabase::extent() const
{
    return m_connection->read<TimeRange>(
        [&] { return storedExtent(*m_connection->tables.session); });
}

Result<qint64> UsageDatabase::rowCount() const
{
    return m_connection->read<qint64>(
        [&] { return metaNumber(*m_connection->tables.session, Meta::Rows); });
}

Result<bool> UsageDatabase::prune(qsizetype maxRows)
{
    return m_connection->write<bool>([&] { return pruneCalls(m_connection->tables, maxRows); });
}

} // namespace Konstantly

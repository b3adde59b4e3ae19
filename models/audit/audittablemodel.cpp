// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/audittablemodel.h"

#include "models/audit/audittext.h"
#include "models/base/background.h"
#include "models/base/plaintext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxName = 60;

//! The local time, seconds included: the order of events is what people look for.
QString timeText(qint64 at)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    const QLocale locale;
    return u"%1 %2"_s.arg(locale.toString(time.date(), QLocale::ShortFormat),
                          time.toString(u"HH:mm:ss"_s));
}

} // namespace

AuditTableModel::AuditTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_table(std::make_shared<const AuditTable>())
    , m_next(m_table)
{}

AuditTableModel::~AuditTableModel() = default;

QString AuditTableModel::exampleTime()
{
    return timeText(QDateTime(QDate(2028, 11, 28), QTime(20, 48, 48)).toMSecsSinceEpoch());
}

void AuditTableModel::setTable(AuditTable table)
{
    m_end = table.end();
    m_next = std::make_shared<const AuditTable>(std::move(table));
    m_batches.clear();
    m_areNamesNew = true;
    ++m_generation;
    search();
}

void AuditTableModel::add(const AuditJournal::Batch &batch)
{
    m_end = std::max({m_end, batch.next, batch.cursors.value(batch.cursors.size() - 1)});
    if (batch.records.isEmpty())
        return;
    m_batches << batch;
    search();
}

void AuditTableModel::setFilter(const AuditFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    search();
}

void AuditTableModel::setKeyNames(const QHash<QString, QString> &names)
{
    if (names == m_givenNames)
        return;
    m_givenNames = names;
    m_areNamesNew = true;
    search();
}

void AuditTableModel::search()
{
    if (m_isRunning) {
        m_isOutdated = true;
        return;
    }
    m_isRunning = true;
    m_isOutdated = false;
    const bool areNamesNew = std::exchange(m_areNamesNew, false) || !m_batches.isEmpty();
    const auto work = [table = m_next, batches = std::exchange(m_batches, {}), filter = m_filter,
                       given = m_givenNames, names = m_names, areNamesNew]() mutable -> Outcome {
        if (!batches.isEmpty()) {
            // The window reads the table meanwhile: what grows is a copy.
            auto grown = std::make_shared<AuditTable>(*table);
            for (const AuditJournal::Batch &batch : batches)
                grown->add(batch);
            table = std::move(grown);
        }
        if (areNamesNew) {
            names = table->keyNames();
            names.insert(given);
        }
        AuditMatches matches = table->matching(filter, names);
        return {std::move(table), std::move(names), std::move(matches)};
    };
    whenFinished(inBackground<Outcome>(work), this,
                 [this, filter = m_filter, generation = m_generation](const Outcome &outcome) {
                     m_isRunning = false;
                     // What was found in a table that is not ours any more is of no use.
                     if (generation == m_generation)
                         take(outcome, filter);
                     if (m_isOutdated)
                         search();
                     else
                         Q_EMIT searched();
                 });
}

void AuditTableModel::take(const Outcome &outcome, const AuditFilter &filter)
{
    m_next = outcome.table;
    if (filter != m_filter) {
        m_areNamesNew = true; // those of this search are dropped with it
        return;
    }
    const bool hasOtherNames = m_names != outcome.names;
    const bool isSameSearch = m_shownGeneration == m_generation && filter == m_shownFilter;
    m_names = outcome.names;
    m_table = outcome.table;
    m_shownFilter = filter;
    m_shownGeneration = m_generation;
    show(outcome.matches, isSameSearch);
    if (hasOtherNames && isSameSearch && rowCount() > 0)
        Q_EMIT dataChanged(index(0, KeyColumn), index(rowCount() - 1, KeyColumn));
}

//! \a isSameSearch: rows that were there are there still, unless names changed what fits.
void AuditTableModel::show(AuditMatches matches, bool isSameSearch)
{
    const auto &old = m_matches.rows;
    const auto &rows = matches.rows;
    const auto more = std::ptrdiff_t(rows.size()) - std::ptrdiff_t(old.size());
    const bool areFirst = isSameSearch && more >= 0
                          && std::equal(old.begin(), old.end(), rows.begin() + more);
    const bool areLast = isSameSearch && more >= 0 && !areFirst
                         && std::equal(old.begin(), old.end(), rows.begin());
    if (areFirst && more == 0) {
        m_matches = std::move(matches);
        return;
    }
    if (areFirst || areLast) {
        const int first = areFirst ? 0 : int(old.size());
        beginInsertRows({}, first, first + int(more) - 1);
        m_matches = std::move(matches);
        endInsertRows();
        return;
    }
    beginResetModel();
    m_matches = std::move(matches);
    endResetModel();
}

qsizetype AuditTableModel::eventCount() const
{
    return m_table->size();
}

QString AuditTableModel::keyName(const QString &id) const
{
    return m_names.value(id, id);
}

AuditRecord AuditTableModel::record(int row) const
{
    return m_table->record(m_matches.rows[std::size_t(row)]);
}

qint64 AuditTableModel::cursor(int row) const
{
    return m_table->cursor(m_matches.rows[std::size_t(row)]);
}

qint64 AuditTableModel::place(int row) const
{
    return m_table->place(m_matches.rows[std::size_t(row)]);
}

std::vector<qint64> AuditTableModel::cursors() const
{
    std::vector<qint64> cursors;
    cursors.reserve(m_matches.rows.size());
    for (const quint32 row : m_matches.rows)
        cursors.push_back(m_table->cursor(row));
    return cursors;
}

int AuditTableModel::rowOf(qint64 cursor) const
{
    const auto row = std::ranges::find_if(
        m_matches.rows, [&](quint32 number) { return m_table->cursor(number) == cursor; });
    return row == m_matches.rows.end() ? -1 : int(row - m_matches.rows.begin());
}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_matches.rows.size());
}

int AuditTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case EventColumn:
        return tr("Event");
    case AboutColumn:
        return tr("About");
    case KeyColumn:
        return tr("Key");
    case PersonColumn:
        return tr("Person");
    case OriginColumn:
        return tr("Origin");
    default:
        return {};
    }
}

QString AuditTableModel::text(const AuditRecord &record, int column) const
{
    switch (column) {
    case TimeColumn:
        return timeText(record.at);
    case EventColumn:
        return record.kind == AuditKind::Service
                   ? u"%1 %2"_s.arg(auditKindLabel(record.kind)).arg(record.eventType)
                   : auditKindLabel(record.kind);
    case AboutColumn:
        if (!record.tool.isEmpty())
            return plainText(record.tool, MaxName);
        // What happens to a key is about the key, whose column steps back first.
        if (!record.key.isEmpty())
            return plainText(keyName(record.key), MaxName);
        return plainText(record.subject, MaxName);
    case KeyColumn:
        return plainText(record.key.isEmpty() ? QString() : keyName(record.key), MaxName);
    case PersonColumn:
        return plainText(record.person, MaxName);
    case OriginColumn:
        return isLocal(record.kind) ? tr("This device") : tr("Service");
    default:
        return {};
    }
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole
        && (role < AtRole || role > SentenceRole))
        return {};
    const AuditRecord record = this->record(index.row());
    switch (role) {
    case AtRole:
        return QDateTime::fromMSecsSinceEpoch(record.at, Qt::UTC);
    case KindRole:
        return int(record.kind);
    case NoteRole:
        return argumentsLine(record.detail);
    case SentenceRole: {
        const AuditSentence sentence = auditSentence(record, keyName(record.key));
        return QString(sentence.what + u' ' + sentence.rest).trimmed();
    }
    default:
        return text(record, index.column());
    }
}

} // namespace Konstantly

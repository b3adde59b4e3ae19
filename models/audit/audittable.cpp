// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/audittable.h"

#include "models/audit/auditbatches.h"

#include "models/audit/audittext.h"

#include <QByteArrayMatcher>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

bool fits(AuditFilter::Group group, AuditKind kind)
{
    switch (group) {
    case AuditFilter::Group::All:
        return true;
    case AuditFilter::Group::ToolCalls:
        return kind == AuditKind::ToolCalled;
    case AuditFilter::Group::Created:
        return kind == AuditKind::KeyCreated;
    case AuditFilter::Group::Revoked:
        return kind == AuditKind::KeyRevoked;
    case AuditFilter::Group::ThisDevice:
        return isLocal(kind);
    }
    return false;
}

} // namespace

quint32 AuditTable::numberOf(const QByteArray &text)
{
    const auto known = m_numbers.constFind(text);
    if (known != m_numbers.constEnd())
        return *known;
    const auto number = quint32(m_texts.size());
    m_texts.push_back(text);
    m_numbers.insert(text, number);
    m_folded += QString::fromUtf8(text).toLower().toUtf8().replace('\n', ' ');
    m_folded += '\n';
    m_ends.push_back(m_folded.size());
    return number;
}

void AuditTable::add(const AuditJournal::Batch &batch)
{
    if (m_texts.empty())
        (void) numberOf({});
    const auto before = m_rows.size();
    if (m_rows.empty())
        m_begin = batch.begin;
    if (batch.next > m_end)
        m_damaged += batch.unreadable();
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        if (batch.cursors.at(i) <= m_end)
            continue;
        const AuditRecord &record = batch.records.at(i);
        m_end = batch.cursors.at(i);
        Row row;
        row.at = record.at;
        row.cursor = m_end;
        row.key = numberOf(record.key.toUtf8());
        row.person = numberOf(record.person.toUtf8());
        row.tool = numberOf(record.tool.toUtf8());
        row.subject = numberOf(record.subject.toUtf8());
        row.detail = numberOf(record.detail);
        row.eventType = record.eventType;
        row.kind = record.kind;
        if (row.key != 0)
            m_keys.insert(row.key);
        m_rows.push_back(row);
    }
    m_end = std::max(m_end, batch.next);
    if (m_rows.size() != before)
        sortByTime();
}

void AuditTable::sortByTime()
{
    const auto isNewer = [this](quint32 a, quint32 b) {
        return m_rows[a].at != m_rows[b].at ? m_rows[a].at > m_rows[b].at : a > b;
    };
    const auto sorted = std::ptrdiff_t(m_order.size());
    for (auto i = quint32(m_order.size()); i < m_rows.size(); ++i)
        m_order.push_back(i);
    std::sort(m_order.begin() + sorted, m_order.end(), isNewer);
    std::inplace_merge(m_order.begin(), m_order.begin() + sorted, m_order.end(), isNewer);
}

//! One term, looked for in every text once.
struct AuditTable::Search
{
    AuditTerm::Field field = AuditTerm::Field::Any;
    Marks marks; // of texts
    Marks keys;  // of texts that are keys: their names count
    std::array<bool, std::size_t(AuditKindCount)> kinds{};
    int eventType = 0; // 0 = none

    [[nodiscard]] bool fits(const Row &row) const
    {
        switch (field) {
        case AuditTerm::Field::Key:
            return keys[row.key] != 0;
        case AuditTerm::Field::Person:
            return marks[row.person] != 0;
        case AuditTerm::Field::Tool:
            return marks[row.tool] != 0;
        case AuditTerm::Field::Any:
            break;
        }
        return keys[row.key] != 0 || marks[row.person] != 0 || marks[row.tool] != 0
               || marks[row.subject] != 0 || marks[row.detail] != 0 || kinds[std::size_t(row.kind)]
               || (eventType != 0 && eventType == row.eventType);
    }
};

AuditTable::Search AuditTable::searchFor(const AuditTerm &term,
                                         const QHash<QString, QString> &keyNames) const
{
    const QByteArray folded = term.needle.toLower().toUtf8().replace('\n', ' ');
    Search search;
    search.field = term.field;
    search.marks = term.isWhole ? marksOfWhole(folded) : marks(folded);
    search.keys = search.marks;
    markKeyNames(search.keys, term, keyNames);
    if (term.field != AuditTerm::Field::Any)
        return search;
    search.eventType = term.needle.toInt();
    for (int kind = 0; kind < AuditKindCount; ++kind)
        search.kinds[std::size_t(kind)]
            = auditKindLabel(AuditKind(kind)).contains(term.needle, Qt::CaseInsensitive);
    return search;
}

AuditTable::Marks AuditTable::marks(const QByteArray &folded) const
{
    Marks marks(m_texts.size(), 0);
    const QByteArrayMatcher matcher(folded);
    std::size_t text = 0;
    for (qsizetype at = matcher.indexIn(m_folded); at >= 0;) {
        while (m_ends[text] <= at)
            ++text;
        marks[text] = 1;
        at = matcher.indexIn(m_folded, m_ends[text]); // one hit in a text is enough
    }
    return marks;
}

AuditTable::Marks AuditTable::marksOfWhole(const QByteArray &folded) const
{
    Marks marks(m_texts.size(), 0);
    // The empty text comes first, so that every other one stands between two line breaks.
    const QByteArray line = '\n' + folded + '\n';
    const QByteArrayMatcher matcher(line);
    for (qsizetype at = matcher.indexIn(m_folded); at >= 0;
         at = matcher.indexIn(m_folded, at + 1)) {
        const auto end = std::ranges::upper_bound(m_ends, at + 1);
        if (end != m_ends.end())
            marks[std::size_t(end - m_ends.begin())] = 1;
    }
    return marks;
}

void AuditTable::markKeyNames(Marks &marks, const AuditTerm &term,
                              const QHash<QString, QString> &keyNames) const
{
    for (const quint32 key : m_keys) {
        const auto name = keyNames.constFind(QString::fromUtf8(m_texts[key]));
        if (name == keyNames.constEnd())
            continue;
        const bool fits = term.isWhole ? name->compare(term.needle, Qt::CaseInsensitive) == 0
                                       : name->contains(term.needle, Qt::CaseInsensitive);
        if (fits)
            marks[key] = 1;
    }
}

AuditMatches AuditTable::matching(const AuditFilter &filter,
                                  const QHash<QString, QString> &keyNames) const
{
    std::vector<Search> searches;
    for (const AuditTerm &term : auditTerms(filter.text))
        searches.push_back(searchFor(term, keyNames));
    AuditMatches matches;
    matches.rows.reserve(m_order.size());
    for (const quint32 number : m_order) {
        const Row &row = m_rows[number];
        if (row.at < filter.from)
            break; // all that follow are older
        if (filter.to != 0 && row.at >= filter.to)
            continue;
        ++(isLocal(row.kind) ? matches.ofDevice : matches.ofService);
        if (fits(filter.group, row.kind)
            && std::ranges::all_of(searches, [&row](const Search &s) { return s.fits(row); }))
            matches.rows.push_back(number);
    }
    return matches;
}

AuditRecord AuditTable::record(quint32 number) const
{
    const Row &row = m_rows[number];
    const auto text = [this](quint32 n) { return QString::fromUtf8(m_texts[n]); };
    AuditRecord record;
    record.at = row.at;
    record.kind = row.kind;
    record.eventType = row.eventType;
    record.key = text(row.key);
    record.person = text(row.person);
    record.tool = text(row.tool);
    record.subject = text(row.subject);
    record.detail = m_texts[row.detail];
    return record;
}

QHash<QString, QString> AuditTable::keyNames() const
{
    QHash<QString, QString> names = m_removedNames;
    for (const Row &row : m_rows) {
        if (row.kind == AuditKind::KeyCreated && row.key != 0 && row.subject != 0)
            names.insert(QString::fromUtf8(m_texts[row.key]),
                         QString::fromUtf8(m_texts[row.subject]));
    }
    return names;
}

Result<AuditTable> readAuditTable(const AuditJournal &journal)
{
    AuditTable table;
    table.setRemovedKeyNames(journal.removedKeyNames());
    return eachAuditBatch(journal, 0,
                          [&table](const AuditJournal::Batch &batch) {
                              table.add(batch);
                              return Result<>();
                          })
        .transform([&table](qint64) { return std::move(table); });
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditfilter.h"
#include "models/audit/auditjournal.h"

#include <QByteArrayList>
#include <QHash>
#include <QSet>

#include <vector>

namespace Konstantly {

//! What of a time line fits a filter.
struct AuditMatches
{
    std::vector<quint32> rows; //!< of the table, newest event first
    //! How many events lie in the filter's time, whatever else it asks for.
    qsizetype ofService = 0;
    qsizetype ofDevice = 0;
};

//! Very many events in little memory, and what of them fits a filter in little time: each text is kept once, and looked for
//! once. A value: each is used by one thread at a time, or by many that only read.
class AuditTable final
{
public:
    //! Those that are there already are passed over, by their places.
    void add(const AuditJournal::Batch &batch);
    //! Names of keys by id that events told which are not kept any more.
    void setRemovedKeyNames(const QHash<QString, QString> &names) { m_removedNames = names; }

    [[nodiscard]] qsizetype size() const { return qsizetype(m_rows.size()); }
    //! Where the journal goes on behind what was added.
    [[nodiscard]] qint64 end() const { return m_end; }
    //! How many lines of the journal were damaged or lost in what was added.
    [[nodiscard]] int damaged() const { return m_damaged; }

    //! \a keyNames: the names of keys by their ids. Words are also looked for in the names of kinds, see auditKindLabel().
    [[nodiscard]] AuditMatches matching(const AuditFilter &filter,
                                        const QHash<QString, QString> &keyNames) const;
    //! As it is in the journal, but for its id.
    [[nodiscard]] AuditRecord record(quint32 row) const;
    [[nodiscard]] qint64 cursor(quint32 row) const { return m_rows[row].cursor; }
    //! Where the journal is read to get \a row itself: there, or behind what is damaged or was removed.
    [[nodiscard]] qint64 place(quint32 row) const
    {
        return row == 0 ? m_begin : m_rows[row - 1].cursor;
    }
    //! Names that creations told, by key id.
    [[nodiscard]] QHash<QString, QString> keyNames() const;

private:
    struct Row
    {
        qint64 at = 0;
        qint64 cursor = 0;
        quint32 key = 0;
        quint32 person = 0;
        quint32 tool = 0;
        quint32 subject = 0;
        quint32 detail = 0;
        int eventType = 0;
        AuditKind kind = AuditKind::Service;
    };
    using Marks = std::vector<char>; // by text: whether it fits
    struct Search;

    [[nodiscard]] quint32 numberOf(const QByteArray &text);
    [[nodiscard]] Search searchFor(const AuditTerm &term,
                                   const QHash<QString, QString> &keyNames) const;
    [[nodiscard]] Marks marks(const QByteArray &folded) const;
    [[nodiscard]] Marks marksOfWhole(const QByteArray &folded) const;
    void markKeyNames(Marks &marks, const AuditTerm &term,
                      const QHash<QString, QString> &keyNames) const;
    void sortByTime();

    std::vector<Row> m_rows;
    std::vector<quint32> m_order; // newest first
    std::vector<QByteArray> m_texts;
    QHash<QByteArray, quint32> m_numbers;
    QByteArray m_folded;           // all texts in lower case, '\n' after each
    std::vector<qsizetype> m_ends; // of each text in m_folded
    QSet<quint32> m_keys;
    QHash<QString, QString> m_removedNames;
    qint64 m_begin = 0;
    qint64 m_end = 0;
    int m_damaged = 0;
};

//! All of \a journal. Blocks: for a worker. Errors: FileUnreadable.
[[nodiscard]] Result<AuditTable> readAuditTable(const AuditJournal &journal);

} // namespace Konstantly

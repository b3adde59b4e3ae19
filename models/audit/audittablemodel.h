// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/audittable.h"

#include <QAbstractTableModel>

#include <memory>

namespace Konstantly {

//! The events of an AuditTable that fit a filter, newest first. Texts are ready to be shown as plain text.
//!
//! What fits is looked for in a worker, so that typing never waits for a quarter of a million events: what is shown stays until
//! the new rows are there, and a search that somebody typed over is dropped. Rows that only come first or last are inserted; after
//! any other change the model is reset, and rowOf() finds an event again.
class AuditTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuditTableModel)

public:
    enum Column { TimeColumn, EventColumn, AboutColumn, KeyColumn, PersonColumn, OriginColumn };
    static constexpr int ColumnCount = OriginColumn + 1;

    enum Role {
        AtRole = Qt::UserRole, //!< QDateTime, UTC
        KindRole,              //!< int, AuditKind
        NoteRole,              //!< arguments in one line, second rank
        SentenceRole           //!< the event in one sentence
    };

    explicit AuditTableModel(QObject *parent = nullptr);
    ~AuditTableModel() override;

    //! As wide as times get, give or take a month's name.
    [[nodiscard]] static QString exampleTime();

    //! Shows \a table from now on.
    void setTable(AuditTable table);
    void add(const AuditJournal::Batch &batch);
    //! Where the journal goes on behind what was added, what is still being looked through included.
    [[nodiscard]] qint64 end() const { return m_end; }
    //! How many events there are, whatever the filter. As of the last search.
    [[nodiscard]] qsizetype eventCount() const;

    void setFilter(const AuditFilter &filter);
    [[nodiscard]] const AuditFilter &filter() const { return m_filter; }
    //! The names of keys by their ids; those that the events tell count as well.
    void setKeyNames(const QHash<QString, QString> &names);
    [[nodiscard]] QString keyName(const QString &id) const;
    [[nodiscard]] const QHash<QString, QString> &keyNames() const { return m_names; }

    //! Whether the rows are still those of an earlier filter or table.
    [[nodiscard]] bool isSearching() const { return m_isRunning; }
    //! How many events of the service and of this device lie in the filter's time, as of the last search.
    [[nodiscard]] qsizetype countOfService() const { return m_matches.ofService; }
    [[nodiscard]] qsizetype countOfDevice() const { return m_matches.ofDevice; }

    [[nodiscard]] AuditRecord record(int row) const;
    [[nodiscard]] qint64 cursor(int row) const;
    [[nodiscard]] qint64 place(int row) const;         //!< see AuditTable
    [[nodiscard]] std::vector<qint64> cursors() const; //!< of all rows
    //! Of the event with that \a cursor; -1 = it is not shown.
    [[nodiscard]] int rowOf(qint64 cursor) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    //! A search ended, and what is shown is what fits.
    void searched();

private:
    struct Outcome
    {
        std::shared_ptr<const AuditTable> table;
        QHash<QString, QString> names;
        AuditMatches matches;
    };
    void search();
    void take(const Outcome &outcome, const AuditFilter &filter);
    void show(AuditMatches matches, bool isSameSearch);
    [[nodiscard]] QString text(const AuditRecord &record, int column) const;

    std::shared_ptr<const AuditTable> m_table; // of the rows
    AuditFilter m_shownFilter;                 // of the rows
    AuditMatches m_matches;
    QHash<QString, QString> m_names; // those that were given and those that the events tell
    // What the next search is about.
    std::shared_ptr<const AuditTable> m_next;
    QList<AuditJournal::Batch> m_batches;
    AuditFilter m_filter;
    QHash<QString, QString> m_givenNames;
    qint64 m_end = 0;
    int m_generation = 0; // of tables: row numbers of one mean nothing in another
    int m_shownGeneration = 0;
    bool m_areNamesNew = false;
    bool m_isRunning = false;
    bool m_isOutdated = false; // something changed during the search that runs
};

} // namespace Konstantly

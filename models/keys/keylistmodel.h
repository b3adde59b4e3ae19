// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/keys/keystatus.h"

#include <QAbstractTableModel>
#include <QCollator>

#include <array>
#include <vector>

namespace Konstantly {

class Exposures;
class KeyStore;
class WorkspaceStore;

//! A workspace's keys as a table: names and dates in words, and the facts behind them as roles. Never a secret.
//!
//! Follows its store row by row (by id): inserts, removals, moves and changes are exact, and it is never reset. Text of other
//! people is made visible already (plainText()); show it as plain text all the same.
class KeyListModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyListModel)

public:
    enum Column {
        NameColumn,
        OwnerColumn,
        ScopesColumn,
        LastUsedColumn,
        AgeColumn,
        StatusColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    enum Role {
        IdRole = Qt::UserRole, //!< QString
        SortRole,              //!< of each column: what to sort by
        StatusesRole,          //!< int, KeyStatuses
        StatusNamesRole,       //!< QStringList, cli.md's words
        WorstStatusRole,       //!< int, KeyStatus
        OnThisDeviceRole,      //!< bool
        DeviceKeyRole,         //!< bool: AI tools here use it
        OwnerLeftRole,         //!< bool
        RevokedRole,           //!< bool
        PrefixRole,            //!< QString, "kmcp_a8f3b2k9"; may be empty
        CreatedAtRole,         //!< QDateTime
        LastUsedAtRole,        //!< QDateTime; invalid = never or not provided
        RotateByRole,          //!< QDateTime
    };
    Q_ENUM(Role)

    //! All must outlive this model.
    KeyListModel(const KeyStore &keys, const WorkspaceStore &workspaces, const Exposures &exposures,
                 KeyRules rules = {}, Clock clock = systemClock(), QObject *parent = nullptr);
    ~KeyListModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] const KeyRow &row(int row) const { return m_rows[std::size_t(row)]; }
    //! -1 when there is none.
    [[nodiscard]] int rowOf(QStringView keyId) const;
    //! Name, owner and prefix in lower case, for searching.
    [[nodiscard]] const QString &searchText(int row) const
    {
        return m_texts[std::size_t(row)].search;
    }
    //! < 0, 0, > 0: how two rows stand to each other by SortRole of \a column, names in the order of the user's language.
    [[nodiscard]] int compareRows(int left, int right, int column) const;
    //! How many keys that are not revoked need somebody's attention.
    [[nodiscard]] int attentionCount() const;

    void setRules(const KeyRules &rules);
    //! The keys that are known to have written; nothing = that can't be told.
    void setWriters(const std::optional<QSet<QString>> &writers);
    //! Assesses again: times have passed. Call it once a minute while somebody looks.
    void updateTimes();

private:
    //! Made once a row, because searching and sorting ask for them ten thousand times a keystroke.
    struct RowTexts
    {
        QString search;
        QCollatorSortKey name;
        QCollatorSortKey owner;
    };
    [[nodiscard]] RowTexts textsOf(const Key &key) const;
    [[nodiscard]] int compareByContent(std::size_t left, std::size_t right, int column) const;
    [[nodiscard]] const std::vector<int> &ranks(int column) const;
    void forgetRanks();
    void follow();
    void eraseRows(int first, int last);
    void insertKeys(int at, std::vector<KeyRow> rows);
    void moveRow(int from, int to);
    void replaceRow(int row, KeyRow value);
    [[nodiscard]] std::vector<KeyRow> assessAll();
    [[nodiscard]] QVariant displayText(const KeyRow &row, int column) const;
    [[nodiscard]] QVariant sortValue(const KeyRow &row, int column) const;
    [[nodiscard]] static QString accessibleStatus(const KeyRow &row);

    const KeyStore &m_keys;
    const WorkspaceStore &m_workspaces;
    const Exposures &m_exposures;
    KeyRules m_rules;
    std::optional<QSet<QString>> m_writers;
    Clock m_clock;
    QCollator m_collator; //!< of the user's language; English where that is the bare C locale
    std::vector<KeyRow> m_rows;
    std::vector<RowTexts> m_texts; // parallel to m_rows
    // Place of each row when sorted by a column, equal rows sharing one: sorting again after a keystroke compares numbers.
    // Empty = to be found out.
    mutable std::array<std::vector<int>, std::size_t(ColumnCount)> m_ranks;
    QDateTime m_now; // what the relative times refer to
};

} // namespace Konstantly

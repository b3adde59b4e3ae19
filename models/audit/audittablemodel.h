// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/audittable.h"

#include <QAbstractListModel>

namespace Konstantly {

//! The events of an AuditTable that fit a filter, newest first. Texts are ready to be shown as plain text.
class AuditTableModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        AtRole = Qt::UserRole, //!< QDateTime, UTC
        KindRole,              //!< int, AuditKind
        WhatRole, //!< the one thing it is about, shown bold: a tool, a key; may be empty
        RestRole, //!< the rest of the sentence
        NoteRole  //!< arguments and number, second rank
    };

    explicit AuditTableModel(QObject *parent = nullptr);

    //! Shows \a table, which it keeps.
    void setTable(AuditTable table);
    void add(const AuditJournal::Batch &batch);
    [[nodiscard]] const AuditTable &table() const { return m_table; }

    void setFilter(const AuditFilter &filter);
    [[nodiscard]] const AuditFilter &filter() const { return m_filter; }
    //! The names of keys by their ids; those that the events tell count as well.
    void setKeyNames(const QHash<QString, QString> &names);
    [[nodiscard]] QString keyName(const QString &id) const;

    [[nodiscard]] AuditRecord record(int row) const;
    [[nodiscard]] qint64 cursor(int row) const;
    [[nodiscard]] qint64 place(int row) const; //!< see AuditTable

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void filterAgain();

    AuditTable m_table;
    AuditFilter m_filter;
    QHash<QString, QString> m_givenNames;
    QHash<QString, QString> m_names;
    std::vector<quint32> m_visible;
};

//! A sentence about \a record in two parts, see AuditTableModel. \a keyName: of the key it names.
struct AuditSentence
{
    QString what;
    QString rest;
};
[[nodiscard]] AuditSentence auditSentence(const AuditRecord &record, const QString &keyName);
//! "user 42 · course 17": the arguments in one short line; empty = none.
[[nodiscard]] QString argumentsLine(const QByteArray &detail, qsizetype maxLength = 120);

} // namespace Konstantly

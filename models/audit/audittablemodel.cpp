// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/audittablemodel.h"

#include "models/base/plaintext.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

AuditTableModel::AuditTableModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void AuditTableModel::setTable(AuditTable table)
{
    m_table = std::move(table);
    setKeyNames(m_givenNames);
}

void AuditTableModel::add(const AuditJournal::Batch &batch)
{
    if (batch.records.isEmpty())
        return;
    m_table.add(batch);
    for (const AuditRecord &record : batch.records) {
        if (record.kind == AuditKind::KeyCreated && !record.subject.isEmpty())
            m_names.insert(record.key, record.subject);
    }
    filterAgain();
}

void AuditTableModel::setFilter(const AuditFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    filterAgain();
}

void AuditTableModel::setKeyNames(const QHash<QString, QString> &names)
{
    m_givenNames = names;
    m_names = m_table.keyNames();
    m_names.insert(names);
    filterAgain();
}

QString AuditTableModel::keyName(const QString &id) const
{
    return m_names.value(id, id);
}

void AuditTableModel::filterAgain()
{
    beginResetModel();
    m_visible = m_table.matching(m_filter, m_names);
    endResetModel();
}

AuditRecord AuditTableModel::record(int row) const
{
    return m_table.record(m_visible[std::size_t(row)]);
}

qint64 AuditTableModel::cursor(int row) const
{
    return m_table.cursor(m_visible[std::size_t(row)]);
}

qint64 AuditTableModel::place(int row) const
{
    return m_table.place(m_visible[std::size_t(row)]);
}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_visible.size());
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole
        && (role < AtRole || role > NoteRole))
        return {};
    const AuditRecord record = this->record(index.row());
    const AuditSentence sentence = auditSentence(record, keyName(record.key));
    switch (role) {
    case AtRole:
        return QDateTime::fromMSecsSinceEpoch(record.at, Qt::UTC);
    case KindRole:
        return int(record.kind);
    case WhatRole:
        return sentence.what;
    case RestRole:
        return sentence.rest;
    case NoteRole: {
        QStringList notes;
        if (const QString line = argumentsLine(record.detail); !line.isEmpty())
            notes << line;
        if (record.eventType != 0)
            notes << QString::number(record.eventType);
        return notes.join(u" · "_s);
    }
    default:
        return QString(sentence.what + u' ' + sentence.rest).trimmed();
    }
}

AuditSentence auditSentence(const AuditRecord &record, const QString &keyName)
{
    const QString key = plainText(keyName, 60);
    const QString person = plainText(record.person, 60);
    const QString subject = plainText(record.subject);
    const QString tool = plainText(record.tool, 60);
    const auto by = [](const QString &words, const QString &who) {
        return who.isEmpty() ? QString() : words.arg(who);
    };
    switch (record.kind) {
    case AuditKind::Service:
        return {AuditTableModel::tr("Event %1").arg(record.eventType),
                by(AuditTableModel::tr("by %1"), person)};
    case AuditKind::KeyCreated:
        return {subject.isEmpty() ? key : subject,
                person.isEmpty() ? AuditTableModel::tr("created")
                                 : AuditTableModel::tr("created by %1").arg(person)};
    case AuditKind::KeyRevoked:
        return {key, person.isEmpty() ? AuditTableModel::tr("revoked")
                                      : AuditTableModel::tr("revoked by %1").arg(person)};
    case AuditKind::ToolCalled:
        return {tool.isEmpty() ? AuditTableModel::tr("a tool") : tool,
                by(AuditTableModel::tr("by %1"), key.isEmpty() ? person : key)};
    case AuditKind::Launched:
        return {{},
                AuditTableModel::tr("%1 started the server")
                    .arg(tool.isEmpty() ? AuditTableModel::tr("An AI tool") : tool)};
    case AuditKind::StartRefused:
        return {{},
                subject.isEmpty() ? AuditTableModel::tr("Start refused")
                                  : AuditTableModel::tr("Start refused: %1").arg(subject)};
    case AuditKind::ConfigWritten:
        return {tool, AuditTableModel::tr("was set up")};
    case AuditKind::ConfigRemoved:
        return {tool, AuditTableModel::tr("no longer has our entry")};
    case AuditKind::ConfigUndone:
        return {tool, AuditTableModel::tr("has its earlier file again")};
    case AuditKind::KeyRevealed:
        return {key, AuditTableModel::tr("was shown")};
    case AuditKind::KeyCopied:
        return {key, AuditTableModel::tr("was copied")};
    case AuditKind::KeyCreatedHere:
        return {key, AuditTableModel::tr("created on this device")};
    case AuditKind::KeyRevokedHere:
        return {key, AuditTableModel::tr("revoked from this device")};
    case AuditKind::RotationStep:
        return {key, AuditTableModel::tr("rotation")};
    case AuditKind::Refusal:
        return {{}, AuditTableModel::tr("Refused: %1").arg(subject)};
    case AuditKind::SettingsChanged:
        return {{}, AuditTableModel::tr("Setting changed: %1").arg(subject)};
    }
    return {};
}

QString argumentsLine(const QByteArray &detail, qsizetype maxLength)
{
    const QJsonObject object = QJsonDocument::fromJson(detail).object();
    QStringList parts;
    for (auto it = object.begin(); it != object.end(); ++it) {
        // The tool and the key's name are in the sentence already.
        if (it.key() == "tool"_L1 || it.key() == "name"_L1)
            continue;
        const QJsonValue value = it.value();
        const QString text = value.isString() ? value.toString()
                             : value.isDouble() || value.isBool()
                                 ? value.toVariant().toString()
                                 : QString::fromUtf8(QJsonDocument::fromVariant(value.toVariant())
                                                         .toJson(QJsonDocument::Compact));
        parts << (it.key() == "detail"_L1 ? text : it.key() + u' ' + text);
    }
    return plainText(parts.join(u" · "_s), maxLength);
}

} // namespace Konstantly

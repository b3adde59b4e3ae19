// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditkeynames.h"

#include "models/audit/auditbatches.h"
#include "models/audit/auditsegmentreader.h"
#include "models/base/file.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Ten times what the largest workspaces have: somebody's loop must not fill the disk.
constexpr qsizetype MaxNames = 100'000;

QString pathOf(const QString &base)
{
    return base + u".keys.json"_s;
}

} // namespace

Result<AuditKeyNames> keyNamesIn(const AuditJournal &journal, AuditKeyNames known)
{
    if (known.cursor == 0)
        known.names.insert(journal.removedKeyNames());
    const auto take = [&known](const AuditJournal::Batch &batch) {
        for (const AuditRecord &record : batch.records) {
            if (record.kind == AuditKind::KeyCreated && !record.subject.isEmpty())
                known.names.insert(record.key, record.subject);
        }
        return Result<>();
    };
    const auto end = eachAuditBatch(journal, known.cursor, take);
    if (!end)
        return fail(end.error());
    known.cursor = *end;
    return known;
}

Result<> keepKeyNames(const QString &base, const QList<AuditSegment> &segments)
{
    const QHash<QString, QString> before = keptKeyNames(base);
    QHash<QString, QString> names = before;
    for (const AuditSegment &segment : segments) {
        const auto read = eachAuditLine(segment, segment.begin, [&](QByteArrayView line, qint64) {
            const auto record = auditRecordFrom(line, segment.check);
            if (record && record->kind == AuditKind::KeyCreated && !record->subject.isEmpty()
                && names.size() < MaxNames)
                names.insert(record->key, record->subject);
        });
        if (!read)
            return fail(read.error());
    }
    if (names == before)
        return {};
    QJsonObject object;
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        object.insert(it.key(), it.value());
    const QJsonDocument document(QJsonObject{{u"format"_s, 1}, {u"names"_s, object}});
    return writePrivateFile(pathOf(base), document.toJson(QJsonDocument::Compact));
}

QHash<QString, QString> keptKeyNames(const QString &base)
{
    const auto file = readFile(pathOf(base));
    const QJsonObject object
        = file ? QJsonDocument::fromJson(file->bytes).object().value("names"_L1).toObject()
               : QJsonObject();
    QHash<QString, QString> names;
    for (auto it = object.begin(); it != object.end(); ++it)
        names.insert(it.key(), it.value().toString());
    return names;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditjournal.h"

#include "models/base/file.h"
#include "models/base/lockfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <array>
#include <functional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr std::chrono::seconds LockPatience{5};
constexpr int FieldCount = 9;
constexpr qint64 LearnBytes = qint64(4) << 20;

QByteArray escaped(QByteArray text)
{
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    return text;
}

QByteArray unescaped(QByteArrayView text)
{
    if (!text.contains('\\'))
        return text.toByteArray();
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        const char next = text[++i];
        plain += next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
    }
    return plain;
}

Result<qint64> openForReading(QFile &file)
{
    if (!file.exists())
        return 0;
    // Opening a pipe would wait for somebody at its other end.
    if (!QFileInfo(file.fileName()).isFile())
        return fail(ErrorCode::FileUnreadable, u"it is not a regular file"_s, file.fileName());
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, file.errorString(), file.fileName());
    return file.size();
}

//! The lines of a piece that starts at \a offset, as far as they are whole.
template<typename Take>
qint64 eachLine(const QByteArray &bytes, qint64 offset, Take take)
{
    qsizetype start = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', start)) {
        take(QByteArrayView(bytes).sliced(start, end - start), offset + end + 1);
        start = end + 1;
    }
    return offset + start;
}

AuditProgress progressFrom(const QJsonObject &object)
{
    AuditProgress progress;
    for (const QJsonValue &value : object.value("missing"_L1).toArray()) {
        const QJsonArray ends = value.toArray();
        progress.missing.append({ends.at(0).toInteger(), ends.at(1).toInteger()});
    }
    progress.newest = object.value("newest"_L1).toInteger();
    progress.answeredAt = object.value("answeredAt"_L1).toInteger();
    progress.events = LogCursor::fromJson(object.value("events"_L1).toString().toUtf8());
    progress.launches = LogCursor::fromJson(object.value("launches"_L1).toString().toUtf8());
    return progress;
}

//! \a bytes: how long the journal is that this is about.
QByteArray toJson(const AuditProgress &progress, qint64 bytes)
{
    QJsonArray missing;
    for (const AuditSpan &span : progress.missing)
        missing.append(QJsonArray{span.from, span.to});
    return QJsonDocument(
               QJsonObject{{u"format"_s, 1},
                           {u"bytes"_s, bytes},
                           {u"missing"_s, missing},
                           {u"newest"_s, progress.newest},
                           {u"answeredAt"_s, progress.answeredAt},
                           {u"events"_s, QString::fromUtf8(progress.events.toJson())},
                           {u"launches"_s, QString::fromUtf8(progress.launches.toJson())}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

AuditJournal::AuditJournal(const AppPaths &paths, const QString &workspace)
{
    const QString base = auditFileBase(paths, workspace);
    m_path = base + u".log"_s;
    m_progressPath = base + u".progress.json"_s;
    m_lockPath = base + u".lock"_s;
}

QByteArray AuditJournal::toLine(const AuditRecord &record)
{
    const std::array<QByteArray, FieldCount> fields{record.id.toUtf8(),
                                                    QByteArray::number(record.at),
                                                    QByteArray::number(int(record.kind)),
                                                    QByteArray::number(record.eventType),
                                                    record.key.toUtf8(),
                                                    record.person.toUtf8(),
                                                    record.tool.toUtf8(),
                                                    record.subject.toUtf8(),
                                                    record.detail};
    QByteArray line;
    for (const QByteArray &field : fields) {
        if (!line.isEmpty())
            line += '\t';
        line += escaped(field);
    }
    return line;
}

std::optional<AuditRecord> AuditJournal::fromLine(QByteArrayView line)
{
    std::array<QByteArrayView, FieldCount> fields;
    qsizetype start = 0;
    for (int i = 0; i < FieldCount; ++i) {
        const qsizetype end = i + 1 == FieldCount ? line.size() : line.indexOf('\t', start);
        if (end < 0)
            return std::nullopt;
        fields[std::size_t(i)] = line.sliced(start, end - start);
        start = end + 1;
    }
    bool isTime = false;
    bool isKind = false;
    bool isType = false;
    AuditRecord record;
    const auto text = [&fields](int i) {
        return QString::fromUtf8(unescaped(fields[std::size_t(i)]));
    };
    record.id = text(0);
    record.at = fields[1].toByteArray().toLongLong(&isTime);
    const int kind = fields[2].toByteArray().toInt(&isKind);
    record.eventType = fields[3].toByteArray().toInt(&isType);
    if (record.id.isEmpty() || !isTime || !isKind || !isType || kind < 0 || kind >= AuditKindCount
        || fields[8].contains('\t'))
        return std::nullopt;
    record.kind = AuditKind(kind);
    record.key = text(4);
    record.person = text(5);
    record.tool = text(6);
    record.subject = text(7);
    record.detail = unescaped(fields[8]);
    return record;
}

Result<AuditJournal::Batch> AuditJournal::read(qint64 cursor, qint64 maxBytes) const
{
    QFile file(m_path);
    const auto size = openForReading(file);
    if (!size)
        return fail(size.error());
    Batch batch;
    // What is shorter than somebody read of it was begun anew: better twice than never.
    batch.next = cursor > *size ? 0 : std::max<qint64>(cursor, 0);
    if (batch.next == *size)
        return batch;
    // Somebody's number may point into a line: then that line is passed over.
    if (batch.next > 0) {
        file.seek(batch.next - 1);
        const QByteArray rest = file.readLine();
        if (rest != "\n")
            batch.next += rest.size() - 1;
    }
    file.seek(batch.next);
    QByteArray bytes = file.read(maxBytes);
    // A line longer than the piece is read to its end.
    if (!bytes.contains('\n') && !file.atEnd())
        bytes += file.readLine();
    batch.next = eachLine(bytes, batch.next, [&batch](QByteArrayView line, qint64 end) {
        if (auto record = fromLine(line)) {
            batch.records.append(std::move(*record));
            batch.cursors.append(end);
        } else {
            ++batch.damaged;
        }
    });
    batch.hasMore = !file.atEnd();
    return batch;
}

Result<AuditJournal::Batch> AuditJournal::readLast(qint64 maxBytes) const
{
    return read(std::max<qint64>(QFileInfo(m_path).size() - maxBytes, 0), maxBytes);
}

AuditProgress AuditJournal::progress() const
{
    // Whatever is wrong with it: reading the sources again is never wrong.
    const auto file = readFile(m_progressPath);
    const QJsonObject object = file ? QJsonDocument::fromJson(file->bytes).object() : QJsonObject();
    // Events that were written are gone with the journal's end: they are asked for again.
    if (QFileInfo(m_path).size() < object.value("bytes"_L1).toInteger())
        return {};
    return progressFrom(object);
}

Result<> AuditJournal::learnIds()
{
    QFile file(m_path);
    const auto size = openForReading(file);
    if (!size)
        return fail(size.error());
    if (*size < m_known) {
        m_ids.clear();
        m_known = 0;
    }
    while (m_known < *size) {
        file.seek(m_known);
        QByteArray bytes = file.read(LearnBytes);
        if (!bytes.contains('\n'))
            bytes += file.readLine();
        const qint64 before = m_known;
        m_known = eachLine(bytes, m_known, [this](QByteArrayView line, qint64) {
            m_ids.insert(line.first(std::max<qsizetype>(line.indexOf('\t'), 0)).toByteArray());
        });
        if (m_known == before)
            break; // a line that was cut off
    }
    return {};
}

Result<int> AuditJournal::append(const QList<AuditRecord> &records,
                                 const std::function<void(AuditProgress &)> &progress)
{
    const QMutexLocker locker(&m_mutex);
    if (const auto made = makePrivateDir(QFileInfo(m_path).absolutePath()); !made)
        return fail(made.error());
    QLockFile lock(m_lockPath);
    if (!takeLock(lock, LockPatience))
        return fail(ErrorCode::FileBusy, u"audit journal"_s);
    if (const auto learned = learnIds(); !learned)
        return fail(learned.error());
    QByteArray lines;
    int added = 0;
    QSet<QByteArray> fresh;
    for (const AuditRecord &record : records) {
        const QByteArray line = toLine(record);
        const QByteArray id = line.first(line.indexOf('\t'));
        if (m_ids.contains(id) || fresh.contains(id))
            continue;
        fresh.insert(id);
        lines += line + '\n';
        ++added;
    }
    if (!lines.isEmpty()) {
        QFile file(m_path);
        if (!file.open(QIODevice::ReadWrite))
            return fail(ErrorCode::FileNotWritable, file.errorString(), m_path);
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        // What a crash cut off goes first; nobody else writes now.
        if ((file.size() > m_known && !file.resize(m_known)) || !file.seek(m_known)
            || file.write(lines) != lines.size() || !file.flush()) {
            const bool isFull = file.error() == QFileDevice::ResourceError;
            const QString why = file.errorString();
            (void) file.resize(m_known);
            return fail(isFull ? ErrorCode::DiskFull : ErrorCode::FileNotWritable, why, m_path);
        }
        m_known += lines.size();
        m_ids.unite(fresh);
    }
    if (progress) {
        AuditProgress now = this->progress();
        const AuditProgress before = now;
        progress(now);
        if (now == before)
            return added;
        if (const auto written = writePrivateFile(m_progressPath, toJson(now, m_known)); !written)
            return fail(written.error());
    }
    return added;
}

QString auditFileBase(const AppPaths &paths, const QString &workspace)
{
    // A name may hold what a file's can't.
    return paths.stateDir + u"/audit/"_s + QString::fromLatin1(QUrl::toPercentEncoding(workspace));
}

void removeAuditFiles(const AppPaths &paths, const QString &workspace)
{
    const QFileInfo base(auditFileBase(paths, workspace));
    // The names of others may begin like this one, and hold dots.
    const QStringList own{u".log"_s, u".progress.json"_s, u".lock"_s};
    for (const QString &suffix : own)
        QFile::remove(base.filePath() + suffix);
    const QString siem = base.fileName() + u".siem-"_s;
    for (const QString &name : QDir(base.path()).entryList(QDir::Files | QDir::Hidden)) {
        if (name.startsWith(siem))
            QFile::remove(base.path() + u'/' + name);
    }
}

} // namespace Konstantly

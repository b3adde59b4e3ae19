// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/forwardstate.h"

#include "models/audit/auditbatches.h"
#include "models/base/file.h"
#include "models/base/lockfile.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QDateTime momentIn(const QJsonObject &object, QLatin1StringView name)
{
    return QDateTime::fromString(object.value(name).toString(), Qt::ISODateWithMs);
}

} // namespace

ForwardStateFile::ForwardStateFile(const AppPaths &paths, const QString &workspace,
                                   const SyslogTarget &target)
    : m_target(target.url())
{
    const QByteArray hash = QCryptographicHash::hash(m_target.toUtf8(), QCryptographicHash::Sha256);
    m_path = auditFileBase(paths, workspace) + u".siem-"_s
             + QString::fromLatin1(hash.toHex().first(12)) + u".json"_s;
}

ForwardState ForwardStateFile::read() const
{
    const auto file = readFile(m_path);
    const QJsonObject object = file ? QJsonDocument::fromJson(file->bytes).object() : QJsonObject();
    ForwardState state;
    if (object.value("target"_L1).toString() != m_target)
        return state;
    state.cursor = std::max<qint64>(object.value("cursor"_L1).toInteger(), 0);
    state.deliveredAt = momentIn(object, "deliveredAt"_L1);
    if (const auto code = errorFromName(object.value("error"_L1).toString())) {
        state.lastError = Error{*code,
                                object.value("errorDetail"_L1).toString(),
                                object.value("errorSubject"_L1).toString(),
                                {}};
        state.failedAt = momentIn(object, "failedAt"_L1);
    }
    return state;
}

Result<> ForwardStateFile::write(const ForwardState &state) const
{
    QJsonObject object{{u"format"_s, 1},
                       {u"target"_s, m_target},
                       {u"cursor"_s, state.cursor},
                       {u"deliveredAt"_s, state.deliveredAt.toString(Qt::ISODateWithMs)}};
    if (state.lastError) {
        object.insert("error"_L1, errorName(state.lastError->code));
        object.insert("errorDetail"_L1, state.lastError->detail);
        object.insert("errorSubject"_L1, state.lastError->subject);
        object.insert("failedAt"_L1, state.failedAt.toString(Qt::ISODateWithMs));
    }
    return writePrivateFile(m_path, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<std::unique_ptr<QLockFile>> ForwardStateFile::lock(std::chrono::milliseconds patience) const
{
    if (const auto made = makePrivateDir(QFileInfo(m_path).absolutePath()); !made)
        return fail(made.error());
    auto lock = std::make_unique<QLockFile>(m_path + u".lock"_s);
    if (takeLock(*lock, patience))
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return fail(ErrorCode::DeliveryBusy);
    // Why no file can be made here is best told by one.
    if (const auto written = write(read()); !written)
        return fail(written.error());
    return fail(ErrorCode::FileNotWritable, {}, m_path);
}

Result<SiemStatus> readSiemStatus(const AppPaths &paths, const QString &workspace,
                                  const SyslogTarget &target)
{
    SiemStatus status{ForwardStateFile(paths, workspace, target).read(), 0};
    const AuditJournal journal(paths, workspace);
    const auto read = eachAuditBatch(journal, status.state.cursor,
                                     [&status](const AuditJournal::Batch &batch) {
                                         status.waiting += int(batch.records.size());
                                         return Result<>();
                                     });
    if (!read)
        return fail(read.error());
    return status;
}

} // namespace Konstantly

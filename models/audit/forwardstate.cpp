// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/forwardstate.h"

#include "models/audit/auditfiles.h"
#include "models/audit/auditjournal.h"
#include "models/base/file.h"
#include "models/base/lockfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! A server that nobody tried for so long is not waited for.
constexpr std::chrono::days ActiveTime{30};

QDateTime momentIn(const QJsonObject &object, QLatin1StringView name)
{
    return QDateTime::fromString(object.value(name).toString(), Qt::ISODateWithMs);
}

QJsonObject objectIn(const QString &path)
{
    const auto file = readFile(path);
    return file ? QJsonDocument::fromJson(file->bytes).object() : QJsonObject();
}

ForwardState stateFrom(const QJsonObject &object)
{
    ForwardState state;
    state.cursor = std::max<qint64>(object.value("cursor"_L1).toInteger(), 0);
    state.deliveredAt = momentIn(object, "deliveredAt"_L1);
    if (const auto code = errorFromName(object.value("error"_L1).toString())) {
        state.lastError = Error{*code,
                                object.value("errorDetail"_L1).toString(),
                                object.value("errorSubject"_L1).toString(),
                                {}};
        state.failedAt = momentIn(object, "failedAt"_L1);
    }
    if (const QJsonValue lines = object.value("lines"_L1); lines.isDouble())
        state.lines = lines.toInteger();
    state.lost = object.value("lost"_L1).toInteger();
    state.lostAt = momentIn(object, "lostAt"_L1);
    return state;
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
    const QJsonObject object = objectIn(m_path);
    return object.value("target"_L1).toString() == m_target ? stateFrom(object) : ForwardState();
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
    if (state.lines)
        object.insert("lines"_L1, *state.lines);
    if (state.lost > 0) {
        object.insert("lost"_L1, state.lost);
        object.insert("lostAt"_L1, state.lostAt.toString(Qt::ISODateWithMs));
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

QStringList forwardStatePaths(const QString &base)
{
    const QFileInfo place(base);
    const QString own = place.fileName() + u".siem-"_s;
    QStringList paths;
    for (const QString &name : QDir(place.path()).entryList(QDir::Files | QDir::Hidden)) {
        if (name.startsWith(own))
            paths << place.path() + u'/' + name;
    }
    return paths;
}

std::optional<qint64> undeliveredFrom(const QString &base, qint64 now)
{
    const QDateTime activeFrom = QDateTime::fromMSecsSinceEpoch(
        now - std::chrono::milliseconds(ActiveTime).count(), Qt::UTC);
    std::optional<qint64> first;
    for (const QString &path : forwardStatePaths(base)) {
        if (!path.endsWith(".json"_L1))
            continue; // a lock
        const ForwardState state = stateFrom(objectIn(path));
        const bool isActive = (state.deliveredAt.isValid() && state.deliveredAt >= activeFrom)
                              || (state.failedAt.isValid() && state.failedAt >= activeFrom);
        if (isActive)
            first = std::min(first.value_or(state.cursor), state.cursor);
    }
    return first;
}

Result<SiemStatus> readSiemStatus(const AppPaths &paths, const QString &workspace,
                                  const SyslogTarget &target)
{
    const ForwardState state = ForwardStateFile(paths, workspace, target).read();
    return AuditJournal(paths, workspace)
        .linesAfter(state.cursor)
        .transform([&state](qint64 waiting) {
            return SiemStatus{state, waiting};
        });
}

} // namespace Konstantly

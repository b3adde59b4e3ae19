// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/jsonfile.h"

#include "models/base/file.h"
#include "models/base/lockfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int CurrentFormat = 1;
constexpr qint64 MaxBytes = 4 * 1024 * 1024;
constexpr qsizetype TrialBytes = 4096; // more than a record has

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JsonFile)
};

Result<QJsonObject> parse(const FileSnapshot &snapshot, const QString &path,
                          const JsonFile::Check &check)
{
    if (!snapshot.exists)
        return QJsonObject();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(snapshot.bytes, &error);
    if (!document.isObject()) {
        return fail(ErrorCode::FileNotParsable,
                    error.error == QJsonParseError::NoError
                        ? Texts::tr("It holds no JSON object.")
                        : Texts::tr("It is damaged at byte %1.").arg(error.offset),
                    path);
    }
    const QJsonValue format = document.object().value("format"_L1);
    if (!format.isDouble() || format.toDouble() != format.toInt() || format.toInt() < 1)
        return fail(ErrorCode::FileNotParsable, Texts::tr("Its format number is missing."), path);
    if (format.toInt() > CurrentFormat)
        return fail(ErrorCode::FileUnsupported,
                    Texts::tr("A newer version of the program wrote it."), path);
    if (const Result<> sound = check(document.object()); !sound)
        return fail(ErrorCode::FileNotParsable, sound.error().detail, path);
    return document.object();
}

//! Renames a damaged file so that a new one can be written. Never replaces anything.
Result<QString> moveAside(const QString &path)
{
    const QString stamp = QFileInfo(path).lastModified().toUTC().toString(u"yyyyMMdd-HHmmss");
    for (int attempt = 1; attempt <= 100; ++attempt) {
        const QString suffix = attempt == 1 ? QString() : u"-%1"_s.arg(attempt);
        const QString target = u"%1.damaged-%2%3"_s.arg(path, stamp, suffix);
        if (!QFile::exists(target) && QFile::rename(path, target))
            return target;
    }
    return fail(ErrorCode::FileNotWritable, {}, path);
}

} // namespace

JsonFile::JsonFile(QString path, QString lockDir, Check check,
                   std::chrono::milliseconds lockTimeout)
    : m_path(std::move(path))
    , m_lockDir(std::move(lockDir))
    , m_check(std::move(check))
    , m_lockTimeout(lockTimeout)
{}

Result<QJsonObject> JsonFile::read() const
{
    return readFile(m_path, MaxBytes).and_then([this](const FileSnapshot &snapshot) {
        return parse(snapshot, m_path, m_check);
    });
}

Result<> JsonFile::takeOwnLock(std::unique_ptr<QLockFile> &lock) const
{
    if (const Result<> made = makePrivateDir(m_lockDir); !made)
        return made;
    lock = std::make_unique<QLockFile>(m_lockDir + u'/' + QFileInfo(m_path).fileName()
                                       + u".lock"_s);
    if (takeLock(*lock, m_lockTimeout))
        return {};
    const ErrorCode problem = lockProblem(*lock);
    if (problem == ErrorCode::FileBusy)
        return fail(ErrorCode::FileNotWritable, u"lock is held: %1"_s.arg(lock->fileName()),
                    m_path);
    return fail(problem, u"no lock can be made: %1"_s.arg(lock->fileName()), m_path);
}

Result<> JsonFile::tryUpdate() const
{
    std::unique_ptr<QLockFile> lock;
    if (const Result<> locked = takeOwnLock(lock); !locked)
        return locked;
    const Result<FileSnapshot> snapshot = readFile(m_path, MaxBytes);
    if (!snapshot)
        return fail(snapshot.error());
    // A damaged one makes room.
    if (const Result<QJsonObject> read = parse(*snapshot, m_path, m_check);
        !read && read.error().code != ErrorCode::FileNotParsable)
        return fail(read.error());
    WriteOptions options;
    options.makeParents = true;
    options.isTrial = true;
    return replaceFile(m_path, *snapshot, snapshot->bytes + QByteArray(TrialBytes, ' '), options);
}

Result<QJsonObject> JsonFile::update(const Change &change, QString *keptAside) const
{
    std::unique_ptr<QLockFile> lock;
    if (const Result<> locked = takeOwnLock(lock); !locked)
        return fail(locked.error());
    Result<FileSnapshot> snapshot = readFile(m_path, MaxBytes);
    if (!snapshot)
        return fail(snapshot.error());
    Result<QJsonObject> before = parse(*snapshot, m_path, m_check);
    if (!before && before.error().code == ErrorCode::FileNotParsable) {
        const Result<QString> aside = moveAside(m_path);
        if (!aside)
            return fail(aside.error());
        if (keptAside)
            *keptAside = *aside;
        snapshot = readFile(m_path, MaxBytes);
        if (!snapshot)
            return fail(snapshot.error());
        before = QJsonObject();
    }
    if (!before)
        return before;

    QJsonObject document = *before;
    if (const Result<> changed = change(document); !changed)
        return fail(changed.error());
    document.insert("format"_L1, CurrentFormat);
    if (document == *before)
        return document;
    const QByteArray bytes = QJsonDocument(document).toJson(QJsonDocument::Indented);
    WriteOptions options;
    options.makeParents = true;
    if (const Result<> written = replaceFile(m_path, *snapshot, bytes, options); !written)
        return fail(written.error());
    return document;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/sqlerror.h"

#include <QFileInfo>
#include <QSqlError>
#include <QStorageInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! SQLite's result codes, the low byte of the extended ones.
enum SqliteCode {
    SqlitePerm = 3,
    SqliteBusy = 5,
    SqliteLocked = 6,
    SqliteReadOnly = 8,
    SqliteIoError = 10,
    SqliteCorrupt = 11,
    SqliteFull = 13,
    SqliteCantOpen = 14,
    SqliteNoDatabase = 26
};
constexpr int SqliteIoErrorRead = 266; // extended

int nativeCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt();
}

//! One page and a bit: less than that is no room for a transaction.
bool isDiskFull(const QString &path)
{
    constexpr qint64 needed = qint64(64) * 1024;
    const QStorageInfo storage(QFileInfo(path).absolutePath());
    return storage.isValid() && storage.bytesAvailable() < needed;
}

QString textOf(const QSqlError &error)
{
    QString text = error.databaseText().simplified();
    const QString driver = error.driverText().simplified();
    if (text.isEmpty())
        text = driver;
    return error.nativeErrorCode().isEmpty() ? text
                                             : u"%1 (%2)"_s.arg(text, error.nativeErrorCode());
}

} // namespace

bool isDamage(const QSqlError &error)
{
    const int code = nativeCode(error) & 0xff;
    return code == SqliteCorrupt || code == SqliteNoDatabase;
}

Error sqliteError(const QSqlError &error, const QString &path)
{
    const auto as = [&error, &path](ErrorCode code) {
        return Error{code, textOf(error), path, {}};
    };
    switch (nativeCode(error) & 0xff) {
    case SqliteBusy:
    case SqliteLocked: {
        // Here the subject is who keeps it busy: a process of ours.
        Error busy = as(ErrorCode::FileBusy);
        busy.subject.clear();
        return busy;
    }
    case SqliteReadOnly:
        return as(ErrorCode::FileNotWritable);
    case SqliteFull:
        return as(ErrorCode::DiskFull);
    case SqlitePerm:
        return as(ErrorCode::FileUnreadable);
    case SqliteCorrupt:
    case SqliteNoDatabase:
        return as(ErrorCode::FileDamaged);
    case SqliteCantOpen:
        if (isDiskFull(path))
            return as(ErrorCode::DiskFull);
        return as(QFileInfo(path).isReadable() ? ErrorCode::FileNotWritable
                                               : ErrorCode::FileUnreadable);
    case SqliteIoError:
        // The shared-memory file beside the database is made with a call that does not say "full".
        if (isDiskFull(path))
            return as(ErrorCode::DiskFull);
        return as(nativeCode(error) == SqliteIoErrorRead ? ErrorCode::FileUnreadable
                                                         : ErrorCode::FileNotWritable);
    default:
        return as(ErrorCode::Internal);
    }
}

bool isConflict(const QSqlError &error)
{
    const QString code = error.nativeErrorCode();
    return code == "40001"_L1 || code == "40P01"_L1;
}

Error serverError(const QSqlError &error, const QString &host)
{
    struct Row
    {
        const char *prefix;
        ErrorCode code;
    };
    // By SQLSTATE; the first that fits.
    static constexpr std::array rows{
        Row{"08", ErrorCode::Offline},
        Row{"57P", ErrorCode::Offline}, // shut down, crashed, not yet ready
        Row{"28", ErrorCode::Unauthorized},
        Row{"42501", ErrorCode::Unauthorized},
        Row{"53100", ErrorCode::DiskFull},
        Row{"53", ErrorCode::Offline}, // no connection left, no memory
        Row{"40", ErrorCode::FileBusy},
        Row{"55P03", ErrorCode::FileBusy},
        Row{"57014", ErrorCode::FileBusy}, // took longer than our limit
        Row{"25P03", ErrorCode::Offline},  // ended by the server because it waited for us
        Row{"25006", ErrorCode::FileNotWritable},
        Row{"58", ErrorCode::FileNotWritable},
        Row{"XX", ErrorCode::FileUnreadable}};
    const QString code = error.nativeErrorCode();
    // Without a code the answer never came.
    if (code.isEmpty())
        return {ErrorCode::Offline, textOf(error), host, {}};
    const auto *row = std::ranges::find_if(
        rows, [&code](const Row &r) { return code.startsWith(QLatin1StringView(r.prefix)); });
    return {row == rows.end() ? ErrorCode::Internal : row->code, textOf(error), host, {}};
}

Error connectError(const QSqlError &error, const QString &host)
{
    const QString text = textOf(error);
    const auto says = [&text](QLatin1StringView words) {
        return text.contains(words, Qt::CaseInsensitive);
    };
    ErrorCode code = ErrorCode::Unauthorized;       // the server said no, in its own language
    const bool isLate = says("timeout expired"_L1); // in the middle of TLS, too
    if (!isLate && (says("SSL"_L1) || says("certificate"_L1) || says("TLS"_L1)))
        code = ErrorCode::TlsRefused;
    else if (isLate || says("could not translate host name"_L1) || says("Connection refused"_L1)
             || says("unreachable"_L1) || says("timed out"_L1) || says("No route"_L1)
             || says("closed the connection"_L1) || says("Connection reset"_L1)
             || says("Broken pipe"_L1) || says("could not receive data"_L1)
             || says("could not send"_L1) || says("starting up"_L1) || says("shutting down"_L1)
             || says("recovery mode"_L1) || says("too many clients"_L1)
             || says("remaining connection slots"_L1) || says("could not connect"_L1))
        code = ErrorCode::Offline;
    return {code, text, host, {}};
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

class QSqlError;

namespace Konstantly {

//! What a failure of SQLite means for \a path. A disk is called full when there is no room on it, whatever the write said.
[[nodiscard]] Error sqliteError(const QSqlError &error, const QString &path);
//! Whether the file's content is broken.
[[nodiscard]] bool isDamage(const QSqlError &error);

//! What a failure of a statement means that PostgreSQL at \a host was given.
[[nodiscard]] Error serverError(const QSqlError &error, const QString &host);
//! Whether the same transaction may well succeed when run again.
[[nodiscard]] bool isConflict(const QSqlError &error);
//! Why a connection could not be made. libpq gives no code then, so that its words have to tell; they must be English.
[[nodiscard]] Error connectError(const QSqlError &error, const QString &host);

} // namespace Konstantly

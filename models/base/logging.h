// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/redaction.h"

#include <QString>
#include <QtGlobal>

namespace Konstantly {

//! Where the log goes.
struct LogOptions
{
    QString program;   //!< "konstantly-keys": the file's name without ".log"
    QString directory; //!< created with 0700; empty: no file
    QtMsgType stderrLevel
        = QtWarningMsg; //!< the least severe level that stderr shows; see below for the order
    qint64 maxFileBytes = qint64(5) * 1000 * 1000;
    int fileCount = 3; //!< PROGRAM.log, PROGRAM.log.1, …
};

//! Sends everything that qDebug(), qCWarning() … say through redacted() to a file (0600, rotated) and to stderr.
//!
//! The order of levels is debug, info, warning, critical, fatal. Several processes may share the file. When the file can't
//! be written (full disk, read-only home) messages are dropped there and nothing else happens. Call once, early in main.
void installLogSink(const LogOptions &options);

//! Back to Qt's own handler; for tests.
void removeLogSink();

} // namespace Konstantly

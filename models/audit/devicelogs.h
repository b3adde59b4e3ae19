// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/entrylog.h"
#include "models/settings/apppaths.h"

namespace Konstantly {

//! \file Which part of this device's logs belongs to a workspace. Their lines name it, and another one may have had its name
//! before: what the logs held when it was connected is not its own. That place is kept in state/audit/NAME.begin.json; a place
//! rather than a time, which a clock that is set would move. A workspace that an earlier version connected has none, and all
//! that names it. Files; any process.

//! A place in the LocalEvents and in the LaunchLog.
struct DeviceLogPlace
{
    LogCursor events;
    LogCursor launches;

    //! That, or \a other where it is further on.
    [[nodiscard]] DeviceLogPlace notBefore(const DeviceLogPlace &other) const;
    friend bool operator==(const DeviceLogPlace &, const DeviceLogPlace &) = default;
};

//! \a workspace is connected: what happens from now on is its own. Before anything of it does. Errors: FileUnreadable, those of
//! writePrivateFile().
[[nodiscard]] Result<> beginDeviceLogs(const AppPaths &paths, const QString &workspace);
//! Where that was. Whatever is wrong with the file: better an event too many than one too few.
[[nodiscard]] DeviceLogPlace deviceLogBegin(const AppPaths &paths, const QString &workspace);
//! How many lines of \a workspace's LocalEvents are damaged, of those that are kept. Blocks: for a worker. 0 when they can't be
//! read at all, which whoever reads the events is told.
[[nodiscard]] int damagedDeviceLines(const AppPaths &paths, const QString &workspace);

} // namespace Konstantly

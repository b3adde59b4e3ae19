// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/devicestore.h"

namespace Konstantly {

//! \file What a change to a tool's file would do. These read the one file and our own notes and write nothing. Any thread; they
//! wait for the disk, so DeviceStore calls them in a worker. DeviceStore's functions of the same names say what they mean.

[[nodiscard]] Result<PlannedChange> planProtect(const DeviceStore::Options &options,
                                                const QString &toolId, const Workspace &workspace,
                                                DeviceStore::Create create,
                                                const EntryPlace &place = {});
[[nodiscard]] Result<PlannedChange> planRemove(const DeviceStore::Options &options,
                                               const QString &toolId, const EntryPlace &named,
                                               const EntryPlace &guess);
[[nodiscard]] Result<PlannedChange> planUndo(const DeviceStore::Options &options,
                                             const QString &toolId);
[[nodiscard]] Result<PlannedChange> planRestore(const DeviceStore::Options &options,
                                                const QString &toolId, const QString &backupId);

} // namespace Konstantly

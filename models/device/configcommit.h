// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/devicestore.h"

namespace Konstantly {

//! Carries a planned change out: under our own lock the backup, then under the tool's lock the file, then our note of it. Any
//! thread; it waits for locks and for the disk to sync, so DeviceStore calls it in a worker. See DeviceStore::apply().
[[nodiscard]] Result<> carryOut(const DeviceStore::Options &options, const PlannedChange &change);

} // namespace Konstantly

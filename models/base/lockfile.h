// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

#include <QLockFile>

#include <chrono>

namespace Konstantly {

//! Takes \a lock, which keeps other processes of ours out, within \a patience. QLockFile::error() tells why it could not.
//!
//! The lock of a process that died is taken over, however young it is, and that of one that runs never, however old. That
//! includes one that died before it could write down who it was: to QLockFile its empty file is a lock that is held for
//! ever. It is taken over when it is two seconds old.
//! Where no lock can be made at all, such as on a full disk, it does not wait.
[[nodiscard]] bool takeLock(QLockFile &lock, std::chrono::milliseconds patience);

//! Why takeLock() could not: FileBusy (somebody holds it), DiskFull or FileNotWritable.
[[nodiscard]] ErrorCode lockProblem(const QLockFile &lock);

} // namespace Konstantly

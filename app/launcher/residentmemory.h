// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {

//! Gives back the memory that only the way to a running server needed: code of libraries that was read in, and free heap. What
//! is needed again is read in again, from the system's cache. The relay that remains runs for days, one for each AI tool.
void letGoOfStartupMemory();

} // namespace Konstantly

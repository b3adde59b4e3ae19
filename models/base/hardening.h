// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {

//! Desktop portals (Flatpak file dialogs and the like) look into /proc/PID of the program that calls them, which a
//! process that can't be dumped forbids.
enum class Portals { Blocked, Allowed };

//! The first thing in every main(): no core dumps, no reading of our memory or environment by other processes of the same
//! user, new files private (security M-3, S-6).
//!
//! Children inherit the core limit and the umask but not the dumpable flag. With Portals::Allowed only the flag stays as
//! it is; the window uses it when the variable KONSTANTLY_KEYS_PORTALS is set to 1.
void hardenProcess(Portals portals = Portals::Blocked);

} // namespace Konstantly

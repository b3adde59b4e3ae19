// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

class QString;

namespace Konstantly {

// Two habits of libsecret, which QtKeychain uses in our process, that have to be broken. The libraries are resolved at run
// time, as QtKeychain does: where they are absent there is nothing to do.

//! GLib ends the whole process when the session bus goes away, its default for desktop services. For us that is one failed
//! keychain call. Call it when the bus is known to answer, before the first keychain call.
void stayWhenBusGoes();

//! libsecret keeps its session with the keychain's process for ever, and after a restart of that process every call fails with
//! "The session does not exist". Call it with the unique bus name of the current process while no keychain call is open: when
//! it is another one than last time, libsecret starts anew.
void followKeychainProcess(const QString &uniqueName);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Konstantly {

//! Points DBUS_SESSION_BUS_ADDRESS at unix:path=/run/user/UID/bus when it is unset: AI tools start the launcher without it
//! (product.md 2). Only when that is a socket of ours in a folder of ours that nobody else can write to, so that no other
//! user can offer us a keychain.
//!
//! Changes the environment: call it first in main(), before any thread and before Qt D-Bus is touched. Nothing but Linux
//! needs it; elsewhere it does nothing.
void ensureSessionBus();

//! The rule behind it: the address to use for \a runtimeDir ("/run/user/1000"), or empty when its `bus` is not to be trusted.
[[nodiscard]] QString sessionBusAddress(const QString &runtimeDir);

} // namespace Konstantly

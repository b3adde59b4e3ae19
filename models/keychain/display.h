// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QFuture>

class QObject;

namespace Konstantly {

class BusConnection;

//! Whether a prompt of the keychain \a service (its bus name) would have a screen to appear on (security K-9).
//!
//! Our own environment can't answer that: AI tools start the launcher without DISPLAY on a full desktop, and there the
//! prompt works, since another process shows it. So, in this order: our DISPLAY or WAYLAND_DISPLAY; a running prompter of
//! the desktop (GNOME Shell); the display in systemd's user session; the display of the keychain's own process.
[[nodiscard]] QFuture<Result<bool>> canAsk(BusConnection &bus, const QString &service,
                                           QObject *context);

} // namespace Konstantly

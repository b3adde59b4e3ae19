// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/keystatus.h"

#include <QDateTime>
#include <QString>

//! \file How a key's facts are put into words, the same in the window and on the command line. Translated, plain text.

namespace Konstantly {

//! "just now", "2 min ago", "11 h ago", "3 d ago". A time in the future is "just now".
[[nodiscard]] QString agoText(const QDateTime &time, const QDateTime &now);
//! agoText(), "never" or "not provided".
[[nodiscard]] QString lastUsedText(const LastUsed &lastUsed, const QDateTime &now);
//! "21 d"
[[nodiscard]] QString ageText(int days);
//! The owner's name, made visible; "not provided" when the service did not say.
[[nodiscard]] QString ownerText(const Key &key);
//! The worst status in words: "Active", "Rotate: 5 d overdue", "Owner left".
[[nodiscard]] QString statusText(const KeyRow &row);

} // namespace Konstantly

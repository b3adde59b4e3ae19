// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>

namespace Konstantly {

//! How many bytes each TCP connection of this process has received so far, by descriptor. Empty where the system does not
//! say (other than Linux).
//!
//! Why: Qt 6.4 reads an answer's head of any length into memory and says nothing before it is complete, and it hides the
//! socket. An endless head took 75 MB a second; only the kernel can be asked.
using ReceivedBytes = QHash<int, quint64>;

[[nodiscard]] ReceivedBytes receivedBytes();

//! The most that any one connection received between \a before and \a now.
[[nodiscard]] quint64 largestGrowth(const ReceivedBytes &before, const ReceivedBytes &now);

} // namespace Konstantly

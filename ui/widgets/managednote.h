// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace Konstantly {

//! The one sentence below everything that an administrator decided. Named "managedNote".
[[nodiscard]] QLabel *makeManagedNote(QWidget *parent);
//! The same for a tool tip.
[[nodiscard]] QString managedText();

} // namespace Konstantly

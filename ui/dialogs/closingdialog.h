// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

namespace Konstantly {

class Settings;

//! What closing the window means while there is a sign in the notification area.
enum class WhenClosed { Ask, Stay, Quit };
//! "ask", "stay", "quit": as it is stored.
[[nodiscard]] QString whenClosedName(WhenClosed choice);
//! What the user chose; Ask when that is unknown.
[[nodiscard]] WhenClosed whenClosedFrom(const Settings &settings);

//! Asks, the first time the window is closed, whether the program goes on without it. Leaving it without an answer leaves
//! everything as it is.
class ClosingDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ClosingDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    //! Stay or Quit.
    void chosen(Konstantly::WhenClosed choice);
};

} // namespace Konstantly

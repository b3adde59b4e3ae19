// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"

#include <QFrame>
#include <QTimer>

#include <chrono>

class QLabel;
class QPushButton;

namespace Konstantly {

class SecretClipboard;

//! Shows a key masked, on request in the clear for at most \a revealFor, and copies it (security M-5, M-7, P-1 to P-3).
//!
//! Masked again when time is up, when the window loses the focus, is minimised or hidden. The text can't be selected, so it never
//! becomes the X11 selection. Masked, the key is nowhere in the widget: not as text, name, tool tip or property.
class SecretField final : public QFrame
{
    Q_OBJECT

public:
    SecretField(SecretClipboard &clipboard, std::chrono::seconds revealFor,
                std::chrono::seconds clipboardKeeps, QWidget *parent = nullptr);

    void setSecret(const Secret &secret);
    [[nodiscard]] bool isRevealed() const { return m_revealTimer.isActive(); }
    void mask();

Q_SIGNALS:
    void copied();
    void revealed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void reveal();
    void showTime();

    SecretClipboard &m_clipboard;
    std::chrono::seconds m_revealFor;
    std::chrono::seconds m_clipboardKeeps;
    Secret m_secret;
    QLabel *m_text = nullptr;
    QPushButton *m_revealButton = nullptr;
    QPushButton *m_copyButton = nullptr;
    QPushButton *m_clearButton = nullptr;
    QLabel *m_note = nullptr;
    QTimer m_revealTimer;
    int m_revealLeft = 0;
};

} // namespace Konstantly

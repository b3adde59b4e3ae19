// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QClipboard;
class QMimeData;

namespace Konstantly {

//! Puts a key on the clipboard for a short time (security P-1 to P-3).
//!
//! Only the clipboard proper, never the selection that a middle click pastes; marked so that clipboard managers don't keep it.
//! Cleared after the set time, when this object goes (the program quits), and by clearNow(); left alone when something else was
//! copied meanwhile. Keeps a hash for that comparison, not the key; the clipboard's own data makes its copies on demand.
class SecretClipboard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretClipboard)

public:
    explicit SecretClipboard(QClipboard &clipboard, QObject *parent = nullptr);
    ~SecretClipboard() override;

    void copy(const Secret &secret, std::chrono::seconds keepFor);
    void clearNow();
    [[nodiscard]] bool isHolding() const { return m_secondsLeft > 0; }
    [[nodiscard]] int secondsLeft() const { return m_secondsLeft; }

Q_SIGNALS:
    //! Once a second while a key is on the clipboard; 0 when it is gone.
    void ticked(int secondsLeft);

private:
    void tick();
    [[nodiscard]] bool isStillOurs() const;

    QClipboard &m_clipboard;
    QPointer<QMimeData> m_data;
    QByteArray m_fingerprint;
    QTimer m_timer;
    int m_secondsLeft = 0;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "ui/theme/tokens.h"

#include <QObject>
#include <QTimer>

namespace Konstantly {

class KeyStore;
class SecretStore;
struct KeychainStatus;

//! What state things are in, in words: the keychain, the last sync. The side bar and the notification area show the same.
class WindowStatus final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowStatus)

public:
    struct Line
    {
        Tone tone = Tone::Neutral;
        QString text;   //!< "Keychain unlocked"; empty = nothing to tell
        QString detail; //!< why, or which keychain; may be empty

        friend bool operator==(const Line &, const Line &) = default;
    };

    //! \a secrets outlives this.
    WindowStatus(SecretStore &secrets, Clock clock, QObject *parent = nullptr);

    //! Whose sync it is; null = no workspace. \a keys outlives this or is taken away first.
    void setKeys(const KeyStore *keys);
    //! Asks the keychain how it is. Nothing while that takes its time.
    void askKeychain();

    [[nodiscard]] const Line &keychain() const { return m_keychain; }
    [[nodiscard]] const Line &sync() const { return m_sync; }

Q_SIGNALS:
    void changed();

private:
    void updateKeychain(const KeychainStatus &status);
    void updateSync();
    [[nodiscard]] Line syncNow() const;

    SecretStore &m_secrets;
    Clock m_clock;
    const KeyStore *m_keys = nullptr;
    Line m_keychain;
    Line m_sync;
    QTimer m_syncTimer;
    QTimer m_askAgainTimer; // a keychain that was too slow
    bool m_isAsking = false;
};

} // namespace Konstantly

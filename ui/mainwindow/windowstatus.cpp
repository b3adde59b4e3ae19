// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow/windowstatus.h"

#include "models/keychain/secretstore.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"

namespace Konstantly {

WindowStatus::WindowStatus(SecretStore &secrets, Clock clock, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_clock(std::move(clock))
{
    m_syncTimer.setInterval(5000);
    m_syncTimer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_syncTimer, &QTimer::timeout, this, &WindowStatus::updateSync);
    m_syncTimer.start();
    m_askAgainTimer.setInterval(5000);
    m_askAgainTimer.setSingleShot(true);
    connect(&m_askAgainTimer, &QTimer::timeout, this, &WindowStatus::askKeychain);
}

void WindowStatus::setKeys(const KeyStore *keys)
{
    if (m_keys != nullptr)
        disconnect(m_keys, nullptr, this, nullptr);
    m_keys = keys;
    if (m_keys != nullptr)
        connect(m_keys, &KeyStore::stateChanged, this, &WindowStatus::updateSync);
    updateSync();
}

void WindowStatus::askKeychain()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    m_secrets.status().then(this, [this](const KeychainStatus &status) {
        m_isAsking = false;
        updateKeychain(status);
    });
}

void WindowStatus::updateKeychain(const KeychainStatus &status)
{
    const auto error = errorFor(status.state);
    const ErrorText text = error ? describe(*error) : ErrorText{};
    Line line{Tone::Bad, {}, error ? text.message + u' ' + text.hint : status.backend};
    switch (status.state) {
    case KeychainState::Available:
        line.tone = Tone::Ok;
        line.text = tr("Keychain unlocked");
        break;
    case KeychainState::Locked:
        line.tone = Tone::Warn;
        line.text = tr("Keychain locked");
        break;
    case KeychainState::NoService:
    case KeychainState::NoSessionBus:
        line.text = tr("No keychain on this system");
        break;
    case KeychainState::NotAnswering:
        line.tone = Tone::Warn;
        line.text = tr("Keychain has not answered yet");
        m_askAgainTimer.start();
        break;
    case KeychainState::Unknown:
        line.tone = Tone::Warn;
        line.text = tr("Keychain: can't tell");
        break;
    }
    if (line == m_keychain)
        return;
    m_keychain = line;
    Q_EMIT changed();
}

void WindowStatus::updateSync()
{
    const Line line = syncNow();
    if (line == m_sync)
        return;
    m_sync = line;
    Q_EMIT changed();
}

WindowStatus::Line WindowStatus::syncNow() const
{
    if (m_keys == nullptr)
        return {};
    const QString age = m_keys->fetchedAt().isValid()
                            ? tr("Synced %1").arg(agoText(m_keys->fetchedAt(), m_clock()))
                            : tr("Not synced yet");
    if (m_keys->isLoading())
        return {Tone::Neutral, tr("Syncing…"), {}};
    const auto error = m_keys->lastError();
    if (!error)
        return {Tone::Neutral, age, {}};
    const bool isOffline = error->code == ErrorCode::Offline || error->code == ErrorCode::Timeout;
    return {Tone::Warn, (isOffline ? tr("Offline · %1") : tr("Sync failed · %1")).arg(age),
            describe(*error).message};
}

} // namespace Konstantly

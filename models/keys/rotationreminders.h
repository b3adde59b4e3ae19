// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/keys/keystatus.h"

#include <QObject>
#include <QTimeZone>
#include <QTimer>

namespace Konstantly {

class KeyStore;
class Settings;

//! Days before its rotation from which on a key with that interval is worth a reminder: 14, fewer for short intervals, so
//! that a bot's key of a week does not remind all week.
[[nodiscard]] int reminderDays(int rotationDays);

//! What a reminder says. Translated; names are plain text.
struct RotationReminder
{
    QString title;
    QString message;
};

//! Reminds of the rotations that somebody here has to do: of this device's keys and those of the person the console key acts
//! for. Once a day at most, over restarts too, and not in the quiet hours: what is due then is told when they end.
class RotationReminders final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RotationReminders)

public:
    //! Both outlive this. A day is one of \a zone.
    RotationReminders(const KeyStore &keys, Settings &settings, const QTimeZone &zone, Clock clock,
                      QObject *parent = nullptr);

    //! Looks whether there is something to tell now. Does so by itself when the list of keys or the settings change, and
    //! every hour.
    void look();

Q_SIGNALS:
    void reminded(const Konstantly::RotationReminder &reminder);

private:
    [[nodiscard]] QList<KeyRow> dueRows() const;
    [[nodiscard]] bool wasToldToday(const QString &today) const;
    void remember(const QString &today);

    const KeyStore &m_keys;
    Settings &m_settings;
    QTimeZone m_zone;
    Clock m_clock;
    QTimer m_hourly;
    QTimer m_quietEnd;
};

} // namespace Konstantly

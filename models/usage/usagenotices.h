// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/usage/usagethresholds.h"

#include <QObject>
#include <QTimer>

namespace Konstantly {

class QuotaWatch;
class Settings;

//! Tells when a quota crosses a threshold, as the settings want it: once per crossing, over restarts too, and what came up in
//! the quiet hours when they end.
class UsageNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageNotices)

public:
    //! Remembers what was told under \a name (the workspace's) in \a settings. Both and \a watch outlive this.
    UsageNotices(QuotaWatch &watch, Settings &settings, QString name, const QTimeZone &zone,
                 Clock clock, QObject *parent = nullptr);
    ~UsageNotices() override;

Q_SIGNALS:
    void noticed(const Konstantly::QuotaNotice &notice);

private:
    void look();
    void remember() const;

    QuotaWatch &m_watch;
    Settings &m_settings;
    QString m_name;
    QTimeZone m_zone;
    Clock m_clock;
    UsageThresholds m_thresholds;
    QTimer m_quietEnd;
    bool m_hasLooked = false;
};

} // namespace Konstantly

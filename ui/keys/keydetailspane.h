// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/keys/keystatus.h"
#include "models/keys/refusal.h"
#include "ui/widgets/detailspane.h"

class QLabel;
class QPushButton;

namespace Konstantly {

class DeviceStore;
class Sparkline;
class Theme;

//! What is known about the selected key: who, when, what it may do, where it is used on this device, and what would make the
//! service refuse it.
class KeyDetailsPane final : public DetailsPane
{
    Q_OBJECT

public:
    KeyDetailsPane(const Theme &theme, const DeviceStore &device, Clock clock,
                   QWidget *parent = nullptr);

    //! \a reasons: see explainRefusal().
    void showKey(const KeyRow &row, const Workspace &workspace,
                 const QList<RefusalReason> &reasons);
    void showSelection(int count);
    //! Calls a day of the key that is shown, oldest first. Empty = they could not be counted.
    void showUsage(const QList<qint64> &callsByDay);

Q_SIGNALS:
    void rotateRequested();
    void revokeRequested();
    void copyRequested();
    void usageRequested();
    void activityRequested();

private:
    void addRefusal(const QList<RefusalReason> &reasons);
    [[nodiscard]] QStringList placesOnThisDevice(const KeyRow &row,
                                                 const Workspace &workspace) const;
    void begin();
    void addUsage();

    const Theme &m_theme;
    const DeviceStore &m_device;
    Clock m_clock;
    Sparkline *m_sparkline = nullptr; // of the key that is shown
    QLabel *m_usageText = nullptr;
    QPushButton *m_rotate = nullptr;
    QPushButton *m_revoke = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace Konstantly

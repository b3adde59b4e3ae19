// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>
#include <QTimer>

namespace Konstantly {

class Banner;
class Settings;
class SiemSection;
struct WindowParts;

//! Preferences. Every change takes effect at once; there is nothing to apply.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a workspaceName empty = none is connected.
    SettingsDialog(const WindowParts &parts, const QString &workspaceName,
                   QWidget *parent = nullptr);

    //! Scrolls to what is about the SIEM.
    void showSiem();

private:
    void tellWhetherKept();

    Settings &m_settings;
    Banner *m_failure = nullptr;
    QTimer m_keptTimer;
    SiemSection *m_siem = nullptr;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/settings/settingssection.h"

namespace Konstantly {

class Theme;
struct WindowParts;

//! How the window looks, which language it speaks, and what becomes of it when it is closed.
class WindowSection final : public SettingsSection
{
    Q_OBJECT

public:
    WindowSection(const WindowParts &parts, QWidget *parent);

private:
    void addAppearance();
    void addLanguage(const std::function<void()> &restart);
    void addNotificationArea(bool isThereOne);

    Theme &m_theme;
};

} // namespace Konstantly

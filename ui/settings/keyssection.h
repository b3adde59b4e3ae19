// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/settings/settingssection.h"

namespace Konstantly {

//! When a key is called old or idle, and how long a copied one may lie in the clipboard.
class KeysSection final : public SettingsSection
{
    Q_OBJECT

public:
    KeysSection(Settings &settings, QWidget *parent);

private:
    void addClipboard();
    void addIdle();
    void addRotation();
};

} // namespace Konstantly

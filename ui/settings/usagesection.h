// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/settings/settingssection.h"

namespace Konstantly {

//! What is recorded of tool calls, and when quotas are told of.
class UsageSection final : public SettingsSection
{
    Q_OBJECT

public:
    UsageSection(Settings &settings, QWidget *parent);

private:
    void addMetering();
    void addNotices();
    void addQuietHours();
};

} // namespace Konstantly

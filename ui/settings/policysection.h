// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/settings/settingssection.h"

namespace Konstantly {

//! What the administrator of this device decided, as far as no other section shows it: where that is written, which hosts and which
//! server package are allowed, and why it can not be followed.
class PolicySection final : public SettingsSection
{
    Q_OBJECT

public:
    PolicySection(Settings &settings, QWidget *parent);

private:
    void addFacts(const Policy &policy);
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/settings.h"

#include <span>
#include <variant>

namespace Konstantly {

//! A preference that an administrator's policy can give a value and lock: those that decide how long keys live, where they may
//! lie around, and where records go. For the same reason a change of one is written down.
struct ManageablePreference
{
    QLatin1StringView member; //!< its name in the policy and in events: "clipboardSeconds"
    std::variant<SettingKey<int>, SettingKey<bool>, SettingKey<QString>> key;
    bool isTold
        = true; //!< what it was and is may be written down; not of what names a person or an account

    [[nodiscard]] const char *name() const; //!< as in SettingKey
    //! What counts now, as text: "30", "true", "syslog+tls://…".
    [[nodiscard]] QString value(const Settings &settings) const;
};

//! All of them. SECURITY.md names them, too.
[[nodiscard]] std::span<const ManageablePreference> manageablePreferences();
//! By SettingKey::name; null = no policy can manage it.
[[nodiscard]] const ManageablePreference *findManageable(QLatin1StringView name);
//! By ManageablePreference::member.
[[nodiscard]] const ManageablePreference *findManageableMember(const QString &member);

} // namespace Konstantly

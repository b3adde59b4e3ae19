// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/syslogconnection.h"

#include <optional>

namespace Konstantly {

class Settings;

//! Where events are forwarded to, as the preferences or the administrator's policy say.
struct SiemSettings
{
    QString url;    //!< empty = nowhere
    QString caFile; //!< empty = the system's authorities
    bool isEnabled = true;

    [[nodiscard]] static SiemSettings of(const Settings &settings);
    //! Whether events are to be sent.
    [[nodiscard]] bool isOn() const { return isEnabled && !url.isEmpty(); }
    //! Errors: NotConfigured when there is no address; InvalidInput when it is none.
    [[nodiscard]] Result<SyslogTarget> target() const;

    friend bool operator==(const SiemSettings &, const SiemSettings &) = default;
};

//! Whether \a name, as Settings::changed() tells it, is one of these preferences.
[[nodiscard]] bool isSiemSetting(const QString &name);

} // namespace Konstantly

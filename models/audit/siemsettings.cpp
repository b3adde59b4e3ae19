// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/siemsettings.h"

#include "models/settings/settingkeys.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

SiemSettings SiemSettings::of(const Settings &settings)
{
    return {settings.value(SettingKeys::SiemTarget).trimmed(),
            settings.value(SettingKeys::SiemCaFile), settings.value(SettingKeys::SiemEnabled)};
}

Result<SyslogTarget> SiemSettings::target() const
{
    if (url.isEmpty())
        return fail(
            ErrorCode::NotConfigured,
            QCoreApplication::translate("SiemSettings", "No SIEM is set up on this device."));
    return SyslogTarget::fromUrl(url, caFile);
}

bool isSiemSetting(const QString &name)
{
    return name.startsWith("siem/"_L1);
}

} // namespace Konstantly

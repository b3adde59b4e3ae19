// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/manageable.h"

#include "models/settings/settingkeys.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr ManageablePreference Preferences[] = {
    {"idleDays"_L1, SettingKeys::IdleDays},
    {"rotationDaysPerson"_L1, SettingKeys::RotationDaysPerson},
    {"rotationDaysBot"_L1, SettingKeys::RotationDaysBot},
    {"rotationReminds"_L1, SettingKeys::RotationReminds},
    {"clipboardSeconds"_L1, SettingKeys::ClipboardSeconds},
    {"metering"_L1, SettingKeys::MeteringEnabled},
    {"usageServer"_L1, SettingKeys::UsageServer, false},
    {"siemEnabled"_L1, SettingKeys::SiemEnabled},
    {"siemTarget"_L1, SettingKeys::SiemTarget},
    {"siemCaFile"_L1, SettingKeys::SiemCaFile, false}};

QString textOf(int value)
{
    return QString::number(value);
}

QString textOf(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

QString textOf(const QString &value)
{
    return value;
}

} // namespace

const char *ManageablePreference::name() const
{
    return std::visit([](const auto &typed) { return typed.name; }, key);
}

QString ManageablePreference::value(const Settings &settings) const
{
    return std::visit([&settings](const auto &typed) { return textOf(settings.value(typed)); },
                      key);
}

std::span<const ManageablePreference> manageablePreferences()
{
    return Preferences;
}

const ManageablePreference *findManageable(QLatin1StringView name)
{
    const auto *found = std::ranges::find_if(Preferences, [name](const ManageablePreference &one) {
        return name == QLatin1StringView(one.name());
    });
    return found == std::end(Preferences) ? nullptr : found;
}

const ManageablePreference *findManageableMember(const QString &member)
{
    const auto *found = std::ranges::find(Preferences, member, &ManageablePreference::member);
    return found == std::end(Preferences) ? nullptr : found;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/settings.h"

//! Every preference there is.
namespace Konstantly::SettingKeys {

//! "system", "light" or "dark".
inline constexpr SettingKey<QString> Theme{"window/theme", "system"};
inline constexpr SettingKey<QByteArray> WindowGeometry{"window/geometry"};
inline constexpr SettingKey<QByteArray> KeysHeader{"keys/header"};
inline constexpr SettingKey<QByteArray> ActivityHeader{"activity/header"};
inline constexpr SettingKey<QString> CurrentPage{"window/page", "keys"};
//! Whether there is a sign in the notification area, where the desktop has one.
inline constexpr SettingKey<bool> TrayIcon{"window/tray", true};
//! What closing the window means while that sign is there: "ask", "stay" or "quit"; see WhenClosed.
inline constexpr SettingKey<QString> WhenClosed{"window/whenClosed", "ask"};
//! The code of a language that is built in, see builtInLanguages(); empty = the system's.
inline constexpr SettingKey<QString> Language{"window/language", ""};
inline constexpr SettingKey<QString> CurrentWorkspace{"window/workspace", ""};

//! Seconds until a copied key is cleared from the clipboard (security P-2).
inline constexpr SettingKey<int> ClipboardSeconds{"security/clipboardSeconds", 30, 10, 120};
//! Seconds a revealed key stays readable (M-7).
inline constexpr SettingKey<int> RevealSeconds{"security/revealSeconds", 20, 1, 20};

//! Days without use after which a key counts as idle (ui.md: 45 or 90).
inline constexpr SettingKey<int> IdleDays{"keys/idleDays", 45, 1, 3650};
//! Days between rotations of keys held by people, and by bots (contract, section 1).
inline constexpr SettingKey<int> RotationDaysPerson{"keys/rotationDaysPerson", 90, 1, 3650};
inline constexpr SettingKey<int> RotationDaysBot{"keys/rotationDaysBot", 7, 1, 3650};

//! Whether people are reminded of rotations, and what they were told, as JSON by workspace: see RotationReminders.
inline constexpr SettingKey<bool> RotationReminds{"keys/rotationReminds", true};
inline constexpr SettingKey<QByteArray> RotationRemindersTold{"keys/rotationRemindersTold"};

//! Whether launchers keep a record of tool calls: time, tool, duration, outcome (product.md 2). Off, they still notice a
//! refused key, to stop starting servers with it.
inline constexpr SettingKey<bool> MeteringEnabled{"metering/enabled", true};

//! Part of a quota in percent from which on people are warned, and urgently.
inline constexpr SettingKey<int> UsageWarnPercent{"usage/warnPercent", 80, 1, 100};
inline constexpr SettingKey<int> UsageAlarmPercent{"usage/alarmPercent", 95, 1, 100};
inline constexpr SettingKey<bool> UsageNotifies{"usage/notifies", true};
//! Local times between which nobody is notified, "22:00"; both "" = none.
inline constexpr SettingKey<QString> UsageQuietFrom{"usage/quietFrom", ""};
inline constexpr SettingKey<QString> UsageQuietTo{"usage/quietTo", ""};
//! What people have been told about quotas, as JSON by workspace: see UsageNotices.
inline constexpr SettingKey<QByteArray> UsageNoticesTold{"usage/noticesTold"};

//! How far back the service is asked about calls, in days.
inline constexpr SettingKey<int> UsageHistoryDays{"usage/historyDays", 90, 1, 400};
//! Where a team keeps its history: see usageServerFromUrl(). Empty = on this device.
inline constexpr SettingKey<QString> UsageServer{"usage/server", ""};
//! A random name of this device in a history that several read into; made when it is first needed.
inline constexpr SettingKey<QString> DeviceId{"device/id", ""};

//! Where events are sent to, "syslog+tls://HOST:PORT": see SiemSettings. Empty = nowhere.
inline constexpr SettingKey<QString> SiemTarget{"siem/target", ""};
//! A PEM file with the authorities that count for that server; empty = the system's.
inline constexpr SettingKey<QString> SiemCaFile{"siem/caFile", ""};
//! Off, the address stays and nothing is sent.
inline constexpr SettingKey<bool> SiemEnabled{"siem/enabled", true};

} // namespace Konstantly::SettingKeys

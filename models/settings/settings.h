// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/apppaths.h"

#include <QObject>
#include <QSettings>

#include <concepts>
#include <memory>

namespace Konstantly {

//! One preference: its name in the file, its default, and (for numbers) what is allowed. Declared once, in settingkeys.h.
template<typename T>
struct SettingKey
{
    const char *name = nullptr;
    T fallback;
    T minimum{};
    T maximum{};
};

template<>
struct SettingKey<QString>
{
    const char *name = nullptr;
    const char *fallback = ""; //!< ASCII
};

template<>
struct SettingKey<QByteArray>
{
    const char *name = nullptr;
};

template<>
struct SettingKey<bool>
{
    const char *name = nullptr;
    bool fallback = false;
};

//! Preferences of the window: typed, with defaults, over an ini file. No secrets, no workspaces, nothing that other programs
//! depend on. A value that is missing, of the wrong type or out of range is its default (security U-3).
class Settings final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Settings)

public:
    explicit Settings(std::unique_ptr<QSettings> backend, QObject *parent = nullptr);
    //! Over preferences.ini in \a paths, which is made 0600.
    [[nodiscard]] static std::unique_ptr<Settings> inFile(const AppPaths &paths);
    //! The same file, for who only reads: neither creates nor changes anything. An absent or damaged file is all defaults.
    [[nodiscard]] static std::unique_ptr<const Settings> lookInto(const AppPaths &paths);
    ~Settings() override;

    [[nodiscard]] int value(const SettingKey<int> &key) const;
    [[nodiscard]] bool value(const SettingKey<bool> &key) const;
    [[nodiscard]] QString value(const SettingKey<QString> &key) const;
    [[nodiscard]] QByteArray value(const SettingKey<QByteArray> &key) const;

    void setValue(const SettingKey<int> &key, int value);
    void setValue(const SettingKey<bool> &key, bool value);
    void setValue(const SettingKey<QString> &key, const QString &value);
    void setValue(const SettingKey<QByteArray> &key, const QByteArray &value);

    //! Writes now. Otherwise Qt does from the event loop. \return false when the file can't be written
    bool sync();

Q_SIGNALS:
    void changed(const QString &name);

private:
    void store(const char *name, const QVariant &value);

    std::unique_ptr<QSettings> m_backend;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/apppaths.h"
#include "models/settings/policy.h"

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
//! depend on. A value that is missing, of the wrong type or out of range is its default (security U-3). A Policy may give other defaults, and lock them.
class Settings final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Settings)

public:
    explicit Settings(std::unique_ptr<QSettings> backend, QObject *parent = nullptr);
    //! Over preferences.ini in \a paths, which is made 0600.
    [[nodiscard]] static std::unique_ptr<Settings> inFile(const AppPaths &paths,
                                                          const Policy &policy = {});
    //! The same file, for who only reads: neither creates nor changes anything. An absent or damaged file is all defaults.
    [[nodiscard]] static std::unique_ptr<const Settings> lookInto(const AppPaths &paths,
                                                                  const Policy &policy = {});
    ~Settings() override;

    void setPolicy(const Policy &policy) { m_policy = policy; }
    [[nodiscard]] const Policy &policy() const { return m_policy; }
    //! Whether an administrator decided it; \a name as in SettingKey.
    [[nodiscard]] bool isLocked(const char *name) const;
    //! The same as a refusal in words; see Policy::checkChangeable().
    [[nodiscard]] Result<> checkChangeable(const char *name) const;

    [[nodiscard]] int value(const SettingKey<int> &key) const;
    [[nodiscard]] bool value(const SettingKey<bool> &key) const;
    [[nodiscard]] QString value(const SettingKey<QString> &key) const;
    [[nodiscard]] QByteArray value(const SettingKey<QByteArray> &key) const;

    //! \return false when it is locked; nothing was changed then
    bool setValue(const SettingKey<int> &key, int value);
    bool setValue(const SettingKey<bool> &key, bool value);
    bool setValue(const SettingKey<QString> &key, const QString &value);
    bool setValue(const SettingKey<QByteArray> &key, const QByteArray &value);

    //! Writes now. Otherwise Qt does from the event loop. \return FileNotWritable; the preferences hold in this process then, and
    //! the next call tries again
    Result<> sync();

Q_SIGNALS:
    void changed(const QString &name);

private:
    bool store(const char *name, const QVariant &value);
    [[nodiscard]] QString text(const char *name) const;
    [[nodiscard]] QString managedText(const char *name) const;

    std::unique_ptr<QSettings> m_backend;
    Policy m_policy;
};

//! The policy document in \a system: its one value "policy". Empty = none.
[[nodiscard]] QByteArray policyDocumentIn(const QSettings &system);
//! That of the preferences which only an administrator can write, on macOS and Windows; empty elsewhere.
[[nodiscard]] QByteArray systemPolicyDocument();

} // namespace Konstantly

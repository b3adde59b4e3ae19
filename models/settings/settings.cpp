// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/settings.h"

#include "models/base/file.h"
#include "models/settings/settingkeys.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Konstantly {

Settings::Settings(std::unique_ptr<QSettings> backend, QObject *parent)
    : QObject(parent)
    , m_backend(std::move(backend))
{}

Settings::~Settings() = default;

std::unique_ptr<Settings> Settings::inFile(const AppPaths &paths, const Policy &policy)
{
    // QSettings would create the file with the umask's mode; preferences are nobody else's business either (security S-6).
    const QString path = paths.preferencesFile();
    if (makePrivateDir(paths.configDir)) {
        QFile file(path);
        if (file.open(QIODevice::ReadWrite)) {
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        }
    }
    auto settings = std::make_unique<Settings>(
        std::make_unique<QSettings>(path, QSettings::IniFormat));
    settings->setPolicy(policy);
    return settings;
}

std::unique_ptr<const Settings> Settings::lookInto(const AppPaths &paths, const Policy &policy)
{
    auto settings = std::make_unique<Settings>(
        std::make_unique<QSettings>(paths.preferencesFile(), QSettings::IniFormat));
    settings->setPolicy(policy);
    return settings;
}

bool Settings::isLocked(const char *name) const
{
    return m_policy.isLocked(QLatin1StringView(name));
}

Result<> Settings::checkChangeable(const char *name) const
{
    return m_policy.checkChangeable(QLatin1StringView(name));
}

//! What counts for \a name; empty = its default does.
QString Settings::text(const char *name) const
{
    return isLocked(name) ? managedText(name)
                          : m_backend->value(QLatin1StringView(name)).toString();
}

QString Settings::managedText(const char *name) const
{
    return m_policy.value(QLatin1StringView(name)).value_or(QString());
}

int Settings::value(const SettingKey<int> &key) const
{
    bool isNumber = false;
    const int number = text(key.name).toInt(&isNumber);
    if (isNumber && number >= key.minimum && number <= key.maximum)
        return number;
    const int managed = managedText(key.name).toInt(&isNumber);
    return isNumber ? managed : key.fallback;
}

bool Settings::value(const SettingKey<bool> &key) const
{
    for (const QString &candidate : {text(key.name), managedText(key.name)}) {
        if (candidate == "true"_L1 || candidate == "false"_L1)
            return candidate == "true"_L1;
    }
    return key.fallback;
}

QString Settings::value(const SettingKey<QString> &key) const
{
    const QString fallback
        = m_policy.value(QLatin1StringView(key.name)).value_or(QString::fromLatin1(key.fallback));
    if (isLocked(key.name))
        return fallback;
    const QVariant stored = m_backend->value(QLatin1StringView(key.name));
    return stored.typeId() == QMetaType::QString ? stored.toString() : fallback;
}

QByteArray Settings::value(const SettingKey<QByteArray> &key) const
{
    const QVariant stored = m_backend->value(QLatin1StringView(key.name));
    return stored.typeId() == QMetaType::QByteArray ? stored.toByteArray() : QByteArray();
}

bool Settings::setValue(const SettingKey<int> &key, int value)
{
    return store(key.name, qBound(key.minimum, value, key.maximum));
}

bool Settings::setValue(const SettingKey<bool> &key, bool value)
{
    return store(key.name, value);
}

bool Settings::setValue(const SettingKey<QString> &key, const QString &value)
{
    return store(key.name, value);
}

bool Settings::setValue(const SettingKey<QByteArray> &key, const QByteArray &value)
{
    return store(key.name, value);
}

bool Settings::store(const char *name, const QVariant &value)
{
    const QLatin1StringView key(name);
    if (isLocked(name))
        return false;
    if (m_backend->contains(key) && m_backend->value(key).toString() == value.toString()
        && value.typeId() != QMetaType::QByteArray) {
        return true;
    }
    m_backend->setValue(key, value);
    Q_EMIT changed(QString(key));
    return true;
}

Result<> Settings::sync()
{
    m_backend->sync();
    if (m_backend->status() == QSettings::NoError)
        return {};
    // An error stays with the object that met it. Another one on the same file shares what is to be written, and tries anew.
    QSettings again(m_backend->fileName(), m_backend->format());
    again.sync();
    if (again.status() == QSettings::NoError)
        return {};
    return fail(ErrorCode::FileNotWritable, {}, m_backend->fileName());
}

QByteArray policyDocumentIn(const QSettings &system)
{
    return system.value("policy"_L1).toString().toUtf8();
}

QByteArray systemPolicyDocument()
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    // HKEY_LOCAL_MACHINE/Software/Konstantly, /Library/Preferences/com.konstantly.Keys.plist
    QSettings system(QSettings::NativeFormat, QSettings::SystemScope, u"Konstantly"_s, u"Keys"_s);
    system.setFallbacksEnabled(false);
    return policyDocumentIn(system);
#else
    return {};
#endif
}

} // namespace Konstantly

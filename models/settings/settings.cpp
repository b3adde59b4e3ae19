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

std::unique_ptr<Settings> Settings::inFile(const AppPaths &paths)
{
    // QSettings would create the file with the umask's mode; preferences are nobody else's business either (security S-6).
    const QString path = paths.preferencesFile();
    if (makePrivateDir(paths.configDir)) {
        QFile file(path);
        if (file.open(QIODevice::ReadWrite)) {
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        }
    }
    return std::make_unique<Settings>(std::make_unique<QSettings>(path, QSettings::IniFormat));
}

std::unique_ptr<const Settings> Settings::lookInto(const AppPaths &paths)
{
    return std::make_unique<const Settings>(
        std::make_unique<QSettings>(paths.preferencesFile(), QSettings::IniFormat));
}

int Settings::value(const SettingKey<int> &key) const
{
    bool isNumber = false;
    const int number = m_backend->value(QLatin1StringView(key.name)).toString().toInt(&isNumber);
    return isNumber && number >= key.minimum && number <= key.maximum ? number : key.fallback;
}

bool Settings::value(const SettingKey<bool> &key) const
{
    const QString text = m_backend->value(QLatin1StringView(key.name)).toString();
    return text == "true"_L1 || (text != "false"_L1 && key.fallback);
}

QString Settings::value(const SettingKey<QString> &key) const
{
    const QVariant stored = m_backend->value(QLatin1StringView(key.name));
    return stored.typeId() == QMetaType::QString ? stored.toString()
                                                 : QString::fromLatin1(key.fallback);
}

QByteArray Settings::value(const SettingKey<QByteArray> &key) const
{
    const QVariant stored = m_backend->value(QLatin1StringView(key.name));
    return stored.typeId() == QMetaType::QByteArray ? stored.toByteArray() : QByteArray();
}

void Settings::setValue(const SettingKey<int> &key, int value)
{
    store(key.name, qBound(key.minimum, value, key.maximum));
}

void Settings::setValue(const SettingKey<bool> &key, bool value)
{
    store(key.name, value);
}

void Settings::setValue(const SettingKey<QString> &key, const QString &value)
{
    store(key.name, value);
}

void Settings::setValue(const SettingKey<QByteArray> &key, const QByteArray &value)
{
    store(key.name, value);
}

void Settings::store(const char *name, const QVariant &value)
{
    const QLatin1StringView key(name);
    if (m_backend->contains(key) && m_backend->value(key).toString() == value.toString()
        && value.typeId() != QMetaType::QByteArray) {
        return;
    }
    m_backend->setValue(key, value);
    Q_EMIT changed(QString(key));
}

bool Settings::sync()
{
    m_backend->sync();
    return m_backend->status() == QSettings::NoError;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/devicestore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>

namespace Konstantly::Tests {

//! A home folder with the two tools in it, and stores that look at it.
class DeviceFixture final
{
public:
    //! For tests with hundreds of changes, each of which syncs: in memory where possible.
    enum class Place { Disk, Memory };

    explicit DeviceFixture(Place place = Place::Disk)
        : m_home(place == Place::Memory && QDir(QStringLiteral("/dev/shm")).exists()
                     ? QStringLiteral("/dev/shm/konstantly-XXXXXX")
                     : QDir::tempPath() + QStringLiteral("/konstantly-XXXXXX"))
    {}

    [[nodiscard]] QString home() const { return m_home.path(); }
    [[nodiscard]] AppPaths paths() const { return AppPaths::forHome(home()); }
    [[nodiscard]] QString cursorFile() const
    {
        return home() + QStringLiteral("/.cursor/mcp.json");
    }
    [[nodiscard]] QString claudeFile() const
    {
        return home() + QStringLiteral("/.config/Claude/claude_desktop_config.json");
    }
    [[nodiscard]] static QString launcher() { return QStringLiteral("/usr/bin/konstantly-mcp"); }

    [[nodiscard]] DeviceStore::Options options() const
    {
        return {paths(),
                ClientCatalog(OperatingSystem::Linux, home()),
                launcher(),
                [] {
                    return QDateTime({2026, 11, 22}, {12, 0}, Qt::UTC);
                },
                [this](const ToolDescriptor &tool) { return tool.id == runningTool; },
                {}};
    }

    [[nodiscard]] static Workspace workspace(const QString &name = QStringLiteral("acme"))
    {
        Workspace result;
        result.name = name;
        result.origin = *Origin::parse(QStringLiteral("https://%1.konstantly.com").arg(name));
        result.consoleSlot = QStringLiteral("slot-") + name;
        result.entry = name == QStringLiteral("acme") ? QStringLiteral("konstantly")
                                                      : QStringLiteral("konstantly-") + name;
        return result;
    }

    static void write(const QString &path, const QByteArray &bytes, uint mode = 0644)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write %s", qPrintable(path));
        file.close();
        chmod(QFile::encodeName(path).constData(), mode);
    }

    [[nodiscard]] static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
    }

    [[nodiscard]] static struct stat status(const QString &path)
    {
        struct stat result = {};
        lstat(QFile::encodeName(path).constData(), &result);
        return result;
    }

    //! All bytes of all files below \a folder, hidden ones included.
    [[nodiscard]] static QByteArray everythingIn(const QString &folder)
    {
        QByteArray result;
        const QFileInfoList list = QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden
                                                              | QDir::NoDotAndDotDot);
        for (const QFileInfo &info : list)
            result += info.isDir() ? everythingIn(info.filePath())
                                   : info.fileName().toUtf8() + '\n' + read(info.filePath());
        return result;
    }

    QString runningTool;

private:
    QTemporaryDir m_home;
};

} // namespace Konstantly::Tests

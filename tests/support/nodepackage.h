// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace Konstantly::Tests {

//! A small npm package, made on the spot.
struct NodePackage
{
    QString name = QStringLiteral("@konstantly/mcp-server");
    QString version = QStringLiteral("0.2.0");
    QJsonObject more{}; //!< further members of package.json; replaces the usual "bin"
    QMap<QString, QByteArray> files{{QStringLiteral("server.js"), "console.log('started')\n"}};

    //! Packs it as a .tgz into \a folder; returns its path.
    [[nodiscard]] QString pack(const QString &folder) const
    {
        QTemporaryDir work;
        QJsonObject json{{QStringLiteral("name"), name},
                         {QStringLiteral("version"), version},
                         {QStringLiteral("bin"), QStringLiteral("server.js")}};
        for (auto it = more.begin(); it != more.end(); ++it)
            json[it.key()] = it.value();
        auto all = files;
        all[QStringLiteral("package.json")] = QJsonDocument(json).toJson();
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            const QString path = work.path() + QStringLiteral("/package/") + it.key();
            QDir().mkpath(QFileInfo(path).path());
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(it.value()) != it.value().size())
                qFatal("can't write %s", qPrintable(path));
        }
        const QString tarball = folder + QStringLiteral("/server-") + version
                                + QStringLiteral(".tgz");
        QDir().mkpath(folder);
        if (QProcess::execute(QStringLiteral("tar"),
                              {QStringLiteral("-czf"), tarball, QStringLiteral("-C"), work.path(),
                               QStringLiteral("package")})
            != 0)
            qFatal("tar failed");
        return tarball;
    }
};

} // namespace Konstantly::Tests

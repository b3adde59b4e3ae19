// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/device/configkeys.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace Konstantly {

//! An AI tool's file as it was before a change of ours.
struct ConfigBackup
{
    QString id; //!< given by ConfigBackups::add()
    QString toolId;
    QString path;
    QString action;    //!< changeActionName() of the change that followed
    QString entryName; //!< what the change was about
    QDateTime takenAt;
    bool existed = false; //!< false: there was no file, config is empty
    RedactedConfig
        config; //!< without Konstantly keys (security S-3); other programs' secrets are in it
    QByteArray sha256Before; //!< of the file's real bytes, raw; empty = no file
    QByteArray sha256After;  //!< of what the change wrote; empty = the file was removed
};

//! A backup as it is listed, without what is in it.
struct BackupSummary
{
    QString id;
    QString toolId;
    QString path;
    QString action; //!< changeActionName() of the change that followed
    QDateTime takenAt;
    bool existed = false; //!< false: there was no file
    qint64 size = 0;      //!< of the file then, in bytes; a key counts as long as its placeholder

    friend bool operator==(const BackupSummary &, const BackupSummary &) = default;
};

//! The backups in our own folder: for each one the file itself as `TOOL-NUMBER.config` and what it was as
//! `TOOL-NUMBER.json`, both 0600. At most ten a tool, the oldest go. Callers hold the lock of DeviceStore.
class ConfigBackups final
{
public:
    static constexpr int MaxPerTool = 10;

    explicit ConfigBackups(QString directory)
        : m_directory(std::move(directory))
    {}

    //! Stores \a backup and answers its id. Fails as writePrivateFile() does; nothing is left then.
    [[nodiscard]] Result<QString> add(const ConfigBackup &backup) const;
    //! Newest first. Damaged ones are left out. No bytes are read for an absent folder.
    [[nodiscard]] std::vector<ConfigBackup> list(const QString &toolId) const;
    [[nodiscard]] std::optional<ConfigBackup> find(const QString &toolId, const QString &id) const;
    //! As list(), without reading the files themselves.
    [[nodiscard]] std::vector<BackupSummary> summaries(const QString &toolId) const;
    void remove(const QString &id) const;

private:
    [[nodiscard]] QStringList ids(const QString &toolId) const;
    [[nodiscard]] std::optional<ConfigBackup> describe(const QString &toolId,
                                                       const QString &id) const;
    [[nodiscard]] std::optional<ConfigBackup> load(const QString &toolId, const QString &id) const;
    [[nodiscard]] QString file(const QString &id, const QString &suffix) const;

    QString m_directory;
};

} // namespace Konstantly

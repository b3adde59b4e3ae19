// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/package/packagestaging.h"
#include "models/package/serverpackage.h"

#include <QObject>
#include <QProcess>
#include <QPromise>
#include <QTimer>

namespace Konstantly {

//! One run of ServerPackage::install(): prepare in the background, npm as a process, commit in the background. Deletes itself
//! when it is done; deleted earlier (with its parent) it stops npm, leaves nothing behind and answers Cancelled.
class PackageInstallation final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageInstallation)

public:
    PackageInstallation(const ServerPackage &package, const QString &packageDir,
                        ServerPackage::Progress progress, QObject *parent);
    ~PackageInstallation() override;

    [[nodiscard]] QFuture<Result<PackageStatus>>
    start(const PackageSource &source, const NodePlaces &places, const Clock &clock);

private:
    void runNpm();
    void npmFinished();
    void commit();
    void finish(const Result<PackageStatus> &result);
    void say(const QString &line) const;
    void readNpm();
    [[nodiscard]] Error npmError() const;

    ServerPackage m_package;
    QString m_packageDir;
    ServerPackage::Progress m_progress;
    PackageSource m_source;
    QString m_home;
    Clock m_clock;
    std::shared_ptr<PackageStaging> m_staging;
    QProcess m_npm;
    QTimer m_deadline;
    QByteArray m_npmOutput;
    bool m_isLate = false;
    QPromise<Result<PackageStatus>> m_promise;
    bool m_isAnswered = false;
};

} // namespace Konstantly

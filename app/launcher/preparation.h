// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/keychain/keychainsecretstore.h"
#include "models/keychain/keyrecord.h"
#include "models/launch/launchplan.h"
#include "models/launch/steplines.h"
#include "models/package/serverpackage.h"
#include "models/settings/apppaths.h"
#include "models/settings/workspace.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace Konstantly {

//! Everything that has to be known before the server may start: the profile, its key from the keychain, and the package,
//! hashed, with a Node.js to run it. Keychain and package are asked side by side.
class Preparation final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Preparation)

public:
    using StepSink = std::function<void(const StepLine &)>;

    //! Follows the policy of this device.
    Preparation(const AppPaths &paths, const QString &profile, StepSink steps);

    //! May finish before it returns.
    void start();

    //! The plan, or the first thing that was wrong; nothing before finished().
    [[nodiscard]] const std::optional<Result<LaunchPlan>> &result() const { return m_result; }
    //! Hands the plan over, and with it the only copy of the key. After finished(), when result() holds one.
    [[nodiscard]] LaunchPlan takePlan();
    //! What to say while it is not finished, and what is waited for takes too long.
    [[nodiscard]] Error delay() const;

Q_SIGNALS:
    void finished(); //!< once

private:
    [[nodiscard]] Result<Workspace> findWorkspace() const;
    void takeKey(const Result<KeyRecord> &record);
    void takePackage(const Result<PackageStatus> &package);
    void planIfComplete();
    [[nodiscard]] Result<LaunchPlan> plan();
    void step(const QString &name, const std::optional<Error> &error, const QString &detail = {});
    void finish(const Result<LaunchPlan> &result);

    AppPaths m_paths;
    QString m_profile;
    StepSink m_steps;
    QElapsedTimer m_clock; // since the beginning of what steps report
    KeychainSecretStore m_keychain;
    ServerPackage m_package;
    Policy m_policy;
    Workspace m_workspace;
    std::optional<KeyRecord> m_record;
    std::optional<PackageStatus> m_status;
    std::optional<Result<LaunchPlan>> m_result;
};

} // namespace Konstantly

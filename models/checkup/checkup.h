// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/forwardstate.h"
#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/checkup/check.h"
#include "models/checkup/checkfacts.h"
#include "models/settings/apppaths.h"

#include <QObject>
#include <QTimer>

namespace Konstantly {

class Exposures;
class KeyCopiesStore;
class KeyStore;
class Rotation;
class Settings;
class WorkspaceStore;

//! The results of all checks on \a facts, worst first. Pure.
[[nodiscard]] QList<CheckResult> judge(const CheckFacts &facts);

//! What the check of the SIEM judges, of a server that is set up. Pure.
[[nodiscard]] SiemFacts siemFacts(const SiemStatus &status, const QDateTime &now);

//! Gathers what the checks need, and judges it. Follows the stores: what they learn changes the results by itself. Main thread;
//! hashing and looking at files is done in workers.
class Checkup final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Checkup)

public:
    //! All outlive the checkup.
    struct Sources
    {
        AppPaths paths;
        const Settings &settings;
        const WorkspaceStore &workspaces;
        const Exposures &exposures;
        SecretStore &secrets;
        DeviceStore &device;
        KeyCopiesStore &copies;
        ServerPackage &package;
        Clock clock;
    };

    enum class Look {
        AtWhatIsKnown, //!< looks only at what nobody looked at yet; makes no call to the service
        Anew           //!< lists the keys again and looks at every file
    };

    explicit Checkup(Sources sources, QObject *parent = nullptr);

    //! Null = none. Both live until this is called again.
    void setWorkspace(KeyStore *keys, Rotation *rotation, const QString &name);

    //! Which keys of the workspace used their right to write, as whoever has usage data tells.
    void setKeysThatWrote(const Result<QSet<QString>> &keys);

    //! The future ends when everything that could be looked at was; a failure is a result, never an error. A call during a run
    //! gets the end of a run that began after it.
    QFuture<Result<>> run(Look look);
    [[nodiscard]] bool isRunning() const { return m_pending > 0; }
    //! Worst first; all "cannot tell" before the first run.
    [[nodiscard]] const QList<CheckResult> &results() const { return m_results; }
    //! UTC; invalid = there was no run yet.
    [[nodiscard]] QDateTime checkedAt() const { return m_checkedAt; }

Q_SIGNALS:
    //! results(), checkedAt() or isRunning() are different now.
    void changed();

private:
    void begin(Look look);
    void look(Look look);
    void lookAtFiles(Look how);
    void lookAtSiem();
    void partDone();
    void updateSoon();
    void update();
    [[nodiscard]] CheckFacts facts() const;
    void addKeys(CheckFacts &facts) const;

    Sources m_sources;
    KeyStore *m_keys = nullptr;
    Rotation *m_rotation = nullptr;
    QString m_workspaceName;
    Result<PackageStatus> m_package = notLookedAt();
    Result<NodeRuntime> m_node = notLookedAt();
    Result<KeychainStatus> m_keychain = notLookedAt();
    Result<QList<OpenPath>> m_openPaths = notLookedAt();
    Result<SiemFacts> m_siem = notLookedAt();
    Result<QSet<QString>> m_keysThatWrote = notLookedAt();
    QList<CheckResult> m_results;
    QDateTime m_checkedAt;
    QTimer m_updateTimer;
    int m_pending = 0; // parts of the run in progress
    std::optional<Look> m_next;
    std::vector<QPromise<Result<>>> m_waiting; // for the run in progress
    std::vector<QPromise<Result<>>> m_later;   // for the one after it
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/result.h"
#include "models/device/keyhunt.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace Konstantly {

class DeviceStore;
class WorkspaceStore;

//! A key that has a name: findings are recognised by it.
struct KnownKey
{
    QString prefix; //!< "kmcp_" and 8 characters, as the service lists keys
    QString name;
    Origin origin; //!< invalid = not known
    bool isRevoked = false;

    friend bool operator==(const KnownKey &, const KnownKey &) = default;
};

//! The copies of Konstantly keys in files besides AI tools' own entries: which there are, whose, and what could not be looked at.
//!
//! Lives in one thread, the main one; hunt() works in a thread of its own and delivers here. Nothing is looked at unasked.
//! The destructor waits for a hunt to notice that it has to stop: one piece of a file at most.
class KeyCopiesStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyCopiesStore)

public:
    struct Options
    {
        AppPaths paths;
        ClientCatalog catalog;
        QProcessEnvironment environment; //!< the one that the catalogue was given
        HuntLimits limits;
    };

    //! \a device tells what the tools' states say already, \a workspaces what this device's keys are called. Both must outlive
    //! this.
    KeyCopiesStore(Options options, const DeviceStore &device, const WorkspaceStore &workspaces,
                   QObject *parent = nullptr);
    ~KeyCopiesStore() override;

    //! Looks again, in a worker. A call during a hunt makes it start over. The future ends when a look that began after this
    //! call was delivered; never with an error.
    QFuture<Result<>> hunt();
    //! The same, when there was no hunt yet, or the tools tell of other keys than at the last one. Does nothing before their
    //! first scan.
    void huntIfNeeded();
    //! Ends a hunt; what it found so far is delivered.
    void stop();
    //! Whether shells' histories are looked at too, from the next hunt on. Off at first.
    void setWithHistories(bool isWith) { m_withHistories = isWith; }
    [[nodiscard]] bool isWithHistories() const { return m_withHistories; }

    [[nodiscard]] bool isHunting() const { return m_isHunting; }
    //! Whether there was a hunt at all.
    [[nodiscard]] bool hasHunted() const { return m_hasHunted; }
    //! Files that the hunt in progress has looked at.
    [[nodiscard]] int filesSoFar() const { return m_filesSoFar; }
    [[nodiscard]] const HuntReport &report() const { return m_report; }

    //! The keys that the service lists, for their names. In place of those given before.
    void setListedKeys(const QList<KnownKey> &keys);
    //! Whose key it is: of this device, else of the listed ones. Nothing = nobody knows it.
    [[nodiscard]] std::optional<KnownKey> keyOf(const KeyFinding &finding) const;
    //! Findings whose key may still work.
    [[nodiscard]] int problemCount() const;

Q_SIGNALS:
    //! The report or the names in it are different now, or a hunt began or ended.
    void changed();
    //! filesSoFar() is different now; a few times a second.
    void progressed();

private:
    [[nodiscard]] HuntRequest request() const;
    void startHunt();
    void deliver(const HuntReport &report);

    Options m_options;
    const DeviceStore &m_device;
    const WorkspaceStore &m_workspaces;
    QList<KnownKey> m_listed;
    HuntReport m_report;
    std::optional<HuntRequest> m_lastRequest;
    bool m_withHistories = false;
    bool m_isHunting = false;
    bool m_hasHunted = false;
    int m_filesSoFar = 0;
    std::vector<QPromise<Result<>>> m_waiting;     // for the next hunt
    std::vector<QPromise<Result<>>> m_served;      // by the one in progress
    std::shared_ptr<std::atomic_bool> m_isStopped; // of the hunt in progress
    QThreadPool m_worker;
};

} // namespace Konstantly

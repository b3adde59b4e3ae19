// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/konstantly/konstantlyclient.h"
#include "models/launch/calllog.h"
#include "models/usage/owncalls.h"
#include "models/usage/usagelisting.h"
#include "models/usage/usagestore.h"

#include <QObject>

#include <array>
#include <functional>
#include <optional>

namespace Konstantly {

//! What is known of one source after it was asked, or before it ever was.
struct UsageSourceReport
{
    UsageSource source = UsageSource::Service;
    bool isKnown = false;                //!< its state was read from the store
    std::chrono::milliseconds readAt{0}; //!< last success; 0 = never
    std::chrono::milliseconds coversFrom{
        0};                           //!< since when it is known without a gap; 0 = not at all
    std::optional<ErrorCode> problem; //!< of the last try
    qint64 calls = 0;                 //!< read in this run

    //! The service does not let this key read it: the others have to do.
    [[nodiscard]] bool isRefused() const;
    friend bool operator==(const UsageSourceReport &, const UsageSourceReport &) = default;
};

//! What one run came to.
struct UsageSyncReport
{
    std::array<UsageSourceReport, 3> sources; //!< in the order of UsageSource
    qint64 inserted = 0;                      //!< calls that were not known
    qint64 ownCalls = 0; //!< of this program in the last 24 hours, this run's included
    //! Why it ended before everything was read: the own calls of a day or minute are used up, or a source wants to be left alone.
    //! Nothing = it is complete.
    std::optional<std::chrono::milliseconds> continuesAt;
    bool isServiceBusy = false; //!< it is the service that wants to be left alone until then
};

//! Brings what the three sources tell into a workspace's history, newest first.
//!
//! The service's lists are read in pages over a window that stays fixed, so that calls made meanwhile do not shift them. Each page is
//! stored in one transaction with the stretch of time that it proves to be complete: a run that is cut off goes on where it was, and
//! the next one asks only for what is not covered, the last OverlapTime included because rows come late. (More rows of one
//! second than half a page holds are read only in one go.) A source that is refused is
//! remembered as that; the audit log is asked then, which tells less. A timer leaves a source that was refused alone for a day.
//!
//! Every call to the service is counted before it is made and stays within OwnCallLimits. Main thread; all work on the history is the
//! store's.
class UsageSync final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageSync)

public:
    static constexpr std::chrono::minutes OverlapTime{10};

    struct Parts
    {
        UsageStore &store; //!< outlives this
        //! The operations with the workspace's console key.
        std::function<QFuture<Result<KonstantlyClient>>()> client;
        std::function<Workspace()> workspace;
        CallLog callLog;
        QString lockFile; //!< held while this device's calls are read, in an existing folder
        QString reader;   //!< this device in a history that several read into
        Clock clock = systemClock();
        std::chrono::days history{90}; //!< how far back the service is asked
        std::function<OwnCallLimits(const Workspace &)> limits = {}; //!< empty = by the plan
    };

    explicit UsageSync(Parts parts, QObject *parent = nullptr);
    ~UsageSync() override; //!< a run that is still out ends with Cancelled; what it stored stays

    enum class Patience {
        None,  //!< ends when the calls of a minute are used up
        Minute //!< waits for the next minute, as often as needed; never for the next day
    };
    //! Errors: the store's; the keychain's and Offline, Timeout … when the service could not be asked at all (this device's calls are
    //! stored all the same); Cancelled. A second run while one is out: Cancelled.
    [[nodiscard]] QFuture<Result<UsageSyncReport>> run(Purpose purpose = Purpose::UserAction,
                                                       Patience patience = Patience::None);
    //! Stops after the page that is being read; the run ends with Cancelled.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }

    //! Only this device's calls, without a call to anybody. For a window that is open: every few seconds.
    [[nodiscard]] QFuture<Result<UsageAdded>> readDevice();

    //! What the store knows of the sources, without asking them.
    [[nodiscard]] QFuture<Result<std::array<UsageSourceReport, 3>>> sources();

    struct Progress
    {
        UsageSource source = UsageSource::Device;
        qint64 calls = 0; //!< read in this run, of all sources
        int pages = 0;
        double share = 0; //!< of the wanted time that this source covers, 0 to 1
    };

Q_SIGNALS:
    void progressed(const Konstantly::UsageSync::Progress &progress);
    //! Waits for the next minute before it asks again.
    void waits(std::chrono::milliseconds until);

private:
    class Run;

    Parts m_parts;
    Run *m_run = nullptr;                                                // child
    std::array<std::optional<std::chrono::milliseconds>, 3> m_refusedAt; //!< by source
    std::optional<std::chrono::milliseconds>
        m_skew; //!< the service's clock less ours, once it was told
};

} // namespace Konstantly

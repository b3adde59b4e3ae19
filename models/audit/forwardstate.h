// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/syslogconnection.h"
#include "models/settings/apppaths.h"

#include <QDateTime>
#include <QLockFile>

#include <optional>

namespace Konstantly {

//! How forwarding of one workspace to one server stands; kept between runs.
struct ForwardState
{
    qint64 cursor = 0;              //!< of the journal: everything before it arrived
    QDateTime deliveredAt;          //!< UTC; invalid = never
    std::optional<Error> lastError; //!< of the last try; nothing = it worked, or there was none
    QDateTime failedAt;             //!< UTC; when lastError was
    //! Lines of the journal that were ever written before cursor; nothing = an earlier version kept the state.
    std::optional<qint64> lines;
    qint64 lost
        = 0; //!< events that never arrive: damaged, or removed from the journal before their turn
    QDateTime lostAt; //!< UTC; when that was last noticed

    friend bool operator==(const ForwardState &, const ForwardState &) = default;
};

//! Where a ForwardState is: state/audit/NAME.siem-HASH.json, one for each server, so that trying another one forgets nothing.
//!
//! Processes that forward at the same time take turns by lock(): who holds it reads what the other one wrote, and nothing is
//! sent twice because of it. Blocks, any thread.
class ForwardStateFile final
{
public:
    ForwardStateFile(const AppPaths &paths, const QString &workspace, const SyslogTarget &target);

    //! Whatever is wrong with the file: sending again is never wrong.
    [[nodiscard]] ForwardState read() const;
    //! Errors: those of writePrivateFile().
    [[nodiscard]] Result<> write(const ForwardState &state) const;
    //! Errors: DeliveryBusy; those of write(), when the folder takes no file.
    [[nodiscard]] Result<std::unique_ptr<QLockFile>> lock(std::chrono::milliseconds patience) const;

private:
    QString m_path;
    QString m_target;
};

//! The files that hold the states of all servers of the journal \a base, see auditFileBase(), and their locks.
[[nodiscard]] QStringList forwardStatePaths(const QString &base);
//! The first cursor of the journal \a base that a server which was tried lately has not got; nothing = there is no such server.
//! \a now: milliseconds since 1970.
[[nodiscard]] std::optional<qint64> undeliveredFrom(const QString &base, qint64 now);

//! What people want to know about forwarding.
struct SiemStatus
{
    ForwardState state;
    qint64 waiting = 0; //!< events that did not arrive yet

    friend bool operator==(const SiemStatus &, const SiemStatus &) = default;
};

//! Of \a workspace at \a target, whoever forwards. Blocks: for a worker. Errors: FileUnreadable (the journal).
[[nodiscard]] Result<SiemStatus> readSiemStatus(const AppPaths &paths, const QString &workspace,
                                                const SyslogTarget &target);

} // namespace Konstantly

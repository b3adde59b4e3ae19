// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/checkup/openpaths.h"
#include "models/device/devicestore.h"
#include "models/keychain/secretstore.h"
#include "models/keys/keystatus.h"
#include "models/keys/rotationjournal.h"
#include "models/package/serverpackage.h"

#include <QSet>

namespace Konstantly {

//! Copies of keys besides the tools' entries.
struct CopyFacts
{
    int usable = 0; //!< whose key may still work
    QStringList places;
    int notLookedAt = 0;
};

//! The forwarding of events to a SIEM.
struct SiemFacts
{
    bool isConfigured = false;
    QDateTime lastDeliveryAt; //!< UTC; invalid = never
    std::optional<Error> lastError;
    qint64 overdue
        = 0;         //!< events that wait although the last delivery was long ago: nobody forwards
    qint64 lost = 0; //!< events that never arrive, when some were noticed lately
    QDateTime lostAt = {}; //!< UTC; when
};

//! What nobody has looked at yet.
[[nodiscard]] inline tl::unexpected<Error> notLookedAt()
{
    return fail(ErrorCode::Cancelled);
}

//! Everything that the checks judge. What could not be looked at is an error, and stays "cannot tell" in every check.
struct CheckFacts
{
    //! Those that are not revoked.
    Result<QList<KeyRow>> keys = notLookedAt();
    QDateTime callsFreeAt = {};   //!< UTC; when the service takes calls again; invalid = not known
    bool areKeysComplete = false; //!< false: the list may miss some
    Result<Workspace> workspace = notLookedAt();
    Result<QList<RotationEntry>> rotations = notLookedAt();
    Result<std::vector<ToolStatus>> tools = notLookedAt(); //!< the installed ones
    Result<CopyFacts> copies = notLookedAt();
    Result<QList<OpenPath>> openPaths = notLookedAt();
    Result<PackageStatus> package = notLookedAt(); //!< as verify() answers
    Result<NodeRuntime> node = notLookedAt();
    Result<KeychainStatus> keychain = notLookedAt();
    Result<bool> isMetering = notLookedAt();
    //! Ids of the keys that used a tool which writes. Who has usage data fills it in.
    Result<QSet<QString>> keysThatWrote = notLookedAt();
    //! Who forwards events fills it in.
    Result<SiemFacts> siem = notLookedAt();
};

} // namespace Konstantly

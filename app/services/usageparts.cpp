// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/usageparts.h"

#include "app/services/services.h"
#include "models/keychain/keyrecord.h"
#include "models/settings/settingkeys.h"
#include "models/usage/usagelocation.h"
#include "models/usage/workspaceusage.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString deviceId(Settings &settings)
{
    QString id = settings.value(SettingKeys::DeviceId);
    if (id.isEmpty()) {
        id = newSlot(); // as random as names get
        settings.setValue(SettingKeys::DeviceId, id);
    }
    return id;
}

} // namespace

QFuture<Result<UsageLocation>> usageLocation(Services &services, const Workspace &workspace)
{
    UsageLocation location;
    location.path = usageFile(services.paths(), workspace);
    const QString url = services.settings().value(SettingKeys::UsageServer);
    if (url.isEmpty() || workspace.isDemo)
        return readyFuture<UsageLocation>(location);
    const Result<UsageLocation::Server> server = usageServerFromUrl(url);
    if (!server)
        return failedFuture<UsageLocation>(server.error());
    location.server = *server;
    return services.secrets()
        .read(UsageServerSlot.toString())
        .then(&services,
              [location](const Result<Secret> &password) mutable -> Result<UsageLocation> {
                  if (!password)
                      return fail(password.error());
                  location.server->password = *password;
                  return location;
              });
}

WorkspaceSession::UsageMaker usageMaker(Services &services)
{
    return [&services](WorkspaceSession &session) {
        const Workspace workspace = session.workspace();
        WorkspaceUsage::Parts parts{
            workspace.origin,
            QTimeZone::systemTimeZone(),
            services.isOfWindow() ? UsageDatabase::Days::OfTheZone : UsageDatabase::Days::AsTheyAre,
            [&services, workspace] { return usageLocation(services, workspace); },
            [&session] { return session.access().client(); },
            [&session] { return session.workspace(); },
            CallLog(services.paths()),
            services.paths().stateDir + u"/usage-device.lock"_s,
            deviceId(services.settings()),
            services.clock(),
            std::chrono::days(services.settings().value(SettingKeys::UsageHistoryDays)),
            {}};
        if (workspace.isDemo)
            parts.limits = [](const Workspace &) { return OwnCallLimits::ofDemo(); };
        return std::make_unique<WorkspaceUsage>(std::move(parts));
    };
}

} // namespace Konstantly

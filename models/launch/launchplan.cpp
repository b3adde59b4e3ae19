// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/launchplan.h"

#include "models/keychain/keyrecord.h"
#include "models/package/childenvironment.h"
#include "models/package/serverpackage.h"
#include "models/settings/workspace.h"

#include <QCryptographicHash>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QByteArrayList environmentBlock(const QProcessEnvironment &environment)
{
    QByteArrayList block;
    const QStringList names = environment.keys();
    for (const QString &name : names)
        block << (name + u'=' + environment.value(name)).toLocal8Bit();
    std::sort(block.begin(), block.end());
    return block;
}

//! Never anything of the key itself.
QString keyName(const Workspace &workspace, const KeyRecord &record)
{
    const bool isUsable = !record.keyId.isEmpty() && record.keyId.size() <= 64
                          && std::all_of(record.keyId.begin(), record.keyId.end(), [](QChar c) {
                                 return c.unicode() < 128
                                        && (c.isLetterOrNumber() || c == u'-' || c == u'_');
                             });
    if (isUsable)
        return record.keyId;
    return keyNameOfSlot(workspace.activeDeviceSlot());
}

} // namespace

QString keyNameOfSlot(const QString &slot)
{
    const QByteArray hash = QCryptographicHash::hash(slot.toUtf8(), QCryptographicHash::Sha256);
    return u"slot-"_s + QString::fromLatin1(hash.toHex().first(12));
}

Result<LaunchPlan> planLaunch(const Workspace &workspace, const PackageStatus &package,
                              const KeyRecord &record, const QString &home,
                              const QProcessEnvironment &inherited)
{
    if (!package.verified)
        return fail(ErrorCode::PackageNotVerified, u"not hashed"_s);
    if (!workspace.origin.isValid() || record.origin != workspace.origin)
        return fail(ErrorCode::OriginMismatch, u"record of another origin"_s,
                    workspace.origin.toString());
    if (record.key.isEmpty())
        return fail(ErrorCode::KeyMissing, u"empty key"_s, workspace.name);
    if (!workspace.caFile.isEmpty() && !QDir::isAbsolutePath(workspace.caFile))
        return fail(ErrorCode::FileUnreadable, u"not an absolute path"_s, workspace.caFile);

    QProcessEnvironment environment = childEnvironment(inherited, home, package.node.path);
    environment.insert(u"KONSTANTLY_URL"_s, workspace.origin.toString());
    if (!workspace.caFile.isEmpty())
        environment.insert(u"NODE_EXTRA_CA_CERTS"_s, workspace.caFile);
    if (inherited.contains(u"KONSTANTLY_MCP_DEBUG"_s))
        environment.insert(u"KONSTANTLY_MCP_DEBUG"_s, inherited.value(u"KONSTANTLY_MCP_DEBUG"_s));

    LaunchPlan plan;
    plan.program = package.node.path;
    plan.arguments = {u"--require"_s, package.preloadScript, package.entryScript};
    plan.environment = environmentBlock(environment);
    plan.workingDirectory = home;
    plan.keyName = keyName(workspace, record);
    plan.package = package.version + u' ' + package.integrity;
    plan.key = record.key;
    return plan;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/refusal.h"

#include "models/base/plaintext.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

using Weight = RefusalReason::Weight;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Refusal)
};

RefusalReason revoked(const RefusalFacts &facts, const QDateTime &now)
{
    const QDateTime at = facts.key && facts.key->revokedAt ? *facts.key->revokedAt
                                                           : facts.revokedHereAt;
    const QString when = agoText(at, now);
    return {Weight::Explains, u"revoked"_s,
            facts.revokedBy.isEmpty()
                ? Texts::tr("It was revoked %1. Every call with it answers 401.").arg(when)
                : Texts::tr("%1 revoked it %2. Every call with it answers 401.")
                      .arg(plainText(facts.revokedBy, 80), when)};
}

} // namespace

QList<RefusalReason> explainRefusal(const RefusalFacts &facts, const QDateTime &now)
{
    QList<RefusalReason> reasons;
    const Key *key = facts.key ? &*facts.key : nullptr;
    if ((key && key->revokedAt) || facts.revokedHereAt.isValid())
        reasons << revoked(facts, now);
    if (key && key->owner && key->owner->isBanned.value_or(false))
        reasons << RefusalReason{
            Weight::Explains, u"owner-blocked"_s,
            Texts::tr("Its owner, %1, is blocked. Every call with it answers 401 until they are "
                      "unblocked.")
                .arg(ownerText(*key))};
    if (!facts.otherWorkspaces.isEmpty())
        reasons << RefusalReason{
            Weight::Explains, u"other-workspace"_s,
            Texts::tr("It belongs to another workspace: %1. At this one's address it is unknown.")
                .arg(QLocale().createSeparatedList(facts.otherWorkspaces))};
    if (facts.license)
        reasons << RefusalReason{
            Weight::Possible, u"license"_s,
            Texts::tr("The workspace's licence has MCP switched off, or the plan does not include "
                      "it. Older versions of the service answer 401 then.")};
    if (!key && facts.otherWorkspaces.isEmpty())
        reasons
            << (facts.isListComplete
                    ? RefusalReason{Weight::Explains, u"not-listed"_s,
                                    Texts::tr("The workspace's list has no such key: it was never "
                                              "made there, or it "
                                              "was mistyped.")}
                    : RefusalReason{
                        Weight::Possible, u"never-seen"_s,
                        Texts::tr(
                            "This device has never seen it, and the workspace's list could not be "
                            "read whole.")});
    if (reasons.isEmpty())
        reasons << RefusalReason{Weight::Nothing, u"nothing-known"_s,
                                 Texts::tr("Nothing known here speaks against it.")};
    return reasons;
}

RefusalFacts refusalFacts(const Key &key, const KeyStore &keys, const QList<Workspace> &workspaces)
{
    const Workspace here = keys.access().workspace();
    RefusalFacts facts;
    facts.key = key;
    const bool isListed = keys.source() == KeySource::Api && keys.find(key.id);
    facts.isListComplete = isListed && keys.isComplete();
    if (key.revokedBy)
        facts.revokedBy = key.revokedBy->name;
    if (!isListed) // else it is known to be this one's
        facts.otherWorkspaces = otherHolders(key.prefix, here, workspaces);
    for (const std::optional<Error> &error : {keys.lastError(), keys.managementRefusal()}) {
        if (error
            && (error->code == ErrorCode::LicenseRestricted
                || error->code == ErrorCode::LicenseDisabled))
            facts.license = error->code;
    }
    if (!key.prefix.isEmpty() && key.prefix == here.consoleKeyPrefix)
        facts.revokedHereAt = here.consoleKeyRevokedAt;
    else if (!key.prefix.isEmpty() && key.prefix == here.deviceKeyPrefix)
        facts.revokedHereAt = here.deviceKeyRevokedAt;
    return facts;
}

QStringList otherHolders(const QString &prefix, const Workspace &current,
                         const QList<Workspace> &workspaces)
{
    QStringList names;
    for (const Workspace &workspace : workspaces) {
        if (!prefix.isEmpty() && workspace.origin != current.origin
            && (workspace.consoleKeyPrefix == prefix || workspace.deviceKeyPrefix == prefix))
            names << workspace.name;
    }
    return names;
}

} // namespace Konstantly

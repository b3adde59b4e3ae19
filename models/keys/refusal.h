// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"
#include "models/base/origin.h"
#include "models/konstantly/types.h"
#include "models/settings/workspace.h"

#include <QStringList>

#include <optional>

namespace Konstantly {

class KeyStore;

//! Everything this device knows that bears on why the service refuses a key. Its 401 is opaque on purpose (contract, rule 4), and
//! asking again would spend the budget of failed sign-ins: so nothing here makes a call.
struct RefusalFacts
{
    std::optional<Key> key; //!< as the workspace's list has it; nothing = it is not in the list
    bool isListComplete = false; //!< the service's own list, read whole
    QString revokedBy;           //!< who revoked it, by audit event 87; empty = not known
    QStringList otherWorkspaces; //!< names of other workspaces here that hold a key of that prefix
    std::optional<ErrorCode>
        license; //!< LicenseRestricted or LicenseDisabled, when the service said so last
    QDateTime revokedHereAt; //!< when this device learned that it was revoked; invalid = it did not
};

//! Why a key may be refused, and how sure that is.
struct RefusalReason
{
    enum class Weight { Explains, Possible, Nothing };
    Weight weight = Weight::Nothing;
    QString
        code; //!< stable: "revoked", "owner-blocked", "other-workspace", "license", "not-listed", "never-seen", "nothing-known"
    QString text; //!< one or two sentences, translated
};

//! What explains a refusal, surest first; never empty: when nothing speaks against the key it says that, which is not the same as
//! "it works".
[[nodiscard]] QList<RefusalReason> explainRefusal(const RefusalFacts &facts, const QDateTime &now);

//! What is known here about \a key of the workspace whose list \a keys is.
[[nodiscard]] RefusalFacts refusalFacts(const Key &key, const KeyStore &keys,
                                        const QList<Workspace> &workspaces);

//! Which of \a workspaces at other addresses than \a current's \a current hold a key of \a prefix on this device.
[[nodiscard]] QStringList otherHolders(const QString &prefix, const Workspace &current,
                                       const QList<Workspace> &workspaces);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Konstantly {

//! What the registry says of one version of the server: the answer of "npm view --json".
struct RegistryEntry
{
    QString version;
    QString integrity;
    //! Who published it. A build service that publishes for somebody (npm's "trusted publisher") has the same name for everybody,
    //! so there it is "GitHub Actions for alice, bob", with the owners of the package. Empty = the registry does not tell.
    QString publisher;

    //! InvalidInput when \a json is not such an answer.
    [[nodiscard]] static Result<RegistryEntry> fromJson(const QByteArray &json);
};

//! Whose versions of the server may be installed here.
//!
//! The rule. Nobody is known from the start: the name of the package, and its whole scope, may be free on a registry, and
//! whoever takes it is handed the keys; a name built in here would be taken together with the scope. So the first publisher
//! that a registry names, and every other one later, has to be accepted once by name. A registry that names nobody (a
//! company's own) is trusted as its owner's choice until it or another one named somebody. A file from the administrator
//! has no publisher.
class KnownPublishers final
{
public:
    //! What is recorded below \a packageDir. A damaged record knows nobody and says that there were some.
    [[nodiscard]] static KnownPublishers read(const QString &packageDir);
    //! \a publisher may be empty: the registry named nobody.
    [[nodiscard]] bool knows(const QString &publisher) const;
    [[nodiscard]] QStringList names() const { return m_names; }
    //! Adds \a publisher to the record.
    [[nodiscard]] Result<> remember(const QString &packageDir, const QString &publisher);

private:
    QStringList m_names;
    bool m_isDamaged = false;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/checks/checks.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

constexpr qsizetype MaxNames = 4;

} // namespace

std::span<const CheckFunction> allChecks()
{
    static constexpr std::array<CheckFunction, 20> checks{
        Checks::ownerLeft,       Checks::exposedKeys,      Checks::plaintextKeys,
        Checks::keyCopies,       Checks::toolUrls,         Checks::unfinishedRotations,
        Checks::rotationDue,     Checks::naming,           Checks::unusedKeys,
        Checks::ownDeviceKey,    Checks::writeScope,       Checks::toolEntries,
        Checks::packageVerified, Checks::packageSignature, Checks::nodeRuntime,
        Checks::serviceAnswers,  Checks::keychainHealthy,  Checks::privateFiles,
        Checks::meteringOn,      Checks::siemDelivery};
    return checks;
}

CheckResult Checks::cannotTell(const QString &id, const QString &title, const Error &why)
{
    return cannotTell(id, title,
                      why.code == ErrorCode::Cancelled ? Texts::tr("Nobody has looked yet.")
                                                       : describe(why).message);
}

CheckResult Checks::cannotTell(const QString &id, const QString &title, const QString &detail)
{
    return {id, CheckState::CannotTell, title, detail, CheckFix::None, {}};
}

QString Checks::someNames(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names.first(std::min(MaxNames, names.size())))
        shown << plainText(name, 80);
    const QString text = shown.join(u" · "_s);
    if (names.size() <= MaxNames)
        return text;
    return Texts::tr("%1 and %n more", nullptr, int(names.size() - MaxNames)).arg(text);
}

} // namespace Konstantly

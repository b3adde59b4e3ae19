// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/checks/checks.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

} // namespace

CheckResult Checks::packageVerified(const CheckFacts &facts)
{
    const QString id = u"package-verified"_s;
    const QString title = Texts::tr("Server package pinned and verified");
    if (facts.package) {
        if (facts.package->verified)
            return {id,
                    CheckState::Passed,
                    title,
                    Texts::tr("%1 %2 · sha512 matches")
                        .arg(facts.package->name, facts.package->version),
                    CheckFix::None,
                    {}};
        return cannotTell(id, title, Texts::tr("Its files were not hashed."));
    }
    switch (facts.package.error().code) {
    case ErrorCode::PackageMissing:
        return {id,
                CheckState::Warning,
                Texts::tr("The server package is not installed"),
                describe(facts.package.error()).message,
                CheckFix::InstallPackage,
                {}};
    case ErrorCode::PackageNotVerified:
        return {id,
                CheckState::Problem,
                Texts::tr("The server package is not what was installed"),
                describe(facts.package.error()).message,
                CheckFix::InstallPackage,
                {}};
    default:
        return cannotTell(id, title, facts.package.error());
    }
}

CheckResult Checks::packageSignature(const CheckFacts &facts)
{
    const QString id = u"package-signature"_s;
    const QString title = Texts::tr("The registry signed the server package");
    if (!facts.package)
        return cannotTell(id, title, facts.package.error());
    if (facts.package->signature == "verified"_L1)
        return {id, CheckState::Passed, title, facts.package->version, CheckFix::None, {}};
    if (facts.package->signature == "unsigned"_L1)
        return {id,
                CheckState::Warning,
                Texts::tr("The server package is not signed"),
                facts.package->signatureDetail,
                CheckFix::InstallPackage,
                {}};
    // Neither a package from a file nor a registry that did not answer leaves more than "unknown".
    return cannotTell(id, title,
                      Texts::tr("npm could not ask the registry about it when it was installed."));
}

CheckResult Checks::nodeRuntime(const CheckFacts &facts)
{
    const QString id = u"node"_s;
    const QString title = Texts::tr("Node.js is there and new enough");
    if (facts.node) {
        if (facts.node->version.majorVersion() < NodeRuntime::OldestMajor)
            return {id,
                    CheckState::Problem,
                    Texts::tr("Node.js is too old"),
                    Texts::tr("%1 at %2; the server needs %3 or newer")
                        .arg(facts.node->version.toString(), facts.node->path)
                        .arg(NodeRuntime::OldestMajor),
                    CheckFix::InstallPackage,
                    {}};
        return {id,
                CheckState::Passed,
                title,
                facts.node->version.toString() + u" · "_s + facts.node->path,
                CheckFix::None,
                {}};
    }
    if (facts.node.error().code == ErrorCode::NodeMissing)
        return {id,
                facts.package ? CheckState::Problem : CheckState::Warning,
                Texts::tr("Node.js can't be used"),
                describe(facts.node.error()).message,
                CheckFix::InstallPackage,
                {}};
    return cannotTell(id, title, facts.node.error());
}

} // namespace Konstantly

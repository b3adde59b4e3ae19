// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! \file What PackageStaging has npm do.

#include "models/package/packagestaging.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! What no installation of ours may do otherwise, whatever the user's settings say.
const QStringList &strict()
{
    static const QStringList options{u"--ignore-scripts"_s,
                                     u"--no-audit"_s,
                                     u"--no-fund"_s,
                                     u"--no-bin-links"_s,
                                     u"--install-links"_s,
                                     u"--package-lock"_s,
                                     u"--lockfile-version"_s,
                                     u"3"_s,
                                     u"--omit=dev"_s,
                                     u"--fetch-retries=1"_s,
                                     u"--fetch-retry-mintimeout=1000"_s};
    return options;
}

} // namespace

NpmCommand PackageStaging::npm(const QString &home, const QStringList &arguments) const
{
    NpmCommand command;
    command.program = m_node.path;
    command.arguments = QStringList{m_npmScript} + arguments;
    command.arguments << u"--no-update-notifier"_s << u"--no-color"_s << u"--loglevel=error"_s
                      << u"--no-global"_s << u"--prefix"_s << m_directory << u"--cache"_s
                      << m_packageDir + u"/cache"_s;
    if (m_source.isTarball())
        command.arguments << u"--offline"_s;
    command.directory = m_directory;
    // From the registry npm needs the user's own settings (~/.npmrc: company registry, proxy). A tarball needs none.
    command.home = m_source.isTarball() ? m_directory : home;
    return command;
}

NpmCommand PackageStaging::resolveCommand(const QString &home) const
{
    const QString what = m_source.isTarball()
                             ? u"./"_s + PackageSource::tarballName()
                             : QLatin1StringView(ServerPackage::Name) + u'@' + m_source.version;
    return npm(home, QStringList{u"install"_s, u"--package-lock-only"_s, u"--save-exact"_s}
                         + strict() + QStringList{what});
}

NpmCommand PackageStaging::unpackCommand(const QString &home) const
{
    return npm(home, QStringList{u"ci"_s} + strict());
}

NpmCommand PackageStaging::describeCommand(const QString &home) const
{
    return npm(home, {u"view"_s, QLatin1StringView(ServerPackage::Name) + u'@' + m_source.version,
                      u"--json"_s, u"--fetch-retries=1"_s, u"--fetch-retry-mintimeout=1000"_s});
}

NpmCommand PackageStaging::signaturesCommand(const QString &home) const
{
    return npm(home, {u"audit"_s, u"signatures"_s, u"--json"_s, u"--omit=dev"_s,
                      u"--fetch-retries=0"_s, u"--fetch-timeout=10000"_s});
}

NpmCommand PackageStaging::registriesCommand(const QString &home) const
{
    return npm(home, {u"config"_s, u"get"_s, u"@konstantly:registry"_s, u"registry"_s});
}

NpmCommand PackageStaging::ownSignaturesCommand(const QString &home,
                                                const QByteArray &registries) const
{
    QString scoped;
    QString other;
    const QStringList lines = QString::fromUtf8(registries).split(u'\n');
    for (const QString &line : lines) {
        const QString value = line.section(u'=', 1).trimmed();
        if (line.startsWith("@konstantly:registry="_L1) && value != "undefined"_L1)
            scoped = value;
        if (line.startsWith("registry="_L1))
            other = value;
    }
    NpmCommand command = npm(home, {});
    command.arguments = {u"-e"_s, QString::fromLatin1(SignatureScript), u"--"_s,
                         scoped.isEmpty() ? other : scoped, other};
    return command;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/policy.h"

#include "models/base/plaintext.h"
#include "models/settings/manageable.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Policy)
};

constexpr qint64 MaxBytes = 64 * 1024;

Result<> badMember(QLatin1StringView name)
{
    return fail(ErrorCode::FileNotParsable, name);
}

//! \a value as the text that preferences are kept as; nothing when it is not what the preference takes.
std::optional<QString> textFor(const SettingKey<int> &key, const QJsonValue &value)
{
    const int number = value.toInt(-1);
    if (number < key.minimum || number > key.maximum)
        return std::nullopt;
    return QString::number(number);
}

std::optional<QString> textFor(const SettingKey<bool> &, const QJsonValue &value)
{
    return value.isBool() ? std::optional(value.toVariant().toString()) : std::nullopt;
}

std::optional<QString> textFor(const SettingKey<QString> &, const QJsonValue &value)
{
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

//! Whether only the owner that is meant can have written it.
Result<> checkTrusted(const PolicySource &source)
{
#ifdef Q_OS_UNIX
    const QFileInfo file(source.path);
    constexpr QFile::Permissions others = QFile::WriteGroup | QFile::WriteOther;
    for (const QFileInfo &info : {file, QFileInfo(file.path())}) {
        if (info.isSymLink() || info.ownerId() != source.ownerId || info.permissions() & others)
            return fail(ErrorCode::FileUnsupported,
                        Texts::tr("%1 can be changed by others than the administrator.")
                            .arg(info.filePath()));
    }
    if (!file.isFile())
        return fail(ErrorCode::FileUnsupported, Texts::tr("It is not a regular file."));
#else
    Q_UNUSED(source)
#endif
    return {};
}

} // namespace

Policy Policy::refused(ErrorCode code, const QString &detail, const QString &path)
{
    Policy policy;
    policy.m_isPresent = true;
    policy.m_place = path;
    policy.m_problem = Error{code, detail, path, {}};
    return policy;
}

Policy Policy::read(const PolicySource &source)
{
    const QFileInfo info(source.path);
    if (!info.exists() && !info.isSymLink()) {
        // A folder that can't be entered hides whether there is a policy: that is no leave to do without.
        const QFileInfo folder(info.path());
        if (folder.isDir() && !folder.isExecutable())
            return refused(ErrorCode::FileUnreadable, {}, source.path);
        const QByteArray system = source.looksIntoSystemPreferences ? systemPolicyDocument()
                                                                    : QByteArray();
        return system.isEmpty() ? Policy() : fromJson(system, Texts::tr("system preferences"));
    }
    if (const Result<> trusted = checkTrusted(source); !trusted)
        return refused(trusted.error().code, trusted.error().detail, source.path);
    QFile file(source.path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(ErrorCode::FileUnreadable, file.errorString(), source.path);
    const QByteArray bytes = file.read(MaxBytes + 1);
    if (bytes.size() > MaxBytes)
        return refused(ErrorCode::FileUnsupported, Texts::tr("It is too large."), source.path);
    return fromJson(bytes, source.path);
}

Policy Policy::fromJson(const QByteArray &json, const QString &path)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return refused(ErrorCode::FileNotParsable, error.errorString(), path);
    Policy policy;
    policy.m_isPresent = true;
    policy.m_place = path;
    if (const Result<> done = policy.readDocument(document.object()); !done)
        return refused(done.error().code, done.error().detail, path);
    return policy;
}

Result<> Policy::readDocument(const QJsonObject &document)
{
    if (document["format"_L1].toInt() != 1)
        return badMember("format"_L1);
    for (auto it = document.begin(); it != document.end(); ++it) {
        Result<> done;
        if (it.key() == "allowedHosts"_L1)
            done = readHosts(*it);
        else if (it.key() == "package"_L1)
            done = readPackage(*it);
        else if (it.key() == "locked"_L1)
            done = readLocked(*it);
        else if (const ManageablePreference *preference = findManageableMember(it.key()))
            done = readValue(*preference, *it);
        else if (it.key() != "format"_L1)
            m_notes << Texts::tr("“%1” is not known to this version.").arg(plainText(it.key(), 60));
        if (!done)
            return done;
    }
    return {};
}

Result<> Policy::readValue(const ManageablePreference &preference, const QJsonValue &value)
{
    const std::optional<QString> text = std::visit(
        [&value](const auto &key) { return textFor(key, value); }, preference.key);
    if (!text)
        return badMember(preference.member);
    m_values[QLatin1StringView(preference.name())] = *text;
    return {};
}

Result<> Policy::readHosts(const QJsonValue &value)
{
    static const QRegularExpression host(
        u"^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$"_s);
    if (!value.isArray())
        return badMember("allowedHosts"_L1);
    QStringList hosts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &one : array) {
        if (!host.match(one.toString()).hasMatch())
            return badMember("allowedHosts"_L1);
        hosts << one.toString();
    }
    m_hosts = hosts;
    return {};
}

Result<> Policy::readPackage(const QJsonValue &value)
{
    static const QRegularExpression exact(u"^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$"_s);
    static const QRegularExpression sha512(u"^sha512-[A-Za-z0-9+/]{86}==$"_s);
    const QJsonObject package = value.toObject();
    m_packageVersion = package["version"_L1].toString();
    m_packageIntegrity = package["integrity"_L1].toString();
    if (!exact.match(m_packageVersion).hasMatch())
        return badMember("package.version"_L1);
    if (package.contains("integrity"_L1) && !sha512.match(m_packageIntegrity).hasMatch())
        return badMember("package.integrity"_L1);
    for (const QString &name : package.keys()) {
        if (name != "version"_L1 && name != "integrity"_L1)
            m_notes << Texts::tr("“%1” is not known to this version.").arg(plainText(name, 60));
    }
    return {};
}

Result<> Policy::readLocked(const QJsonValue &value)
{
    if (!value.isArray())
        return badMember("locked"_L1);
    const QJsonArray array = value.toArray();
    for (const QJsonValue &one : array) {
        if (!one.isString())
            return badMember("locked"_L1);
        const ManageablePreference *preference = findManageableMember(one.toString());
        if (preference == nullptr)
            m_notes << Texts::tr("“%1” is not known to this version.")
                           .arg(plainText(one.toString(), 60));
        else
            m_locked.insert(QLatin1StringView(preference->name()));
    }
    return {};
}

Result<> Policy::checkReadable() const
{
    if (!m_problem)
        return {};
    const ErrorText text = describe(*m_problem);
    return fail(
        ErrorCode::NotConfigured,
        Texts::tr("The administrator's policy for this device can't be followed, so nothing "
                  "new is set up. %1 %2")
            .arg(text.message, m_problem->detail)
            .trimmed());
}

Result<> Policy::checkHost(const QString &host) const
{
    if (!m_hosts)
        return {};
    const bool isAllowed = std::any_of(
        m_hosts->begin(), m_hosts->end(), [&host](const QString &allowed) {
            return allowed.startsWith(u"*."_s) ? host.endsWith(allowed.mid(1)) : host == allowed;
        });
    if (isAllowed)
        return {};
    return fail(ErrorCode::NotConfigured,
                Texts::tr("The administrator of this device does not allow workspaces at %1.")
                    .arg(plainText(host)));
}

Result<> Policy::checkNewHost(const QString &host) const
{
    const Result<> readable = checkReadable();
    return readable ? checkHost(host) : readable;
}

Result<> Policy::checkPackage(const QString &version, const QString &integrity) const
{
    if (m_packageVersion.isEmpty())
        return {};
    if (version != m_packageVersion)
        return fail(ErrorCode::NotConfigured,
                    Texts::tr("The administrator of this device pinned version %1 of the MCP "
                              "server; this is %2.")
                        .arg(m_packageVersion, plainText(version)));
    if (!m_packageIntegrity.isEmpty() && !integrity.isEmpty() && integrity != m_packageIntegrity)
        return fail(ErrorCode::NotConfigured,
                    Texts::tr("Version %1 of the MCP server is not the one that the administrator "
                              "of this device pinned: its checksum differs.")
                        .arg(m_packageVersion));
    return {};
}

Result<> Policy::checkNewPackage(const QString &version, const QString &integrity) const
{
    const Result<> readable = checkReadable();
    return readable ? checkPackage(version, integrity) : readable;
}

std::optional<QString> Policy::value(QLatin1StringView name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::nullopt : std::optional(*found);
}

bool Policy::isLocked(QLatin1StringView name) const
{
    if (m_locked.contains(name))
        return true;
    // One that can't be read might lock any of them.
    return m_problem && findManageable(name) != nullptr;
}

Result<> Policy::checkChangeable(QLatin1StringView name) const
{
    if (!isLocked(name))
        return {};
    const ManageablePreference *preference = findManageable(name);
    return fail(
        ErrorCode::NotConfigured,
        Texts::tr("The administrator of this device manages “%1”: it can't be changed here.")
            .arg(preference->member));
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArrayView>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace Konstantly {

struct ManageablePreference;

//! Where the administrator's policy is.
struct PolicySource
{
    QString path = QStringLiteral("/etc/konstantly/policy.json");
    uint ownerId = 0; //!< whose the file has to be
    //! On macOS and Windows: from the preferences that only an administrator can write, when there is no file.
    bool looksIntoSystemPreferences = true;
};

//! What an administrator decided for this device (SECURITY.md). A value; any thread.
//!
//! A policy that is there and can't be trusted or understood limits more, never less: nothing new can be set up, and what a
//! policy may manage stays at its default. What is set up already goes on working.
class Policy final
{
public:
    //! None: everything is allowed.
    Policy() = default;

    //! Looks into \a source. Never fails: see problem().
    [[nodiscard]] static Policy read(const PolicySource &source = {});
    //! Of the document itself. Unknown members are left out and named in notes().
    [[nodiscard]] static Policy fromJson(const QByteArray &json, const QString &path);

    //! Whether there is one, or should be.
    [[nodiscard]] bool isPresent() const { return m_isPresent; }
    //! Why it is not followed; its subject is the file. Empty = it is, or there is none.
    [[nodiscard]] std::optional<Error> problem() const { return m_problem; }
    //! Members that this version does not know; for people, plain text.
    [[nodiscard]] QStringList notes() const { return m_notes; }

    //! Whether keys for \a host may be used here. NotConfigured with a translated sentence in detail when not.
    [[nodiscard]] Result<> checkHost(const QString &host) const;
    //! The same where something is set up anew: also refused while the policy can't be read.
    [[nodiscard]] Result<> checkNewHost(const QString &host) const;
    //! Whether this server package may be started.
    [[nodiscard]] Result<> checkPackage(const QString &version, const QString &integrity) const;
    //! Whether it may be installed. An empty \a integrity is not known yet.
    [[nodiscard]] Result<> checkNewPackage(const QString &version, const QString &integrity) const;
    //! "0.2.0"; empty = any.
    [[nodiscard]] QString packageVersion() const { return m_packageVersion; }
    //! "acme.konstantly.com", "*.corp.example", as the document has them; nothing = any.
    [[nodiscard]] const std::optional<QStringList> &allowedHosts() const { return m_hosts; }
    //! Where it was read: a file, or in words.
    [[nodiscard]] QString place() const { return m_place; }

    //! The value of the preference \a name, as text; nothing = not managed.
    [[nodiscard]] std::optional<QString> value(QLatin1StringView name) const;
    //! Whether the user can't change that preference.
    [[nodiscard]] bool isLocked(QLatin1StringView name) const;
    //! The same as a refusal: NotConfigured with a translated sentence in detail.
    [[nodiscard]] Result<> checkChangeable(QLatin1StringView name) const;

private:
    [[nodiscard]] static Policy refused(ErrorCode code, const QString &detail, const QString &path);
    [[nodiscard]] Result<> readDocument(const QJsonObject &document);
    [[nodiscard]] Result<> readPackage(const QJsonValue &value);
    [[nodiscard]] Result<> readValue(const ManageablePreference &preference,
                                     const QJsonValue &value);
    [[nodiscard]] Result<> readHosts(const QJsonValue &value);
    [[nodiscard]] Result<> readLocked(const QJsonValue &value);
    [[nodiscard]] Result<> checkReadable() const;

    bool m_isPresent = false;
    QString m_place;
    std::optional<Error> m_problem;
    QStringList m_notes;
    std::optional<QStringList> m_hosts; // nothing = any
    QString m_packageVersion;
    QString m_packageIntegrity;
    QHash<QString, QString> m_values; // by the preference's name
    QSet<QString> m_locked;
};

} // namespace Konstantly

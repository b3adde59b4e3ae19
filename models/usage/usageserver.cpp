// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageplaces.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageDatabase)
};

//! Where systems keep the roots that they trust. libpq itself knows only a file in the user's home.
QString systemRoots()
{
    static constexpr std::array places{"/etc/ssl/certs/ca-certificates.crt"_L1,
                                       "/etc/pki/tls/certs/ca-bundle.crt"_L1,
                                       "/etc/ssl/ca-bundle.pem"_L1, "/etc/ssl/cert.pem"_L1};
    const auto *found = std::ranges::find_if(
        places, [](QLatin1StringView place) { return QFileInfo::exists(QString(place)); });
    return found == places.end() ? QString() : QString(*found);
}

//! As a value in libpq's connection string.
QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + value + u'\'';
}

bool hasControl(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

} // namespace

QString missingDriver(SqlEngine engine)
{
    return Texts::tr("Qt's driver for %1 is not installed.")
        .arg(engine == SqlEngine::Sqlite ? u"SQLite"_s : u"PostgreSQL"_s);
}

Result<QString> connectOptions(const UsageLocation::Server &server)
{
    // A socket of this device knows no TLS, and of a list of hosts libpq would take any.
    if (server.host.isEmpty() || server.host.startsWith(u'/') || server.host.startsWith(u'@')
        || server.host.contains(u',') || hasControl(server.host) || hasControl(server.database)
        || hasControl(server.user))
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("“%1” is not the name of a database server.").arg(server.host));
    const QString roots = server.caFile.isEmpty() ? systemRoots() : server.caFile;
    // Qt separates options with semicolons and has no way to quote one.
    if (roots.contains(u';') || hasControl(roots))
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("The path of the certificate file must not contain a semicolon."));
    if (!QFileInfo(roots).isReadable())
        return fail(ErrorCode::TlsRefused, u"no file with trusted certificates: %1"_s.arg(roots),
                    server.host);
    // GSS encryption would be taken instead of TLS; neither passwords nor settings of the environment are wanted.
    return u"sslmode=verify-full;sslrootcert=%1;gssencmode=disable;passfile=/dev/null;"
           "connect_timeout=10;keepalives_idle=20;keepalives_interval=5;keepalives_count=3;"
           "tcp_user_timeout=20000;application_name=konstantly-keys"_s.arg(quoted(roots));
}

QStringList sessionSettings()
{
    // A schema of our own: the tables of others in the same database can't be in the way. A client that hangs in a transaction
    // is thrown out, so that it does not keep the other devices waiting.
    return {
        u"SET search_path TO konstantly_usage"_s,
        u"SET lock_timeout = %1"_s.arg(BusyPatience.count()), u"SET statement_timeout = 120000"_s,
        u"SET idle_in_transaction_session_timeout = 60000"_s, u"SET client_min_messages = error"_s};
}

} // namespace Konstantly

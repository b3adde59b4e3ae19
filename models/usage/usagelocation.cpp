// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagelocation.h"

#include "models/settings/apppaths.h"
#include "models/settings/workspace.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageLocation)
};

tl::unexpected<Error> refused(const QString &why)
{
    return fail(ErrorCode::InvalidInput, why);
}

} // namespace

Result<UsageLocation::Server> usageServerFromUrl(const QString &url)
{
    const QUrl parsed(url.trimmed(), QUrl::StrictMode);
    const QString form = Texts::tr("The server is given as postgresql://USER@HOST:PORT/DATABASE.");
    if (!parsed.isValid()
        || (parsed.scheme() != "postgresql"_L1 && parsed.scheme() != "postgres"_L1)
        || parsed.host().isEmpty() || parsed.hasFragment())
        return refused(form);
    if (!parsed.password().isEmpty())
        return refused(Texts::tr(
            "A password has no place in the address: it is asked for, and kept in the keychain."));
    const QString database = parsed.path().mid(1);
    if (parsed.userName().isEmpty() || database.isEmpty() || database.contains(u'/'))
        return refused(form);
    UsageLocation::Server server;
    server.host = parsed.host();
    server.port = parsed.port(5432);
    server.user = parsed.userName();
    server.database = database;
    const QUrlQuery query(parsed);
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (name == "sslrootcert"_L1 && value.startsWith(u'/'))
            server.caFile = value;
        else if (name != "sslmode"_L1 || value != "verify-full"_L1)
            return refused(
                Texts::tr("“%1” can't be set in the address. TLS is always on, and the server's "
                          "certificate is always checked.")
                    .arg(name.left(40)));
    }
    return server;
}

QString usageFile(const AppPaths &paths, const Workspace &workspace)
{
    const QByteArray address = QCryptographicHash::hash(workspace.origin.toString().toUtf8(),
                                                        QCryptographicHash::Sha256)
                                   .toHex()
                                   .left(12);
    return u"%1/usage/%2-%3.sqlite"_s.arg(paths.stateDir, workspace.name,
                                          QString::fromLatin1(address));
}

void removeUsageFile(const AppPaths &paths, const Workspace &workspace)
{
    const QString file = usageFile(paths, workspace);
    for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1})
        QFile::remove(file + suffix);
}

} // namespace Konstantly

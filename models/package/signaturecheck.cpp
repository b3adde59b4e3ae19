// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/signaturecheck.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

QString namesIn(const QJsonArray &packages)
{
    constexpr qsizetype maxShown = 3;
    QStringList names;
    for (qsizetype i = 0; i < packages.size() && i < maxShown; ++i) {
        const QJsonObject package = packages.at(i).toObject();
        names << package[u"name"_s].toString() + u' ' + package[u"version"_s].toString();
    }
    if (packages.size() > maxShown)
        names << u"…"_s;
    return names.join(u", "_s);
}

} // namespace

std::optional<SignatureState> SignatureState::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!object[u"invalid"_s].isArray() || !object[u"missing"_s].isArray())
        return {};
    // A wrong signature is no signature: neither says that the registry vouches for these bytes.
    if (const QJsonArray invalid = object[u"invalid"_s].toArray(); !invalid.isEmpty())
        return SignatureState{u"unsigned"_s,
                              Texts::tr("Wrong signature: %1.").arg(namesIn(invalid))};
    if (const QJsonArray missing = object[u"missing"_s].toArray(); !missing.isEmpty())
        return SignatureState{u"unsigned"_s, Texts::tr("No signature: %1.").arg(namesIn(missing))};
    return SignatureState{u"verified"_s, {}};
}

} // namespace Konstantly

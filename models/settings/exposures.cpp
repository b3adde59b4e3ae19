// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/exposures.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype PrefixLength = 13; // "kmcp_" and 8 characters

QJsonObject toJson(const Exposure &exposure)
{
    return {
        {u"fingerprint"_s, QString::fromLatin1(exposure.fingerprint)},
        {u"prefix"_s, exposure.prefix},
        {u"origin"_s, exposure.origin.isValid() ? exposure.origin.toString() : QString()},
        {u"isDemo"_s, exposure.origin.isValid() && exposure.origin.kind() == Origin::Kind::Demo},
        {u"place"_s, exposure.place},
        {u"foundAt"_s, exposure.foundAt.toUTC().toString(Qt::ISODate)},
        {u"keyId"_s, exposure.keyId}};
}

Result<Exposure> exposureFromJson(const QJsonObject &object)
{
    Exposure exposure;
    exposure.fingerprint = object.value("fingerprint"_L1).toString().toLatin1();
    if (exposure.fingerprint.size() != 64)
        return fail(ErrorCode::FileNotParsable, u"fingerprint"_s);
    exposure.prefix = object.value("prefix"_L1).toString();
    const QString origin = object.value("origin"_L1).toString();
    if (!origin.isEmpty()) {
        const Result<Origin> parsed = Origin::parseStored(origin,
                                                          object.value("isDemo"_L1).toBool());
        if (!parsed)
            return fail(ErrorCode::FileNotParsable, u"origin"_s);
        exposure.origin = *parsed;
    }
    exposure.place = object.value("place"_L1).toString();
    exposure.foundAt = QDateTime::fromString(object.value("foundAt"_L1).toString(), Qt::ISODate);
    if (!exposure.foundAt.isValid())
        return fail(ErrorCode::FileNotParsable, u"foundAt"_s);
    exposure.keyId = object.value("keyId"_L1).toString();
    return exposure;
}

Result<QList<Exposure>> parseList(const QJsonObject &document)
{
    const QJsonValue value = document.value("exposures"_L1);
    if (!value.isUndefined() && !value.isArray())
        return fail(ErrorCode::FileNotParsable, u"exposures"_s);
    QList<Exposure> list;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        Result<Exposure> exposure = exposureFromJson(array.at(i).toObject());
        if (!exposure)
            return fail(ErrorCode::FileNotParsable,
                        u"exposures[%1].%2"_s.arg(i).arg(exposure.error().detail));
        list.append(*std::move(exposure));
    }
    return list;
}

Result<> checkDocument(const QJsonObject &document)
{
    const Result<QList<Exposure>> list = parseList(document);
    return list ? Result<>() : fail(list.error());
}

bool isSameFinding(const Exposure &a, const Exposure &b)
{
    return a.fingerprint == b.fingerprint && a.place == b.place;
}

void merge(QList<Exposure> &list, const Exposure &found)
{
    const auto same = std::find_if(list.begin(), list.end(), [&found](const Exposure &other) {
        return isSameFinding(other, found);
    });
    if (same == list.end()) {
        list.append(found);
        list.last().foundAt = found.foundAt.toUTC();
        return;
    }
    if (!same->origin.isValid())
        same->origin = found.origin;
    if (same->keyId.isEmpty())
        same->keyId = found.keyId;
}

bool concerns(const Exposure &exposure, QStringView prefix, const Origin &origin)
{
    return !prefix.isEmpty() && exposure.prefix == prefix
           && (!exposure.origin.isValid() || exposure.origin == origin);
}

} // namespace

QString keyPrefix(const Secret &key)
{
    const QByteArrayView bytes = key.reveal();
    if (bytes.size() <= PrefixLength || !bytes.startsWith("kmcp_"))
        return {};
    return QString::fromLatin1(bytes.first(PrefixLength));
}

Exposures::Exposures(const AppPaths &paths, QObject *parent)
    : QObject(parent)
    , m_file(paths.exposuresFile(), paths.stateDir, checkDocument)
{}

Result<> Exposures::load()
{
    const Result<QList<Exposure>> list = m_file.read().and_then(parseList);
    if (!list)
        return fail(list.error());
    if (m_list != *list) {
        m_list = *list;
        Q_EMIT changed();
    }
    return {};
}

Result<> Exposures::add(const Secret &key, const Origin &origin, const QString &place,
                        const QDateTime &foundAt, const QString &keyId)
{
    const Exposure found{fingerprint(key), keyPrefix(key), origin, place, foundAt, keyId};
    return changeList([&found](QList<Exposure> &list) { merge(list, found); });
}

Result<> Exposures::add(const QList<Exposure> &found)
{
    const auto isKnown = [this](const Exposure &exposure) {
        return std::any_of(m_list.begin(), m_list.end(), [&exposure](const Exposure &known) {
            return isSameFinding(known, exposure)
                   && (known.origin.isValid() || !exposure.origin.isValid())
                   && (!known.keyId.isEmpty() || exposure.keyId.isEmpty());
        });
    };
    if (std::all_of(found.begin(), found.end(), isKnown))
        return {};
    return changeList([&found](QList<Exposure> &list) {
        for (const Exposure &exposure : found)
            merge(list, exposure);
    });
}

bool Exposures::contains(QStringView prefix, const Origin &origin) const
{
    return std::any_of(m_list.begin(), m_list.end(), [&](const Exposure &exposure) {
        return concerns(exposure, prefix, origin);
    });
}

bool Exposures::containsKey(const Secret &key) const
{
    const QByteArray wanted = fingerprint(key);
    return std::any_of(m_list.begin(), m_list.end(), [&wanted](const Exposure &exposure) {
        return exposure.fingerprint == wanted;
    });
}

Result<> Exposures::clear(const QString &prefix, const Origin &origin)
{
    return changeList([&](QList<Exposure> &list) {
        list.removeIf([&](const Exposure &exposure) { return concerns(exposure, prefix, origin); });
    });
}

Result<> Exposures::changeList(const std::function<void(QList<Exposure> &)> &change)
{
    QList<Exposure> list;
    const Result<QJsonObject> document = m_file.update([&](QJsonObject &object) -> Result<> {
        const Result<QList<Exposure>> stored = parseList(object);
        if (!stored)
            return fail(stored.error());
        list = *stored;
        change(list);
        QJsonArray array;
        for (const Exposure &exposure : list)
            array.append(toJson(exposure));
        object.insert("exposures"_L1, array);
        return {};
    });
    if (!document)
        return fail(document.error());
    if (m_list != list) {
        m_list = list;
        Q_EMIT changed();
    }
    return {};
}

} // namespace Konstantly

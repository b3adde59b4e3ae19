// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/publisher.h"

#include "models/base/file.h"
#include "models/base/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int Format = 1;
constexpr int MaxNameLength = 200;
constexpr qint64 MaxRecordBytes = qint64(256) * 1024;

QString recordPath(const QString &packageDir)
{
    return packageDir + u"/publishers.json"_s;
}

struct Person
{
    QString name;
    QString email;
};

//! "alice <alice@example.com>" or {"name", "email"}: npm has both.
Person readPerson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    Person person{object[u"name"_s].toString(), object[u"email"_s].toString()};
    if (const QString text = value.toString(); !text.isEmpty())
        person = {text.section(u'<', 0, 0), text.section(u'<', 1).section(u'>', 0, 0)};
    // Shown, typed and compared: what can't be seen must not tell two apart, nor make two look the same.
    person.name = plainText(person.name.simplified(), MaxNameLength);
    return person;
}

QString publisherOf(const QJsonObject &entry)
{
    QStringList owners;
    const QJsonValue maintainers = entry[u"maintainers"_s];
    const QJsonArray list = maintainers.isString() ? QJsonArray{maintainers}
                                                   : maintainers.toArray();
    for (const QJsonValue &maintainer : list)
        owners << readPerson(maintainer).name;
    owners.removeAll(QString());
    owners.sort();
    const Person user = readPerson(entry[u"_npmUser"_s]);
    if (user.name.isEmpty())
        return owners.join(u", "_s);
    if (user.email.startsWith("npm-oidc-no-reply@"_L1))
        return user.name + u" for "_s + owners.join(u", "_s);
    return user.name;
}

} // namespace

Result<RegistryEntry> RegistryEntry::fromJson(const QByteArray &json)
{
    QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonObject object = document.isArray() && document.array().size() == 1
                                   ? document.array().first().toObject()
                                   : document.object();
    RegistryEntry entry{object[u"version"_s].toString(),
                        object[u"dist"_s].toObject()[u"integrity"_s].toString(),
                        publisherOf(object)};
    if (entry.version.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("ServerPackage",
                                                "The package registry gave no usable description "
                                                "of the package. Nothing was installed."));
    return entry;
}

KnownPublishers KnownPublishers::read(const QString &packageDir)
{
    KnownPublishers known;
    const auto file = readFile(recordPath(packageDir), MaxRecordBytes);
    if (file && !file->exists)
        return known;
    const QJsonObject object = QJsonDocument::fromJson(file ? file->bytes : QByteArray()).object();
    known.m_isDamaged = object[u"format"_s].toInt() != Format;
    const QJsonArray names = object[u"names"_s].toArray();
    for (const QJsonValue &name : names)
        known.m_names << name.toString();
    known.m_names.removeAll(QString());
    return known;
}

bool KnownPublishers::knows(const QString &publisher) const
{
    if (m_isDamaged)
        return false;
    return publisher.isEmpty() ? m_names.isEmpty() : m_names.contains(publisher);
}

Result<> KnownPublishers::remember(const QString &packageDir, const QString &publisher)
{
    if (publisher.isEmpty() || knows(publisher))
        return {};
    m_names << publisher;
    m_isDamaged = false;
    const QJsonObject object{{u"format"_s, Format},
                             {u"names"_s, QJsonArray::fromStringList(m_names)}};
    return writePrivateFile(recordPath(packageDir), QJsonDocument(object).toJson());
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagechanges.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxListed = 8; // of dependencies or scripts; a server may have hundreds

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

QString listed(const QStringList &items)
{
    QStringList shown;
    for (const QString &item : items.first(std::min(items.size(), MaxListed)))
        shown << plainText(item);
    if (items.size() > MaxListed)
        shown << Texts::tr("and %n more", nullptr, int(items.size() - MaxListed));
    return shown.join(u", "_s);
}

ChangeLine publisherLine(const PackageChanges &changes)
{
    ChangeLine line{Texts::tr("Publisher"), {}, !changes.isPublisherKnown};
    const QString publisher = plainText(changes.publisher);
    if (changes.isFromFile)
        line.text = Texts::tr("none: it comes from a file");
    else if (publisher.isEmpty())
        line.text = Texts::tr("the registry does not tell");
    else if (changes.hasPublisherChanged())
        line.text = plainText(changes.oldPublisher) + u" → "_s + publisher;
    else
        line.text = publisher;
    if (!changes.isPublisherKnown)
        line.text += u" · "_s + Texts::tr("not accepted on this device yet");
    return line;
}

ChangeLine scriptsLine(const PackageChanges &changes)
{
    ChangeLine line{Texts::tr("Install scripts"), {}, !changes.newScripts.isEmpty()};
    if (changes.scripts.isEmpty())
        line.text = Texts::tr("none");
    else
        line.text = Texts::tr("%1 (not run)").arg(listed(changes.scripts));
    if (changes.isUpdate() && !changes.newScripts.isEmpty())
        line.text += u" · "_s + Texts::tr("new: %1").arg(listed(changes.newScripts));
    return line;
}

ChangeLine dependenciesLine(const PackageChanges &changes)
{
    QStringList parts;
    if (!changes.added.isEmpty())
        parts << (changes.isUpdate() ? Texts::tr("added: %1").arg(listed(changes.added))
                                     : listed(changes.added));
    if (!changes.removed.isEmpty())
        parts << Texts::tr("removed: %1").arg(listed(changes.removed));
    if (!changes.changed.isEmpty())
        parts << Texts::tr("changed: %1").arg(listed(changes.changed));
    if (parts.isEmpty())
        parts << (changes.isUpdate() ? Texts::tr("no change") : Texts::tr("none"));
    return {Texts::tr("Dependencies"), parts.join(u" · "_s),
            changes.isUpdate() && !changes.added.isEmpty()};
}

} // namespace

QString describeSignature(const QString &signature, const QString &detail)
{
    if (signature == "verified"_L1)
        return Texts::tr("verified with the registry's key");
    if (signature == "unsigned"_L1)
        return detail.isEmpty() ? Texts::tr("unsigned")
                                : Texts::tr("unsigned. %1").arg(plainText(detail));
    return Texts::tr("can't tell");
}

QList<ChangeLine> describeChanges(const PackageChanges &changes)
{
    const QString version = plainText(changes.newVersion);
    return {{Texts::tr("Version"),
             changes.isUpdate() ? plainText(changes.oldVersion) + u" → "_s + version : version,
             false},
            publisherLine(changes),
            {Texts::tr("Signature"), describeSignature(changes.signature, changes.signatureDetail),
             changes.signature == "unsigned"_L1},
            scriptsLine(changes),
            dependenciesLine(changes),
            {Texts::tr("Size"),
             Texts::tr("%n file(s), %1", nullptr, changes.files)
                 .arg(QLocale().formattedDataSize(changes.bytes)),
             false}};
}

} // namespace Konstantly

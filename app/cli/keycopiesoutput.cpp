// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/keycopiesoutput.h"

#include "app/cli/keyjson.h"
#include "app/cli/table.h"
#include "models/base/plaintext.h"
#include "models/device/copytext.h"

#include <QCoreApplication>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeyCopiesOutput)
};

} // namespace

QJsonArray copiesToJson(const KeyCopiesStore &copies)
{
    QJsonArray array;
    for (const KeyFinding &finding : copies.report().findings) {
        const std::optional<KnownKey> key = copies.keyOf(finding);
        array.append(QJsonObject{{u"path"_s, textToJson(finding.path)},
                                 {u"line"_s, finding.line},
                                 {u"kind"_s, copyKindName(finding.kind)},
                                 {u"tool"_s, textToJson(finding.toolId)},
                                 {u"key"_s, textToJson(key ? key->name : QString())},
                                 {u"isRevoked"_s, key && key->isRevoked}});
    }
    return array;
}

QJsonArray skippedToJson(const HuntReport &report)
{
    QJsonArray array;
    for (const SkippedPlace &place : report.skipped)
        array.append(QJsonObject{{u"path"_s, textToJson(place.path)},
                                 {u"reason"_s, huntGapName(place.gap)}});
    return array;
}

QString copiesText(const KeyCopiesStore &copies)
{
    QString text;
    QList<QStringList> rows;
    for (const KeyFinding &finding : copies.report().findings)
        rows << QStringList{plainText(copyKeyText(copies.keyOf(finding)), 60),
                            copyKindText(finding.kind),
                            plainText(finding.path, 500) + u':' + QString::number(finding.line)};
    if (!rows.isEmpty())
        text = u'\n' + Texts::tr("Copies of keys in other files:") + u'\n'
               + tableText({Texts::tr("KEY"), Texts::tr("KIND"), Texts::tr("FILE")}, rows)
               + Texts::tr("Replace each key; its copies are worthless then.") + u'\n';
    if (copies.report().skipped.isEmpty())
        return text;
    text += u'\n'
            + Texts::tr("%n place(s) could not be looked at:", nullptr,
                        int(copies.report().skipped.size()))
            + u'\n';
    for (const SkippedPlace &place : copies.report().skipped)
        text += plainText(place.path, 500) + u": "_s + huntGapText(place.gap) + u'\n';
    return text;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/architecture/layering.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

//! Which folders of `models` a folder may include, besides itself and `base`.
const QHash<QString, QStringList> &allowedModels()
{
    static const QHash<QString, QStringList> table{
        {u"base"_s, {}},
        {u"budget"_s, {}},
        {u"json"_s, {}},
        {u"settings"_s, {}},
        {u"keychain"_s, {}},
        {u"net"_s, {u"budget"_s, u"keychain"_s}},
        {u"konstantly"_s, {u"budget"_s, u"json"_s, u"net"_s}},
        {u"package"_s, {u"json"_s, u"settings"_s}},
        {u"launch"_s, {u"budget"_s, u"json"_s, u"keychain"_s, u"package"_s, u"settings"_s}},
        {u"device"_s, {u"json"_s, u"keychain"_s, u"launch"_s, u"package"_s, u"settings"_s}},
        {u"keys"_s,
         {u"device"_s, u"keychain"_s, u"konstantly"_s, u"launch"_s, u"net"_s, u"package"_s,
          u"settings"_s}},
        {u"usage"_s,
         {u"budget"_s, u"json"_s, u"konstantly"_s, u"launch"_s, u"net"_s, u"settings"_s}},
        {u"audit"_s,
         {u"budget"_s, u"json"_s, u"konstantly"_s, u"launch"_s, u"net"_s, u"settings"_s}},
        {u"checkup"_s,
         {u"audit"_s, u"budget"_s, u"device"_s, u"json"_s, u"keychain"_s, u"keys"_s,
          u"konstantly"_s, u"launch"_s, u"net"_s, u"package"_s, u"settings"_s, u"usage"_s}}};
    return table;
}

//! What the launcher is made of: neither Network nor Sql nor Gui.
const QStringList LauncherModels{u"base"_s,   u"budget"_s,  u"json"_s,    u"keychain"_s,
                                 u"launch"_s, u"package"_s, u"settings"_s};

//! A Qt module and the folders that may use it; nobody else under `models` or in the launcher may.
struct ModuleRule
{
    QString module;
    QStringList folders;
};

const QList<ModuleRule> &moduleRules()
{
    static const QList<ModuleRule> rules{
        {u"QtGui"_s, {}},
        {u"QtWidgets"_s, {}},
        {u"QtCharts"_s, {}},
        {u"QtQuick"_s, {}},
        {u"QtQml"_s, {}},
        {u"QtHttpServer"_s, {}},
        {u"QtNetwork"_s, {u"models/net/"_s, u"models/audit/"_s}},
        {u"QtSql"_s, {u"models/usage/"_s, u"models/audit/"_s}},
        {u"QtDBus"_s, {u"models/keychain/"_s}},
    };
    return rules;
}

//! Words that only the named places may use.
struct WordRule
{
    QRegularExpression word;
    QStringList layers; //!< where the rule holds
    QStringList exceptions;
    QString reason;
};

const QList<WordRule> &wordRules()
{
    static const QList<WordRule> rules{
        {QRegularExpression(u"\\bQSaveFile\\b"_s),
         {u"models/"_s, u"ui/"_s, u"app/"_s},
         {},
         u"QSaveFile reports success on a full disk: models/base/file.h"_s},
        {QRegularExpression(
             u"\\bcurrentDateTime(Utc)?\\b|\\bcurrentMSecsSinceEpoch\\b|\\bcurrentSecsSinceEpoch\\b"_s),
         {u"models/"_s},
         {u"models/base/clock.h"_s},
         u"time comes from a Clock that is passed in"_s},
        {QRegularExpression(u"\\bQSettings\\b"_s),
         {u"models/"_s, u"ui/"_s, u"app/"_s},
         {u"models/settings/"_s, u"app/services/"_s},
         u"settings go through models/settings"_s},
        {QRegularExpression(u"\\bQ(Scoped|Shared)Pointer\\b"_s),
         {u"models/"_s, u"ui/"_s, u"app/"_s},
         {},
         u"std::unique_ptr, or a parent"_s},
        // QDBusConnection::connect() knows nothing else.
        {QRegularExpression(u"\\b(SIGNAL|SLOT)\\("_s),
         {u"models/"_s, u"ui/"_s, u"app/"_s},
         {u"models/keychain/secretservice.cpp"_s},
         u"connect by pointer to member"_s},
        // The sandbox is the server, and asks its clients for no certificate.
        {QRegularExpression(u"\\bignoreSslErrors\\b|\\bsetPeerVerifyMode\\b.*VerifyNone"_s),
         {u"models/"_s, u"ui/"_s, u"app/"_s},
         {u"app/sandbox/sandboxserver.cpp"_s},
         u"nothing switches certificate checks off"_s},
    };
    return rules;
}

QString folderOf(const QString &path, int depth)
{
    return path.section(u'/', depth, depth);
}

bool startsWithAny(const QString &path, const QStringList &prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&path](const QString &prefix) { return path.startsWith(prefix); });
}

} // namespace

Layering::Layering(const QString &qtHeaders)
{
    // A header may have the same name in several modules' folders: the lower module is the one meant.
    for (const QString &module :
         {u"QtHttpServer"_s, u"QtQml"_s, u"QtQuick"_s, u"QtCharts"_s, u"QtWidgets"_s, u"QtGui"_s,
          u"QtSql"_s, u"QtDBus"_s, u"QtNetwork"_s, u"QtCore"_s}) {
        const QStringList headers = QDir(qtHeaders + u'/' + module).entryList(QDir::Files);
        for (const QString &header : headers)
            m_modules.insert(header, module);
    }
}

QString Layering::moduleOf(const QString &header) const
{
    if (header.startsWith(u"Qt") && header.contains(u'/'))
        return header.section(u'/', 0, 0);
    return m_modules.value(header);
}

QStringList Layering::breaches(const QString &path, const QString &text) const
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"_s);
    QStringList found = formBreaches(path, text);
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = include.match(lines[i]);
        QString breach = wordBreach(path, lines[i]);
        if (match.hasMatch()) {
            breach = match.captured(1) == u"<" ? systemBreach(path, match.captured(2))
                                               : includeBreach(path, match.captured(2));
        }
        if (!breach.isEmpty())
            found += u"%1:%2: %3"_s.arg(path).arg(i + 1).arg(breach);
    }
    return found;
}

//! Head of the file, and its name.
QStringList Layering::formBreaches(const QString &path, const QString &text) const
{
    QStringList found;
    if (!text.startsWith(u"// SPDX-FileCopyrightText: ")
        || !text.contains(u"\n// SPDX-License-Identifier: MIT\n"))
        found += path + u":1: the two SPDX lines are missing"_s;
    if (path.endsWith(u".h") && !text.contains(u"\n#pragma once\n"))
        found += path + u":1: #pragma once is missing"_s;
    const QString name = path.section(u'/', -1);
    if (name != name.toLower())
        found += path + u":1: file names are lower case"_s;
    static const QRegularExpression empty(u"(manager|helpers?|utils?)\\.(h|cpp)$"_s);
    if (name.contains(empty))
        found += path + u":1: the name does not say what it is"_s;
    return found;
}

QString Layering::includeBreach(const QString &path, const QString &included) const
{
    if (included.endsWith(u".moc") || included.startsWith(u"ui_"))
        return {};
    if (!included.contains(u'/') || included.contains(u".."))
        return u"“%1” is not written from the root of the repository"_s.arg(included);
    const QString layer = folderOf(path, 0);
    const QString target = folderOf(included, 0);
    const bool isShipped = layer != u"tests";
    if (isShipped && target == u"tests")
        return u"the program includes “%1” of its tests"_s.arg(included);
    if (layer == u"models" && (target == u"ui" || target == u"app"))
        return u"models does not know “%1”"_s.arg(included);
    if (layer == u"ui" && target == u"app")
        return u"ui does not know “%1”"_s.arg(included);
    if (layer == u"app" && target == u"ui" && folderOf(path, 1) != u"gui")
        return u"only app/gui knows “%1”"_s.arg(included);
    if (path.startsWith(u"app/launcher/") && target == u"app"
        && folderOf(included, 1) != u"launcher")
        return u"the launcher does not know “%1”"_s.arg(included);
    if (target != u"models")
        return {};

    const QString to = folderOf(included, 1);
    if (path.startsWith(u"app/launcher/") && !LauncherModels.contains(to))
        return u"the launcher does not link models/%1"_s.arg(to);
    if (layer != u"models")
        return {};
    const QString from = folderOf(path, 1);
    if (!allowedModels().contains(from))
        return u"models/%1 is not in the table of folders"_s.arg(from);
    if (to != from && to != u"base" && !allowedModels().value(from).contains(to))
        return u"models/%1 does not know models/%2"_s.arg(from, to);
    return {};
}

QString Layering::systemBreach(const QString &path, const QString &header) const
{
    if (header.contains(u"keychain.h", Qt::CaseInsensitive)
        && path != u"models/keychain/keychainsecretstore.cpp" && !path.startsWith(u"tests/"))
        return u"only models/keychain/keychainsecretstore.cpp knows QtKeychain"_s;
    const bool isRestricted = path.startsWith(u"models/") || path.startsWith(u"app/launcher/");
    const QString module = moduleOf(header);
    for (const ModuleRule &rule : moduleRules()) {
        if (isRestricted && rule.module == module && !startsWithAny(path, rule.folders))
            return u"<%1> is of %2, which is not for this folder"_s.arg(header, module);
    }
    return {};
}

QString Layering::wordBreach(const QString &path, const QString &line) const
{
    const QString code = line.section(u"//"_s, 0, 0); // a comment may say why something is not used
    for (const WordRule &rule : wordRules()) {
        if (startsWithAny(path, rule.layers) && !startsWithAny(path, rule.exceptions)
            && code.contains(rule.word))
            return u"%1 (%2)"_s.arg(rule.reason, code.trimmed());
    }
    return {};
}

} // namespace Konstantly::Tests

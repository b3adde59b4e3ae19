// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/origin.h"
#include "models/base/plaintext.h"
#include "models/checkup/checks/checks.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

//! Names of the tools whose file could not be read: none of them earns a tick.
QStringList unreadable(const std::vector<ToolStatus> &tools)
{
    QStringList names;
    for (const ToolStatus &tool : tools) {
        if (tool.state == ToolState::Unreadable)
            names << tool.tool.name;
    }
    return names;
}

QString unreadableText(const QStringList &names)
{
    return Texts::tr("Not readable: %1").arg(Checks::someNames(names));
}

QString toolsText(const CheckFacts &facts)
{
    return Texts::tr("%n tool(s) checked", nullptr, int(facts.tools->size()));
}

//! Ends a check of the tools that found nothing.
CheckResult nothingFound(const CheckFacts &facts, const QString &id, const QString &title)
{
    const QStringList unread = unreadable(*facts.tools);
    if (!unread.isEmpty())
        return Checks::cannotTell(id, title, unreadableText(unread));
    return {id, CheckState::Passed, title, toolsText(facts), CheckFix::None, {}};
}

} // namespace

CheckResult Checks::plaintextKeys(const CheckFacts &facts)
{
    const QString id = u"plaintext-keys"_s;
    const QString title = Texts::tr("No AI tool's file holds a key in plain text");
    if (!facts.tools)
        return cannotTell(id, title, facts.tools.error());
    QStringList ids;
    QStringList files;
    for (const ToolStatus &tool : *facts.tools) {
        if (tool.state != ToolState::Plaintext)
            continue;
        ids << tool.tool.id;
        files << QFileInfo(tool.path).fileName();
    }
    if (ids.isEmpty())
        return nothingFound(facts, id, title);
    return {id,
            CheckState::Problem,
            Texts::tr("%n AI tool(s) keep a key in plain text", nullptr, int(ids.size())),
            someNames(files),
            CheckFix::ProtectTools,
            ids};
}

CheckResult Checks::keyCopies(const CheckFacts &facts)
{
    const QString id = u"key-copies"_s;
    const QString title = Texts::tr("No other file here holds a key");
    if (!facts.copies)
        return cannotTell(id, title, facts.copies.error());
    if (facts.copies->usable > 0)
        return {id,
                CheckState::Problem,
                Texts::tr("%n copy(ies) of keys lie in other files", nullptr, facts.copies->usable),
                someNames(facts.copies->places),
                CheckFix::ReviewCopies,
                {}};
    if (facts.copies->notLookedAt > 0)
        return cannotTell(
            id, title,
            Texts::tr("%n place(s) could not be looked at", nullptr, facts.copies->notLookedAt));
    return {id, CheckState::Passed, title, {}, CheckFix::None, {}};
}

CheckResult Checks::toolUrls(const CheckFacts &facts)
{
    const QString id = u"tool-urls"_s;
    const QString title = Texts::tr("Every URL uses HTTPS and is a connected workspace's");
    if (!facts.tools)
        return cannotTell(id, title, facts.tools.error());
    QStringList ids;
    QStringList texts;
    for (const ToolStatus &tool : *facts.tools) {
        for (const EntryUrl &url : tool.urls) {
            if (url.isOfWorkspace)
                continue;
            texts << Texts::tr("%1: %2").arg(tool.tool.name, plainText(url.url, 80));
            if (!ids.contains(tool.tool.id))
                ids << tool.tool.id;
        }
    }
    if (ids.isEmpty())
        return nothingFound(facts, id, title);
    return {id,
            CheckState::Problem,
            Texts::tr("%n URL(s) are not a connected workspace's", nullptr, int(texts.size())),
            someNames(texts),
            CheckFix::ProtectTools,
            ids};
}

CheckResult Checks::toolEntries(const CheckFacts &facts)
{
    const QString id = u"tool-entries"_s;
    const QString title = Texts::tr("Every AI tool that is set up starts this program's launcher");
    if (!facts.tools)
        return cannotTell(id, title, facts.tools.error());
    QStringList ids;
    QStringList texts;
    bool isBroken = false;
    for (const ToolStatus &tool : *facts.tools) {
        const bool isElsewhere = tool.state == ToolState::OtherWorkspace
                                 || tool.state == ToolState::Outdated;
        const bool isDead = tool.state == ToolState::Revoked || tool.state == ToolState::Changed;
        if (!isElsewhere && !isDead)
            continue;
        isBroken |= isDead;
        ids << tool.tool.id;
        texts << tool.tool.name;
    }
    if (ids.isEmpty())
        return nothingFound(facts, id, title);
    return {id,
            isBroken ? CheckState::Problem : CheckState::Warning,
            Texts::tr("%n AI tool(s) have an old, foreign or dead entry", nullptr, int(ids.size())),
            someNames(texts),
            CheckFix::ProtectTools,
            ids};
}

CheckResult Checks::privateFiles(const CheckFacts &facts)
{
    const QString id = u"private-files"_s;
    const QString title = Texts::tr("Files with settings and keys are private");
    if (!facts.openPaths)
        return cannotTell(id, title, facts.openPaths.error());
    if (facts.openPaths->isEmpty())
        return {id, CheckState::Passed, title, {}, CheckFix::None, {}};
    QStringList paths;
    QStringList names;
    for (const OpenPath &open : *facts.openPaths) {
        paths << open.path;
        names << QFileInfo(open.path).fileName();
    }
    return {id,
            CheckState::Problem,
            Texts::tr("%n file(s) or folder(s) can be read by others", nullptr, int(paths.size())),
            someNames(names),
            CheckFix::TightenFiles,
            paths};
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/checks/checks.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

} // namespace

CheckResult Checks::unfinishedRotations(const CheckFacts &facts)
{
    const QString id = u"unfinished-rotations"_s;
    const QString title = Texts::tr("No rotation is unfinished");
    if (!facts.rotations)
        return cannotTell(id, title, facts.rotations.error());
    if (facts.rotations->isEmpty())
        return {id, CheckState::Passed, title, {}, CheckFix::None, {}};
    QStringList names;
    bool hasProblem = false;
    for (const RotationEntry &entry : *facts.rotations) {
        names << entry.oldName;
        // One that waits for the end of its overlap is as it should be, and yet not done.
        hasProblem |= !entry.problem.isEmpty() || entry.next != RotationStep::Overlap;
    }
    return {id,
            hasProblem ? CheckState::Problem : CheckState::Warning,
            Texts::tr("%n rotation(s) are unfinished", nullptr, int(names.size())),
            someNames(names),
            CheckFix::ContinueRotation,
            {facts.rotations->first().oldSlot}};
}

CheckResult Checks::ownDeviceKey(const CheckFacts &facts)
{
    const QString id = u"device-key"_s;
    const QString title = Texts::tr("AI tools on this device have a key of their own");
    if (!facts.workspace)
        return cannotTell(id, title, facts.workspace.error());
    if (facts.workspace->deviceSlot.isEmpty())
        return {id,
                CheckState::Warning,
                Texts::tr("AI tools share the key of this program"),
                Texts::tr("A key of their own, with the least scopes, can be replaced alone and "
                          "leaves its quota to them."),
                CheckFix::CreateDeviceKey,
                {}};
    if (!facts.keys)
        return cannotTell(id, title, facts.keys.error());
    const auto row = std::find_if(facts.keys->begin(), facts.keys->end(),
                                  [](const KeyRow &key) { return key.isDeviceKey; });
    if (row == facts.keys->end())
        return cannotTell(id, title, Texts::tr("The service's list does not show that key."));
    return {id, CheckState::Passed, title, someNames({row->key.name}), CheckFix::None, {}};
}

CheckResult Checks::writeScope(const CheckFacts &facts)
{
    const QString id = u"write-scope"_s;
    const QString title = Texts::tr("Every key that may write does");
    if (!facts.keys)
        return cannotTell(id, title, facts.keys.error());
    if (!facts.keysThatWrote)
        return cannotTell(id, title,
                          Texts::tr("The calls of the last 30 days are not known completely."));
    QStringList ids;
    QStringList names;
    for (const KeyRow &row : *facts.keys) {
        if (neverWrote(row, *facts.keysThatWrote)) {
            ids << row.key.id;
            names << row.key.name;
        }
    }
    if (!ids.isEmpty())
        return {id,
                CheckState::Warning,
                Texts::tr("%n key(s) may write and never did", nullptr, int(ids.size())),
                someNames(names),
                CheckFix::ReviewKeys,
                ids};
    if (!facts.areKeysComplete)
        return cannotTell(
            id, title,
            Texts::tr("The service does not list all keys of the workspace to this one."));
    return {id, CheckState::Passed, title, {}, CheckFix::None, {}};
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/checks/checks.h"
#include "models/keys/namingrule.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

//! A key that was made a moment ago can't have been used.
constexpr int DaysToFirstUse = 7;

QList<KeyRow> rowsWith(const QList<KeyRow> &rows, KeyStatuses statuses)
{
    QList<KeyRow> found;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
                 [statuses](const KeyRow &row) { return bool(row.statuses & statuses); });
    return found;
}

QStringList idsOf(const QList<KeyRow> &rows)
{
    QStringList ids;
    for (const KeyRow &row : rows)
        ids << row.key.id;
    return ids;
}

QStringList textsOf(const QList<KeyRow> &rows, const std::function<QString(const KeyRow &)> &text)
{
    QStringList texts;
    for (const KeyRow &row : rows)
        texts << text(row);
    return texts;
}

QString nameOf(const KeyRow &row)
{
    return row.key.name;
}

//! One of this device can be replaced from here; of another one only its owner can, or it is revoked.
CheckResult withReplacement(CheckResult result, const QList<KeyRow> &rows)
{
    const auto ours = std::find_if(rows.begin(), rows.end(),
                                   [](const KeyRow &row) { return row.isOnThisDevice(); });
    const bool isOurs = ours != rows.end();
    result.fix = isOurs ? CheckFix::RotateKey : CheckFix::RevokeKeys;
    result.subjects = isOurs ? QStringList{ours->key.id} : idsOf(rows);
    return result;
}

//! What a check says that found nothing in \a facts: a tick only when every key was seen.
CheckResult nothingFound(const CheckFacts &facts, const QString &id, const QString &title)
{
    if (!facts.areKeysComplete)
        return Checks::cannotTell(
            id, title,
            Texts::tr("The service does not list all keys of the workspace to this one."));
    return {id,
            CheckState::Passed,
            title,
            Texts::tr("%n key(s) checked", nullptr, int(facts.keys->size())),
            CheckFix::None,
            {}};
}

} // namespace

CheckResult Checks::ownerLeft(const CheckFacts &facts)
{
    const QString id = u"owner-left"_s;
    const QString title = Texts::tr("No key belongs to someone who has left");
    if (!facts.keys)
        return cannotTell(id, title, facts.keys.error());
    const QList<KeyRow> left = rowsWith(*facts.keys, KeyStatus::OwnerLeft);
    if (!left.isEmpty()) {
        const QStringList texts = textsOf(left, [](const KeyRow &row) {
            return Texts::tr("%1: owner %2 is banned")
                .arg(row.key.name, row.key.owner.value_or(UserRef{}).name);
        });
        return {id,
                CheckState::Problem,
                Texts::tr("%n key(s) belong to someone who has left", nullptr, int(left.size())),
                someNames(texts),
                CheckFix::RevokeKeys,
                idsOf(left)};
    }
    const auto unknown = std::count_if(
        facts.keys->begin(), facts.keys->end(),
        [](const KeyRow &row) { return !row.key.owner || !row.key.owner->isBanned.has_value(); });
    if (unknown > 0)
        return cannotTell(id, title,
                          Texts::tr("The service does not tell about the owners of %n key(s).",
                                    nullptr, int(unknown)));
    return nothingFound(facts, id, title);
}

CheckResult Checks::exposedKeys(const CheckFacts &facts)
{
    const QString id = u"exposed-keys"_s;
    const QString title = Texts::tr("No key that works was ever found in plain text here");
    if (!facts.keys)
        return cannotTell(id, title, facts.keys.error());
    const QList<KeyRow> exposed = rowsWith(*facts.keys, KeyStatus::Exposed);
    if (exposed.isEmpty())
        return nothingFound(facts, id, title);
    return withReplacement(
        {id, CheckState::Problem,
         Texts::tr("%n key(s) lay in plain text on this device", nullptr, int(exposed.size())),
         someNames(textsOf(exposed, nameOf))},
        exposed);
}

CheckResult Checks::rotationDue(const CheckFacts &facts)
{
    const QString id = u"rotation-due"_s;
    const QString title = Texts::tr("No key is past its rotation date");
    if (!facts.keys)
        return cannotTell(id, title, facts.keys.error());
    const QList<KeyRow> due = rowsWith(*facts.keys, KeyStatus::RotationDue);
    if (due.isEmpty())
        return nothingFound(facts, id, title);
    const QStringList texts = textsOf(due, [](const KeyRow &row) {
        return Texts::tr("%1 (%2 d)").arg(row.key.name).arg(row.rotationDays);
    });
    return withReplacement(
        {id, CheckState::Warning,
         Texts::tr("%n key(s) are past their rotation date", nullptr, int(due.size())),
         someNames(texts)},
        due);
}

CheckResult Checks::naming(const CheckFacts &facts)
{
    const QString id = u"naming"_s;
    const QString title = Texts::tr("Every name tells whose key it is and where it is used");
    if (!facts.keys)
        return cannotTell(id, title, facts.keys.error());
    const QList<KeyRow> poor = rowsWith(*facts.keys, KeyStatus::PoorlyNamed);
    if (poor.isEmpty())
        return nothingFound(facts, id, title);
    return withReplacement(
        {id, CheckState::Warning,
         Texts::tr("%n name(s) tell nothing about the device", nullptr, int(poor.size())),
         Texts::tr("%1 · use owner-device, such as alex-laptop")
             .arg(someNames(textsOf(poor, nameOf)))},
        poor);
}

CheckResult Checks::unusedKeys(const CheckFacts &facts)
{
    const QString id = u"unused-keys"_s;
    const QString title = Texts::tr("Every key is in use");
    if (!facts.keys)
        return cannotTell(id, title, facts.keys.error());
    QList<KeyRow> unused = rowsWith(*facts.keys, KeyStatus::NeverUsed | KeyStatus::Idle);
    unused.removeIf([](const KeyRow &row) {
        return !row.statuses.testFlag(KeyStatus::Idle) && row.ageDays < DaysToFirstUse;
    });
    if (!unused.isEmpty()) {
        const QStringList texts = textsOf(unused, [](const KeyRow &row) {
            return row.idleDays < 0
                       ? Texts::tr("%1 (never used)").arg(row.key.name)
                       : Texts::tr("%1 (idle for %2 d)").arg(row.key.name).arg(row.idleDays);
        });
        return {id,
                CheckState::Warning,
                Texts::tr("%n key(s) are idle or were never used", nullptr, int(unused.size())),
                someNames(texts),
                CheckFix::RevokeKeys,
                idsOf(unused)};
    }
    const auto unknown = std::count_if(
        facts.keys->begin(), facts.keys->end(),
        [](const KeyRow &row) { return row.key.lastUsed.state == LastUsed::State::NotProvided; });
    if (unknown > 0)
        return cannotTell(id, title,
                          Texts::tr("The service does not say when %n key(s) were last used.",
                                    nullptr, int(unknown)));
    return nothingFound(facts, id, title);
}

} // namespace Konstantly

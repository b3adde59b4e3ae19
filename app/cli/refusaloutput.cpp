// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/refusaloutput.h"

#include "app/cli/command.h"
#include "app/services/services.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

QList<RefusalReason> knownReasons(const Key &key, WorkspaceSession &session, Services &services)
{
    QList<RefusalReason> reasons = explainRefusal(
        refusalFacts(key, session.keys(), services.workspaces().workspaces()), services.clock()());
    reasons.removeIf([](const RefusalReason &reason) {
        return reason.weight == RefusalReason::Weight::Nothing;
    });
    return reasons;
}

QJsonArray reasonsToJson(const QList<RefusalReason> &reasons)
{
    QJsonArray array;
    for (const RefusalReason &reason : reasons)
        array.append(QJsonObject{{u"code"_s, reason.code},
                                 {u"certain"_s, reason.weight == RefusalReason::Weight::Explains},
                                 {u"text"_s, reason.text}});
    return array;
}

QString reasonsText(const QList<RefusalReason> &reasons)
{
    QStringList lines;
    for (const RefusalReason &reason : reasons)
        lines << reason.text;
    return lines.join(u'\n');
}

void explainRefusedConsoleKey(const Error &error, WorkspaceSession &session,
                              CommandContext &context)
{
    if (error.code != ErrorCode::Unauthorized)
        return;
    const Workspace workspace = session.workspace();
    const Key key
        = session.keys().find(workspace.consoleKeyId).value_or(consoleKeyAsKnown(workspace));
    const QList<RefusalReason> reasons = knownReasons(key, session, context.services);
    if (reasons.isEmpty())
        return;
    context.errorMembers.insert("refusal"_L1, reasonsToJson(reasons));
    context.hint = reasonsText(reasons);
}

} // namespace Konstantly

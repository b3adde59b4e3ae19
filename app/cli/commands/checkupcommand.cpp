// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/checkupcommand.h"

#include "app/cli/table.h"
#include "app/services/services.h"
#include "models/base/plaintext.h"
#include "models/checkup/checkreport.h"
#include "models/device/devicestore.h"
#include "models/device/keycopiesstore.h"
#include "models/settings/settingkeys.h"
#include "models/usage/usagelocation.h"
#include "models/usage/workspaceusage.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

CommandSpec CheckupCommand::spec()
{
    return {u"checkup"_s,
            {},
            tr("Checks keys, AI tools, the server package and this device; exits with 1 when there "
               "are problems."),
            0,
            0,
            {{u"format"_s, tr("“json” (like --json) or “markdown”: a report."), u"FORMAT"_s}},
            tr("What could not be looked at is “cannot tell”, never passed.")};
}

QFuture<Result<CommandOutput>> CheckupCommand::run(const QCommandLineParser &line)
{
    const QString format = line.value(u"format"_s);
    if (line.isSet(u"format"_s) && format != "json"_L1 && format != "markdown"_L1)
        return readyFuture<CommandOutput>(
            fail(ErrorCode::InvalidInput, tr("The format is “json” or “markdown”.")));
    context().isJson |= format == "json"_L1;
    QString name;
    // Without any workspace there is still a device to look at.
    if (!services().workspaces().workspaces().isEmpty() || services().workspaces().problem()
        || !context().workspaceName.isEmpty()) {
        const Result<Workspace> found = workspace();
        if (!found)
            return readyFuture<CommandOutput>(fail(found.error()));
        name = found->name;
    }
    services().setCurrentWorkspace(name);
    m_checkup = std::make_unique<Checkup>(
        Checkup::Sources{services().paths(), services().settings(), services().workspaces(),
                         services().exposures(), services().secrets(), services().device(),
                         services().keyCopies(), services().package(), services().clock()});
    WorkspaceSession *session = name.isEmpty() ? nullptr : services().session(name);
    if (session != nullptr)
        m_checkup->setWorkspace(&session->keys(), &session->rotation(), name);
    return keysThatWrote(session)
        .then(this,
              [this](const Result<QSet<QString>> &keys) {
                  m_checkup->setKeysThatWrote(keys);
                  return m_checkup->run(Checkup::Look::Anew);
              })
        .unwrap()
        .then(this,
              [this, name, isMarkdown = format == "markdown"_L1](
                  const Result<> &) -> Result<CommandOutput> { return output(name, isMarkdown); });
}

//! From the history of usage, where somebody keeps one: a checkup begins none.
QFuture<Result<QSet<QString>>> CheckupCommand::keysThatWrote(WorkspaceSession *session)
{
    const bool hasHistory = session != nullptr
                            && (!services().settings().value(SettingKeys::UsageServer).isEmpty()
                                || QFileInfo::exists(
                                    usageFile(services().paths(), session->workspace())));
    return hasHistory ? session->usage().keysThatWrote()
                      : failedFuture<QSet<QString>>({ErrorCode::NotConfigured, {}, {}, {}});
}

CommandOutput CheckupCommand::output(const QString &workspaceName, bool isMarkdown) const
{
    const QList<CheckResult> &results = m_checkup->results();
    const CheckCounts counts = countChecks(results);
    CommandOutput output;
    output.document = checkupToJson(results);
    output.exitCode = counts.problems > 0 ? ExitCode::ProblemsFound : ExitCode::Done;
    if (isMarkdown) {
        output.text = checkupToMarkdown(results, workspaceName, m_checkup->checkedAt());
        return output;
    }
    QList<QStringList> rows;
    for (const CheckResult &result : results)
        rows << QStringList{checkStateText(result.state), plainText(result.title),
                            plainText(result.detail, 300)};
    output.text = tableText({tr("STATE"), tr("CHECK"), tr("FOUND")}, rows) + u'\n'
                  + countsText(counts) + u'\n';
    return output;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/usagecommands.h"

#include "app/services/services.h"
#include "models/usage/workspaceusage.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

CommandSpec UsageExportCommand::spec()
{
    return {u"usage export"_s,
            u"--format csv|jsonl --output FILE"_s,
            tr("Writes the calls to a file, one a line."),
            0,
            0,
            QList<QCommandLineOption>{
                rangeOption(),
                {u"format"_s, tr("csv or jsonl."), u"FORMAT"_s},
                {u"output"_s, tr("The file: replaced when everything is written, not before."),
                 u"FILE"_s}}
                + filterOptions(),
            tr("The chart as a picture (png, svg) is drawn by the window: Usage, Export.")};
}

QFuture<Result<CommandOutput>> UsageExportCommand::run(const QCommandLineParser &line)
{
    const auto refused = [](const QString &why) {
        return failedFuture<CommandOutput>({ErrorCode::InvalidInput, why, {}, {}});
    };
    const QString format = line.value(u"format"_s);
    if (format == "png"_L1 || format == "svg"_L1)
        return refused(tr("The command line draws no pictures. Open the window: Usage, Export."));
    if (format != "csv"_L1 && format != "jsonl"_L1)
        return refused(tr("--format takes csv or jsonl."));
    if (line.value(u"output"_s).isEmpty())
        return refused(tr("--output names the file to write."));
    const Result<TimeRange> range = rangeFrom(line);
    const Result<WorkspaceUsage *> usage = this->usage();
    if (!range || !usage)
        return failedFuture<CommandOutput>(!range ? range.error() : usage.error());
    const QString path = QFileInfo(line.value(u"output"_s)).absoluteFilePath();
    return (*usage)
        ->exportCalls(path,
                      format == "csv"_L1 ? UsageExportFormat::Csv : UsageExportFormat::JsonLines,
                      *range, filterFrom(line), m_isCancelled)
        .then(this, [path](const Result<ExportedFile> &written) -> Result<CommandOutput> {
            if (!written)
                return fail(written.error());
            const QString sha256 = QString::fromLatin1(written->sha256.toHex());
            return CommandOutput{
                QJsonObject{{u"rows"_s, written->rows}, {u"sha256"_s, sha256}, {u"path"_s, path}},
                tr("%Ln call(s) written to %1 (SHA-256 %2).", nullptr, int(written->rows))
                    .arg(path, sha256)};
        });
}

bool UsageExportCommand::interrupt()
{
    m_isCancelled->store(true); // the next row ends it, and nothing stays behind
    return false;
}

} // namespace Konstantly

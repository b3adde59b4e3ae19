// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/usagecommands.h"

#include "app/cli/chartpainter.h"
#include "app/cli/optionwords.h"
#include "app/services/services.h"
#include "models/base/background.h"
#include "models/keys/callkeys.h"
#include "models/usage/chartsvg.h"
#include "models/usage/workspaceusage.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

CommandSpec UsageExportCommand::spec()
{
    return {
        u"usage export"_s,
        u"--format csv|jsonl|svg|png --output FILE"_s,
        tr("Writes the calls to a file, one a line, or their chart as a picture."),
        0,
        0,
        QList<QCommandLineOption>{
            rangeOption(),
            {u"format"_s, tr("csv, jsonl, svg or png."), u"FORMAT"_s},
            {u"output"_s, tr("The file: replaced when everything is written, not before."),
             u"FILE"_s},
            splitOption(),
            {u"theme"_s, tr("Of a picture: light (default) or dark."), u"THEME"_s, u"light"_s}}
            + filterOptions(),
        tr("A picture is the chart of calls on the window's page Usage. When it is split by key, "
           "the service is asked for the keys' names, and for nothing else. The pixels of png are "
           "drawn by the window's program, which has to be installed beside this one."),
        {u"format"_s, u"output"_s}};
}

QFuture<Result<CommandOutput>> UsageExportCommand::run(const QCommandLineParser &line)
{
    enum class Format { Csv, JsonLines, Svg, Png };
    const auto refused = [](const Error &error) { return failedFuture<CommandOutput>(error); };
    const Result<Format> format = wordOf<Format>(line, u"format"_s,
                                                 {{"csv"_L1, Format::Csv},
                                                  {"jsonl"_L1, Format::JsonLines},
                                                  {"svg"_L1, Format::Svg},
                                                  {"png"_L1, Format::Png}},
                                                 tr("--format takes csv, jsonl, svg or png."));
    if (!format)
        return refused(format.error());
    if (line.value(u"output"_s).isEmpty())
        return refused({ErrorCode::InvalidInput, tr("--output names the file to write."), {}, {}});
    m_path = QFileInfo(line.value(u"output"_s)).absoluteFilePath();
    const bool isPicture = *format == Format::Svg || *format == Format::Png;
    if (!isPicture && (line.isSet(u"by"_s) || line.isSet(u"theme"_s)))
        return refused({ErrorCode::InvalidInput,
                        tr("--split and --theme are for pictures: a file of calls has them all, "
                           "one a line."),
                        {},
                        {}});
    const Result<TimeRange> range = rangeFrom(line);
    const Result<UsageSplit> split = splitFrom(line);
    const Result<ChartColours> colours = wordOf<ChartColours>(
        line, u"theme"_s, {{"light"_L1, LightChart}, {"dark"_L1, DarkChart}},
        tr("--theme takes light or dark."));
    if (!range || !split || !colours)
        return refused(!range ? range.error() : !split ? split.error() : colours.error());
    const Result<WorkspaceSession *> session = this->session();
    if (!session)
        return refused(session.error());
    m_session = *session;
    m_promise.start();
    if (isPicture) {
        m_colours = *colours;
        m_isInPixels = *format == Format::Png;
        draw(*range, *split, filterFrom(line));
    } else {
        writeCalls(*format == Format::Csv ? UsageExportFormat::Csv : UsageExportFormat::JsonLines,
                   *range, filterFrom(line));
    }
    return m_promise.future();
}

void UsageExportCommand::writeCalls(UsageExportFormat format, const TimeRange &range,
                                    const UsageFilter &filter)
{
    m_isWriting = true;
    whenFinished(m_session->usage().exportCalls(m_path, format, range, filter, m_isCancelled), this,
                 [this](const Result<ExportedFile> &written) {
                     end(written, [](int calls) {
                         return tr("%Ln call(s) written to %1 (SHA-256 %2).", nullptr, calls);
                     });
                 });
}

//! The numbers of the picture, in the columns in which the window shows them.
void UsageExportCommand::draw(const TimeRange &range, UsageSplit split, const UsageFilter &filter)
{
    const auto read = [=](UsageDatabase &database) -> Result<Numbers> {
        const UsageStep step = widenedStep(range, stepFor(range), database.zone());
        const Result<UsageCells> cells = database.cells({range, widthFor(step), split, filter});
        if (!cells)
            return fail(cells.error());
        return Numbers{UsageSeries(*cells, range, split, step, database.zone()), split,
                       database.zone()};
    };
    whenFinished(m_session->usage().run<Numbers>(read), this,
                 [this](const Result<Numbers> &numbers) {
                     if (!numbers)
                         return end(fail(numbers.error()), {});
                     if (numbers->split != UsageSplit::Key)
                         return paint(*numbers);
                     whenFinished(m_session->keys().refresh(), this,
                                  [this, numbers = *numbers](const Result<> &listed) {
                                      if (!listed)
                                          m_note = tr("Keys are shown by their ids, because the "
                                                      "list of keys could not be read: %1")
                                                       .arg(describe(listed.error()).message);
                                      paint(numbers);
                                  });
                 });
}

void UsageExportCommand::paint(const Numbers &numbers)
{
    const auto names = [this](const QString &id) {
        return nameOfKey(id, m_session->keys(), m_session->workspace());
    };
    const UsageSeries &series = numbers.series;
    const QByteArray svg = chartSvg(series, layerStyles(series, numbers.split, m_colours),
                                    chartWords(series, numbers.split, numbers.zone, names),
                                    callsTitle(series.step()), m_colours);
    const qint64 calls = series.total().calls;
    if (!m_isInPixels)
        return write(svg, calls);
    auto *painter = new ChartPainter(services().windowPath(), this);
    whenFinished(painter->paint(svg), this, [this, calls](const Result<QByteArray> &png) {
        if (!png)
            return end(fail(png.error()), {});
        write(*png, calls);
    });
}

void UsageExportCommand::write(const QByteArray &picture, qint64 calls)
{
    m_isWriting = true;
    const auto work = [picture, calls, path = m_path, isCancelled = m_isCancelled] {
        return exportChart(path, picture, calls, [&isCancelled] { return isCancelled->load(); });
    };
    whenFinished(inBackground<Result<ExportedFile>>(work), this,
                 [this](const Result<ExportedFile> &written) {
                     end(written, [](int counted) {
                         return tr("The chart of %Ln call(s) was written to %1 (SHA-256 %2).",
                                   nullptr, counted);
                     });
                 });
}

//! \a text says how many calls were written where, as "%1 (SHA-256 %2)".
void UsageExportCommand::end(const Result<ExportedFile> &written,
                             const std::function<QString(int calls)> &text)
{
    Result<CommandOutput> output = written.transform([&](const ExportedFile &file) {
        const QString sha256 = QString::fromLatin1(file.sha256.toHex());
        return CommandOutput{
            QJsonObject{{u"rows"_s, file.rows}, {u"sha256"_s, sha256}, {u"path"_s, m_path}},
            text(int(file.rows)).arg(m_path, sha256), ExitCode::Done, false, m_note};
    });
    m_promise.addResult(std::move(output));
    m_promise.finish();
}

bool UsageExportCommand::interrupt()
{
    m_isCancelled->store(true); // the next row ends it, and nothing stays behind
    return !m_isWriting;
}

} // namespace Konstantly

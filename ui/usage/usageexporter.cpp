// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usageexporter.h"

#include "models/base/background.h"
#include "models/base/file.h"
#include "models/usage/usageview.h"
#include "ui/dialogs/prompter.h"
#include "ui/usage/usagechartcard.h"
#include "ui/widgets/banner.h"

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QLocale>
#include <QMenu>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr double PictureScale = 2;

} // namespace

UsageExporter::UsageExporter(Prompter &prompter, UsageChartCard &chart, Banner &banner,
                             QWidget *parent)
    : QObject(parent)
    , m_prompter(prompter)
    , m_chart(chart)
    , m_banner(banner)
    , m_window(parent)
{
    connect(&banner, &Banner::actionTriggered, this, &UsageExporter::runBannerAction);
}

UsageExporter::~UsageExporter()
{
    if (m_isCancelled)
        *m_isCancelled = true;
}

void UsageExporter::setSource(UsageFeed *feed, UsageView *view)
{
    if (m_isCancelled)
        *m_isCancelled = true;
    m_isCancelled.reset();
    m_banner.hide();
    m_feed = feed;
    m_view = view;
}

void UsageExporter::fillMenu(QMenu *menu)
{
    const auto add = [this, menu](const QString &text, Kind kind) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, kind] { choose(kind); });
    };
    add(tr("Calls as CSV…"), Kind::Csv);
    add(tr("Calls as JSON Lines…"), Kind::JsonLines);
    menu->addSeparator();
    add(tr("Chart as PNG…"), Kind::Png);
    add(tr("Chart as SVG…"), Kind::Svg);
}

void UsageExporter::choose(Kind kind)
{
    if (m_view == nullptr || isWriting())
        return;
    struct Names
    {
        QString suffix;
        QString filter;
    };
    const Names names = kind == Kind::Csv         ? Names{u"csv"_s, tr("CSV (*.csv)")}
                        : kind == Kind::JsonLines ? Names{u"jsonl"_s, tr("JSON Lines (*.jsonl)")}
                        : kind == Kind::Png       ? Names{u"png"_s, tr("PNG (*.png)")}
                                                  : Names{u"svg"_s, tr("SVG (*.svg)")};
    const QDate last = QDateTime::fromMSecsSinceEpoch(m_view->shownRange().to.count() - 1,
                                                      m_feed->zone())
                           .date();
    const QString name = u"konstantly-usage-%1.%2"_s.arg(last.toString(Qt::ISODate), names.suffix);
    m_prompter.chooseNewFile(m_window, tr("Export"), name, names.filter)
        .then(this, [this, kind](const QString &path) {
            if (path.isEmpty() || m_view == nullptr)
                return;
            if (kind == Kind::Csv || kind == Kind::JsonLines)
                writeCalls(path, kind == Kind::Csv ? UsageExportFormat::Csv
                                                   : UsageExportFormat::JsonLines);
            else
                writePicture(path, kind);
        });
}

void UsageExporter::writeCalls(const QString &path, UsageExportFormat format)
{
    m_isCancelled = std::make_shared<std::atomic_bool>(false);
    m_banner.show(Tone::Accent, tr("Writing calls to %1").arg(QDir::toNativeSeparators(path)),
                  tr("%Ln call(s)", nullptr, int(m_view->series().total().calls)), tr("Cancel"));
    whenFinished(m_feed->exportCalls(path, format, m_view->shownRange(), m_view->shownFilter(),
                                     m_isCancelled),
                 this,
                 [this, path, run = m_isCancelled](const Result<UsageExport::Written> &written) {
                     if (run != m_isCancelled)
                         return; // of another workspace
                     m_isCancelled.reset();
                     showResult(path, written);
                 });
}

void UsageExporter::writePicture(const QString &path, Kind kind)
{
    QByteArray bytes;
    if (kind == Kind::Svg) {
        bytes = m_chart.svg();
    } else {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        if (!m_chart.picture(PictureScale).save(&buffer, "PNG")) {
            showFailure({ErrorCode::Internal, u"no PNG"_s, {}, {}});
            return;
        }
    }
    whenFinished(inBackground<Result<>>([path, bytes] { return writePrivateFile(path, bytes); }),
                 this, [this, path](const Result<> &written) {
                     if (!written)
                         showFailure(written.error());
                     else
                         m_banner.show(Tone::Ok, tr("The chart was written."),
                                       QDir::toNativeSeparators(path), tr("Dismiss"));
                 });
}

void UsageExporter::showResult(const QString &path, const Result<UsageExport::Written> &written)
{
    if (!written) {
        if (written.error().code == ErrorCode::Cancelled)
            m_banner.show(Tone::Neutral, tr("Nothing was exported."), tr("You stopped it."),
                          tr("Dismiss"));
        else
            showFailure(written.error());
        return;
    }
    m_banner.show(
        Tone::Ok, tr("%Ln call(s) exported.", nullptr, int(written->rows)),
        tr("%1 · SHA-256 %2")
            .arg(QDir::toNativeSeparators(path), QString::fromLatin1(written->sha256.toHex())),
        tr("Dismiss"));
}

void UsageExporter::showFailure(const Error &error)
{
    const ErrorText text = describe(error);
    m_banner.show(Tone::Bad, tr("Nothing was exported."),
                  text.hint.isEmpty() ? text.message : text.message + u' ' + text.hint,
                  tr("Dismiss"));
}

void UsageExporter::runBannerAction()
{
    if (m_isCancelled)
        *m_isCancelled = true; // its result says so
    else
        m_banner.hide();
}

} // namespace Konstantly

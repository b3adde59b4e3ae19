// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usageexporter.h"

#include "models/usage/usageview.h"
#include "ui/usage/chartpicture.h"
#include "ui/usage/usagechartcard.h"

#include <QBuffer>
#include <QImage>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Konstantly {

UsageExporter::UsageExporter(Prompter &prompter, UsageChartCard &chart, Banner &banner,
                             QWidget *parent)
    : QObject(parent)
    , m_files(prompter, banner, parent)
    , m_chart(chart)
{}

void UsageExporter::setSource(UsageFeed *feed, UsageView *view)
{
    m_files.giveUp();
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
    m_files.choose(name, names.filter, [this, kind](const QString &path) {
        if (kind == Kind::Csv || kind == Kind::JsonLines)
            writeCalls(path,
                       kind == Kind::Csv ? UsageExportFormat::Csv : UsageExportFormat::JsonLines);
        else
            writePicture(path, kind);
    });
}

void UsageExporter::writeCalls(const QString &path, UsageExportFormat format)
{
    m_files.writeRows(
        path,
        {tr("Writing calls to %1"), tr("%Ln call(s)", nullptr, int(m_view->series().total().calls)),
         [](int rows) { return tr("%Ln call(s) exported.", nullptr, rows); },
         [=, this](const QString &to, std::shared_ptr<std::atomic_bool> isCancelled) {
             return m_feed->exportCalls(to, format, m_view->shownRange(), m_view->shownFilter(),
                                        std::move(isCancelled));
         }});
}

void UsageExporter::writePicture(const QString &path, Kind kind)
{
    QByteArray bytes;
    if (kind == Kind::Svg) {
        bytes = m_chart.svg();
    } else {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        if (!m_chart.picture(PictureScale).save(&buffer, "PNG"))
            return m_files.showFailure({ErrorCode::Internal, u"no PNG"_s, {}, {}});
    }
    m_files.writeBytes(path, bytes, tr("The chart was written."));
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagefeed.h"
#include "ui/dialogs/fileexporter.h"

#include <QObject>

class QMenu;

namespace Konstantly {

class Banner;
class Prompter;
class UsageChartCard;
class UsageView;

//! Exports of the Usage page: the calls that are shown as CSV or JSON Lines, the chart as PNG or SVG. What was written, or why
//! nothing was, stays in the banner until it is dismissed; a file appears whole or not at all.
class UsageExporter final : public QObject
{
    Q_OBJECT

public:
    //! \a banner tells how it goes. All outlive this.
    UsageExporter(Prompter &prompter, UsageChartCard &chart, Banner &banner, QWidget *parent);

    //! Null = nothing to export; one that runs is given up.
    void setSource(UsageFeed *feed, UsageView *view);
    void fillMenu(QMenu *menu);
    [[nodiscard]] bool isWriting() const { return m_files.isWriting(); }

private:
    enum class Kind { Csv, JsonLines, Png, Svg };
    void choose(Kind kind);
    void writeCalls(const QString &path, UsageExportFormat format);
    void writePicture(const QString &path, Kind kind);

    FileExporter m_files;
    UsageChartCard &m_chart;
    UsageFeed *m_feed = nullptr;
    UsageView *m_view = nullptr;
};

} // namespace Konstantly

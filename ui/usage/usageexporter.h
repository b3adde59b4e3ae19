// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagefeed.h"

#include <QObject>

#include <atomic>
#include <memory>

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
    ~UsageExporter() override;

    //! Null = nothing to export; one that runs is given up.
    void setSource(UsageFeed *feed, UsageView *view);
    void fillMenu(QMenu *menu);
    [[nodiscard]] bool isWriting() const { return m_isCancelled != nullptr; }

private:
    enum class Kind { Csv, JsonLines, Png, Svg };
    void choose(Kind kind);
    void writeCalls(const QString &path, UsageExportFormat format);
    void writePicture(const QString &path, Kind kind);
    void runBannerAction();
    void showResult(const QString &path, const Result<UsageExport::Written> &written);
    void showFailure(const Error &error);

    Prompter &m_prompter;
    UsageChartCard &m_chart;
    Banner &m_banner;
    QWidget *m_window;
    UsageFeed *m_feed = nullptr;
    UsageView *m_view = nullptr;
    std::shared_ptr<std::atomic_bool> m_isCancelled; // of the export that runs; null = none
};

} // namespace Konstantly

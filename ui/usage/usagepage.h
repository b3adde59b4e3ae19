// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usageview.h"
#include "ui/mainwindow/mainpage.h"
#include "ui/mainwindow/windowparts.h"
#include "ui/usage/usagewords.h"

#include <QTimer>

#include <memory>

class QPushButton;
class QScrollArea;
class QSortFilterProxyModel;
class QVBoxLayout;

namespace Konstantly {

class Banner;
class FigureTable;
class PageHeader;
class QuotaRow;
class StateView;
class UsageChartCard;
class UsageExporter;
class UsageFilterBar;
class UsageSourceLine;
class UsageTableModel;

//! What agents did, what is left of each quota and when it comes back: cards, a chart with ways down into it, a table, and where
//! the numbers come from.
class UsagePage final : public MainPage
{
    Q_OBJECT

public:
    explicit UsagePage(const WindowParts &parts, QWidget *parent = nullptr);
    ~UsagePage() override;

    //! In the side bar and above the page.
    [[nodiscard]] static QString title() { return tr("Usage"); }
    void setWorkspace(const WorkspaceParts *workspace) override;
    void refresh() override;
    bool leaveSearch() override; //!< one step up
    void updateTimes() override;

    //! Shows the calls of one key or AI tool.
    void showOnly(const UsageScope &scope);
    //! Null without a workspace.
    [[nodiscard]] UsageView *view() const { return m_view.get(); }
    [[nodiscard]] const QuotaRow &quotas() const { return *m_quotas; }

Q_SIGNALS:
    void connectRequested();
    //! Something about a quota to tell also to those who look elsewhere.
    void noticed(const QString &title, const QString &message);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildTop(QVBoxLayout *column);
    void buildNumbers(QVBoxLayout *column);
    void follow();
    void followOwnKeys();
    void showState();
    void showSeries();
    void showEmpty();
    void showGroups();
    void showSummary();
    void showStatus();
    void runStateAction();
    void openCustomRange();
    [[nodiscard]] QString keyName(const QString &id) const;

    enum class StateAction { None, Connect, Retry, Widen };
    const WindowParts &m_parts;
    std::optional<WorkspaceParts> m_workspace;
    std::unique_ptr<UsageView> m_view;
    std::unique_ptr<UsageTableModel> m_groups;
    std::unique_ptr<QSortFilterProxyModel> m_sorted; // over m_groups
    QTimer m_groupsTimer;
    PageHeader *m_header = nullptr;
    QPushButton *m_refresh = nullptr;
    QPushButton *m_export = nullptr;
    Banner *m_exportBanner = nullptr;
    UsageExporter *m_exporter = nullptr;
    UsageFilterBar *m_filter = nullptr;
    QScrollArea *m_scroll = nullptr;
    QuotaRow *m_quotas = nullptr;
    StateView *m_state = nullptr;
    UsageChartCard *m_chart = nullptr;
    FigureTable *m_table = nullptr;
    UsageSourceLine *m_sources = nullptr;
    StateAction m_action = StateAction::None;
};

} // namespace Konstantly

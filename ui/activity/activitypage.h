// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditfeed.h"
#include "ui/mainwindow/mainpage.h"
#include "ui/mainwindow/windowparts.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QSplitter;
class QVBoxLayout;

namespace Konstantly {

class ActivityDetails;
class ActivitySearchBar;
class AuditTableModel;
class Banner;
class FileExporter;
class PageHeader;
class RowTable;
class StateView;

//! What happened, on the service and on this device, in one time line: find it, look at it, take it along.
class ActivityPage final : public MainPage
{
    Q_OBJECT

public:
    explicit ActivityPage(const WindowParts &parts, QWidget *parent = nullptr);
    ~ActivityPage() override;

    //! In the side bar and above the page.
    [[nodiscard]] static QString title() { return tr("Activity"); }
    void setWorkspace(const WorkspaceParts *workspace) override;
    void refresh() override;
    void focusSearch() override;
    bool leaveSearch() override;
    void saveLayout() override;
    void updateTimes() override;

    //! The events of one key, by its id.
    void showKey(const QString &keyId);

Q_SIGNALS:
    //! The empty page's action.
    void connectRequested();
    //! The settings of forwarding are asked for.
    void siemRequested();
    //! The facts about one key are asked for.
    void keyRequested(const QString &keyId);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class StateAction { None, Connect, Refresh, ShowAll };

    void buildTop(QVBoxLayout *column);
    void buildExport();
    void buildList(QVBoxLayout *column);
    void exportEvents(AuditFormat format, bool onlyShown);
    void startReading();
    void showState();
    void showFilled();
    void showSummary();
    void showNames();
    void showSelection();
    void showDetails(int row);
    void runStateAction();
    void copyAsJson();
    void openMenu(const QPoint &position);
    void keepSelection();
    void restoreSelection();
    void requestKey();
    void showOnlyThisKey();
    void showOnlyThisPerson();
    //! Of the key that the only selected event is about, by id or name; empty = none that is known.
    [[nodiscard]] QString selectedKeyId() const;
    [[nodiscard]] AuditTableModel *model() const;

    const WindowParts &m_parts;
    std::optional<WorkspaceParts> m_workspace;
    PageHeader *m_header = nullptr;
    QPushButton *m_refresh = nullptr;
    QPushButton *m_export = nullptr;
    Banner *m_exportBanner = nullptr;
    FileExporter *m_exporter = nullptr;
    ActivitySearchBar *m_bar = nullptr;
    RowTable *m_table = nullptr;
    StateView *m_state = nullptr;
    QSplitter *m_splitter = nullptr;
    ActivityDetails *m_details = nullptr;
    QLabel *m_damaged = nullptr;
    QLabel *m_shown = nullptr;
    QPushButton *m_older = nullptr;
    QTimer m_updateTimer;
    StateAction m_action = StateAction::None;
    QList<qint64> m_keptCursors; // of the selection, while the model starts over
    AuditRecord m_shownRecord;   // in the details, its id included once it is known
    qint64 m_shownCursor = -1;
    bool m_areNamesNew = true;
};

} // namespace Konstantly

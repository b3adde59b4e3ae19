// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/dialogs/lostdevicedialog.h"
#include "ui/mainwindow/mainpage.h"
#include "ui/mainwindow/windowparts.h"

#include <QTimer>

#include <memory>

class QPushButton;
class QSplitter;
class QVBoxLayout;

namespace Konstantly {

class Banner;
class ElidedLabel;
class KeyDetailsPane;
class KeyFilterModel;
class KeyListModel;
class KeySearchBar;
class KeyTable;
struct KeyRules;
class PageHeader;
class RotationReminders;
class StateView;

//! The workspace's keys: find them, see what is wrong with them, make new ones, revoke them.
class KeysPage final : public MainPage
{
    Q_OBJECT

public:
    explicit KeysPage(const WindowParts &parts, QWidget *parent = nullptr);
    ~KeysPage() override;

    //! In the side bar and above the page.
    [[nodiscard]] static QString title() { return tr("Keys"); }
    void setWorkspace(const WorkspaceParts *workspace) override;
    void refresh() override;
    void focusSearch() override;
    bool leaveSearch() override;
    void createNew() override;
    void saveLayout() override;
    void updateTimes() override;
    //! The keys that are past their rotation date; all when none is.
    void showRotationDue();

    //! Selects a key, whatever was searched for.
    void showOne(const QString &keyId);

Q_SIGNALS:
    //! The empty page's action.
    void connectRequested();
    //! The calls of one key are asked for.
    void usageRequested(const QString &keyId);
    void activityRequested(const QString &keyId); //!< the same for its events
    //! Something that people who look elsewhere should know.
    void noticed(const QString &title, const QString &message);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    //! What the button of the empty, failed or stale list does.
    enum class StateAction { None, Connect, Refresh, NewKey, ShowAll, OpenBrowser };

    void buildTop(QVBoxLayout *column);
    void buildList(QVBoxLayout *column);
    [[nodiscard]] KeyRules rules() const;
    void showState();
    void showSummary();
    void showStale();
    void showSelection();
    void showKey(int row);
    void askWhoWrote();
    void runStateAction();
    void rotateSelected();
    void showUnfinished();
    void followReminders();
    void openUnfinished();
    void revokeSelected();
    void openPanic(LostDeviceDialog::Occasion occasion);
    void saveCalendar();
    void openRevoke(const QStringList &ids);
    void copySelected();
    void openMenu(const QPoint &position);
    [[nodiscard]] QStringList revocableSelection() const;

    const WindowParts &m_parts;
    std::optional<WorkspaceParts> m_workspace;
    std::unique_ptr<KeyListModel> m_keys;
    std::unique_ptr<KeyFilterModel> m_filter;
    std::unique_ptr<RotationReminders> m_reminders;

    PageHeader *m_header = nullptr;
    QPushButton *m_refresh = nullptr;
    QPushButton *m_newKey = nullptr;
    QPushButton *m_panic = nullptr;
    QPushButton *m_offboarding = nullptr;
    QPushButton *m_calendar = nullptr;
    KeySearchBar *m_bar = nullptr;
    KeyTable *m_table = nullptr;
    StateView *m_state = nullptr;
    QSplitter *m_splitter = nullptr;
    KeyDetailsPane *m_details = nullptr;
    Banner *m_unfinished = nullptr;
    ElidedLabel *m_shown = nullptr;
    QTimer m_updateTimer;
    StateAction m_action = StateAction::None;
    QString m_usageOf; // whose calls m_usage are
    QList<qint64> m_usage;
    int m_usageQuestion = 0;
    int m_writersQuestion = 0;
};

} // namespace Konstantly

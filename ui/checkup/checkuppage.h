// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/checkup/checkup.h"
#include "ui/mainwindow/mainpage.h"
#include "ui/mainwindow/windowparts.h"

#include <map>

class QPushButton;
class QVBoxLayout;

namespace Konstantly {

class Banner;
class CheckRow;
class PageHeader;
class StateView;

//! Whether everything is as it should be, worst first, each finding with the button that cures it. Looks when it is shown, and
//! again after each fix.
class CheckupPage final : public MainPage
{
    Q_OBJECT

public:
    explicit CheckupPage(const WindowParts &parts, QWidget *parent = nullptr);

    //! In the side bar and above the page.
    [[nodiscard]] static QString title() { return tr("Checkup"); }
    void setWorkspace(const WorkspaceParts *workspace) override;
    void refresh() override;
    void updateTimes() override;

Q_SIGNALS:
    void connectRequested();
    void newKeyRequested();
    void pageRequested(const QString &id);
    void siemRequested();
    //! Shows what it would do to these AI tools.
    void protectRequested(const QStringList &toolIds);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build(QVBoxLayout *column);
    void lookAtUsage();
    void showResults();
    void showRows();
    void showBadge();
    void fix(const CheckResult &result);
    void rotate(const QString &keyId);
    void continueRotation(const QString &oldSlot);
    void tighten(const QStringList &paths);
    void openFix(QDialog *dialog);
    void exportReport();
    void writeReport(const QString &path);

    const WindowParts &m_parts;
    std::optional<WorkspaceParts> m_workspace;
    Checkup m_checkup;
    int m_usageQuestion = 0;
    PageHeader *m_header = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_again = nullptr;
    Banner *m_banner = nullptr;
    StateView *m_state = nullptr;
    QVBoxLayout *m_rowColumn = nullptr;
    std::map<QString, CheckRow *> m_rows; // by id
};

} // namespace Konstantly

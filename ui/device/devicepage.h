// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/deviceprotection.h"
#include "ui/mainwindow/mainpage.h"
#include "ui/mainwindow/windowparts.h"

#include <map>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace Konstantly {

class Banner;
class ChangeCard;
class KeyCopiesCard;
class PackageCard;
class PageHeader;
class StateView;
class TestStepsView;
class ToolRow;
class ToolSetUp;
enum class ToolAction;

//! The AI tools on this device: which of them hold a key in plain text, which are protected; sets them up, shows every change
//! before it is made, takes it back, and tries out whether it works.
class DevicePage final : public MainPage
{
    Q_OBJECT

public:
    explicit DevicePage(const WindowParts &parts, QWidget *parent = nullptr);

    //! In the side bar and above the page.
    [[nodiscard]] static QString title() { return tr("This device"); }
    void setWorkspace(const WorkspaceParts *workspace) override;
    void refresh() override;
    void installPackage(const QString &tarball);
    //! Shows what setting these tools up would do.
    void protect(const QStringList &toolIds) { plan(toolIds); }

Q_SIGNALS:
    void connectRequested();
    void newKeyRequested();
    void usageRequested(const QString &toolId);

private:
    void buildList(QVBoxLayout *column);
    void showTools();
    void showRows();
    void orderFocus();
    void showSummary();
    void showBanner();
    void act(const QString &toolId, ToolAction action);
    void plan(const QStringList &toolIds);
    void planNext(QStringList toolIds, const QList<DeviceProtection::Plan> &plans);
    void planRemove(const QString &toolId);
    void planUndo(const QString &toolId);
    void restore(const QString &toolId);
    void showOnePlan(const QString &toolId, const QFuture<Result<PlannedChange>> &change,
                     const QString &failureTitle);
    void showLost(const QStringList &toolIds);
    void apply();
    void test(const QString &toolId);
    void reveal(QWidget *card);
    [[nodiscard]] QString deviceKeyName() const;
    [[nodiscard]] QStringList toolsToSetUp() const;
    [[nodiscard]] QStringList toolsIn(ToolState state) const;
    [[nodiscard]] QString toolName(const QString &toolId) const;
    [[nodiscard]] ToolRow *makeRow(const QString &toolId);

    const WindowParts &m_parts;
    std::optional<WorkspaceParts> m_workspace;
    QString m_keychain;
    QScrollArea *m_scroll = nullptr;
    PageHeader *m_header = nullptr;
    QPushButton *m_setUpAll = nullptr;
    Banner *m_banner = nullptr;
    QStringList m_bannerTools; // what its button is about
    StateView *m_state = nullptr;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_rowColumn = nullptr;
    std::map<QString, ToolRow *> m_rows; // by tool id
    ChangeCard *m_change = nullptr;
    TestStepsView *m_test = nullptr;
    KeyCopiesCard *m_copies = nullptr;
    PackageCard *m_package = nullptr;
    ToolSetUp *m_applying = nullptr; // child, while a change is being made
    int m_planGeneration = 0;
};

} // namespace Konstantly

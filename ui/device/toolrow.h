// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/devicestore.h"
#include "ui/theme/tokens.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace Konstantly {

class ElidedLabel;
class Theme;

//! What the button of a tool does, by its state.
enum class ToolAction { Protect, SetUp, Test, Review, Update, PutBack, NewKey, ShowFile, Paste };

[[nodiscard]] ToolAction mainActionFor(const ToolStatus &status);
[[nodiscard]] Tone toneOf(ToolState state);

//! One AI tool: its sign, name, file, state, one main action, and a menu with the others.
class ToolRow final : public QWidget
{
    Q_OBJECT

public:
    //! \a home is shown as ~.
    ToolRow(const Theme &theme, QString home, QWidget *parent = nullptr);

    //! \a deviceKeyName is shown beside "Protected".
    void showStatus(const ToolStatus &status, const QString &deviceKeyName);
    //! While a change of this tool is under way nothing else can be started. What lasts longer than a moment is said.
    void setBusy(bool isBusy);
    //! The last one has no line below.
    void setLast(bool isLast);
    [[nodiscard]] const ToolStatus &status() const { return m_status; }

Q_SIGNALS:
    void actionRequested(Konstantly::ToolAction action);
    void previewRequested();
    void removeRequested();
    void undoRequested();
    void restoreRequested();
    void copyRequested();
    void usageRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fillMenu();
    void showDetail();

    const Theme &m_theme;
    bool m_isLast = false;
    QString m_home;
    ToolStatus m_status;
    QTimer m_patience; //!< runs while busy; at its end the row says so
    QLabel *m_sign = nullptr;
    ElidedLabel *m_name = nullptr;
    ElidedLabel *m_place = nullptr;
    QLabel *m_detail = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_action = nullptr;
    QPushButton *m_more = nullptr;
    QMenu *m_menu = nullptr;
};

} // namespace Konstantly

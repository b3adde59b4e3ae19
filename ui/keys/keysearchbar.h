// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace Konstantly {

class ChipBar;

//! The line over the key table: search, risk chips, and what can be done with the selection. In a narrow window the chips get a
//! line of their own.
class KeySearchBar final : public QWidget
{
    Q_OBJECT

public:
    explicit KeySearchBar(QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    void clear();
    void takeFocus();
    [[nodiscard]] bool hasSearchFocus() const;
    [[nodiscard]] ChipBar *chips() const { return m_chips; }
    [[nodiscard]] QPushButton *revokeButton() const { return m_revoke; }
    void setNarrow(bool isNarrow);

Q_SIGNALS:
    //! Once for keystrokes that wait together.
    void searched(const QString &text);

private:
    QGridLayout *m_grid = nullptr;
    QLineEdit *m_search = nullptr;
    ChipBar *m_chips = nullptr;
    QPushButton *m_revoke = nullptr;
    QTimer m_timer;
};

} // namespace Konstantly

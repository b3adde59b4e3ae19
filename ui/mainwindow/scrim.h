// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

namespace Konstantly {

class Theme;

//! A veil over the window while one of its dialogs is open. Watches the window for blocking and unblocking.
class Scrim final : public QWidget
{
    Q_OBJECT

public:
    Scrim(const Theme &theme, QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace Konstantly

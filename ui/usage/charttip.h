// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"

#include <QPixmap>
#include <QWidget>

namespace Konstantly {

class Theme;

//! The exact values of one column of a chart, beside the pointer or the chart's cursor. Never takes the mouse; what it says is
//! the chart's accessible description too.
class ChartTip final : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QPixmap swatch; //!< may be null
        QString name;
        QString value;
    };

    ChartTip(const Theme &theme, QWidget *parent);

    void setContent(const QString &title, const QList<Row> &rows);
    //! Shows it beside \a anchor (a column, in the parent's coordinates), inside the parent.
    void showBeside(const QRect &anchor);

    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont titleFont() const;

    const Theme &m_theme;
    QString m_title;
    QList<Row> m_rows;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTableView>

namespace Konstantly {

class Theme;

//! A table of figures: whole rows with a hairline below each, every column aligned as its model says, as high as its rows up to
//! a limit. Draws text, never markup (security U-1).
class FigureTable final : public QTableView
{
    Q_OBJECT

public:
    explicit FigureTable(const Theme &theme, QWidget *parent = nullptr);

    //! As high as \a rows rows at most; 0 = it takes what it gets.
    void setMaxRows(int rows);
    void setModel(QAbstractItemModel *model) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    //! A row was double-clicked, or Enter was pressed on it.
    void rowChosen(const QModelIndex &index);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();
    void followDirection();
    //! The first column takes the room that the figures leave.
    void fitColumns();

    int m_maxRows = 0;
};

} // namespace Konstantly

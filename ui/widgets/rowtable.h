// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/settings.h"
#include "ui/widgets/rowcopy.h"

#include <QTableView>

class QMenu;

namespace Konstantly {

class Theme;

//! How the columns of a RowTable stand.
struct RowTableColumns
{
    SettingKey<QByteArray> remembered; //!< where widths, order and what is hidden are kept
    QList<int>
        widths; //!< at first, in characters, by column, or as wide as the title; 0 = the one that takes what is left
    QList<int> figures; //!< that read from their end, title included
    //! Where there is too little room these step back, the first one first: their facts are in the details too.
    QList<int> stepBack;
    int sorted
        = -1; //!< by which column at first, ascending; -1 = the rows have an order of their own
    QMap<int, QString> examples = {}; //!< by column: a text that has to fit at first, in any font
    CellNotes notes = {};             //!< copied with their cells
};

//! A long table of whole rows: titles to click on, columns that can be moved, sized and hidden, all of it remembered. Rows have one
//! height and are never measured, so that a quarter of a million of them cost nothing.
class RowTable : public QTableView
{
    Q_OBJECT

public:
    RowTable(const Theme &theme, Settings &settings, RowTableColumns columns,
             QWidget *parent = nullptr);

    //! Keeps sort order and columns.
    void setModel(QAbstractItemModel *model) override;
    void saveLayout();
    //! Fills \a menu with one entry a column that shows or hides it.
    void fillColumnMenu(QMenu *menu);

    //! Of the selection, in the order they are shown.
    [[nodiscard]] QList<int> selectedRows() const { return selectedRowsOf(*this); }
    //! What Ctrl+C does.
    void copySelected() const { copySelectedRows(*this, m_columns.notes); }

Q_SIGNALS:
    void rowsSelected();
    void menuRequested(const QPoint &globalPosition);

protected:
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void restoreLayout();
    void fitColumns();
    void setDefaultWidths();
    [[nodiscard]] int roomFor(const QString &text) const;
    [[nodiscard]] QPoint menuPosition() const;
    void resetColumns();
    [[nodiscard]] int mainColumn() const { return int(m_columns.widths.indexOf(0)); }

    Settings &m_settings;
    RowTableColumns m_columns;
    QList<int> m_autoHidden;
    bool m_isLaidOut = false;
    bool m_isFitting = false;
};

} // namespace Konstantly

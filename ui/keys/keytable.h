// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHeaderView>
#include <QTableView>

class QMenu;

namespace Konstantly {

class Settings;
class Theme;

//! The header of the key table: titles of figures stand at the end of their column, as the figures do.
class KeyTableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit KeyTableHeader(QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
};

//! The table of keys: whole rows, sorted by a click on a title, columns that can be moved, sized and hidden, all of it
//! remembered. Works on a KeyFilterModel.
class KeyTable final : public QTableView
{
    Q_OBJECT

public:
    KeyTable(const Theme &theme, Settings &settings, QWidget *parent = nullptr);

    //! Keeps sort order and columns.
    void setModel(QAbstractItemModel *model) override;
    void saveLayout();

    //! Ids of the selected keys in the order they are shown.
    [[nodiscard]] QStringList selectedIds() const;
    //! The selected rows with tabs between their facts, for other programs. No secret is in a row.
    [[nodiscard]] QString selectionAsText() const;
    void selectId(const QString &id);
    //! Fills \a menu with one entry a column that shows or hides it.
    void fillColumnMenu(QMenu *menu);

Q_SIGNALS:
    void selectedIdsChanged();
    void menuRequested(const QPoint &globalPosition);

protected:
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void restoreLayout();
    //! The name takes the room that is left. Where there is too little, columns whose facts are in the details too step back
    //! until there is room again.
    void fitColumns();
    void setDefaultWidths();

    Settings &m_settings;
    QList<int> m_autoHidden;
    bool m_isLaidOut = false;
    bool m_isFitting = false;
};

} // namespace Konstantly

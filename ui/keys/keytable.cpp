// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/keytable.h"

#include "models/keys/keylistmodel.h"
#include "models/settings/settingkeys.h"
#include "ui/keys/keytabledelegate.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStyleOptionHeader>

using namespace Qt::StringLiterals;

namespace Konstantly {

KeyTableHeader::KeyTableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setMinimumSectionSize(56);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

void KeyTableHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->textAlignment = (isFigureColumn(logicalIndex) ? Qt::AlignRight : Qt::AlignLeft)
                            | Qt::AlignVCenter;
}

KeyTable::KeyTable(const Theme &theme, Settings &settings, QWidget *parent)
    : QTableView(parent)
    , m_settings(settings)
{
    setObjectName(u"keyTable"_s);
    setAccessibleName(tr("Keys of this workspace"));
    auto *header = new KeyTableHeader(this);
    header->setAccessibleName(tr("Columns"));
    setHorizontalHeader(header);
    verticalHeader()->hide();
    // One height for all: rows are never measured, so 10,000 of them cost nothing.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(KeyTableDelegate::rowHeight(fontMetrics()));
    setItemDelegate(new KeyTableDelegate(theme, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](QPoint position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(menu);
        menu->popup(header->mapToGlobal(position));
    });
    connect(header, &QHeaderView::sectionResized, this, &KeyTable::fitColumns);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void KeyTable::setModel(QAbstractItemModel *model)
{
    saveLayout();
    m_isLaidOut = false;
    QTableView::setModel(model);
    m_autoHidden.clear();
    m_isLaidOut = model != nullptr;
    if (m_isLaidOut)
        restoreLayout();
}

void KeyTable::saveLayout()
{
    if (!m_isLaidOut)
        return;
    // What was hidden for want of room is not what the user hid.
    const QScopedValueRollback guard(m_isFitting, true);
    for (const int column : std::as_const(m_autoHidden))
        setColumnHidden(column, false);
    m_settings.setValue(SettingKeys::KeysHeader, horizontalHeader()->saveState());
    for (const int column : std::as_const(m_autoHidden))
        setColumnHidden(column, true);
}

void KeyTable::restoreLayout()
{
    const QByteArray state = m_settings.value(SettingKeys::KeysHeader);
    // A state from a version with other columns, or a damaged one, is refused; then the defaults stand.
    if (state.isEmpty() || !horizontalHeader()->restoreState(state)
        || horizontalHeader()->count() != KeyListModel::ColumnCount
        || horizontalHeader()->isSectionHidden(KeyListModel::NameColumn)) {
        setDefaultWidths();
    }
    horizontalHeader()->setSectionResizeMode(KeyListModel::NameColumn, QHeaderView::Fixed);
    fitColumns();
    sortByColumn(horizontalHeader()->sortIndicatorSection(),
                 horizontalHeader()->sortIndicatorOrder());
}

void KeyTable::setDefaultWidths()
{
    QHeaderView *header = horizontalHeader();
    const int character = fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {
        {KeyListModel::OwnerColumn, 15},    {KeyListModel::ScopesColumn, 13},
        {KeyListModel::LastUsedColumn, 14}, {KeyListModel::AgeColumn, 9},
        {KeyListModel::StatusColumn, 22},
    };
    for (const auto &[column, characters] : widths)
        header->resizeSection(column, characters * character);
    header->setStretchLastSection(false);
    header->setSortIndicator(KeyListModel::NameColumn, Qt::AscendingOrder);
}

QStringList KeyTable::selectedIds() const
{
    QStringList ids;
    if (selectionModel() == nullptr)
        return ids;
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    ids.reserve(rows.size());
    for (const int row : rows)
        ids.append(model()->index(row, 0).data(KeyListModel::IdRole).toString());
    return ids;
}

QString KeyTable::selectionAsText() const
{
    QStringList lines;
    for (const QModelIndex &index :
         selectionModel() != nullptr ? selectionModel()->selectedRows() : QModelIndexList()) {
        QStringList cells;
        for (int column = 0; column < KeyListModel::ColumnCount; ++column)
            cells.append(index.siblingAtColumn(column).data().toString());
        cells.append(index.data(KeyListModel::PrefixRole).toString());
        cells.append(index.data(KeyListModel::IdRole).toString());
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void KeyTable::selectId(const QString &id)
{
    if (model() == nullptr)
        return;
    const QModelIndexList found = model()->match(model()->index(0, 0), KeyListModel::IdRole, id, 1,
                                                 Qt::MatchExactly);
    if (found.isEmpty())
        return;
    selectRow(found.first().row());
    scrollTo(found.first());
}

void KeyTable::fillColumnMenu(QMenu *menu)
{
    for (int column = 0; model() != nullptr && column < model()->columnCount(); ++column) {
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != KeyListModel::NameColumn);
        connect(action, &QAction::toggled, this,
                [this, column](bool isShown) { setColumnHidden(column, !isShown); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, [this] {
        for (int column = 0; column < KeyListModel::ColumnCount; ++column) {
            setColumnHidden(column, false);
            horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), column);
        }
        m_autoHidden.clear();
        setDefaultWidths();
        fitColumns();
    });
}

void KeyTable::fitColumns()
{
    if (!m_isLaidOut || m_isFitting)
        return;
    const QScopedValueRollback guard(m_isFitting, true);
    const int least = fontMetrics().averageCharWidth() * 26;
    const auto others = [this] {
        int width = 0;
        for (int column = 0; column < KeyListModel::ColumnCount; ++column)
            width += column == KeyListModel::NameColumn ? 0 : columnWidth(column);
        return width;
    };
    const int room = viewport()->width();
    for (const int column :
         {KeyListModel::ScopesColumn, KeyListModel::AgeColumn, KeyListModel::OwnerColumn}) {
        if (others() + least <= room)
            break;
        if (!isColumnHidden(column)) {
            setColumnHidden(column, true);
            m_autoHidden.append(column);
        }
    }
    while (!m_autoHidden.isEmpty()) {
        const int column = m_autoHidden.last();
        setColumnHidden(column, false);
        if (others() + least > room) {
            setColumnHidden(column, true);
            break;
        }
        m_autoHidden.removeLast();
    }
    setColumnWidth(KeyListModel::NameColumn, std::max(room - others(), least));
}

void KeyTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void KeyTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedIdsChanged();
}

void KeyTable::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        position = viewport()->mapToGlobal(visualRect(currentIndex()).center());
    Q_EMIT menuRequested(position);
}

} // namespace Konstantly

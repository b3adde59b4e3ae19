// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/rowtable.h"

#include "ui/theme/theme.h"
#include "ui/widgets/rowpainter.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStyleOptionHeader>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int LeastMainCharacters = 26;

//! Titles of figures stand at the end of their column, as the figures do.
class RowTableHeader final : public QHeaderView
{
public:
    RowTableHeader(QList<int> figures, QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_figures(std::move(figures))
    {
        setHighlightSections(false);
        setSectionsMovable(true);
        setMinimumSectionSize(56);
        setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        setContextMenuPolicy(Qt::CustomContextMenu);
    }

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override
    {
        QHeaderView::initStyleOptionForIndex(option, logicalIndex);
        option->textAlignment = (m_figures.contains(logicalIndex) ? Qt::AlignRight : Qt::AlignLeft)
                                | Qt::AlignVCenter;
    }

private:
    QList<int> m_figures;
};

} // namespace

RowTable::RowTable(const Theme &theme, Settings &settings, RowTableColumns columns, QWidget *parent)
    : QTableView(parent)
    , m_settings(settings)
    , m_columns(std::move(columns))
{
    auto *header = new RowTableHeader(m_columns.figures, this);
    header->setAccessibleName(tr("Columns"));
    header->setSectionsClickable(m_columns.sorted >= 0);
    header->setSortIndicatorShown(m_columns.sorted >= 0);
    setHorizontalHeader(header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(RowPainter::rowHeight(fontMetrics()));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSortingEnabled(m_columns.sorted >= 0);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](QPoint position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(menu);
        menu->popup(header->mapToGlobal(position));
    });
    connect(header, &QHeaderView::sectionResized, this, &RowTable::fitColumns);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void RowTable::setModel(QAbstractItemModel *model)
{
    saveLayout();
    m_isLaidOut = false;
    QTableView::setModel(model);
    m_autoHidden.clear();
    m_isLaidOut = model != nullptr;
    if (m_isLaidOut)
        restoreLayout();
}

void RowTable::saveLayout()
{
    if (!m_isLaidOut)
        return;
    // What was hidden for want of room is not what the user hid.
    const QScopedValueRollback guard(m_isFitting, true);
    for (const int column : std::as_const(m_autoHidden))
        setColumnHidden(column, false);
    m_settings.setValue(m_columns.remembered, horizontalHeader()->saveState());
    for (const int column : std::as_const(m_autoHidden))
        setColumnHidden(column, true);
}

void RowTable::restoreLayout()
{
    QHeaderView *header = horizontalHeader();
    const QByteArray state = m_settings.value(m_columns.remembered);
    // A state from a version with other columns, or a damaged one, is refused; then the defaults stand.
    if (state.isEmpty() || !header->restoreState(state)
        || header->count() != int(m_columns.widths.size())
        || header->isSectionHidden(mainColumn())) {
        setDefaultWidths();
    }
    header->setSectionResizeMode(mainColumn(), QHeaderView::Fixed);
    fitColumns();
    if (isSortingEnabled())
        sortByColumn(header->sortIndicatorSection(), header->sortIndicatorOrder());
}

void RowTable::setDefaultWidths()
{
    QHeaderView *header = horizontalHeader();
    const int character = fontMetrics().averageCharWidth();
    for (int column = 0; column < int(m_columns.widths.size()); ++column) {
        if (column != mainColumn())
            header->resizeSection(column, std::max({m_columns.widths[column] * character,
                                                    header->sectionSizeHint(column),
                                                    roomFor(m_columns.examples.value(column))}));
    }
    header->setStretchLastSection(false);
    if (m_columns.sorted >= 0)
        header->setSortIndicator(m_columns.sorted, Qt::AscendingOrder);
}

int RowTable::roomFor(const QString &text) const
{
    return text.isEmpty() ? 0
                          : fontMetrics().horizontalAdvance(text) + 2 * RowPainter::Padding
                                + fontMetrics().averageCharWidth();
}

void RowTable::fillColumnMenu(QMenu *menu)
{
    for (int column = 0; model() != nullptr && column < model()->columnCount(); ++column) {
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != mainColumn());
        connect(action, &QAction::toggled, this,
                [this, column](bool isShown) { setColumnHidden(column, !isShown); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this,
            &RowTable::resetColumns);
}

void RowTable::resetColumns()
{
    for (int column = 0; column < int(m_columns.widths.size()); ++column) {
        setColumnHidden(column, false);
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), column);
    }
    m_autoHidden.clear();
    setDefaultWidths();
    fitColumns();
}

void RowTable::fitColumns()
{
    if (!m_isLaidOut || m_isFitting)
        return;
    const QScopedValueRollback guard(m_isFitting, true);
    const int least = fontMetrics().averageCharWidth() * LeastMainCharacters;
    const auto others = [this] {
        int width = 0;
        for (int column = 0; column < int(m_columns.widths.size()); ++column)
            width += column == mainColumn() ? 0 : columnWidth(column);
        return width;
    };
    const int room = viewport()->width();
    for (const int column : std::as_const(m_columns.stepBack)) {
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
    setColumnWidth(mainColumn(), std::max(room - others(), least));
}

void RowTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void RowTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT rowsSelected();
}

void RowTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuRequested(isByKey && currentIndex().isValid() ? menuPosition() : event->globalPos());
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
#if !defined(Q_OS_WIN) // where the system itself makes a menu's event of it
    // Many keyboards have no key for menus, and on X11 Qt knows no other.
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier
        && currentIndex().isValid()) {
        Q_EMIT menuRequested(menuPosition());
        return;
    }
#endif
    if (event->matches(QKeySequence::Copy))
        return copySelected();
    QTableView::keyPressEvent(event);
}

QPoint RowTable::menuPosition() const
{
    return viewport()->mapToGlobal(visualRect(currentIndex()).center());
}

} // namespace Konstantly

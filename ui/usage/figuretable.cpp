// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/figuretable.h"

#include "ui/theme/theme.h"
#include "ui/widgets/rowcopy.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int Padding = 10;
constexpr int SortSign
    = 12; // room for it behind a title, as in the style sheet, and so behind figures too
constexpr int MinFigureWidth = 84;
constexpr int MinFirstWidth = 150;

class FigureDelegate final : public QStyledItemDelegate
{
public:
    FigureDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        const Tokens &tokens = m_theme.tokens();
        painter->save();
        if (isChosen)
            painter->fillRect(option.rect, tokens.chosen);
        painter->setPen(isChosen ? tokens.onChosenRow : tokens.text);
        painter->setFont(option.font);
        const QVariant alignment = index.data(Qt::TextAlignmentRole);
        const QRect room = QStyle::visualRect(
            option.direction, option.rect,
            option.rect.adjusted(Padding, 0, -Padding - SortSign, 0));
        const QString text = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle,
                                                           room.width());
        painter->drawText(room,
                          alignment.isValid() ? alignment.toInt()
                                              : int(Qt::AlignLeading | Qt::AlignVCenter),
                          text);
        painter->setPen(tokens.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        painter->restore();
    }

private:
    const Theme &m_theme;
};

} // namespace

FigureTable::FigureTable(const Theme &theme, QWidget *parent)
    : QTableView(parent)
{
    auto *header = horizontalHeader();
    header->setAccessibleName(tr("Columns"));
    header->setHighlightSections(false);
    header->setProperty("kind", u"figures"_s); // the style sheet leaves room for the sign there
    followDirection();
    header->setMinimumSectionSize(40);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    setItemDelegate(new FigureDelegate(theme, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    connect(this, &QTableView::doubleClicked, this, &FigureTable::rowChosen);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void FigureTable::setMaxRows(int rows)
{
    m_maxRows = rows;
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    fitHeight();
}

void FigureTable::setModel(QAbstractItemModel *model)
{
    if (QTableView::model() != nullptr)
        disconnect(QTableView::model(), nullptr, this, nullptr);
    QTableView::setModel(model);
    if (model != nullptr) {
        const auto fit = [this] {
            fitHeight();
            fitColumns();
        };
        connect(model, &QAbstractItemModel::modelReset, this, fit);
        connect(model, &QAbstractItemModel::rowsInserted, this, fit);
        connect(model, &QAbstractItemModel::rowsRemoved, this, fit);
        connect(model, &QAbstractItemModel::layoutChanged, this, fit);
        fit();
    }
}

void FigureTable::fitHeight()
{
    updateGeometry();
}

QSize FigureTable::sizeHint() const
{
    QSize size = QTableView::sizeHint();
    if (m_maxRows == 0)
        return size;
    const int rows = model() == nullptr ? 0 : std::min(model()->rowCount(), m_maxRows);
    size.setHeight(horizontalHeader()->sizeHint().height()
                   + std::max(rows, 1) * verticalHeader()->defaultSectionSize() + 2);
    return size;
}

QSize FigureTable::minimumSizeHint() const
{
    return m_maxRows == 0 ? QTableView::minimumSizeHint()
                          : QSize(QTableView::minimumSizeHint().width(), sizeHint().height());
}

void FigureTable::fitColumns()
{
    if (model() == nullptr || model()->columnCount() == 0)
        return;
    const QFontMetrics metrics(horizontalHeader()->font());
    int figures = 0;
    const int columns = model()->columnCount();
    for (int column = 1; column < columns; ++column) {
        const QString title = model()->headerData(column, Qt::Horizontal).toString();
        const int width = std::max(MinFigureWidth,
                                   metrics.horizontalAdvance(title) + 2 * Padding + SortSign + 6);
        setColumnWidth(column, width);
        figures += width;
    }
    setColumnWidth(0, std::max(MinFirstWidth, viewport()->width() - figures));
}

void FigureTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() != QEvent::LayoutDirectionChange)
        return;
    followDirection();
    // A style sheet looks at properties only when it polishes.
    QStyle *style = horizontalHeader()->style();
    style->unpolish(horizontalHeader());
    style->polish(horizontalHeader());
}

//! Where lines run from right to left, the sign stands on the other side of a title; the paddings of style sheets do not follow.
void FigureTable::followDirection()
{
    horizontalHeader()->setProperty("direction", isRightToLeft() ? u"rtl"_s : u"ltr"_s);
}

void FigureTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fitColumns();
}

void FigureTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && currentIndex().isValid()) {
        Q_EMIT rowChosen(currentIndex());
        return;
    }
    if (event->matches(QKeySequence::Copy))
        return copySelectedRows(*this);
    QTableView::keyPressEvent(event);
}

} // namespace Konstantly

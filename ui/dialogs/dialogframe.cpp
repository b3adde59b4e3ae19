// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/dialogframe.h"

#include "ui/theme/fontscale.h"
#include "ui/widgets/controls.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! What the window manager adds to the height of a window, at most.
constexpr int TitleBarHeight = 40;
//! So much of the content is seen at least, where there is so much.
constexpr int LeastContentHeight = 160;

//! The room that the screen has for \a dialog.
QSize roomFor(const QDialog *dialog)
{
    return dialog->screen()->availableSize() - QSize(0, TitleBarHeight);
}

//! All of a dialog above its buttons: it asks for the height that it needs, and is scrolled when it gets less.
class DialogContent final : public QScrollArea
{
public:
    explicit DialogContent(QDialog *dialog)
        : QScrollArea(dialog)
    {
        setFrameShape(NoFrame);
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        auto *content = new QWidget(viewport());
        content->setProperty("kind", u"scrolled"_s);
        m_column = new QVBoxLayout(content);
        m_column->setContentsMargins(0, 0, 0, 0);
        m_column->setSpacing(12);
        setWidget(content);
        // Qt scrolls for the Tab key alone; a screen reader moves the focus by itself.
        connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
            if (now != nullptr && widget()->isAncestorOf(now))
                ensureWidgetVisible(now);
        });
    }

    [[nodiscard]] QVBoxLayout *column() const { return m_column; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override
    {
        return m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width)
                                             : m_column->totalSizeHint().height();
    }
    [[nodiscard]] QSize sizeHint() const override { return widget()->sizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const QMargins around = window()->layout()->contentsMargins();
        return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(),
                std::min(heightForWidth(window()->width() - around.left() - around.right()),
                         LeastContentHeight)};
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
            showBarIfNeeded();
        const bool isDone = QScrollArea::event(event);
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry(); // a scroll area does not pass on that its content needs more
        return isDone;
    }

private:
    //! Left to itself, a bar that was there once stays: beside it, lines wrap that would have fitted.
    void showBarIfNeeded()
    {
        setVerticalScrollBarPolicy(heightForWidth(width()) > height() ? Qt::ScrollBarAlwaysOn
                                                                      : Qt::ScrollBarAlwaysOff);
    }

    QVBoxLayout *m_column = nullptr;
};

DialogContent *contentOf(const QWidget *window)
{
    return static_cast<DialogContent *>(window->findChild<QScrollArea *>(u"dialogContent"_s));
}

QVBoxLayout *outerColumn(const QVBoxLayout *column)
{
    return qobject_cast<QVBoxLayout *>(column->parentWidget()->window()->layout());
}

//! Makes a dialog larger when what is in it comes to need more room. Qt does so only for texts that do not wrap; others it lets run
//! into each other.
class Growth final : public QObject
{
public:
    explicit Growth(QDialog *dialog)
        : QObject(dialog)
        , m_dialog(*dialog)
    {
        dialog->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Show)
            m_needed = neededHeight();
        else if (event->type() == QEvent::LayoutRequest && m_dialog.isVisible())
            grow();
        return QObject::eventFilter(watched, event);
    }

private:
    [[nodiscard]] int neededHeight() const
    {
        return m_dialog.layout()->totalMinimumHeightForWidth(m_dialog.width());
    }
    void grow()
    {
        const QSize room = roomFor(&m_dialog);
        const int width = std::min(m_dialog.layout()->totalMinimumSize().width(), room.width());
        if (width > m_dialog.minimumWidth())
            m_dialog.setMinimumWidth(width);
        const int before = m_needed;
        m_needed = neededHeight();
        // One that somebody made smaller stays so until there is more in it.
        if (m_needed <= before || m_needed <= m_dialog.height())
            return;
        m_dialog.resize(m_dialog.width(), std::min(m_needed, room.height()));
        const QRect frame = m_dialog.frameGeometry();
        const int below = frame.bottom() - m_dialog.screen()->availableGeometry().bottom();
        if (below > 0)
            m_dialog.move(frame.topLeft() - QPoint(0, below));
    }

    QDialog &m_dialog;
    int m_needed = 0;
};

} // namespace

QVBoxLayout *buildDialogFrame(QDialog *dialog, const QString &heading, const QString &sentence,
                              int width)
{
    dialog->setWindowTitle(heading);
    dialog->setAccessibleName(heading);
    auto *outer = new QVBoxLayout(dialog);
    outer->setContentsMargins(24, 22, 24, 22);
    outer->setSpacing(12);
    auto *content = new DialogContent(dialog);
    content->setObjectName(u"dialogContent"_s);
    outer->addWidget(content, 1);
    QVBoxLayout *column = content->column();
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    QLabel *title = makeWrappedLabel(heading, Rank::Heading, dialog);
    title->setObjectName(u"dialogHeading"_s);
    texts->addWidget(title);
    QLabel *below = makeWrappedLabel(sentence, Rank::Muted, dialog);
    below->setObjectName(u"dialogSentence"_s);
    below->setHidden(sentence.isEmpty());
    texts->addWidget(below);
    column->addLayout(texts);
    const int wanted = std::min(scaledToFont(width, dialog->font()), roomFor(dialog).width());
    dialog->setMinimumWidth(wanted);
    dialog->resize(wanted, dialog->height());
    (void) new Growth(dialog);
    return column;
}

void addBelowContent(QVBoxLayout *column, QWidget *widget)
{
    outerColumn(column)->addWidget(widget);
}

void scrollDialogTo(QWidget *part)
{
    contentOf(part->window())->ensureWidgetVisible(part);
}

void changeDialogHeading(QDialog *dialog, const QString &heading)
{
    dialog->findChild<QLabel *>(u"dialogHeading"_s)->setText(heading);
    dialog->findChild<QLabel *>(u"dialogSentence"_s)->hide();
    dialog->setWindowTitle(heading);
    dialog->setAccessibleName(heading);
}

void addDialogButtons(QVBoxLayout *column, QWidget *leading, const QList<QWidget *> &buttons)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 6, 0, 0);
    row->setSpacing(10);
    if (leading != nullptr)
        row->addWidget(leading);
    row->addStretch(1);
    for (QWidget *button : buttons)
        row->addWidget(button);
    outerColumn(column)->addLayout(row);
}

QVBoxLayout *addField(QVBoxLayout *column, const QString &caption, QWidget *field, QWidget *extra)
{
    auto *box = new QVBoxLayout;
    box->setSpacing(4);
    QLabel *label = makeWrappedLabel(caption, Rank::Strong, field->parentWidget());
    label->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(caption);
    if (extra != nullptr) {
        auto *top = new QHBoxLayout;
        top->addWidget(label, 1);
        top->addWidget(extra);
        box->addLayout(top);
    } else {
        box->addWidget(label);
    }
    box->addWidget(field);
    column->addLayout(box);
    return box;
}

void fitDialog(QDialog *dialog)
{
    DialogContent *content = contentOf(dialog);
    if (content == nullptr)
        return; // one of Qt's own
    dialog->ensurePolished();
    for (QWidget *child : dialog->findChildren<QWidget *>())
        child->ensurePolished(); // only then do sizes count
    content->updateGeometry();
    const QSize room = roomFor(dialog);
    const QLayout &layout = *dialog->layout();
    const int least = std::min(std::max(dialog->minimumWidth(), layout.totalMinimumSize().width()),
                               room.width());
    dialog->setMinimumWidth(least);
    const int width = std::clamp(dialog->sizeHint().width(), least, room.width());
    dialog->resize(width, dialog->height());
    content->updateGeometry(); // how high it is at least goes by the width
    // Wrapped texts make a layout ask for more height than it needs at the width it gets.
    dialog->resize(width,
                   std::min(std::max(layout.totalHeightForWidth(width), dialog->minimumHeight()),
                            room.height()));
}

void openDialog(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    fitDialog(dialog);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace Konstantly

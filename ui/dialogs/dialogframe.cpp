// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/dialogframe.h"

#include "ui/widgets/controls.h"

#include <QDialog>
#include <QEvent>
#include <QHBoxLayout>
#include <QLayout>
#include <QLineEdit>
#include <QScreen>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Makes a dialog higher when what is in it comes to need more room. Qt does so only for texts that do not wrap; others it lets run
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
        if (event->type() == QEvent::LayoutRequest && m_dialog.isVisible()) {
            const int needed = std::min(
                m_dialog.layout()->totalMinimumHeightForWidth(m_dialog.width()),
                m_dialog.screen()->availableGeometry().height());
            if (needed > m_dialog.height())
                m_dialog.resize(m_dialog.width(), needed);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    QDialog &m_dialog;
};

} // namespace

QVBoxLayout *buildDialogFrame(QDialog *dialog, const QString &heading, const QString &sentence,
                              int width)
{
    dialog->setWindowTitle(heading);
    dialog->setAccessibleName(heading);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(24, 22, 24, 22);
    column->setSpacing(12);
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
    dialog->setMinimumWidth(width);
    dialog->resize(width, dialog->height());
    (void) new Growth(dialog);
    return column;
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
    column->addLayout(row);
}

QVBoxLayout *addField(QVBoxLayout *column, const QString &caption, QWidget *field, QWidget *extra)
{
    auto *box = new QVBoxLayout;
    box->setSpacing(4);
    QLabel *label = makeLabel(caption, Rank::Strong, field->parentWidget());
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

void openDialog(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    // Wrapped texts make a layout ask for more height than it needs at the width it gets.
    dialog->ensurePolished();
    for (QWidget *child : dialog->findChildren<QWidget *>())
        child->ensurePolished(); // only then do sizes count
    const int width = std::max(dialog->minimumWidth(), dialog->sizeHint().width());
    if (const QLayout *layout = dialog->layout(); layout != nullptr && layout->hasHeightForWidth())
        dialog->resize(width,
                       std::max(layout->totalHeightForWidth(width), dialog->minimumHeight()));
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/questiondialog.h"

#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/controls.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

QuestionDialog::QuestionDialog(const Question &question, QWidget *parent)
    : QDialog(parent)
{
    build(question, false);
}

QuestionDialog::QuestionDialog(const QString &title, const ErrorText &text, QWidget *parent)
    : QDialog(parent)
{
    build({title, text.message, text.hint, tr("Close"), {}, false}, true);
}

void QuestionDialog::build(const Question &question, bool isMessage)
{
    setObjectName(u"questionDialog"_s);
    QVBoxLayout *column = buildDialogFrame(this, question.title, {}, 460);
    QLabel *message = makeWrappedLabel(question.message, Rank::Body, this);
    message->setObjectName(u"questionMessage"_s);
    column->addWidget(message);
    if (!question.hint.isEmpty())
        column->addWidget(makeWrappedLabel(question.hint, Rank::Muted, this));
    setAccessibleDescription(question.message + u' ' + question.hint);

    QPushButton *confirm = makeButton(
        question.confirmText, u"confirm"_s,
        question.isDestructive ? ButtonKind::Final : ButtonKind::Primary, this);
    QList<QWidget *> buttons{confirm};
    if (!isMessage) {
        QPushButton *cancel = makeButton(question.cancelText.isEmpty() ? tr("Cancel")
                                                                       : question.cancelText,
                                         u"cancel"_s, ButtonKind::Plain, this);
        connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
        buttons.prepend(cancel);
        // Return never destroys anything.
        (question.isDestructive ? cancel : confirm)->setDefault(true);
    } else {
        confirm->setDefault(true);
    }
    connect(confirm, &QPushButton::clicked, this, &QDialog::accept);
    addDialogButtons(column, {}, buttons);
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>

class QDialog;
class QLabel;
class QLineEdit;
class QVBoxLayout;
class QWidget;

namespace Konstantly {

//! Gives \a dialog its title, its width, a heading and (when not empty) a sentence below it. \return the column to fill
[[nodiscard]] QVBoxLayout *buildDialogFrame(QDialog *dialog, const QString &heading,
                                            const QString &sentence, int width);

//! What the dialog is about has changed: it asked, and now it tells.
void changeDialogHeading(QDialog *dialog, const QString &heading);

//! The last line of a dialog: \a leading at the start, \a buttons at the end in the order given.
void addDialogButtons(QVBoxLayout *column, QWidget *leading, const QList<QWidget *> &buttons);

//! A bold caption over \a field (its buddy), with \a extra at the end of the caption's line.
//! \return the layout, to add a hint below
QVBoxLayout *addField(QVBoxLayout *column, const QString &caption, QWidget *field,
                      QWidget *extra = nullptr);

//! Shows \a dialog window-modal over its parent and deletes it when it closes.
void openDialog(QDialog *dialog);

} // namespace Konstantly

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

//! Gives \a dialog its title, its width (at the usual size of text), a heading and (when not empty) a sentence below it.
//! \return the column to fill, which is scrolled where the screen is too small for all of it
[[nodiscard]] QVBoxLayout *buildDialogFrame(QDialog *dialog, const QString &heading,
                                            const QString &sentence, int width);

//! What the dialog is about has changed: it asked, and now it tells.
void changeDialogHeading(QDialog *dialog, const QString &heading);

//! Puts \a widget below what is scrolled: it is always in sight.
void addBelowContent(QVBoxLayout *column, QWidget *widget);

//! Scrolls to \a part of a dialog's content.
void scrollDialogTo(QWidget *part);

//! The last line of a dialog, always in sight: \a leading at the start, \a buttons at the end in the order given.
void addDialogButtons(QVBoxLayout *column, QWidget *leading, const QList<QWidget *> &buttons);

//! A bold caption over \a field (its buddy), with \a extra at the end of the caption's line.
//! \return the layout, to add a hint below
QVBoxLayout *addField(QVBoxLayout *column, const QString &caption, QWidget *field,
                      QWidget *extra = nullptr);

//! Gives \a dialog the size that its content needs, as far as the screen has room for it. Those of Qt know their own.
void fitDialog(QDialog *dialog);

//! Shows \a dialog window-modal over its parent and deletes it when it closes.
void openDialog(QDialog *dialog);

} // namespace Konstantly

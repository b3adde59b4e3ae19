// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace Konstantly {

//! What a button is for; the style sheet knows them by these names.
enum class ButtonKind {
    Plain,
    Primary, //!< the one main action of a page or dialog
    Danger,  //!< leads to a question about something that can't be undone
    Final,   //!< does it
    Chip,    //!< a filter or a choice: checkable
    Link,
    Icon
};

//! A button that takes the focus by keyboard only, so that the ring never follows the mouse. \a objectName is for tests; the
//! accessible name is the text unless set otherwise.
[[nodiscard]] QPushButton *makeButton(const QString &text, const QString &objectName,
                                      ButtonKind kind, QWidget *parent);

//! How loud a text is.
enum class Rank { Title, Heading, Strong, Body, Muted, Hint };

//! A label that shows \a text as it is: no markup, no mnemonics (security U-1).
[[nodiscard]] QLabel *makeLabel(const QString &text, Rank rank, QWidget *parent);
//! The same, wrapping at the width it gets.
[[nodiscard]] QLabel *makeWrappedLabel(const QString &text, Rank rank, QWidget *parent);

//! "Protected" on its tinted ground.
[[nodiscard]] QLabel *makePill(QWidget *parent);

//! White ground with a rounded border.
[[nodiscard]] QFrame *makeCard(QWidget *parent);
//! A hairline.
[[nodiscard]] QFrame *makeRule(QWidget *parent);

//! Tints a label, field or banner; cheap when nothing changes.
void setTone(QWidget *widget, Tone tone);

//! \a text for a tool tip, which guesses at markup.
[[nodiscard]] QString plainToolTip(const QString &text);

//! \a path with ~ in the place of \a home.
[[nodiscard]] QString withTilde(const QString &path, const QString &home);

//! \a text for a place where & would make a mnemonic: buttons, menu items.
[[nodiscard]] QString withoutMnemonics(QString text);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT
#pragma once

class QButtonGroup;
class QString;
class QWidget;

namespace Konstantly {

//! Has screen readers read scroll areas through QAccessibleWidget: all children, hidden scroll bars among them. Once, as soon as
//! there is a QApplication.
//!
//! Qt 6.4 tells of scroll bars while they are shown and does not look at the number that it is asked for: a reader that counted
//! the children before a scroll bar went away and asks for the last one then ends the program (measured: a few seconds of a
//! reader at work beside a table that is being filtered). Views of tables and lists and texts have answers of their own in Qt.
void installScrollAreaAccess();

//! Sets the accessible description of \a widget when it is another. Qt tells readers of each call: those that hear of what did
//! not change keep people waiting for their keys (measured with Orca).
void setSpokenDescription(QWidget *widget, const QString &text);

//! Has the Tab key stop once in \a group, whose buttons are one of several: at the chosen one, as people know it from radio
//! buttons. Qt stops at the first until one of them has had the focus. While none is chosen it is left to Qt.
void stopTabAtChosen(QButtonGroup *group);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Konstantly {

//! Has screen readers read scroll areas through QAccessibleWidget: all children, hidden scroll bars among them. Once, as soon as
//! there is a QApplication.
//!
//! Qt 6.4 tells of scroll bars while they are shown and does not look at the number that it is asked for: a reader that counted
//! the children before a scroll bar went away and asks for the last one then ends the program (measured: a few seconds of a
//! reader at work beside a table that is being filtered). Views of tables and lists and texts have answers of their own in Qt.
void installScrollAreaAccess();

} // namespace Konstantly

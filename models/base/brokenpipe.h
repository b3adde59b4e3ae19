// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {

//! From now on a write to a pipe or connection that the other side closed is an error, not the end of the program. What already
//! happens to that signal on purpose stays as it is. Any thread.
void ignoreBrokenPipes();

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {

//! Whether the program was started as `konstantly-keys --draw-chart`: not to show a window but as the hand of the command line,
//! which has no pixels of its own.
[[nodiscard]] bool isChartDrawing(int argc, char **argv);

//! Reads the document of a chart (chartSvg()) from standard input and writes it as PNG to standard output. Needs no display and no
//! session bus, reads no settings, and never gets to the keychain. \return the program's exit code, as in cli.md
[[nodiscard]] int drawChart(int argc, char **argv);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/usage/usageplot.h"

#include <QByteArray>

namespace Konstantly {

//! The columns of \a series as an SVG document of its own, with title, axes and legend: colours and patterns as in the window,
//! every part with its values as its title, for pointers and screen readers. Text stays text; nothing is fetched from anywhere.
[[nodiscard]] QByteArray chartSvg(const UsageSeries &series, const QList<LayerStyle> &styles,
                                  const ChartWords &words, const QString &title,
                                  const Tokens &tokens);

} // namespace Konstantly

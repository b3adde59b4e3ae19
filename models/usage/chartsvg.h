// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/chartstyle.h"
#include "models/usage/chartwords.h"

#include <QByteArray>

namespace Konstantly {

//! The columns of \a series as an SVG document of its own, with title, axes and legend: every part with its values as its title,
//! for pointers and screen readers. Text stays text; nothing is fetched from anywhere, and secrets
//! that somebody put into a name are left out. \a styles are those of layerStyles().
[[nodiscard]] QByteArray chartSvg(const UsageSeries &series, const QList<LayerStyle> &styles,
                                  const ChartWords &words, const QString &title,
                                  const ChartColours &colours);

//! What is drawn on the tile of \a pattern, as the document says it.
[[nodiscard]] QString patternPath(int pattern);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QRect>

class QPainter;

namespace Konstantly {

//! The font of pills in cells of \a font.
[[nodiscard]] QFont pillFont(const QFont &font);
//! How much room a pill of \a text takes.
[[nodiscard]] QSize pillSize(const QFont &font, const QString &text);
//! Paints one pill at the leading edge of \a room, vertically centred, cut when there is no room. \return its rectangle
QRect paintPill(QPainter &painter, const QRect &room, Qt::LayoutDirection direction,
                const QFont &font, const QString &text, Tone tone, const Tokens &tokens);

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProxyStyle>

namespace Konstantly {

//! Fusion, but for the boxes to tick: Fusion frames them in a shade of the window, which nobody can see in a dark window or in high
//! contrast.
class ControlStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    ControlStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace Konstantly

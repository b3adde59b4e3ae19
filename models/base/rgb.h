// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <cmath>

namespace Konstantly {

//! An opaque colour, for what writes pictures without a window.
struct Rgb
{
    int red = 0; //!< 0 to 255, as the others
    int green = 0;
    int blue = 0;

    //! "#1a2b3c"
    [[nodiscard]] QString name() const
    {
        return u'#' + QString::number(red << 16 | green << 8 | blue, 16).rightJustified(6, u'0');
    }
    friend bool operator==(const Rgb &, const Rgb &) = default;
};

//! \a hex as in 0x1A2B3C.
[[nodiscard]] constexpr Rgb rgb(unsigned hex)
{
    return {int(hex >> 16 & 0xFFU), int(hex >> 8 & 0xFFU), int(hex & 0xFFU)};
}

//! \a amount (0 to 1) of the way from \a from to \a to, both 0 to 255.
[[nodiscard]] inline int mixedChannel(int from, int to, double amount)
{
    return int(std::lround(from + (to - from) * amount));
}

//! \a amount (0 to 1) of \a b mixed into \a a.
[[nodiscard]] inline Rgb mixed(const Rgb &a, const Rgb &b, double amount)
{
    return {mixedChannel(a.red, b.red, amount), mixedChannel(a.green, b.green, amount),
            mixedChannel(a.blue, b.blue, amount)};
}

} // namespace Konstantly

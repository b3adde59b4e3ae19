// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QPalette>

#include <span>

namespace Konstantly {

//! How a pill, a banner or a line of text judges what it says. Colour never stands alone: the words say it too.
enum class Tone { Neutral, Accent, Ok, Warn, Bad };

//! The name of \a tone as the style sheet's selectors know it: "ok".
[[nodiscard]] QString toneName(Tone tone);

//! Every colour of the window. There are no others: a widget that needs one takes it from here.
struct Tokens
{
    QColor background; //!< behind pages
    QColor surface;    //!< cards, tables, fields, dialogs
    QColor side;       //!< the side bar
    QColor line;       //!< borders and separators
    QColor fill;       //!< neutral pills, badges and tiles
    QColor text;
    QColor muted;       //!< second-rank text
    QColor accent;      //!< the one accent: primary action, selection, links, focus
    QColor accentWeak;  //!< behind accent text
    QColor onAccent;    //!< text on accent
    QColor chosen;      //!< behind what is chosen: a row, a chip, a page of the side bar
    QColor onChosen;    //!< text of a chosen control
    QColor onChosenRow; //!< text of a chosen row
    QColor ok;
    QColor okWeak;
    QColor warn;
    QColor warnWeak;
    QColor bad;
    QColor badWeak;
    QColor onBad; //!< text on bad
    QColor scrim; //!< over the window while a question is open
    bool isDark = false;
    bool isHighContrast = false; //!< chosen rows are drawn in onChosenRow alone

    [[nodiscard]] QColor toneText(Tone tone) const;
    [[nodiscard]] QColor toneBackground(Tone tone) const;

    friend bool operator==(const Tokens &, const Tokens &) = default;
};

[[nodiscard]] Tokens lightTokens();
[[nodiscard]] Tokens darkTokens();
//! For a system in high contrast: the system's own colours, no shades in between.
[[nodiscard]] Tokens highContrastTokens(const QPalette &system);

//! \a tokens for painting on a chosen row: the same, except in high contrast, where everything on it turns to onChosenRow.
[[nodiscard]] Tokens onChosenRow(const Tokens &tokens);

//! The tokens as the palette that native controls draw with.
[[nodiscard]] QPalette paletteFor(const Tokens &tokens);

//! Which text stands on which background: what the contrast test computes.
struct TextPair
{
    const char *name;
    QColor Tokens::*text;
    QColor Tokens::*background;
};
[[nodiscard]] std::span<const TextPair> textPairs();

//! Contrast of two opaque colours by WCAG 2.1: 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

//! \a amount (0 to 1) of \a b mixed into \a a.
[[nodiscard]] QColor mixed(const QColor &a, const QColor &b, double amount);

//! Whether the system shows light text on dark.
[[nodiscard]] bool isDarkPalette(const QPalette &palette);
//! Whether the system's own colours are as far apart as screens can show them: a high-contrast theme.
[[nodiscard]] bool isHighContrastPalette(const QPalette &palette);

} // namespace Konstantly

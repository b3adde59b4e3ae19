// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/theme/tokens.h"

#include "models/usage/chartstyle.h"
#include "ui/theme/rgbcolour.h"

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Konstantly {

QString toneName(Tone tone)
{
    switch (tone) {
    case Tone::Accent:
        return u"accent"_s;
    case Tone::Ok:
        return u"ok"_s;
    case Tone::Warn:
        return u"warn"_s;
    case Tone::Bad:
        return u"bad"_s;
    case Tone::Neutral:
        break;
    }
    return u"neutral"_s;
}

QColor Tokens::toneText(Tone tone) const
{
    switch (tone) {
    case Tone::Accent:
        return accent;
    case Tone::Ok:
        return ok;
    case Tone::Warn:
        return warn;
    case Tone::Bad:
        return bad;
    case Tone::Neutral:
        break;
    }
    return muted;
}

QColor Tokens::toneBackground(Tone tone) const
{
    switch (tone) {
    case Tone::Accent:
        return accentWeak;
    case Tone::Ok:
        return okWeak;
    case Tone::Warn:
        return warnWeak;
    case Tone::Bad:
        return badWeak;
    case Tone::Neutral:
        break;
    }
    return fill;
}

Tokens lightTokens()
{
    Tokens t;
    t.background = QColor(0xF6F7F9);
    t.surface = toColour(LightChart.surface);
    t.side = QColor(0xEDEFF3);
    t.line = toColour(LightChart.line);
    t.fill = QColor(0xE2E5EB);
    t.text = toColour(LightChart.text);
    t.muted = toColour(LightChart.muted);
    t.accent = QColor(0x2160E4);
    t.accentWeak = QColor(0xE8EFFE);
    t.onAccent = QColor(0xFFFFFF);
    t.chosen = t.accentWeak;
    t.onChosen = t.accent;
    t.onChosenRow = t.text;
    t.ok = QColor(0x137A4B);
    t.okWeak = QColor(0xE3F5EC);
    t.warn = QColor(0x925C00);
    t.warnWeak = QColor(0xFDF2DC);
    t.bad = QColor(0xB42318);
    t.badWeak = QColor(0xFDE8E6);
    t.onBad = QColor(0xFFFFFF);
    t.scrim = QColor(10, 14, 22, 97);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.background = QColor(0x15181D);
    t.surface = toColour(DarkChart.surface);
    t.side = QColor(0x191C22);
    t.line = toColour(DarkChart.line);
    t.fill = QColor(0x323843);
    t.text = toColour(DarkChart.text);
    t.muted = toColour(DarkChart.muted);
    t.accent = QColor(0x6C9BFF);
    t.accentWeak = QColor(0x22304D);
    t.onAccent = QColor(0x0F1729);
    t.chosen = t.accentWeak;
    t.onChosen = t.accent;
    t.onChosenRow = t.text;
    t.ok = QColor(0x57C894);
    t.okWeak = QColor(0x17352A);
    t.warn = QColor(0xE5B455);
    t.warnWeak = QColor(0x3A2F17);
    t.bad = QColor(0xFF8A80);
    t.badWeak = QColor(0x44211F);
    t.onBad = QColor(0x2B0A07);
    t.scrim = QColor(0, 0, 0, 140);
    t.isDark = true;
    return t;
}

Tokens highContrastTokens(const QPalette &system)
{
    Tokens t;
    t.background = system.color(QPalette::Window);
    t.surface = t.background;
    t.side = t.background;
    t.text = system.color(QPalette::WindowText);
    t.muted = t.text;
    t.line = t.text;
    t.fill = t.background;
    t.accent = t.text;
    t.accentWeak = t.background;
    t.onAccent = t.background;
    t.chosen = t.text; // inverted: the one difference two colours can make
    t.onChosen = t.background;
    t.onChosenRow = t.background;
    t.isHighContrast = true;
    t.ok = t.warn = t.bad = t.text;
    t.okWeak = t.warnWeak = t.badWeak = t.background;
    t.onBad = t.background;
    t.scrim = QColor(0, 0, 0, 160);
    t.isDark = isDarkPalette(system);
    return t;
}

Tokens onChosenRow(const Tokens &tokens)
{
    if (!tokens.isHighContrast)
        return tokens;
    Tokens t = tokens;
    t.text = t.muted = t.line = t.accent = t.ok = t.warn = t.bad = tokens.onChosenRow;
    t.fill = t.accentWeak = t.okWeak = t.warnWeak = t.badWeak = tokens.chosen;
    return t;
}

QPalette paletteFor(const Tokens &t)
{
    QPalette palette(t.text, t.surface, mixed(t.surface, t.text, 0.2), mixed(t.line, t.text, 0.4),
                     t.line, t.text, t.text, t.surface, t.background);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.background);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    const QColor faint = mixed(t.muted, t.surface, 0.4);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    return palette;
}

std::span<const TextPair> textPairs()
{
    using T = Tokens;
    static constexpr std::array pairs{
        TextPair{"text on background", &T::text, &T::background},
        TextPair{"text on surface", &T::text, &T::surface},
        TextPair{"text on side", &T::text, &T::side},
        TextPair{"text on chosen row", &T::onChosenRow, &T::chosen},
        TextPair{"chosen control", &T::onChosen, &T::chosen},
        TextPair{"muted on background", &T::muted, &T::background},
        TextPair{"muted on surface", &T::muted, &T::surface},
        TextPair{"muted on side", &T::muted, &T::side},
        TextPair{"muted on neutral pill", &T::muted, &T::fill},
        TextPair{"muted on accent weak", &T::muted, &T::accentWeak},
        TextPair{"link on surface", &T::accent, &T::surface},
        TextPair{"link on background", &T::accent, &T::background},
        TextPair{"accent on accent weak", &T::accent, &T::accentWeak},
        TextPair{"primary button", &T::onAccent, &T::accent},
        TextPair{"final button", &T::onBad, &T::bad},
        TextPair{"ok pill", &T::ok, &T::okWeak},
        TextPair{"ok hint on surface", &T::ok, &T::surface},
        TextPair{"ok on side", &T::ok, &T::side},
        TextPair{"warn pill", &T::warn, &T::warnWeak},
        TextPair{"warn hint on surface", &T::warn, &T::surface},
        TextPair{"warn on side", &T::warn, &T::side},
        TextPair{"bad pill", &T::bad, &T::badWeak},
        TextPair{"bad hint on surface", &T::bad, &T::surface},
        TextPair{"bad on side", &T::bad, &T::side},
        TextPair{"bad on background", &T::bad, &T::background},
        TextPair{"text on bad banner", &T::text, &T::badWeak},
        TextPair{"text on warn banner", &T::text, &T::warnWeak},
        TextPair{"text on ok banner", &T::text, &T::okWeak},
    };
    return pairs;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double c) {
            return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF()))
               + 0.0722 * linear(double(colour.blueF()));
    };
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor mixed(const QColor &a, const QColor &b, double amount)
{
    return {mixedChannel(a.red(), b.red(), amount), mixedChannel(a.green(), b.green(), amount),
            mixedChannel(a.blue(), b.blue(), amount), mixedChannel(a.alpha(), b.alpha(), amount)};
}

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness()
           > palette.color(QPalette::Window).lightness();
}

bool isHighContrastPalette(const QPalette &palette)
{
    // Ordinary themes stay below 19; the black-and-white ones of GNOME, KDE and Windows reach 21. Fusion's own light palette
    // is black on #EFEFEF: 18.2.
    return contrastRatio(palette.color(QPalette::WindowText), palette.color(QPalette::Window))
               > 20.0
           && contrastRatio(palette.color(QPalette::Text), palette.color(QPalette::Base)) > 20.0;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"

#include <QPushButton>

namespace Konstantly {

class Theme;

//! A number beside a page's name.
struct PageBadge
{
    QString text; //!< empty = none
    Tone tone = Tone::Neutral;
    QString
        description; //!< the same in words, for screen readers and the tool tip: "3 keys need attention"

    friend bool operator==(const PageBadge &, const PageBadge &) = default;
};

//! An entry of the side bar: the page's name and its badge. Its accessible name is the page's name alone, so that it stays the
//! same whatever the badge says.
class NavButton final : public QPushButton
{
    Q_OBJECT

public:
    NavButton(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    void setBadge(const PageBadge &badge);
    [[nodiscard]] const PageBadge &badge() const { return m_badge; }
    //! Second-rank text, for the entries at the bottom.
    void setQuiet(bool isQuiet);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_label;
    PageBadge m_badge;
    bool m_isQuiet = false;
};

} // namespace Konstantly

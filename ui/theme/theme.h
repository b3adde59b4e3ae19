// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>

class QApplication;

namespace Konstantly {

//! What the user asked for. System follows the desktop; a high-contrast desktop wins over Light and Dark.
enum class Appearance { System, Light, Dark };

[[nodiscard]] QString
appearanceName(Appearance appearance); //!< "system", "light", "dark": as the settings hold it
[[nodiscard]] Appearance appearanceFromName(QStringView name); //!< System for anything unknown

//! Gives the application its palette and its one style sheet, and keeps them right when the desktop changes its colours.
//! Widgets that paint by hand take tokens() when they paint and repaint on changed().
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    //! Applies the system's appearance at once. \a application outlives this.
    explicit Theme(QApplication &application, QObject *parent = nullptr);

    void setAppearance(Appearance appearance);
    [[nodiscard]] Appearance appearance() const { return m_appearance; }
    [[nodiscard]] const Tokens &tokens() const { return m_tokens; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();

private:
    void apply();

    QApplication &m_application;
    Appearance m_appearance = Appearance::System;
    Tokens m_tokens;
    bool m_isApplying = false;
};

//! A face made for user interfaces where the system names none (a bare X session answers just "Sans Serif").
[[nodiscard]] QFont interfaceFont(const QFont &system);

//! The application's style sheet in \a tokens' colours; sizes relative to \a font.
[[nodiscard]] QString styleSheetFor(const Tokens &tokens, const QFont &font);

} // namespace Konstantly

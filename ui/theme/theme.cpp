// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/theme/theme.h"

#include "ui/theme/controlstyle.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace Konstantly {

QString appearanceName(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return u"light"_s;
    case Appearance::Dark:
        return u"dark"_s;
    case Appearance::System:
        break;
    }
    return u"system"_s;
}

Appearance appearanceFromName(QStringView name)
{
    if (name == "light"_L1)
        return Appearance::Light;
    if (name == "dark"_L1)
        return Appearance::Dark;
    return Appearance::System;
}

QFont interfaceFont(const QFont &system)
{
    QFont font = system;
    const QString family = system.family().toLower();
    if (family == "sans serif"_L1 || family == "sans-serif"_L1 || family == "sans"_L1) {
        const QStringList installed = QFontDatabase::families();
        for (const auto &wanted : {u"Inter"_s, u"Cantarell"_s, u"Noto Sans"_s, u"DejaVu Sans"_s}) {
            if (installed.contains(wanted)) {
                font.setFamily(wanted);
                font.setPointSizeF(std::max(9.75, system.pointSizeF()));
                break;
            }
        }
    }
    return font;
}

Theme::Theme(QApplication &application, QObject *parent)
    : QObject(parent)
    , m_application(application)
{
    // Fusion draws every control from the palette alone, on all three systems; native styles ignore parts of a style sheet.
    m_application.setStyle(new ControlStyle);
    const QFont font = interfaceFont(QApplication::font());
    if (font != QApplication::font())
        QApplication::setFont(font);
    m_application.installEventFilter(this);
    apply();
}

void Theme::setAppearance(Appearance appearance)
{
    if (appearance == m_appearance)
        return;
    m_appearance = appearance;
    apply();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // The desktop switched between light and dark. (Ours arrive as ApplicationPaletteChange too, hence the guard.)
    if (watched == &m_application && !m_isApplying
        && (event->type() == QEvent::ThemeChange
            || event->type() == QEvent::ApplicationPaletteChange)) {
        QMetaObject::invokeMethod(this, &Theme::apply, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    const QScopedValueRollback guard(m_isApplying, true);
    QApplication::setPalette(QPalette()); // back to the system's, to see it
    const QPalette system = QApplication::palette();
    Tokens tokens;
    if (isHighContrastPalette(system))
        tokens = highContrastTokens(system);
    else if (m_appearance == Appearance::Dark
             || (m_appearance == Appearance::System && isDarkPalette(system)))
        tokens = darkTokens();
    else
        tokens = lightTokens();
    QApplication::setPalette(paletteFor(tokens));
    const QString sheet = styleSheetFor(tokens, QApplication::font());
    if (m_application.styleSheet() != sheet)
        m_application.setStyleSheet(sheet);
    if (tokens == m_tokens)
        return;
    m_tokens = tokens;
    Q_EMIT changed();
}

} // namespace Konstantly

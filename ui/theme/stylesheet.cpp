// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/theme/theme.h"

#include <QFontInfo>
#include <QHash>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

// Controls are told apart by dynamic properties: kind (what a button or frame is), rank (how loud a text is) and tone.
// @name@ is replaced by a colour or a size.
constexpr auto Sheet = R"(
QMainWindow, QWidget#pages { background: @background@; }
QDialog { background: @surface@; }
QToolTip { background: @surface@; color: @text@; border: 1px solid @line@; padding: 4px 6px; }
QLabel { background: transparent; }

QLabel[rank="title"] { font-size: @titleSize@; font-weight: 600; }
QLabel[rank="heading"] { font-size: @headingSize@; font-weight: 600; }
QLabel[rank="strong"] { font-weight: 600; }
QLabel[rank="muted"], QLabel[rank="hint"] { color: @muted@; }
QLabel[rank="hint"], QLabel[rank="pill"] { font-size: @smallSize@; }
QLabel[rank="pill"] { border-radius: 5px; padding: 1px 7px; background: @fill@; color: @muted@; }
QLabel[rank="tile"] { border-radius: 8px; background: @fill@; color: @muted@; font-weight: 700; }
QLabel[rank="tile"][tone="bad"] { background: @badWeak@; } QLabel[rank="tile"][tone="warn"] { background: @warnWeak@; }
QLabel[rank="tile"][tone="ok"] { background: @okWeak@; }
QLabel[rank="logo"] { border-radius: 7px; background: @accent@; color: @onAccent@; font-weight: 700; }
QLabel[tone="ok"] { color: @ok@; } QLabel[rank="pill"][tone="ok"] { background: @okWeak@; }
QLabel[tone="warn"] { color: @warn@; } QLabel[rank="pill"][tone="warn"] { background: @warnWeak@; }
QLabel[tone="bad"] { color: @bad@; } QLabel[rank="pill"][tone="bad"] { background: @badWeak@; }
QLabel[tone="accent"] { color: @accent@; } QLabel[rank="pill"][tone="accent"] { background: @accentWeak@; }

QFrame[kind="card"] { background: @surface@; border: 1px solid @line@; border-radius: 10px; }
QFrame[kind="side"] { background: @side@; border: none; border-right: 1px solid @line@; }
QFrame[kind="rule"] { background: @line@; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="banner"] { border: 1px solid @line@; border-radius: 8px; background: @surface@; }
QFrame[kind="banner"][tone="bad"] { background: @badWeak@; border-color: @badWeak@; }
QFrame[kind="banner"][tone="warn"] { background: @warnWeak@; border-color: @warnWeak@; }
QFrame[kind="banner"][tone="ok"] { background: @okWeak@; border-color: @okWeak@; }
QFrame[kind="banner"][tone="accent"] { background: @accentWeak@; border-color: @accentWeak@; }

QPushButton { border: 1px solid @line@; border-radius: 7px; background: @surface@; color: @text@; padding: 6px 12px;
  min-height: @controlHeight@; }
QPushButton:hover { background: @hover@; }
QPushButton:pressed { background: @pressed@; }
QPushButton:focus { border: 2px solid @accent@; padding: 5px 11px; }
QPushButton:disabled { color: @faint@; background: @surface@; }
QPushButton[kind="primary"] { background: @accent@; border-color: @accent@; color: @onAccent@; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accentHover@; border-color: @accentHover@; }
QPushButton[kind="primary"]:pressed { background: @accentPressed@; border-color: @accentPressed@; }
QPushButton[kind="primary"]:focus { border: 2px solid @text@; }
QPushButton[kind="primary"]:disabled { background: @disabledFill@; border-color: @disabledFill@; color: @faint@; }
QPushButton[kind="danger"] { color: @bad@; border-color: @bad@; }
QPushButton[kind="danger"]:hover { background: @badWeak@; }
QPushButton[kind="danger"]:focus { border: 2px solid @bad@; }
QPushButton[kind="danger"]:disabled { color: @faint@; border-color: @line@; background: @surface@; }
QPushButton[kind="final"] { background: @bad@; border-color: @bad@; color: @onBad@; font-weight: 600; }
QPushButton[kind="final"]:hover { background: @badHover@; border-color: @badHover@; }
QPushButton[kind="final"]:focus { border: 2px solid @text@; }
QPushButton[kind="final"]:disabled { background: @disabledFill@; border-color: @disabledFill@; color: @faint@; }
QPushButton[kind="chip"] { border-radius: @chipRadius@; padding: 3px 10px; color: @muted@; min-height: @chipHeight@; }
QPushButton[kind="chip"]:hover { color: @text@; }
QPushButton[kind="chip"]:checked { border-color: @accent@; color: @onChosen@; background: @chosen@; }
QPushButton[kind="chip"]:focus { border: 2px solid @accent@; padding: 2px 9px; }
QPushButton[kind="chip"]:disabled { color: @faint@; }
QPushButton[kind="link"] { border: none; background: transparent; color: @accent@; padding: 2px 0; min-height: 0;
  text-align: left; border-radius: 4px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: none; background: @chosen@; color: @onChosen@; }
QPushButton[kind="link"]:disabled { color: @faint@; }
QPushButton[legend="true"] { color: @text@; }
QPushButton[legend="true"]:focus { color: @onChosen@; }
QPushButton[kind="icon"] { padding: 6px; min-width: @controlHeight@; }
QPushButton[kind="icon"]:focus { padding: 5px; }
QPushButton[quiet="true"] { border-color: transparent; background: transparent; }
QPushButton[quiet="true"]:hover { background: @hover@; }
QPushButton[kind="plain"]::menu-indicator, QPushButton[kind="icon"]::menu-indicator, QPushButton[kind="switcher"]::menu-indicator { image: none; width: 0; }
QPushButton[kind="nav"], QPushButton[kind="switcher"] { border: 2px solid transparent; background: transparent; padding: 0; }
QPushButton[kind="nav"]:hover { background: @sideHover@; }
QPushButton[kind="nav"]:checked { background: @chosen@; }
QPushButton[kind="nav"]:focus, QPushButton[kind="switcher"]:focus { border: 2px solid @accent@; }
QPushButton[kind="switcher"] { background: @surface@; border: 1px solid @line@; border-radius: 8px; }
QPushButton[kind="switcher"]:hover { background: @hover@; }

QDateEdit, QTimeEdit { border: 1px solid @line@; border-radius: 7px; background: @background@; color: @text@; padding: 4px 8px;
  selection-background-color: @accent@; selection-color: @onAccent@; }
QDateEdit:focus, QTimeEdit:focus { border: 2px solid @accent@; padding: 3px 7px; }
QDateEdit:disabled, QTimeEdit:disabled { color: @faint@; }

QComboBox { border: 1px solid @line@; border-radius: 7px; background: @background@; color: @text@; padding: 4px 8px;
  combobox-popup: 0; }
QComboBox:focus { border: 2px solid @accent@; padding: 3px 7px; }
QComboBox:disabled { color: @faint@; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { border: 1px solid @line@; padding: 4px; }
QSpinBox { border: 1px solid @line@; border-radius: 7px; background: @background@; color: @text@; padding: 4px 8px;
  selection-background-color: @accent@; selection-color: @onAccent@; }
QSpinBox:focus { border: 2px solid @accent@; padding: 3px 7px; }
QSpinBox:disabled { color: @faint@; }
QSpinBox::up-button, QSpinBox::down-button { border: none; background: transparent; width: 20px; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: @hover@; }

QLineEdit { border: 1px solid @line@; border-radius: 7px; background: @surface@; color: @text@; padding: 6px 10px;
  min-height: @controlHeight@; selection-background-color: @accent@; selection-color: @onAccent@; }
QLineEdit:focus { border: 2px solid @accent@; padding: 5px 9px; }
QLineEdit:disabled { color: @faint@; }
QLineEdit[tone="bad"] { border-color: @bad@; }
QDialog QLineEdit { background: @background@; }

QTableView, QListView, QTreeView { border: none; background: @surface@; color: @text@; outline: none;
  selection-background-color: @chosen@; selection-color: @onChosenRow@; }
QHeaderView { background: @surface@; border: none; }
QHeaderView::section { background: @surface@; color: @muted@; border: none; border-bottom: 1px solid @line@; padding: 8px 10px;
  font-weight: 500; }
QHeaderView[kind="figures"]::section { padding-right: 22px; }
QHeaderView[kind="figures"][direction="rtl"]::section { padding-left: 22px; padding-right: 10px; }
QHeaderView::section:hover { color: @text@; }
QTableCornerButton::section { background: @surface@; border: none; }
QPlainTextEdit { border: none; background: @surface@; color: @text@; }
QScrollArea, QGraphicsView { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[kind="scrolled"] { background: transparent; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollArea#dialogContent > QWidget > QScrollBar:vertical { width: 18px; margin: 0 4px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @handle@; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: @surface@; color: @text@; border: 1px solid @line@; padding: 4px; }
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: @chosen@; color: @onChosenRow@; }
QMenu::item:disabled { color: @faint@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }

QProgressBar { border: none; border-radius: 3px; background: @line@; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: @accent@; }
QSplitter::handle { background: transparent; }
)"_L1;

} // namespace

QString styleSheetFor(const Tokens &t, const QFont &font)
{
    const double points = font.pointSizeF() > 0 ? font.pointSizeF() : QFontInfo(font).pointSizeF();
    const auto size = [points](double factor) {
        return QString::number(points * factor, 'f', 2) + u"pt"_s;
    };
    const int pixels = QFontInfo(font).pixelSize();
    const int control = pixels * 19 / 13;
    const QHash<QString, QString> values{
        {u"background"_s, t.background.name()},
        {u"surface"_s, t.surface.name()},
        {u"side"_s, t.side.name()},
        {u"sideHover"_s, mixed(t.side, t.text, 0.05).name()},
        {u"line"_s, t.line.name()},
        {u"fill"_s, t.fill.name()},
        {u"text"_s, t.text.name()},
        {u"muted"_s, t.muted.name()},
        {u"faint"_s, mixed(t.muted, t.surface, 0.4).name()},
        {u"accent"_s, t.accent.name()},
        {u"accentHover"_s, mixed(t.accent, t.text, 0.1).name()},
        {u"accentPressed"_s, mixed(t.accent, t.text, 0.2).name()},
        {u"accentWeak"_s, t.accentWeak.name()},
        {u"chosen"_s, t.chosen.name()},
        {u"onChosen"_s, t.onChosen.name()},
        {u"onChosenRow"_s, t.onChosenRow.name()},
        {u"onAccent"_s, t.onAccent.name()},
        {u"ok"_s, t.ok.name()},
        {u"okWeak"_s, t.okWeak.name()},
        {u"warn"_s, t.warn.name()},
        {u"warnWeak"_s, t.warnWeak.name()},
        {u"bad"_s, t.bad.name()},
        {u"badHover"_s, mixed(t.bad, t.text, 0.12).name()},
        {u"badWeak"_s, t.badWeak.name()},
        {u"onBad"_s, t.onBad.name()},
        {u"hover"_s, mixed(t.surface, t.text, 0.04).name()},
        {u"pressed"_s, mixed(t.surface, t.text, 0.1).name()},
        {u"disabledFill"_s, t.fill.name()},
        {u"handle"_s, mixed(t.line, t.text, 0.15).name()},
        {u"titleSize"_s, size(20.0 / 13)},
        {u"headingSize"_s, size(18.0 / 13)},
        {u"smallSize"_s, size(12.0 / 13)},
        {u"controlHeight"_s, u"%1px"_s.arg(control)},
        {u"chipHeight"_s, u"%1px"_s.arg(control)},
        {u"chipRadius"_s, u"%1px"_s.arg((control + 8) / 2)},
    };
    const QStringList parts = QString(Sheet).split(u'@');
    QString sheet;
    // Odd parts are the names between two @.
    for (qsizetype i = 0; i < parts.size(); ++i)
        sheet += i % 2 == 0 ? parts[i] : values.value(parts[i], u"?"_s + parts[i]);
    return sheet;
}

} // namespace Konstantly

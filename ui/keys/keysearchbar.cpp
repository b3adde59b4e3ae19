// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/keysearchbar.h"

#include "ui/keys/chipbar.h"
#include "ui/widgets/controls.h"

#include <QGridLayout>
#include <QKeySequence>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Konstantly {

KeySearchBar::KeySearchBar(QWidget *parent)
    : QWidget(parent)
{
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"searchKeys"_s);
    m_search->setAccessibleName(tr("Search keys"));
    m_search->setPlaceholderText(
        tr("Search name, owner (%1)")
            .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_search->setClearButtonEnabled(true);
    if (auto *clearButton = m_search->findChild<QToolButton *>())
        clearButton->setAccessibleName(tr("Clear the search"));
    m_search->setMaxLength(200);
    m_search->setFixedWidth(
        std::max(206, fontMetrics().horizontalAdvance(m_search->placeholderText()) + 44));
    m_chips = new ChipBar(this);
    m_revoke = makeButton(tr("Revoke…"), u"revoke"_s, ButtonKind::Danger, this);
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(m_search, 0, 0, Qt::AlignTop);
    m_grid->addWidget(m_revoke, 0, 2, Qt::AlignTop);
    setNarrow(false);
    m_timer.setSingleShot(true);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_timer.start(); });
    connect(&m_timer, &QTimer::timeout, this, [this] { Q_EMIT searched(text()); });
}

QString KeySearchBar::text() const
{
    return m_search->text();
}

void KeySearchBar::clear()
{
    m_search->clear();
}

void KeySearchBar::takeFocus()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool KeySearchBar::hasSearchFocus() const
{
    return m_search->hasFocus();
}

void KeySearchBar::setNarrow(bool isNarrow)
{
    m_grid->removeWidget(m_chips);
    if (isNarrow)
        m_grid->addWidget(m_chips, 1, 0, 1, 3);
    else
        m_grid->addWidget(m_chips, 0, 1, Qt::AlignVCenter);
}

} // namespace Konstantly

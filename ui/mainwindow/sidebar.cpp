// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow/sidebar.h"

#include "ui/mainwindow/workspaceswitcher.h"
#include "ui/theme/fontscale.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/navbutton.h"

#include <QButtonGroup>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int PartWithoutText = 91; // margins, badges
constexpr int UsualTextWidth = 117;

} // namespace

Sidebar::Sidebar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
{
    setProperty("kind", u"side"_s);
    setFixedWidth(PartWithoutText + scaledToFont(UsualTextWidth, font()));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 12, 11, 12);
    column->setSpacing(2);
    m_switcher = new WorkspaceSwitcher(theme, this);
    column->addWidget(m_switcher);
    column->addSpacing(12);
    m_pages = new QVBoxLayout;
    m_pages->setSpacing(2);
    column->addLayout(m_pages);
    column->addStretch(1);

    auto *settings = new NavButton(theme, tr("Settings"), this);
    settings->setObjectName(u"settings"_s);
    settings->setQuiet(true);
    column->addWidget(settings);
    connect(settings, &QPushButton::clicked, this, &Sidebar::settingsRequested);

    auto *status = new QVBoxLayout;
    status->setContentsMargins(10, 6, 6, 2);
    status->setSpacing(2);
    m_keychain = addStatusLine(status, u"keychainStatus"_s);
    m_sync = addStatusLine(status, u"syncStatus"_s);
    column->addLayout(status);

    m_group = new QButtonGroup(this);
    m_group->setExclusive(true);
    stopTabAtChosen(m_group);
    // toggled, not clicked: screen readers toggle.
    connect(m_group, &QButtonGroup::idToggled, this, [this](int page, bool isChosen) {
        if (isChosen)
            Q_EMIT pageChosen(page);
    });
}

NavButton *Sidebar::addPage(const QString &title)
{
    auto *button = new NavButton(m_theme, title, this);
    button->setCheckable(true);
    button->setAutoExclusive(true); // one of several, for screen readers too
    button->setObjectName(u"page"_s + QString::number(m_group->buttons().size()));
    m_group->addButton(button, int(m_group->buttons().size()));
    m_pages->addWidget(button);
    return button;
}

void Sidebar::setCurrentPage(int page)
{
    if (QAbstractButton *button = m_group->button(page))
        button->setChecked(true);
}

Sidebar::StatusLine Sidebar::addStatusLine(QVBoxLayout *column, const QString &objectName)
{
    StatusLine line;
    line.dot = makeLabel(u"●"_s, Rank::Hint, this);
    line.dot->setAccessibleName(u" "_s); // a colour that the words beside it repeat
    line.dot->hide();
    line.text = makeWrappedLabel({}, Rank::Hint, this);
    line.text->setObjectName(objectName);
    auto *row = new QHBoxLayout;
    row->setSpacing(5);
    row->addWidget(line.dot, 0, Qt::AlignTop);
    row->addWidget(line.text, 1);
    column->addLayout(row);
    return line;
}

void Sidebar::setKeychain(Tone tone, const QString &text, const QString &detail)
{
    setStatus(m_keychain, tone, text, detail);
}

void Sidebar::setSync(Tone tone, const QString &text, const QString &detail)
{
    setStatus(m_sync, tone, text, detail);
}

void Sidebar::setStatus(const StatusLine &line, Tone tone, const QString &text,
                        const QString &detail)
{
    line.dot->setHidden(tone == Tone::Neutral || text.isEmpty());
    setTone(line.dot, tone);
    line.text->setText(text);
    line.text->setToolTip(plainToolTip(detail));
    setSpokenDescription(line.text, detail);
}

} // namespace Konstantly

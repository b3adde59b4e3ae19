// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/choicerow.h"

#include "ui/widgets/accessibility.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/flowlayout.h"

#include <QButtonGroup>

namespace Konstantly {

ChoiceRow::ChoiceRow(const QString &name, Mode mode, QWidget *parent)
    : QWidget(parent)
    , m_mode(mode)
{
    setAccessibleName(name);
    (void) new FlowLayout(this, 8);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_group = new QButtonGroup(this);
    m_group->setExclusive(mode == Mode::One);
    connect(m_group, &QButtonGroup::idToggled, this, &ChoiceRow::toggled);
    if (mode == Mode::One)
        stopTabAtChosen(m_group);
}

QPushButton *ChoiceRow::addChoice(int id, const QString &text, const QString &objectName)
{
    QPushButton *button = makeButton(text, objectName, ButtonKind::Chip, this);
    button->setAccessibleName(text);
    if (m_mode == Mode::Several) {
        // On and off must not differ by colour alone.
        const auto mark = [button, text](bool isOn) {
            button->setText(isOn ? QStringLiteral("✓ ") + text : text);
        };
        connect(button, &QPushButton::toggled, button, mark);
    }
    button->setAutoExclusive(m_mode == Mode::One); // one of several, for screen readers too
    m_group->addButton(button, id);
    layout()->addWidget(button);
    return button;
}

void ChoiceRow::setChosen(int id, bool isChosen)
{
    if (QAbstractButton *button = m_group->button(id))
        button->setChecked(isChosen);
}

void ChoiceRow::clearChosen()
{
    QAbstractButton *chosen = m_group->checkedButton();
    if (chosen == nullptr)
        return;
    // Neither the group nor a button that is one of several lets go of the last one.
    m_group->setExclusive(false);
    chosen->setAutoExclusive(false);
    chosen->setChecked(false);
    chosen->setAutoExclusive(m_mode == Mode::One);
    m_group->setExclusive(m_mode == Mode::One);
}

bool ChoiceRow::isChosen(int id) const
{
    const QAbstractButton *button = m_group->button(id);
    return button != nullptr && button->isChecked();
}

int ChoiceRow::chosen() const
{
    return m_group->checkedId();
}

int ChoiceRow::count() const
{
    return int(m_group->buttons().size());
}

} // namespace Konstantly

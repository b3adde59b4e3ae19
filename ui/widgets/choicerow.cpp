// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/choicerow.h"

#include "ui/widgets/accessibility.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/flowlayout.h"

#include <QButtonGroup>

#include <utility>

namespace Konstantly {

ChoiceRow::ChoiceRow(const QString &name, Mode mode, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(name);
    (void) new FlowLayout(this, 8);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    if (mode == Mode::Several)
        return;
    m_group = new QButtonGroup(this);
    stopTabAtChosen(m_group);
}

QPushButton *ChoiceRow::addChoice(int id, const QString &text, const QString &objectName)
{
    QPushButton *button = makeButton(text, objectName, ButtonKind::Chip, this);
    button->setAccessibleName(text);
    if (m_group != nullptr) {
        button->setAutoExclusive(true); // one of several, for screen readers too
        m_group->addButton(button, id);
    } else {
        // On and off must not differ by colour alone.
        const auto mark = [button, text](bool isOn) {
            button->setText(isOn ? QStringLiteral("✓ ") + text : text);
        };
        connect(button, &QPushButton::toggled, button, mark);
    }
    connect(button, &QPushButton::toggled, this,
            [this, id](bool isChosen) { Q_EMIT toggled(id, isChosen); });
    m_buttons.insert(id, button);
    layout()->addWidget(button);
    return button;
}

void ChoiceRow::setChosen(int id, bool isChosen)
{
    if (QPushButton *button = m_buttons.value(id))
        button->setChecked(isChosen);
}

void ChoiceRow::clearChosen()
{
    if (m_group == nullptr) {
        for (QPushButton *button : std::as_const(m_buttons))
            button->setChecked(false);
        return;
    }
    QAbstractButton *chosen = m_group->checkedButton();
    if (chosen == nullptr)
        return;
    // Neither the group nor a button that is one of several lets go of the last one.
    m_group->setExclusive(false);
    chosen->setAutoExclusive(false);
    chosen->setChecked(false);
    chosen->setAutoExclusive(true);
    m_group->setExclusive(true);
}

bool ChoiceRow::isChosen(int id) const
{
    const QPushButton *button = m_buttons.value(id);
    return button != nullptr && button->isChecked();
}

int ChoiceRow::chosen() const
{
    return m_group == nullptr ? -1 : m_group->checkedId();
}

int ChoiceRow::count() const
{
    return int(m_buttons.size());
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/chipbar.h"

#include "ui/widgets/accessibility.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/flowlayout.h"

#include <QButtonGroup>
#include <QMetaEnum>

using namespace Qt::StringLiterals;

namespace Konstantly {

ChipBar::ChipBar(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Filter by risk"));
    auto *flow = new FlowLayout(this, 8);
    m_group = new QButtonGroup(this);
    m_group->setExclusive(true);
    const auto names = QMetaEnum::fromType<KeyFilterModel::Chip>();
    for (int index = 0; index < KeyFilterModel::ChipCount; ++index) {
        QPushButton *button = makeButton({}, u"chip"_s + QLatin1StringView(names.valueToKey(index)),
                                         ButtonKind::Chip, this);
        //: %1 is a risk: "Needs rotation"; spoken by screen readers
        button->setAccessibleName(
            tr("Filter: %1").arg(KeyFilterModel::chipLabel(KeyFilterModel::Chip(index))));
        button->setAutoExclusive(true); // one of several, for screen readers too
        m_chips[std::size_t(index)] = button;
        m_group->addButton(button, index);
        flow->addWidget(button);
    }
    m_chips[0]->setChecked(true);
    stopTabAtChosen(m_group);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool isChecked) {
        if (isChecked && m_model != nullptr)
            m_model->setChip(KeyFilterModel::Chip(id));
        if (isChecked)
            showCounts();
    });
    showCounts();
}

void ChipBar::setModel(KeyFilterModel *model)
{
    if (m_model != nullptr)
        disconnect(m_model, nullptr, this, nullptr);
    m_model = model;
    if (m_model != nullptr) {
        m_model->setChip(KeyFilterModel::Chip(m_group->checkedId()));
        connect(m_model, &KeyFilterModel::countsChanged, this, &ChipBar::showCounts);
    }
    showCounts();
}

void ChipBar::setIdleDays(int days)
{
    m_otherIdle = days >= 90 ? KeyFilterModel::Chip::Idle45 : KeyFilterModel::Chip::Idle90;
    showCounts();
}

void ChipBar::setCountsKnown(bool areKnown)
{
    if (m_areCountsKnown == areKnown)
        return;
    m_areCountsKnown = areKnown;
    showCounts();
}

void ChipBar::choose(KeyFilterModel::Chip chip)
{
    m_chips[std::size_t(chip)]->setChecked(true);
}

QPushButton *ChipBar::chip(KeyFilterModel::Chip chip) const
{
    return m_chips[std::size_t(chip)];
}

void ChipBar::showCounts()
{
    for (int index = 0; index < KeyFilterModel::ChipCount; ++index) {
        const auto chip = KeyFilterModel::Chip(index);
        const int count = m_model != nullptr ? m_model->count(chip) : 0;
        QPushButton *button = m_chips[std::size_t(index)];
        const QString label = KeyFilterModel::chipLabel(chip);
        button->setText(m_areCountsKnown ? u"%1 %L2"_s.arg(label).arg(count) : label);
        setSpokenDescription(button,
                             m_areCountsKnown ? tr("%n key(s)", nullptr, count) : QString());
        button->setVisible((count > 0 && chip != m_otherIdle) || index == 0 || button->isChecked());
    }
}

} // namespace Konstantly

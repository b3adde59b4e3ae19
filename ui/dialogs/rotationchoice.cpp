// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/rotationchoice.h"

#include "models/keys/keyform.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/managednote.h"
#include "ui/widgets/numberbox.h"

#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

RotationChoice::RotationChoice(KeyForm &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
{
    const KeyRules &rules = m_form.rules();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_row = new ChoiceRow(tr("Rotate every"), ChoiceRow::Mode::One, this);
    m_row->addChoice(int(KeyForm::Rotation::Person),
                     tr("%n day(s) (person)", nullptr, rules.rotationDaysPerson),
                     u"rotatePerson"_s);
    m_row->addChoice(int(KeyForm::Rotation::Bot),
                     tr("%n day(s) (bot)", nullptr, rules.rotationDaysBot), u"rotateBot"_s);
    m_row->addChoice(int(KeyForm::Rotation::Custom), tr("Custom…"), u"rotateCustom"_s);
    m_days = new NumberBox(this);
    m_days->setObjectName(u"rotateDays"_s);
    m_days->setAccessibleName(tr("Days between rotations"));
    m_days->setRange(1, 3650);
    m_days->setValue(30);
    m_days->setSuffix(tr(" days"));
    m_days->setMinimumHeight(fontMetrics().height() + 12);
    m_days->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_days->hide();
    m_row->layout()->addWidget(m_days);
    m_managed = makeManagedNote(this);
    column->addWidget(m_row);
    column->addWidget(m_managed);
    connect(m_row, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (isChosen)
            m_form.setRotation(KeyForm::Rotation(id), m_days->value());
    });
    connect(m_days, &QSpinBox::valueChanged, this,
            [this](int days) { m_form.setRotation(KeyForm::Rotation::Custom, days); });
    connect(&m_form, &KeyForm::changed, this, &RotationChoice::showForm);
    showForm();
}

void RotationChoice::showForm()
{
    const bool isLocked = m_form.isRotationLocked();
    const bool followsName = isLocked || m_form.rotation() == KeyForm::Rotation::ByName;
    {
        const QSignalBlocker silence(m_row); // the form knows
        m_row->setChosen(int(!followsName     ? m_form.rotation()
                             : m_form.isBot() ? KeyForm::Rotation::Bot
                                              : KeyForm::Rotation::Person));
    }
    m_days->setVisible(!isLocked && m_form.rotation() == KeyForm::Rotation::Custom);
    m_row->setEnabled(!isLocked);
    m_managed->setVisible(isLocked);
}

} // namespace Konstantly

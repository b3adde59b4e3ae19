// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/keyssection.h"

#include "models/settings/settingkeys.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/choicerow.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

KeysSection::KeysSection(Settings &settings, QWidget *parent)
    : SettingsSection(settings, tr("Keys"), parent)
{
    addClipboard();
    addIdle();
    addRotation();
}

void KeysSection::addClipboard()
{
    QSpinBox *seconds = makeNumber(SettingKeys::ClipboardSeconds,
                                   tr("Seconds until a copied key is cleared"), tr(" s"), this);
    QVBoxLayout *box = addField(column(), tr("Clear a copied key from the clipboard after"),
                                seconds);
    addHint(box, tr("A clipboard manager may keep copies of its own; the program asks it not to."));
    lockIfManaged(box, seconds, {SettingKeys::ClipboardSeconds.name});
}

void KeysSection::addIdle()
{
    auto *box = new QWidget(this);
    QHBoxLayout *line = makeRow(box);
    auto *row = new ChoiceRow(tr("A key counts as idle after"), ChoiceRow::Mode::One, box);
    for (const int days : {45, 90})
        row->addChoice(days, tr("%n day(s)", nullptr, days), u"idle"_s + QString::number(days));
    row->setChosen(settings().value(SettingKeys::IdleDays));
    QSpinBox *days = makeNumber(SettingKeys::IdleDays, tr("Days until a key counts as idle"),
                                tr(" d"), box);
    line->addWidget(row, 1);
    line->addWidget(days);
    QVBoxLayout *field = addField(column(), tr("A key counts as idle after"), box);
    connect(row, &ChoiceRow::toggled, this, [days](int id, bool isChosen) {
        if (isChosen)
            days->setValue(id);
    });
    connect(days, &QSpinBox::valueChanged, row, [row](int value) {
        row->clearChosen();
        row->setChosen(value);
    });
    lockIfManaged(field, box, {SettingKeys::IdleDays.name});
}

void KeysSection::addRotation()
{
    auto *box = new QWidget(this);
    QHBoxLayout *line = makeRow(box);
    line->addWidget(makeNumber(SettingKeys::RotationDaysPerson,
                               tr("Days between rotations of people's keys"), tr(" d (people)"),
                               box));
    line->addWidget(makeNumber(SettingKeys::RotationDaysBot,
                               tr("Days between rotations of bots' keys"), tr(" d (bots)"), box));
    line->addStretch(1);
    QVBoxLayout *field = addField(column(), tr("Keys are rotated every"), box);
    lockIfManaged(field, nullptr,
                  {SettingKeys::RotationDaysPerson.name, SettingKeys::RotationDaysBot.name});
    QCheckBox *reminds = makeSwitch(SettingKeys::RotationReminds,
                                    tr("Remind me before a key has to be rotated"),
                                    u"rotationReminds"_s, this);
    field->addWidget(reminds);
    lockIfManaged(field, reminds, {SettingKeys::RotationReminds.name});
}

} // namespace Konstantly

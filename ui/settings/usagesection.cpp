// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/usagesection.h"

#include "models/settings/settingkeys.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/controls.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! A few locales, "C" among them, have them in their short form too. Nobody is quiet to the second.
QString withoutSeconds(QString format)
{
    static const QRegularExpression seconds(u"[^a-zA-Z ']s{1,2}"_s);
    return format.remove(seconds);
}

} // namespace

UsageSection::UsageSection(Settings &settings, QWidget *parent)
    : SettingsSection(settings, tr("Usage"), parent)
{
    addMetering();
    addNotices();
    addQuietHours();
}

void UsageSection::addMetering()
{
    QCheckBox *metering = makeSwitch(SettingKeys::MeteringEnabled,
                                     tr("Keep a record of tool calls"), u"metering"_s, this);
    QVBoxLayout *box = addField(column(), tr("Metering"), metering);
    metering->setAccessibleName(metering->text());
    addHint(box, tr("Time, tool, duration and outcome; never what was asked or answered."));
    lockIfManaged(box, metering, {SettingKeys::MeteringEnabled.name});
}

void UsageSection::addNotices()
{
    QCheckBox *tell = makeSwitch(SettingKeys::UsageNotifies,
                                 tr("Tell me when a quota is nearly used up"), u"usageNotifies"_s,
                                 this);
    column()->addWidget(tell);
    auto *row = new QWidget(this);
    QHBoxLayout *line = makeRow(row);
    const auto addPercent = [&](const QString &name, const SettingKey<int> &key) {
        line->addWidget(makeLabel(name, Rank::Body, row));
        line->addWidget(makeNumber(key, name, tr(" %"), row));
    };
    addPercent(tr("Warn at"), SettingKeys::UsageWarnPercent);
    addPercent(tr("urgently at"), SettingKeys::UsageAlarmPercent);
    line->addStretch(1);
    column()->addWidget(row);
    row->setEnabled(tell->isChecked());
    connect(tell, &QCheckBox::toggled, row, &QWidget::setEnabled);
}

void UsageSection::addQuietHours()
{
    auto *row = new QWidget(this);
    QHBoxLayout *line = makeRow(row);
    auto *quiet = new QCheckBox(tr("Not between"), row);
    quiet->setObjectName(u"quietHours"_s);
    quiet->setAccessibleName(tr("Quiet hours"));
    line->addWidget(quiet);
    const auto addTime = [&](const QString &name, const QString &stored, const QTime &usual) {
        const QTime time = QTime::fromString(stored, u"HH:mm"_s);
        auto *edit = new QTimeEdit(time.isValid() ? time : usual, row);
        // A frame of our own leaves them no arrows that could be seen.
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        edit->setAccessibleName(name);
        edit->setDisplayFormat(withoutSeconds(QLocale().timeFormat(QLocale::ShortFormat)));
        edit->setMinimumHeight(fontMetrics().height() + 12);
        keepFromWheel(edit);
        line->addWidget(edit);
        return edit;
    };
    const QString storedFrom = settings().value(SettingKeys::UsageQuietFrom);
    const QString storedTo = settings().value(SettingKeys::UsageQuietTo);
    QTimeEdit *from = addTime(tr("Quiet hours begin"), storedFrom, QTime(20, 0));
    line->addWidget(makeLabel(tr("and"), Rank::Body, row));
    QTimeEdit *to = addTime(tr("Quiet hours end"), storedTo, QTime(8, 0));
    line->addStretch(1);
    column()->addWidget(row);
    quiet->setChecked(!storedFrom.isEmpty() && !storedTo.isEmpty());
    from->setEnabled(quiet->isChecked());
    to->setEnabled(quiet->isChecked());
    const auto store = [this, quiet, from, to] {
        const bool isOn = quiet->isChecked();
        from->setEnabled(isOn);
        to->setEnabled(isOn);
        settings().setValue(SettingKeys::UsageQuietFrom,
                            isOn ? from->time().toString(u"HH:mm"_s) : QString());
        settings().setValue(SettingKeys::UsageQuietTo,
                            isOn ? to->time().toString(u"HH:mm"_s) : QString());
    };
    connect(quiet, &QCheckBox::toggled, this, store);
    connect(from, &QTimeEdit::timeChanged, this, store);
    connect(to, &QTimeEdit::timeChanged, this, store);
}

} // namespace Konstantly

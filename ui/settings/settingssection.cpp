// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/settingssection.h"

#include "ui/widgets/controls.h"
#include "ui/widgets/managednote.h"
#include "ui/widgets/numberbox.h"

#include <QCheckBox>
#include <QEvent>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

SettingsSection::SettingsSection(Settings &settings, const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    setAccessibleName(heading);
    auto *top = new QVBoxLayout;
    top->setSpacing(4);
    top->addWidget(makeWrappedLabel(heading, Rank::Muted, this));
    top->addWidget(makeRule(this));
    m_column->addLayout(top);
}

QHBoxLayout *SettingsSection::makeRow(QWidget *parent)
{
    auto *row = new QHBoxLayout(parent);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return row;
}

QSpinBox *SettingsSection::makeNumber(const SettingKey<int> &key, const QString &name,
                                      const QString &suffix, QWidget *parent)
{
    auto *number = new NumberBox(parent);
    number->setObjectName(QString::fromLatin1(key.name).section(u'/', -1));
    number->setAccessibleName(name);
    number->setRange(key.minimum, key.maximum);
    number->setSuffix(suffix);
    number->setValue(m_settings.value(key));
    number->setMinimumHeight(fontMetrics().height() + 12);
    number->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    number->setDisabled(m_settings.isLocked(key.name));
    keepFromWheel(number);
    connect(number, &QSpinBox::valueChanged, this,
            [this, key](int value) { m_settings.setValue(key, value); });
    return number;
}

QCheckBox *SettingsSection::makeSwitch(const SettingKey<bool> &key, const QString &text,
                                       const QString &objectName, QWidget *parent)
{
    auto *box = new QCheckBox(text, parent);
    box->setObjectName(objectName);
    box->setChecked(m_settings.value(key));
    box->setDisabled(m_settings.isLocked(key.name));
    connect(box, &QCheckBox::toggled, this,
            [this, key](bool isOn) { m_settings.setValue(key, isOn); });
    return box;
}

void SettingsSection::lockIfManaged(QVBoxLayout *box, QWidget *control,
                                    std::initializer_list<const char *> names)
{
    if (std::ranges::none_of(names, [this](const char *name) { return m_settings.isLocked(name); }))
        return;
    if (control != nullptr)
        control->setEnabled(false);
    box->addWidget(makeManagedNote(this));
}

void SettingsSection::addHint(QVBoxLayout *box, const QString &text)
{
    box->addWidget(makeWrappedLabel(text, Rank::Hint, this));
}

void SettingsSection::keepFromWheel(QWidget *control)
{
    control->setFocusPolicy(Qt::StrongFocus); // not by the wheel
    control->installEventFilter(this);
}

bool SettingsSection::eventFilter(QObject *watched, QEvent *event)
{
    const auto *control = qobject_cast<QWidget *>(watched);
    if (event->type() != QEvent::Wheel || control == nullptr || control->hasFocus())
        return QWidget::eventFilter(watched, event);
    event->ignore(); // whatever scrolls gets it
    return true;
}

} // namespace Konstantly

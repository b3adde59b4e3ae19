// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/settingsdialog.h"

#include "models/base/plaintext.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"

#include <QCheckBox>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

SettingsDialog::SettingsDialog(Theme &theme, Settings &settings, WorkspaceStore &workspaces,
                               const QString &workspaceName, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_settings(settings)
    , m_workspaces(workspaces)
{
    setObjectName(u"settingsDialog"_s);
    QVBoxLayout *column = buildDialogFrame(this, tr("Settings"), {}, 480);
    addAppearance(column);
    addClipboard(column);
    addIdle(column);
    addNotices(column);
    if (const auto workspace = workspaces.find(workspaceName))
        addPlan(column, *workspace);
    column->addStretch(1);
    QPushButton *close = makeButton(tr("Close"), u"close"_s, ButtonKind::Primary, this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    addDialogButtons(column, nullptr, {close});
}

void SettingsDialog::addAppearance(QVBoxLayout *column)
{
    auto *row = new ChoiceRow(tr("Appearance"), ChoiceRow::Mode::One, this);
    row->addChoice(int(Appearance::System), tr("Like the system"), u"appearanceSystem"_s);
    row->addChoice(int(Appearance::Light), tr("Light"), u"appearanceLight"_s);
    row->addChoice(int(Appearance::Dark), tr("Dark"), u"appearanceDark"_s);
    row->setChosen(int(m_theme.appearance()));
    addField(column, tr("Appearance"), row);
    connect(row, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (!isChosen)
            return;
        m_settings.setValue(SettingKeys::Theme, appearanceName(Appearance(id)));
        m_theme.setAppearance(Appearance(id));
    });
}

void SettingsDialog::addClipboard(QVBoxLayout *column)
{
    auto *seconds = new QSpinBox(this);
    seconds->setObjectName(u"clipboardSeconds"_s);
    seconds->setAccessibleName(tr("Seconds until a copied key is cleared"));
    seconds->setRange(SettingKeys::ClipboardSeconds.minimum, SettingKeys::ClipboardSeconds.maximum);
    seconds->setSuffix(tr(" s"));
    seconds->setValue(m_settings.value(SettingKeys::ClipboardSeconds));
    seconds->setMinimumHeight(fontMetrics().height() + 12);
    seconds->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QVBoxLayout *box = addField(column, tr("Clear a copied key from the clipboard after"), seconds);
    box->addWidget(makeWrappedLabel(
        tr("A clipboard manager may keep copies of its own; the program asks it not to."),
        Rank::Hint, this));
    connect(seconds, &QSpinBox::valueChanged, this,
            [this](int value) { m_settings.setValue(SettingKeys::ClipboardSeconds, value); });
}

void SettingsDialog::addIdle(QVBoxLayout *column)
{
    auto *row = new ChoiceRow(tr("A key counts as idle after"), ChoiceRow::Mode::One, this);
    for (const int days : {45, 90})
        row->addChoice(days, tr("%n day(s)", nullptr, days), u"idle"_s + QString::number(days));
    row->setChosen(m_settings.value(SettingKeys::IdleDays));
    addField(column, tr("A key counts as idle after"), row);
    connect(row, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (isChosen)
            m_settings.setValue(SettingKeys::IdleDays, id);
    });
}

void SettingsDialog::addNotices(QVBoxLayout *column)
{
    auto *tell = new QCheckBox(tr("Tell me when a quota is nearly used up"), this);
    tell->setObjectName(u"usageNotifies"_s);
    tell->setChecked(m_settings.value(SettingKeys::UsageNotifies));
    column->addWidget(tell);
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    const auto addPercent = [&](const QString &name, const SettingKey<int> &key) {
        auto *percent = new QSpinBox(row);
        percent->setObjectName(QString::fromLatin1(key.name).section(u'/', -1));
        percent->setAccessibleName(name);
        percent->setRange(key.minimum, key.maximum);
        percent->setSuffix(tr(" %"));
        percent->setValue(m_settings.value(key));
        percent->setMinimumHeight(fontMetrics().height() + 12);
        line->addWidget(makeLabel(name, Rank::Body, row));
        line->addWidget(percent);
        connect(percent, &QSpinBox::valueChanged, this,
                [this, key](int value) { m_settings.setValue(key, value); });
    };
    addPercent(tr("Warn at"), SettingKeys::UsageWarnPercent);
    addPercent(tr("urgently at"), SettingKeys::UsageAlarmPercent);
    line->addStretch(1);
    column->addWidget(row);
    row->setEnabled(tell->isChecked());
    connect(tell, &QCheckBox::toggled, this, [this, row](bool isOn) {
        m_settings.setValue(SettingKeys::UsageNotifies, isOn);
        row->setEnabled(isOn);
    });
    addQuietHours(column);
}

void SettingsDialog::addQuietHours(QVBoxLayout *column)
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto *quiet = new QCheckBox(tr("Not between"), row);
    quiet->setObjectName(u"quietHours"_s);
    quiet->setAccessibleName(tr("Quiet hours"));
    line->addWidget(quiet);
    const auto addTime = [&](const QString &name, const QString &stored, const QTime &usual) {
        const QTime time = QTime::fromString(stored, u"HH:mm"_s);
        auto *edit = new QTimeEdit(time.isValid() ? time : usual, row);
        edit->setAccessibleName(name);
        edit->setMinimumHeight(fontMetrics().height() + 12);
        line->addWidget(edit);
        return edit;
    };
    const QString storedFrom = m_settings.value(SettingKeys::UsageQuietFrom);
    const QString storedTo = m_settings.value(SettingKeys::UsageQuietTo);
    QTimeEdit *from = addTime(tr("Quiet hours begin"), storedFrom, QTime(20, 0));
    line->addWidget(makeLabel(tr("and"), Rank::Body, row));
    QTimeEdit *to = addTime(tr("Quiet hours end"), storedTo, QTime(8, 0));
    line->addStretch(1);
    column->addWidget(row);
    quiet->setChecked(!storedFrom.isEmpty() && !storedTo.isEmpty());
    const auto store = [this, quiet, from, to] {
        const bool isOn = quiet->isChecked();
        from->setEnabled(isOn);
        to->setEnabled(isOn);
        m_settings.setValue(SettingKeys::UsageQuietFrom,
                            isOn ? from->time().toString(u"HH:mm"_s) : QString());
        m_settings.setValue(SettingKeys::UsageQuietTo,
                            isOn ? to->time().toString(u"HH:mm"_s) : QString());
    };
    from->setEnabled(quiet->isChecked());
    to->setEnabled(quiet->isChecked());
    connect(quiet, &QCheckBox::toggled, this, store);
    connect(from, &QTimeEdit::timeChanged, this, store);
    connect(to, &QTimeEdit::timeChanged, this, store);
}

void SettingsDialog::addPlan(QVBoxLayout *column, const Workspace &workspace)
{
    auto *row = new ChoiceRow(tr("Plan"), ChoiceRow::Mode::One, this);
    row->addChoice(int(Plan::Business), tr("Business"), u"planBusiness"_s);
    row->addChoice(int(Plan::Enterprise), tr("Enterprise"), u"planEnterprise"_s);
    row->setChosen(int(workspace.plan));
    QVBoxLayout *box = addField(column, tr("Plan of “%1”").arg(plainText(workspace.name)), row);
    QLabel *hint = makeWrappedLabel(tr("The service does not say which it is. It decides the "
                                       "limits that the program counts against: "
                                       "60 calls a minute and 1,000 a day, or 600 and 100,000."),
                                    Rank::Hint, this);
    box->addWidget(hint);
    connect(row, &ChoiceRow::toggled, this,
            [this, hint, name = workspace.name](int id, bool isChosen) {
                if (!isChosen)
                    return;
                const auto changed = m_workspaces.change(
                    name, [id](Workspace &record) { record.plan = Plan(id); });
                if (!changed) {
                    setTone(hint, Tone::Bad);
                    hint->setText(describe(changed.error()).message);
                }
            });
}

} // namespace Konstantly

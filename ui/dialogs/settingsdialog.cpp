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

#include <QSpinBox>
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

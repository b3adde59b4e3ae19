// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/settingsdialog.h"

#include "models/base/plaintext.h"
#include "models/settings/certificatefile.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/siemsection.h"
#include "ui/mainwindow/windowparts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int MaxFieldsHeight = 560;

} // namespace

SettingsDialog::SettingsDialog(const WindowParts &parts, const QString &workspaceName,
                               QWidget *parent)
    : QDialog(parent)
    , m_theme(parts.theme)
    , m_settings(parts.settings)
    , m_workspaces(parts.workspaces)
{
    setObjectName(u"settingsDialog"_s);
    QVBoxLayout *column = buildDialogFrame(this, tr("Settings"), {}, 480);
    // More than a small screen is high.
    auto *fields = new QWidget(this);
    fields->setProperty("kind", u"scrolled"_s);
    auto *list = new QVBoxLayout(fields);
    list->setContentsMargins(0, 0, 8, 0);
    list->setSpacing(column->spacing());
    addAppearance(list);
    addClipboard(list);
    addIdle(list);
    addRotation(list);
    addMetering(list);
    addNotices(list);
    m_siem = new SiemSection(m_settings, parts.prompter, AppPaths::forHome(parts.home),
                             workspaceName, parts.clock, this);
    addField(list, tr("SIEM"), m_siem);
    if (const auto workspace = m_workspaces.find(workspaceName)) {
        addPlan(list, *workspace);
        addAuthority(list, *workspace);
    }
    addPolicy(list);
    list->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(fields);
    m_scroll->setMinimumHeight(std::min(fields->sizeHint().height(), MaxFieldsHeight));
    column->addWidget(m_scroll, 1);
    QPushButton *close = makeButton(tr("Close"), u"close"_s, ButtonKind::Primary, this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    addDialogButtons(column, nullptr, {close});
}

void SettingsDialog::showSiem()
{
    m_siem->takeFocus();
    m_scroll->ensureWidgetVisible(m_siem);
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
    QSpinBox *seconds = makeNumber(SettingKeys::ClipboardSeconds,
                                   tr("Seconds until a copied key is cleared"), tr(" s"));
    seconds->setObjectName(u"clipboardSeconds"_s);
    QVBoxLayout *box = addField(column, tr("Clear a copied key from the clipboard after"), seconds);
    box->addWidget(makeWrappedLabel(
        tr("A clipboard manager may keep copies of its own; the program asks it not to."),
        Rank::Hint, this));
    lockIfManaged(box, seconds, SettingKeys::ClipboardSeconds.name);
}

QSpinBox *SettingsDialog::makeNumber(const SettingKey<int> &key, const QString &name,
                                     const QString &suffix)
{
    auto *number = new QSpinBox(this);
    number->setAccessibleName(name);
    number->setRange(key.minimum, key.maximum);
    number->setSuffix(suffix);
    number->setValue(m_settings.value(key));
    number->setMinimumHeight(fontMetrics().height() + 12);
    number->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(number, &QSpinBox::valueChanged, this,
            [this, key](int value) { m_settings.setValue(key, value); });
    return number;
}

//! What an administrator decided is shown, and says why it can't be changed.
void SettingsDialog::lockIfManaged(QVBoxLayout *box, QWidget *control, const char *name)
{
    if (!m_settings.isLocked(name))
        return;
    control->setEnabled(false);
    box->addWidget(
        makeWrappedLabel(tr("Managed by the administrator of this device."), Rank::Hint, this));
}

void SettingsDialog::addIdle(QVBoxLayout *column)
{
    auto *box = new QWidget(this);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    auto *row = new ChoiceRow(tr("A key counts as idle after"), ChoiceRow::Mode::One, box);
    for (const int days : {45, 90})
        row->addChoice(days, tr("%n day(s)", nullptr, days), u"idle"_s + QString::number(days));
    row->setChosen(m_settings.value(SettingKeys::IdleDays));
    QSpinBox *days = makeNumber(SettingKeys::IdleDays, tr("Days until a key counts as idle"),
                                tr(" d"));
    days->setObjectName(u"idleDays"_s);
    line->addWidget(row, 1);
    line->addWidget(days);
    QVBoxLayout *field = addField(column, tr("A key counts as idle after"), box);
    connect(row, &ChoiceRow::toggled, this, [days](int id, bool isChosen) {
        if (isChosen)
            days->setValue(id);
    });
    connect(days, &QSpinBox::valueChanged, row, [row](int value) { row->setChosen(value); });
    lockIfManaged(field, box, SettingKeys::IdleDays.name);
}

void SettingsDialog::addRotation(QVBoxLayout *column)
{
    auto *box = new QWidget(this);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    QSpinBox *person = makeNumber(SettingKeys::RotationDaysPerson,
                                  tr("Days between rotations of people's keys"), tr(" d (people)"));
    person->setObjectName(u"rotationDaysPerson"_s);
    QSpinBox *bot = makeNumber(SettingKeys::RotationDaysBot,
                               tr("Days between rotations of bots' keys"), tr(" d (bots)"));
    bot->setObjectName(u"rotationDaysBot"_s);
    line->addWidget(person);
    line->addWidget(bot);
    line->addStretch(1);
    QVBoxLayout *field = addField(column, tr("Keys are rotated every"), box);
    lockIfManaged(field, person, SettingKeys::RotationDaysPerson.name);
    lockIfManaged(field, bot, SettingKeys::RotationDaysBot.name);
    auto *reminds = new QCheckBox(tr("Remind me before a key has to be rotated"), this);
    reminds->setObjectName(u"rotationReminds"_s);
    reminds->setChecked(m_settings.value(SettingKeys::RotationReminds));
    field->addWidget(reminds);
    connect(reminds, &QCheckBox::toggled, this,
            [this](bool isOn) { m_settings.setValue(SettingKeys::RotationReminds, isOn); });
}

void SettingsDialog::addMetering(QVBoxLayout *column)
{
    auto *metering = new QCheckBox(tr("Keep a record of tool calls"), this);
    metering->setObjectName(u"metering"_s);
    metering->setChecked(m_settings.value(SettingKeys::MeteringEnabled));
    QVBoxLayout *box = addField(column, tr("Metering"), metering);
    box->addWidget(
        makeWrappedLabel(tr("Time, tool, duration and outcome; never what was asked or answered."),
                         Rank::Hint, this));
    connect(metering, &QCheckBox::toggled, this,
            [this](bool isOn) { m_settings.setValue(SettingKeys::MeteringEnabled, isOn); });
    lockIfManaged(box, metering, SettingKeys::MeteringEnabled.name);
}

//! A policy that can't be followed limits what can be set up: that needs an explanation.
void SettingsDialog::addPolicy(QVBoxLayout *column)
{
    const std::optional<Error> problem = m_settings.policy().problem();
    if (!problem)
        return;
    QLabel *label = makeWrappedLabel(
        tr("The administrator's policy for this device can't be followed. %1 %2")
            .arg(describe(*problem).message, problem->detail)
            .trimmed(),
        Rank::Body, this);
    label->setObjectName(u"policyProblem"_s);
    setTone(label, Tone::Bad);
    column->addWidget(label);
}

void SettingsDialog::addAuthority(QVBoxLayout *column, const Workspace &workspace)
{
    if (workspace.caFile.isEmpty())
        return;
    QLabel *fingerprint = makeWrappedLabel({}, Rank::Hint, this);
    fingerprint->setObjectName(u"authorityFingerprint"_s);
    fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    const Result<QStringList> prints = certificateFingerprints(workspace.caFile);
    fingerprint->setText(prints ? tr("SHA-256: %1").arg(prints->join(u'\n'))
                                : describe(prints.error()).message);
    QVBoxLayout *box = addField(
        column, tr("Extra certificate authority of “%1”").arg(plainText(workspace.name)),
        makeWrappedLabel(plainText(workspace.caFile, 500), Rank::Body, this));
    box->addWidget(fingerprint);
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
        // A frame of our own leaves them no arrows that could be seen.
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        edit->setAccessibleName(name);
        edit->setDisplayFormat(QLocale().timeFormat(QLocale::ShortFormat));
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

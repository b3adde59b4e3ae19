// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/windowsection.h"

#include "models/base/translation.h"
#include "models/settings/settingkeys.h"
#include "ui/dialogs/closingdialog.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/mainwindow/windowparts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

WindowSection::WindowSection(const WindowParts &parts, QWidget *parent)
    : SettingsSection(parts.settings, tr("Window"), parent)
    , m_theme(parts.theme)
{
    addAppearance();
    addLanguage(parts.restart);
    addNotificationArea(parts.hasNotificationArea && parts.hasNotificationArea());
}

void WindowSection::addAppearance()
{
    auto *row = new ChoiceRow(tr("Appearance"), ChoiceRow::Mode::One, this);
    row->addChoice(int(Appearance::System), tr("Like the system"), u"appearanceSystem"_s);
    row->addChoice(int(Appearance::Light), tr("Light"), u"appearanceLight"_s);
    row->addChoice(int(Appearance::Dark), tr("Dark"), u"appearanceDark"_s);
    row->setChosen(int(m_theme.appearance()));
    addField(column(), tr("Appearance"), row);
    connect(row, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (!isChosen)
            return;
        settings().setValue(SettingKeys::Theme, appearanceName(Appearance(id)));
        m_theme.setAppearance(Appearance(id));
    });
}

void WindowSection::addLanguage(const std::function<void()> &restart)
{
    auto *box = new QWidget(this);
    QHBoxLayout *row = makeRow(box);
    auto *language = new ChoiceBox(box);
    language->setObjectName(u"language"_s);
    language->setAccessibleName(tr("Language"));
    language->addItem(tr("Like the system"), QString());
    for (const Language &one : builtInLanguages())
        language->addItem(one.name, one.code);
    const QString atStart = settings().value(SettingKeys::Language);
    language->setCurrentIndex(std::max(0, language->findData(atStart)));
    language->setMinimumHeight(fontMetrics().height() + 12);
    language->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    keepFromWheel(language);
    row->addWidget(language);
    row->addStretch(1);
    QVBoxLayout *field = addField(column(), tr("Language"), box);
    QLabel *later = makeWrappedLabel(tr("The new language is used from the next start on."),
                                     Rank::Hint, this);
    later->setObjectName(u"languageLater"_s);
    later->hide();
    field->addWidget(later);
    QPushButton *now = nullptr;
    if (restart) {
        now = makeButton(tr("Restart now"), u"restartNow"_s, ButtonKind::Plain, box);
        now->hide();
        row->insertWidget(1, now);
        connect(now, &QPushButton::clicked, this, [restart] { restart(); });
    }
    connect(language, &QComboBox::currentIndexChanged, this, [this, language, later, now, atStart] {
        const QString code = language->currentData().toString();
        settings().setValue(SettingKeys::Language, code);
        later->setVisible(code != atStart);
        if (now != nullptr)
            now->setVisible(code != atStart);
    });
}

void WindowSection::addNotificationArea(bool isThereOne)
{
    if (!isThereOne) {
        QLabel *none = makeWrappedLabel(
            tr("This desktop has no notification area, so the program ends with its window."),
            Rank::Hint, this);
        none->setObjectName(u"noNotificationArea"_s);
        addField(column(), tr("Notification area"), none);
        return;
    }
    QCheckBox *icon = makeSwitch(SettingKeys::TrayIcon, tr("Show an icon in the notification area"),
                                 u"trayIcon"_s, this);
    QVBoxLayout *box = addField(column(), tr("Notification area"), icon);
    icon->setAccessibleName(icon->text());
    addHint(box, tr("It shows how things stand, and tells of quotas and rotations."));
    auto *closing = new ChoiceRow(tr("When the window is closed"), ChoiceRow::Mode::One, this);
    closing->addChoice(int(WhenClosed::Ask), tr("Ask"), u"closingAsks"_s);
    closing->addChoice(int(WhenClosed::Stay), tr("Keep running"), u"closingStays"_s);
    closing->addChoice(int(WhenClosed::Quit), tr("Quit"), u"closingQuits"_s);
    closing->setChosen(int(whenClosedFrom(settings())));
    addField(column(), tr("When the window is closed"), closing);
    closing->setEnabled(icon->isChecked());
    connect(icon, &QCheckBox::toggled, closing, &QWidget::setEnabled);
    connect(closing, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (isChosen)
            settings().setValue(SettingKeys::WhenClosed, whenClosedName(WhenClosed(id)));
    });
}

} // namespace Konstantly

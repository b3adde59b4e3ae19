// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/closingdialog.h"

#include "models/settings/settingkeys.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/controls.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

QString whenClosedName(WhenClosed choice)
{
    switch (choice) {
    case WhenClosed::Stay:
        return u"stay"_s;
    case WhenClosed::Quit:
        return u"quit"_s;
    case WhenClosed::Ask:
        break;
    }
    return u"ask"_s;
}

WhenClosed whenClosedFrom(const Settings &settings)
{
    const QString name = settings.value(SettingKeys::WhenClosed);
    for (const WhenClosed choice : {WhenClosed::Stay, WhenClosed::Quit}) {
        if (name == whenClosedName(choice))
            return choice;
    }
    return WhenClosed::Ask;
}

ClosingDialog::ClosingDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"closingDialog"_s);
    QVBoxLayout *column = buildDialogFrame(this, tr("Keep running without the window?"), {}, 480);
    QLabel *message = makeWrappedLabel(
        tr("In the notification area the program goes on telling you of quotas and rotations, and "
           "sends events to your SIEM if one is set up. AI tools work either way."),
        Rank::Body, this);
    column->addWidget(message);
    column->addWidget(
        makeWrappedLabel(tr("Your answer is remembered. Settings change it."), Rank::Muted, this));
    setAccessibleDescription(message->text());
    QPushButton *quit = makeButton(tr("Quit"), u"closingQuit"_s, ButtonKind::Plain, this);
    QPushButton *stay = makeButton(tr("Keep running"), u"closingStay"_s, ButtonKind::Primary, this);
    stay->setDefault(true);
    const auto choose = [this](WhenClosed choice) {
        accept();
        Q_EMIT chosen(choice);
    };
    connect(quit, &QPushButton::clicked, this, [choose] { choose(WhenClosed::Quit); });
    connect(stay, &QPushButton::clicked, this, [choose] { choose(WhenClosed::Stay); });
    addDialogButtons(column, nullptr, {quit, stay});
}

} // namespace Konstantly

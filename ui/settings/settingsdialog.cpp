// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/settingsdialog.h"

#include "models/settings/apppaths.h"
#include "models/settings/workspacestore.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/mainwindow/windowparts.h"
#include "ui/settings/keyssection.h"
#include "ui/settings/policysection.h"
#include "ui/settings/siemsection.h"
#include "ui/settings/usagesection.h"
#include "ui/settings/windowsection.h"
#include "ui/settings/workspacesection.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int Width = 560;
constexpr int SectionGap = 24;

} // namespace

SettingsDialog::SettingsDialog(const WindowParts &parts, const QString &workspaceName,
                               QWidget *parent)
    : QDialog(parent)
    , m_settings(parts.settings)
{
    setObjectName(u"settingsDialog"_s);
    QVBoxLayout *column = buildDialogFrame(this, tr("Settings"), {}, Width);
    m_failure = new Banner(this);
    m_failure->setObjectName(u"settingsFailure"_s);
    // Several changes at once are one look.
    m_keptTimer.setSingleShot(true);
    connect(&m_keptTimer, &QTimer::timeout, this, &SettingsDialog::tellWhetherKept);
    connect(&m_settings, &Settings::changed, &m_keptTimer, qOverload<>(&QTimer::start));
    auto *fields = new QWidget(this);
    auto *list = new QVBoxLayout(fields);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(SectionGap);
    if (parts.settings.policy().problem())
        list->addWidget(new PolicySection(parts.settings, fields)); // first: it limits the rest
    list->addWidget(new WindowSection(parts, fields));
    list->addWidget(new KeysSection(parts.settings, fields));
    list->addWidget(new UsageSection(parts.settings, fields));
    m_siem = new SiemSection(parts.settings, parts.prompter, AppPaths::forHome(parts.home),
                             workspaceName, parts.clock, fields);
    list->addWidget(m_siem);
    if (const auto workspace = parts.workspaces.find(workspaceName))
        list->addWidget(
            new WorkspaceSection(parts.settings, parts.workspaces, *workspace, parts.home, fields));
    if (parts.settings.policy().isPresent() && !parts.settings.policy().problem())
        list->addWidget(new PolicySection(parts.settings, fields));
    column->addWidget(fields);
    column->addStretch(1);
    addBelowContent(column, m_failure);
    QPushButton *close = makeButton(tr("Close"), u"close"_s, ButtonKind::Primary, this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    addDialogButtons(column, nullptr, {close});
}

void SettingsDialog::tellWhetherKept()
{
    const Result<> kept = m_settings.sync();
    if (kept)
        return m_failure->hide();
    const ErrorText text = describe(kept.error());
    m_failure->show(Tone::Bad, tr("Changes hold only until the program ends."),
                    u"%1 %2"_s.arg(text.message, text.hint));
}

void SettingsDialog::showSiem()
{
    m_siem->takeFocus();
    scrollDialogTo(m_siem);
}

} // namespace Konstantly

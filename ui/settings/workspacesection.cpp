// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/workspacesection.h"

#include "models/base/plaintext.h"
#include "models/settings/certificatefile.h"
#include "models/settings/workspacestore.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

WorkspaceSection::WorkspaceSection(Settings &settings, WorkspaceStore &workspaces,
                                   const Workspace &workspace, const QString &home, QWidget *parent)
    : SettingsSection(settings, tr("Workspace “%1”").arg(plainText(workspace.name)), parent)
    , m_workspaces(workspaces)
{
    addPlan(workspace);
    addAuthority(workspace, home);
}

void WorkspaceSection::addPlan(const Workspace &workspace)
{
    auto *row = new ChoiceRow(tr("Plan"), ChoiceRow::Mode::One, this);
    row->addChoice(int(Plan::Business), tr("Business"), u"planBusiness"_s);
    row->addChoice(int(Plan::Enterprise), tr("Enterprise"), u"planEnterprise"_s);
    row->setChosen(int(workspace.plan));
    QVBoxLayout *box = addField(column(), tr("Plan"), row);
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

void WorkspaceSection::addAuthority(const Workspace &workspace, const QString &home)
{
    if (workspace.caFile.isEmpty())
        return;
    QLabel *fingerprint = makeWrappedLabel({}, Rank::Hint, this);
    fingerprint->setObjectName(u"authorityFingerprint"_s);
    fingerprint->setAccessibleName(tr("Fingerprint of the extra certificate authority"));
    fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    fingerprint->setFocusPolicy(Qt::StrongFocus); // the way down to it without a mouse
    const Result<QStringList> prints = certificateFingerprints(workspace.caFile);
    fingerprint->setText(prints ? tr("SHA-256: %1").arg(prints->join(u'\n'))
                                : describe(prints.error()).message);
    setTone(fingerprint, prints ? Tone::Neutral : Tone::Bad);
    QVBoxLayout *box = addField(
        column(), tr("Extra certificate authority"),
        makeWrappedLabel(plainText(withTilde(workspace.caFile, home), 500), Rank::Body, this));
    box->addWidget(fingerprint);
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/policysection.h"

#include "models/base/plaintext.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/managednote.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

PolicySection::PolicySection(Settings &settings, QWidget *parent)
    : SettingsSection(settings, tr("Administrator's policy"), parent)
{
    const Policy &policy = settings.policy();
    if (const std::optional<Error> problem = policy.problem()) {
        QLabel *label = makeWrappedLabel(
            tr("The administrator's policy for this device can't be followed. %1 %2")
                .arg(describe(*problem).message, problem->detail)
                .trimmed(),
            Rank::Body, this);
        label->setObjectName(u"policyProblem"_s);
        setTone(label, Tone::Bad);
        column()->addWidget(label);
        return;
    }
    addFacts(policy);
}

void PolicySection::addFacts(const Policy &policy)
{
    const auto add = [this](const QString &caption, const QString &text, const QString &name) {
        QLabel *label = makeWrappedLabel(text, Rank::Body, this);
        label->setObjectName(name);
        return addField(column(), caption, label);
    };
    if (const std::optional<QStringList> &hosts = policy.allowedHosts())
        add(tr("Workspaces may be at"),
            hosts->isEmpty() ? tr("No host is allowed.") : plainText(hosts->join(u", "_s), 2000),
            u"policyHosts"_s);
    if (!policy.packageVersion().isEmpty())
        add(tr("MCP server"),
            tr("Version %1 and no other.").arg(plainText(policy.packageVersion())),
            u"policyPackage"_s);
    QVBoxLayout *box = add(tr("Written in"), plainText(policy.place(), 500), u"policyPlace"_s);
    box->addWidget(makeManagedNote(this));
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/checkup/checkuppage.h"

#include "models/base/background.h"
#include "models/base/file.h"
#include "models/checkup/checkreport.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"
#include "models/keys/rotation.h"
#include "models/settings/exposures.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"
#include "models/usage/usagefeed.h"
#include "ui/checkup/checkrow.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/dialogs/revokedialog.h"
#include "ui/dialogs/rotatedialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/stateview.h"

#include <QJsonDocument>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

CheckupPage::CheckupPage(const WindowParts &parts, QWidget *parent)
    : MainPage(parent)
    , m_parts(parts)
    , m_checkup({AppPaths::forHome(parts.home), parts.settings, parts.workspaces, parts.exposures,
                 parts.secrets, parts.device, parts.keyCopies, parts.package, parts.clock})
{
    setObjectName(u"checkupPage"_s);
    auto *content = new QWidget;
    content->setProperty("kind", u"scrolled"_s);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(14);
    build(column);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    connect(&m_checkup, &Checkup::changed, this, &CheckupPage::showResults);
}

void CheckupPage::build(QVBoxLayout *column)
{
    m_header = new PageHeader(title(), this);
    m_export = makeButton(tr("Export report…"), u"exportReport"_s, ButtonKind::Plain, this);
    m_again = makeButton(tr("Check again"), u"checkAgain"_s, ButtonKind::Primary, this);
    m_header->addAction(m_export);
    m_header->addAction(m_again);
    column->addWidget(m_header);
    m_banner = new Banner(this);
    m_banner->setObjectName(u"checkupBanner"_s);
    m_banner->hide();
    column->addWidget(m_banner);
    QFrame *card = makeCard(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(16, 9, 16, 9);
    auto *list = new QWidget(card);
    list->setAccessibleName(tr("Checks"));
    m_rowColumn = new QVBoxLayout(list);
    m_rowColumn->setContentsMargins(0, 0, 0, 0);
    m_rowColumn->setSpacing(0);
    m_state = new StateView(m_parts.theme, list, card);
    inner->addWidget(m_state);
    column->addWidget(card);
    column->addStretch(1);
    connect(m_again, &QPushButton::clicked, this, &CheckupPage::refresh);
    connect(m_export, &QPushButton::clicked, this, &CheckupPage::exportReport);
    connect(m_state, &StateView::actionTriggered, this, &CheckupPage::connectRequested);
}

void CheckupPage::setWorkspace(const WorkspaceParts *workspace)
{
    m_workspace.reset();
    if (workspace != nullptr)
        m_workspace.emplace(*workspace);
    m_checkup.setWorkspace(workspace ? &workspace->keys : nullptr,
                           workspace ? &workspace->rotation : nullptr,
                           workspace ? workspace->name : QString());
    m_banner->hide();
    ++m_usageQuestion; // what is still to be answered was about another workspace
    showResults();
    if (m_workspace && isVisible()) { // shown before there was one
        lookAtUsage();
        m_checkup.run(Checkup::Look::AtWhatIsKnown);
    }
}

void CheckupPage::refresh()
{
    m_banner->hide();
    lookAtUsage();
    m_checkup.run(Checkup::Look::Anew);
}

void CheckupPage::lookAtUsage()
{
    if (!m_workspace)
        return;
    whenFinished(m_workspace->usage.keysThatWrote(), this,
                 [this, asked = ++m_usageQuestion](const Result<QSet<QString>> &keys) {
                     if (asked == m_usageQuestion)
                         m_checkup.setKeysThatWrote(keys);
                 });
}

void CheckupPage::updateTimes()
{
    showResults();
}

void CheckupPage::showEvent(QShowEvent *event)
{
    MainPage::showEvent(event);
    lookAtUsage();
    if (m_workspace)
        m_checkup.run(Checkup::Look::AtWhatIsKnown);
}

void CheckupPage::showResults()
{
    m_again->setEnabled(m_workspace && !m_checkup.isRunning());
    m_export->setEnabled(m_workspace && m_checkup.checkedAt().isValid());
    showBadge();
    if (!m_workspace) {
        m_header->setSummary({});
        m_state->showEmpty(tr("Nothing to check yet"),
                           tr("Connect a workspace, and its keys and this device are checked."),
                           tr("Connect a workspace…"));
        return;
    }
    if (!m_checkup.checkedAt().isValid()) {
        m_header->setSummary(tr("Checking…"));
        m_state->showLoading(tr("Looking at keys, AI tools and files"));
        return;
    }
    const QString age = m_checkup.isRunning()
                            ? tr("checking…")
                            : tr("checked %1").arg(agoText(m_checkup.checkedAt(), m_parts.clock()));
    m_header->setSummary(countsText(countChecks(m_checkup.results())) + u" · "_s + age);
    showRows();
    m_state->showFilled();
}

void CheckupPage::showRows()
{
    int place = 0;
    for (const CheckResult &result : m_checkup.results()) {
        CheckRow *&row = m_rows[result.id];
        if (row == nullptr) {
            row = new CheckRow(result, this);
            connect(row, &CheckRow::fixRequested, this, &CheckupPage::fix);
        } else if (row->result() != result) {
            row->setResult(result);
        }
        // Moving one that has the focus would lose it, so only what is out of place moves.
        if (m_rowColumn->indexOf(row) != place)
            m_rowColumn->insertWidget(place, row);
        row->setRuleShown(place > 0);
        ++place;
    }
    for (int i = 1; i < m_rowColumn->count(); ++i)
        setTabOrder(m_rowColumn->itemAt(i - 1)->widget(), m_rowColumn->itemAt(i)->widget());
}

void CheckupPage::showBadge()
{
    const int problems = m_workspace ? countChecks(m_checkup.results()).problems : 0;
    Q_EMIT badgeChanged(problems == 0 ? PageBadge{}
                                      : PageBadge{QString::number(problems), Tone::Bad,
                                                  tr("%n problem(s)", nullptr, problems)});
}

void CheckupPage::fix(const CheckResult &result)
{
    if (!m_workspace)
        return;
    switch (result.fix) {
    case CheckFix::None:
        break;
    case CheckFix::RevokeKeys:
        openFix(new RevokeDialog(m_parts, *m_workspace, result.subjects, window()));
        break;
    case CheckFix::RotateKey:
        rotate(result.subjects.value(0));
        break;
    case CheckFix::ContinueRotation:
        continueRotation(result.subjects.value(0));
        break;
    case CheckFix::ReviewKeys:
        Q_EMIT pageRequested(u"keys"_s);
        break;
    case CheckFix::CreateDeviceKey:
        Q_EMIT newKeyRequested();
        break;
    case CheckFix::ProtectTools:
        Q_EMIT protectRequested(result.subjects);
        break;
    case CheckFix::ReviewCopies:
    case CheckFix::InstallPackage:
        Q_EMIT pageRequested(u"device"_s);
        break;
    case CheckFix::TightenFiles:
        tighten(result.subjects);
        break;
    case CheckFix::TurnOnMetering:
        m_parts.settings.setValue(SettingKeys::MeteringEnabled, true);
        break;
    case CheckFix::SetUpSiem:
        Q_EMIT siemRequested();
        break;
    }
}

void CheckupPage::rotate(const QString &keyId)
{
    for (const RotationEntry &entry :
         m_workspace->rotation.pending().value_or(QList<RotationEntry>{})) {
        if (entry.oldId == keyId || entry.newId == keyId)
            return continueRotation(entry.oldSlot);
    }
    const std::optional<Key> key = m_workspace->keys.find(keyId);
    const std::optional<Workspace> workspace = m_parts.workspaces.find(m_workspace->name);
    if (!key || !workspace)
        return;
    const KeyRow row = assessKey(*key, *workspace, keyRules(m_parts.settings), &m_parts.exposures,
                                 m_parts.clock());
    openFix(new RotateDialog(m_parts, *m_workspace, row, window()));
}

void CheckupPage::continueRotation(const QString &oldSlot)
{
    for (const RotationEntry &entry :
         m_workspace->rotation.pending().value_or(QList<RotationEntry>{})) {
        if (entry.oldSlot == oldSlot)
            return openFix(new RotateDialog(m_parts, *m_workspace, entry, window()));
    }
}

void CheckupPage::tighten(const QStringList &paths)
{
    const auto work = inBackground<Result<>>([paths] { return tightenPaths(paths); });
    whenFinished(work, this, [this](const Result<> &done) {
        if (!done)
            m_parts.prompter.tell(this, tr("Not everything could be made private"),
                                  describe(done.error()));
        m_checkup.run(Checkup::Look::AtWhatIsKnown);
    });
}

void CheckupPage::openFix(QDialog *dialog)
{
    connect(dialog, &QDialog::finished, this,
            [this] { m_checkup.run(Checkup::Look::AtWhatIsKnown); });
    openDialog(dialog);
}

void CheckupPage::exportReport()
{
    m_parts.prompter
        .chooseNewFile(this, tr("Export report"), u"konstantly-checkup.md"_s,
                       tr("Markdown (*.md);;JSON (*.json)"))
        .then(this, [this](const QString &path) {
            if (!path.isEmpty())
                writeReport(path);
        });
}

void CheckupPage::writeReport(const QString &path)
{
    const QList<CheckResult> &results = m_checkup.results();
    const QByteArray bytes = path.endsWith(".json"_L1, Qt::CaseInsensitive)
                                 ? QJsonDocument(checkupToJson(results)).toJson()
                                 : checkupToMarkdown(results,
                                                     m_workspace ? m_workspace->name : QString(),
                                                     m_checkup.checkedAt())
                                       .toUtf8();
    const auto work = inBackground<Result<>>(
        [path, bytes] { return writePrivateFile(path, bytes); });
    whenFinished(work, this, [this, path](const Result<> &written) {
        if (written)
            m_banner->show(Tone::Ok, tr("The report was written"), withTilde(path, m_parts.home));
        else
            m_parts.prompter.tell(this, tr("The report was not written"),
                                  describe(written.error()));
    });
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/backupsdialog.h"

#include "models/base/background.h"
#include "ui/device/diffview.h"
#include "ui/device/toolsetup.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/stateview.h"

#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int DialogWidth = 680;
constexpr int ListHeight = 150;

//! \a action is what followed the backup.
QString momentText(const QString &action)
{
    if (action == changeActionName(ChangeAction::Add))
        return BackupsDialog::tr("before it was set up");
    if (action == changeActionName(ChangeAction::Migrate))
        return BackupsDialog::tr("before its key was moved to the keychain");
    if (action == changeActionName(ChangeAction::Remove))
        return BackupsDialog::tr("before its entry was removed");
    if (action == changeActionName(ChangeAction::Restore))
        return BackupsDialog::tr("before a backup was restored");
    return BackupsDialog::tr("before its entry was updated");
}

QString backupText(const BackupSummary &backup)
{
    const QLocale locale;
    return BackupsDialog::tr("%1 · %2 · %3", "time, what followed, size")
        .arg(locale.toString(backup.takenAt.toLocalTime(), QLocale::ShortFormat),
             momentText(backup.action),
             backup.existed ? locale.formattedDataSize(backup.size) : BackupsDialog::tr("no file"));
}

} // namespace

BackupsDialog::BackupsDialog(const WindowParts &parts, const QString &toolId, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_toolId(toolId)
{
    setObjectName(u"backupsDialog"_s);
    const auto status = parts.device.find(toolId);
    m_toolName = status ? status->tool.name : toolId;
    QVBoxLayout *column = buildDialogFrame(
        this, tr("Restore a backup of %1's file").arg(m_toolName),
        tr("Choose one to see what would change. Keys don't come back: they stay in the keychain."),
        DialogWidth);
    auto *content = new QWidget(this);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(8);
    m_list = new QListWidget(content);
    m_list->setObjectName(u"backups"_s);
    m_list->setAccessibleName(tr("Backups, newest first"));
    m_list->setFixedHeight(ListHeight);
    inner->addWidget(m_list);
    m_diff = new DiffView(parts.theme, content);
    m_diff->setAccessibleName(tr("What restoring it would change"));
    inner->addWidget(m_diff, 1);
    m_notes = makeWrappedLabel({}, Rank::Muted, content);
    m_notes->setObjectName(u"backupNotes"_s);
    inner->addWidget(m_notes);
    m_state = new StateView(parts.theme, content, this);
    column->addWidget(m_state, 1);
    m_problem = new Banner(this);
    m_problem->setObjectName(u"backupProblem"_s);
    m_problem->hide();
    addBelowContent(column, m_problem);
    QPushButton *cancel = makeButton(tr("Cancel"), u"cancelRestore"_s, ButtonKind::Plain, this);
    m_restore = makeButton(tr("Restore"), u"restoreBackup"_s, ButtonKind::Primary, this);
    m_restore->setEnabled(false);
    addDialogButtons(column, nullptr, {cancel, m_restore});
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, &BackupsDialog::restore);
    connect(m_state, &StateView::actionTriggered, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &BackupsDialog::preview);
    load();
}

void BackupsDialog::load()
{
    m_state->showLoading(tr("Reading the backups…"));
    whenFinished(m_parts.device.backups(m_toolId), this,
                 [this](const Result<QList<BackupSummary>> &backups) {
                     if (backups)
                         showBackups(*backups);
                     else
                         m_state->showFailed(describe(backups.error()), tr("Close"));
                 });
}

void BackupsDialog::showBackups(const QList<BackupSummary> &backups)
{
    m_backups = backups;
    if (backups.isEmpty()) {
        m_state->showEmpty(tr("There is no backup"),
                           tr("One is kept before each change that this program makes."),
                           tr("Close"));
        return;
    }
    m_state->showFilled();
    for (const BackupSummary &backup : backups)
        m_list->addItem(backupText(backup));
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void BackupsDialog::preview(int row)
{
    m_change.reset();
    m_restore->setEnabled(false);
    m_problem->hide();
    if (row < 0 || row >= m_backups.size())
        return;
    const int generation = ++m_generation;
    whenFinished(m_parts.device.planRestore(m_toolId, m_backups.at(row).id), this,
                 [this, generation](const Result<PlannedChange> &change) {
                     if (generation == m_generation)
                         showPlan(change);
                 });
}

void BackupsDialog::showPlan(const Result<PlannedChange> &change)
{
    if (!change) {
        const ErrorText text = describe(change.error());
        m_diff->showDiff({});
        m_notes->clear();
        m_problem->show(Tone::Bad, text.message, text.hint);
        return;
    }
    m_change = *change;
    const bool hasWork = change->action != ChangeAction::None;
    m_diff->showDiff(change->maskedDiff);
    m_notes->setText(hasWork ? change->notes.join(u'\n')
                             : tr("The file is like this now: there is nothing to change."));
    m_restore->setEnabled(hasWork);
}

void BackupsDialog::restore()
{
    if (m_restoring != nullptr || !m_change)
        return;
    m_restore->setEnabled(false);
    m_list->setEnabled(false);
    DeviceProtection::Plan plan;
    plan.change = *m_change;
    m_restoring = new ToolSetUp(m_parts.protection, m_parts.device, this);
    connect(m_restoring, &ToolSetUp::finished, this, &BackupsDialog::finish);
    m_restoring->apply({plan});
}

void BackupsDialog::finish()
{
    const QStringList problems = m_restoring->problems();
    const QStringList results = m_restoring->results();
    m_restoring->deleteLater();
    m_restoring = nullptr;
    if (problems.isEmpty()) {
        Q_EMIT restored(results);
        accept();
        return;
    }
    m_list->setEnabled(true);
    preview(m_list->currentRow()); // against the file as it is now
    m_problem->show(Tone::Bad, tr("The backup is not restored."), problems.join(u' '));
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/rotatedialog.h"

#include "models/base/plaintext.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/keys/pastedsetup.h"
#include "models/konstantly/konstantlyclient.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/guidedkeypane.h"
#include "ui/dialogs/prompter.h"
#include "ui/dialogs/rotationstepsview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"

#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString momentText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

RotateDialog::RotateDialog(const WindowParts &parts, const WorkspaceParts &workspace,
                           const KeyRow &row, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_workspace(workspace)
    , m_keyId(row.key.id)
{
    build(tr("Rotate “%1”?").arg(plainText(row.key.name, 60)),
          tr("A new key takes its place on this device, then the old one is revoked. No tool's "
             "file changes."));
    addQuestion(qobject_cast<QVBoxLayout *>(m_question->layout()), row);
    setButtons(true, false, false);
    m_start->setDefault(true);
    m_start->setFocus();
}

RotateDialog::RotateDialog(const WindowParts &parts, const WorkspaceParts &workspace,
                           const RotationEntry &entry, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_workspace(workspace)
    , m_keyId(entry.oldId)
{
    build(tr("Rotation of “%1”").arg(plainText(entry.oldName, 60)),
          tr("“%1” takes its place on this device.").arg(plainText(entry.newName, 60)));
    m_question->hide();
    m_steps->show();
    m_steps->showEntry(entry);
    showUnfinished(entry);
}

RotateDialog::~RotateDialog() = default;

void RotateDialog::build(const QString &heading, const QString &sentence)
{
    setObjectName(u"rotateDialog"_s);
    QVBoxLayout *column = buildDialogFrame(this, heading, sentence, 560);
    m_question = new QWidget(this);
    auto *question = new QVBoxLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    question->setSpacing(12);
    column->addWidget(m_question);
    m_steps = new RotationStepsView(this);
    m_steps->hide();
    column->addWidget(m_steps);
    m_result = new Banner(this);
    m_result->hide();
    column->addStretch(1);
    addBelowContent(column, m_result);

    m_close = makeButton(tr("Cancel"), u"closeRotation"_s, ButtonKind::Plain, this);
    m_undo = makeButton(tr("Go back to the old key"), u"undoRotation"_s, ButtonKind::Danger, this);
    m_continue = makeButton({}, u"continueRotation"_s, ButtonKind::Primary, this);
    m_start = makeButton(tr("Rotate"), u"startRotation"_s, ButtonKind::Primary, this);
    m_start->setAccessibleName(tr("Rotate now"));
    addDialogButtons(column, m_undo, {m_close, m_continue, m_start});
    connect(m_close, &QPushButton::clicked, this, &RotateDialog::reject);
    connect(m_undo, &QPushButton::clicked, this, &RotateDialog::undo);
    connect(m_continue, &QPushButton::clicked, this, &RotateDialog::resume);
    connect(m_start, &QPushButton::clicked, this, &RotateDialog::start);
    connect(m_result, &Banner::actionTriggered, this, [this] {
        m_parts.prompter.openInBrowser(consoleKeysPage(m_workspace.access.workspace().origin));
    });
    connect(&m_workspace.rotation, &Rotation::stepChanged, m_steps, &RotationStepsView::showStep);
}

void RotateDialog::addQuestion(QVBoxLayout *column, const KeyRow &row)
{
    const bool isExposed = row.statuses.testFlag(KeyStatus::Exposed);
    m_overlap = new ChoiceRow(tr("Keep the old key"), ChoiceRow::Mode::One, m_question);
    m_overlap->addChoice(int(RotationOverlap::WhenSilent), tr("Until it falls silent"),
                         u"overlapSilent"_s);
    m_overlap->addChoice(int(RotationOverlap::Hour), tr("1 hour"), u"overlapHour"_s);
    m_overlap->addChoice(int(RotationOverlap::Day), tr("24 hours"), u"overlapDay"_s);
    m_overlap->addChoice(int(RotationOverlap::Now), tr("Not at all"), u"overlapNow"_s);
    m_overlap->setChosen(int(isExposed ? RotationOverlap::Now : RotationOverlap::WhenSilent));
    QVBoxLayout *box = addField(column, tr("Keep the old key"), m_overlap);
    box->addWidget(makeWrappedLabel(
        tr("A server that runs keeps the old key until its AI tool starts it again. “Until it "
           "falls silent” "
           "revokes it when it was not used for an hour, and after 24 hours at the latest."),
        Rank::Hint, m_question));
    if (isExposed) {
        auto *exposed = new Banner(m_question);
        exposed->show(Tone::Warn, tr("This key was found in plain text."),
                      tr("Somebody may have a copy: better not keep it."));
        column->addWidget(exposed);
    }
    m_guide = new GuidedKeyPane(m_parts.prompter, m_workspace.access.workspace().origin,
                                m_question);
    m_guideName = makeWrappedLabel({}, Rank::Body, m_question);
    m_guideName->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_guideName);
    column->addWidget(m_guide);
    m_guideName->hide();
    m_guide->hide();
    connect(m_guide, &GuidedKeyPane::changed, this, &RotateDialog::updateStart);
    m_pastedName = rotatedName(row.key.name);
    if (const std::optional<Error> refusal = m_workspace.keys.managementRefusal())
        askForPastedKey(*refusal);
}

void RotateDialog::updateStart()
{
    const bool hasKey = !m_isGuided || keyFromInput(m_guide->text()).has_value();
    m_start->setEnabled(hasKey && !m_isBusy);
}

void RotateDialog::start()
{
    RotationRequest request;
    request.keyId = m_keyId;
    request.overlap = RotationOverlap(m_overlap->chosen());
    if (m_isGuided) {
        const Result<TypedKey> typed = keyFromInput(m_guide->text());
        if (!typed)
            return showFailure(typed.error());
        request.pasted = typed->key;
        request.pastedName = m_pastedName;
    }
    m_question->hide();
    m_steps->showEntry({});
    follow(m_workspace.rotation.start(request));
}

void RotateDialog::resume()
{
    follow(m_workspace.rotation.resume(m_oldSlot, true));
}

void RotateDialog::undo()
{
    follow(m_workspace.rotation.undo(m_oldSlot));
}

void RotateDialog::follow(const QFuture<Result<RotationReport>> &run)
{
    m_isBusy = true;
    m_result->hide();
    m_steps->show();
    setButtons(false, false, false);
    m_close->setText(tr("Later"));
    QFuture(run).then(this, [this](const Result<RotationReport> &result) { finished(result); });
}

void RotateDialog::finished(const Result<RotationReport> &result)
{
    m_isBusy = false;
    if (m_guide != nullptr && result)
        m_guide->clear();
    if (result)
        showReport(*result);
    else
        showFailure(result.error());
    // The layout asks for another height now.
    QMetaObject::invokeMethod(
        this, [this] { fitDialog(this); }, Qt::QueuedConnection);
}

void RotateDialog::showReport(const RotationReport &report)
{
    const RotationEntry &entry = report.entry;
    const QString oldName = plainText(entry.oldName, 60);
    const QString newName = plainText(entry.newName, 60);
    m_oldSlot = entry.oldSlot;
    m_close->setText(tr("Close"));
    switch (report.state) {
    case RotationState::Done:
        changeDialogHeading(this, tr("Rotated"));
        m_result->show(Tone::Ok, tr("“%1” took the place of “%2”.").arg(newName, oldName),
                       tr("The old key is revoked and gone from the keychain."));
        setButtons(false, false, false);
        break;
    case RotationState::Undone:
        changeDialogHeading(this, tr("Back to the old key"));
        m_result->show(Tone::Ok, tr("This device uses “%1” again.").arg(oldName),
                       entry.isByHand
                           ? tr("“%1” still works: delete it in the browser.").arg(newName)
                           : tr("“%1” is revoked.").arg(newName),
                       entry.isByHand ? tr("Open in the browser") : QString());
        setButtons(false, false, false);
        break;
    case RotationState::Overlapping:
    case RotationState::RevokeByHand:
        m_steps->showEntry(entry);
        showUnfinished(entry);
        break;
    }
}

void RotateDialog::showUnfinished(const RotationEntry &entry)
{
    m_oldSlot = entry.oldSlot;
    const QString oldName = plainText(entry.oldName, 60);
    m_continue->setText(tr("Continue"));
    m_close->setText(tr("Close"));
    setButtons(false, true, entry.canUndo() || entry.isUndoing);
    if (entry.isUndoing) {
        m_result->show(
            Tone::Warn, tr("Going back to the old key is not finished."),
            tr("The tools on this device go on working. Continue when what stopped it is mended."));
        m_continue->hide();
    } else if (entry.next == RotationStep::Overlap) {
        changeDialogHeading(this, tr("“%1” is still kept").arg(oldName));
        m_continue->setText(tr("Revoke the old key now"));
        m_result->show(
            Tone::Neutral, tr("This device uses the new key."),
            tr("“%1” still works for servers that run, until %2 at the latest. This window revokes "
               "it then by itself; so does konstantlyctl keys rotate --resume.")
                .arg(oldName, momentText(entry.keepsOldUntil())));
    } else if (entry.next == RotationStep::Revoke && m_workspace.keys.managementRefusal()) {
        m_continue->setText(tr("It is deleted"));
        m_result->show(Tone::Warn, tr("Delete “%1” in the browser.").arg(oldName),
                       tr("The service lets no program revoke keys. Then come back: one call "
                          "proves that it is dead."),
                       tr("Open in the browser"));
    } else {
        m_result->show(
            Tone::Warn, tr("This rotation is not finished."),
            tr("The tools on this device go on working. Continue it, or go back to the old key."));
    }
}

void RotateDialog::showFailure(const Error &error)
{
    const Result<QList<RotationEntry>> pending = m_workspace.rotation.pending();
    const ErrorText text = describe(error);
    m_close->setText(tr("Close"));
    for (const RotationEntry &entry : pending.value_or(QList<RotationEntry>{})) {
        if (entry.oldId != m_keyId && entry.oldSlot != m_oldSlot)
            continue;
        showUnfinished(entry);
        m_result->show(Tone::Bad, text.message,
                       tr("The tools on this device go on working. %1").arg(text.hint));
        return;
    }
    // Nothing was changed.
    if (m_overlap == nullptr) {
        setButtons(false, false, false);
        m_result->show(Tone::Bad, text.message, text.hint);
        return;
    }
    m_steps->hide();
    m_question->show();
    setButtons(true, false, false);
    if (isManagementRefused(error) && error.code != ErrorCode::Unauthorized && !m_isGuided)
        return askForPastedKey(error);
    m_result->show(Tone::Bad, text.message, tr("Nothing was changed. %1").arg(text.hint));
}

void RotateDialog::askForPastedKey(const Error &refusal)
{
    m_isGuided = true;
    m_guideName->setText(tr("Name for it in the browser: %1").arg(plainText(m_pastedName)));
    m_guideName->show();
    m_guide->show();
    const ErrorText text = describe(refusal);
    m_result->show(Tone::Warn, text.message, tr("So the browser makes the new key."));
    updateStart();
}

void RotateDialog::setButtons(bool canStart, bool canContinue, bool canUndo)
{
    m_start->setVisible(canStart);
    m_continue->setVisible(canContinue);
    m_continue->setDefault(canContinue);
    m_undo->setVisible(canUndo);
    if (canStart)
        updateStart();
}

void RotateDialog::reject()
{
    // The run goes on, and the page shows what is unfinished: nothing depends on this window.
    QDialog::reject();
}

} // namespace Konstantly

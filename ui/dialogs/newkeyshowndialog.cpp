// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/newkeyshowndialog.h"

#include "models/audit/auditrecord.h"
#include "models/base/plaintext.h"
#include "models/settings/settingkeys.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/secretfield.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

NewKeyShownDialog::NewKeyShownDialog(const WindowParts &parts, const Contents &contents,
                                     QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_name(plainText(contents.name, 60))
    , m_isSafe(contents.isStored)
{
    setObjectName(u"newKeyShown"_s);
    const QString sentence
        = contents.isStored
              ? tr("It is kept in %1. The service never shows it again.").arg(contents.keychain)
              : tr("This is the only time it is shown. Copy it to the device it is for now.");
    QVBoxLayout *column = buildDialogFrame(this, tr("“%1” is ready").arg(m_name), sentence, 600);
    m_field = new SecretField(
        parts.clipboard, std::chrono::seconds(parts.settings.value(SettingKeys::RevealSeconds)),
        std::chrono::seconds(parts.settings.value(SettingKeys::ClipboardSeconds)), this);
    m_field->setSecret(contents.secret);
    column->addWidget(m_field);
    for (const QString &line : contents.results) {
        QLabel *label = makeWrappedLabel(u"✓ "_s + line, Rank::Body, this);
        setTone(label, Tone::Ok);
        column->addWidget(label);
    }
    for (const QString &line : contents.problems) {
        QLabel *label = makeWrappedLabel(line, Rank::Body, this);
        label->setObjectName(u"setUpProblem"_s);
        setTone(label, Tone::Bad);
        column->addWidget(label);
    }
    column->addStretch(1);
    QPushButton *done = makeButton(tr("Done"), u"done"_s, ButtonKind::Primary, this);
    done->setDefault(true);
    addDialogButtons(column, nullptr, {done});
    connect(done, &QPushButton::clicked, this, &NewKeyShownDialog::reject);
    const auto note = [this, workspace = contents.workspace, name = contents.name](AuditKind kind) {
        if (m_parts.note)
            m_parts.note(kind, workspace, name);
    };
    connect(m_field, &SecretField::copied, this, [this, note] {
        m_isSafe = true;
        note(AuditKind::KeyCopied);
    });
    connect(m_field, &SecretField::revealed, this, [note] { note(AuditKind::KeyRevealed); });
}

void NewKeyShownDialog::reject()
{
    m_field->mask();
    if (m_isSafe) {
        QDialog::reject();
        return;
    }
    if (m_isAsking)
        return;
    m_isAsking = true;
    const Question question{
        tr("Close without copying the key?"),
        tr("“%1” can't be shown again. Without a copy it is of no use and has to be revoked.")
            .arg(m_name),
        {},
        tr("Close anyway"),
        tr("Go back"),
        true};
    m_parts.prompter.ask(this, question).then(this, [this](bool isConfirmed) {
        m_isAsking = false;
        if (isConfirmed)
            QDialog::reject();
    });
}

} // namespace Konstantly

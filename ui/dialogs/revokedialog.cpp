// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/revokedialog.h"

#include "models/base/plaintext.h"
#include "models/device/devicestore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keyrevoker.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/revocationview.h"
#include "ui/dialogs/revokepreviewmodel.h"
#include "ui/theme/fontscale.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

RevokeDialog::RevokeDialog(const WindowParts &parts, const WorkspaceParts &workspace,
                           const QStringList &ids, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_workspace(workspace)
{
    setObjectName(u"revokeDialog"_s);
    const RevokePreview preview = workspace.revoker.preview(ids);
    for (const Key &key : preview.keys)
        m_ids.append(key.id);
    const QString heading = preview.keys.size() == 1
                                ? tr("Revoke “%1”?").arg(plainText(preview.keys.first().name, 60))
                                : tr("Revoke %n key(s)?", nullptr, int(preview.keys.size()));
    QVBoxLayout *column = buildDialogFrame(
        this, heading,
        preview.keys.size() == 1
            ? tr("It stops working everywhere, at once. This can't be undone.")
            : tr("They stop working everywhere, at once. This can't be undone."),
        560);
    m_question = new QWidget(this);
    auto *question = new QVBoxLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    question->setSpacing(12);
    addKeys(question, preview);
    addConsequences(question, preview);
    addNameFields(question, preview.namesToType);
    column->addWidget(m_question);
    m_run = new RevocationView(m_parts, m_workspace, this);
    m_run->hide();
    column->addWidget(m_run);
    column->addStretch(1);

    m_cancel = makeButton(tr("Cancel"), u"cancel"_s, ButtonKind::Plain, this);
    m_confirm = makeButton(tr("Revoke"), u"confirm"_s, ButtonKind::Final, this);
    m_confirm->setAccessibleName(tr("Revoke now"));
    addDialogButtons(column, nullptr, {m_cancel, m_confirm});
    connect(m_cancel, &QPushButton::clicked, this, &RevokeDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &RevokeDialog::start);
    connect(m_run, &RevocationView::finished, this, [this](bool allRevoked) {
        changeDialogHeading(this, allRevoked ? tr("Revoked") : tr("Not everything is revoked"));
        m_cancel->setEnabled(true);
        m_cancel->setText(tr("Close"));
        m_cancel->setDefault(true);
        m_cancel->setFocus();
    });
    m_cancel->setDefault(m_names.isEmpty());
    if (!m_names.isEmpty())
        m_names.first().first->setFocus();
    updateButton();
}

void RevokeDialog::addKeys(QVBoxLayout *column, const RevokePreview &preview)
{
    using Model = RevokePreviewModel;
    auto *model = new Model(preview.keys, m_workspace.access.workspace(), m_parts.clock(), this);
    if (model->rowCount() == 1) {
        auto *form = new QFormLayout;
        form->setHorizontalSpacing(18);
        form->setVerticalSpacing(4);
        for (int fact = 0; fact < Model::ColumnCount; ++fact) {
            const QString text = model->index(0, fact).data().toString();
            if (text.isEmpty())
                continue;
            QLabel *value = makeWrappedLabel(text, Rank::Body, this);
            if (fact == Model::Prefix || fact == Model::Id)
                value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
            form->addRow(
                makeLabel(model->headerData(fact, Qt::Horizontal).toString(), Rank::Muted, this),
                value);
        }
        column->addLayout(form);
        return;
    }
    auto *table = new QTableView(this);
    table->setObjectName(u"keysToRevoke"_s);
    table->setAccessibleName(tr("Keys to revoke"));
    table->setModel(model);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    QHeaderView *header = table->horizontalHeader();
    header->setAccessibleName(tr("Columns"));
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionResizeMode(Model::Name, QHeaderView::Stretch);
    const int rowHeight = fontMetrics().height() + 12;
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->setFixedHeight(std::min(model->rowCount(), 8) * rowHeight + header->sizeHint().height()
                          + 14);
    setMinimumWidth(scaledToFont(780, font()));
    QFrame *card = makeCard(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(6, 4, 6, 4);
    inner->addWidget(table);
    column->addWidget(card);
}

void RevokeDialog::addConsequences(QVBoxLayout *column, const RevokePreview &preview)
{
    const Workspace workspace = m_workspace.access.workspace();
    QStringList lines;
    if (preview.includesDeviceKey) {
        QStringList tools;
        for (const ToolStatus &tool : m_parts.device.tools()) {
            if (tool.workspace == workspace.name && tool.state == ToolState::Protected)
                tools.append(tool.tool.name);
        }
        lines.append(tools.isEmpty() ? tr("AI tools on this device can't use it any more.")
                                     : tr("%1 on this device stop working with Konstantly.")
                                           .arg(QLocale().createSeparatedList(tools)));
    }
    if (preview.includesConsoleKey)
        lines.append(tr("This window and the command line lose their access to the workspace."));
    auto *banner = new Banner(this);
    if (lines.isEmpty())
        banner->show(Tone::Neutral,
                     preview.keys.size() == 1 ? tr("Nothing on this device uses it.")
                                              : tr("Nothing on this device uses them."),
                     tr("Other devices may: whatever uses it is refused from then on."));
    else
        banner->show(Tone::Bad, tr("What stops working here"), lines.join(u' '));
    column->addWidget(banner);
}

void RevokeDialog::addNameFields(QVBoxLayout *column, const QStringList &names)
{
    for (const QString &name : names) {
        auto *field = new QLineEdit(this);
        field->setObjectName(u"confirmName"_s);
        field->setAccessibleName(tr("Type the name to confirm"));
        addField(column, tr("It is in use here. Type “%1” to confirm").arg(plainText(name)), field);
        m_names.append({field, name});
        connect(field, &QLineEdit::textChanged, this, &RevokeDialog::updateButton);
    }
}

void RevokeDialog::updateButton()
{
    // What is shown with invisible characters spelled out may be typed as shown.
    const bool isConfirmed = std::all_of(m_names.cbegin(), m_names.cend(), [](const auto &entry) {
        const QString typed = entry.first->text().trimmed();
        return typed == entry.second.trimmed() || typed == plainText(entry.second);
    });
    m_confirm->setEnabled(isConfirmed && !m_ids.isEmpty());
}

void RevokeDialog::start()
{
    m_question->hide();
    m_confirm->hide();
    m_run->show();
    m_cancel->setText(tr("Stop"));
    m_cancel->setEnabled(m_ids.size() > 1);
    m_run->start(m_ids);
    // The layout asks for less now.
    QMetaObject::invokeMethod(
        this, [this] { fitDialog(this); }, Qt::QueuedConnection);
}

void RevokeDialog::reject()
{
    if (m_run->isRunning())
        m_run->cancel();
    else
        QDialog::reject();
}

} // namespace Konstantly

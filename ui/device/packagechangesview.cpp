// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/packagechangesview.h"

#include "models/base/plaintext.h"
#include "ui/widgets/controls.h"

#include <QGridLayout>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

PackageChangesView::PackageChangesView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"packageChanges"_s);
    m_title = makeWrappedLabel({}, Rank::Strong, this);
    m_title->setObjectName(u"packageChangesTitle"_s);
    m_lines = new QWidget(this);
    m_grid = new QGridLayout(m_lines);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_acceptPublisher = makeButton({}, u"acceptPublisher"_s, ButtonKind::Chip, this);
    m_install = makeButton({}, u"confirmInstall"_s, ButtonKind::Primary, this);
    m_cancel = makeButton(tr("Cancel"), u"refuseInstall"_s, ButtonKind::Plain, this);
    m_cancel->setAccessibleName(tr("Cancel: install nothing"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(m_acceptPublisher);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_install);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeRule(this));
    column->addWidget(m_title);
    column->addWidget(m_lines);
    column->addLayout(buttons);
    connect(m_acceptPublisher, &QPushButton::toggled, this, &PackageChangesView::updateInstall);
    connect(m_cancel, &QPushButton::clicked, this, &PackageChangesView::refused);
    connect(m_install, &QPushButton::clicked, this, [this] {
        Q_EMIT accepted(m_changes.isPublisherKnown ? QString() : m_changes.publisher);
    });
}

void PackageChangesView::setChanges(const PackageChanges &changes)
{
    m_changes = changes;
    const QString version = plainText(changes.newVersion);
    m_title->setText(changes.isUpdate() ? tr("Change the server to version %1?").arg(version)
                                        : tr("Install the server in version %1?").arg(version));
    m_install->setText(changes.isUpdate() ? tr("Update") : tr("Install"));
    m_install->setAccessibleName(changes.isUpdate() ? tr("Update to version %1").arg(version)
                                                    : tr("Install version %1").arg(version));
    qDeleteAll(m_lines->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    const auto lines = describeChanges(changes);
    for (const ChangeLine &line : lines)
        addLine(line);
    const QString publisher = plainText(changes.publisher);
    m_acceptPublisher->setText(withoutMnemonics(tr("I accept the publisher “%1”").arg(publisher)));
    m_acceptPublisher->setChecked(false);
    m_acceptPublisher->setVisible(!changes.isPublisherKnown && !publisher.isEmpty());
    updateInstall();
}

void PackageChangesView::addLine(const ChangeLine &line)
{
    const int row = m_grid->rowCount();
    auto *title = makeLabel(line.title, Rank::Muted, m_lines);
    auto *text = makeWrappedLabel(line.text, Rank::Body, m_lines);
    text->setAccessibleName(tr("%1: %2").arg(line.title, line.text));
    if (line.needsAttention)
        setTone(text, Tone::Warn);
    m_grid->addWidget(title, row, 0, Qt::AlignTop);
    m_grid->addWidget(text, row, 1);
}

void PackageChangesView::updateInstall()
{
    m_install->setEnabled(m_changes.isPublisherKnown || m_acceptPublisher->isChecked());
}

} // namespace Konstantly

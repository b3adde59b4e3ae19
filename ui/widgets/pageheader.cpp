// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/pageheader.h"

#include "ui/widgets/controls.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
{
    QLabel *heading = makeLabel(title, Rank::Title, this);
    m_summary = new ElidedLabel(this);
    m_summary->setProperty("rank", u"muted"_s);
    m_summary->setObjectName(u"summary"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(heading);
    texts->addWidget(m_summary);
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(10);
    m_row->addLayout(texts, 1);
}

void PageHeader::setSummary(const QString &summary)
{
    m_summary->setText(summary);
}

QString PageHeader::summary() const
{
    return m_summary->text();
}

void PageHeader::addAction(QWidget *button)
{
    m_row->addWidget(button);
}

} // namespace Konstantly

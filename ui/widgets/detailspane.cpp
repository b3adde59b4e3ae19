// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/detailspane.h"

#include "ui/theme/glyphs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace Konstantly {

DetailsPane::DetailsPane(const Theme &theme, const QString &factsName, QWidget *parent)
    : QFrame(parent)
{
    setProperty("kind", u"card"_s);
    setAccessibleName(tr("Details"));
    m_name = new ElidedLabel(this);
    m_name->setObjectName(u"detailsName"_s);
    m_name->setProperty("rank", u"strong"_s);
    QPushButton *close = makeButton({}, u"closeDetails"_s, ButtonKind::Icon, this);
    close->setProperty("quiet", true);
    close->setAccessibleName(tr("Close details"));
    close->setToolTip(tr("Close details"));
    const auto paint = [close, &theme] {
        close->setIcon(glyphIcon(Glyph::Cross, theme.tokens().muted));
    };
    paint();
    connect(&theme, &Theme::changed, close, paint);

    m_pills = new QWidget(this);
    (void) new FlowLayout(m_pills, 4);
    m_content = new QWidget;
    m_content->setProperty("kind", u"scrolled"_s);
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, 0, 6, 0);
    m_column->setSpacing(10);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_content);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setAccessibleName(factsName);

    auto *top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(close);
    m_buttons = new QWidget(this);
    (void) new FlowLayout(m_buttons, 10);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 10, 10, 14);
    outer->setSpacing(10);
    outer->addLayout(top);
    outer->addWidget(m_pills);
    outer->addWidget(scroll, 1);
    outer->addWidget(m_buttons);
    connect(close, &QPushButton::clicked, this, &DetailsPane::closed);
}

void DetailsPane::clearContent()
{
    // Everything in here is rebuilt for another row: a dozen labels.
    qDeleteAll(m_content->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    while (QLayoutItem *item = m_column->takeAt(0))
        delete item;
    qDeleteAll(m_pills->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_facts = new QFormLayout;
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(14);
    m_facts->setVerticalSpacing(5);
    m_facts->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_facts->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_column->addLayout(m_facts);
}

void DetailsPane::setName(const QString &name)
{
    m_name->setText(name);
}

void DetailsPane::addPill(const QString &text, Tone tone)
{
    QLabel *pill = makePill(m_pills);
    pill->setText(text);
    setTone(pill, tone);
    m_pills->layout()->addWidget(pill);
}

void DetailsPane::addFact(const QString &caption, const QString &value, Tone tone, bool isMonospace)
{
    if (value.isEmpty())
        return;
    QLabel *label = makeWrappedLabel(value, Rank::Body, m_content);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (isMonospace)
        label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    if (tone != Tone::Neutral)
        setTone(label, tone);
    m_facts->addRow(makeLabel(caption, Rank::Muted, m_content), label);
}

void DetailsPane::addSection(const QString &title, const QStringList &lines, Tone tone)
{
    m_column->addWidget(makeLabel(title, Rank::Strong, m_content));
    for (const QString &line : lines) {
        QLabel *label = makeWrappedLabel(line, Rank::Muted, m_content);
        if (tone != Tone::Neutral)
            setTone(label, tone);
        m_column->addWidget(label);
    }
}

void DetailsPane::addContent(QWidget *widget)
{
    m_column->addWidget(widget);
}

void DetailsPane::addButton(QPushButton *button)
{
    m_buttons->layout()->addWidget(button);
}

void DetailsPane::endContent()
{
    m_column->addStretch(1);
    for (QWidget *widget : m_content->findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        widget->show();
}

} // namespace Konstantly

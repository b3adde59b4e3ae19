// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/checkup/checkrow.h"

#include "ui/widgets/controls.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString signOf(CheckState state)
{
    switch (state) {
    case CheckState::Problem:
        return u"✕"_s;
    case CheckState::Warning:
        return u"!"_s;
    case CheckState::CannotTell:
        return u"?"_s;
    case CheckState::Passed:
        return u"✓"_s;
    }
    return {};
}

Tone toneOf(CheckState state)
{
    switch (state) {
    case CheckState::Problem:
        return Tone::Bad;
    case CheckState::Warning:
        return Tone::Warn;
    case CheckState::CannotTell:
        return Tone::Neutral;
    case CheckState::Passed:
        return Tone::Ok;
    }
    return Tone::Neutral;
}

} // namespace

CheckRow::CheckRow(const CheckResult &result, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"check-"_s + result.id);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_rule = makeRule(this);
    column->addWidget(m_rule);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 13, 0, 13);
    row->setSpacing(16);
    m_sign = makeLabel({}, Rank::Strong, this);
    m_sign->setProperty("rank", u"tile"_s);
    m_sign->setAlignment(Qt::AlignCenter);
    m_sign->setFixedSize(32, 32);
    row->addWidget(m_sign);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_title = makeWrappedLabel({}, Rank::Strong, this);
    m_title->setObjectName(u"title"_s);
    m_detail = makeWrappedLabel({}, Rank::Muted, this);
    m_detail->setObjectName(u"detail"_s);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    row->addLayout(texts, 1);
    m_fix = makeButton({}, u"fix-"_s + result.id, ButtonKind::Plain, this);
    m_fix->setAccessibleName(tr("Fix: %1").arg(checkTopic(result.id)));
    row->addWidget(m_fix);
    column->addLayout(row);
    connect(m_fix, &QPushButton::clicked, this, [this] { Q_EMIT fixRequested(m_result); });
    setResult(result);
}

void CheckRow::setResult(const CheckResult &result)
{
    m_result = result;
    m_sign->setText(signOf(result.state));
    m_sign->setAccessibleName(checkStateText(result.state));
    m_sign->setToolTip(plainToolTip(checkStateText(result.state)));
    setTone(m_sign, toneOf(result.state));
    m_title->setText(result.title);
    m_title->setAccessibleName(checkStateText(result.state) + u": "_s + result.title);
    m_detail->setText(result.detail);
    m_detail->setVisible(!result.detail.isEmpty());
    m_fix->setText(checkFixText(result.fix));
    m_fix->setVisible(result.fix != CheckFix::None);
}

void CheckRow::setRuleShown(bool isShown)
{
    m_rule->setVisible(isShown);
}

} // namespace Konstantly

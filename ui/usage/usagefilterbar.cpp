// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usagefilterbar.h"

#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/flowlayout.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int MaxStepText = 40;

} // namespace

UsageFilterBar::UsageFilterBar(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    QWidget *choices = makeFlow(this, 20);
    m_periods = new ChoiceRow(tr("Period"), ChoiceRow::Mode::One, choices);
    m_periods->addChoice(int(UsagePeriod::Day), tr("24 h"), u"periodDay"_s);
    m_periods->addChoice(int(UsagePeriod::Week), tr("7 days"), u"periodWeek"_s);
    m_periods->addChoice(int(UsagePeriod::Month), tr("30 days"), u"periodMonth"_s);
    m_periods->addChoice(int(UsagePeriod::Quarter), tr("90 days"), u"periodQuarter"_s);
    QPushButton *custom = m_periods->addChoice(int(UsagePeriod::Custom), tr("Custom…"),
                                               u"periodCustom"_s);
    m_scopes = new ChoiceRow(tr("Whose calls"), ChoiceRow::Mode::One, choices);
    m_scopes->addChoice(int(UsageScope::Kind::ThisKey), tr("This key"), u"scopeKey"_s);
    m_scopes->addChoice(int(UsageScope::Kind::ThisDevice), tr("This device"), u"scopeDevice"_s);
    m_all = m_scopes->addChoice(int(UsageScope::Kind::AllKeys), tr("All keys"), u"scopeAll"_s);
    for (ChoiceRow *row : {m_periods, m_scopes}) {
        row->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        choices->layout()->addWidget(row);
    }
    column->addWidget(choices);
    m_path = makeFlow(this, 6);
    m_path->setAccessibleName(tr("Shown"));
    m_back = makeButton(tr("‹ Back"), u"usageBack"_s, ButtonKind::Chip, m_path);
    m_back->setCheckable(false);
    m_back->setAccessibleName(tr("Back"));
    m_back->setToolTip(tr("One step up (Esc)"));
    m_path->layout()->addWidget(m_back);
    column->addWidget(m_path);

    // toggled, not clicked: screen readers toggle.
    connect(m_periods, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (!isChosen || m_view == nullptr)
            return;
        if (UsagePeriod(id) != UsagePeriod::Custom)
            return m_view->setPeriod(UsagePeriod(id));
        Q_EMIT customRangeRequested();
        showLook(); // until a range is chosen, the period is what it was
    });
    // It is chosen already: other days again. Nothing is toggled then.
    connect(custom, &QPushButton::clicked, this, [this] {
        if (m_view != nullptr && m_view->look().period == UsagePeriod::Custom)
            Q_EMIT customRangeRequested();
    });
    connect(m_scopes, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (isChosen && m_view != nullptr)
            m_view->setScope({UsageScope::Kind(id), {}});
    });
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_view != nullptr)
            m_view->back();
    });
}

void UsageFilterBar::setView(UsageView *view, const QTimeZone &zone, const KeyNames &names)
{
    if (m_view != nullptr)
        disconnect(m_view, nullptr, this, nullptr);
    m_view = view;
    m_zone = zone;
    m_names = names;
    setVisible(view != nullptr);
    if (view != nullptr) {
        connect(view, &UsageView::lookChanged, this, &UsageFilterBar::showLook);
        showLook();
    }
}

void UsageFilterBar::setSeesAllKeys(bool seesAllKeys)
{
    m_all->setToolTip(
        seesAllKeys
            ? QString()
            : tr("No source tells of other people's calls to this key: these are all that are "
                 "known."));
}

void UsageFilterBar::showLook()
{
    if (m_view == nullptr)
        return;
    const UsageLook &look = m_view->look();
    {
        const QSignalBlocker quietPeriods(m_periods);
        const QSignalBlocker quietScopes(m_scopes);
        m_periods->setChosen(int(look.period));
        if (look.scope.kind == UsageScope::Kind::OneKey
            || look.scope.kind == UsageScope::Kind::OneClient)
            m_scopes->clearChosen(); // the path names it
        else
            m_scopes->setChosen(int(look.scope.kind));
    }
    showPath();
}

void UsageFilterBar::showPath()
{
    for (QWidget *step : m_path->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (step == m_back)
            continue;
        if (step->hasFocus())
            m_back->setFocus(Qt::OtherFocusReason);
        m_path->layout()->removeWidget(step);
        step->hide();
        step->deleteLater();
    }
    const QList<UsageLook> &path = m_view->path();
    for (qsizetype i = 0; i < path.size(); ++i) {
        const QString text = i == 0 ? tr("%1, %2").arg(scopeText(path[0].scope, m_names),
                                                       periodText(path[0], m_zone))
                                    : stepText(path[i], path[i - 1], m_zone, m_names);
        auto *step = makeButton(withoutMnemonics(text.left(MaxStepText)), u"pathStep"_s,
                                ButtonKind::Link, m_path);
        step->setAccessibleName(tr("Back to %1").arg(text));
        connect(step, &QPushButton::clicked, this, [this, i] { m_view->backTo(i); });
        m_path->layout()->addWidget(step);
        m_path->layout()->addWidget(makeLabel(u"›"_s, Rank::Muted, m_path));
    }
    if (!path.isEmpty()) {
        QLabel *here = makeLabel(stepText(m_view->look(), path.last(), m_zone, m_names),
                                 Rank::Strong, m_path);
        here->setObjectName(u"pathHere"_s);
        m_path->layout()->addWidget(here);
    }
    for (QWidget *step : m_path->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (m_path->layout()->indexOf(step) >= 0)
            step->show();
    }
    m_path->setVisible(!path.isEmpty());
    m_path->updateGeometry();
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/activity/activitysearchbar.h"

#include "models/usage/localday.h"
#include "ui/dialogs/customrangedialog.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"

#include <QActionGroup>
#include <QGridLayout>
#include <QKeySequence>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 DayMs = 24LL * 60 * 60 * 1000;

} // namespace

ActivitySearchBar::ActivitySearchBar(const Theme &theme, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
{
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"searchActivity"_s);
    m_search->setAccessibleName(tr("Search activity"));
    m_search->setPlaceholderText(
        tr("Search tool, key, person (%1)")
            .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_search->setToolTip(plainToolTip(
        tr("Words narrow it down; key:, person: and tool: in front of one look there alone. In "
           "quotes the whole name has to fit: key:\"alex-laptop\".")));
    m_search->setClearButtonEnabled(true);
    if (auto *clearButton = m_search->findChild<QToolButton *>())
        clearButton->setAccessibleName(tr("Clear the search"));
    m_search->setMaxLength(200);
    m_search->setMinimumWidth(
        std::max(240, fontMetrics().horizontalAdvance(m_search->placeholderText()) + 44));
    m_groups = new ChoiceRow(tr("Filter by event"), ChoiceRow::Mode::One, this);
    const auto add = [this](AuditFilter::Group group, const QString &text, const QString &name) {
        //: %1 is a kind of event: "Tool calls"; spoken by screen readers
        m_groups->addChoice(int(group), text, name)->setAccessibleName(tr("Filter: %1").arg(text));
    };
    add(AuditFilter::Group::All, tr("All"), u"groupAll"_s);
    add(AuditFilter::Group::ToolCalls, tr("Tool calls"), u"groupToolCalls"_s);
    add(AuditFilter::Group::Created, tr("Created"), u"groupCreated"_s);
    add(AuditFilter::Group::Revoked, tr("Revoked"), u"groupRevoked"_s);
    add(AuditFilter::Group::ThisDevice, tr("This device"), u"groupThisDevice"_s);
    m_groups->setChosen(int(AuditFilter::Group::All));
    m_period = makeButton({}, u"activityPeriod"_s, ButtonKind::Plain, this);
    m_period->setAccessibleName(tr("Days to show"));
    // The sign that there is a menu stands behind the words.
    m_period->setLayoutDirection(isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft);
    const auto paint = [this, &theme] {
        m_period->setIcon(glyphIcon(Glyph::ChevronDown, theme.tokens().muted));
    };
    paint();
    connect(&theme, &Theme::changed, this, paint);
    buildPeriods();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_search, 0, 0);
    grid->addWidget(m_period, 0, 1);
    grid->addWidget(m_groups, 1, 0, 1, 2);
    m_timer.setSingleShot(true);
    connect(m_search, &QLineEdit::textChanged, &m_timer, qOverload<>(&QTimer::start));
    connect(m_groups, &ChoiceRow::toggled, this, [this](int, bool isChosen) {
        if (isChosen)
            m_timer.start();
    });
    connect(&m_timer, &QTimer::timeout, this, &ActivitySearchBar::filterChanged);
}

void ActivitySearchBar::buildPeriods()
{
    auto *menu = new QMenu(m_period);
    auto *group = new QActionGroup(menu);
    const auto add = [&](Period period, const QString &text) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        group->addAction(action);
        m_periods << action;
        connect(action, &QAction::triggered, this, [this, period] {
            if (period == Period::Custom)
                openCustomRange();
            else
                setPeriod(period);
        });
    };
    add(Period::Today, tr("Today"));
    add(Period::Week, tr("Last 7 days"));
    add(Period::Month, tr("Last 30 days"));
    add(Period::Quarter, tr("Last 90 days"));
    add(Period::All, tr("All time"));
    add(Period::Custom, tr("Other days…"));
    m_period->setMenu(menu);
    setPeriod(Period::All);
}

void ActivitySearchBar::setPeriod(Period period)
{
    m_chosen = period;
    m_periods[int(period)]->setChecked(true);
    m_period->setText(withoutMnemonics(periodText()));
    setSpokenDescription(m_period, periodText());
    m_timer.start();
}

void ActivitySearchBar::openCustomRange()
{
    m_periods[int(m_chosen)]->setChecked(true); // until other days were chosen
    const AuditFilter shown = filter();
    const qint64 now = m_clock().toMSecsSinceEpoch();
    const TimeRange range{std::chrono::milliseconds(shown.from > 0 ? shown.from : startOfDay(29)),
                          std::chrono::milliseconds(shown.to > 0 ? shown.to : now)};
    auto *dialog = new CustomRangeDialog(range, QTimeZone::systemTimeZone(), m_clock(), window());
    connect(dialog, &CustomRangeDialog::rangeChosen, this, [this](const TimeRange &chosen) {
        m_customFrom = chosen.from.count();
        m_customTo = chosen.to.count();
        setPeriod(Period::Custom);
    });
    openDialog(dialog);
}

qint64 ActivitySearchBar::startOfDay(int daysAgo) const
{
    return dayStart(m_clock().toLocalTime().date().addDays(-daysAgo), QTimeZone::systemTimeZone())
        .count();
}

AuditFilter ActivitySearchBar::filter() const
{
    AuditFilter filter;
    filter.group = AuditFilter::Group(std::max(m_groups->chosen(), 0));
    filter.text = m_search->text();
    switch (m_chosen) {
    case Period::Today:
        filter.from = startOfDay(0);
        break;
    case Period::Week:
        filter.from = startOfDay(6);
        break;
    case Period::Month:
        filter.from = startOfDay(29);
        break;
    case Period::Quarter:
        filter.from = startOfDay(89);
        break;
    case Period::Custom:
        filter.from = m_customFrom;
        filter.to = m_customTo;
        break;
    case Period::All:
        break;
    }
    return filter;
}

QString ActivitySearchBar::periodText() const
{
    if (m_chosen != Period::Custom)
        return m_periods[int(m_chosen)]->text();
    const auto day = [](qint64 at) {
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at).date(), QLocale::ShortFormat);
    };
    const QString first = day(m_customFrom);
    const QString last = day(m_customTo - DayMs / 2);
    return first == last ? first : u"%1 – %2"_s.arg(first, last);
}

void ActivitySearchBar::showOnly(const QString &text)
{
    m_groups->setChosen(int(AuditFilter::Group::All));
    setPeriod(Period::All);
    m_search->setText(text);
}

void ActivitySearchBar::takeFocus()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool ActivitySearchBar::hasSearchFocus() const
{
    return m_search->hasFocus();
}

QString ActivitySearchBar::text() const
{
    return m_search->text();
}

} // namespace Konstantly

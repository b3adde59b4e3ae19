// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/customrangedialog.h"

#include "models/usage/localday.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/controls.h"

#include <QCalendarWidget>
#include <QDateEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

CustomRangeDialog::CustomRangeDialog(const TimeRange &range, const QTimeZone &zone,
                                     const QDateTime &now, QWidget *parent)
    : QDialog(parent)
    , m_zone(zone)
{
    setObjectName(u"customRangeDialog"_s);
    QVBoxLayout *column = buildDialogFrame(this, tr("Show other days"), {}, 380);
    const QDate today = now.toTimeZone(zone).date();
    const auto day = [&zone](std::chrono::milliseconds at) {
        return QDateTime::fromMSecsSinceEpoch(at.count(), zone).date();
    };
    m_first = makeDay(tr("First day"), day(range.from), today);
    m_last = makeDay(tr("Last day"),
                     day(range.isEmpty() ? range.to : range.to - std::chrono::milliseconds(1)),
                     today);
    addField(column, tr("First day"), m_first);
    addField(column, tr("Last day"), m_last);
    m_hint = makeWrappedLabel({}, Rank::Hint, this);
    m_hint->setObjectName(u"rangeHint"_s);
    column->addWidget(m_hint);
    column->addStretch(1);
    QPushButton *cancel = makeButton(tr("Cancel"), u"cancel"_s, ButtonKind::Plain, this);
    m_show = makeButton(tr("Show"), u"showRange"_s, ButtonKind::Primary, this);
    m_show->setDefault(true);
    addDialogButtons(column, nullptr, {cancel, m_show});
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_show, &QPushButton::clicked, this, &CustomRangeDialog::choose);
    connect(m_first, &QDateEdit::dateChanged, this, &CustomRangeDialog::check);
    connect(m_last, &QDateEdit::dateChanged, this, &CustomRangeDialog::check);
    check();
}

QDateEdit *CustomRangeDialog::makeDay(const QString &name, const QDate &day, const QDate &last)
{
    auto *edit = new QDateEdit(std::min(day, last), this);
    edit->setAccessibleName(name);
    edit->setCalendarPopup(true);
    edit->setMaximumDate(last);
    edit->setMinimumHeight(fontMetrics().height() + 12);
    return edit;
}

void CustomRangeDialog::check()
{
    const qint64 days = m_first->date().daysTo(m_last->date()) + 1;
    m_show->setEnabled(days > 0);
    setTone(m_hint, days > 0 ? Tone::Neutral : Tone::Bad);
    m_hint->setText(days > 0 ? tr("%n day(s)", nullptr, int(days))
                             : tr("The last day is before the first one."));
}

void CustomRangeDialog::choose()
{
    Q_EMIT rangeChosen(
        {dayStart(m_first->date(), m_zone), dayStart(m_last->date().addDays(1), m_zone)});
    accept();
}

} // namespace Konstantly

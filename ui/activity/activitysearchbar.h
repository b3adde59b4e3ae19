// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditfilter.h"
#include "models/base/clock.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLineEdit;
class QPushButton;

namespace Konstantly {

class ChoiceRow;
class Theme;

//! What of the time line is wanted: words, kinds of events, days.
class ActivitySearchBar final : public QWidget
{
    Q_OBJECT

public:
    //! Days are those of the local time zone.
    ActivitySearchBar(const Theme &theme, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] AuditFilter filter() const;
    //! "Last 7 days", "25 Nov – 26 Nov".
    [[nodiscard]] QString periodText() const;
    //! Everything, except for events without \a text.
    void showOnly(const QString &text);
    void takeFocus();
    [[nodiscard]] bool hasSearchFocus() const;
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    //! Once for keystrokes that wait together.
    void filterChanged();

private:
    enum class Period { Today, Week, Month, Quarter, All, Custom };
    void buildPeriods();
    void setPeriod(Period period);
    void openCustomRange();
    [[nodiscard]] qint64 startOfDay(int daysAgo) const;

    Clock m_clock;
    QLineEdit *m_search = nullptr;
    ChoiceRow *m_groups = nullptr;
    QPushButton *m_period = nullptr;
    QList<QAction *> m_periods;
    QTimer m_timer;
    Period m_chosen = Period::All;
    qint64 m_customFrom = 0;
    qint64 m_customTo = 0;
};

} // namespace Konstantly

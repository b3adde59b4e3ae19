// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagequery.h"

#include <QDateTime>
#include <QDialog>
#include <QTimeZone>

class QDateEdit;
class QLabel;
class QPushButton;

namespace Konstantly {

//! Asks for the first and the last day to show.
class CustomRangeDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a range is offered; days are those of \a zone.
    CustomRangeDialog(const TimeRange &range, const QTimeZone &zone, const QDateTime &now,
                      QWidget *parent = nullptr);

Q_SIGNALS:
    void rangeChosen(const Konstantly::TimeRange &range);

private:
    void check();
    void choose();
    [[nodiscard]] QDateEdit *makeDay(const QString &name, const QDate &day, const QDate &last);

    QTimeZone m_zone;
    QDateEdit *m_first = nullptr;
    QDateEdit *m_last = nullptr;
    QLabel *m_hint = nullptr;
    QPushButton *m_show = nullptr;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/usage/usagewords.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace Konstantly {

class ChoiceRow;

//! What the Usage page is about: the period, whose calls, and the way down with a step back.
class UsageFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit UsageFilterBar(QWidget *parent = nullptr);

    //! \a view null = nothing to choose. It outlives this or is taken away first.
    void setView(UsageView *view, const QTimeZone &zone, const KeyNames &names);
    //! Whether calls of other people's keys are known.
    void setSeesAllKeys(bool seesAllKeys);

Q_SIGNALS:
    void customRangeRequested();

private:
    void showLook();
    void showPath();

    UsageView *m_view = nullptr;
    QTimeZone m_zone;
    KeyNames m_names;
    ChoiceRow *m_periods = nullptr;
    ChoiceRow *m_scopes = nullptr;
    QPushButton *m_all = nullptr;
    QWidget *m_path = nullptr;
    QPushButton *m_back = nullptr;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/checkup/check.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace Konstantly {

//! One check: how it came out, by sign, words and colour, what it found, and the button that cures it.
class CheckRow final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckRow(const CheckResult &result, QWidget *parent = nullptr);

    void setResult(const CheckResult &result);
    [[nodiscard]] const CheckResult &result() const { return m_result; }
    //! Above it; not above the first.
    void setRuleShown(bool isShown);

Q_SIGNALS:
    void fixRequested(const Konstantly::CheckResult &result);

private:
    CheckResult m_result;
    QWidget *m_rule = nullptr;
    QLabel *m_sign = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_detail = nullptr;
    QPushButton *m_fix = nullptr;
};

} // namespace Konstantly

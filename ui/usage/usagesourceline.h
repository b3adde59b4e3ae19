// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/usage/usagefeed.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Konstantly {

//! Where the numbers come from and how old they are; what is missing, and why; and reading them, with its progress and a way to
//! stop it.
class UsageSourceLine final : public QWidget
{
    Q_OBJECT

public:
    explicit UsageSourceLine(Clock clock, QWidget *parent = nullptr);

    void showStatus(const UsageFeedStatus &status);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void cancelRequested();

private:
    Clock m_clock;
    QLabel *m_sources = nullptr;
    QLabel *m_problem = nullptr;
    QWidget *m_progress = nullptr;
    QLabel *m_progressText = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace Konstantly

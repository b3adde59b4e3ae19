// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Konstantly {

//! One thing that needs attention, above the content it is about: a bold sentence, what it means, and one action. Announced to
//! screen readers when it appears.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    //! Shows it. No action without \a actionText.
    void show(Tone tone, const QString &message, const QString &detail,
              const QString &actionText = {});
    [[nodiscard]] QPushButton *action() const { return m_action; }

Q_SIGNALS:
    void actionTriggered();

private:
    QLabel *m_message = nullptr;
    QLabel *m_detail = nullptr;
    QPushButton *m_action = nullptr;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/quota.h"
#include "ui/theme/tokens.h"

#include <QFrame>

class QLabel;

namespace Konstantly {

class QuotaBar;
class Theme;

//! How a quota that is used so far is judged: Accent while there is room, Warn, then Bad.
[[nodiscard]] Tone toneOf(const QuotaReading &reading);

//! One limit of the service: what it is about, how much of it is used, a bar, and the sentence that tells how it moves on. The
//! same is in its accessible name and description.
class QuotaCard final : public QFrame
{
    Q_OBJECT

public:
    QuotaCard(const Theme &theme, QuotaKind kind, QWidget *parent = nullptr);

    [[nodiscard]] QuotaKind kind() const { return m_kind; }
    //! \a sentence: what is left, and when more is. \a toolTip: how the limit works.
    void showReading(const QuotaReading &reading, const QString &sentence,
                     const QString &toolTip = {});
    //! Before anything is known, or where it can't be.
    void showUnknown(const QString &sentence);

private:
    const QuotaKind m_kind;
    QLabel *m_title = nullptr;
    QLabel *m_figures = nullptr;
    QuotaBar *m_bar = nullptr;
    QLabel *m_sentence = nullptr;
};

} // namespace Konstantly

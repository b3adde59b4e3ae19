// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/keyfiltermodel.h"

#include <QWidget>

#include <array>

class QButtonGroup;
class QPushButton;

namespace Konstantly {

//! The risk chips over the key table, one at a time. A chip without keys is not shown, unless it is the one chosen.
class ChipBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ChipBar(QWidget *parent = nullptr);

    //! Follows \a model's counts and sets its chip; null = none.
    void setModel(KeyFilterModel *model);
    //! There are two limits for "idle"; the chip of the one in use is shown.
    void setIdleDays(int days);
    //! Without, no chip has a number: the keys were not loaded yet. Known at first.
    void setCountsKnown(bool areKnown);
    void choose(KeyFilterModel::Chip chip);
    [[nodiscard]] QPushButton *chip(KeyFilterModel::Chip chip) const;

private:
    void showCounts();

    KeyFilterModel *m_model = nullptr;
    bool m_areCountsKnown = true;
    KeyFilterModel::Chip m_otherIdle = KeyFilterModel::Chip::Idle90;
    QButtonGroup *m_group = nullptr;
    std::array<QPushButton *, std::size_t(KeyFilterModel::ChipCount)> m_chips{};
};

} // namespace Konstantly

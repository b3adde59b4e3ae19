// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSpinBox>

namespace Konstantly {

//! A whole number in the frame of the other fields, with the two arrows that such a frame takes away (see ChoiceBox).
class NumberBox final : public QSpinBox
{
    Q_OBJECT

public:
    explicit NumberBox(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace Konstantly

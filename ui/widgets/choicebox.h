// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QComboBox>

namespace Konstantly {

//! A drop-down list in the frame of the other fields. The style sheet gives it the frame; a frame of one's own takes the arrow
//! away, so this draws one, in the colour of its text.
class ChoiceBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit ChoiceBox(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace Konstantly

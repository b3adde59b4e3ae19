// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/rotation.h"

#include <QWidget>

#include <array>

class QLabel;

namespace Konstantly {

//! The steps of a rotation, one line each: not yet, running, done, failed. By sign and words, not by colour alone.
class RotationStepsView final : public QWidget
{
    Q_OBJECT

public:
    explicit RotationStepsView(QWidget *parent = nullptr);

    //! What \a entry says is done.
    void showEntry(const RotationEntry &entry);
    void showStep(RotationStep step, Rotation::StepStatus status);

private:
    enum class Look { Pending, Running, Done, Failed };
    void setLook(RotationStep step, Look look);

    struct Line
    {
        QLabel *mark = nullptr;
        QLabel *text = nullptr;
    };
    std::array<Line, RotationStepCount> m_lines;
};

} // namespace Konstantly

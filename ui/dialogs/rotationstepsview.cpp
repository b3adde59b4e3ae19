// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/rotationstepsview.h"

#include "ui/widgets/controls.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace Konstantly {

RotationStepsView::RotationStepsView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"rotationSteps"_s);
    setAccessibleName(tr("Steps of the rotation"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < RotationStepCount; ++i) {
        Line &line = m_lines.at(std::size_t(i));
        line.mark = makeLabel({}, Rank::Strong, this);
        line.mark->setFixedWidth(fontMetrics().horizontalAdvance(u"✓✓"_s));
        line.text = makeWrappedLabel(rotationStepLabel(RotationStep(i)), Rank::Body, this);
        line.text->setObjectName(u"rotationStep"_s);
        grid->addWidget(line.mark, i, 0, Qt::AlignTop);
        grid->addWidget(line.text, i, 1);
        setLook(RotationStep(i), Look::Pending);
    }
}

void RotationStepsView::showEntry(const RotationEntry &entry)
{
    for (int i = 0; i < RotationStepCount; ++i) {
        const auto step = RotationStep(i);
        const bool hasFailed = step == entry.next && !entry.problem.isEmpty();
        setLook(step, step < entry.next ? Look::Done : hasFailed ? Look::Failed : Look::Pending);
    }
}

void RotationStepsView::showStep(RotationStep step, Rotation::StepStatus status)
{
    setLook(step, status == Rotation::StepStatus::Running ? Look::Running
                  : status == Rotation::StepStatus::Done  ? Look::Done
                                                          : Look::Failed);
}

void RotationStepsView::setLook(RotationStep step, Look look)
{
    const Line &line = m_lines.at(std::size_t(step));
    switch (look) {
    case Look::Pending:
        line.mark->setText(u"·"_s);
        line.mark->setAccessibleName(tr("not yet"));
        setTone(line.mark, Tone::Neutral);
        break;
    case Look::Running:
        line.mark->setText(u"…"_s);
        line.mark->setAccessibleName(tr("in progress"));
        setTone(line.mark, Tone::Neutral);
        break;
    case Look::Done:
        line.mark->setText(u"✓"_s);
        line.mark->setAccessibleName(tr("done"));
        setTone(line.mark, Tone::Ok);
        break;
    case Look::Failed:
        line.mark->setText(u"✕"_s);
        line.mark->setAccessibleName(tr("failed"));
        setTone(line.mark, Tone::Bad);
        break;
    }
    line.text->setProperty("rank", look == Look::Pending ? u"muted"_s : u"body"_s);
    line.text->setAccessibleDescription(line.mark->accessibleName());
}

} // namespace Konstantly

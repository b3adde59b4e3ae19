// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/dialogs/prompter.h"

#include <QDialog>

namespace Konstantly {

//! One question or one message in the look of the other dialogs: a heading, plain text, the answers at the end.
class QuestionDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit QuestionDialog(const Question &question, QWidget *parent = nullptr);
    //! A message with one button.
    QuestionDialog(const QString &title, const ErrorText &text, QWidget *parent = nullptr);

private:
    void build(const Question &question, bool isMessage);
};

} // namespace Konstantly

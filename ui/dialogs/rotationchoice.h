// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLabel;
class QSpinBox;

namespace Konstantly {

class ChoiceRow;
class KeyForm;

//! How often a new key is rotated: like people's keys, like bots', or as one likes. Follows the name until somebody chooses, and
//! always where an administrator decided.
class RotationChoice final : public QWidget
{
    Q_OBJECT

public:
    //! \a form outlives this.
    explicit RotationChoice(KeyForm &form, QWidget *parent = nullptr);

private:
    void showForm();

    KeyForm &m_form;
    ChoiceRow *m_row = nullptr;
    QSpinBox *m_days = nullptr;
    QLabel *m_managed = nullptr;
};

} // namespace Konstantly

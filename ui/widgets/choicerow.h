// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMap>
#include <QWidget>

class QButtonGroup;
class QPushButton;

namespace Konstantly {

//! A few answers to one question as chips in a row; one or several may be on. Wraps when there is no room.
class ChoiceRow final : public QWidget
{
    Q_OBJECT

public:
    enum class Mode { One, Several };

    //! \a name is what a screen reader says before the answers.
    ChoiceRow(const QString &name, Mode mode, QWidget *parent = nullptr);

    QPushButton *addChoice(int id, const QString &text, const QString &objectName);
    void setChosen(int id, bool isChosen = true);
    void clearChosen(); //!< none is, with Mode::One too
    [[nodiscard]] bool isChosen(int id) const;
    //! With Mode::One; -1 = none.
    [[nodiscard]] int chosen() const;
    [[nodiscard]] int count() const;

Q_SIGNALS:
    //! \a id was switched on or off.
    void toggled(int id, bool isChosen);

private:
    QMap<int, QPushButton *> m_buttons;
    QButtonGroup *m_group = nullptr; // with Mode::One: Tab passes over all but one of a group
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace Konstantly {

class Banner;
class Theme;

//! The four states of a list, in the place of the list: loading (a skeleton of rows), empty (one sentence and the action that
//! fills it), failed (what failed and what to do), filled. A list that failed but has earlier data shows that data below a
//! notice that says so.
class StateView final : public QWidget
{
    Q_OBJECT

public:
    enum class State { Loading, Empty, Failed, Filled };

    //! Takes \a content over.
    StateView(const Theme &theme, QWidget *content, QWidget *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QPushButton *action() const { return m_action; }

    void showLoading(const QString &message);
    void showEmpty(const QString &title, const QString &sentence, const QString &actionText);
    void showFailed(const ErrorText &text, const QString &actionText);
    void showFilled();
    //! Filled, with \a message (whose data it is, how old) and the failure above it.
    void showFilledButFailed(const QString &message, const ErrorText &text,
                             const QString &actionText);

Q_SIGNALS:
    //! The button of an empty or failed list, or of the notice above old data. state() tells which.
    void actionTriggered();

private:
    void showMessage(State state, const QString &title, const QString &sentence,
                     const QString &actionText);

    State m_state = State::Filled;
    QWidget *m_content = nullptr;
    Banner *m_stale = nullptr;
    QWidget *m_skeleton = nullptr;
    QWidget *m_message = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_action = nullptr;
    QStackedLayout *m_stack = nullptr;
};

} // namespace Konstantly

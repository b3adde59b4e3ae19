// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/dialogs/prompter.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QTimer>

#include <algorithm>

//! \file What measurements of the window have in common.

namespace Konstantly::Tests {

//! Answers nothing: nobody is asked here.
class NoPrompter final : public Prompter
{
public:
    QFuture<bool> ask(QWidget *, const Question &) override { return {}; }
    void tell(QWidget *, const QString &, const ErrorText &) override {}
    QFuture<QString> chooseFile(QWidget *, const QString &, const QString &) override { return {}; }
    QFuture<QString> chooseNewFile(QWidget *, const QString &, const QString &,
                                   const QString &) override
    {
        return {};
    }
    void openInBrowser(const QUrl &) override {}
    void openFile(const QString &) override {}
};

//! How long the window's thread was away from its events at most, once it is watched.
class HoldUp final : public QObject
{
public:
    HoldUp()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, m_since.nsecsElapsed() / 1000);
            m_since.restart();
        });
    }
    void begin()
    {
        m_longest = 0;
        m_since.start();
        m_timer.start(1);
    }
    [[nodiscard]] qint64 longestMicroseconds() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace Konstantly::Tests

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/dialogs/prompter.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <time.h>

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
            m_longestBusy = std::max(m_longestBusy, processorMicroseconds() - m_busyBefore);
            m_since.restart();
            m_busyBefore = processorMicroseconds();
        });
    }
    void begin()
    {
        m_longest = 0;
        m_longestBusy = 0;
        m_busyBefore = processorMicroseconds();
        m_since.start();
        m_timer.start(1);
    }
    [[nodiscard]] qint64 longestMicroseconds() const { return m_longest; }
    //! The same in time of the processor: what the window itself did, however busy the machine is.
    [[nodiscard]] qint64 longestBusyMicroseconds() const { return m_longestBusy; }

private:
    //! Of this thread.
    static qint64 processorMicroseconds()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return qint64(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    qint64 m_longestBusy = 0;
    qint64 m_busyBefore = 0;
};

//! What a start of this program took and said.
struct Run
{
    double seconds = 0;
    QByteArray output;
};

//! Starts this program again with \a arguments and waits for its end; fatal when it fails.
inline Run start(const QStringList &arguments)
{
    QElapsedTimer timer;
    timer.start();
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), arguments);
    child.waitForFinished(120'000);
    if (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0)
        qFatal("%s failed", qPrintable(arguments.first()));
    return {double(timer.nsecsElapsed()) / 1e9, child.readAllStandardOutput()};
}

} // namespace Konstantly::Tests

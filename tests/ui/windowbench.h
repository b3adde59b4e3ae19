// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/dialogs/prompter.h"

#include <QApplication>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <time.h>

#include <algorithm>
#include <utility>

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

//! How long this thread has worked.
inline qint64 threadMicroseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

//! Writes down the events that take long: their names are what a hold-up can be traced by.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        // The receiver may be gone afterwards.
        const auto *metaObject = receiver->metaObject();
        const QString name = receiver->objectName();
        const int type = event->type();
        const qsizetype place = m_trace.size();
        const qint64 before = threadMicroseconds();
        ++m_depth;
        const bool isHandled = QApplication::notify(receiver, event);
        --m_depth;
        const qint64 took = threadMicroseconds() - before;
        if (took >= ToldFrom)
            m_trace.insert(std::min(place, m_trace.size()),
                           QByteArray(2 * m_depth, ' ') + metaObject->className() + ' '
                               + name.toUtf8() + ", event " + QByteArray::number(type) + ": "
                               + QByteArray::number(took) + " us");
        return isHandled;
    }
    //! What took long since the last time.
    [[nodiscard]] QByteArrayList takeTrace() { return std::exchange(m_trace, {}); }

private:
    static constexpr qint64 ToldFrom = 300;

    int m_depth = 0;
    QByteArrayList m_trace;
};

//! How long the window's thread was away from its events at most, once it is watched.
class HoldUp final : public QObject
{
public:
    //! With an \a application, what it did is known, too.
    explicit HoldUp(WatchedApplication *application = nullptr)
        : m_application(application)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 took = m_since.nsecsElapsed() / 1000;
            const QByteArrayList trace = takeTrace();
            if (took > m_longest) {
                m_longest = took;
                m_trace = trace;
            }
            m_longestBusy = std::max(m_longestBusy, threadMicroseconds() - m_busyBefore);
            m_since.restart();
            m_busyBefore = threadMicroseconds();
        });
    }
    void begin()
    {
        m_longest = 0;
        m_longestBusy = 0;
        (void) takeTrace();
        m_busyBefore = threadMicroseconds();
        m_since.start();
        m_timer.start(1);
    }
    [[nodiscard]] qint64 longestMicroseconds() const { return m_longest; }
    //! The same in time of the processor: what the window itself did, however busy the machine is.
    [[nodiscard]] qint64 longestBusyMicroseconds() const { return m_longestBusy; }
    //! What it did in the longest.
    [[nodiscard]] QByteArrayList trace() const { return m_trace; }

private:
    QByteArrayList takeTrace()
    {
        return m_application != nullptr ? m_application->takeTrace() : QByteArrayList();
    }

    WatchedApplication *m_application;
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    qint64 m_longestBusy = 0;
    qint64 m_busyBefore = 0;
    QByteArrayList m_trace;
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

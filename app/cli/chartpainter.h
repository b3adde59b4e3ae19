// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/future.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

namespace Konstantly {

//! Has the window's program draw a chart in pixels, which this one can't. Deleting it ends that program; so does the end of this
//! one.
class ChartPainter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartPainter)

public:
    //! Drawing takes a blink; what takes so long does not come any more.
    static constexpr std::chrono::seconds Patience{60};

    //! \a program: the path of konstantly-keys.
    explicit ChartPainter(QString program, QObject *parent = nullptr);
    ~ChartPainter() override;

    //! The document \a svg as PNG. Called once. NotConfigured, in words for people, when the program is not there or does not do it.
    [[nodiscard]] QFuture<Result<QByteArray>> paint(const QByteArray &svg);

private:
    void read();
    void end(const Result<QByteArray> &result);
    void finished(int exitCode, QProcess::ExitStatus status);

    QString m_program;
    QProcess m_process;
    QTimer m_deadline;
    QByteArray m_png;
    QByteArray m_errors;
    QPromise<Result<QByteArray>> m_promise;
};

} // namespace Konstantly

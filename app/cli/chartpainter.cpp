// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/chartpainter.h"

#include "models/base/plaintext.h"
#include "models/package/childprocess.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxPicture = qsizetype(64) * 1024 * 1024;
constexpr qsizetype MaxErrors = 2000;
constexpr char PngHead[] = "\x89PNG\r\n\x1a\n";

} // namespace

ChartPainter::ChartPainter(QString program, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { killWithChildren(m_process); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ChartPainter::read);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ChartPainter::read);
    connect(&m_process, &QProcess::finished, this, &ChartPainter::finished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(fail(ErrorCode::NotConfigured,
                     tr("%1, which draws the pixels, can't be started: %2. --format svg works "
                        "without it.")
                         .arg(m_program, m_process.errorString())));
    });
}

ChartPainter::~ChartPainter()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    killWithChildren(m_process);
    m_process.waitForFinished(2000);
}

QFuture<Result<QByteArray>> ChartPainter::paint(const QByteArray &svg)
{
    m_promise.start();
    if (!QFileInfo(m_program).isFile()) {
        end(fail(ErrorCode::NotConfigured,
                 tr("Pixels are drawn by the window's program, and %1 is not installed. "
                    "--format svg works without it.")
                     .arg(m_program)));
        return m_promise.future();
    }
    endWithUs(m_process);
    m_deadline.start(Patience);
    connect(&m_process, &QProcess::started, this, [this, svg] {
        m_process.write(svg);
        m_process.closeWriteChannel();
    });
    m_process.start(m_program, {u"--draw-chart"_s});
    return m_promise.future();
}

void ChartPainter::read()
{
    m_png += m_process.readAllStandardOutput();
    m_errors = (m_errors + m_process.readAllStandardError()).left(MaxErrors);
    if (m_png.size() > MaxPicture && m_process.state() != QProcess::NotRunning)
        killWithChildren(m_process);
}

void ChartPainter::finished(int exitCode, QProcess::ExitStatus status)
{
    read();
    if (status == QProcess::NormalExit && exitCode == 0 && m_png.startsWith(PngHead))
        return end(m_png);
    const QString said = plainText(QString::fromUtf8(m_errors).simplified(), 200);
    end(fail(ErrorCode::NotConfigured,
             said.isEmpty()
                 ? tr("%1 ended before it had drawn the chart. --format svg works without it.")
                       .arg(m_program)
                 : tr("%1 did not draw the chart: %2. --format svg works without it.")
                       .arg(m_program, said)));
}

void ChartPainter::end(const Result<QByteArray> &result)
{
    m_deadline.stop();
    m_promise.addResult(result);
    m_promise.finish();
}

} // namespace Konstantly

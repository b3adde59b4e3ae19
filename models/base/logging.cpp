// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/logging.h"

#include "models/base/clock.h"
#include "models/base/file.h"
#include "models/base/logfile.h"

#include <QByteArray>
#include <QCoreApplication>

#include <memory>
#include <mutex>
#include <optional>

#include <poll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! QtMsgType's own numbers put info last.
int severity(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        break;
    }
    return 4;
}

QStringView levelName(QtMsgType type)
{
    constexpr QStringView names[] = {u"debug", u"info", u"warning", u"error", u"fatal"};
    return names[severity(type)];
}

//! Never waits for a reader that has stopped reading, as an AI tool may with the launcher's stderr.
void writeToStderr(const QByteArray &line)
{
    pollfd ready{STDERR_FILENO, POLLOUT, 0};
    if (poll(&ready, 1, 0) == 1 && (ready.revents & POLLOUT) != 0) {
        [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.constData(),
                                                         std::size_t(line.size()));
    }
}

class LogSink final
{
public:
    explicit LogSink(const LogOptions &options)
        : m_program(options.program)
        , m_stderrSeverity(severity(options.stderrLevel))
    {
        if (!options.directory.isEmpty() && makePrivateDir(options.directory))
            m_file.emplace(u"%1/%2.log"_s.arg(options.directory, options.program),
                           options.maxFileBytes, options.fileCount);
    }

    void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
    {
        const QString text = redacted(message);
        const QString category = context.category && qstrcmp(context.category, "default") != 0
                                     ? QString::fromUtf8(context.category) + u": "_s
                                     : QString();
        if (m_file) {
            const QString time = systemClock()().toString(Qt::ISODateWithMs);
            m_file->append(u"%1 [%2] %3: %4%5\n"_s
                               .arg(time, QString::number(QCoreApplication::applicationPid()),
                                    levelName(type), category, text)
                               .toUtf8());
        }
        if (severity(type) >= m_stderrSeverity) {
            const QByteArray line
                = u"%1: %2: %3%4\n"_s.arg(m_program, levelName(type), category, text).toUtf8();
            writeToStderr(line);
        }
    }

private:
    QString m_program;
    int m_stderrSeverity;
    std::optional<LogFile> m_file;
};

std::mutex sinkMutex;
std::unique_ptr<LogSink> sink; // guarded by sinkMutex

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    // A message that is caused by handling a message would wait for itself.
    thread_local bool isInside = false;
    if (isInside)
        return;
    isInside = true;
    {
        const std::scoped_lock lock(sinkMutex);
        if (sink)
            sink->handle(type, context, message);
    }
    isInside = false;
}

} // namespace

void installLogSink(const LogOptions &options)
{
    {
        const std::scoped_lock lock(sinkMutex);
        sink = std::make_unique<LogSink>(options);
    }
    qInstallMessageHandler(handleMessage);
}

void removeLogSink()
{
    qInstallMessageHandler(nullptr);
    const std::scoped_lock lock(sinkMutex);
    sink.reset();
}

} // namespace Konstantly

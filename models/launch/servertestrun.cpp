// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/servertestrun.h"

#include "models/base/plaintext.h"
#include "models/base/redaction.h"
#include "models/launch/standinserver.h"
#include "models/package/childprocess.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

namespace {

constexpr auto EndDeadline = 3s; // from the end of its input to being killed
constexpr qsizetype MaxLine = 8 * 1024 * 1024;
constexpr qsizetype MaxTools = 1000;

enum MessageId { Hello = 1, Tools = 2 };

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerTest)
};

QProcessEnvironment environmentFor(const ServerTestRequest &request)
{
    QProcessEnvironment environment;
    if (request.environment == ServerTestRequest::Environment::Full) {
        environment = request.source;
    } else {
        static const QStringList minimal{
            u"HOME"_s,
            u"LOGNAME"_s,
            u"PATH"_s,
            u"SHELL"_s,
            u"TERM"_s,
            u"USER"_s,
#ifdef Q_OS_WIN
            u"APPDATA"_s,
            u"HOMEDRIVE"_s,
            u"HOMEPATH"_s,
            u"LOCALAPPDATA"_s,
            u"PROCESSOR_ARCHITECTURE"_s,
            u"PROGRAMFILES"_s,
            u"SYSTEMDRIVE"_s,
            u"SYSTEMROOT"_s,
            u"TEMP"_s,
            u"USERNAME"_s,
            u"USERPROFILE"_s,
#endif
        };
        for (const QString &name : minimal) {
            if (request.source.contains(name))
                environment.insert(name, request.source.value(name));
        }
    }
    environment.insert(QLatin1StringView(StepLinesVariable), u"1"_s);
    return environment;
}

//! Text of a program that we don't know, fit to be shown.
QString shown(const QString &text)
{
    return redacted(plainText(text, 400), 400);
}

//! Calls \a take for every finished line of \a buffer and \a bytes; \a buffer keeps the rest. A rest that grows too long goes.
template<typename Take>
void splitLines(QByteArray &buffer, const QByteArray &bytes, const Take &take)
{
    buffer += bytes;
    qsizetype begin = 0;
    for (qsizetype end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n', begin)) {
        take(buffer.sliced(begin, end - begin));
        begin = end + 1;
    }
    buffer.remove(0, begin);
    if (buffer.size() > MaxLine)
        buffer.clear();
}

int rank(const QString &stepName)
{
    static const QStringList order{u"workspace"_s, u"keychain"_s, u"package"_s, u"start"_s};
    const qsizetype index = order.indexOf(stepName);
    return int(index < 0 ? order.size() : index);
}

} // namespace

ServerTestRun::ServerTestRun(const ServerTestRequest &request, QObject *scope)
    : QObject(scope)
    , m_request(request)
{
    m_promise.start();
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &ServerTestRun::tooLate);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ServerTestRun::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ServerTestRun::readErrors);
    connect(&m_process, &QProcess::finished, this, &ServerTestRun::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            failedToStart();
    });
}

ServerTestRun::~ServerTestRun()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        killWithChildren(m_process);
        m_process.waitForFinished(2000);
    }
    if (!m_isAnswered) {
        m_promise.addResult(fail(ErrorCode::Cancelled));
        m_promise.finish();
    }
}

QFuture<Result<ServerTestReport>> ServerTestRun::start()
{
    auto future = m_promise.future();
    m_process.setProcessEnvironment(environmentFor(m_request));
    m_process.setWorkingDirectory(m_request.workingDirectory);
    endWithUs(m_process);
    m_clock.start();
    m_deadline.start(m_request.handshakeDeadline);
    m_process.start(m_request.command, m_request.arguments);
    const QJsonObject client{{u"name"_s, u"konstantly-keys"_s},
                             {u"version"_s, QStringLiteral(KONSTANTLY_VERSION)}};
    send({{u"id"_s, Hello},
          {u"method"_s, u"initialize"_s},
          {u"params"_s, QJsonObject{{u"protocolVersion"_s, u"2025-06-18"_s},
                                    {u"capabilities"_s, QJsonObject{}},
                                    {u"clientInfo"_s, client}}}});
    return future;
}

void ServerTestRun::send(const QJsonObject &message)
{
    QJsonObject whole = message;
    whole[u"jsonrpc"_s] = u"2.0"_s;
    m_process.write(QJsonDocument(whole).toJson(QJsonDocument::Compact) + '\n');
}

void ServerTestRun::readOutput()
{
    splitLines(m_output, m_process.readAllStandardOutput(), [this](const QByteArray &line) {
        takeMessage(QJsonDocument::fromJson(line)
                        .object()); // other lines are no messages: clients skip them too
    });
}

void ServerTestRun::readErrors()
{
    splitLines(m_errors, m_process.readAllStandardError(), [this](const QByteArray &line) {
        if (const auto step = parseStepLine(line))
            m_launcherSteps << *step;
        else if (const QString text = QString::fromUtf8(line).trimmed(); !text.isEmpty())
            m_lastErrorLine = text;
    });
}

void ServerTestRun::takeMessage(const QJsonObject &message)
{
    const bool isAnswer = message.contains(u"result"_s) || message.contains(u"error"_s);
    const int id = message[u"id"_s].toInt();
    if (m_conclusion || !isAnswer || id != (m_hasHello ? Tools : Hello))
        return;
    if (message.contains(u"error"_s))
        refused(m_hasHello ? u"tools/list"_s : u"initialize"_s, message[u"error"_s].toObject());
    else if (m_hasHello)
        takeTools(message[u"result"_s].toObject());
    else
        takeHello(message[u"result"_s].toObject());
}

void ServerTestRun::takeHello(const QJsonObject &result)
{
    m_hasHello = true;
    m_helloAt = m_clock.elapsed();
    const QJsonObject server = result[u"serverInfo"_s].toObject();
    m_report.serverName = plainText(server[u"name"_s].toString());
    m_report.serverVersion = plainText(server[u"version"_s].toString());
    m_report.isStandIn = server[u"name"_s].toString()
                         == QLatin1StringView(StandInServer::ServerName);
    m_deadline.start(m_request.toolsDeadline);
    send({{u"method"_s, u"notifications/initialized"_s}});
    askForTools({});
}

void ServerTestRun::askForTools(const QString &cursor)
{
    QJsonObject parameters;
    if (!cursor.isEmpty())
        parameters[u"cursor"_s] = cursor;
    send({{u"id"_s, Tools}, {u"method"_s, u"tools/list"_s}, {u"params"_s, parameters}});
}

void ServerTestRun::takeTools(const QJsonObject &result)
{
    const QJsonArray tools = result[u"tools"_s].toArray();
    for (const auto &tool : tools)
        m_report.tools << plainText(tool[u"name"_s].toString());
    if (m_report.isStandIn)
        m_standInsText = plainText(tools.at(0)[u"description"_s].toString(), 2000);
    const QString cursor = result[u"nextCursor"_s].toString();
    if (!cursor.isEmpty() && !tools.isEmpty() && m_report.tools.size() < MaxTools) {
        askForTools(cursor);
        return;
    }
    conclude({u"tools"_s, true, m_clock.elapsed() - m_helloAt,
              Texts::tr("%n tool(s).", nullptr, int(m_report.tools.size()))});
}

void ServerTestRun::refused(const QString &method, const QJsonObject &error)
{
    conclude({m_hasHello ? u"tools"_s : u"handshake"_s, false, m_clock.elapsed() - m_helloAt,
              Texts::tr("The server refused “%1”: %2")
                  .arg(method, shown(error[u"message"_s].toString()))});
}

void ServerTestRun::tooLate()
{
    if (m_conclusion) { // it had its time to end, too
        killWithChildren(m_process);
        return;
    }
    const auto limit = m_hasHello ? m_request.toolsDeadline : m_request.handshakeDeadline;
    conclude({m_hasHello ? u"tools"_s : u"handshake"_s, false, m_clock.elapsed() - m_helloAt,
              Texts::tr("The server did not answer within %n second(s).", nullptr,
                        int(std::chrono::ceil<std::chrono::seconds>(limit).count()))
                  + lastWords()});
}

void ServerTestRun::failedToStart()
{
    m_conclusion = {u"start"_s, false, m_clock.elapsed(),
                    Texts::tr("“%1” can't be started: %2")
                        .arg(plainText(m_request.command), m_process.errorString())};
    ended();
}

void ServerTestRun::conclude(const ServerTestStep &step)
{
    m_conclusion = step;
    m_process.closeWriteChannel();
    m_deadline.start(step.ok ? EndDeadline : 0s);
}

void ServerTestRun::ended()
{
    m_deadline.stop();
    readOutput();
    readErrors();
    if (!m_conclusion) {
        const QString how
            = m_process.exitStatus() == QProcess::CrashExit
                  ? Texts::tr("The server crashed.")
                  : Texts::tr("The server ended with exit code %1.").arg(m_process.exitCode());
        m_conclusion = {m_hasHello ? u"tools"_s : u"handshake"_s, false,
                        m_clock.elapsed() - m_helloAt, how + lastWords()};
    }
    addLauncherSteps();
    if (m_report.isStandIn) {
        addStandInsStep();
    } else if (m_report.steps.isEmpty() || m_report.steps.last().ok) {
        if (m_hasHello)
            m_report.steps << ServerTestStep{u"handshake"_s, true, m_helloAt,
                                             m_report.serverName + u' ' + m_report.serverVersion};
        m_report.steps << *m_conclusion;
    }
    answer(m_report);
}

//! What the launcher said, in its own order, up to what failed.
void ServerTestRun::addLauncherSteps()
{
    std::stable_sort(
        m_launcherSteps.begin(), m_launcherSteps.end(),
        [](const StepLine &a, const StepLine &b) { return rank(a.name) < rank(b.name); });
    for (const StepLine &step : std::as_const(m_launcherSteps)) {
        m_report.steps << ServerTestStep{step.name, step.ok, step.ms, plainText(step.detail, 500)};
        if (!step.ok)
            return;
    }
}

//! The stand-in's text says what to do, which the launcher's line does not.
void ServerTestRun::addStandInsStep()
{
    if (m_report.steps.isEmpty() || m_report.steps.last().ok)
        m_report.steps << ServerTestStep{u"start"_s, false, m_helloAt, {}};
    m_report.steps.last().detail = m_standInsText;
    m_report.tools.clear(); // it has none to offer
}

QString ServerTestRun::lastWords() const
{
    return m_lastErrorLine.isEmpty()
               ? QString()
               : u' ' + Texts::tr("Its last words: %1").arg(shown(m_lastErrorLine));
}

void ServerTestRun::answer(const Result<ServerTestReport> &report)
{
    m_isAnswered = true;
    deleteLater();
    m_promise.addResult(report);
    m_promise.finish();
}

} // namespace Konstantly

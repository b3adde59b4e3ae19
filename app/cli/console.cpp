// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/console.h"

#include "app/cli/terminal.h"
#include "models/base/redaction.h"
#include "models/base/standardoutput.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 MaxInput = 64 * 1024;
constexpr qsizetype MaxNoteLine = 2000;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Console)
};

} // namespace

Console::Console(Streams streams)
    : m_streams(std::move(streams))
{}

Console Console::standard()
{
    auto owned = std::make_shared<std::vector<std::unique_ptr<QIODevice>>>();
    const auto open = [&owned](FILE *stream, QIODevice::OpenMode mode) {
        auto file = std::make_unique<QFile>();
        // Unbuffered: what was read ahead or not yet written would stay behind in Qt's buffers.
        if (!file->open(stream, mode | QIODevice::Unbuffered))
            qFatal("The standard streams are closed.");
        owned->push_back(std::move(file));
        return owned->back().get();
    };
    Streams streams;
    streams.in = open(stdin, QIODevice::ReadOnly);
    streams.out = open(stdout, QIODevice::WriteOnly);
    streams.err = open(stderr, QIODevice::WriteOnly);
    streams.isInputTerminal = isTerminal(0);
    streams.isOutputTerminal = isTerminal(1);
    streams.isErrorTerminal = isTerminal(2);
    streams.readHidden = readWithoutEcho;
    streams.isOutputGone = [] { return hasNoReader(1); };
    Console console(std::move(streams));
    console.m_owned = std::move(owned);
    return console;
}

void Console::print(const QString &text)
{
    put(text.endsWith(u'\n') ? text.toUtf8() : text.toUtf8() + '\n');
}

void Console::put(const QByteArray &bytes)
{
    if (const auto written = write(bytes); !written && !m_lost)
        m_lost = written.error();
}

Result<> Console::write(const QByteArray &bytes)
{
    auto *file = qobject_cast<QFileDevice *>(m_streams.out);
    // Only a flush tells whether the C library's buffer got rid of it.
    if (m_streams.out->write(bytes) == bytes.size() && (file == nullptr || file->flush()))
        return {};
    if (isOutputGone())
        return fail(ErrorCode::Cancelled);
    const bool isFull = file && file->error() == QFileDevice::ResourceError;
    return fail(isFull ? ErrorCode::DiskFull : ErrorCode::FileNotWritable,
                m_streams.out->errorString(), StandardOutput);
}

bool Console::isOutputGone() const
{
    return m_streams.isOutputGone && m_streams.isOutputGone();
}

void Console::note(const QString &text)
{
    for (const QString &line : text.split(u'\n'))
        m_streams.err->write(redacted(line, MaxNoteLine).toUtf8() + '\n');
}

void Console::printJson(const QJsonValue &document)
{
    const QJsonDocument json = document.isArray() ? QJsonDocument(document.toArray())
                                                  : QJsonDocument(document.toObject());
    put(json.toJson(QJsonDocument::Indented));
}

void Console::printJsonLine(const QJsonObject &line)
{
    put(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

Result<QString> Console::readKeyText(const QString &prompt)
{
    if (m_streams.isInputTerminal)
        return m_streams.readHidden(prompt);
    qint64 total = 0;
    while (total < MaxInput) {
        QByteArray line = m_streams.in->readLine(MaxInput);
        if (line.isEmpty())
            break;
        total += line.size();
        const QString text = QString::fromUtf8(line);
        line.fill('\0');
        if (!text.trimmed().isEmpty())
            return text;
    }
    return fail(ErrorCode::InvalidInput, Texts::tr("There is no key on standard input."));
}

Result<QString> Console::ask(const QString &question)
{
    if (!m_streams.isInputTerminal)
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("This needs a confirmation: add --yes to give it."));
    m_streams.err->write(question.toUtf8() + ' ');
    return QString::fromUtf8(m_streams.in->readLine(MaxInput)).trimmed();
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/app/launcher/benchways.h"

#include "tests/app/launcher/launcherhome.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

std::pair<double, double> compare(int rounds, const Way &first, const Way &second,
                                  const std::function<double(const Way &)> &measure)
{
    QList<double> one;
    QList<double> other;
    for (int i = 0; i < rounds; ++i) {
        one << measure(first);
        other << measure(second);
    }
    return {median(one), median(other)};
}

double msToTools(const Way &way)
{
    QElapsedTimer clock;
    clock.start();
    Program server(way.program, way.arguments, way.environment);
    server.send(request(1, "initialize"));
    if (server.line(30000).isEmpty())
        qFatal("no answer: %s", server.errors().constData());
    server.send(request(2, "tools/list"));
    if (!server.line().contains("find_user"))
        qFatal("no tools: %s", server.errors().constData());
    return double(clock.nsecsElapsed()) / 1e6;
}

QByteArray toolCall(int id)
{
    return "{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(id)
           + ",\"method\":\"tools/call\",\"params\":{\"name\":\"find_user\",\"arguments\":{"
             "\"query\":\"somebody with a name of usual length\",\"limit\":10,\"fields\":[\"id\","
             "\"name\",\"email\"]}}}\n";
}

double usPerCall(const Way &way)
{
    constexpr int Calls = 2000;
    Program server(way.program, way.arguments, way.environment);
    QList<double> times;
    for (int i = 0; i < Calls; ++i) {
        const QByteArray message = toolCall(i);
        QElapsedTimer clock;
        clock.start();
        server.send(message);
        if (server.line().isEmpty())
            qFatal("no answer");
        times << double(clock.nsecsElapsed()) / 1e3;
    }
    return median(times);
}

QByteArray bulk()
{
    constexpr qsizetype Size = 100'000'000;
    const QByteArray text
        = QByteArray("Some text with \\\"quotes\\\", a line\\nbreak and more. ").repeated(40);
    QByteArray bytes;
    bytes.reserve(Size + 4096);
    for (int i = 0; bytes.size() < Size; ++i)
        bytes += "{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(i)
                 + ",\"method\":\"tools/call\",\"params\":{\"name\":\"upload\",\"arguments\":{"
                   "\"rows\":[{\"n\":1,\"b\":true},{\"n\":2}],\"text\":\""
                 + text + "\"}}}\n";
    return bytes;
}

double secondsForBulk(const Way &way, const QByteArray &bytes)
{
    // Not through QProcess, whose own copying would count; and from when the server is there.
    const QTemporaryDir folder;
    const QString to = folder.path() + u"/to"_s;
    const QString from = folder.path() + u"/from"_s;
    if (mkfifo(qUtf8Printable(to), 0600) != 0 || mkfifo(qUtf8Printable(from), 0600) != 0)
        qFatal("mkfifo");
    // Also readable and writable, or opening waits for the other side, which QProcess opens in this thread.
    const int input = open(qUtf8Printable(to), O_RDWR | O_CLOEXEC);
    const int output = open(qUtf8Printable(from), O_RDWR | O_CLOEXEC);
    QProcess process;
    process.setStandardInputFile(to);
    process.setStandardOutputFile(from);
    process.setProcessEnvironment(way.environment);
    process.start(way.program, way.arguments);
    char first = 0;
    if (::write(input, "\n", 1) != 1 || ::read(output, &first, 1) != 1)
        qFatal("no echo");
    QElapsedTimer clock;
    clock.start();
    std::thread writer([&bytes, input] {
        for (QByteArrayView rest = bytes; !rest.isEmpty();) {
            const ssize_t count = ::write(input, rest.data(),
                                          std::min<size_t>(size_t(rest.size()), 128 * 1024));
            if (count <= 0)
                qFatal("write");
            rest = rest.sliced(count);
        }
    });
    QByteArray chunk(128 * 1024, Qt::Uninitialized);
    for (qsizetype received = 0; received < bytes.size();) {
        const ssize_t count = ::read(output, chunk.data(), size_t(chunk.size()));
        if (count <= 0
            || std::memcmp(chunk.constData(), bytes.constData() + received, size_t(count)) != 0)
            qFatal("bytes were lost or changed");
        received += count;
    }
    const double seconds = double(clock.nsecsElapsed()) / 1e9;
    writer.join();
    close(input);
    close(output);
    if (!process.waitForFinished(10000))
        qFatal("it did not end");
    return seconds;
}

double residentKiB(qint64 pid)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return 1e9;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmRSS:") + 6).trimmed().split(' ').first().toDouble();
}

} // namespace Konstantly::Tests

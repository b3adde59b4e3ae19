// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/app/launcher/benchways.h"

#include "tests/app/launcher/launcherhome.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

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

void writeBulk(const QString &path)
{
    constexpr qint64 Size = 100'000'000;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("can't write %s", qPrintable(path));
    const QByteArray text
        = QByteArray("Some text with \\\"quotes\\\", a line\\nbreak and more. ").repeated(40);
    for (int i = 0; file.pos() < Size; ++i)
        file.write("{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(i)
                   + ",\"method\":\"tools/call\",\"params\":{\"name\":\"upload\",\"arguments\":{"
                     "\"rows\":[{\"n\":1,\"b\":true},{\"n\":2}],\"text\":\""
                   + text + "\"}}}\n");
}

double secondsForBulk(const Way &way, const QString &file)
{
    QElapsedTimer clock;
    clock.start();
    Program shell(u"sh"_s,
                  QStringList{u"-c"_s, u"f=$1; shift; cat \"$f\" | \"$@\" | wc -c"_s, u"sh"_s, file,
                              way.program}
                      + way.arguments,
                  way.environment);
    if (shell.line(120000).trimmed().toLongLong() != QFileInfo(file).size())
        qFatal("bytes were lost");
    return double(clock.nsecsElapsed()) / 1e9;
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

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! What an edit of Claude Code's state costs, against copying the file and putting the copy on disk, in one run: 10, 20 and
//! 40 MiB with 150 projects. Prints ratios; exits with 1 when that of 10 MiB is over its limit, or when the time grows faster
//! than the size.

#include "models/base/file.h"
#include "models/device/clientcatalog.h"
#include "models/device/clientconfig.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 9;
constexpr double MaxRatio = 3.0;
//! Twice the size may take this many times as long: linear, and some room for a disk that is busy.
constexpr double MaxGrowth = 2.6;

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

//! Chats of 150 projects, as Claude Code keeps them.
QByteArray state(qsizetype size)
{
    constexpr int Projects = 150;
    const QByteArray line
        = "        {\n          \"display\": \"why does \\\"mcpServers\\\": {} not "
          "load? // \xC3\xA9 \\u00e9 see https://example.com/a?b=c\",\n"
          "          \"pastedContents\": {},\n          \"cost\": 1.50\n        }";
    QByteArray result = "{\n  \"numStartups\": 12345678901234567890,\n  \"projects\": {\n";
    for (int i = 0; i < Projects; ++i) {
        result += "    \"/home/alex/project-" + QByteArray::number(i)
                  + "\": {\n      \"mcpServers\": {},\n      \"history\": [\n";
        const qsizetype end = size / Projects * (i + 1);
        result += line;
        while (result.size() < end)
            result += ",\n" + line;
        result += '\n';
        result += i + 1 < Projects ? "      ]\n    },\n" : "      ]\n    }\n";
    }
    return result
           + "  },\n  \"mcpServers\": {\n    \"files\": {\n      \"command\": \"npx\"\n    }\n  "
             "}\n}\n";
}

//! What `cp` and an fsync of the copy cost.
double msToCopy(const QString &from, const QString &to)
{
    QFile::remove(to);
    QElapsedTimer clock;
    clock.start();
    if (QProcess::execute(u"cp"_s, {from, to}) != 0)
        qFatal("no cp");
    QFile copy(to);
    if (!copy.open(QIODevice::ReadWrite) || fsync(copy.handle()) != 0)
        qFatal("can't put the copy on disk");
    return double(clock.nsecsElapsed()) / 1e6;
}

double msToEdit(const QString &path, const ConfigShape &shape, const EntrySpec &spec)
{
    QElapsedTimer clock;
    clock.start();
    const Result<FileSnapshot> before = readFile(path, shape.maxBytes);
    if (!before)
        qFatal("can't read");
    const Result<QByteArray> after = spec.command.isEmpty()
                                         ? withoutEntry(before->bytes, shape, spec.name)
                                         : withEntry(before->bytes, shape, spec);
    if (!after)
        qFatal("can't edit: %s", qPrintable(after.error().detail));
    if (const Result<> written = replaceFile(path, *before, *after); !written)
        qFatal("can't write: %s", qPrintable(written.error().detail));
    return double(clock.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const ConfigShape shape = ClientCatalog::find(u"claude-code")->shape;
    const EntrySpec spec{u"konstantly"_s, u"/usr/bin/konstantly-mcp"_s, {u"run"_s, u"acme"_s}};
    EntrySpec nothing = spec;
    nothing.command.clear();
    const QTemporaryDir folder(QDir::currentPath() + u"/bench-XXXXXX"_s);
    bool isGood = true;
    double before = 0;
    for (const int mib : {10, 20, 40}) {
        const QString path = folder.filePath(u"%1.json"_s.arg(mib));
        const QByteArray bytes = state(qsizetype(mib) * 1024 * 1024);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write");
        file.close();
        QList<double> copies;
        QList<double> edits;
        for (int i = 0; i < Rounds; ++i) {
            copies << msToCopy(path, folder.filePath(u"copy"_s));
            edits << msToEdit(path, shape, spec);
            static_cast<void>(msToEdit(path, shape, nothing));
        }
        const double ratio = median(edits) / median(copies);
        const double growth = before > 0 ? median(edits) / before : 2;
        before = median(edits);
        const bool fits = growth <= MaxGrowth && (ratio <= MaxRatio || mib > 10);
        isGood = isGood && fits;
        std::printf("%-34s %8.1f ms   cp + fsync %8.1f ms   ratio %.2f   growth %.2f   %s\n",
                    qPrintable(u"edit of %1 MiB, 150 projects"_s.arg(mib)), median(edits),
                    median(copies), ratio, growth, fits ? "ok" : "MISSED");
    }
    return isGood ? 0 : 1;
}

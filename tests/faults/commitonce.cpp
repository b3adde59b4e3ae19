// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// commitonce replace|private PATH CONTENT-FILE: one commit of the atomic writer, for tests that kill it and break its
// system calls. Prints "ok", or the error's name and detail. Two access() calls mark where the commit begins and ends in
// a system call trace.

#include "models/base/file.h"

#include <QFile>
#include <QTextStream>

#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

void mark(const char *name)
{
    [[maybe_unused]] const int result = access(name, F_OK);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    const QString path = QFile::decodeName(argv[2]);
    QFile file(QFile::decodeName(argv[3]));
    if (!file.open(QIODevice::ReadOnly))
        return 2;
    const QByteArray content = file.readAll();

    Result<> result;
    if (argv[1] == "private"_qba) {
        mark("/commit-begins");
        result = writePrivateFile(path, content);
    } else {
        result = readFile(path).and_then([&](const FileSnapshot &before) {
            mark("/commit-begins");
            return replaceFile(path, before, content);
        });
    }
    mark("/commit-ends");
    QTextStream out(stdout);
    if (result)
        out << "ok\n";
    else
        out << errorName(result.error().code) << ' ' << result.error().detail << '\n';
    return result ? 0 : 1;
}

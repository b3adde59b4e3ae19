// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// configedit TOOL FILE add|update|migrate|remove|inspect [LAUNCHER [PROFILE]]: what the program does to one configuration file
// of an AI tool, without keychain, backups and settings around it. For judging the editors with other programs' checkers.
// Exit codes: 0 done (or nothing to do), 64 refused, 73 could not be written.

#include "models/base/file.h"
#include "models/device/clientcatalog.h"
#include "models/device/clientconfig.h"
#include "models/device/configdiff.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

int report(const Error &error)
{
    const ErrorText text = describe(error);
    QTextStream(stderr) << errorName(error.code) << ": " << text.message << '\n';
    return error.code == ErrorCode::FileNotWritable || error.code == ErrorCode::DiskFull ? 73 : 64;
}

int inspect(const QByteArray &bytes, const ConfigShape &shape)
{
    const Result<ConfigInspection> inspection = inspectConfig(bytes, shape);
    if (!inspection)
        return report(inspection.error());
    QTextStream out(stdout);
    out << inspection->serverCount << " servers\n";
    for (const FoundEntry &entry : inspection->entries)
        out << entry.line << ": " << entry.name << (entry.startsLauncher ? " launcher" : "")
            << (entry.hasPlaintextKey() ? " plaintext" : "")
            << (entry.envFile.isEmpty() ? QString() : u" envFile="_s + entry.envFile) << '\n';
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList args = app.arguments();
    const auto tool = ClientCatalog::find(args.value(1));
    if (args.size() < 4 || !tool) {
        QTextStream(stderr) << "configedit TOOL FILE add|update|migrate|remove|inspect "
                               "[LAUNCHER [PROFILE]]\n";
        return 2;
    }
    const ConfigShape shape = tool->shape;
    const QString path = args.at(2);
    const Result<FileSnapshot> file = readFile(path, shape.maxBytes);
    if (!file)
        return report(file.error());
    const QByteArray before = file->exists ? file->bytes : QByteArray();
    if (args.at(3) == "inspect"_L1)
        return inspect(before, shape);
    EntrySpec spec;
    spec.name = u"konstantly"_s;
    spec.command = args.value(4, u"/usr/bin/konstantly-mcp"_s);
    spec.args = {u"run"_s, args.value(5, u"acme"_s)};
    const Result<QByteArray> after = args.at(3) == "remove"_L1
                                         ? withoutEntry(before, shape, spec.name)
                                         : withEntry(before, shape, spec);
    if (!after) {
        Error error = after.error();
        error.subject = path;
        return report(error);
    }
    QTextStream(stdout) << maskedDiff(before, *after, path, shape);
    if (*after == before && after->isNull() == before.isNull())
        return 0;
    const Result<> written = replaceFile(path, *file, after->isNull() ? "{}\n"_ba : *after);
    return written ? 0 : report(written.error());
}

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/noderuntime.h"

#include "models/package/childprocess.h"
#include "models/package/trustedpath.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

#ifdef Q_OS_WIN
constexpr auto ProgramName = "node.exe"_L1;
#else
constexpr auto ProgramName = "node"_L1;
#endif

constexpr qsizetype MaxAnswer = 4096;

//! The bin folders of the versions below \a root (nvm, fnm, asdf), newest first.
QStringList versionFolders(const QString &root, const QString &bin)
{
    QStringList names = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    const auto versionOf = [](const QString &name) {
        return QVersionNumber::fromString(name.startsWith(u'v') ? QStringView(name).mid(1)
                                                                : QStringView(name));
    };
    std::sort(names.begin(), names.end(),
              [&](const QString &a, const QString &b) { return versionOf(a) > versionOf(b); });
    QStringList folders;
    for (const QString &name : std::as_const(names))
        folders << root + u'/' + name + u'/' + bin;
    return folders;
}

QStringList candidateFolders(const NodePlaces &places)
{
    QStringList folders;
    for (const QString &folder : places.path) {
        if (QDir::isAbsolutePath(folder)) // never the current folder (L-6)
            folders << folder;
    }
    if (!places.home.isEmpty()) {
        folders += versionFolders(places.home + u"/.nvm/versions/node"_s, u"bin"_s);
        folders += versionFolders(places.home + u"/.local/share/fnm/node-versions"_s,
                                  u"installation/bin"_s);
        folders += versionFolders(places.home + u"/.asdf/installs/nodejs"_s, u"bin"_s);
    }
    return folders + places.usual;
}

Result<QVersionNumber> askForVersion(const QString &program, std::chrono::milliseconds patience)
{
    QProcess process;
    QProcessEnvironment empty;
    empty.insert(u"LC_ALL"_s, u"C"_s); // an empty QProcessEnvironment would mean "inherit"
    process.setProcessEnvironment(empty);
    process.setWorkingDirectory(u"/"_s);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    endWithUs(process);
    const QDeadlineTimer deadline(patience);
    process.start(program, {u"--version"_s});
    // Read as it comes, and no more than a version needs: it may be any program.
    QByteArray answer;
    while (answer.size() <= MaxAnswer && process.waitForReadyRead(int(deadline.remainingTime())))
        answer += process.readAllStandardOutput();
    const bool isEnded = process.state() == QProcess::NotRunning
                         || (answer.size() <= MaxAnswer
                             && process.waitForFinished(int(deadline.remainingTime())));
    if (!isEnded) {
        killWithChildren(process);
        process.waitForFinished(1000);
        return fail(ErrorCode::NodeMissing, u"%1 does not answer"_s.arg(program), program);
    }
    static const QRegularExpression pattern(u"^v(\\d+\\.\\d+\\.\\d+)"_s);
    const auto match = pattern.match(QString::fromUtf8(answer));
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0
        || !match.hasMatch())
        return fail(ErrorCode::NodeMissing, u"%1 does not tell its version"_s.arg(program),
                    program);
    return QVersionNumber::fromString(match.captured(1));
}

Result<NodeRuntime> examine(const QString &program, std::chrono::milliseconds patience)
{
    // A version switcher's shim (volta, snap) is a link to a program of another name; run by its real path it is not Node.js.
    const QString name = QFileInfo(program).fileName();
    if (name != ProgramName && name != u"nodejs")
        return fail(ErrorCode::NodeMissing, u"%1 is not Node.js itself"_s.arg(program), program);
    if (const QString reason = whyUntrusted(program); !reason.isEmpty())
        return fail(ErrorCode::NodeMissing, reason, program);
    const auto version = askForVersion(program, patience);
    if (!version)
        return fail(version.error());
    if (version->majorVersion() < NodeRuntime::OldestMajor)
        return fail(ErrorCode::NodeMissing, u"%1 is version %2"_s.arg(program, version->toString()),
                    program);
    return NodeRuntime{program, *version};
}

} // namespace

NodePlaces NodePlaces::current()
{
    NodePlaces places;
    places.path = qEnvironmentVariable("PATH").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    places.home = QDir::homePath();
#ifdef Q_OS_WIN
    places.usual = {qEnvironmentVariable("ProgramFiles") + u"/nodejs"_s};
#else
    places.usual = {u"/opt/homebrew/bin"_s, u"/usr/local/bin"_s, u"/usr/bin"_s,
                    u"/opt/local/bin"_s};
#endif
    return places;
}

Result<NodeRuntime> findNode(const NodePlaces &places)
{
    Error firstProblem{ErrorCode::NodeMissing, {}, {}, {}};
    QSet<QString> seen;
    const QStringList folders = candidateFolders(places);
    for (const QString &folder : folders) {
        const QFileInfo info(folder + u'/' + ProgramName);
        const QString program = info.canonicalFilePath();
        if (program.isEmpty() || !info.isFile() || !info.isExecutable() || seen.contains(program))
            continue;
        seen.insert(program);
        auto node = examine(program, places.patience);
        if (node)
            return node;
        if (firstProblem.detail.isEmpty())
            firstProblem = node.error();
    }
    return fail(firstProblem);
}

Result<> checkNode(const NodeRuntime &node)
{
    if (const QString reason = whyUntrusted(node.path); !reason.isEmpty())
        return fail(ErrorCode::NodeMissing, reason, node.path);
    const QFileInfo info(node.path);
    if (!info.isFile() || !info.isExecutable())
        return fail(ErrorCode::NodeMissing, u"%1 can't be run"_s.arg(node.path), node.path);
    return {};
}

} // namespace Konstantly

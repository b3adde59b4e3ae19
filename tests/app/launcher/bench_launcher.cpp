// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! What the launcher costs, against the same server started directly, in one run (product.md 5). Prints figures; checks
//! nothing: machines differ. Run by: tests/support/private-session --keyring build/release/tests/bench_launcher

#include "models/package/childenvironment.h"
#include "tests/app/launcher/launcherhome.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QList>

#include <algorithm>
#include <cstdio>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 21;

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

//! One way to reach the server.
struct Way
{
    QString program;
    QStringList arguments;
    QProcessEnvironment environment;

    [[nodiscard]] double msToTools() const
    {
        QElapsedTimer clock;
        clock.start();
        Program server(program, arguments, environment);
        server.send(request(1, "initialize"));
        if (server.line().isEmpty())
            qFatal("no answer");
        server.send(request(2, "tools/list"));
        if (server.line().isEmpty())
            qFatal("no tools");
        return double(clock.nsecsElapsed()) / 1e6;
    }

    [[nodiscard]] double usPerMessage() const
    {
        Program server(program, arguments, environment);
        const QByteArray message = QByteArray(200, 'm') + '\n';
        QList<double> times;
        for (int i = 0; i < 2000; ++i) {
            QElapsedTimer clock;
            clock.start();
            server.send(message);
            if (server.line().size() != 200)
                qFatal("no echo");
            times << double(clock.nsecsElapsed()) / 1e3;
        }
        return median(times);
    }

    //! 100 MB there and back, by shell so that only the pipes and the programs count.
    [[nodiscard]] double secondsForBulk() const
    {
        QElapsedTimer clock;
        clock.start();
        Program shell(
            u"sh"_s,
            QStringList{u"-c"_s, u"head -c 100000000 /dev/zero | \"$0\" \"$@\" | wc -c"_s, program}
                + arguments,
            environment);
        if (shell.line(120000).trimmed() != "100000000")
            qFatal("bytes were lost");
        return double(clock.nsecsElapsed()) / 1e9;
    }
};

template<typename Measure>
void compare(const char *what, const char *unit, int rounds, const Way &direct, const Way &launched,
             const Measure &measure)
{
    QList<double> plain;
    QList<double> relayed;
    for (int i = 0; i < rounds; ++i) {
        plain << measure(direct);
        relayed << measure(launched);
    }
    std::printf("%-24s direct %8.2f %s   launcher %8.2f %s   +%.2f %s   ratio %.2f\n", what,
                median(plain), unit, median(relayed), unit, median(relayed) - median(plain), unit,
                median(relayed) / median(plain));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    qunsetenv("DISPLAY");
    const LauncherHome home;
    const auto package = ServerPackage(home.paths()).status();
    const Way launched{
        LauncherHome::launcher(), {u"run"_s, u"acme"_s}, QProcessEnvironment::systemEnvironment()};
    // The same environment for Node.js: NODE_EXTRA_CA_CERTS alone can cost it 20 ms.
    auto environment = childEnvironment(QProcessEnvironment::systemEnvironment(), home.paths().home,
                                        package->node.path);
    environment.insert(u"KONSTANTLY_MCP_KEY"_s, QString::fromLatin1(home.key()));
    const Way direct{package->node.path, {package->entryScript}, environment};

    home.setMode("mcp");
    compare("start to tools/list", "ms", Rounds, direct, launched,
            [](const Way &way) { return way.msToTools(); });

    QList<double> reads;
    QList<double> lookups;
    auto talkative = QProcessEnvironment::systemEnvironment();
    talkative.insert(u"KONSTANTLY_MCP_STEPS"_s, u"1"_s);
    for (int i = 0; i < Rounds; ++i) {
        auto program = Program::launch({u"run"_s, u"acme"_s}, talkative);
        program.endInput();
        static_cast<void>(program.wait());
        const QByteArray errors = program.errors();
        const qsizetype at = errors.indexOf("keychain ok ");
        reads << errors.mid(at + 12).split(' ').first().toDouble();
        QElapsedTimer clock;
        clock.start();
        QProcess::execute(
            u"sh"_s,
            {u"-c"_s, u"secret-tool lookup server com.konstantly.keys user \"$0\" >/dev/null"_s,
             home.workspace().consoleSlot});
        lookups << double(clock.nsecsElapsed()) / 1e6;
    }
    std::printf("%-24s launcher's step %.1f ms   secret-tool lookup %.1f ms\n", "keychain read",
                median(reads), median(lookups));

    home.setMode("echo");
    compare("one message", "us", 3, direct, launched,
            [](const Way &way) { return way.usPerMessage(); });
    compare("100 MB both ways", "s", 3, direct, launched,
            [](const Way &way) { return way.secondsForBulk(); });

    auto program = Program::launch();
    program.send("x\n");
    static_cast<void>(program.line());
    QFile status(u"/proc/%1/status"_s.arg(program.pid()));
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmRSS") || line.startsWith("RssAnon"))
                std::printf("%s\n", line.constData());
        }
    }
    return 0;
}

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! What the check of the package before each start costs, for 20 MiB in 2,000 files (product.md 5). Prints figures; checks
//! nothing: machines differ. Run: build/release/tests/bench_verify

#include "models/package/serverpackage.h"
#include "models/settings/apppaths.h"
#include "tests/support/await.h"
#include "tests/support/nodepackage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int Files = 2000;
constexpr int Rounds = 31;

NodePackage largePackage()
{
    NodePackage package;
    QByteArray content(20 * 1024 * 1024 / Files, Qt::Uninitialized);
    for (int i = 0; i < Files; ++i) {
        for (char &c : content)
            c = char(QRandomGenerator::global()->generate());
        package.files[u"lib/%1/%2.js"_s.arg(i % 100).arg(i)] = content;
    }
    return package;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir home;
    const AppPaths paths = AppPaths::forHome(home.path());
    const ServerPackage package(paths);
    QObject scope;
    const auto installed = await(
        package.install(largePackage().pack(home.filePath(u"packages"_s)), {}, &scope), 120000);
    if (!installed)
        qFatal("not installed: %s", qPrintable(installed.error().detail));
    QList<double> times;
    const std::clock_t processorBefore = std::clock();
    for (int i = 0; i < Rounds; ++i) {
        QElapsedTimer clock;
        clock.start();
        if (!package.verify())
            qFatal("not verified");
        times << double(clock.nsecsElapsed()) / 1e6;
    }
    const double processorMs = double(std::clock() - processorBefore) * 1000 / CLOCKS_PER_SEC
                               / Rounds;
    std::sort(times.begin(), times.end());
    std::printf("verify %d files: median %.1f ms, fastest %.1f ms, slowest %.1f ms; "
                "processor time of all threads %.1f ms each\n",
                installed->files, times.at(Rounds / 2), times.first(), times.last(), processorMs);
    return 0;
}

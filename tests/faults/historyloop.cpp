// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! historyloop run FILE MICROSECONDS: adds to a history, and deletes from it, without an end, and is killed after that time.
//! Prints the number of each batch once it is stored.
//! historyloop fill FILE FILLER: adds until the disk is full, looks whether all that was stored is still there, removes the
//! file FILLER and adds again. Prints what it found.

#include "tests/faults/historyloop.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <cstdio>
#include <thread>

#include <unistd.h>

using namespace Konstantly;
using namespace Konstantly::Tests;

namespace {

std::unique_ptr<UsageDatabase> opened(const char *path)
{
    UsageLocation location;
    location.path = QFile::decodeName(path);
    auto database = UsageDatabase::open(location, KilledHistory::workspace(), KilledHistory::zone(),
                                        KilledHistory::limits());
    if (database)
        return *std::move(database);
    std::printf("can't open: %s %s\n", qPrintable(errorName(database.error().code)),
                qPrintable(database.error().detail));
    return nullptr;
}

//! The last batch that \a source's state says is stored.
int lastOf(const UsageDatabase &database, UsageSource source)
{
    const auto state = database.state(
        source, source == UsageSource::Device ? KilledHistory::reader() : QString());
    return state ? state->cursor.toInt() : -1;
}

Result<UsageAdded> addNext(UsageDatabase &database, UsageSource source)
{
    const int number = lastOf(database, source) + 1;
    SourceState state;
    state.cursor = QByteArray::number(number);
    return database.add(source, KilledHistory::calls(number, source), state,
                        source == UsageSource::Device ? KilledHistory::reader() : QString());
}

int run(const char *path, int microseconds)
{
    std::thread([microseconds] {
        std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
        kill(getpid(), SIGKILL);
    }).detach();
    const auto database = opened(path);
    if (!database)
        return 1;
    for (;;) {
        // The one that is behind: a kill may have come between the two.
        const bool isDevice = lastOf(*database, UsageSource::Device)
                              < lastOf(*database, UsageSource::Service);
        const auto added = addNext(*database,
                                   isDevice ? UsageSource::Device : UsageSource::Service);
        if (!added) {
            std::printf("can't add: %s\n", qPrintable(added.error().detail));
            return 1;
        }
        std::printf("%d\n", lastOf(*database, UsageSource::Service));
        std::fflush(stdout);
        // Few at a time, so that there is something to delete most of the time.
        if (const auto pruned = database->prune(7); !pruned) {
            std::printf("can't prune: %s\n", qPrintable(pruned.error().detail));
            return 1;
        }
    }
}

int fill(const char *path, const char *filler)
{
    const auto database = opened(path);
    if (!database)
        return 1;
    constexpr int Enough = 5000;
    for (int i = 0; i < Enough; ++i) {
        const auto added = addNext(*database, UsageSource::Service);
        if (added)
            continue;
        const int stored = lastOf(*database, UsageSource::Service);
        std::printf("%s after %s\n", qPrintable(errorName(added.error().code)),
                    stored == i ? "all" : "some");
        std::printf("rows %s\n",
                    database->rowCount() == i * KilledHistory::CallsPerBatch ? "kept" : "lost");
        QFile::remove(QFile::decodeName(filler));
        std::printf("then %s\n", addNext(*database, UsageSource::Service) ? "added" : "refused");
        return 0;
    }
    std::puts("never full");
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QByteArrayView mode(argc == 4 ? argv[1] : "");
    if (mode == "run")
        return run(argv[2], QByteArray(argv[3]).toInt());
    if (mode == "fill")
        return fill(argv[2], argv[3]);
    return 2;
}

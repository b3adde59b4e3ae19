// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! journalonce HOME FIRST LAST [PIECE]: one sync of a journal with small segments, from the service's event number FIRST down to
//! LAST in pages of PIECE (5), for tests that kill it. Two access() calls mark where writing begins and ends in a trace of system
//! calls. Prints "ok", or the error.

#include "tests/faults/journalonce.h"

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

using namespace Konstantly;
using namespace Konstantly::Tests;

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    AuditJournal journal = smallJournal(QFile::decodeName(argv[1]));
    const int first = std::atoi(argv[2]);
    const int last = std::atoi(argv[3]);
    const int piece = argc > 4 ? std::atoi(argv[4]) : 5;
    [[maybe_unused]] int marked = access("/sync-begins", F_OK);
    for (int number = first; number >= last; number -= piece) {
        QList<AuditRecord> records;
        for (int i = std::max(number - piece + 1, last); i <= number; ++i)
            records << serviceEvent(i);
        const auto written = journal.append(records, [&](AuditProgress &progress) {
            progress.newest = std::max(progress.newest, records.constLast().at);
        });
        if (!written) {
            std::printf("%s %s\n", qPrintable(errorName(written.error().code)),
                        qPrintable(written.error().detail));
            return 1;
        }
    }
    marked = access("/sync-ends", F_OK);
    std::puts("ok");
    return 0;
}

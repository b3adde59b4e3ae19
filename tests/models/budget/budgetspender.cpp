// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// One of several processes that fail to authenticate at the same time: tries for some seconds to spend the shared budget,
// each time with another key, and prints how often it was allowed to.
#include "models/budget/authbudget.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

#include <cstdio>

using namespace Konstantly;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    AuthBudget budget(application.arguments().at(1));
    const int milliseconds = application.arguments().at(2).toInt();
    int failures = 0;
    int keys = 0;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
        const Secret key("key " + QByteArray::number(application.applicationPid()) + ' '
                         + QByteArray::number(++keys));
        const auto ticket = budget.begin(key, Purpose::UserAction);
        if (ticket && *ticket) {
            ++failures;
            QThread::msleep(20); // the request is out
            budget.rejected(**ticket);
        } else {
            QThread::msleep(2);
        }
    }
    std::printf("%d\n", failures);
    return 0;
}

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QProcessEnvironment>
#include <QStringList>

#include <functional>
#include <utility>

namespace Konstantly::Tests {

//! One way to reach the server of tests/data/launcher.
struct Way
{
    QString program;
    QStringList arguments;
    QProcessEnvironment environment;
};

[[nodiscard]] double median(QList<double> values);

//! Both measured in turn, so that what else the machine does hits both. The medians.
[[nodiscard]] std::pair<double, double> compare(int rounds, const Way &first, const Way &second,
                                                const std::function<double(const Way &)> &measure);

//! From the start of the program to the answer to `tools/list`. Server mode "mcp".
[[nodiscard]] double msToTools(const Way &way);
//! Median of a `tools/call` with its answer. Server mode "mcp".
[[nodiscard]] double usPerCall(const Way &way);

//! 100 MB of JSON-RPC in messages of usual size.
[[nodiscard]] QByteArray bulk();
//! All of \a bytes there and back, compared. Server mode "echo".
[[nodiscard]] double secondsForBulk(const Way &way, const QByteArray &bytes);

[[nodiscard]] QByteArray toolCall(int id);
[[nodiscard]] double residentKiB(qint64 pid);

} // namespace Konstantly::Tests

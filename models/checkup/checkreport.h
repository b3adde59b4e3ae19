// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/checkup/check.h"

#include <QDateTime>
#include <QJsonObject>

namespace Konstantly {

struct CheckCounts
{
    int problems = 0;
    int warnings = 0;
    int passed = 0;
    int unknown = 0;
};
[[nodiscard]] CheckCounts countChecks(const QList<CheckResult> &results);
//! "2 problems, 1 warning, 8 passed, 3 can't tell"; translated.
[[nodiscard]] QString countsText(const CheckCounts &counts);

//! `{problems, warnings, passed, unknown, checks: [{id, state, title, detail, fix}]}` (cli.md)
[[nodiscard]] QJsonObject checkupToJson(const QList<CheckResult> &results);
//! The same for people, as Markdown; whatever names hold, they stay text. \a checkedAt in UTC. Translated.
[[nodiscard]] QString checkupToMarkdown(const QList<CheckResult> &results, const QString &workspace,
                                        const QDateTime &checkedAt);

} // namespace Konstantly

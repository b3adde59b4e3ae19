// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace Konstantly::Fuzz {

//! What the editors are asked to add.
inline const QString own = QStringLiteral("konstantly");

inline TextDraft entry()
{
    return TextDraft::of(
        {{QStringLiteral("command"), TextDraft::of(QStringLiteral("/usr/bin/konstantly-mcp"))},
         {QStringLiteral("args"),
          TextDraft::of(QStringList{QStringLiteral("run"), QStringLiteral("a\"b\\")})}});
}

//! Ends the run, which makes the input a finding.
inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

inline void requireRefusal(const Error &error)
{
    require(error.code == ErrorCode::FileNotParsable || error.code == ErrorCode::FileUnsupported,
            "a refusal is about the file");
    require(!error.detail.isEmpty(), "a refusal says why");
}

//! The member \a name that \a path leads to, nothing when it isn't there.
inline std::optional<TextMember> memberAt(const StructuredText &text, const QStringList &path,
                                          const QString &name)
{
    TextValue object = text.root();
    for (const QString &step : path) {
        const auto found = text.find(object, step);
        if (!found || !*found)
            return std::nullopt;
        object = (*found)->value;
    }
    const auto found = text.find(object, name);
    return found ? *found : std::nullopt;
}

//! \a draft with its members by name, however deep: their order is no part of the value.
inline TextDraft sorted(TextDraft draft)
{
    for (auto &[name, member] : draft.members)
        member = sorted(member);
    std::sort(draft.members.begin(), draft.members.end(),
              [](const auto &left, const auto &right) { return left.first < right.first; });
    return draft;
}

//! Whether \a after is \a before with bytes added in one place.
inline bool isOneInsertion(const QByteArray &before, const QByteArray &after)
{
    if (after.size() < before.size())
        return false;
    qsizetype front = 0;
    while (front < before.size() && before[front] == after[front])
        ++front;
    return after.last(before.size() - front) == before.last(before.size() - front);
}

} // namespace Konstantly::Fuzz

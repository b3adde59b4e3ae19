// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/calloutcome.h"
#include "models/usage/durationdigest.h"
#include "models/usage/usagequery.h"

#include <QByteArray>

#include <vector>

namespace Konstantly {

//! How \a outcome counts on the page.
[[nodiscard]] OutcomeClass outcomeClass(std::optional<CallOutcome> outcome);

//! What the store keeps ready of one stretch of time: how many calls, and how long they took, by key, tool and outcome. A
//! value. Keys and tools are the database's numbers for them; 0 stands for all of them together.
class RollupCell final
{
public:
    struct Group
    {
        qint64 key = 0;
        qint64 tool = 0;
        OutcomeClass outcome = OutcomeClass::Succeeded;
        friend auto operator<=>(const Group &, const Group &) = default;
    };
    struct Entry
    {
        Group group;
        qint64 calls = 0;
        DurationDigest durations;
        friend bool operator==(const Entry &, const Entry &) = default;
    };

    void add(const Group &group, std::optional<std::chrono::milliseconds> duration);
    void add(const Group &group, qint64 calls, const DurationDigest &durations);
    void add(const RollupCell &other);
    //! \a other must have been added before.
    void remove(const RollupCell &other);

    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; } //!< ascending
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }

    //! For the database. Empty for an empty cell.
    [[nodiscard]] QByteArray toBytes() const;
    //! Nothing when \a bytes are not what toBytes() gives.
    [[nodiscard]] static std::optional<RollupCell> fromBytes(QByteArrayView bytes);

    friend bool operator==(const RollupCell &, const RollupCell &) = default;

private:
    Entry &entry(const Group &group);

    std::vector<Entry> m_entries;
};

//! Writes what RollupCell::toBytes() gives, without a cell, of calls that come in order.
class RollupEncoder final
{
public:
    //! A call. Groups ascend, and within each the bins of durations (see DurationDigest; -1 = not told).
    void add(const RollupCell::Group &group, int bin);
    //! Of the calls since the last time.
    [[nodiscard]] QByteArray takeBytes();

private:
    void endBin();
    void endGroup();

    QByteArray m_bytes;
    RollupCell::Group m_group;
    qint64 m_calls = 0; // in it; 0 = there is none yet
    QByteArray m_durations;
    int m_lastBin = -1; // in m_durations
    int m_bin = -1;     // that is being counted
    qint64 m_inBin = 0;
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagecall.h"

#include <QByteArray>

#include <vector>

namespace Konstantly {

//! What one source told of one call, with the database's numbers for names.
struct Observation
{
    std::chrono::milliseconds at{0};
    UsageSource source = UsageSource::Device;
    bool isKeyTold = false; //!< false: a slot of the launcher's, or nothing
    qint64 tool = 0;
    qint64 key = 0;
    qint64 client = 0; //!< 0 = not told
    std::optional<CallOutcome> outcome;
    std::optional<std::chrono::milliseconds> duration;
    QString id;     //!< the source's; empty = none
    qint64 row = 0; //!< where it is stored; 0 = not yet

    friend bool operator==(const Observation &, const Observation &) = default;
};

//! Whether \a key is one of the service's, and not only known to the launcher.
[[nodiscard]] bool isToldKey(QStringView key);

//! One call: a row of the database. What it says follows from who told of it alone, not from the order in which they did.
struct CallRow
{
    qint64 id = 0;                 //!< 0 = not stored
    std::vector<Observation> told; //!< at least one, of different sources

    // What the observations come to
    std::chrono::milliseconds at{0};
    qint64 tool = 0;
    qint64 key = 0;
    qint64 client = 0;
    std::optional<CallOutcome> outcome;
    std::optional<std::chrono::milliseconds> duration;

    CallRow() = default;
    explicit CallRow(std::vector<Observation> observations, qint64 rowId = 0);

    [[nodiscard]] int seen() const; //!< one bit a source, see seenBit()
    [[nodiscard]] QString idOf(UsageSource source) const;

    //! What the row's columns don't say of several observations; empty for a single one.
    [[nodiscard]] QByteArray details() const;
    //! Puts back together what a row was made of. Nothing when \a details is not what details() gave.
    struct Columns;
    [[nodiscard]] static std::optional<CallRow> fromColumns(const Columns &columns);
};

struct CallRow::Columns
{
    qint64 id = 0;
    std::chrono::milliseconds at{0};
    qint64 tool = 0;
    qint64 key = 0;
    qint64 client = 0;
    std::optional<CallOutcome> outcome;
    std::optional<std::chrono::milliseconds> duration;
    int seen = 0;
    QString serviceId;
    QString auditId;
    QByteArray details;
};

[[nodiscard]] constexpr int seenBit(UsageSource source)
{
    return 1 << int(source);
}

} // namespace Konstantly

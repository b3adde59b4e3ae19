// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagetables.h"

namespace Konstantly {

//! One UsageDatabase::add(). Used once, inside a transaction.
class UsageWriter final
{
public:
    explicit UsageWriter(UsageTables &tables)
        : m_tables(tables)
    {}
    Q_DISABLE_COPY_MOVE(UsageWriter)

    [[nodiscard]] Result<UsageAdded> add(UsageSource source, const QList<UsageCall> &calls);

private:
    [[nodiscard]] Result<std::vector<Observation>> news(UsageSource source,
                                                        const QList<UsageCall> &calls);
    [[nodiscard]] Result<Observation> observation(UsageSource source, const UsageCall &call);
    [[nodiscard]] Result<qint64> number(NameKind kind, const QString &name);
    [[nodiscard]] Result<bool> areAllNew(UsageSource source,
                                         const QList<const UsageCall *> &calls) const;
    [[nodiscard]] Result<> dropKnown(UsageSource source, QList<const UsageCall *> &calls) const;
    [[nodiscard]] Result<RollupHorizon> moveHorizon(std::chrono::milliseconds newest) const;
    [[nodiscard]] Result<> place(std::vector<Observation> run);
    [[nodiscard]] Result<bool> hasOtherSources(const TimeRange &range, UsageSource source) const;
    [[nodiscard]] Result<> match(std::vector<Observation> run);
    [[nodiscard]] Result<std::vector<CallRow>> rowsIn(const TimeRange &range);
    [[nodiscard]] Result<> writeRows();
    void touch(std::chrono::milliseconds at);

    UsageTables &m_tables;
    UsageAdded m_added;
    RollupChanges *m_rollups = nullptr; // while add() runs
    std::map<qint64, CallRow> m_removed;
    std::vector<CallRow> m_inserted;
    std::vector<Observation> m_alone; // to be inserted, too: calls that no other source tells of
};

} // namespace Konstantly

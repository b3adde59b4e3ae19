// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/konstantly/types.h"
#include "models/usage/usagecall.h"

#include <QSet>

#include <vector>

namespace Konstantly {

//! One page of a list of the service, as far as usage is concerned.
struct UsageListing
{
    QList<UsageCall> calls;                       //!< those rows that are calls of MCP tools
    QStringList ids;                              //!< of every row
    std::vector<std::chrono::milliseconds> times; //!< of every row
    qint64 totalCount = 0;
    QDateTime serverDate; //!< see Page

    [[nodiscard]] static UsageListing of(const Page<UsageEntry> &page);
    //! Of the audit log, events of other types are rows without a call.
    [[nodiscard]] static UsageListing of(const Page<AuditEvent> &page);
};

//! Whether page after page of one list is what a list newest first can be. Rows that come late shift those behind them, so a
//! row may come twice; but every page has to bring something new, and never anything later than the page before ended with.
class UsageListingCheck final
{
public:
    //! BadResponse when \a page does not go on where the pages before ended.
    [[nodiscard]] Result<> take(const UsageListing &page);
    [[nodiscard]] qint64 rows() const
    {
        return m_rows;
    } //!< of all pages: where the next one begins
    //! Whether there is nothing left to ask for.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    //! Of the last row. Rows of that very moment may follow on the next page.
    [[nodiscard]] std::chrono::milliseconds oldest() const { return m_oldest; }

private:
    QSet<QString> m_ids;
    qint64 m_rows = 0;
    bool m_isComplete = false;
    std::chrono::milliseconds m_oldest = std::chrono::milliseconds::max();
};

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// What the page shows of the keys that are selected, and what it asks the history of usage about keys.

#include "models/base/background.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keylistmodel.h"
#include "models/keys/keystore.h"
#include "models/keys/refusal.h"
#include "models/settings/workspacestore.h"
#include "models/usage/usagefeed.h"
#include "ui/keys/keydetailspane.h"
#include "ui/keys/keysearchbar.h"
#include "ui/keys/keyspage.h"
#include "ui/keys/keytable.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr std::size_t MaxSparklineDays = 31;

} // namespace

void KeysPage::showSelection()
{
    const QStringList ids = m_keys != nullptr ? m_table->selectedIds() : QStringList();
    m_bar->revokeButton()->setEnabled(!ids.isEmpty() && !revocableSelection().isEmpty());
    const int row = ids.size() == 1 ? m_keys->rowOf(ids.first()) : -1;
    ++m_usageQuestion; // an answer about the key before is of no use
    if (row >= 0)
        showKey(row);
    else if (ids.size() > 1)
        m_details->showSelection(int(ids.size()));
    m_details->setVisible(!ids.isEmpty());
    if (m_workspace)
        showSummary();
}

void KeysPage::showKey(int row)
{
    const KeyRow key = m_keys->row(row);
    m_details->showKey(
        key, m_workspace->access.workspace(),
        explainRefusal(refusalFacts(key.key, m_workspace->keys, m_parts.workspaces.workspaces()),
                       m_parts.clock()));
    if (m_usageOf == key.key.id)
        m_details->showUsage(m_usage); // until they are counted again
    // One question a key that is looked at, and one more when the row changes.
    UsageFeed &feed = m_workspace->usage;
    const std::chrono::milliseconds now(m_parts.clock().toMSecsSinceEpoch());
    const TimeRange month = rangeOf(UsagePeriod::Month, now, feed.zone());
    UsageFilter filter;
    filter.keys = QStringList{key.key.id};
    whenFinished(
        feed.series({month, BucketWidth::Day, UsageSplit::Outcome, filter}, UsageStep::Day,
                    MaxSparklineDays),
        this,
        [this, id = key.key.id, asked = ++m_usageQuestion](const Result<UsageSeries> &series) {
            if (asked != m_usageQuestion)
                return;
            m_usageOf = id;
            m_usage = series ? columnTotals(*series) : QList<qint64>();
            m_details->showUsage(m_usage);
        });
}

//! Without an answer that is sure no key is shown as one that leaves its right to write unused.
void KeysPage::askWhoWrote()
{
    ++m_writersQuestion;
    if (!m_workspace)
        return;
    whenFinished(m_workspace->usage.keysThatWrote(), this,
                 [this, asked = m_writersQuestion](const Result<QSet<QString>> &keys) {
                     if (asked == m_writersQuestion)
                         m_keys->setWriters(keys ? std::optional(*keys) : std::nullopt);
                 });
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keyfiltermodel.h"

#include "models/keys/keylistmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

KeyFilterModel::KeyFilterModel(KeyListModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSortRole(KeyListModel::SortRole);
    setSourceModel(&source);
    countChips();
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&source, signal, this, &KeyFilterModel::countChips);
    connect(&source, &QAbstractItemModel::dataChanged, this, &KeyFilterModel::countChips);
}

void KeyFilterModel::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_words = text.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void KeyFilterModel::setOwner(const QString &userId)
{
    if (m_owner == userId)
        return;
    m_owner = userId;
    invalidateFilter();
}

void KeyFilterModel::setChip(Chip chip)
{
    if (m_chip == chip)
        return;
    m_chip = chip;
    invalidateFilter();
}

QString KeyFilterModel::chipLabel(Chip chip)
{
    switch (chip) {
    case Chip::All:
        return tr("All");
    case Chip::NeedsRotation:
        return tr("Needs rotation");
    case Chip::OwnerLeft:
        return tr("Owner left");
    case Chip::OwnerUnknown:
        return tr("Owner unknown");
    case Chip::NeverUsed:
        return tr("Never used");
    case Chip::Idle45:
        return tr("Idle 45 days");
    case Chip::Idle90:
        return tr("Idle 90 days");
    case Chip::Exposed:
        return tr("Exposed");
    case Chip::PoorlyNamed:
        return tr("Poorly named");
    case Chip::NeverWrote:
        return tr("Right to write unused");
    case Chip::ThisDevice:
        return tr("This device");
    case Chip::Revoked:
        return tr("Revoked");
    }
    return {};
}

bool KeyFilterModel::isShownBy(const KeyRow &row, Chip chip)
{
    if (row.statuses.testFlag(KeyStatus::Revoked))
        return chip == Chip::Revoked && row.revokedDays <= GraveyardDays;
    switch (chip) {
    case Chip::All:
        return true;
    case Chip::NeedsRotation:
        return row.statuses.testFlag(KeyStatus::RotationDue);
    case Chip::OwnerLeft:
        return row.statuses.testFlag(KeyStatus::OwnerLeft);
    case Chip::OwnerUnknown:
        return !row.key.owner || (row.key.owner->id.isEmpty() && row.key.owner->name.isEmpty());
    case Chip::NeverUsed:
        return row.statuses.testFlag(KeyStatus::NeverUsed);
    case Chip::Idle45:
        return row.idleDays >= 45;
    case Chip::Idle90:
        return row.idleDays >= 90;
    case Chip::Exposed:
        return row.statuses.testFlag(KeyStatus::Exposed);
    case Chip::PoorlyNamed:
        return row.statuses.testFlag(KeyStatus::PoorlyNamed);
    case Chip::NeverWrote:
        return row.neverWrote;
    case Chip::ThisDevice:
        return row.isOnThisDevice();
    case Chip::Revoked:
        return false;
    }
    return false;
}

void KeyFilterModel::countChips()
{
    std::array<int, std::size_t(ChipCount)> counts{};
    for (int row = 0; row < m_source.rowCount(); ++row) {
        for (int chip = 0; chip < ChipCount; ++chip)
            counts[std::size_t(chip)] += int(isShownBy(m_source.row(row), Chip(chip)));
    }
    if (counts == m_counts)
        return;
    m_counts = counts;
    Q_EMIT countsChanged();
}

bool KeyFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    if (!isShownBy(m_source.row(sourceRow), m_chip))
        return false;
    const std::optional<UserRef> &owner = m_source.row(sourceRow).key.owner;
    if (!m_owner.isEmpty() && (!owner || owner->id != m_owner))
        return false;
    const QString &text = m_source.searchText(sourceRow);
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word); });
}

bool KeyFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int order = m_source.compareRows(left.row(), right.row(), left.column());
    // Equal rows keep the service's order, newest first, so that the table does not jump about.
    return order == 0 ? left.row() < right.row() : order < 0;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keylistmodel.h"

#include "models/base/plaintext.h"
#include "models/base/rowdiff.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"
#include "models/konstantly/scopetext.h"
#include "models/settings/exposures.h"
#include "models/settings/workspacestore.h"

#include <algorithm>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString searchTextOf(const Key &key)
{
    QString text = plainText(key.name) + u'\n' + key.prefix;
    if (key.owner)
        text += u'\n' + plainText(key.owner->name) + u'\n' + key.owner->email;
    return text.toLower();
}

//! Milliseconds, so that dates sort as numbers; "never" before any date, "not provided" before "never".
qlonglong sortableTime(const LastUsed &lastUsed)
{
    switch (lastUsed.state) {
    case LastUsed::State::NotProvided:
        return -2;
    case LastUsed::State::Never:
        return -1;
    case LastUsed::State::At:
        return lastUsed.at.toMSecsSinceEpoch();
    }
    return -2;
}

//! How bad a status is: Active 0, and up in the order of worstStatus().
int severity(const KeyRow &row)
{
    switch (worstStatus(row.statuses)) {
    case KeyStatus::Active:
        return 0;
    case KeyStatus::PoorlyNamed:
        return 1;
    case KeyStatus::Idle:
        return 2;
    case KeyStatus::NeverUsed:
        return 3;
    case KeyStatus::RotationDue:
        return 4;
    case KeyStatus::OwnerLeft:
        return 5;
    case KeyStatus::Exposed:
        return 6;
    case KeyStatus::Revoked:
        return -1;
    }
    return 0;
}

} // namespace

KeyListModel::KeyListModel(const KeyStore &keys, const WorkspaceStore &workspaces,
                           const Exposures &exposures, KeyRules rules, Clock clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_keys(keys)
    , m_workspaces(workspaces)
    , m_exposures(exposures)
    , m_rules(rules)
    , m_clock(std::move(clock))
    , m_collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale())
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
    m_rows = assessAll();
    for (const KeyRow &row : m_rows)
        m_texts.push_back(textsOf(row.key));
    connect(&keys, &KeyStore::keysChanged, this, &KeyListModel::follow);
    connect(&workspaces, &WorkspaceStore::workspacesChanged, this, &KeyListModel::follow);
    connect(&exposures, &Exposures::changed, this, &KeyListModel::follow);
}

KeyListModel::~KeyListModel() = default;

int KeyListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int KeyListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant KeyListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const KeyRow &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, index.column());
    case Qt::TextAlignmentRole:
        if (index.column() == LastUsedColumn || index.column() == AgeColumn)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return index.column() == StatusColumn ? accessibleStatus(row)
                                              : displayText(row, index.column());
    case IdRole:
        return row.key.id;
    case SortRole:
        return sortValue(row, index.column());
    case StatusesRole:
        return row.statuses.toInt();
    case StatusNamesRole:
        return statusNames(row.statuses);
    case WorstStatusRole:
        return int(worstStatus(row.statuses));
    case OnThisDeviceRole:
        return row.isOnThisDevice();
    case DeviceKeyRole:
        return row.isDeviceKey;
    case OwnerLeftRole:
        return row.statuses.testFlag(KeyStatus::OwnerLeft);
    case RevokedRole:
        return row.key.revokedAt.has_value();
    case PrefixRole:
        return row.key.prefix;
    case CreatedAtRole:
        return row.key.createdAt;
    case LastUsedAtRole:
        return row.key.lastUsed.at;
    case RotateByRole:
        return row.rotateBy;
    default:
        return {};
    }
}

QVariant KeyListModel::displayText(const KeyRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.key.name.isEmpty() ? tr("(no name)") : plainText(row.key.name);
    case OwnerColumn:
        return ownerText(row.key);
    case ScopesColumn:
        return scopesText(row.key.scopes);
    case LastUsedColumn:
        return lastUsedText(row.key.lastUsed, m_now);
    case AgeColumn:
        return row.key.createdAt.isValid() ? ageText(row.ageDays) : tr("not provided");
    case StatusColumn:
        return statusText(row);
    default:
        return {};
    }
}

QString KeyListModel::accessibleStatus(const KeyRow &row)
{
    QStringList labels;
    for (int bit = int(KeyStatus::Active); bit <= int(KeyStatus::Revoked); bit *= 2) {
        if (row.statuses.testFlag(KeyStatus(bit)))
            labels << statusLabel(KeyStatus(bit));
    }
    return labels.join(u", "_s);
}

QVariant KeyListModel::sortValue(const KeyRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.key.name.toCaseFolded();
    case OwnerColumn:
        return row.key.owner ? row.key.owner->name.toCaseFolded() : QString();
    case ScopesColumn:
        return int(row.key.scopes.read) + 2 * int(row.key.scopes.write);
    case LastUsedColumn:
        return sortableTime(row.key.lastUsed);
    case AgeColumn: // the older the greater
        return row.key.createdAt.isValid() ? -row.key.createdAt.toMSecsSinceEpoch()
                                           : std::numeric_limits<qlonglong>::max();
    case StatusColumn:
        return severity(row);
    default:
        return {};
    }
}

int KeyListModel::compareRows(int left, int right, int column) const
{
    const std::vector<int> &places = ranks(column);
    return places[std::size_t(left)] - places[std::size_t(right)];
}

int KeyListModel::compareByContent(std::size_t left, std::size_t right, int column) const
{
    if (column == NameColumn)
        return m_texts[left].name.compare(m_texts[right].name);
    if (column == OwnerColumn)
        return m_texts[left].owner.compare(m_texts[right].owner);
    const qlonglong x = sortValue(m_rows[left], column).toLongLong();
    const qlonglong y = sortValue(m_rows[right], column).toLongLong();
    return x < y ? -1 : int(x > y);
}

const std::vector<int> &KeyListModel::ranks(int column) const
{
    std::vector<int> &places = m_ranks[std::size_t(column)];
    if (!places.empty())
        return places;
    std::vector<std::size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [this, column](std::size_t a, std::size_t b) {
        return compareByContent(a, b, column) < 0;
    });
    places.resize(m_rows.size());
    for (std::size_t i = 1; i < order.size(); ++i) {
        const bool isGreater = compareByContent(order[i - 1], order[i], column) < 0;
        places[order[i]] = places[order[i - 1]] + int(isGreater);
    }
    return places;
}

void KeyListModel::forgetRanks()
{
    for (std::vector<int> &places : m_ranks)
        places.clear();
}

KeyListModel::RowTexts KeyListModel::textsOf(const Key &key) const
{
    return {searchTextOf(key), m_collator.sortKey(key.name),
            m_collator.sortKey(key.owner ? key.owner->name : QString())};
}

QVariant KeyListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isRight = section == LastUsedColumn || section == AgeColumn;
        return int((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case OwnerColumn:
        return tr("Owner");
    case ScopesColumn:
        return tr("Scopes");
    case LastUsedColumn:
        return tr("Last used");
    case AgeColumn:
        return tr("Age");
    case StatusColumn:
        return tr("Status");
    default:
        return {};
    }
}

QHash<int, QByteArray> KeyListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {IdRole, "id"},
            {SortRole, "sort"},
            {StatusesRole, "statuses"},
            {StatusNamesRole, "statusNames"},
            {WorstStatusRole, "worstStatus"},
            {OnThisDeviceRole, "onThisDevice"},
            {DeviceKeyRole, "deviceKey"},
            {OwnerLeftRole, "ownerLeft"},
            {RevokedRole, "revoked"},
            {PrefixRole, "prefix"},
            {CreatedAtRole, "createdAt"},
            {LastUsedAtRole, "lastUsedAt"},
            {RotateByRole, "rotateBy"}};
}

int KeyListModel::rowOf(QStringView keyId) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [keyId](const KeyRow &row) { return row.key.id == keyId; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int KeyListModel::attentionCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
                             [](const KeyRow &row) { return needsAttention(row.statuses); }));
}

void KeyListModel::setRules(const KeyRules &rules)
{
    if (m_rules == rules)
        return;
    m_rules = rules;
    follow();
}

void KeyListModel::setWriters(const std::optional<QSet<QString>> &writers)
{
    if (m_writers == writers)
        return;
    m_writers = writers;
    follow();
}

void KeyListModel::updateTimes()
{
    follow();
    // Relative times are made of the clock, not of the rows: their text changes while the rows stay equal.
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, LastUsedColumn), index(rowCount() - 1, LastUsedColumn),
                           {Qt::DisplayRole, Qt::AccessibleTextRole});
}

std::vector<KeyRow> KeyListModel::assessAll()
{
    m_now = m_clock();
    const Workspace workspace = m_keys.access().workspace();
    std::vector<KeyRow> rows;
    rows.reserve(std::size_t(m_keys.keys().size()));
    for (const Key &key : m_keys.keys()) {
        KeyRow &row = rows.emplace_back(assessKey(key, workspace, m_rules, &m_exposures, m_now));
        row.neverWrote = m_writers && neverWrote(row, *m_writers);
    }
    return rows;
}

void KeyListModel::follow()
{
    followRows<KeyRow>(
        m_rows, assessAll(), [](const KeyRow &row) { return row.key.id; },
        {[this](int first, int last) { eraseRows(first, last); },
         [this](int at, std::vector<KeyRow> rows) { insertKeys(at, std::move(rows)); },
         [this](int from, int to) { moveRow(from, to); },
         [this](int row, KeyRow value) { replaceRow(row, std::move(value)); }});
}

void KeyListModel::eraseRows(int first, int last)
{
    beginRemoveRows({}, first, last);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    m_texts.erase(m_texts.begin() + first, m_texts.begin() + last + 1);
    forgetRanks();
    endRemoveRows();
}

void KeyListModel::insertKeys(int at, std::vector<KeyRow> rows)
{
    std::vector<RowTexts> texts;
    texts.reserve(rows.size());
    for (const KeyRow &row : rows)
        texts.push_back(textsOf(row.key));
    beginInsertRows({}, at, at + int(rows.size()) - 1);
    m_rows.insert(m_rows.begin() + at, std::make_move_iterator(rows.begin()),
                  std::make_move_iterator(rows.end()));
    m_texts.insert(m_texts.begin() + at, texts.begin(), texts.end());
    forgetRanks();
    endInsertRows();
}

void KeyListModel::moveRow(int from, int to)
{
    beginMoveRows({}, from, from, {}, to);
    std::rotate(m_rows.begin() + to, m_rows.begin() + from, m_rows.begin() + from + 1);
    std::rotate(m_texts.begin() + to, m_texts.begin() + from, m_texts.begin() + from + 1);
    forgetRanks();
    endMoveRows();
}

void KeyListModel::replaceRow(int row, KeyRow value)
{
    KeyRow &current = m_rows[std::size_t(row)];
    if (current == value)
        return;
    current = std::move(value);
    m_texts[std::size_t(row)] = textsOf(current.key);
    forgetRanks();
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

} // namespace Konstantly

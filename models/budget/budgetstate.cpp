// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/budget/budgetstate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

using std::chrono::milliseconds;

constexpr int Format = 1;
constexpr qsizetype MaxRows = 1000;
constexpr qsizetype MaxRejections = 500;

//! No later than \a latest; \a state has to be written down again when that was not so.
milliseconds pulled(milliseconds at, milliseconds latest, BudgetState &state)
{
    if (at <= latest)
        return at;
    state.isStale = true;
    return latest;
}

std::optional<BudgetState::Try> tryFromJson(const QJsonValue &value, bool isSameBoot,
                                            const BudgetState::Now &now)
{
    const QJsonObject object = value.toObject();
    const std::optional<milliseconds> at = instantFromJson(value, isSameBoot, now);
    const QJsonValue failed = object.value(u"failed"_s);
    const QString id = object.value(u"id"_s).toString();
    if (!at || !failed.isBool() || id.isEmpty())
        return {};
    return BudgetState::Try{id.toLatin1(), *at, failed.toBool()};
}

std::optional<BudgetState::KeyState> keyFromJson(const QJsonValue &value, bool isSameBoot,
                                                 const BudgetState::Now &now)
{
    if (!value.isObject())
        return {};
    const QJsonObject object = value.toObject();
    BudgetState::KeyState key;
    if (object.contains(u"rejectedAt"_s)) {
        const QJsonValue rejected = object.value(u"rejectedAt"_s);
        if (!rejected.isDouble())
            return {};
        key.rejectedAt = milliseconds(std::max<qint64>(rejected.toInteger(), 0));
    }
    if (object.contains(u"notBefore"_s)) {
        const auto at = instantFromJson(object.value(u"notBefore"_s), isSameBoot, now);
        if (!at)
            return {};
        key.notBefore = *at;
    }
    return key;
}

} // namespace

int BudgetState::failureCount() const
{
    return int(std::count_if(tries.begin(), tries.end(), [](const Try &t) { return t.isFailure; }));
}

BudgetState::Instant BudgetState::freeAt(int limit, milliseconds window) const
{
    std::vector<Instant> failures;
    for (const Try &one : tries) {
        if (one.isFailure)
            failures.push_back(one.at);
    }
    if (int(failures.size()) < limit)
        return Instant{0};
    std::sort(failures.begin(), failures.end());
    return failures.at(failures.size() - std::size_t(limit)) + window;
}

void BudgetState::prune(const Now &now, milliseconds window)
{
    tries.removeIf([&](const Try &one) { return one.at + window <= now.up; });
    if (pausedUntil <= now.up)
        pausedUntil = Instant{0};
    keys.removeIf([&](QHash<QByteArray, KeyState>::iterator it) {
        if (it->notBefore <= now.up)
            it->notBefore = Instant{0};
        return !it->rejectedAt && it->notBefore == Instant{0};
    });
    // A rejected key stays rejected however long ago it was; only their number is bounded.
    while (keys.size() > MaxRejections) {
        keys.erase(
            std::min_element(keys.begin(), keys.end(), [](const KeyState &a, const KeyState &b) {
                return a.rejectedAt.value_or(milliseconds::max())
                       < b.rejectedAt.value_or(milliseconds::max());
            }));
    }
}

void BudgetState::merge(const BudgetState &other)
{
    for (const Try &theirs : other.tries) {
        const auto mine = std::find_if(tries.begin(), tries.end(),
                                       [&](const Try &one) { return one.id == theirs.id; });
        if (mine == tries.end())
            tries.append(theirs);
        else if (theirs.isFailure)
            *mine = theirs;
    }
    pausedUntil = std::max(pausedUntil, other.pausedUntil);
    for (auto it = other.keys.begin(); it != other.keys.end(); ++it) {
        KeyState &mine = keys[it.key()];
        mine.notBefore = std::max(mine.notBefore, it->notBefore);
        if (it->rejectedAt)
            mine.rejectedAt = it->rejectedAt;
    }
}

QByteArray BudgetState::toJson(const Now &now) const
{
    QJsonArray rows;
    for (const Try &one : tries) {
        QJsonObject row = instantToJson(one.at, now);
        row.insert(u"id"_s, QString::fromLatin1(one.id));
        row.insert(u"failed"_s, one.isFailure);
        rows.append(row);
    }
    QJsonObject keyRows;
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        QJsonObject row;
        if (it->rejectedAt)
            row.insert(u"rejectedAt"_s, qint64(it->rejectedAt->count()));
        if (it->notBefore > Instant{0})
            row.insert(u"notBefore"_s, instantToJson(it->notBefore, now));
        keyRows.insert(QString::fromLatin1(it.key()), row);
    }
    QJsonObject root{{u"format"_s, Format},
                     {u"boot"_s, QString::fromLatin1(now.bootId)},
                     {u"tries"_s, rows},
                     {u"keys"_s, keyRows}};
    if (pausedUntil > Instant{0})
        root.insert(u"pausedUntil"_s, instantToJson(pausedUntil, now));
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

std::optional<BudgetState> BudgetState::fromJson(const QByteArray &json, const Now &now)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonArray rows = root.value(u"tries"_s).toArray();
    const QJsonObject keyRows = root.value(u"keys"_s).toObject();
    if (root.value(u"format"_s).toInteger() != Format || !root.value(u"boot"_s).isString()
        || !root.value(u"tries"_s).isArray() || !root.value(u"keys"_s).isObject()
        || rows.size() > MaxRows || keyRows.size() > MaxRows)
        return {};
    const bool isSameBoot = !now.bootId.isEmpty()
                            && root.value(u"boot"_s).toString() == QLatin1StringView(now.bootId);
    BudgetState state;
    state.isStale = !isSameBoot;
    for (const QJsonValue row : rows) {
        const std::optional<Try> one = tryFromJson(row, isSameBoot, now);
        if (!one)
            return {};
        state.tries.append({one->id, pulled(one->at, now.up, state), one->isFailure});
    }
    for (auto it = keyRows.begin(); it != keyRows.end(); ++it) {
        const std::optional<KeyState> key = keyFromJson(it.value(), isSameBoot, now);
        if (!key)
            return {};
        state.keys.insert(it.key().toLatin1(),
                          {key->rejectedAt, pulled(key->notBefore, now.up + MaxWait, state)});
    }
    if (root.contains(u"pausedUntil"_s)) {
        const auto at = instantFromJson(root.value(u"pausedUntil"_s), isSameBoot, now);
        if (!at)
            return {};
        state.pausedUntil = pulled(*at, now.up + MaxWait, state);
    }
    return state;
}

} // namespace Konstantly

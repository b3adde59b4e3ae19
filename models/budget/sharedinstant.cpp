// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/budget/sharedinstant.h"

#include <QSysInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

TwoClocks TwoClocks::now(const Clock &clock, const BootClock &bootClock)
{
    return {bootClock(), milliseconds(clock().toMSecsSinceEpoch()), QSysInfo::bootUniqueId()};
}

QJsonObject instantToJson(milliseconds at, const TwoClocks &now)
{
    return {{u"up"_s, qint64(at.count())}, {u"wall"_s, qint64((now.wall + at - now.up).count())}};
}

std::optional<milliseconds> instantFromJson(const QJsonValue &value, bool isSameBoot,
                                            const TwoClocks &now)
{
    const QJsonObject object = value.toObject();
    const QJsonValue up = object.value(u"up"_s);
    const QJsonValue wall = object.value(u"wall"_s);
    if (!up.isDouble() || !wall.isDouble())
        return {};
    constexpr qint64 bound = Q_INT64_C(1) << 52; // keeps sums far away from overflow
    const qint64 read = (isSameBoot ? up : wall).toInteger(-1);
    const milliseconds at{std::clamp<qint64>(read, 0, bound)};
    return isSameBoot ? at : at - now.wall + now.up;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/observation.h"

#include "models/usage/varint.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr std::array Sources{UsageSource::Service, UsageSource::Audit, UsageSource::Device};

//! How much an outcome says: that of the higher rank stays when sources differ.
int fineness(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::Unanswered:
        return 1;
    case CallOutcome::Cancelled:
        return 2;
    case CallOutcome::Succeeded:
    case CallOutcome::Failed:
        return 3;
    case CallOutcome::RateLimited:
        return 4;
    default:
        return 5;
    }
}

//! 0 = not told.
std::uint64_t packed(std::optional<CallOutcome> outcome)
{
    return outcome ? std::uint64_t(*outcome) + 1 : 0;
}

std::optional<std::optional<CallOutcome>> unpackedOutcome(std::uint64_t value)
{
    if (value > std::uint64_t(CallOutcome::Unanswered) + 1)
        return std::nullopt;
    return value == 0 ? std::optional<CallOutcome>() : CallOutcome(value - 1);
}

std::optional<Observation> readObservation(VarintReader &reader)
{
    Observation result;
    const auto offset = reader.nextSigned();
    const auto key = reader.next();
    const auto isTold = reader.next();
    const auto client = reader.next();
    const auto outcome = reader.next();
    const auto duration = reader.next();
    if (!offset || !key || !isTold || *isTold > 1 || !client || !outcome || !duration)
        return std::nullopt;
    const auto unpacked = unpackedOutcome(*outcome);
    if (!unpacked)
        return std::nullopt;
    result.at = milliseconds(*offset);
    result.key = qint64(*key);
    result.isKeyTold = *isTold == 1;
    result.client = qint64(*client);
    result.outcome = *unpacked;
    if (*duration > 0)
        result.duration = milliseconds(*duration - 1);
    return result;
}

} // namespace

bool isToldKey(QStringView key)
{
    return !key.isEmpty() && !key.startsWith("slot-"_L1);
}

CallRow::CallRow(std::vector<Observation> observations, qint64 rowId)
    : id(rowId)
    , told(std::move(observations))
{
    // The service first: it is its clock that the quotas go by.
    std::ranges::sort(told, {}, &Observation::source);
    const Observation &first = told.front();
    at = first.at;
    tool = first.tool;
    const auto teller = std::ranges::find_if(told, &Observation::isKeyTold);
    key = (teller == told.end() ? first : *teller).key;
    for (const Observation &o : told) {
        if (o.outcome && (!outcome || fineness(*o.outcome) > fineness(*outcome)))
            outcome = o.outcome;
        if (!duration)
            duration = o.duration;
        if (client == 0)
            client = o.client;
    }
}

int CallRow::seen() const
{
    int bits = 0;
    for (const Observation &o : told)
        bits |= seenBit(o.source);
    return bits;
}

QString CallRow::idOf(UsageSource source) const
{
    const auto found = std::ranges::find(told, source, &Observation::source);
    return found == told.end() ? QString() : found->id;
}

QByteArray CallRow::details() const
{
    QByteArray bytes;
    if (told.size() < 2)
        return bytes;
    for (const Observation &o : told) {
        appendSignedVarint(bytes, (o.at - at).count());
        appendVarint(bytes, std::uint64_t(o.key));
        appendVarint(bytes, o.isKeyTold ? 1 : 0);
        appendVarint(bytes, std::uint64_t(o.client));
        appendVarint(bytes, packed(o.outcome));
        appendVarint(bytes, o.duration ? std::uint64_t(o.duration->count()) + 1 : 0);
    }
    return bytes;
}

std::optional<CallRow> CallRow::fromColumns(const Columns &columns)
{
    std::vector<Observation> told;
    VarintReader reader(columns.details);
    for (const UsageSource source : Sources) {
        if ((columns.seen & seenBit(source)) == 0)
            continue;
        Observation o;
        if (columns.details.isEmpty()) {
            // The only one: the columns say all of it, but for whether the key is the service's. The reader knows names.
            o.at = columns.at;
            o.key = columns.key;
            o.client = columns.client;
            o.outcome = columns.outcome;
            o.duration = columns.duration;
        } else {
            auto read = readObservation(reader);
            if (!read)
                return std::nullopt;
            o = std::move(*read);
            o.at += columns.at;
        }
        o.source = source;
        o.tool = columns.tool;
        o.row = columns.id;
        if (source == UsageSource::Service)
            o.id = columns.serviceId;
        else if (source == UsageSource::Audit)
            o.id = columns.auditId;
        told.push_back(std::move(o));
    }
    if (told.empty() || !reader.atEnd() || (told.size() > 1) == columns.details.isEmpty())
        return std::nullopt;
    CallRow row(std::move(told), columns.id);
    return row;
}

} // namespace Konstantly

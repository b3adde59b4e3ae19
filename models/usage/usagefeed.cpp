// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagefeed.h"

#include <algorithm>

namespace Konstantly {

const UsageFeedStatus::Source *UsageFeedStatus::find(UsageSource source) const
{
    const auto found = std::ranges::find(sources, source, &Source::source);
    return found == sources.end() ? nullptr : &*found;
}

bool UsageFeedStatus::seesAllCalls() const
{
    const Source *service = find(UsageSource::Service);
    return service != nullptr && service->readAt.count() > 0 && !service->problem
           && !service->isIncomplete;
}

UsageFeed::UsageFeed(QObject *parent)
    : QObject(parent)
{}

UsageFeed::~UsageFeed() = default;

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagedatabase.h"

#include <random>

namespace Konstantly::Tests {

//! What the program that is killed puts into its history: batch after batch, each told by the service and then by this device.
//! The same for everybody who asks, so that what has to be there afterwards is known.
struct KilledHistory
{
    static constexpr int CallsPerBatch = 20;
    static constexpr std::chrono::minutes BatchLength{10};
    static constexpr std::chrono::milliseconds Begin{1'790'000'000'000};

    [[nodiscard]] static UsageLimits limits()
    {
        UsageLimits limits;
        limits.rows = std::chrono::days(1);
        limits.minutes = std::chrono::days(1);
        return limits;
    }
    [[nodiscard]] static Origin workspace()
    {
        return Origin::parse(u"https://acme.konstantly.com").value();
    }
    [[nodiscard]] static QTimeZone zone() { return QTimeZone("Europe/Berlin"); }
    [[nodiscard]] static QString reader() { return QStringLiteral("laptop"); }

    //! Of batch \a number, from 1.
    [[nodiscard]] static QList<UsageCall> calls(int number, UsageSource source)
    {
        std::mt19937 random{unsigned(number)};
        QList<UsageCall> result;
        for (int i = 0; i < CallsPerBatch; ++i) {
            UsageCall call;
            call.at = Begin + number * BatchLength + std::chrono::seconds(i * 29);
            call.tool = QStringLiteral("tool_%1").arg(random() % 3);
            call.key = QString::number(10 + random() % 3);
            call.duration = std::chrono::milliseconds(random() % 900);
            call.outcome = CallOutcome::Succeeded;
            const std::chrono::milliseconds later(random() % 4000);
            if (source == UsageSource::Service)
                call.id = QStringLiteral("%1-%2").arg(number).arg(i);
            else
                call.at += later;
            result.append(call);
        }
        return result;
    }
};

} // namespace Konstantly::Tests

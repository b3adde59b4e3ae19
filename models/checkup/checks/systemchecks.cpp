// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/checks/checks.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

//! The first minute that begins at \a at or later.
QDateTime wholeMinute(const QDateTime &at)
{
    constexpr qint64 minute = 60;
    return QDateTime::fromSecsSinceEpoch(
        (at.addMSecs(999).toSecsSinceEpoch() + minute - 1) / minute * minute, Qt::UTC);
}

QString momentText(const QDateTime &at)
{
    return QLocale().toString(at.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

CheckResult Checks::serviceAnswers(const CheckFacts &facts)
{
    const QString id = u"service"_s;
    const QString title = Texts::tr("The service answers");
    if (facts.keys)
        return {id, CheckState::Passed, title, {}, CheckFix::None, {}};
    const Error error = facts.keys.error();
    const auto warning = [&id](const QString &what, const QString &detail) {
        return CheckResult{id, CheckState::Warning, what, detail, CheckFix::None, {}};
    };
    if (error.code == ErrorCode::RateLimited) {
        // To the minute: a check on the second may be too early.
        const QString wait = facts.callsFreeAt.isValid()
                                 ? Texts::tr("It takes calls again from %1 on: check again then.")
                                       .arg(momentText(wholeMinute(facts.callsFreeAt)))
                                 : describe(error).hint;
        return warning(Texts::tr("The service answers, but the calls of this program's key are "
                                 "used up for now"),
                       wait);
    }
    if (error.code == ErrorCode::Unauthorized)
        return warning(Texts::tr("The service answers, but rejects this program's key"),
                       describe(error).message + u' ' + describe(error).hint);
    return cannotTell(id, title, error);
}

CheckResult Checks::keychainHealthy(const CheckFacts &facts)
{
    const QString id = u"keychain"_s;
    const QString title = Texts::tr("The keychain is there and unlocked");
    if (!facts.keychain)
        return cannotTell(id, title, facts.keychain.error());
    const Error error = errorFor(facts.keychain->state).value_or(Error{});
    const ErrorText text = describe(error);
    const auto found = [&id](CheckState state, const QString &what, const QString &detail) {
        return CheckResult{id, state, what, detail, CheckFix::None, {}};
    };
    switch (facts.keychain->state) {
    case KeychainState::Available:
        return found(CheckState::Passed, title, facts.keychain->backend);
    case KeychainState::Locked:
        return found(CheckState::Warning, Texts::tr("The keychain is locked"), text.hint);
    case KeychainState::NotAnswering:
        return found(CheckState::Warning, Texts::tr("The keychain has not answered yet"),
                     text.hint);
    case KeychainState::NoService:
    case KeychainState::NoSessionBus:
        return found(CheckState::Problem, Texts::tr("There is no keychain on this system"),
                     text.message + u' ' + text.hint);
    case KeychainState::Unknown:
        break;
    }
    return cannotTell(id, title, error);
}

CheckResult Checks::meteringOn(const CheckFacts &facts)
{
    const QString id = u"metering"_s;
    const QString title = Texts::tr("Tool calls on this device are metered");
    if (!facts.isMetering)
        return cannotTell(id, title, facts.isMetering.error());
    if (*facts.isMetering)
        return {id, CheckState::Passed, title, {}, CheckFix::None, {}};
    return {id,
            CheckState::Warning,
            Texts::tr("Tool calls on this device are not metered"),
            Texts::tr("Which tool used a key, and how often, can't be told afterwards."),
            CheckFix::TurnOnMetering,
            {}};
}

CheckResult Checks::siemDelivery(const CheckFacts &facts)
{
    const QString id = u"siem"_s;
    const QString title = Texts::tr("Audit log reaches your SIEM");
    if (!facts.siem)
        return cannotTell(id, title, facts.siem.error());
    if (!facts.siem->isConfigured)
        return {id, CheckState::Warning, Texts::tr("The audit log is not sent to a SIEM"),
                {}, CheckFix::SetUpSiem, {}};
    if (facts.siem->lastError)
        return {id,
                CheckState::Problem,
                Texts::tr("The audit log does not reach your SIEM"),
                describe(*facts.siem->lastError).message,
                CheckFix::SetUpSiem,
                {}};
    if (!facts.siem->lastDeliveryAt.isValid())
        return cannotTell(id, title, Texts::tr("Nothing was sent yet."));
    const QString lastTime = momentText(facts.siem->lastDeliveryAt);
    if (facts.siem->overdue > 0)
        return {id,
                CheckState::Warning,
                Texts::tr("The audit log reaches your SIEM late"),
                Texts::tr("%Ln event(s) wait since %1. They are sent while the window is open, or "
                          "by “konstantlyctl audit forward”.",
                          nullptr, int(facts.siem->overdue))
                    .arg(lastTime),
                CheckFix::SetUpSiem,
                {}};
    if (facts.siem->lost > 0)
        return {
            id,
            CheckState::Warning,
            Texts::tr("The audit log in your SIEM has gaps"),
            Texts::tr("%Ln event(s) never reach it: they are damaged in this device's journal, or "
                      "were removed from it before their turn. Noticed last on %1; the SIEM was "
                      "told.",
                      nullptr, int(facts.siem->lost))
                .arg(momentText(facts.siem->lostAt)),
            CheckFix::None,
            {}};
    return {
        id, CheckState::Passed, title, Texts::tr("Last event: %1").arg(lastTime), CheckFix::None,
        {}};
}

} // namespace Konstantly

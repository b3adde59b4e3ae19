// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/authbudget.h"

namespace Konstantly {

class AuthBudget::Private
{};

AuthBudget::AuthBudget(QString, Clock, BootClock) {}
AuthBudget::~AuthBudget() = default;

Result<std::optional<AuthBudget::Ticket>> AuthBudget::begin(const Secret &, Purpose)
{
    return Ticket{};
}
void AuthBudget::accepted(const Ticket &) {}
void AuthBudget::rejected(const Ticket &) {}
void AuthBudget::abandoned(const Ticket &) {}
void AuthBudget::pauseAll(std::chrono::milliseconds) {}
void AuthBudget::holdKey(const QByteArray &, std::chrono::milliseconds) {}
bool AuthBudget::isRejected(const Secret &) const
{
    return false;
}
std::chrono::milliseconds AuthBudget::waitFor(const Secret &) const
{
    return {};
}

} // namespace Konstantly

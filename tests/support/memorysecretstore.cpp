// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/memorysecretstore.h"

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

MemorySecretStore::MemorySecretStore(KeychainDeadlines deadlines)
    : SecretStore(deadlines)
{}

MemorySecretStore::~MemorySecretStore() = default;

//! Runs \a work at once, or in mode Hanging when release() comes.
template<typename T>
QFuture<T> MemorySecretStore::step(const QString &name, std::function<T()> work)
{
    m_steps += name;
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    const auto end = [promise, work] {
        promise->addResult(work());
        promise->finish();
    };
    if (m_mode == Mode::Hanging)
        m_hanging.push_back(end);
    else
        end();
    return promise->future();
}

void MemorySecretStore::answerPrompt(bool unlocked)
{
    if (unlocked)
        m_mode = Mode::Working;
    const auto prompts = std::exchange(m_prompts, {});
    for (const auto &answer : prompts)
        answer(unlocked);
}

void MemorySecretStore::release()
{
    m_mode = Mode::Working;
    const auto hanging = std::exchange(m_hanging, {});
    for (const auto &end : hanging)
        end();
}

std::optional<Secret> MemorySecretStore::stored(const QString &slot) const
{
    const auto item = m_items.constFind(slot);
    return item == m_items.constEnd() ? std::nullopt : std::optional<Secret>(*item);
}

QFuture<Result<SecretStore::Access>> MemorySecretStore::access(const QString &, Purpose)
{
    return step<Result<Access>>(u"access"_s, [this]() -> Result<Access> {
        switch (m_mode) {
        case Mode::Locked:
            return fail(*errorFor(KeychainState::Locked));
        case Mode::NoService:
            return fail(*errorFor(KeychainState::NoService));
        case Mode::NoSessionBus:
            return fail(*errorFor(KeychainState::NoSessionBus));
        case Mode::Denied:
            return fail(ErrorCode::KeychainDenied);
        case Mode::Prompting:
            return Access::NeedsUser;
        default:
            return Access::Open;
        }
    });
}

QFuture<Result<>> MemorySecretStore::unlock()
{
    m_steps += u"unlock"_s;
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    m_prompts.push_back([promise](bool unlocked) {
        promise->addResult(unlocked ? Result<>() : fail(ErrorCode::KeychainDenied));
        promise->finish();
    });
    return promise->future();
}

void MemorySecretStore::dismissPrompt()
{
    m_steps += u"dismiss"_s;
    answerPrompt(false);
}

QFuture<Result<std::optional<Secret>>> MemorySecretStore::fetch(const QString &slot)
{
    return step<Result<std::optional<Secret>>>(
        u"fetch"_s, [this, slot]() -> Result<std::optional<Secret>> {
            if (m_mode == Mode::NotFoundWhileLocked || m_mode == Mode::NotFoundUnsure)
                return std::optional<Secret>();
            if (m_mode == Mode::EmptyRead)
                return std::optional<Secret>(Secret());
            return stored(slot);
        });
}

QFuture<Result<>> MemorySecretStore::put(const QString &slot, const Secret &secret)
{
    return step<Result<>>(u"put"_s, [this, slot, secret]() -> Result<> {
        if (m_mode == Mode::ReadOnly)
            return fail(ErrorCode::KeychainDenied);
        if (m_mode == Mode::Truncating)
            m_items[slot] = Secret(secret.reveal().chopped(1));
        else if (m_mode != Mode::LyingWrite)
            m_items[slot] = secret;
        return {};
    });
}

QFuture<Result<>> MemorySecretStore::erase(const QString &slot)
{
    return step<Result<>>(u"erase"_s, [this, slot]() -> Result<> {
        if (m_mode == Mode::ReadOnly)
            return fail(ErrorCode::KeychainDenied);
        if (m_mode != Mode::LyingRemove && m_mode != Mode::NotFoundWhileLocked)
            m_items.remove(slot);
        return {};
    });
}

QFuture<Result<>> MemorySecretStore::confirmAbsent(const QString &)
{
    return step<Result<>>(u"confirm"_s, [this]() -> Result<> {
        if (m_mode == Mode::NotFoundWhileLocked)
            return fail(*errorFor(KeychainState::Locked));
        if (m_mode == Mode::NotFoundUnsure)
            return fail(*errorFor(KeychainState::Unknown));
        return {};
    });
}

QFuture<KeychainStatus> MemorySecretStore::inquire()
{
    return step<KeychainStatus>(u"inquire"_s, [this] {
        KeychainState state = KeychainState::Available;
        if (m_mode == Mode::Locked || m_mode == Mode::Prompting
            || m_mode == Mode::NotFoundWhileLocked)
            state = KeychainState::Locked;
        else if (m_mode == Mode::NoService)
            state = KeychainState::NoService;
        else if (m_mode == Mode::NoSessionBus)
            state = KeychainState::NoSessionBus;
        else if (m_mode == Mode::NotFoundUnsure)
            state = KeychainState::Unknown;
        return KeychainStatus{state, backendName()};
    });
}

} // namespace Konstantly::Tests

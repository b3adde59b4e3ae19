// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keychain/secretstore.h"

#include <QMap>
#include <QObject>
#include <QPromise>
#include <QStringList>

#include <functional>
#include <vector>

namespace Konstantly::Tests {

//! A keychain in memory that misbehaves on request. It supplies the raw steps alone: deadlines, read-back and the rules about
//! "not found" are SecretStore's own, as with the real one.
class MemorySecretStore final : public SecretStore
{
public:
    enum class Mode {
        Working,
        Locked,    //!< locked, and nobody can see a prompt
        Prompting, //!< locked; asks the user and waits for answerPrompt()
        NoService,
        NoSessionBus,
        Denied,              //!< every raw step is refused
        ReadOnly,            //!< writing and removing are refused, reading works
        LyingWrite,          //!< says "stored" and stores nothing
        Truncating,          //!< stores all but the last byte
        LyingRemove,         //!< says "removed" and keeps the item
        NotFoundWhileLocked, //!< found out to be locked only after saying "not found" (security F5)
        NotFoundUnsure,      //!< says "not found" and can't say whether it is unlocked
        EmptyRead,           //!< says "read" and hands out nothing (security F4)
        Hanging              //!< no raw step ends before release()
    };

    explicit MemorySecretStore(KeychainDeadlines deadlines = {});
    ~MemorySecretStore() override;

    void setMode(Mode mode) { m_mode = mode; }
    [[nodiscard]] Mode mode() const { return m_mode; }
    //! Answers every open question of mode Prompting; when \a unlocked, the mode is Working from here on.
    void answerPrompt(bool unlocked);
    //! Ends every hanging step as mode Working would; the mode is Working from here on.
    void release();

    //! What is really stored, behind the rules' back.
    [[nodiscard]] std::optional<Secret> stored(const QString &slot) const;
    void setStored(const QString &slot, const Secret &secret) { m_items[slot] = secret; }
    [[nodiscard]] qsizetype count() const { return m_items.size(); }
    //! The raw steps so far: "access", "unlock", "dismiss", "fetch", "put", "erase", "confirm".
    [[nodiscard]] const QStringList &steps() const { return m_steps; }

protected:
    [[nodiscard]] QFuture<Result<Access>> access(const QString &slot, Purpose purpose) override;
    [[nodiscard]] QFuture<Result<>> unlock() override;
    void dismissPrompt() override;
    [[nodiscard]] QFuture<Result<std::optional<Secret>>> fetch(const QString &slot) override;
    [[nodiscard]] QFuture<Result<>> put(const QString &slot, const Secret &secret) override;
    [[nodiscard]] QFuture<Result<>> erase(const QString &slot) override;
    [[nodiscard]] QFuture<Result<>> confirmAbsent(const QString &slot) override;
    [[nodiscard]] QFuture<KeychainStatus> inquire() override;
    [[nodiscard]] QString backendName() const override { return QStringLiteral("Memory"); }

private:
    template<typename T>
    [[nodiscard]] QFuture<T> step(const QString &name, std::function<T()> work);

    Mode m_mode = Mode::Working;
    QMap<QString, Secret> m_items;
    QStringList m_steps;
    std::vector<std::function<void()>> m_hanging;
    std::vector<std::function<void(bool)>> m_prompts;
};

} // namespace Konstantly::Tests

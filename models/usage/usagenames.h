// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/sqlsession.h"

#include <array>

namespace Konstantly {

//! What a number in the database is the name of.
enum class NameKind { Key = 1, Tool = 2, Client = 3 };

//! The database's numbers for keys, tools and clients: rows hold these instead of the text. Remembered here; names are never
//! removed or renamed, so that what other processes add is all that can be missing.
class UsageNames final
{
public:
    explicit UsageNames(const SqlSession &session)
        : m_session(session)
    {}

    //! Nothing when it is not known here yet.
    [[nodiscard]] std::optional<qint64> known(NameKind kind, const QString &name) const
    {
        const Names &names = m_names.at(std::size_t(kind));
        const auto found = names.ids.find(name);
        return found == names.ids.end() ? std::nullopt : std::optional(found->second);
    }
    //! Nothing when no call has that name.
    [[nodiscard]] Result<std::optional<qint64>> find(NameKind kind, const QString &name);
    //! Adds the name when it is new: in a transaction, and forget() when that is rolled back.
    [[nodiscard]] Result<qint64> findOrAdd(NameKind kind, const QString &name);
    //! Empty for a number that was never given.
    [[nodiscard]] Result<QString> name(NameKind kind, qint64 id);
    //! All numbers of a kind.
    [[nodiscard]] Result<std::vector<qint64>> all(NameKind kind);
    void forget();

private:
    struct Names
    {
        std::unordered_map<QString, qint64> ids;
        std::unordered_map<qint64, QString> names;
    };
    [[nodiscard]] Names &of(NameKind kind) { return m_names.at(std::size_t(kind)); }
    [[nodiscard]] Result<> load(NameKind kind);

    const SqlSession &m_session;
    std::array<Names, 4> m_names;
};

} // namespace Konstantly

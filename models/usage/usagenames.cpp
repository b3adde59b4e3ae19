// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagenames.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

Result<> UsageNames::load(NameKind kind)
{
    Names &names = of(kind);
    return m_session.select(u"SELECT id, name FROM names WHERE kind = ?"_s, {int(kind)},
                            [&names](const QSqlQuery &row) {
                                const qint64 id = row.value(0).toLongLong();
                                const QString name = row.value(1).toString();
                                names.ids.insert_or_assign(name, id);
                                names.names.insert_or_assign(id, name);
                                return true;
                            });
}

Result<std::optional<qint64>> UsageNames::find(NameKind kind, const QString &name)
{
    auto found = known(kind, name);
    if (!found) {
        if (const auto loaded = load(kind); !loaded)
            return fail(loaded.error());
        found = known(kind, name);
    }
    return found;
}

Result<qint64> UsageNames::findOrAdd(NameKind kind, const QString &name)
{
    const auto found = find(kind, name);
    if (!found)
        return fail(found.error());
    if (*found)
        return **found;
    if (const auto added = m_session.exec(u"INSERT INTO names (kind, name) VALUES (?, ?) "
                                          "ON CONFLICT (kind, name) DO NOTHING"_s,
                                          {int(kind), name});
        !added)
        return fail(added.error());
    const auto id = find(kind, name);
    if (!id)
        return fail(id.error());
    if (!*id)
        return fail(ErrorCode::Internal, u"a name was added and is not there"_s);
    return **id;
}

Result<QString> UsageNames::name(NameKind kind, qint64 id)
{
    const Names &names = of(kind);
    auto found = names.names.find(id);
    if (found == names.names.end()) {
        if (const auto loaded = load(kind); !loaded)
            return fail(loaded.error());
        found = names.names.find(id);
    }
    return found == names.names.end() ? QString() : found->second;
}

Result<std::vector<qint64>> UsageNames::all(NameKind kind)
{
    if (const auto loaded = load(kind); !loaded)
        return fail(loaded.error());
    std::vector<qint64> ids;
    ids.reserve(of(kind).names.size());
    for (const auto &[id, name] : of(kind).names)
        ids.push_back(id);
    return ids;
}

void UsageNames::forget()
{
    m_names = {};
}

} // namespace Konstantly

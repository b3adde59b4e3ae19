// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// The operations of the contract's own: capabilities, keys, audit events, usage.

#include "app/sandbox/sandboxjson.h"
#include "app/sandbox/sandboxservice.h"

#include <QJsonArray>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString tierName(SandboxLicence::Access access)
{
    switch (access) {
    case SandboxLicence::Access::None:
        break;
    case SandboxLicence::Access::Read:
        return u"read"_s;
    case SandboxLicence::Access::Full:
        return u"full"_s;
    }
    return u"none"_s;
}

//! The rows of \a rows (ascending by `at`) inside \a window.
template<typename Row>
std::span<const Row> between(const std::vector<Row> &rows, const std::pair<qint64, qint64> &window)
{
    const auto first = std::ranges::lower_bound(rows, window.first, {}, &Row::at);
    const auto last = std::ranges::upper_bound(rows, window.second, {}, &Row::at);
    return first < last ? std::span<const Row>(first, last) : std::span<const Row>();
}

//! One page of \a rows, newest first, of those that \a isWanted.
template<typename Rows, typename IsWanted, typename ToJson>
QJsonObject pageJson(const QString &plural, const Rows &rows, qsizetype offset, qsizetype limit,
                     IsWanted isWanted, ToJson toJson)
{
    QJsonArray page;
    qsizetype count = 0;
    for (auto at = rows.rbegin(); at != rows.rend(); ++at) {
        const auto &row = *at;
        if (!isWanted(row))
            continue;
        if (count >= offset && page.size() < limit)
            page.append(toJson(row));
        ++count;
    }
    return {{plural, page}, {u"totalCount"_s, count}};
}

} // namespace

SandboxAnswer SandboxService::getCapabilities(const Call &call)
{
    const SandboxWorkspace::Scopes may = m_workspace.scopes(call.key);
    QJsonObject user = userJson(call.user);
    user.remove("isBanned"_L1); // the documented body has no such member
    return jsonAnswer({{u"tier"_s, tierName(m_workspace.licence().mcpAccess)},
                       {u"scopes"_s, scopesJson(may.read, may.write)},
                       {u"user"_s, user},
                       {u"tools"_s, QJsonArray::fromStringList(m_workspace.tools(call.key))},
                       {u"resources"_s, QJsonArray()}});
}

SandboxAnswer SandboxService::listAuditEvents(const Call &call)
{
    const auto page = pageOf(call);
    if (!page)
        return page.error();
    const auto window = windowOf(call, u"fields[createdAt][from]"_s, u"fields[createdAt][to]"_s);
    if (!window)
        return window.error();
    qint64 author = 0;
    if (const QString text = call.request.query.value(u"fields[author]"_s); !text.isEmpty()) {
        author = text.toLongLong();
        if (author <= 0)
            return invalidArguments(u"fields[author] must be an id"_s);
    }
    return jsonAnswer(pageJson(
        u"events"_s, between(m_workspace.audit(), *window), page->offset, page->limit,
        [&](const SandboxAuditEvent &event) { return author == 0 || event.authorId == author; },
        [&](const SandboxAuditEvent &event) {
            return auditJson(event, m_workspace.user(event.authorId));
        }));
}

SandboxAnswer SandboxService::listUsage(const Call &call)
{
    const auto page = pageOf(call);
    if (!page)
        return page.error();
    const auto window = windowOf(call, u"from"_s, u"to"_s);
    if (!window)
        return window.error();
    // The rows of the service's other AI features are not simulated.
    const bool isMcp = call.request.query.value(u"intentType"_s, u"mcp_tool"_s) == u"mcp_tool"_s;
    return jsonAnswer(pageJson(
        u"usage"_s, between(m_workspace.usage(), *window), page->offset, page->limit,
        [isMcp](const SandboxUsageRow &) { return isMcp; },
        [&](const SandboxUsageRow &row) { return usageJson(row, m_workspace.user(row.userId)); }));
}

SandboxAnswer SandboxService::listKeys(const Call &call)
{
    const auto page = pageOf(call);
    if (!page)
        return page.error();
    return jsonAnswer(pageJson(
        u"keys"_s, m_workspace.keys(), page->offset, page->limit,
        [](const SandboxKey &) { return true; },
        [&](const SandboxKey &key) { return keyJson(key, m_workspace.user(key.ownerId)); }));
}

SandboxAnswer SandboxService::createKey(const Call &call)
{
    const QJsonValue name = call.body.value("name"_L1);
    if (!name.isString() || name.toString().trimmed().isEmpty() || name.toString().size() > 255)
        return invalidArguments(u"name must be 1 to 255 characters"_s);
    const QJsonObject scopes = call.body.value("scopes"_L1).toObject();
    const QJsonValue read = scopes.value("read"_L1);
    const QJsonValue write = scopes.value("write"_L1);
    if (!read.isBool() || !write.isBool())
        return invalidArguments(u"scopes must hold read and write as booleans"_s);
    if (!read.toBool())
        return invalidArguments(u"scopes.read must be true, every key reads"_s);

    const SandboxWorkspace::Issued issued = m_workspace.issueKey(call.user.id, name.toString(),
                                                                 write.toBool());
    QJsonObject row = keyJson(*m_workspace.key(issued.id), &call.user);
    row.insert("key"_L1, QString::fromLatin1(issued.key.reveal()));
    return jsonAnswer(row, 201);
}

SandboxAnswer SandboxService::revokeKey(const Call &call)
{
    const qint64 id = call.arguments.constFirst().toLongLong();
    const SandboxKey *const key = m_workspace.key(id);
    if (!key || key->revokedAt != 0)
        return notFound();
    SandboxAnswer answer;
    answer.status = 204;
    answer.contentType.clear();
    if (!m_revokeLies && !m_workspace.revokeKey(id, call.user.id))
        return notFound();
    return answer;
}

} // namespace Konstantly

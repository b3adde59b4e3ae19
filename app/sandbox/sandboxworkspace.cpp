// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxworkspace.h"

#include "app/sandbox/sandboxjson.h"
#include "models/base/digest.h"

#include <QJsonArray>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

// First ids: those of the documentation's examples, so that logs of the sandbox look familiar.
constexpr qint64 FirstUserId = 42;
constexpr qint64 FirstKeyId = 101;
constexpr qint64 FirstCourseId = 11;
constexpr qsizetype PrefixLength = 13; // "kmcp_" and 8 characters

QSet<QString> stockPermissions(SandboxRole role)
{
    switch (role) {
    case SandboxRole::Learner:
        return {u"course_view"_s};
    case SandboxRole::Expert:
        return {u"course_view"_s, u"course_edit"_s, u"user_view"_s, u"common_stat"_s};
    case SandboxRole::Administrator:
    case SandboxRole::SuperUser:
        break;
    }
    return {u"user_view"_s,    u"user_assign"_s, u"user_ban"_s,    u"user_edit"_s,
            u"group_assign"_s, u"course_view"_s, u"course_edit"_s, u"common_stat"_s,
            u"audit_view"_s,   u"mcp_manage"_s};
}

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), int(count)) != 1)
        qFatal("OpenSSL has no random numbers");
    return bytes;
}

QByteArray randomBody()
{
    QByteArray bytes = randomBytes(32);
    QByteArray body = bytes.toBase64(QByteArray::Base64UrlEncoding
                                     | QByteArray::OmitTrailingEquals);
    wipe(bytes);
    return body;
}

template<typename Rows>
auto *findId(Rows &rows, qint64 first, qint64 id)
{
    // Ids are given without gaps and nothing is removed.
    const qint64 index = id - first;
    return index >= 0 && index < qint64(rows.size()) ? &rows[std::size_t(index)] : nullptr;
}

} // namespace

SandboxWorkspace::SandboxWorkspace(const SandboxLicence &licence, Clock clock)
    : m_licence(licence)
    , m_clock(std::move(clock))
    , m_limits(licence.plan)
{}

SandboxUser &SandboxWorkspace::addUser(const QString &name, const QString &email, SandboxRole role)
{
    m_users.push_back(
        {FirstUserId + qint64(m_users.size()), name, email, role, stockPermissions(role), false});
    return m_users.back();
}

SandboxUser *SandboxWorkspace::user(qint64 id)
{
    return findId(m_users, FirstUserId, id);
}

SandboxUser *SandboxWorkspace::userByName(QStringView name)
{
    const auto found = std::ranges::find(m_users, name, &SandboxUser::name);
    return found == m_users.end() ? nullptr : &*found;
}

SandboxWorkspace::Material SandboxWorkspace::makeMaterial()
{
    QByteArray plaintext = "kmcp_" + randomBody();
    Material made{{}, sha256(plaintext), QString::fromLatin1(plaintext.first(PrefixLength))};
    made.plaintext = Secret::take(plaintext);
    return made;
}

SandboxWorkspace::Issued SandboxWorkspace::issueKey(qint64 ownerId, const QString &name,
                                                    bool mayWrite)
{
    const Material material = makeMaterial();
    SandboxKey made;
    made.hash = material.hash;
    made.prefix = material.prefix;
    made.name = name;
    made.mayWrite = mayWrite;
    made.ownerId = ownerId;
    made.createdAt = now();
    const qint64 id = addKey(std::move(made)).id;
    addAudit(SandboxEvent::KeyCreate, ownerId, "MCP_API_KEY"_L1, id,
             {{u"name"_s, name}, {u"scopes"_s, scopesJson(true, mayWrite)}});
    return {id, material.plaintext};
}

SandboxKey &SandboxWorkspace::addKey(SandboxKey key)
{
    key.id = FirstKeyId + qint64(m_keys.size());
    if (key.hash.isEmpty()) { // of a plaintext that never was
        key.hash = randomBytes(32);
        key.prefix = QString::fromLatin1("kmcp_" + randomBody().first(PrefixLength - 5));
    }
    m_keys.push_back(std::move(key));
    m_keysByHash.insert(m_keys.back().hash, &m_keys.back());
    return m_keys.back();
}

SandboxKey *SandboxWorkspace::key(qint64 id)
{
    return findId(m_keys, FirstKeyId, id);
}

bool SandboxWorkspace::revokeKey(qint64 id, qint64 byUserId)
{
    SandboxKey *const found = key(id);
    if (!found || found->revokedAt != 0)
        return false;
    found->revokedAt = now();
    addAudit(SandboxEvent::KeyRevoke, byUserId, "MCP_API_KEY"_L1, id, {{u"name"_s, found->name}});
    return true;
}

SandboxKey *SandboxWorkspace::authenticate(QByteArrayView plaintext)
{
    const QByteArray hash = sha256(plaintext);
    SandboxKey *const found = m_keysByHash.value(hash);
    if (!found
        || CRYPTO_memcmp(found->hash.constData(), hash.constData(), std::size_t(hash.size())) != 0)
        return nullptr;
    const SandboxUser *const owner = user(found->ownerId);
    if (found->revokedAt != 0 || !owner || owner->isBanned)
        return nullptr;
    found->lastUsedAt = now();
    return found;
}

SandboxWorkspace::Scopes SandboxWorkspace::scopes(const SandboxKey &key) const
{
    return {key.mayRead && m_licence.mcpAccess != SandboxLicence::Access::None,
            key.mayWrite && m_licence.mcpAccess == SandboxLicence::Access::Full};
}

bool SandboxWorkspace::isPermitted(const SandboxUser &user, const SandboxTool &tool)
{
    return tool.isFor(user.role)
           && (tool.permission.isEmpty() || user.permissions.contains(QString(tool.permission)));
}

QStringList SandboxWorkspace::tools(const SandboxKey &key)
{
    const SandboxUser *const owner = user(key.ownerId);
    const Scopes may = scopes(key);
    QStringList names;
    for (const SandboxTool &tool : sandboxTools()) {
        const bool isInScope = tool.isWrite ? may.write : may.read;
        if (owner && isInScope && (!tool.isAi || m_licence.mcpAiAccess)
            && isPermitted(*owner, tool))
            names.append(tool.name);
    }
    return names;
}

void SandboxWorkspace::addAudit(SandboxEvent type, qint64 authorId, QLatin1StringView targetType,
                                qint64 targetId, const QJsonObject &data, qint64 at)
{
    const qint64 last = m_audit.empty() ? 0 : m_audit.back().at;
    m_audit.push_back({qint64(m_audit.size()) + 1, type, std::max(last, at ? at : now()), authorId,
                       targetType, targetId, data});
}

void SandboxWorkspace::addUsage(QLatin1StringView tool, qint64 keyId, qint64 userId, int durationMs,
                                bool isSuccess, qint64 at)
{
    const qint64 last = m_usage.empty() ? 0 : m_usage.back().at;
    m_usage.push_back({qint64(m_usage.size()) + 1, std::max(last, at ? at : now()), tool, keyId,
                       userId, durationMs, isSuccess});
}

SandboxCourse &SandboxWorkspace::addCourse(const QString &name)
{
    m_courses.push_back({FirstCourseId + qint64(m_courses.size()), name});
    return m_courses.back();
}

const SandboxCourse *SandboxWorkspace::course(qint64 id) const
{
    return findId(m_courses, FirstCourseId, id);
}

SandboxGroup &SandboxWorkspace::addGroup(const QString &name, const QList<qint64> &memberIds)
{
    m_groups.push_back({1 + qint64(m_groups.size()), name, memberIds});
    return m_groups.back();
}

const SandboxGroup *SandboxWorkspace::group(qint64 id) const
{
    return findId(m_groups, 1, id);
}

SandboxChain &SandboxWorkspace::addChain(const QString &name, qint64 ownerId,
                                         const QList<qint64> &courseIds)
{
    m_chains.push_back({1 + qint64(m_chains.size()), name, ownerId, courseIds});
    return m_chains.back();
}

const SandboxChain *SandboxWorkspace::chain(qint64 id) const
{
    return findId(m_chains, 1, id);
}

bool SandboxWorkspace::assign(const SandboxAssignment &assignment)
{
    const auto found = std::ranges::find_if(m_assignments, [&](const SandboxAssignment &a) {
        return a.courseId == assignment.courseId && a.userId == assignment.userId;
    });
    if (found != m_assignments.end()) {
        found->deadlineAt = assignment.deadlineAt;
        return false;
    }
    m_assignments.push_back(assignment);
    return true;
}

QJsonObject SandboxWorkspace::dump() const
{
    QJsonArray users, keys, audit, usage, courses, assignments;
    for (const SandboxUser &user : m_users)
        users.append(userJson(user));
    for (const SandboxKey &key : m_keys) {
        QJsonObject row = keyJson(key, nullptr);
        row.insert("hash"_L1, QString::fromLatin1(key.hash.toHex()));
        keys.append(row);
    }
    for (const SandboxAuditEvent &event : m_audit)
        audit.append(auditJson(event, nullptr));
    for (const SandboxUsageRow &row : m_usage)
        usage.append(usageJson(row, nullptr));
    for (const SandboxCourse &course : m_courses)
        courses.append(courseJson(course));
    for (const SandboxAssignment &assignment : m_assignments)
        assignments.append(
            QJsonArray{assignment.courseId, assignment.userId, assignment.deadlineAt});
    return {{u"users"_s, users}, {u"keys"_s, keys},       {u"audit"_s, audit},
            {u"usage"_s, usage}, {u"courses"_s, courses}, {u"assignments"_s, assignments}};
}

} // namespace Konstantly

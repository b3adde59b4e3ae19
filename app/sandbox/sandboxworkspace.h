// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxlicence.h"
#include "app/sandbox/sandboxlimits.h"
#include "app/sandbox/sandboxtools.h"
#include "models/base/clock.h"
#include "models/base/secret.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <deque>
#include <vector>

namespace Konstantly {

struct SandboxUser
{
    qint64 id = 0;
    QString name, email;
    SandboxRole role = SandboxRole::Learner;
    QSet<QString> permissions; //!< aliases of the contract, section 4
    bool isBanned = false;
};

//! A key as the service keeps it: nothing from which it could be told again. Times are ms since the epoch, 0 = never.
struct SandboxKey
{
    qint64 id = 0;
    QByteArray hash; //!< SHA-256, raw
    QString name;
    QString prefix;                        //!< "kmcp_" and the first 8 characters
    bool mayRead = true, mayWrite = false; //!< as stored; see SandboxWorkspace::scopes()
    qint64 ownerId = 0;
    qint64 createdAt = 0, lastUsedAt = 0, revokedAt = 0;
};

//! Types of audit events. Public are 86 to 88 alone; the other numbers are the sandbox's own.
enum class SandboxEvent {
    UserLogin = 3,
    UserEdit = 11,
    UserBan = 12,
    UserUnban = 13,
    CourseCreate = 24,
    CourseEdit = 26,
    CourseAssign = 31,
    KeyCreate = 86,
    KeyRevoke = 87,
    ToolCall = 88
};

struct SandboxAuditEvent
{
    qint64 id = 0;
    SandboxEvent type = SandboxEvent::UserLogin;
    qint64 at = 0;
    qint64 authorId = 0;
    QLatin1StringView targetType; //!< "MCP_API_KEY", "COURSE", "USER"; a literal
    qint64 targetId = 0;          //!< 0 = none
    QJsonObject data;
};

struct SandboxUsageRow
{
    qint64 id = 0;
    qint64 at = 0;
    QLatin1StringView tool; //!< a literal of sandboxTools()
    qint64 keyId = 0;
    qint64 userId = 0;
    int durationMs = 0;
    bool isSuccess = true;
};

struct SandboxCourse
{
    qint64 id = 0;
    QString name;
};

struct SandboxGroup
{
    qint64 id = 0;
    QString name;
    QList<qint64> memberIds;
};

//! Courses to be taken one after the other; only its owner may assign it.
struct SandboxChain
{
    qint64 id = 0;
    QString name;
    qint64 ownerId = 0;
    QList<qint64> courseIds;
};

struct SandboxAssignment
{
    qint64 courseId = 0, userId = 0;
    qint64 deadlineAt = 0; //!< s since the epoch, 0 = none
};

//! The workspace's state and the rules on it, without a wire: people, keys, limits, audit events, usage.
//!
//! Single-threaded. References stay valid while the workspace lives (nothing is ever removed).
class SandboxWorkspace final
{
public:
    SandboxWorkspace(const SandboxLicence &licence, Clock clock);
    Q_DISABLE_COPY_MOVE(SandboxWorkspace)

    [[nodiscard]] qint64 now() const { return m_clock().toMSecsSinceEpoch(); }
    [[nodiscard]] const SandboxLicence &licence() const { return m_licence; }
    //! In force with the next request, except that the plan's limits stay those of the start.
    void setLicence(const SandboxLicence &licence) { m_licence = licence; }
    [[nodiscard]] SandboxLimits &limits() { return m_limits; }

    // People
    SandboxUser &addUser(const QString &name, const QString &email, SandboxRole role);
    [[nodiscard]] SandboxUser *user(qint64 id);
    [[nodiscard]] SandboxUser *userByName(QStringView name);
    [[nodiscard]] const std::deque<SandboxUser> &users() const { return m_users; }

    // Keys
    //! A new key's plaintext and what the service keeps of it.
    struct Material
    {
        Secret plaintext;
        QByteArray hash;
        QString prefix;
    };
    [[nodiscard]] static Material makeMaterial();
    struct Issued
    {
        qint64 id = 0;
        Secret key; //!< the only copy there will ever be
    };
    //! Makes a key and writes audit event 86.
    Issued issueKey(qint64 ownerId, const QString &name, bool mayWrite);
    //! Puts a key whose plaintext nobody knows, for seeds. An empty hash is made up, and a prefix with it.
    SandboxKey &addKey(SandboxKey key);
    [[nodiscard]] SandboxKey *key(qint64 id);
    //! Ascending by creation.
    [[nodiscard]] const std::deque<SandboxKey> &keys() const { return m_keys; }
    //! Writes audit event 87; false when the key is unknown or already revoked.
    [[nodiscard]] bool revokeKey(qint64 id, qint64 byUserId);

    //! The key that \a plaintext is, or null when it is wrong, revoked or its owner banned. Sets lastUsedAt.
    [[nodiscard]] SandboxKey *authenticate(QByteArrayView plaintext);

    // What a key may do now
    struct Scopes
    {
        bool read = false, write = false;
    };
    //! Stored scopes, clamped by the licence.
    [[nodiscard]] Scopes scopes(const SandboxKey &key) const;
    //! The owner's role and permission for \a tool; scopes and licence are not looked at.
    [[nodiscard]] static bool isPermitted(const SandboxUser &user, const SandboxTool &tool);
    //! Names of the tools that work with \a key now.
    [[nodiscard]] QStringList tools(const SandboxKey &key);

    // What happened. Ascending by time: an event is never before the last one.
    void addAudit(SandboxEvent type, qint64 authorId, QLatin1StringView targetType, qint64 targetId,
                  const QJsonObject &data = {}, qint64 at = 0 /*!< 0 = now */);
    [[nodiscard]] const std::vector<SandboxAuditEvent> &audit() const { return m_audit; }
    void addUsage(QLatin1StringView tool, qint64 keyId, qint64 userId, int durationMs,
                  bool isSuccess, qint64 at = 0 /*!< 0 = now */);
    [[nodiscard]] const std::vector<SandboxUsageRow> &usage() const { return m_usage; }

    // What is learned
    SandboxCourse &addCourse(const QString &name);
    [[nodiscard]] const std::deque<SandboxCourse> &courses() const { return m_courses; }
    [[nodiscard]] const SandboxCourse *course(qint64 id) const;
    SandboxGroup &addGroup(const QString &name, const QList<qint64> &memberIds);
    [[nodiscard]] const SandboxGroup *group(qint64 id) const;
    SandboxChain &addChain(const QString &name, qint64 ownerId, const QList<qint64> &courseIds);
    [[nodiscard]] const SandboxChain *chain(qint64 id) const;
    //! False when it was assigned before (then only the deadline may change).
    bool assign(const SandboxAssignment &assignment);
    [[nodiscard]] const std::vector<SandboxAssignment> &assignments() const
    {
        return m_assignments;
    }

    //! The whole state: to prove what is not in it.
    [[nodiscard]] QJsonObject dump() const;

private:
    SandboxLicence m_licence;
    Clock m_clock;
    SandboxLimits m_limits;
    std::deque<SandboxUser> m_users;
    std::deque<SandboxKey> m_keys;
    QHash<QByteArray, SandboxKey *> m_keysByHash;
    std::vector<SandboxAuditEvent> m_audit;
    std::vector<SandboxUsageRow> m_usage;
    std::deque<SandboxCourse> m_courses;
    std::deque<SandboxGroup> m_groups;
    std::deque<SandboxChain> m_chains;
    std::vector<SandboxAssignment> m_assignments;
};

} // namespace Konstantly

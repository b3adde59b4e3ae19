// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxanswer.h"
#include "app/sandbox/sandboxworkspace.h"

#include <tl/expected.hpp>

#include <optional>

namespace Konstantly {

//! The contract's operations on a SandboxWorkspace: requests in, answers out, no wire.
//!
//! Order of the checks, as far as the contract tells: route, lock-out of the source address, key, licence, the key's limits,
//! permission and scope, arguments. A call of a tool's backend leaves a usage row, a write also two audit events.
class SandboxService final
{
public:
    explicit SandboxService(SandboxWorkspace &workspace);

    //! The operation's name, as in the contract or the camel-case name of the backend; empty when there is no such route.
    [[nodiscard]] static QLatin1StringView operationOf(const SandboxRequest &request);
    [[nodiscard]] static bool isOperation(QStringView name);
    //! True for operations whose answer is a list that comes in pages.
    [[nodiscard]] static bool isList(QLatin1StringView operation);

    [[nodiscard]] SandboxAnswer answer(const SandboxRequest &request);

    //! Makes revokeKey answer 204 without revoking (fault "revoke-lies").
    void setRevokeLies(bool lies) { m_revokeLies = lies; }

private:
    //! A request whose key was accepted.
    struct Call
    {
        const SandboxRequest &request;
        SandboxKey &key;
        SandboxUser &user;
        QStringList arguments; //!< what stands in the path for :parameters
        QJsonObject body;      //!< of a POST
    };
    struct Route;
    struct Match;
    struct Page
    {
        qsizetype offset = 0, limit = 50;
    };
    template<typename T>
    using Checked = tl::expected<T, SandboxAnswer>;

    static const std::vector<Route> &routes();
    static Match match(const SandboxRequest &request);
    SandboxAnswer answer(const Route &route, const SandboxRequest &request,
                         const QStringList &arguments);
    [[nodiscard]] std::optional<SandboxAnswer> refusal(const Route &route, const SandboxTool *tool,
                                                       const Call &call);
    [[nodiscard]] static const SandboxTool *toolOf(const Route &route, const Call &call);

    // Arguments
    static Checked<Page> pageOf(const Call &call, qsizetype standard = 50, qsizetype most = 250);
    static Checked<std::pair<qint64, qint64>> windowOf(const Call &call, const QString &from,
                                                       const QString &to);
    static Checked<QList<qint64>> idsOf(const Call &call, const QString &member);
    static std::optional<qint64> idOf(const QJsonValue &value);

    // sandboxmanagement.cpp
    SandboxAnswer getCapabilities(const Call &call);
    SandboxAnswer listAuditEvents(const Call &call);
    SandboxAnswer listUsage(const Call &call);
    SandboxAnswer listKeys(const Call &call);
    SandboxAnswer createKey(const Call &call);
    SandboxAnswer revokeKey(const Call &call);

    // sandboxbackends.cpp
    SandboxAnswer findUser(const Call &call);
    SandboxAnswer getUser(const Call &call);
    SandboxAnswer findCourse(const Call &call);
    SandboxAnswer getCourse(const Call &call);
    SandboxAnswer listUserAssignments(const Call &call);
    SandboxAnswer listGroupAssignments(const Call &call);
    SandboxAnswer listMyAssignments(const Call &call);
    SandboxAnswer getComplianceStatus(const Call &call);
    SandboxAnswer listCertificates(const Call &call);
    SandboxAnswer getStatistics(const Call &call);
    SandboxAnswer getLeaderboard(const Call &call);

    // sandboxwrites.cpp
    SandboxAnswer assignTraining(const Call &call);
    SandboxAnswer bulkAssign(const Call &call);
    SandboxAnswer assignChain(const Call &call);
    SandboxAnswer banUser(const Call &call);
    SandboxAnswer unbanUser(const Call &call);
    SandboxAnswer changeUserEmail(const Call &call);
    SandboxAnswer cloneCourse(const Call &call);
    SandboxAnswer uploadSourceMaterial(const Call &call);
    SandboxAnswer processSourceMaterial(const Call &call);
    SandboxAnswer generateCourse(const Call &call);
    SandboxAnswer getGeneration(const Call &call);
    SandboxAnswer refineCourse(const Call &call);
    SandboxAnswer regenerateQuestion(const Call &call);
    SandboxAnswer regenerateLesson(const Call &call);

    //! Reads the person a write names and checks that the caller outranks them.
    Checked<SandboxUser *> outranked(const Call &call, std::optional<qint64> id);
    [[nodiscard]] std::optional<SandboxAnswer> takeAi(const Call &call);
    //! The two audit events of a write (contract, section 8). \a arguments must hold ids and flags only, no text.
    void recordWrite(const Call &call, QLatin1StringView tool, SandboxEvent ordinary,
                     QLatin1StringView targetType, qint64 targetId, QJsonObject arguments);
    [[nodiscard]] QJsonArray assignmentsOf(qint64 userId) const;

    SandboxWorkspace &m_workspace;
    bool m_revokeLies = false;
    struct Job
    {
        qint64 startedAt = 0;
        qint64 courseId = 0;
    };
    std::vector<Job> m_jobs;
};

} // namespace Konstantly

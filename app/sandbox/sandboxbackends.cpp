// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// The backends of the reading tools. Figures are made up from ids, the same at every call.

#include "app/sandbox/sandboxjson.h"
#include "app/sandbox/sandboxservice.h"

#include <QJsonArray>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

bool hasFinished(const SandboxAssignment &assignment)
{
    return (assignment.courseId + assignment.userId) % 3 != 0;
}

QJsonObject certificateJson(const SandboxAssignment &assignment)
{
    return {{u"id"_s, assignment.courseId * 1000 + assignment.userId},
            {u"courseId"_s, assignment.courseId},
            {u"userId"_s, assignment.userId}};
}

//! One page of the \a rows whose text holds \a query, whatever the case.
template<typename Rows, typename TextOf, typename ToJson>
SandboxAnswer found(const QString &plural, const Rows &rows, const QString &query, qsizetype offset,
                    qsizetype limit, TextOf textOf, ToJson toJson)
{
    if (query.isEmpty())
        return invalidArguments(u"query is missing"_s);
    QJsonArray page;
    qsizetype count = 0;
    for (const auto &row : rows) {
        if (!textOf(row).contains(query, Qt::CaseInsensitive))
            continue;
        if (count++ >= offset && page.size() < limit)
            page.append(toJson(row));
    }
    return jsonAnswer({{plural, page}, {u"totalCount"_s, count}});
}

} // namespace

SandboxAnswer SandboxService::findUser(const Call &call)
{
    const auto page = pageOf(call, 20, 50);
    if (!page)
        return page.error();
    return found(
        u"users"_s, m_workspace.users(), call.request.query.value(u"query"_s), page->offset,
        page->limit, [](const SandboxUser &user) { return user.name + u'\n' + user.email; },
        userJson);
}

SandboxAnswer SandboxService::getUser(const Call &call)
{
    const SandboxUser *const user = m_workspace.user(call.arguments.constFirst().toLongLong());
    return user ? jsonAnswer(userJson(*user)) : notFound();
}

SandboxAnswer SandboxService::findCourse(const Call &call)
{
    const auto page = pageOf(call, 20, 50);
    if (!page)
        return page.error();
    return found(u"courses"_s, m_workspace.courses(), call.request.query.value(u"query"_s),
                 page->offset, page->limit, std::mem_fn(&SandboxCourse::name), courseJson);
}

SandboxAnswer SandboxService::getCourse(const Call &call)
{
    const SandboxCourse *const course = m_workspace.course(
        call.arguments.constFirst().toLongLong());
    return course ? jsonAnswer(courseJson(*course)) : notFound();
}

QJsonArray SandboxService::assignmentsOf(qint64 userId) const
{
    QJsonArray rows;
    for (const SandboxAssignment &assignment : m_workspace.assignments()) {
        if (assignment.userId != userId)
            continue;
        QJsonObject row{{u"course"_s, courseJson(*m_workspace.course(assignment.courseId))},
                        {u"isFinished"_s, hasFinished(assignment)}};
        row.insert("deadlineAt"_L1,
                   assignment.deadlineAt ? QJsonValue(assignment.deadlineAt) : QJsonValue());
        rows.append(row);
    }
    return rows;
}

SandboxAnswer SandboxService::listUserAssignments(const Call &call)
{
    const SandboxUser *const user = m_workspace.user(call.arguments.constFirst().toLongLong());
    if (!user)
        return notFound();
    const QJsonArray rows = assignmentsOf(user->id);
    return jsonAnswer({{u"assignments"_s, rows}, {u"totalCount"_s, rows.size()}});
}

SandboxAnswer SandboxService::listGroupAssignments(const Call &call)
{
    const SandboxGroup *const group = m_workspace.group(call.arguments.constFirst().toLongLong());
    if (!group)
        return notFound();
    QJsonArray rows;
    for (const qint64 memberId : group->memberIds) {
        for (const auto row : assignmentsOf(memberId))
            rows.append(row);
    }
    return jsonAnswer({{u"assignments"_s, rows}, {u"totalCount"_s, rows.size()}});
}

SandboxAnswer SandboxService::listMyAssignments(const Call &call)
{
    const QJsonArray rows = assignmentsOf(call.user.id);
    return jsonAnswer({{u"assignments"_s, rows}, {u"totalCount"_s, rows.size()}});
}

SandboxAnswer SandboxService::getComplianceStatus(const Call &call)
{
    const SandboxCourse *const course = m_workspace.course(
        call.arguments.constFirst().toLongLong());
    if (!course)
        return notFound();
    const SandboxGroup *group = nullptr;
    if (const QString text = call.request.query.value(u"groupId"_s); !text.isEmpty()) {
        group = m_workspace.group(text.toLongLong());
        if (!group)
            return notFound();
    }
    QJsonArray rows;
    for (const SandboxAssignment &assignment : m_workspace.assignments()) {
        if (assignment.courseId != course->id
            || (group && !group->memberIds.contains(assignment.userId)))
            continue;
        rows.append(QJsonObject{{u"user"_s, userJson(*m_workspace.user(assignment.userId))},
                                {u"isFinished"_s, hasFinished(assignment)}});
    }
    return jsonAnswer({{u"users"_s, rows}, {u"totalCount"_s, rows.size()}});
}

SandboxAnswer SandboxService::listCertificates(const Call &call)
{
    const qint64 userId = call.arguments.constFirst().toLongLong();
    // Learners see their own; for anybody else's the usual permission is needed.
    if (userId != call.user.id && !call.user.permissions.contains(u"user_view"_s))
        return forbidden();
    if (!m_workspace.user(userId))
        return notFound();
    QJsonArray rows;
    for (const SandboxAssignment &assignment : m_workspace.assignments()) {
        if (assignment.userId == userId && hasFinished(assignment))
            rows.append(certificateJson(assignment));
    }
    return jsonAnswer({{u"certificates"_s, rows}, {u"totalCount"_s, rows.size()}});
}

SandboxAnswer SandboxService::getStatistics(const Call &call)
{
    const QString scope = call.arguments.constFirst();
    static const QStringList scopes{u"overview"_s, u"publishing"_s, u"courseCreation"_s,
                                    u"activity"_s, u"insights"_s,   u"tags"_s};
    if (!scopes.contains(scope))
        return notFound();
    const auto &assignments = m_workspace.assignments();
    return jsonAnswer({{u"scope"_s, scope},
                       {u"users"_s, qint64(m_workspace.users().size())},
                       {u"courses"_s, qint64(m_workspace.courses().size())},
                       {u"assignments"_s, qint64(assignments.size())},
                       {u"finished"_s, qint64(std::ranges::count_if(assignments, hasFinished))}});
}

SandboxAnswer SandboxService::getLeaderboard(const Call &call)
{
    const auto page = pageOf(call, 10, 50);
    if (!page)
        return page.error();
    std::vector<std::pair<qsizetype, const SandboxUser *>> ranks;
    for (const SandboxUser &user : m_workspace.users()) {
        if (!user.isBanned)
            ranks.emplace_back(assignmentsOf(user.id).size(), &user);
    }
    std::ranges::stable_sort(ranks, std::greater{}, &decltype(ranks)::value_type::first);
    QJsonArray rows;
    for (const auto &[finished, user] : ranks) {
        if (rows.size() < page->limit)
            rows.append(QJsonObject{{u"user"_s, userJson(*user)}, {u"points"_s, finished * 10}});
    }
    return jsonAnswer({{u"leaders"_s, rows}, {u"totalCount"_s, qint64(ranks.size())}});
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// The backends of the writing tools, AI generation included.

#include "app/sandbox/sandboxjson.h"
#include "app/sandbox/sandboxservice.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 GenerationMs = 12'000; // the service takes 10 to 30 s

bool isText(const QJsonValue &value)
{
    return value.isString() && !value.toString().trimmed().isEmpty();
}

} // namespace

void SandboxService::recordWrite(const Call &call, QLatin1StringView tool, SandboxEvent ordinary,
                                 QLatin1StringView targetType, qint64 targetId,
                                 QJsonObject arguments)
{
    m_workspace.addAudit(ordinary, call.user.id, targetType, targetId);
    arguments.insert("tool"_L1, QString(tool));
    arguments.insert("tier"_L1, u"full"_s);
    m_workspace.addAudit(SandboxEvent::ToolCall, call.user.id, "MCP_API_KEY"_L1, call.key.id,
                         arguments);
}

std::optional<SandboxAnswer> SandboxService::takeAi(const Call &call)
{
    const auto full = m_workspace.limits().takeAi(call.key.id, m_workspace.now());
    if (!full)
        return {};
    return aiQuotaExceeded(full->window, full->retryAfter);
}

SandboxService::Checked<SandboxUser *> SandboxService::outranked(const Call &call,
                                                                 std::optional<qint64> id)
{
    if (!id)
        return tl::unexpected(invalidArguments(u"userId must be an id"_s));
    SandboxUser *const target = m_workspace.user(*id);
    if (!target)
        return tl::unexpected(notFound());
    if (call.user.role <= target->role)
        return tl::unexpected(forbidden());
    return target;
}

SandboxAnswer SandboxService::assignTraining(const Call &call)
{
    const qint64 courseId = call.arguments.constFirst().toLongLong();
    const auto userIds = idsOf(call, u"users"_s);
    if (!userIds)
        return userIds.error();
    if (userIds->isEmpty())
        return invalidArguments(u"users is missing"_s);
    if (!m_workspace.course(courseId))
        return notFound();
    for (const qint64 userId : *userIds) {
        if (!m_workspace.user(userId))
            return notFound();
    }
    int added = 0;
    for (const qint64 userId : *userIds) {
        added += m_workspace.assign(
            {courseId, userId, call.body.value("deadlineAt"_L1).toInteger()});
        recordWrite(call, "assign_training"_L1, SandboxEvent::CourseAssign, "COURSE"_L1, courseId,
                    {{u"courseId"_s, courseId}, {u"userId"_s, userId}});
    }
    return jsonAnswer({{u"courseId"_s, courseId}, {u"assigned"_s, added}});
}

SandboxAnswer SandboxService::bulkAssign(const Call &call)
{
    const qint64 courseId = call.arguments.constFirst().toLongLong();
    const auto groupIds = idsOf(call, u"groups"_s);
    if (!groupIds)
        return groupIds.error();
    if (groupIds->isEmpty())
        return invalidArguments(u"groups is missing"_s);
    int added = 0;
    for (const qint64 groupId : *groupIds) {
        const SandboxGroup *const group = m_workspace.group(groupId);
        if (!group || !m_workspace.course(courseId))
            return notFound();
        for (const qint64 memberId : group->memberIds)
            added += m_workspace.assign(
                {courseId, memberId, call.body.value("deadlineAt"_L1).toInteger()});
        recordWrite(call, "bulk_assign"_L1, SandboxEvent::CourseAssign, "COURSE"_L1, courseId,
                    {{u"courseId"_s, courseId}, {u"groupId"_s, groupId}});
    }
    return jsonAnswer({{u"courseId"_s, courseId}, {u"assigned"_s, added}});
}

SandboxAnswer SandboxService::assignChain(const Call &call)
{
    const SandboxChain *const chain = m_workspace.chain(call.arguments.constFirst().toLongLong());
    if (!chain)
        return notFound();
    if (chain->ownerId != call.user.id)
        return forbidden();
    auto userIds = idsOf(call, u"userIds"_s);
    const auto groupIds = idsOf(call, u"groupIds"_s);
    if (!userIds || !groupIds)
        return userIds ? groupIds.error() : userIds.error();
    for (const qint64 groupId : *groupIds) {
        const SandboxGroup *const group = m_workspace.group(groupId);
        if (!group)
            return notFound();
        userIds->append(group->memberIds);
    }
    int added = 0;
    for (const qint64 userId : *userIds) {
        if (!m_workspace.user(userId))
            return notFound();
        for (const qint64 courseId : chain->courseIds)
            added += m_workspace.assign(
                {courseId, userId, call.body.value("deadlineAt"_L1).toInteger()});
    }
    recordWrite(call, "assign_chain"_L1, SandboxEvent::CourseAssign, "COURSE_CHAIN"_L1, chain->id,
                {{u"chainId"_s, chain->id}});
    return jsonAnswer({{u"chainId"_s, chain->id}, {u"assigned"_s, added}});
}

SandboxAnswer SandboxService::banUser(const Call &call)
{
    const auto target = outranked(call, idOf(call.body.value("id"_L1)));
    if (!target)
        return target.error();
    (*target)->isBanned = true;
    recordWrite(call, "ban_user"_L1, SandboxEvent::UserBan, "USER"_L1, (*target)->id,
                {{u"userId"_s, (*target)->id}});
    return jsonAnswer(userJson(**target));
}

SandboxAnswer SandboxService::unbanUser(const Call &call)
{
    const auto target = outranked(call, call.arguments.constFirst().toLongLong());
    if (!target)
        return target.error();
    (*target)->isBanned = false;
    recordWrite(call, "unban_user"_L1, SandboxEvent::UserUnban, "USER"_L1, (*target)->id,
                {{u"userId"_s, (*target)->id}});
    return jsonAnswer(userJson(**target));
}

SandboxAnswer SandboxService::changeUserEmail(const Call &call)
{
    const auto target = outranked(call, call.arguments.constFirst().toLongLong());
    if (!target)
        return target.error();
    const QJsonValue email = call.body.value("email"_L1);
    if (!isText(email) || email.toString().count(u'@') != 1)
        return invalidArguments(u"email must be an e-mail address"_s);
    (*target)->email = email.toString();
    recordWrite(call, "change_user_email"_L1, SandboxEvent::UserEdit, "USER"_L1, (*target)->id,
                {{u"userId"_s, (*target)->id}, {u"email"_s, u"[redacted]"_s}});
    return jsonAnswer(userJson(**target));
}

SandboxAnswer SandboxService::cloneCourse(const Call &call)
{
    const auto courseId = idOf(call.body.value("courseId"_L1));
    if (!courseId)
        return invalidArguments(u"courseId must be an id"_s);
    const SandboxCourse *const course = m_workspace.course(*courseId);
    if (!course)
        return notFound();
    const SandboxCourse &copy = m_workspace.addCourse(u"%1 (copy)"_s.arg(course->name));
    recordWrite(call, "clone_course"_L1, SandboxEvent::CourseCreate, "COURSE"_L1, copy.id,
                {{u"courseId"_s, *courseId}});
    return jsonAnswer(courseJson(copy));
}

SandboxAnswer SandboxService::uploadSourceMaterial(const Call &call)
{
    constexpr QByteArrayView opening = "filename=\"";
    const qsizetype mark = call.request.body.indexOf(opening);
    if (mark < 0)
        return invalidArguments(u"a file is missing"_s);
    const qsizetype start = mark + opening.size();
    const qsizetype end = call.request.body.indexOf('"', start);
    recordWrite(call, "upload_source_material"_L1, SandboxEvent::CourseEdit, "COURSE"_L1, 0,
                {{u"filePath"_s, u"[redacted]"_s}});
    return jsonAnswer(
        {{u"sessionId"_s, u"session-%1"_s.arg(m_workspace.audit().size())},
         {u"filename"_s, QString::fromUtf8(call.request.body.mid(start, end - start))}});
}

SandboxAnswer SandboxService::processSourceMaterial(const Call &call)
{
    if (!isText(call.body.value("sessionId"_L1)))
        return invalidArguments(u"sessionId is missing"_s);
    return jsonAnswer({{u"sessionId"_s, call.body.value("sessionId"_L1)},
                       {u"chunkCount"_s, 4},
                       {u"message"_s, u"Source material is ready."_s}});
}

SandboxAnswer SandboxService::generateCourse(const Call &call)
{
    if (!isText(call.body.value("prompt"_L1)))
        return invalidArguments(u"prompt is missing"_s);
    const bool isFromFiles = call.body.contains("sessionId"_L1);
    if (isFromFiles && !isText(call.body.value("sessionId"_L1)))
        return invalidArguments(u"sessionId must be text"_s);
    if (auto full = takeAi(call))
        return *full;
    const SandboxCourse &course = m_workspace.addCourse(u"Generated course"_s);
    m_jobs.push_back({m_workspace.now(), course.id});
    recordWrite(call, isFromFiles ? "create_course_from_files"_L1 : "create_course_from_prompt"_L1,
                SandboxEvent::CourseCreate, "COURSE"_L1, course.id,
                {{u"prompt"_s, u"[redacted]"_s}});
    return jsonAnswer({{u"jobId"_s, u"job-%1"_s.arg(m_jobs.size())},
                       {u"status"_s, u"queued"_s},
                       {u"message"_s, u"The course is being generated."_s}});
}

SandboxAnswer SandboxService::getGeneration(const Call &call)
{
    const QString name = call.arguments.constFirst();
    const qulonglong number = name.startsWith("job-"_L1) ? name.mid(4).toULongLong() : 0;
    if (number == 0 || number > m_jobs.size())
        return notFound();
    const Job &job = m_jobs[number - 1];
    const qint64 age = m_workspace.now() - job.startedAt;
    QJsonObject answer{{u"jobId"_s, name}};
    if (age >= GenerationMs) {
        answer.insert("status"_L1, u"completed"_s);
        answer.insert("progress"_L1, 100);
        answer.insert("result"_L1, QJsonObject{{u"courseId"_s, job.courseId}});
    } else {
        answer.insert("status"_L1, u"running"_s);
        answer.insert("progress"_L1, int(std::max<qint64>(0, age) * 100 / GenerationMs));
    }
    return jsonAnswer(answer);
}

SandboxAnswer SandboxService::refineCourse(const Call &call)
{
    const SandboxCourse *const course = m_workspace.course(
        call.arguments.constFirst().toLongLong());
    if (!course)
        return notFound();
    if (!isText(call.body.value("feedback"_L1)))
        return invalidArguments(u"feedback is missing"_s);
    if (auto full = takeAi(call))
        return *full;
    recordWrite(call, "refine_course"_L1, SandboxEvent::CourseEdit, "COURSE"_L1, course->id,
                {{u"courseId"_s, course->id}, {u"feedback"_s, u"[redacted]"_s}});
    return jsonAnswer({{u"courseId"_s, course->id},
                       {u"elementsAdded"_s, 3},
                       {u"transitionsAdded"_s, 2},
                       {u"message"_s, u"Added to the end of the course."_s}});
}

SandboxAnswer SandboxService::regenerateQuestion(const Call &call)
{
    if (auto full = takeAi(call))
        return *full;
    const qint64 id = call.arguments.constFirst().toLongLong();
    recordWrite(call, "regenerate_question"_L1, SandboxEvent::CourseEdit, "QUESTION"_L1, id,
                {{u"questionId"_s, id}});
    return jsonAnswer(
        {{u"questionId"_s, id},
         {u"text"_s, u"Which of these keys should be revoked first?"_s},
         {u"options"_s, QJsonArray{u"The one of someone who left"_s, u"The newest"_s}},
         {u"message"_s, u"The question was written anew."_s}});
}

SandboxAnswer SandboxService::regenerateLesson(const Call &call)
{
    if (auto full = takeAi(call))
        return *full;
    const qint64 id = call.arguments.constFirst().toLongLong();
    recordWrite(call, "regenerate_lesson"_L1, SandboxEvent::CourseEdit, "LESSON"_L1, id,
                {{u"lessonId"_s, id}});
    return jsonAnswer(
        {{u"lessonId"_s, id},
         {u"brief"_s, QJsonObject{{u"topic"_s, u"Security"_s},
                                  {u"title"_s, u"Keys and devices"_s},
                                  {u"description"_s, u"One key per device."_s},
                                  {u"keyPoints"_s, QJsonArray{u"Rotate"_s, u"Revoke"_s}},
                                  {u"targetAudience"_s, u"Everyone"_s}}}});
}

} // namespace Konstantly

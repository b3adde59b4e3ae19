// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxservice.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

struct SandboxService::Route
{
    enum Needs { Nothing, Statistics, Manage, ManageWrite, Tool };

    QByteArrayView method;
    QStringView pattern;
    QLatin1StringView operation;
    Needs needs;
    QLatin1StringView tool; //!< with Tool
    SandboxAnswer (SandboxService::*handler)(const Call &);
};

struct SandboxService::Match
{
    const Route *route = nullptr;
    QStringList arguments;
    QByteArray allowed; //!< methods of the path, when the request's is none of them
};

const std::vector<SandboxService::Route> &SandboxService::routes()
{
    using S = SandboxService;
    constexpr auto tool = Route::Tool;
    // The first pattern that fits wins: literal segments before :parameters.
    // clang-format off
    static const std::vector<Route> table = {
        {"GET", u"/api/v2/mcp/capabilities", "getCapabilities"_L1, Route::Nothing, {}, &S::getCapabilities},
        {"GET", u"/api/v2/chat/usage", "listUsage"_L1, Route::Statistics, {}, &S::listUsage},
        {"GET", u"/api/v2/mcp/keys", "listKeys"_L1, Route::Manage, {}, &S::listKeys},
        {"POST", u"/api/v2/mcp/keys", "createKey"_L1, Route::ManageWrite, {}, &S::createKey},
        {"DELETE", u"/api/v2/mcp/keys/:id", "revokeKey"_L1, Route::ManageWrite, {}, &S::revokeKey},

        {"GET", u"/api/v2/audit", "listAuditEvents"_L1, tool, "get_audit_log"_L1, &S::listAuditEvents},
        {"GET", u"/api/v2/users", "findUser"_L1, tool, "find_user"_L1, &S::findUser},
        {"GET", u"/api/v2/users/:id", "getUser"_L1, tool, "get_user"_L1, &S::getUser},
        {"GET", u"/api/v2/users/:id/courses/assignments", "listUserAssignments"_L1, tool, "list_assignments"_L1, &S::listUserAssignments},
        {"GET", u"/api/v2/groups/:id/courses/assignments", "listGroupAssignments"_L1, tool, "list_assignments"_L1, &S::listGroupAssignments},
        {"GET", u"/api/v2/users/:id/certificates", "listCertificates"_L1, tool, "list_certificates"_L1, &S::listCertificates},
        {"GET", u"/api/v2/courses", "findCourse"_L1, tool, "find_course"_L1, &S::findCourse},
        {"GET", u"/api/v2/courses/assigned/me", "listMyAssignments"_L1, tool, "list_my_assignments"_L1, &S::listMyAssignments},
        {"GET", u"/api/v2/courses/:id", "getCourse"_L1, tool, "get_course"_L1, &S::getCourse},
        {"GET", u"/api/v2/courses/:id/statistics/users", "getComplianceStatus"_L1, tool, "get_compliance_status"_L1, &S::getComplianceStatus},
        {"GET", u"/api/v2/statistics/leaders", "getLeaderboard"_L1, tool, "get_leaderboard"_L1, &S::getLeaderboard},
        {"GET", u"/api/v2/statistics/:name", "getStatistics"_L1, tool, "get_statistics"_L1, &S::getStatistics},

        {"POST", u"/api/v2/courses/:id/assignments/users", "assignTraining"_L1, tool, "assign_training"_L1, &S::assignTraining},
        {"POST", u"/api/v2/courses/:id/assignments", "bulkAssign"_L1, tool, "bulk_assign"_L1, &S::bulkAssign},
        {"POST", u"/api/v2/courseChains/:id/assign", "assignChain"_L1, tool, "assign_chain"_L1, &S::assignChain},
        {"POST", u"/api/v2/users/banned", "banUser"_L1, tool, "ban_user"_L1, &S::banUser},
        {"DELETE", u"/api/v2/users/banned/:id", "unbanUser"_L1, tool, "unban_user"_L1, &S::unbanUser},
        {"POST", u"/api/v2/users/:id/email/change", "changeUserEmail"_L1, tool, "change_user_email"_L1, &S::changeUserEmail},
        {"POST", u"/api/v2/courses/clone", "cloneCourse"_L1, tool, "clone_course"_L1, &S::cloneCourse},

        {"POST", u"/api/v2/chat/source-materials/upload", "uploadSourceMaterial"_L1, tool, "upload_source_material"_L1, &S::uploadSourceMaterial},
        {"POST", u"/api/v2/chat/source-materials/process", "processSourceMaterial"_L1, tool, "upload_source_material"_L1, &S::processSourceMaterial},
        {"POST", u"/api/v2/ai/courses/generate", "generateCourse"_L1, tool, "create_course_from_prompt"_L1, &S::generateCourse},
        {"GET", u"/api/v2/ai/courses/generate/:name", "getGeneration"_L1, tool, "get_course_generation_status"_L1, &S::getGeneration},
        {"POST", u"/api/v2/ai/courses/:id/refine", "refineCourse"_L1, tool, "refine_course"_L1, &S::refineCourse},
        {"POST", u"/api/v2/ai/questions/:id/regenerate", "regenerateQuestion"_L1, tool, "regenerate_question"_L1, &S::regenerateQuestion},
        {"POST", u"/api/v2/ai/lessons/:id/regenerate", "regenerateLesson"_L1, tool, "regenerate_lesson"_L1, &S::regenerateLesson},
    };
    // clang-format on
    return table;
}

namespace {

//! What stands for the pattern's parameters, or nothing when \a path does not fit. ":id" fits digits alone.
std::optional<QStringList> argumentsOf(QStringView pattern, const QString &path)
{
    const QList<QStringView> wanted = pattern.split(u'/');
    const QStringList given = path.split(u'/');
    if (wanted.size() != given.size())
        return {};
    QStringList arguments;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (!wanted[i].startsWith(u':')) {
            if (wanted[i] != given[i])
                return {};
            continue;
        }
        const bool isNumber = std::ranges::all_of(given[i],
                                                  [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (given[i].isEmpty() || given[i].size() > 18 || (wanted[i] == u":id" && !isNumber))
            return {};
        arguments.append(given[i]);
    }
    return arguments;
}

} // namespace

SandboxService::SandboxService(SandboxWorkspace &workspace)
    : m_workspace(workspace)
{}

SandboxService::Match SandboxService::match(const SandboxRequest &request)
{
    Match found;
    for (const Route &route : routes()) {
        const auto arguments = argumentsOf(route.pattern, request.path);
        if (!arguments)
            continue;
        if (route.method == request.method) {
            found.route = &route;
            found.arguments = *arguments;
            return found;
        }
        found.allowed += (found.allowed.isEmpty() ? "" : ", ") + route.method.toByteArray();
    }
    return found;
}

QLatin1StringView SandboxService::operationOf(const SandboxRequest &request)
{
    const Match found = match(request);
    return found.route ? found.route->operation : QLatin1StringView();
}

bool SandboxService::isOperation(QStringView name)
{
    return std::ranges::any_of(routes(),
                               [&](const Route &route) { return route.operation == name; });
}

bool SandboxService::isList(QLatin1StringView operation)
{
    return operation == "listKeys"_L1 || operation == "listAuditEvents"_L1
           || operation == "listUsage"_L1 || operation == "findUser"_L1
           || operation == "findCourse"_L1;
}

SandboxAnswer SandboxService::answer(const SandboxRequest &request)
{
    const Match found = match(request);
    if (found.route)
        return answer(*found.route, request, found.arguments);
    return found.allowed.isEmpty() ? notFound() : methodNotAllowed(found.allowed);
}

SandboxAnswer SandboxService::answer(const Route &route, const SandboxRequest &request,
                                     const QStringList &arguments)
{
    QElapsedTimer timer;
    timer.start();
    SandboxLimits &limits = m_workspace.limits();
    if (const auto lockout = limits.lockout(request.source, m_workspace.now()))
        return authRateLimited(lockout->retryAfter);
    SandboxKey *const key = request.key.isEmpty() ? nullptr : m_workspace.authenticate(request.key);
    if (!key) {
        limits.recordFailedLogin(request.source, m_workspace.now());
        return unauthorized();
    }
    Call call{request, *key, *m_workspace.user(key->ownerId), arguments, {}};
    if (m_workspace.licence().mcpAccess == SandboxLicence::Access::None) {
        const bool isManagement = route.needs == Route::Manage || route.needs == Route::ManageWrite;
        return isManagement ? licenseRestricted() : licenseDisabled();
    }
    if (const auto full = limits.takeCall(key->id, m_workspace.now()))
        return rateLimited(full->window, full->retryAfter);

    if (request.method == "POST")
        call.body = QJsonDocument::fromJson(request.body)
                        .object(); // {} when it is none: the handler misses its members
    const SandboxTool *const tool = toolOf(route, call);
    const auto refused = refusal(route, tool, call);
    SandboxAnswer answer = refused ? *refused : (this->*route.handler)(call);
    // An upload is one call in two requests.
    if (tool && route.operation != "processSourceMaterial"_L1)
        m_workspace.addUsage(tool->name, key->id, call.user.id, int(timer.elapsed()) + 1,
                             answer.status < 400);
    return answer;
}

const SandboxTool *SandboxService::toolOf(const Route &route, const Call &call)
{
    if (route.needs != Route::Tool)
        return nullptr;
    // Two tools share this backend; the one that starts from files names its upload.
    if (route.operation == "generateCourse"_L1 && call.body.contains("sessionId"_L1))
        return findSandboxTool("create_course_from_files"_L1);
    return findSandboxTool(route.tool);
}

std::optional<SandboxAnswer> SandboxService::refusal(const Route &route, const SandboxTool *tool,
                                                     const Call &call)
{
    const SandboxWorkspace::Scopes may = m_workspace.scopes(call.key);
    const auto holds = [&](const QString &alias) { return call.user.permissions.contains(alias); };
    bool isAllowed = may.read;
    switch (route.needs) {
    case Route::Nothing:
        break;
    case Route::Statistics:
        isAllowed = may.read && holds(u"common_stat"_s);
        break;
    case Route::Manage:
        isAllowed = may.read && holds(u"mcp_manage"_s);
        break;
    case Route::ManageWrite: // a key that can't write must not make one that can
        isAllowed = may.write && holds(u"mcp_manage"_s);
        break;
    case Route::Tool:
        isAllowed = (tool->isWrite ? may.write : may.read)
                    && (!tool->isAi || m_workspace.licence().mcpAiAccess)
                    && SandboxWorkspace::isPermitted(call.user, *tool);
        break;
    }
    if (isAllowed)
        return {};
    return forbidden();
}

SandboxService::Checked<SandboxService::Page>
SandboxService::pageOf(const Call &call, qsizetype standard, qsizetype most)
{
    const auto number = [&](const QString &name, qsizetype missing) -> qsizetype {
        const auto given = call.request.query.constFind(name);
        if (given == call.request.query.constEnd())
            return missing;
        bool isNumber = false;
        const qlonglong value = given->toLongLong(&isNumber);
        return isNumber ? value : -1;
    };
    const Page page{number(u"offset"_s, 0), number(u"limit"_s, standard)};
    if (page.limit < 1 || page.limit > most)
        return tl::unexpected(invalidArguments(u"limit must be 1 to %1"_s.arg(most)));
    if (page.offset < 0)
        return tl::unexpected(invalidArguments(u"offset must be 0 or more"_s));
    return page;
}

SandboxService::Checked<std::pair<qint64, qint64>>
SandboxService::windowOf(const Call &call, const QString &from, const QString &to)
{
    std::pair<qint64, qint64> window{std::numeric_limits<qint64>::min(),
                                     std::numeric_limits<qint64>::max()};
    constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
    for (const bool isEnd : {false, true}) {
        const QString &name = isEnd ? to : from;
        const QString text = call.request.query.value(name);
        if (text.isEmpty())
            continue;
        qint64 &edge = isEnd ? window.second : window.first;
        // YYYY-MM-DD is the whole day in UTC; without an offset a time is taken for UTC too.
        if (const QDate date = QDate::fromString(text, Qt::ISODate);
            text.size() == 10 && date.isValid()) {
            edge = date.startOfDay(Qt::UTC).toMSecsSinceEpoch() + (isEnd ? dayMs - 1 : 0);
            continue;
        }
        QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (!time.isValid())
            return tl::unexpected(invalidArguments(u"%1 is not a date"_s.arg(name)));
        if (time.timeSpec() == Qt::LocalTime)
            time.setTimeSpec(Qt::UTC);
        edge = time.toMSecsSinceEpoch();
    }
    return window;
}

std::optional<qint64> SandboxService::idOf(const QJsonValue &value)
{
    const qint64 id = value.isString() ? value.toString().toLongLong() : value.toInteger(0);
    return id > 0 ? std::optional(id) : std::nullopt;
}

SandboxService::Checked<QList<qint64>> SandboxService::idsOf(const Call &call,
                                                             const QString &member)
{
    QList<qint64> ids;
    for (const auto value : call.body.value(member).toArray()) {
        const auto id = idOf(value);
        if (!id)
            return tl::unexpected(invalidArguments(u"%1 must be ids"_s.arg(member)));
        ids.append(*id);
    }
    return ids;
}

} // namespace Konstantly

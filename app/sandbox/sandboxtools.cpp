// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxtools.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

enum Kind { Read, Write, Ai, CountedAi };

constexpr SandboxTool tool(QLatin1StringView name, Kind kind, QLatin1StringView permission,
                           QLatin1StringView roles)
{
    return {
        name, permission, roles, kind != Read, kind == Ai || kind == CountedAi, kind == CountedAi};
}

constexpr std::array Tools = {
    tool("find_user"_L1, Read, "user_view"_L1, "eas"_L1),
    tool("get_user"_L1, Read, "user_view"_L1, "as"_L1),
    tool("find_course"_L1, Read, "course_view"_L1, "leas"_L1),
    tool("get_course"_L1, Read, "course_view"_L1, "leas"_L1),
    tool("list_assignments"_L1, Read, "user_assign"_L1, "as"_L1),
    tool("list_my_assignments"_L1, Read, ""_L1, "leas"_L1),
    tool("get_compliance_status"_L1, Read, "common_stat"_L1, "as"_L1),
    tool("list_certificates"_L1, Read, ""_L1, "leas"_L1), // learners: their own, see the backend
    tool("get_statistics"_L1, Read, "common_stat"_L1, "eas"_L1),
    tool("get_leaderboard"_L1, Read, "common_stat"_L1, "eas"_L1),
    tool("get_audit_log"_L1, Read, "audit_view"_L1, "as"_L1),
    tool("assign_training"_L1, Write, "user_assign"_L1, "as"_L1),
    tool("bulk_assign"_L1, Write, "group_assign"_L1, "as"_L1),
    tool("assign_chain"_L1, Write, "user_assign"_L1, "as"_L1),
    tool("ban_user"_L1, Write, "user_ban"_L1, "as"_L1),
    tool("unban_user"_L1, Write, "user_ban"_L1, "as"_L1),
    tool("change_user_email"_L1, Write, "user_edit"_L1, "as"_L1),
    tool("clone_course"_L1, Write, "course_edit"_L1, "eas"_L1),
    tool("upload_source_material"_L1, Ai, "course_edit"_L1, "eas"_L1),
    tool("create_course_from_prompt"_L1, CountedAi, "course_edit"_L1, "eas"_L1),
    tool("create_course_from_files"_L1, CountedAi, "course_edit"_L1, "eas"_L1),
    tool("get_course_generation_status"_L1, Ai, "course_edit"_L1, "eas"_L1),
    tool("refine_course"_L1, CountedAi, "course_edit"_L1, "eas"_L1),
    tool("regenerate_question"_L1, CountedAi, "course_edit"_L1, "eas"_L1),
    tool("regenerate_lesson"_L1, CountedAi, "course_edit"_L1, "eas"_L1),
};
static_assert(Tools.size() == 25);

} // namespace

bool SandboxTool::isFor(SandboxRole role) const
{
    constexpr std::array letters = {u'l', u'e', u'a', u's'};
    return roles.contains(QChar(letters[std::size_t(role)]));
}

std::span<const SandboxTool> sandboxTools()
{
    return Tools;
}

const SandboxTool *findSandboxTool(QLatin1StringView name)
{
    const auto found = std::ranges::find(Tools, name, &SandboxTool::name);
    return found == Tools.end() ? nullptr : &*found;
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagecall.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

bool usesAiQuota(QStringView tool)
{
    static constexpr std::array tools = {"create_course_from_prompt"_L1,
                                         "create_course_from_files"_L1, "refine_course"_L1,
                                         "regenerate_question"_L1, "regenerate_lesson"_L1};
    return std::ranges::any_of(tools, [tool](QLatin1StringView name) { return tool == name; });
}

bool isReadTool(QStringView tool)
{
    static constexpr std::array tools = {"find_user"_L1,
                                         "get_user"_L1,
                                         "find_course"_L1,
                                         "get_course"_L1,
                                         "list_assignments"_L1,
                                         "list_my_assignments"_L1,
                                         "get_compliance_status"_L1,
                                         "list_certificates"_L1,
                                         "get_statistics"_L1,
                                         "get_leaderboard"_L1,
                                         "get_audit_log"_L1};
    return std::ranges::any_of(tools, [tool](QLatin1StringView name) { return tool == name; });
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/checkreport.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <optional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

//! \a text as Markdown shows it literally: no emphasis, link, code, table, heading or HTML.
QString escaped(const QString &text)
{
    static constexpr QStringView special = u"\\`*_{}[]()<>#+-.!|~&:@";
    QString result;
    for (const QChar character : plainText(text, 2000)) {
        if (special.contains(character))
            result += u'\\';
        result += character;
    }
    return result;
}

} // namespace

CheckCounts countChecks(const QList<CheckResult> &results)
{
    CheckCounts counts;
    for (const CheckResult &result : results) {
        switch (result.state) {
        case CheckState::Problem:
            ++counts.problems;
            break;
        case CheckState::Warning:
            ++counts.warnings;
            break;
        case CheckState::CannotTell:
            ++counts.unknown;
            break;
        case CheckState::Passed:
            ++counts.passed;
            break;
        }
    }
    return counts;
}

QString countsText(const CheckCounts &counts)
{
    QStringList parts{Texts::tr("%n problem(s)", nullptr, counts.problems),
                      Texts::tr("%n warning(s)", nullptr, counts.warnings),
                      Texts::tr("%n passed", nullptr, counts.passed)};
    if (counts.unknown > 0)
        parts << Texts::tr("%n can't tell", nullptr, counts.unknown);
    return parts.join(u", "_s);
}

QJsonObject checkupToJson(const QList<CheckResult> &results)
{
    const CheckCounts counts = countChecks(results);
    const auto textOrNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    QJsonArray checks;
    for (const CheckResult &result : results)
        checks.append(QJsonObject{{u"id"_s, result.id},
                                  {u"state"_s, checkStateName(result.state)},
                                  {u"title"_s, result.title},
                                  {u"detail"_s, textOrNull(result.detail)},
                                  {u"fix"_s, textOrNull(checkFixName(result.fix))}});
    return {{u"problems"_s, counts.problems},
            {u"warnings"_s, counts.warnings},
            {u"passed"_s, counts.passed},
            {u"unknown"_s, counts.unknown},
            {u"checks"_s, checks}};
}

QString checkupToMarkdown(const QList<CheckResult> &results, const QString &workspace,
                          const QDateTime &checkedAt)
{
    QString text = u"# "_s + Texts::tr("Checkup") + u"\n\n"_s;
    if (!workspace.isEmpty())
        text += Texts::tr("Workspace: %1").arg(escaped(workspace)) + u"  \n"_s;
    text += Texts::tr("Checked: %1").arg(checkedAt.toString(Qt::ISODate)) + u"\n\n"_s
            + countsText(countChecks(results)) + u'\n';
    std::optional<CheckState> section;
    for (const CheckResult &result : results) {
        if (section != result.state) {
            section = result.state;
            text += u"\n## "_s + checkStateText(result.state) + u"\n\n"_s;
        }
        text += u"- **"_s + escaped(result.title) + u"** (`"_s + result.id + u"`)\n"_s;
        if (!result.detail.isEmpty())
            text += u"  "_s + escaped(result.detail) + u'\n';
        if (const QString command = checkFixCommand(result.fix); !command.isEmpty())
            text += u"  "_s + Texts::tr("Fix: %1").arg(u'`' + command + u'`') + u'\n';
    }
    return text;
}

} // namespace Konstantly

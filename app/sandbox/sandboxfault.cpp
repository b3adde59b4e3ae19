// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxfault.h"

#include "app/sandbox/sandboxservice.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(SandboxFault)
};

enum class Parameter { None, Number, Status, Text };

struct ModeSeed
{
    QLatin1StringView name;
    SandboxFault::Mode mode = SandboxFault::Mode::Status;
    Parameter parameter = Parameter::None;
};

constexpr std::array Modes = {
    ModeSeed{"hang"_L1, SandboxFault::Mode::Hang},
    ModeSeed{"close"_L1, SandboxFault::Mode::Close},
    ModeSeed{"slow"_L1, SandboxFault::Mode::Slow, Parameter::Number},
    ModeSeed{"cut"_L1, SandboxFault::Mode::Cut},
    ModeSeed{"html"_L1, SandboxFault::Mode::Html},
    ModeSeed{"400"_L1, SandboxFault::Mode::Status},
    ModeSeed{"401"_L1, SandboxFault::Mode::Status},
    ModeSeed{"401-empty"_L1, SandboxFault::Mode::Status},
    ModeSeed{"402"_L1, SandboxFault::Mode::Status},
    ModeSeed{"403"_L1, SandboxFault::Mode::Status},
    ModeSeed{"403-license"_L1, SandboxFault::Mode::Status},
    ModeSeed{"404"_L1, SandboxFault::Mode::Status},
    ModeSeed{"405"_L1, SandboxFault::Mode::Status},
    ModeSeed{"422"_L1, SandboxFault::Mode::Status},
    ModeSeed{"429"_L1, SandboxFault::Mode::Status, Parameter::Number},
    ModeSeed{"429-day"_L1, SandboxFault::Mode::Status, Parameter::Number},
    ModeSeed{"429-auth"_L1, SandboxFault::Mode::Status, Parameter::Number},
    ModeSeed{"429-ai"_L1, SandboxFault::Mode::Status, Parameter::Number},
    ModeSeed{"429-text"_L1, SandboxFault::Mode::Status, Parameter::Number},
    ModeSeed{"500"_L1, SandboxFault::Mode::Status},
    ModeSeed{"502"_L1, SandboxFault::Mode::Status},
    ModeSeed{"503"_L1, SandboxFault::Mode::Status},
    ModeSeed{"redirect"_L1, SandboxFault::Mode::Redirect, Parameter::Text},
    ModeSeed{"management-off"_L1, SandboxFault::Mode::ManagementOff, Parameter::Status},
    ModeSeed{"usage-off"_L1, SandboxFault::Mode::UsageOff, Parameter::Status},
    ModeSeed{"create-lost"_L1, SandboxFault::Mode::CreateLost},
    ModeSeed{"revoke-lies"_L1, SandboxFault::Mode::RevokeLies},
    ModeSeed{"list-cut"_L1, SandboxFault::Mode::ListCut},
};

bool isAcceptable(const QString &parameter, Parameter kind)
{
    bool isNumber = false;
    const int number = parameter.toInt(&isNumber);
    switch (kind) {
    case Parameter::None:
        return false;
    case Parameter::Number:
        return isNumber && number >= 0;
    case Parameter::Status:
        return isNumber
               && (number == 401 || number == 402 || number == 403 || number == 404
                   || number == 405);
    case Parameter::Text:
        // It goes into a header line.
        return !parameter.isEmpty()
               && std::ranges::all_of(parameter, [](QChar c) { return c > u' ' && c < u'\x7f'; });
    }
    return false;
}

SandboxAnswer statusAnswer(const QString &name, int seconds)
{
    const std::chrono::seconds wait(seconds);
    if (name == u"401-empty"_s) {
        SandboxAnswer answer = unauthorized();
        answer.body.clear();
        answer.contentType.clear();
        return answer;
    }
    if (name == u"403-license"_s)
        return licenseDisabled();
    if (name == u"429-auth"_s)
        return authRateLimited(wait);
    if (name == u"429-ai"_s)
        return aiQuotaExceeded("per-key"_L1, wait);
    if (name == u"429-day"_s)
        return rateLimited("day"_L1, wait);
    if (name.startsWith(u"429"_s)) {
        SandboxAnswer answer = rateLimited("minute"_L1, wait);
        if (name == u"429-text"_s)
            answer.headers.clear();
        return answer;
    }
    switch (const int status = name.toInt()) {
    case 401:
        return unauthorized();
    case 402:
        return licenseRestricted();
    case 403:
        return forbidden();
    case 404:
        return notFound();
    case 405:
        return methodNotAllowed("GET");
    case 422:
        return invalidArguments(u"refused on request"_s);
    default:
        return serverFault(status);
    }
}

} // namespace

Result<SandboxFault> SandboxFault::parse(QStringView text)
{
    SandboxFault fault;
    QStringView rest = text;
    if (const qsizetype star = rest.lastIndexOf(u'*'); star >= 0) {
        bool isNumber = false;
        fault.times = rest.sliced(star + 1).toInt(&isNumber);
        if (!isNumber || fault.times < 1)
            return fail(
                ErrorCode::InvalidInput,
                Texts::tr("How often a fault applies must be a number from 1, as in “401*2”."),
                text.toString());
        rest = rest.first(star);
    }
    if (const qsizetype at = rest.lastIndexOf(u'@'); at >= 0) {
        fault.operation = rest.sliced(at + 1).toString();
        if (!SandboxService::isOperation(fault.operation))
            return fail(ErrorCode::InvalidInput,
                        Texts::tr("“%1” is not an operation of the service.").arg(fault.operation),
                        text.toString());
        rest = rest.first(at);
    }
    const qsizetype equals = rest.indexOf(u'=');
    fault.name = (equals < 0 ? rest : rest.first(equals)).toString();
    const auto *const mode = std::ranges::find_if(
        Modes, [&](const ModeSeed &m) { return fault.name == m.name; });
    if (mode == Modes.end())
        return fail(ErrorCode::InvalidInput, Texts::tr("There is no fault “%1”.").arg(fault.name),
                    text.toString());
    fault.mode = mode->mode;
    if (equals >= 0) {
        fault.parameter = rest.sliced(equals + 1).toString();
        if (!isAcceptable(fault.parameter, mode->parameter))
            return fail(
                ErrorCode::InvalidInput,
                Texts::tr("The fault “%1” does not take “%2”.").arg(fault.name, fault.parameter),
                text.toString());
    }
    return fault;
}

Result<QList<SandboxFault>> SandboxFault::parseAll(const QStringList &texts)
{
    QList<SandboxFault> faults;
    for (const QString &text : texts) {
        const auto fault = parse(text);
        if (!fault)
            return fail(fault.error());
        faults.append(*fault);
    }
    return faults;
}

bool SandboxFault::meets(QLatin1StringView requested) const
{
    if (!operation.isEmpty() && operation != requested)
        return false;
    switch (mode) {
    case Mode::ManagementOff:
        return requested == "listKeys"_L1 || requested == "createKey"_L1
               || requested == "revokeKey"_L1;
    case Mode::UsageOff:
        return requested == "listUsage"_L1;
    case Mode::CreateLost:
        return requested == "createKey"_L1;
    case Mode::RevokeLies:
        return requested == "revokeKey"_L1;
    case Mode::ListCut:
        return SandboxService::isList(requested);
    default:
        return true;
    }
}

int SandboxFault::number(int standard) const
{
    return parameter.isEmpty() ? standard : parameter.toInt();
}

SandboxAnswer SandboxFault::answer() const
{
    SandboxAnswer answer;
    switch (mode) {
    case Mode::Html:
        answer.contentType = "text/html; charset=utf-8";
        answer.body
            = "<!doctype html><title>Guest network</title><p>Please sign in to use the network.\n";
        return answer;
    case Mode::Redirect:
        answer.status = 307;
        answer.contentType.clear();
        answer.headers.emplace_back("Location", parameter.isEmpty() ? "https://portal.invalid/login"
                                                                    : parameter.toLatin1());
        return answer;
    case Mode::ManagementOff:
        return statusAnswer(parameter.isEmpty() ? u"403"_s : parameter, 0);
    case Mode::UsageOff:
        return statusAnswer(parameter.isEmpty() ? u"404"_s : parameter, 0);
    default:
        return statusAnswer(name, number(30));
    }
}

} // namespace Konstantly

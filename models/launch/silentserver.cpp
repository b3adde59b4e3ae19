// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/silentserver.h"

#include "models/base/plaintext.h"
#include "models/base/redaction.h"
#include "models/launch/calloutcome.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SilentServer)
};

} // namespace

Error silentServerReason(QByteArrayView standardError, int exitCode)
{
    switch (classifyErrorText(standardError)) {
    case CallOutcome::Unauthorized:
        return {ErrorCode::Unauthorized, {}, {}, {}};
    case CallOutcome::Licence:
        return {ErrorCode::LicenseDisabled, {}, {}, {}};
    case CallOutcome::RateLimitedAuth:
        return {ErrorCode::AuthRateLimited, {}, {}, waitInErrorText(standardError)};
    default:
        break;
    }
    const QStringList lines = QString::fromUtf8(standardError).split(u'\n', Qt::SkipEmptyParts);
    const QString last = lines.isEmpty() ? QString() : redacted(plainText(lines.last().trimmed()));
    return {ErrorCode::ServerFailed,
            last.isEmpty() ? Texts::tr("It ended at once, with exit code %1.").arg(exitCode)
                           : Texts::tr("It ended at once, with exit code %1: %2")
                                 .arg(QString::number(exitCode), last),
            {},
            {}};
}

} // namespace Konstantly

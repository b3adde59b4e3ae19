// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/silentserver.h"

#include "models/base/plaintext.h"
#include "models/base/redaction.h"

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
    const QString text = redacted(QString::fromUtf8(standardError));
    if (text.contains("rejected the API key"_L1, Qt::CaseInsensitive))
        return {ErrorCode::Unauthorized, {}, {}, {}};
    if (text.contains("license does not include MCP access"_L1, Qt::CaseInsensitive))
        return {ErrorCode::LicenseDisabled, {}, {}, {}};
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

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/steplines.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Konstantly {

QByteArray stepLine(const StepLine &step)
{
    QString line = u"konstantly-mcp: step %1 %2 %3 ms"_s.arg(
        step.name, step.ok ? u"ok"_s : u"failed"_s, QString::number(step.ms));
    if (!step.detail.isEmpty())
        line += u' ' + step.detail.simplified();
    return line.toUtf8() + '\n';
}

std::optional<StepLine> parseStepLine(QByteArrayView line)
{
    static const QRegularExpression pattern(
        u"^konstantly-mcp: step ([a-z]+) (ok|failed) ([0-9]{1,15}) ms(?: (.*))?$"_s);
    const auto match = pattern.match(QString::fromUtf8(line).trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    return StepLine{match.captured(1), match.captured(2) == u"ok"_s, match.captured(3).toLongLong(),
                    match.captured(4)};
}

} // namespace Konstantly

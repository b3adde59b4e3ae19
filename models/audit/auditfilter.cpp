// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfilter.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

using Field = AuditTerm::Field;

//! Takes the name of a field from the front of \a rest.
Field takeField(QStringView &rest)
{
    static constexpr std::array<std::pair<QLatin1StringView, Field>, 3> names{
        {{QLatin1StringView("key:"), Field::Key},
         {QLatin1StringView("person:"), Field::Person},
         {QLatin1StringView("tool:"), Field::Tool}}};
    for (const auto &[name, field] : names) {
        if (rest.startsWith(name, Qt::CaseInsensitive)) {
            rest = rest.sliced(name.size());
            return field;
        }
    }
    return Field::Any;
}

qsizetype endOfWord(QStringView text)
{
    qsizetype end = 0;
    while (end < text.size() && !text[end].isSpace())
        ++end;
    return end;
}

} // namespace

QList<AuditTerm> auditTerms(const QString &text)
{
    QList<AuditTerm> terms;
    QStringView rest = QStringView(text).trimmed();
    while (!rest.isEmpty()) {
        AuditTerm term;
        term.field = takeField(rest);
        if (rest.startsWith(u'"')) {
            rest = rest.sliced(1);
            const qsizetype close = rest.indexOf(u'"');
            term.needle = rest.first(close < 0 ? rest.size() : close).toString();
            term.isWhole = close >= 0 && term.field != Field::Any;
            rest = close < 0 ? QStringView() : rest.sliced(close + 1);
        } else {
            const qsizetype end = endOfWord(rest);
            term.needle = rest.first(end).toString();
            rest = rest.sliced(end);
        }
        if (!term.needle.isEmpty())
            terms << term;
        rest = rest.trimmed();
    }
    return terms;
}

QString auditTextForKey(const QString &name)
{
    QString quoted = name;
    return u"key:\"%1\""_s.arg(quoted.remove(u'"'));
}

} // namespace Konstantly

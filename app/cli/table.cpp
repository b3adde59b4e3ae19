// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/table.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

QString tableText(const QStringList &heading, const QList<QStringList> &rows)
{
    QList<qsizetype> widths(heading.size(), 0);
    const QList<QStringList> all = QList<QStringList>{heading} + rows;
    for (const QStringList &row : all) {
        for (qsizetype i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths.at(i), row.at(i).size());
    }
    QString text;
    for (const QStringList &row : all) {
        QString line;
        for (qsizetype i = 0; i < row.size() && i < widths.size(); ++i)
            line += row.at(i).leftJustified(widths.at(i) + 2);
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

} // namespace Konstantly

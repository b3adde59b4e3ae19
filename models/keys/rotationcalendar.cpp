// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/rotationcalendar.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RotationCalendar)
};

//! TEXT of RFC 5545, 3.3.11. What it can't hold, plainText() has made visible.
QString escaped(const QString &text)
{
    QString out;
    for (const QChar c : plainText(text, 200)) {
        if (c == u'\\' || c == u';' || c == u',')
            out += u'\\';
        out += c;
    }
    return out;
}

//! One content line, folded after 75 octets and never inside a character (3.1).
void addLine(QByteArray &calendar, const QString &line)
{
    int length = 0;
    for (qsizetype i = 0; i < line.size();) {
        const qsizetype width = line.at(i).isHighSurrogate() && i + 1 < line.size() ? 2 : 1;
        const QByteArray octets = QStringView(line).mid(i, width).toUtf8();
        if (length + octets.size() > 75) {
            calendar += "\r\n ";
            length = 1;
        }
        calendar += octets;
        length += int(octets.size());
        i += width;
    }
    calendar += "\r\n";
}

} // namespace

QByteArray rotationCalendar(const std::vector<KeyRow> &rows, const Origin &workspace,
                            const QDateTime &now)
{
    QByteArray calendar;
    addLine(calendar, u"BEGIN:VCALENDAR"_s);
    addLine(calendar, u"VERSION:2.0"_s);
    addLine(calendar, u"PRODID:-//Konstantly Keys//Rotation//EN"_s);
    addLine(calendar, u"METHOD:PUBLISH"_s);
    const QString stamp = now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    for (const KeyRow &row : rows) {
        if (row.key.revokedAt || !row.rotateBy.isValid())
            continue;
        const QDate day = row.rotateBy.toLocalTime().date();
        addLine(calendar, u"BEGIN:VEVENT"_s);
        addLine(calendar, u"UID:rotate-%1@%2"_s.arg(escaped(row.key.id), workspace.host()));
        addLine(calendar, u"DTSTAMP:"_s + stamp);
        addLine(calendar, u"DTSTART;VALUE=DATE:"_s + day.toString(u"yyyyMMdd"_s));
        addLine(calendar, u"DTEND;VALUE=DATE:"_s + day.addDays(1).toString(u"yyyyMMdd"_s));
        addLine(calendar,
                u"SUMMARY:"_s + escaped(Texts::tr("Rotate the MCP key “%1”").arg(row.key.name)));
        addLine(calendar, u"DESCRIPTION:"_s
                              + escaped(Texts::tr("Its interval of %n day(s) at %1 ends.", nullptr,
                                                  row.rotationDays)
                                            .arg(workspace.host())));
        addLine(calendar, u"TRANSP:TRANSPARENT"_s);
        addLine(calendar, u"BEGIN:VALARM"_s);
        addLine(calendar, u"ACTION:DISPLAY"_s);
        addLine(calendar, u"DESCRIPTION:"_s
                              + escaped(Texts::tr("Rotate the MCP key “%1”").arg(row.key.name)));
        addLine(calendar, u"TRIGGER:-P14D"_s);
        addLine(calendar, u"END:VALARM"_s);
        addLine(calendar, u"END:VEVENT"_s);
    }
    addLine(calendar, u"END:VCALENDAR"_s);
    return calendar;
}

} // namespace Konstantly

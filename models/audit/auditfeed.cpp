// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfeed.h"

#include "models/base/exportfile.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Facility 13 ("log audit"), severity 6 or 4.
constexpr int Informational = 13 * 8 + 6;
constexpr int Warning = 13 * 8 + 4;

bool isWarning(AuditKind kind)
{
    return kind == AuditKind::StartRefused || kind == AuditKind::Refusal;
}

QString timeText(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

bool isControl(QChar c)
{
    return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0)
           || c.unicode() == 0x2028 || c.unicode() == 0x2029;
}

//! Control characters as blanks: neither format has an escape for them.
QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (isControl(c))
            c = u' ';
    }
    return text;
}

QString cefHeader(const QString &text)
{
    return oneLine(text).replace(u'\\', u"\\\\"_s).replace(u'|', u"\\|"_s);
}

QString cefValue(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'=', u"\\="_s);
    text.replace(u"\r\n"_s, u"\\n"_s).replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s);
    return oneLine(text);
}

//! A name of RFC 5424: visible ASCII without blanks.
QByteArray syslogName(const QString &text, qsizetype maxLength)
{
    QByteArray name;
    for (const QChar c : text) {
        if (c.unicode() > 0x20 && c.unicode() < 0x7f)
            name += char(c.unicode());
    }
    return name.isEmpty() ? QByteArray("-") : name.first(std::min(name.size(), maxLength));
}

QByteArray syslogParameter(const char *name, const QString &text)
{
    QString value = oneLine(text);
    value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u']', u"\\]"_s);
    return QByteArray(" ") + name + "=\"" + value.toUtf8() + '"';
}

QByteArray syslogHead(int priority, qint64 at, const QString &hostName, const QString &messageId)
{
    return '<' + QByteArray::number(priority) + ">1 " + timeText(at).toLatin1() + ' '
           + syslogName(hostName, 255) + " konstantly-keys "
           + QByteArray::number(QCoreApplication::applicationPid()) + ' '
           + syslogName(messageId, 32) + ' ';
}

//! What follows the head. 32473 is the number that IANA keeps for those who have none.
QByteArray syslogBody(const QString &id, const QString &workspace, const QByteArray &json)
{
    return "[event@32473" + syslogParameter("id", id) + syslogParameter("workspace", workspace)
           + "] \xEF\xBB\xBF" + json;
}

} // namespace

QByteArray toJsonLine(const AuditFeedItem &item)
{
    const AuditRecord &record = item.record;
    QJsonObject line{{u"cursor"_s, QString::number(item.cursor)},
                     {u"id"_s, record.id},
                     {u"at"_s, timeText(record.at)},
                     {u"kind"_s, auditKindName(record.kind)},
                     {u"workspace"_s, item.workspace}};
    const auto add = [&line](QLatin1StringView name, const QString &text) {
        if (!text.isEmpty())
            line.insert(name, text);
    };
    if (record.eventType != 0)
        line.insert("eventType"_L1, record.eventType);
    add("key"_L1, record.key);
    add("keyName"_L1, item.keyName);
    add("person"_L1, record.person);
    add("tool"_L1, record.tool);
    add("subject"_L1, record.subject);
    if (!record.detail.isEmpty())
        line.insert("detail"_L1, QJsonDocument::fromJson(record.detail).object());
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

QByteArray toCef(const AuditFeedItem &item)
{
    const AuditRecord &record = item.record;
    const QString kind = auditKindName(record.kind);
    QStringList head{u"CEF:0"_s,
                     u"Konstantly"_s,
                     u"Konstantly Keys"_s,
                     cefHeader(QCoreApplication::applicationVersion()),
                     record.eventType != 0 ? QString::number(record.eventType) : kind,
                     cefHeader(kind),
                     isWarning(record.kind) ? u"5"_s : u"2"_s};
    QStringList extension{u"rt="_s + QString::number(record.at),
                          u"externalId="_s + cefValue(record.id), u"act="_s + kind};
    const auto add = [&extension](const QString &name, const QString &text) {
        if (!text.isEmpty())
            extension << name + u'=' + cefValue(text);
    };
    const auto addLabelled = [&add](const QString &name, const QString &label,
                                    const QString &text) {
        add(name, text);
        if (!text.isEmpty())
            add(name + u"Label"_s, label);
    };
    add(u"suser"_s, record.person);
    addLabelled(u"cs1"_s, u"workspace"_s, item.workspace);
    addLabelled(u"cs2"_s, u"key"_s, record.key);
    addLabelled(u"cs3"_s, u"keyName"_s, item.keyName);
    addLabelled(u"cs4"_s, u"tool"_s, record.tool);
    addLabelled(u"cs5"_s, u"subject"_s, record.subject);
    addLabelled(u"cs6"_s, u"cursor"_s, QString::number(item.cursor));
    add(u"msg"_s, QString::fromUtf8(record.detail));
    return QString(head.join(u'|') + u'|' + extension.join(u' ')).toUtf8();
}

QByteArray toSyslog(const AuditFeedItem &item, const QString &hostName)
{
    const AuditRecord &record = item.record;
    return syslogHead(isWarning(record.kind) ? Warning : Informational, record.at, hostName,
                      auditKindName(record.kind))
           + syslogBody(record.id, item.workspace, toJsonLine(item));
}

QByteArray toSyslog(const AuditLoss &loss, const QDateTime &now, const QString &hostName)
{
    const QString id = u"lost:%1-%2"_s.arg(loss.from).arg(loss.to);
    const QString kind = u"events-lost"_s;
    const qint64 at = now.toMSecsSinceEpoch();
    const QJsonObject json{{u"cursor"_s, QString::number(loss.to)},
                           {u"id"_s, id},
                           {u"at"_s, timeText(at)},
                           {u"kind"_s, kind},
                           {u"workspace"_s, loss.workspace},
                           {u"count"_s, loss.count}};
    return syslogHead(Warning, at, hostName, kind)
           + syslogBody(id, loss.workspace, QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QByteArray syslogTestMessage(const QDateTime &now, const QString &hostName)
{
    return syslogHead(Informational, now.toMSecsSinceEpoch(), hostName, u"test"_s)
           + "- Konstantly Keys: a test message";
}

QByteArray csvHeader()
{
    return "at,kind,event_type,workspace,key,key_name,person,tool,subject,detail,id";
}

QByteArray toCsv(const AuditFeedItem &item)
{
    const AuditRecord &record = item.record;
    QByteArrayList fields;
    for (const QString &text :
         {timeText(record.at), auditKindName(record.kind),
          record.eventType == 0 ? QString() : QString::number(record.eventType), item.workspace,
          record.key, item.keyName, record.person, record.tool, record.subject,
          QString::fromUtf8(record.detail), record.id})
        fields << csvField(text);
    return fields.join(',');
}

QByteArray formatted(const AuditFeedItem &item, AuditFormat format)
{
    switch (format) {
    case AuditFormat::JsonLines:
        return toJsonLine(item);
    case AuditFormat::Cef:
        return toCef(item);
    case AuditFormat::Csv:
        return toCsv(item);
    }
    return {};
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfeed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

QString hostileText(QRandomGenerator &random)
{
    static const QString letters = u"ab =|\\]\"[\n\r\t,'@+-<>\u202E\\u0085\u2028é"_s;
    QString text;
    for (int i = int(random.bounded(12)); i > 0; --i)
        text += letters.at(random.bounded(int(letters.size())));
    return text;
}

AuditFeedItem hostileItem(QRandomGenerator &random)
{
    AuditFeedItem item;
    item.workspace = hostileText(random);
    item.keyName = hostileText(random);
    item.cursor = 7;
    item.record.id = u"service:"_s + hostileText(random);
    item.record.kind = AuditKind(random.bounded(AuditKindCount));
    item.record.key = hostileText(random);
    item.record.person = hostileText(random);
    item.record.tool = hostileText(random);
    item.record.subject = hostileText(random);
    return item;
}

} // namespace

class TestAuditFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatStaysOneLineAndOneEvent()
    {
        QRandomGenerator random(1);
        // A value of CEF ends where the next unescaped "=" has its name; none may come from a text.
        static const QRegularExpression names(u"(?<!\\\\)(?:\\\\\\\\)*="_s);
        static const QRegularExpression syslog(
            QString::fromLatin1("^<1\\d\\d>1 \\S+ \\S+ konstantly-keys \\d+ \\S+ \\[event@32473 "
                                "id=\"((?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*)\" "
                                "workspace=\"((?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*)\"\\] "));
        for (int i = 0; i < 5000; ++i) {
            const AuditFeedItem item = hostileItem(random);
            const AuditRecord &r = item.record;
            for (const QByteArray &line :
                 {toJsonLine(item), toCef(item), toSyslog(item, u"a host"_s)}) {
                for (const char c : line)
                    QVERIFY(c == 0x7f || uchar(c) >= 0x20);
            }
            const auto json = QJsonDocument::fromJson(toJsonLine(item)).object();
            QCOMPARE(json.value("id"_L1).toString(), r.id);
            QCOMPARE(json.value("person"_L1).toString(), r.person);
            QCOMPARE(json.value("cursor"_L1).toString(), u"7"_s);
            const QString cef = QString::fromUtf8(toCef(item));
            int texts = 0;
            for (const QString &text : {item.workspace, r.key, item.keyName, r.tool, r.subject})
                texts += text.isEmpty() ? 0 : 2;
            const int expected = 3 + 2 + texts + (r.person.isEmpty() ? 0 : 1);
            QCOMPARE(cef.count(names), expected);
            const auto match = syslog.match(QString::fromUtf8(toSyslog(item, u"a host"_s)));
            QVERIFY2(match.hasMatch(), toSyslog(item, u"a host"_s).constData());
        }
    }

    void argumentsLoseTheirSecrets()
    {
        const QByteArray key = "kmcp_" + QByteArray(43, 'b');
        const QByteArray json = redactedArguments(
            "{\"course\":17,\"password\":\"x1y2\",\"deep\":[{\"note\":\"" + key + "\"}]}");
        QVERIFY(!json.contains(key));
        QVERIFY(!json.contains("x1y2"));
        QCOMPARE(QJsonDocument::fromJson(json).object().value("course"_L1).toInt(), 17);
    }

    void spreadsheetsGetNoFormula_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text :
             {u"=1"_s, u"+1"_s, u"-1"_s, u"@x"_s, u"\tx"_s, u"\rx"_s, u"  =1"_s, u"\uFF1D1"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void spreadsheetsGetNoFormula()
    {
        QFETCH(QString, text);
        AuditFeedItem item;
        item.record.tool = text;
        QVERIFY(toCsv(item).contains("\"'" + text.toUtf8()));
    }
};

QTEST_GUILESS_MAIN(TestAuditFeed)
#include "tst_auditfeed.moc"

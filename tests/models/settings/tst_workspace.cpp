// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/workspace.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

Workspace fullWorkspace()
{
    Workspace workspace;
    workspace.name = u"acme"_s;
    workspace.origin = *Origin::parse(u"https://acme.konstantly.com");
    workspace.plan = Plan::Enterprise;
    workspace.caFile = u"/etc/acme.pem"_s;
    workspace.userId = u"42"_s;
    workspace.userName = u"Alex Ädmin"_s;
    workspace.deviceName = u"alex-laptop"_s;
    workspace.consoleSlot = u"slot1"_s;
    workspace.consoleKeyId = u"7"_s;
    workspace.consoleKeyPrefix = u"kmcp_abcdefgh"_s;
    workspace.deviceSlot = u"slot2"_s;
    workspace.deviceKeyId = u"8"_s;
    workspace.deviceKeyPrefix = u"kmcp_ijklmnop"_s;
    workspace.deviceKeyName = u"alex-laptop"_s;
    workspace.consoleKeyRevokedAt = QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC);
    workspace.deviceKeyRevokedAt = QDateTime({2026, 2, 3}, {4, 5, 6}, Qt::UTC);
    workspace.spareSlots = {{u"5"_s, u"slot3"_s}};
    workspace.rotationDays = {{u"8"_s, 30}};
    workspace.entry = u"konstantly-acme"_s;
    return workspace;
}

} // namespace

class tst_Workspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everyFieldSurvivesTheFile()
    {
        const Workspace before = fullWorkspace();
        const Result<Workspace> after = workspaceFromJson(toJson(before));
        QVERIFY(after);
        QCOMPARE(*after, before);
    }

    void aDemoWorkspaceSurvivesTheFile()
    {
        Workspace before = fullWorkspace();
        before.isDemo = true;
        before.isBeingRemoved = true;
        before.origin = *Origin::parseDemo(u"https://localhost:8443");
        const Result<Workspace> after = workspaceFromJson(toJson(before));
        QVERIFY(after);
        QCOMPARE(*after, before);
    }

    void loopbackIsRefusedOutsideTheDemo()
    {
        QJsonObject object = toJson(fullWorkspace());
        object["origin"_L1] = u"https://localhost:8443"_s;
        const Result<Workspace> read = workspaceFromJson(object);
        QVERIFY(!read);
        QCOMPARE(read.error().detail, u"origin"_s);
    }

    void aWrongFieldIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no name") << u"name"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("bad name") << u"name"_s << QJsonValue(u"Acme Ltd"_s);
        QTest::newRow("name is a number") << u"name"_s << QJsonValue(7);
        QTest::newRow("no origin") << u"origin"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("http") << u"origin"_s << QJsonValue(u"http://acme.konstantly.com"_s);
        QTest::newRow("not canonical")
            << u"origin"_s << QJsonValue(u"https://ACME.konstantly.com/"_s);
        QTest::newRow("relative file") << u"caFile"_s << QJsonValue(u"ca.pem"_s);
        QTest::newRow("NUL") << u"userName"_s << QJsonValue(QString(QChar(0)));
        QTest::newRow("too long") << u"userName"_s << QJsonValue(QString(5000, u'x'));
        QTest::newRow("slot is null") << u"consoleSlot"_s << QJsonValue(QJsonValue::Null);
        QTest::newRow("demo is text") << u"isDemo"_s << QJsonValue(u"yes"_s);
        QTest::newRow("no date") << u"deviceKeyRevokedAt"_s << QJsonValue(u"yesterday"_s);
        QTest::newRow("days are text")
            << u"rotationDays"_s << QJsonValue(QJsonObject{{u"8"_s, u"x"_s}});
        QTest::newRow("days are negative")
            << u"rotationDays"_s << QJsonValue(QJsonObject{{u"8"_s, -1}});
        QTest::newRow("slots are a list") << u"spareSlots"_s << QJsonValue(QJsonArray{});
    }

    void aWrongFieldIsNamed()
    {
        QFETCH(const QString, field);
        QFETCH(const QJsonValue, value);
        QJsonObject object = toJson(fullWorkspace());
        if (value.isUndefined())
            object.remove(field);
        else
            object[field] = value;
        const Result<Workspace> read = workspaceFromJson(object);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::FileNotParsable);
        QCOMPARE(read.error().detail, field);
    }

    void anUnknownPlanIsTheSmallerOne()
    {
        QJsonObject object = toJson(fullWorkspace());
        object["plan"_L1] = u"galactic"_s;
        const Result<Workspace> read = workspaceFromJson(object);
        QVERIFY(read);
        QCOMPARE(read->plan, Plan::Business);
    }

    void withoutADeviceKeyTheConsoleKeyServes()
    {
        Workspace workspace = fullWorkspace();
        QCOMPARE(workspace.activeDeviceSlot(), u"slot2"_s);
        QCOMPARE(workspace.activeDeviceKeyId(), u"8"_s);
        workspace.deviceSlot.clear();
        QCOMPARE(workspace.activeDeviceSlot(), u"slot1"_s);
        QCOMPARE(workspace.activeDeviceKeyId(), u"7"_s);
    }

    void revocationIsThatOfTheKeyThatToolsUse()
    {
        Workspace workspace = fullWorkspace();
        workspace.consoleKeyRevokedAt = {};
        QVERIFY(workspace.isActiveDeviceKeyRevoked());
        workspace.deviceKeyRevokedAt = {};
        QVERIFY(!workspace.isActiveDeviceKeyRevoked());
        workspace.deviceSlot.clear();
        workspace.consoleKeyRevokedAt = QDateTime::fromSecsSinceEpoch(1);
        QVERIFY(workspace.isActiveDeviceKeyRevoked());
    }

    void everySlotIsNamedOnce()
    {
        Workspace workspace = fullWorkspace();
        QCOMPARE(workspace.slotNames(), (QStringList{u"slot1"_s, u"slot2"_s, u"slot3"_s}));
        workspace.deviceSlot = u"slot1"_s;
        workspace.spareSlots.clear();
        QCOMPARE(workspace.slotNames(), QStringList{u"slot1"_s});
    }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isValid");
        QTest::newRow("plain") << u"acme"_s << true;
        QTest::newRow("digit first") << u"4ever"_s << true;
        QTest::newRow("hyphens") << u"a-b-c"_s << true;
        QTest::newRow("one letter") << u"a"_s << true;
        QTest::newRow("40") << QString(40, u'a') << true;
        QTest::newRow("41") << QString(41, u'a') << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("hyphen first") << u"-acme"_s << false;
        QTest::newRow("capital") << u"Acme"_s << false;
        QTest::newRow("space") << u"ac me"_s << false;
        QTest::newRow("dot") << u"acme.com"_s << false;
        QTest::newRow("path") << u"../acme"_s << false;
        QTest::newRow("shell") << u"$(x)"_s << false;
        QTest::newRow("umlaut") << u"ämter"_s << false;
        QTest::newRow("cyrillic") << u"\u0430cme"_s << false;
        QTest::newRow("newline") << u"acme\n"_s << false;
    }

    void names()
    {
        QFETCH(const QString, name);
        QTEST(isValidWorkspaceName(name), "isValid");
    }

    void suggestedNamesAreValid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::newRow("simple") << u"Acme Ltd."_s << u"acme-ltd"_s;
        QTest::newRow("accents") << u"Café Zürich"_s << u"cafe-zurich"_s;
        QTest::newRow("nothing left") << u"学习"_s << u"workspace"_s;
        QTest::newRow("empty") << QString() << u"workspace"_s;
        QTest::newRow("hyphens around") << u"--x--"_s << u"x"_s;
        QTest::newRow("long") << QString(50, u'a') + u"-b"_s << QString(40, u'a');
        QTest::newRow("cut at a hyphen") << QString(39, u'a') + u"-bc"_s << QString(39, u'a');
    }

    void suggestedNamesAreValid()
    {
        QFETCH(const QString, text);
        QTEST(suggestedWorkspaceName(text), "name");
        QVERIFY(isValidWorkspaceName(suggestedWorkspaceName(text)));
    }

    void plansHaveStableNames()
    {
        QCOMPARE(planName(Plan::Business), u"business"_s);
        QCOMPARE(planFromName(u"enterprise"), Plan::Enterprise);
        QVERIFY(!planFromName(u"Business"));
    }
};

QTEST_GUILESS_MAIN(tst_Workspace)
#include "tst_workspace.moc"

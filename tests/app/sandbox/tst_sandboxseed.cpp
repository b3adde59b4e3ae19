// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxseed.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Day = 24LL * 60 * 60 * 1000;

QDateTime someMonday()
{
    return QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
}

SandboxWorkspace workspaceAt(const QDateTime &time, SandboxLicence licence = {})
{
    return SandboxWorkspace(licence, [time] { return time; });
}

} // namespace

class tst_SandboxSeed final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theDemoHasFourteenKeysOfSixPeople()
    {
        SandboxWorkspace workspace = workspaceAt(someMonday());
        const Secret admin = seedWorkspace(workspace, SandboxSeed::Demo);
        QCOMPARE(workspace.keys().size(), 14u);
        QSet<qint64> owners;
        for (const SandboxKey &key : workspace.keys()) {
            owners.insert(key.ownerId);
            QCOMPARE(key.revokedAt, 0);
            QCOMPARE(key.hash.size(), 32);
            QVERIFY(QRegularExpression(u"^kmcp_[A-Za-z0-9_-]{8}$"_s).match(key.prefix).hasMatch());
        }
        QCOMPARE(owners.size(), 6);
        const auto banned = std::ranges::count_if(workspace.users(), &SandboxUser::isBanned);
        QCOMPARE(banned, 1);
        QVERIFY(workspace.userByName(u"Sam Ortiz")->isBanned);
        QCOMPARE(workspace.user(42)->name, u"Alex Kim"_s);
        QVERIFY(QRegularExpression(u"^kmcp_[A-Za-z0-9_-]{43}$"_s)
                    .match(QString::fromLatin1(admin.reveal()))
                    .hasMatch());
        const SandboxKey *const key = workspace.authenticate(admin.reveal());
        QVERIFY(key);
        QCOMPARE(key->name, u"alex-laptop"_s);
        QCOMPARE(workspace.tools(*key).size(), 25);
    }

    void theDemosAgesAreThoseOfTheKeysPage_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("owner");
        QTest::addColumn<bool>("mayWrite");
        QTest::addColumn<int>("ageDays");
        QTest::addColumn<qint64>("lastUsedSecondsAgo"); // -1 = never
        const auto row = [](const char *name, const QString &owner, bool mayWrite, int age,
                            qint64 last) {
            QTest::newRow(name) << QString::fromLatin1(name) << owner << mayWrite << age << last;
        };
        row("alex-laptop", u"Alex Kim"_s, true, 21, 120);
        row("alex-desktop", u"Alex Kim"_s, false, 95, 3 * 86400 + 7200);
        row("prod-slack-bot", u"Dana Ruiz"_s, true, 6, 9);
        row("ci-nightly", u"Dana Ruiz"_s, false, 8, 11 * 3600);
        row("key1", u"Sam Ortiz"_s, true, 301, 140 * 86400 + 5 * 3600);
        row("maria-macbook", u"Maria Silva"_s, false, 44, 3600);
        row("warehouse-tablet", u"Jon Lund"_s, false, 62, -1);
        row("jon-thinkpad", u"Jon Lund"_s, true, 12, 300);
    }

    void theDemosAgesAreThoseOfTheKeysPage()
    {
        QFETCH(QString, name);
        QFETCH(QString, owner);
        QFETCH(bool, mayWrite);
        QFETCH(int, ageDays);
        QFETCH(qint64, lastUsedSecondsAgo);
        SandboxWorkspace workspace = workspaceAt(someMonday());
        QVERIFY(!seedWorkspace(workspace, SandboxSeed::Demo).isEmpty());
        const auto found = std::ranges::find(workspace.keys(), name, &SandboxKey::name);
        QVERIFY(found != workspace.keys().end());
        QCOMPARE(found->ownerId, workspace.userByName(owner)->id);
        QCOMPARE(found->mayWrite, mayWrite);
        QCOMPARE((workspace.now() - found->createdAt) / Day, ageDays);
        QCOMPARE(found->lastUsedAt ? (workspace.now() - found->lastUsedAt) / 1000 : -1,
                 lastUsedSecondsAgo);
    }

    void usageAndAuditAgreeWithTheKeys()
    {
        SandboxWorkspace workspace = workspaceAt(someMonday());
        QVERIFY(!seedWorkspace(workspace, SandboxSeed::Demo).isEmpty());
        QVERIFY(workspace.usage().size() > 15'000);
        QVERIFY(std::ranges::is_sorted(workspace.usage(), {}, &SandboxUsageRow::at));
        QVERIFY(std::ranges::is_sorted(workspace.audit(), {}, &SandboxAuditEvent::at));
        QVERIFY(workspace.usage().back().at <= workspace.now());
        QVERIFY(workspace.usage().front().at >= workspace.now() - 90 * Day);
        QVERIFY(workspace.usage().front().at < workspace.now() - 88 * Day);
        QHash<qint64, qint64> lastUses;
        for (const SandboxUsageRow &row : workspace.usage()) {
            const SandboxTool *const tool = findSandboxTool(row.tool);
            QVERIFY(tool && row.durationMs > 0);
            QVERIFY(SandboxWorkspace::isPermitted(*workspace.user(row.userId), *tool));
            const SandboxKey *const key = workspace.key(row.keyId);
            if (!key) // of a key that was replaced since
                continue;
            lastUses.insert(key->id, row.at);
            QVERIFY(row.at >= key->createdAt);
            QCOMPARE(row.userId, key->ownerId);
            QVERIFY(key->mayWrite || !tool->isWrite);
        }
        QCOMPARE(lastUses.size(),
                 12); // all but the never used one, and one that was last used before
        for (const SandboxKey &key : workspace.keys()) {
            QCOMPARE(lastUses.value(key.id, key.lastUsedAt), key.lastUsedAt);
            const auto isCreation = [&](const SandboxAuditEvent &event) {
                return event.type == SandboxEvent::KeyCreate && event.targetId == key.id
                       && event.at == key.createdAt;
            };
            QCOMPARE(std::ranges::count_if(workspace.audit(), isCreation), 1);
        }
        for (const SandboxEvent type : {SandboxEvent::KeyCreate, SandboxEvent::KeyRevoke,
                                        SandboxEvent::ToolCall, SandboxEvent::UserLogin})
            QVERIFY(std::ranges::count(workspace.audit(), type, &SandboxAuditEvent::type) > 10);
    }

    void peopleWorkOnWeekdays()
    {
        SandboxWorkspace workspace = workspaceAt(someMonday());
        QVERIFY(!seedWorkspace(workspace, SandboxSeed::Demo).isEmpty());
        const qint64 maria = workspace.userByName(u"Maria Silva")->id;
        int weekday = 0, weekend = 0;
        for (const SandboxUsageRow &row : workspace.usage()) {
            if (row.userId == maria)
                ++(QDateTime::fromMSecsSinceEpoch(row.at, Qt::UTC).date().dayOfWeek() < 6
                       ? weekday
                       : weekend);
        }
        QVERIFY(weekday > 500);
        QVERIFY(weekend * 10 < weekday);
    }

    void noLimitWasEverBroken_data()
    {
        QTest::addColumn<QDateTime>("time");
        QTest::newRow("Monday morning") << someMonday();
        QTest::newRow("Friday evening") << someMonday().addDays(4).addSecs(9 * 3600);
        QTest::newRow("Sunday") << someMonday().addDays(6);
        QTest::newRow("end of a leap day")
            << QDateTime(QDate(2028, 2, 29), QTime(23, 59, 59), Qt::UTC);
    }

    void noLimitWasEverBroken()
    {
        QFETCH(QDateTime, time);
        SandboxWorkspace workspace = workspaceAt(time);
        const Secret admin = seedWorkspace(workspace, SandboxSeed::Demo);
        SandboxLimits replay(SandboxLicence::Plan::Business);
        for (const SandboxUsageRow &row : workspace.usage()) {
            QVERIFY(!replay.takeCall(row.keyId, row.at));
            if (findSandboxTool(row.tool)->usesAiQuota)
                QVERIFY(!replay.takeAi(row.keyId, row.at));
        }
        // There is room to try things out, and the limits know the past.
        const qint64 id = workspace.authenticate(admin.reveal())->id;
        const auto past = std::ranges::count_if(workspace.usage(), [&](const SandboxUsageRow &row) {
            return row.keyId == id && row.at > workspace.now() - Day;
        });
        QVERIFY(past < 300);
        int left = 0;
        qint64 now = workspace.now();
        while (!workspace.limits().takeCall(id, now += 2000))
            ++left;
        QVERIFY(left <= 1000 - past + 60
                && left >= 1000 - past); // some of the past leaves the window meanwhile
    }

    void theSameTimeGivesTheSamePast()
    {
        const auto past = [](const QDateTime &time) {
            SandboxWorkspace workspace = workspaceAt(time);
            [[maybe_unused]] const Secret key = seedWorkspace(workspace, SandboxSeed::Demo);
            QList<std::tuple<qint64, qint64, int>> rows;
            for (const SandboxUsageRow &row : workspace.usage())
                rows.append({row.at, row.keyId, row.durationMs});
            for (const SandboxAuditEvent &event : workspace.audit())
                rows.append({event.at, event.targetId, int(event.type)});
            return rows;
        };
        const auto once = past(someMonday());
        QVERIFY(once == past(someMonday()));
        QVERIFY(once != past(someMonday().addDays(1)));
    }

    void emptyIsOneAdministratorWithOneKey()
    {
        SandboxWorkspace workspace = workspaceAt(someMonday());
        const Secret admin = seedWorkspace(workspace, SandboxSeed::Empty);
        QCOMPARE(workspace.users().size(), 1u);
        QCOMPARE(workspace.keys().size(), 1u);
        QCOMPARE(workspace.usage().size(), 0u);
        QCOMPARE(workspace.audit().size(), 1u);
        QVERIFY(workspace.authenticate(admin.reveal()));
    }

    void largeIsLargeAndQuick()
    {
        SandboxWorkspace workspace = workspaceAt(someMonday());
        QElapsedTimer timer;
        timer.start();
        const Secret admin = seedWorkspace(workspace, SandboxSeed::Large);
        QVERIFY2(
            timer.elapsed() < 4000,
            qPrintable(QString::number(timer.elapsed()))); // 0.5 s on two old cores, unoptimised
        QCOMPARE(workspace.keys().size(), 10'000u);
        QCOMPARE(workspace.audit().size(), 250'001u);
        QVERIFY(std::ranges::is_sorted(workspace.keys(), {}, &SandboxKey::createdAt));
        QVERIFY(workspace.authenticate(admin.reveal()));
    }
};

QTEST_GUILESS_MAIN(tst_SandboxSeed)
#include "tst_sandboxseed.moc"

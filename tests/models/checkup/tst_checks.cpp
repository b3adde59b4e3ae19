// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/checkreport.h"
#include "models/checkup/checks/checks.h"
#include "models/checkup/checkup.h"

#include <QJsonArray>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Konstantly;

namespace {

using Change = std::function<void(CheckFacts &)>;

const QDateTime Now(QDate(2026, 6, 1), QTime(12, 0), Qt::UTC);

KeyRow goodKey(const QString &id = u"1"_s, const QString &name = u"alex-laptop"_s)
{
    KeyRow row;
    row.key.id = id;
    row.key.name = name;
    row.key.scopes = {true, true};
    row.key.owner = UserRef{u"7"_s, u"Alex Kim"_s, {}, false};
    row.key.lastUsed = {LastUsed::State::At, Now};
    row.statuses = KeyStatus::Active;
    row.rotationDays = 90;
    row.ageDays = 30;
    row.isDeviceKey = id == "1"_L1;
    return row;
}

ToolStatus goodTool()
{
    ToolStatus tool;
    tool.tool.id = u"cursor"_s;
    tool.tool.name = u"Cursor"_s;
    tool.path = u"/home/alex/.cursor/mcp.json"_s;
    tool.state = ToolState::Protected;
    tool.urls = {{u"https://acme.konstantly.com"_s, true}};
    return tool;
}

//! Everything was looked at, and all is well.
CheckFacts goodFacts()
{
    CheckFacts facts;
    facts.keys = QList{goodKey()};
    facts.areKeysComplete = true;
    Workspace workspace;
    workspace.name = u"acme"_s;
    workspace.deviceSlot = u"slot"_s;
    facts.workspace = workspace;
    facts.rotations = QList<RotationEntry>{};
    facts.tools = std::vector{goodTool()};
    facts.copies = CopyFacts{};
    facts.openPaths = QList<OpenPath>{};
    PackageStatus package;
    package.name = u"@konstantly/mcp-server"_s;
    package.version = u"0.2.0"_s;
    package.verified = true;
    package.signature = u"verified"_s;
    facts.package = package;
    facts.node = NodeRuntime{u"/usr/bin/node"_s, QVersionNumber(20, 1)};
    facts.keychain = KeychainStatus{KeychainState::Available, u"GNOME Keyring"_s};
    facts.isMetering = true;
    facts.keysThatWrote = QSet<QString>{u"1"_s};
    facts.siem = SiemFacts{true, Now, {}, 0};
    return facts;
}

Change key(const std::function<void(KeyRow &)> &change)
{
    return [change](CheckFacts &facts) { change((*facts.keys)[0]); };
}

Change status(KeyStatus status)
{
    return key([status](KeyRow &row) { row.statuses |= status; });
}

Change tool(const std::function<void(ToolStatus &)> &change)
{
    return [change](CheckFacts &facts) { change((*facts.tools)[0]); };
}

Change toolState(ToolState state)
{
    return tool([state](ToolStatus &tool) { tool.state = state; });
}

Change rotation(RotationStep next, const QString &problem)
{
    return [next, problem](CheckFacts &facts) {
        RotationEntry entry;
        entry.oldSlot = u"old"_s;
        entry.oldName = u"alex-laptop"_s;
        entry.next = next;
        entry.problem = problem;
        facts.rotations = QList{entry};
    };
}

CheckResult resultOf(const CheckFacts &facts, const QString &id)
{
    for (const CheckFunction check : allChecks()) {
        if (const CheckResult result = check(facts); result.id == id)
            return result;
    }
    qFatal("no such check");
}

} // namespace

class tst_Checks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void reachesEveryStateThatItCan();
    void passesOnlyWhenAllIsWell();
    void ticksNothingThatNobodyLookedAt();
    void hasStableIds();
    void putsTheWorstFirst();
    void leadsToTheKeyOfThisDeviceFirst();
    void writesTheReportAsJson();
    void escapesNamesInTheReport();
    void saysWhenTheServiceTakesCallsAgain();
    void callsEventsLateOnlyWhenNobodyForwards();
    void callsEveryFixByAName();
};

//! What one change of goodFacts() makes of one check.
struct Judgement
{
    QByteArray name;
    QString id;
    Change change;
    CheckState state = CheckState::CannotTell;
    CheckFix fix = CheckFix::None;
};

static QList<Judgement> judgements()
{
    QList<Judgement> rows;
    const auto add = [&rows](const char *name, const char *id, const Change &change,
                             CheckState state, CheckFix fix = CheckFix::None) {
        rows << Judgement{name, QString::fromLatin1(id), change, state, fix};
    };
    using enum CheckState;
    const Change offline = [](CheckFacts &facts) { facts.keys = fail(ErrorCode::Offline); };
    const Change usedUp = [](CheckFacts &facts) { facts.keys = fail(ErrorCode::RateLimited); };
    const Change incomplete = [](CheckFacts &facts) { facts.areKeysComplete = false; };
    const Change noTools = [](CheckFacts &facts) { facts.tools = notLookedAt(); };

    add("banned", "owner-left", status(KeyStatus::OwnerLeft), Problem, CheckFix::RevokeKeys);
    add("owner unknown", "owner-left", key([](KeyRow &row) { row.key.owner->isBanned.reset(); }),
        CannotTell);
    add("no owner", "owner-left", key([](KeyRow &row) { row.key.owner.reset(); }), CannotTell);
    add("exposed", "exposed-keys", status(KeyStatus::Exposed), Problem, CheckFix::RotateKey);
    add("due", "rotation-due", status(KeyStatus::RotationDue), Warning, CheckFix::RotateKey);
    add("poor name", "naming", status(KeyStatus::PoorlyNamed), Warning, CheckFix::RotateKey);
    add("idle", "unused-keys", status(KeyStatus::Idle), Warning, CheckFix::RevokeKeys);
    add("never used", "unused-keys", status(KeyStatus::NeverUsed), Warning, CheckFix::RevokeKeys);
    add("just made", "unused-keys", key([](KeyRow &row) {
            row.statuses |= KeyStatus::NeverUsed;
            row.key.lastUsed.state = LastUsed::State::Never;
            row.ageDays = 6;
        }),
        Passed);
    add("use not told", "unused-keys", key([](KeyRow &row) { row.key.lastUsed = {}; }), CannotTell);
    for (const char *id :
         {"owner-left", "exposed-keys", "rotation-due", "naming", "unused-keys", "write-scope"}) {
        add(qPrintable(u"offline: "_s + QLatin1StringView(id)), id, offline, CannotTell);
        add(qPrintable(u"calls used up: "_s + QLatin1StringView(id)), id, usedUp, CannotTell);
        add(qPrintable(u"a part of the list: "_s + QLatin1StringView(id)), id, incomplete,
            CannotTell);
    }
    add("stopped", "unfinished-rotations", rotation(RotationStep::Overlap, u"Offline"_s), Problem,
        CheckFix::ContinueRotation);
    add("half-way", "unfinished-rotations", rotation(RotationStep::Store, {}), Problem,
        CheckFix::ContinueRotation);
    add("overlap", "unfinished-rotations", rotation(RotationStep::Overlap, {}), Warning,
        CheckFix::ContinueRotation);
    add(
        "journal damaged", "unfinished-rotations",
        [](CheckFacts &facts) { facts.rotations = fail(ErrorCode::FileNotParsable); }, CannotTell);
    add(
        "one key for all", "device-key",
        [](CheckFacts &facts) { facts.workspace->deviceSlot.clear(); }, Warning,
        CheckFix::CreateDeviceKey);
    add("device key offline", "device-key", offline, CannotTell);
    add("device key not listed", "device-key", key([](KeyRow &row) { row.isDeviceKey = false; }),
        CannotTell);
    add(
        "no workspace", "device-key",
        [](CheckFacts &facts) { facts.workspace = fail(ErrorCode::NotConfigured); }, CannotTell);
    add(
        "never wrote", "write-scope",
        [](CheckFacts &facts) { facts.keysThatWrote = QSet<QString>{}; }, Warning,
        CheckFix::ReviewKeys);
    add(
        "too young to have written", "write-scope",
        [](CheckFacts &facts) {
            facts.keysThatWrote = QSet<QString>{};
            (*facts.keys)[0].ageDays = 29;
        },
        Passed);
    add(
        "no usage data", "write-scope",
        [](CheckFacts &facts) { facts.keysThatWrote = notLookedAt(); }, CannotTell);
    add("plain text", "plaintext-keys", toolState(ToolState::Plaintext), Problem,
        CheckFix::ProtectTools);
    add("wrong address", "tool-urls", tool([](ToolStatus &tool) {
            tool.urls = {{u"http://acme.konstantly.com"_s, false}};
        }),
        Problem, CheckFix::ProtectTools);
    for (const char *id : {"plaintext-keys", "tool-urls", "tool-entries"}) {
        add(qPrintable(u"no scan: "_s + QLatin1StringView(id)), id, noTools, CannotTell);
        add(qPrintable(u"unreadable: "_s + QLatin1StringView(id)), id,
            toolState(ToolState::Unreadable), CannotTell);
    }
    add("old entry", "tool-entries", toolState(ToolState::Outdated), Warning,
        CheckFix::ProtectTools);
    add("other workspace", "tool-entries", toolState(ToolState::OtherWorkspace), Warning,
        CheckFix::ProtectTools);
    add("revoked entry", "tool-entries", toolState(ToolState::Revoked), Problem,
        CheckFix::ProtectTools);
    add("entry gone", "tool-entries", toolState(ToolState::Changed), Problem,
        CheckFix::ProtectTools);
    add(
        "copies", "key-copies",
        [](CheckFacts &facts) {
            facts.copies = CopyFacts{1, {u".env"_s}, 0};
        },
        Problem, CheckFix::ReviewCopies);
    add(
        "places closed", "key-copies", [](CheckFacts &facts) { facts.copies->notLookedAt = 1; },
        CannotTell);
    add(
        "no hunt", "key-copies", [](CheckFacts &facts) { facts.copies = notLookedAt(); },
        CannotTell);
    add(
        "open file", "private-files",
        [](CheckFacts &facts) {
            facts.openPaths = QList<OpenPath>{{u"/a/b"_s, true}};
        },
        Problem, CheckFix::TightenFiles);
    add(
        "folder closed", "private-files",
        [](CheckFacts &facts) { facts.openPaths = fail(ErrorCode::FileUnreadable); }, CannotTell);
    add(
        "not installed", "package-verified",
        [](CheckFacts &facts) { facts.package = fail(ErrorCode::PackageMissing); }, Warning,
        CheckFix::InstallPackage);
    add(
        "changed files", "package-verified",
        [](CheckFacts &facts) { facts.package = fail(ErrorCode::PackageNotVerified); }, Problem,
        CheckFix::InstallPackage);
    add(
        "not hashed", "package-verified",
        [](CheckFacts &facts) { facts.package->verified = false; }, CannotTell);
    add(
        "disk fails", "package-verified",
        [](CheckFacts &facts) { facts.package = fail(ErrorCode::FileUnreadable); }, CannotTell);
    add(
        "unsigned", "package-signature",
        [](CheckFacts &facts) { facts.package->signature = u"unsigned"_s; }, Warning,
        CheckFix::InstallPackage);
    add(
        "signature unknown", "package-signature",
        [](CheckFacts &facts) { facts.package->signature = u"unknown"_s; }, CannotTell);
    add(
        "no package to be signed", "package-signature",
        [](CheckFacts &facts) { facts.package = fail(ErrorCode::PackageMissing); }, CannotTell);
    add(
        "old Node.js", "node",
        [](CheckFacts &facts) { facts.node->version = QVersionNumber(16, 0); }, Problem,
        CheckFix::InstallPackage);
    add(
        "no Node.js", "node", [](CheckFacts &facts) { facts.node = fail(ErrorCode::NodeMissing); },
        Problem, CheckFix::InstallPackage);
    add(
        "no Node.js, no server", "node",
        [](CheckFacts &facts) {
            facts.node = fail(ErrorCode::NodeMissing);
            facts.package = fail(ErrorCode::PackageMissing);
        },
        Warning, CheckFix::InstallPackage);
    add(
        "Node.js not looked at", "node", [](CheckFacts &facts) { facts.node = notLookedAt(); },
        CannotTell);
    add("service out of reach", "service", offline, CannotTell);
    add("calls used up", "service", usedUp, Warning);
    add(
        "key rejected", "service",
        [](CheckFacts &facts) { facts.keys = fail(ErrorCode::Unauthorized); }, Warning);
    // Nobody was asked, or somebody else's sign-ins were in the way.
    for (const ErrorCode code : {ErrorCode::AuthRateLimited, ErrorCode::KeyRevoked,
                                 ErrorCode::KeychainLocked, ErrorCode::ServerFault})
        add(
            qPrintable(u"service: "_s + errorName(code)), "service",
            [code](CheckFacts &facts) { facts.keys = fail(code); }, CannotTell);
    const auto keychain = [](KeychainState state) {
        return [state](CheckFacts &facts) { facts.keychain->state = state; };
    };
    add("keychain locked", "keychain", keychain(KeychainState::Locked), Warning);
    add("keychain unclear", "keychain", keychain(KeychainState::Unknown), CannotTell);
    add("keychain silent", "keychain", keychain(KeychainState::NotAnswering), Warning);
    add("no keychain", "keychain", keychain(KeychainState::NoService), Problem);
    add("no bus", "keychain", keychain(KeychainState::NoSessionBus), Problem);
    add(
        "metering off", "metering", [](CheckFacts &facts) { facts.isMetering = false; }, Warning,
        CheckFix::TurnOnMetering);
    add(
        "metering unknown", "metering", [](CheckFacts &facts) { facts.isMetering = notLookedAt(); },
        CannotTell);
    add(
        "no SIEM", "siem", [](CheckFacts &facts) { facts.siem->isConfigured = false; }, Warning,
        CheckFix::SetUpSiem);
    add(
        "SIEM gone", "siem",
        [](CheckFacts &facts) {
            facts.siem->lastError = Error{ErrorCode::Offline, {}, {}, {}};
        },
        Problem, CheckFix::SetUpSiem);
    add(
        "SIEM late", "siem", [](CheckFacts &facts) { facts.siem->overdue = 3; }, Warning,
        CheckFix::SetUpSiem);
    add(
        "SIEM with gaps", "siem",
        [](CheckFacts &facts) {
            facts.siem->lost = 3;
            facts.siem->lostAt = Now;
        },
        Warning);
    add(
        "nothing sent", "siem", [](CheckFacts &facts) { facts.siem->lastDeliveryAt = {}; },
        CannotTell);
    add(
        "SIEM unknown", "siem", [](CheckFacts &facts) { facts.siem = notLookedAt(); }, CannotTell);
    return rows;
}

void tst_Checks::judges_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Change>("change");
    QTest::addColumn<CheckState>("state");
    QTest::addColumn<CheckFix>("fix");
    for (const Judgement &row : judgements())
        QTest::newRow(row.name.constData()) << row.id << row.change << row.state << row.fix;
}

void tst_Checks::judges()
{
    QFETCH(const QString, id);
    QFETCH(const Change, change);
    CheckFacts facts = goodFacts();
    change(facts);
    const CheckResult result = resultOf(facts, id);
    QTEST(result.state, "state");
    QTEST(result.fix, "fix");
    QVERIFY(!result.title.isEmpty());
    QVERIFY(result.state != CheckState::CannotTell || !result.detail.isEmpty()); // it says why
    QVERIFY(result.state == CheckState::Passed || !result.title.contains(u"%"));
}

//! Which states each check can end in. CannotTell and Passed are reached by all.
static const QHash<QString, QList<CheckState>> &reachableStates()
{
    using enum CheckState;
    static const QHash<QString, QList<CheckState>> states{
        {u"owner-left"_s, {Problem, CannotTell, Passed}},
        {u"exposed-keys"_s, {Problem, CannotTell, Passed}},
        {u"plaintext-keys"_s, {Problem, CannotTell, Passed}},
        {u"key-copies"_s, {Problem, CannotTell, Passed}},
        {u"tool-urls"_s, {Problem, CannotTell, Passed}},
        {u"unfinished-rotations"_s, {Problem, Warning, CannotTell, Passed}},
        {u"rotation-due"_s, {Warning, CannotTell, Passed}},
        {u"naming"_s, {Warning, CannotTell, Passed}},
        {u"unused-keys"_s, {Warning, CannotTell, Passed}},
        {u"device-key"_s, {Warning, CannotTell, Passed}},
        {u"write-scope"_s, {Warning, CannotTell, Passed}},
        {u"tool-entries"_s, {Problem, Warning, CannotTell, Passed}},
        {u"package-verified"_s, {Problem, Warning, CannotTell, Passed}},
        {u"package-signature"_s, {Warning, CannotTell, Passed}},
        {u"node"_s, {Problem, Warning, CannotTell, Passed}},
        {u"service"_s, {Warning, CannotTell, Passed}},
        {u"keychain"_s, {Problem, Warning, CannotTell, Passed}},
        {u"private-files"_s, {Problem, CannotTell, Passed}},
        {u"metering"_s, {Warning, CannotTell, Passed}},
        {u"siem"_s, {Problem, Warning, CannotTell, Passed}}};
    return states;
}

void tst_Checks::reachesEveryStateThatItCan()
{
    QHash<QString, QSet<CheckState>> reached;
    const auto reach = [&reached](const CheckResult &result) {
        reached[result.id].insert(result.state);
        QVERIFY2(reachableStates().value(result.id).contains(result.state), qPrintable(result.id));
    };
    for (const Judgement &row : judgements()) {
        CheckFacts facts = goodFacts();
        row.change(facts);
        reach(resultOf(facts, row.id));
    }
    // A check without a row, or with a state that nothing above leads to, was forgotten.
    for (const CheckResult &result : judge(goodFacts())) {
        reach(result);
        const QList<CheckState> states = reachableStates().value(result.id);
        QVERIFY2(!states.isEmpty(), qPrintable(result.id + u" has no row"_s));
        QVERIFY2(states.contains(CheckState::CannotTell), qPrintable(result.id));
        QVERIFY2(states.contains(CheckState::Passed), qPrintable(result.id));
        QVERIFY2(states.contains(CheckState::Problem) || states.contains(CheckState::Warning),
                 qPrintable(result.id));
        for (const CheckState state : states)
            QVERIFY2(reached[result.id].contains(state),
                     qPrintable(result.id + u": nothing tests "_s + checkStateName(state)));
    }
    QCOMPARE(reachableStates().size(), qsizetype(allChecks().size()));
}

void tst_Checks::passesOnlyWhenAllIsWell()
{
    for (const CheckResult &result : judge(goodFacts()))
        QVERIFY2(result.state == CheckState::Passed, qPrintable(result.id + result.detail));
}

void tst_Checks::ticksNothingThatNobodyLookedAt()
{
    for (const CheckResult &result : judge({})) {
        QVERIFY2(result.state == CheckState::CannotTell, qPrintable(result.id));
        QVERIFY2(!result.detail.isEmpty(), qPrintable(result.id));
    }
}

void tst_Checks::hasStableIds()
{
    QStringList ids;
    for (const CheckResult &result : judge(goodFacts()))
        ids << result.id;
    QCOMPARE(ids, (QStringList{u"owner-left"_s,
                               u"exposed-keys"_s,
                               u"plaintext-keys"_s,
                               u"key-copies"_s,
                               u"tool-urls"_s,
                               u"unfinished-rotations"_s,
                               u"rotation-due"_s,
                               u"naming"_s,
                               u"unused-keys"_s,
                               u"device-key"_s,
                               u"write-scope"_s,
                               u"tool-entries"_s,
                               u"package-verified"_s,
                               u"package-signature"_s,
                               u"node"_s,
                               u"service"_s,
                               u"keychain"_s,
                               u"private-files"_s,
                               u"metering"_s,
                               u"siem"_s}));
}

void tst_Checks::putsTheWorstFirst()
{
    CheckFacts facts = goodFacts();
    facts.isMetering = false;
    facts.siem = notLookedAt();
    facts.openPaths = QList<OpenPath>{{u"/a"_s, true}};
    const QList<CheckResult> results = judge(facts);
    QCOMPARE(results[0].id, u"private-files"_s);
    QCOMPARE(results[1].id, u"metering"_s);
    QCOMPARE(results[2].id, u"siem"_s);
    QCOMPARE(results[3].state, CheckState::Passed);
}

void tst_Checks::leadsToTheKeyOfThisDeviceFirst()
{
    CheckFacts facts = goodFacts();
    KeyRow other = goodKey(u"2"_s, u"ci-nightly"_s);
    other.statuses |= KeyStatus::RotationDue;
    facts.keys->prepend(other);
    QCOMPARE(resultOf(facts, u"rotation-due"_s).fix, CheckFix::RevokeKeys);
    QCOMPARE(resultOf(facts, u"rotation-due"_s).subjects, QStringList{u"2"_s});
    facts.keys->last().statuses |= KeyStatus::RotationDue;
    QCOMPARE(resultOf(facts, u"rotation-due"_s).fix, CheckFix::RotateKey);
    QCOMPARE(resultOf(facts, u"rotation-due"_s).subjects, QStringList{u"1"_s});
}

void tst_Checks::writesTheReportAsJson()
{
    CheckFacts facts = goodFacts();
    facts.isMetering = false;
    const QJsonObject json = checkupToJson(judge(facts));
    QCOMPARE(json.keys(),
             (QStringList{u"checks"_s, u"passed"_s, u"problems"_s, u"unknown"_s, u"warnings"_s}));
    QCOMPARE(json["warnings"_L1].toInt(), 1);
    QCOMPARE(json["problems"_L1].toInt(), 0);
    QCOMPARE(json["passed"_L1].toInt(), 19);
    const QJsonObject first = json["checks"_L1].toArray().first().toObject();
    QCOMPARE(first.keys(), (QStringList{u"detail"_s, u"fix"_s, u"id"_s, u"state"_s, u"title"_s}));
    QCOMPARE(first["fix"_L1].toString(), u"turn-on-metering"_s);
    QVERIFY(json["checks"_L1].toArray().last().toObject()["fix"_L1].isNull());
}

void tst_Checks::escapesNamesInTheReport()
{
    CheckFacts facts = goodFacts();
    KeyRow &row = (*facts.keys)[0];
    row.key.name = u"<b>[x](http://evil)\u202E|`rm`\n# head"_s;
    row.statuses |= KeyStatus::Exposed;
    const QString report = checkupToMarkdown(judge(facts), u"a*b"_s, Now);
    QVERIFY(report.contains(u"\\<b\\>\\[x\\]\\(http\\:"_s));
    QVERIFY(report.contains(u"a\\*b"_s));
    QVERIFY(!report.contains(u"<b>"_s));
    QVERIFY(!report.contains(u'\u202E'));
    QVERIFY(!report.contains(u"\n# head"_s));
    QVERIFY(report.contains(u"konstantlyctl keys rotate"_s));
}

void tst_Checks::saysWhenTheServiceTakesCallsAgain()
{
    CheckFacts facts = goodFacts();
    facts.keys = fail(ErrorCode::RateLimited);
    const QString unknown = resultOf(facts, u"service"_s).detail;
    QVERIFY(!unknown.isEmpty());
    const auto from = [&facts](const QDateTime &at) {
        facts.callsFreeAt = at;
        return resultOf(facts, u"service"_s).detail;
    };
    const auto text = [](const QDateTime &at) {
        return QLocale().toString(at.toLocalTime(), QLocale::ShortFormat);
    };
    QVERIFY(from(Now) != unknown);
    QVERIFY2(from(Now).contains(text(Now)), qPrintable(from(Now)));
    // In whole minutes: not one that it is still used up in.
    QVERIFY(from(Now.addSecs(1)).contains(text(Now.addSecs(60))));
    QVERIFY(from(Now.addSecs(60)).contains(text(Now.addSecs(60))));
}

void tst_Checks::callsEventsLateOnlyWhenNobodyForwards()
{
    SiemStatus status;
    status.waiting = 3;
    QCOMPARE(siemFacts(status, Now).overdue, 0); // nothing was sent yet: another matter
    status.state.deliveredAt = Now.addSecs(-60);
    QCOMPARE(siemFacts(status, Now).overdue, 0);
    status.state.deliveredAt = Now.addSecs(-86400);
    QCOMPARE(siemFacts(status, Now).overdue, 3);
    status.waiting = 0;
    QCOMPARE(siemFacts(status, Now).overdue, 0);
    QVERIFY(siemFacts(status, Now).isConfigured);
    // What never arrives is told for a month.
    status.state.lost = 5;
    status.state.lostAt = Now.addDays(-29);
    QCOMPARE(siemFacts(status, Now).lost, 5);
    QCOMPARE(siemFacts(status, Now).lostAt, status.state.lostAt);
    status.state.lostAt = Now.addDays(-31);
    QCOMPARE(siemFacts(status, Now).lost, 0);
}

void tst_Checks::callsEveryFixByAName()
{
    QSet<QString> names;
    for (int fix = int(CheckFix::RevokeKeys); fix <= int(CheckFix::SetUpSiem); ++fix) {
        QVERIFY(!checkFixText(CheckFix(fix)).isEmpty());
        names << checkFixName(CheckFix(fix));
    }
    QCOMPARE(names.size(), int(CheckFix::SetUpSiem));
    QVERIFY(!names.contains(QString()));
}

QTEST_GUILESS_MAIN(tst_Checks)
#include "tst_checks.moc"

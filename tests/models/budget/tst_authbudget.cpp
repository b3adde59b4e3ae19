// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/budget/authbudget.h"

#include "models/budget/budgetstate.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Budgets of several "processes" over one folder, with clocks that go where a test says.
struct Rig
{
    std::unique_ptr<AuthBudget> process()
    {
        return std::make_unique<AuthBudget>(
            folder(), [this] { return wall; }, [this] { return up; });
    }
    void pass(std::chrono::milliseconds time)
    {
        up += time;
        wall = wall.addMSecs(time.count());
    }
    QString folder() const { return directory.filePath(u"state"_s); }
    QString file() const { return folder() + "/auth-budget.json"_L1; }
    QByteArray bytes() const
    {
        QFile f(file());
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    void write(const QByteArray &content) const
    {
        QDir().mkpath(folder());
        QFile f(file());
        if (!f.open(QIODevice::WriteOnly) || f.write(content) != content.size())
            qFatal("can't write");
    }

    QTemporaryDir directory;
    QDateTime wall{QDate(2026, 11, 23), QTime(10, 0), Qt::UTC};
    std::chrono::milliseconds up{5'000'000};
};

Secret key(int number)
{
    return Secret("kmcp_not-a-real-key-" + QByteArray::number(number));
}

//! One failed authentication, if there is room for it.
bool fails(AuthBudget &budget, int number)
{
    const auto ticket = budget.begin(key(number), Purpose::UserAction);
    if (!ticket || !*ticket)
        return false;
    budget.rejected(**ticket);
    return true;
}

bool works(AuthBudget &budget, int number, Purpose purpose = Purpose::UserAction)
{
    const auto ticket = budget.begin(key(number), purpose);
    if (!ticket || !*ticket)
        return false;
    budget.accepted(**ticket);
    return true;
}

ErrorCode refusalOf(AuthBudget &budget, int number, Purpose purpose = Purpose::UserAction)
{
    const auto ticket = budget.begin(key(number), purpose);
    if (ticket && *ticket)
        budget.abandoned(**ticket);
    return ticket ? ErrorCode::Internal : ticket.error().code;
}

} // namespace

class tst_AuthBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void threeFailuresAMinuteAndNoMore();
    void theMinuteIsRolling();
    void allProcessesShareTheThree();
    void anOpenRequestTakesOneOfTheThree();
    void anAbandonedRequestGivesItBack();
    void aProcessThatDiedHoldsItForAMinuteOnly();
    void aKeyThatWorkedStaysUsableWhenTheThreeAreSpent();
    void aKeyThatWorkedLongAgoIsLikeAnyOther();

    void aRejectedKeyIsLeftAloneUntilSomebodyAsks();
    void oneAutomaticRequestAtATime();
    void aHeldKeyWaitsInAllProcesses();
    void aPauseHoldsEveryKeyInAllProcesses();
    void aShorterWaitDoesNotShortenALongerOne();

    void theWallClockMayJump_data();
    void theWallClockMayJump();
    void aRestartOfTheMachineKeepsWaits();
    void afterARestartTheFutureIsNow();

    void aDamagedFileCountsAsSpentOnce_data();
    void aDamagedFileCountsAsSpentOnce();
    void anyDamageIsSurvived();
    void aFolderThatCannotBeWritten();
    void theFileHoldsNoKeyAndIsPrivate();

    void twoProcessesAtOnceFailThreeTimes();
};

void tst_AuthBudget::threeFailuresAMinuteAndNoMore()
{
    Rig rig;
    const auto budget = rig.process();
    for (int i = 0; i < 3; ++i)
        QVERIFY(fails(*budget, i));
    const auto fourth = budget->begin(key(4), Purpose::UserAction);
    QVERIFY(!fourth);
    QCOMPARE(fourth.error().code, ErrorCode::AuthRateLimited);
    QCOMPARE(fourth.error().retryAfter, 60s);
    rig.pass(59'999ms);
    QCOMPARE(refusalOf(*budget, 4), ErrorCode::AuthRateLimited);
    rig.pass(1ms);
    QVERIFY(fails(*budget, 4));
}

void tst_AuthBudget::theMinuteIsRolling()
{
    Rig rig;
    const auto budget = rig.process();
    for (int i = 0; i < 3; ++i) {
        QVERIFY(fails(*budget, i));
        rig.pass(20s);
    }
    for (int i = 3; i < 9; ++i) { // one place becomes free every 20 s
        QVERIFY(fails(*budget, i));
        QVERIFY(!fails(*budget, 100));
        rig.pass(20s);
    }
}

void tst_AuthBudget::allProcessesShareTheThree()
{
    Rig rig;
    const auto window = rig.process();
    const auto commandLine = rig.process();
    QVERIFY(fails(*window, 1));
    QVERIFY(fails(*commandLine, 2));
    QVERIFY(fails(*window, 3));
    QCOMPARE(refusalOf(*commandLine, 4), ErrorCode::AuthRateLimited);
    QCOMPARE(refusalOf(*window, 4), ErrorCode::AuthRateLimited);
    QCOMPARE(refusalOf(*rig.process(), 4), ErrorCode::AuthRateLimited);
    QCOMPARE(window->waitFor(key(4)), 60s);
}

void tst_AuthBudget::anOpenRequestTakesOneOfTheThree()
{
    Rig rig;
    const auto window = rig.process();
    const auto commandLine = rig.process();
    QVERIFY(fails(*window, 1));
    const auto second = window->begin(key(2), Purpose::UserAction);
    const auto third = commandLine->begin(key(3), Purpose::UserAction);
    QVERIFY(second && *second && third && *third);
    const auto fourth = commandLine->begin(key(4), Purpose::UserAction);
    QVERIFY(fourth);   // not refused …
    QVERIFY(!*fourth); // … but not yet
    window->accepted(**second);
    QVERIFY(fails(*commandLine, 4));
    commandLine->rejected(**third);
    QCOMPARE(refusalOf(*commandLine, 5), ErrorCode::AuthRateLimited);
}

void tst_AuthBudget::anAbandonedRequestGivesItBack()
{
    Rig rig;
    const auto budget = rig.process();
    for (int i = 0; i < 10; ++i) {
        const auto ticket = budget->begin(key(i), Purpose::UserAction);
        QVERIFY(ticket && *ticket);
        budget->abandoned(**ticket);
    }
    for (int i = 0; i < 3; ++i)
        QVERIFY(fails(*budget, i));
}

void tst_AuthBudget::aProcessThatDiedHoldsItForAMinuteOnly()
{
    Rig rig;
    {
        const auto killed = rig.process();
        for (int i = 0; i < 3; ++i)
            QVERIFY(killed->begin(key(i), Purpose::UserAction).value());
    }
    const auto budget = rig.process();
    QVERIFY(!budget->begin(key(9), Purpose::UserAction).value());
    rig.pass(60s);
    QVERIFY(fails(*budget, 9));
}

void tst_AuthBudget::aKeyThatWorkedStaysUsableWhenTheThreeAreSpent()
{
    Rig rig;
    const auto budget = rig.process();
    QVERIFY(works(*budget, 1));
    for (int i = 10; i < 13; ++i)
        QVERIFY(fails(*budget, i));
    QVERIFY(works(*budget, 1));
    // One at a time, so that it can go wrong once at most.
    const auto open = budget->begin(key(1), Purpose::UserAction);
    QVERIFY(open.value());
    QVERIFY(!budget->begin(key(1), Purpose::UserAction).value());
    budget->rejected(**open);
    QCOMPARE(refusalOf(*budget, 1), ErrorCode::AuthRateLimited);
}

void tst_AuthBudget::aKeyThatWorkedLongAgoIsLikeAnyOther()
{
    Rig rig;
    const auto budget = rig.process();
    QVERIFY(works(*budget, 1));
    rig.pass(5min);
    for (int i = 10; i < 13; ++i)
        QVERIFY(fails(*budget, i));
    QCOMPARE(refusalOf(*budget, 1), ErrorCode::AuthRateLimited);
}

void tst_AuthBudget::aRejectedKeyIsLeftAloneUntilSomebodyAsks()
{
    Rig rig;
    const auto budget = rig.process();
    QVERIFY(works(*budget, 1, Purpose::Automatic));
    QVERIFY(!budget->isRejected(key(1)));
    QVERIFY(fails(*budget, 1));
    QVERIFY(budget->isRejected(key(1)));
    rig.pass(24h);
    const auto other = rig.process();
    QVERIFY(other->isRejected(key(1)));
    QCOMPARE(refusalOf(*other, 1, Purpose::Automatic), ErrorCode::Unauthorized);
    QVERIFY(works(*other, 2, Purpose::Automatic)); // only this key is meant
    QVERIFY(works(*other, 1, Purpose::UserAction));
    QVERIFY(works(*budget, 1, Purpose::Automatic));
    QVERIFY(!budget->isRejected(key(1)));
}

void tst_AuthBudget::oneAutomaticRequestAtATime()
{
    Rig rig;
    const auto budget = rig.process();
    QVERIFY(works(*budget, 1));
    const auto first = budget->begin(key(1), Purpose::Automatic);
    QVERIFY(first.value());
    QVERIFY(!budget->begin(key(1), Purpose::Automatic).value());
    QVERIFY(works(*budget, 1, Purpose::UserAction));
    budget->accepted(**first);
    QVERIFY(works(*budget, 1, Purpose::Automatic));
}

void tst_AuthBudget::aHeldKeyWaitsInAllProcesses()
{
    Rig rig;
    const auto budget = rig.process();
    const auto other = rig.process();
    QVERIFY(works(*budget, 1));
    budget->holdKey(fingerprint(key(1)), 12'500ms);
    for (AuthBudget *one : {budget.get(), other.get()}) {
        const auto ticket = one->begin(key(1), Purpose::UserAction);
        QVERIFY(!ticket);
        QCOMPARE(ticket.error().code, ErrorCode::RateLimited);
        QCOMPARE(ticket.error().retryAfter, 13s); // rounded up: coming back then is not too early
        QVERIFY(works(*one, 2));
    }
    rig.pass(12'499ms);
    QCOMPARE(refusalOf(*other, 1), ErrorCode::RateLimited);
    rig.pass(1ms);
    QVERIFY(works(*other, 1));
}

void tst_AuthBudget::aPauseHoldsEveryKeyInAllProcesses()
{
    Rig rig;
    const auto budget = rig.process();
    const auto other = rig.process();
    QVERIFY(works(*other, 1));
    budget->pauseAll(47s);
    QCOMPARE(refusalOf(*other, 1), ErrorCode::AuthRateLimited);
    QCOMPARE(refusalOf(*other, 2), ErrorCode::AuthRateLimited);
    QCOMPARE(other->waitFor(key(1)), 47s);
    rig.pass(47s);
    QVERIFY(works(*other, 1));
}

void tst_AuthBudget::aShorterWaitDoesNotShortenALongerOne()
{
    Rig rig;
    const auto budget = rig.process();
    budget->holdKey(fingerprint(key(1)), 100s);
    budget->holdKey(fingerprint(key(1)), 1s);
    QCOMPARE(budget->waitFor(key(1)), 100s);
    budget->pauseAll(200s);
    budget->pauseAll(2s);
    QCOMPARE(budget->waitFor(key(1)), 200s);
    budget->pauseAll(std::chrono::hours(24 * 365));
    QCOMPARE_LE(budget->waitFor(key(1)), std::chrono::milliseconds(27h));
}

void tst_AuthBudget::theWallClockMayJump_data()
{
    QTest::addColumn<qint64>("years");
    QTest::newRow("10 years ahead") << qint64(10);
    QTest::newRow("10 years back") << qint64(-10);
    QTest::newRow("before 1970") << qint64(-60);
    QTest::newRow("after 2038") << qint64(20);
}

void tst_AuthBudget::theWallClockMayJump()
{
    QFETCH(qint64, years);
    Rig rig;
    const auto budget = rig.process();
    for (int i = 0; i < 3; ++i)
        QVERIFY(fails(*budget, i));
    budget->holdKey(fingerprint(key(1)), 100s);
    rig.wall = rig.wall.addYears(int(years));
    rig.up += 30s;
    const auto other = rig.process();
    for (AuthBudget *one : {budget.get(), other.get()}) {
        QCOMPARE(one->waitFor(key(9)), 30s);
        QCOMPARE(one->waitFor(key(1)), 70s);
        QCOMPARE(refusalOf(*one, 9), ErrorCode::AuthRateLimited);
    }
    rig.up += 30s;
    QVERIFY(works(*budget, 9));
    QVERIFY(budget->isRejected(key(1)));
}

void tst_AuthBudget::aRestartOfTheMachineKeepsWaits()
{
    Rig rig;
    auto budget = rig.process();
    for (int i = 0; i < 3; ++i)
        QVERIFY(fails(*budget, i));
    budget->holdKey(fingerprint(key(1)), 1h);
    QJsonObject root = QJsonDocument::fromJson(rig.bytes()).object();
    root[u"boot"_s] = u"another"_s;
    rig.write(QJsonDocument(root).toJson());
    rig.up = 20s; // started a moment ago
    rig.wall = rig.wall.addSecs(45);
    budget = rig.process();
    QCOMPARE(budget->waitFor(key(9)), 15s);
    QCOMPARE(budget->waitFor(key(1)), 3555s);
    rig.pass(15s);
    QVERIFY(fails(*budget, 9));
}

void tst_AuthBudget::afterARestartTheFutureIsNow()
{
    Rig rig;
    auto budget = rig.process();
    for (int i = 0; i < 3; ++i)
        QVERIFY(fails(*budget, i));
    budget->pauseAll(1h);
    QJsonObject root = QJsonDocument::fromJson(rig.bytes()).object();
    root[u"boot"_s] = u"another"_s;
    rig.write(QJsonDocument(root).toJson());
    rig.up = 20s;
    rig.wall = rig.wall.addYears(-5); // an empty clock battery
    budget = rig.process();
    QCOMPARE(refusalOf(*budget, 9), ErrorCode::AuthRateLimited);
    QCOMPARE(budget->waitFor(key(9)), std::chrono::milliseconds(27h)); // bounded, not five years
    rig.pass(27h);
    QVERIFY(fails(*budget, 9));
}

void tst_AuthBudget::aDamagedFileCountsAsSpentOnce_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("garbage") << QByteArray("\x00\xff{", 3);
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("object") << QByteArray("{}");
    QTest::newRow("later version") << QByteArray(R"({"format":2,"boot":"x","tries":[],"keys":{}})");
    QTest::newRow("try without time")
        << QByteArray(R"({"format":1,"boot":"x","tries":[{"id":"a","failed":true}],"keys":{}})");
    QTest::newRow("key that is no object")
        << QByteArray(R"({"format":1,"boot":"x","tries":[],"keys":{"a":1}})");
    QTest::newRow("time as text") << QByteArray(
        R"({"format":1,"boot":"x","tries":[],"keys":{},"pausedUntil":"soon"})");
    QTest::newRow("huge") << QByteArray(1'000'000, ' ');
}

void tst_AuthBudget::aDamagedFileCountsAsSpentOnce()
{
    QFETCH(QByteArray, content);
    Rig rig;
    rig.write(content);
    const auto budget = rig.process();
    QCOMPARE(refusalOf(*budget, 1), ErrorCode::AuthRateLimited);
    rig.pass(60s);
    QVERIFY(works(*budget, 1));
    QVERIFY(works(*rig.process(), 2));
}

void tst_AuthBudget::anyDamageIsSurvived()
{
    Rig rig;
    {
        const auto budget = rig.process();
        QVERIFY(fails(*budget, 1));
        budget->holdKey(fingerprint(key(2)), 100s);
        budget->pauseAll(10s);
    }
    const QByteArray sound = rig.bytes();
    const BudgetState::Now now{rig.up, std::chrono::milliseconds(rig.wall.toMSecsSinceEpoch()),
                               QSysInfo::bootUniqueId()};
    QVERIFY(BudgetState::fromJson(sound, now));
    const auto check = [&now](const QByteArray &damaged) {
        const std::optional<BudgetState> state = BudgetState::fromJson(damaged, now);
        if (!state)
            return true; // noticed
        // Not noticed, but bounded: nobody is locked out for ever.
        return state->pausedUntil <= now.up + 27h
               && std::all_of(state->tries.begin(), state->tries.end(),
                              [&](const BudgetState::Try &one) { return one.at <= now.up; })
               && std::all_of(
                   state->keys.begin(), state->keys.end(),
                   [&](const BudgetState::KeyState &one) { return one.notBefore <= now.up + 27h; });
    };
    for (qsizetype i = 0; i < sound.size(); ++i) {
        QVERIFY2(check(sound.left(i)), sound.left(i).constData());
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray damaged = sound;
            damaged[i] = char(damaged[i] ^ (1 << bit));
            QVERIFY2(check(damaged), damaged.constData());
        }
    }
    for (const char digits : {'0', '9'}) { // every number at its extremes
        QByteArray damaged = sound;
        for (char &c : damaged) {
            if (c >= '0' && c <= '9')
                c = digits;
        }
        QVERIFY(check(damaged));
    }
}

void tst_AuthBudget::aFolderThatCannotBeWritten()
{
    Rig rig;
    // A file where the folder should be: fails for root as well.
    QFile inTheWay(rig.folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    const auto budget = rig.process();
    QVERIFY(works(*budget, 1)); // nothing is refused for this alone …
    QVERIFY(works(*budget, 1, Purpose::Automatic));
    QVERIFY(fails(*budget, 2));
    QCOMPARE(refusalOf(*budget, 3),
             ErrorCode::AuthRateLimited); // … but one failure is all there is
    QVERIFY(budget->isRejected(key(2)));
    rig.pass(60s);
    QVERIFY(fails(*budget, 3));
    QVERIFY(!fails(*budget, 4));

    QVERIFY(inTheWay.remove());
    rig.pass(60s);
    QVERIFY(fails(*budget, 5));
    QVERIFY(rig.process()->isRejected(key(2))); // what was learnt meanwhile is shared now
}

void tst_AuthBudget::theFileHoldsNoKeyAndIsPrivate()
{
    Rig rig;
    const auto budget = rig.process();
    QVERIFY(fails(*budget, 1));
    budget->holdKey(fingerprint(key(2)), 10s);
    const QByteArray bytes = rig.bytes();
    QVERIFY(bytes.contains(fingerprint(key(1))));
    for (int i = 1; i <= 2; ++i) {
        const QByteArray plain = key(i).reveal().toByteArray();
        QVERIFY(!bytes.contains(plain));
        QVERIFY(!bytes.contains(plain.toBase64().left(20)));
    }
    QCOMPARE(QFile::permissions(rig.file()) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void tst_AuthBudget::twoProcessesAtOnceFailThreeTimes()
{
    const QTemporaryDir directory;
    const QString folder = directory.filePath(u"state"_s);
    std::array<QProcess, 3> processes;
    for (QProcess &process : processes)
        process.start(QStringLiteral(BUDGET_SPENDER), {folder, u"1500"_s});
    int failures = 0;
    for (QProcess &process : processes) {
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 0);
        failures += process.readAllStandardOutput().trimmed().toInt();
    }
    QCOMPARE(failures, 3);
}

QTEST_GUILESS_MAIN(tst_AuthBudget)
#include "tst_authbudget.moc"

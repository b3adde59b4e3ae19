// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/rotation.h"

#include "tests/models/keys/keysservice.h"

#include <QFile>
#include <QLockFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

namespace {

using Fate = KeysService::Fate;

//! A device with a console key (id 7) and a key for its AI tools (id 8) of its own, and what works on them.
struct Rig
{
    KeysFixture fixture;
    KeysService service{fixture};
    Secret deviceKey = randomKey();
    std::unique_ptr<HttpClient> http;
    std::unique_ptr<ConsoleAccess> access;
    std::unique_ptr<KeyStore> keys;
    std::unique_ptr<Rotation> rotation;

    Rig()
    {
        fixture.connectAcme(u"7"_s);
        service.add(u"7"_s, u"alex-console"_s, fixture.consoleKey);
        service.add(u"8"_s, u"alex-laptop"_s, deviceKey);
        service.byId(u"8"_s)->key.scopes.write = true;
        const QString slot = newSlot();
        fixture.secrets.setStored(slot,
                                  *toSecret(KeyRecord{fixture.origin, u"8"_s, deviceKey, false}));
        if (!fixture.workspaces.change(u"acme"_s, [&](Workspace &workspace) {
                workspace.deviceSlot = slot;
                workspace.deviceKeyId = u"8"_s;
                workspace.deviceKeyPrefix = keyPrefix(deviceKey);
                workspace.deviceKeyName = u"alex-laptop"_s;
                workspace.rotationDays.insert(u"8"_s, 30);
            }))
            qFatal("no device key");
        wake();
    }

    //! A program that starts: all it knows is on the disk, in the keychain and at the service.
    void wake()
    {
        crash();
        http = std::make_unique<HttpClient>(fixture.network, fixture.budget, fixture.clock,
                                            KeysFixture::limits());
        access = std::make_unique<ConsoleAccess>(u"acme"_s, fixture.workspaces, fixture.secrets,
                                                 *http);
        keys = std::make_unique<KeyStore>(*access, fixture.workspaces, fixture.clock);
        rotation = std::make_unique<Rotation>(*keys, fixture.workspaces, fixture.secrets,
                                              fixture.exposures, fixture.paths, fixture.clock);
    }
    void crash()
    {
        rotation.reset();
        keys.reset();
        access.reset();
        http.reset();
    }

    Result<RotationReport> rotate(RotationOverlap overlap, const QString &id = {})
    {
        RotationRequest request;
        request.keyId = id;
        request.overlap = overlap;
        return await(rotation->start(request));
    }
    [[nodiscard]] QList<RotationEntry> pending() const
    {
        return rotation->pending().value_or(QList<RotationEntry>{});
    }
    [[nodiscard]] QString oldSlot() const { return pending().value(0).oldSlot; }

    //! What AI tools would get now. (T-1)
    [[nodiscard]] bool toolsWork() const { return works(fixture.acme().activeDeviceSlot()); }
    [[nodiscard]] bool consoleWorks() const { return works(fixture.acme().consoleSlot); }
    [[nodiscard]] bool works(const QString &slot) const
    {
        const std::optional<Secret> stored = fixture.secrets.stored(slot);
        if (!stored)
            return false;
        const Result<KeyRecord> record = parseKeyRecord(*stored, false);
        return record && service.takes(record->key);
    }
    //! One key for the tools, one for the console, nothing else: neither at the service nor in the keychain.
    [[nodiscard]] QString mess()
    {
        QStringList found;
        if (!toolsWork())
            found << u"the tools' key does not work"_s;
        if (!consoleWorks())
            found << u"the console key does not work"_s;
        if (service.working().size() != 2)
            found << u"keys that work: "_s + service.working().join(u' ');
        if (fixture.secrets.count() != 2)
            found << u"%1 items in the keychain"_s.arg(fixture.secrets.count());
        if (!pending().isEmpty())
            found << u"still pending"_s;
        if (!fixture.acme().spareSlots.isEmpty())
            found << u"spare slots"_s;
        return found.join(u", "_s);
    }
};

QByteArray text(const Result<RotationReport> &result)
{
    return result ? rotationStateName(result->state).toUtf8()
                  : (errorName(result.error().code) + u": "_s + result.error().detail).toUtf8();
}

#define VERIFY_CLEAN(rig) \
    do { \
        const QString mess = (rig).mess(); \
        QVERIFY2(mess.isEmpty(), qPrintable(mess)); \
    } while (false)

} // namespace

class tst_Rotation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theToolsKeyIsReplaced();
    void theConsoleKeyIsReplaced();
    void oneKeyThatServesBothIsReplaced();
    void theOldKeyIsKeptAsLongAsWasAsked_data();
    void theOldKeyIsKeptAsLongAsWasAsked();
    void silenceIsBelievedOnlyWhenTheServiceTells();
    void anOverlapEndsByItselfWhenTheListTells();
    void anExposedKeyLosesItsMarkWhenTheOldOneIsDead();
    void undoingAfterTheSwitchGivesTheOldKeyBack();
    void aKeyThatIsNotHereIsRefused();
    void aSecondRotationIsRefused();
    void anotherProcessKeepsUsOut();
    void aServiceThatManagesNoKeysIsRotatedByHand();
    void theOldKeyCannotBePasted();
    void aNewKeyThatDiedMeanwhileStopsTheRevocation();
    void namesStayReadable();

    void everyMishapOfTheNetworkIsRecovered_data();
    void everyMishapOfTheNetworkIsRecovered();
    void everyMishapOfTheKeychainIsRecovered_data();
    void everyMishapOfTheKeychainIsRecovered();
    void everyCrashIsRecovered_data();
    void everyCrashIsRecovered();

    void aDamagedJournalIsLeftAlone_data();
    void aDamagedJournalIsLeftAlone();
    void aJournalOfAnotherWorkspaceIsIgnored();
};

void tst_Rotation::theToolsKeyIsReplaced()
{
    Rig rig;
    const QString before = rig.fixture.acme().deviceSlot;
    QSignalSpy steps(rig.rotation.get(), &Rotation::stepChanged);
    const Result<RotationReport> done = rig.rotate(RotationOverlap::Now);
    QVERIFY2(done, text(done).constData());
    QCOMPARE(done->state, RotationState::Done);
    VERIFY_CLEAN(rig);
    QCOMPARE(done->entry.oldId, u"8"_s);
    const Workspace after = rig.fixture.acme();
    QVERIFY(after.deviceSlot != before);
    QCOMPARE(after.deviceKeyId, done->entry.newId);
    QVERIFY(after.deviceKeyName.startsWith(u"alex-laptop-r"_s));
    QCOMPARE(after.rotationDays, (QMap<QString, int>{{done->entry.newId, 30}}));
    QCOMPARE(after.consoleKeyId, u"7"_s);
    QVERIFY(!rig.service.takes(rig.deviceKey));
    QVERIFY(rig.service.byId(done->entry.newId)->key.scopes.write); // as the old one
    // Each step once as running and once as done, in order.
    QCOMPARE(steps.size(), 2 * RotationStepCount);
    for (int i = 0; i < steps.size(); ++i) {
        QCOMPARE(steps.at(i).at(0).value<RotationStep>(), RotationStep(i / 2));
        QCOMPARE(steps.at(i).at(1).value<Rotation::StepStatus>(),
                 i % 2 ? Rotation::StepStatus::Done : Rotation::StepStatus::Running);
    }
    QCOMPARE(done->entry.done.size(), RotationStepCount);
}

void tst_Rotation::theConsoleKeyIsReplaced()
{
    Rig rig;
    const Result<RotationReport> done = rig.rotate(RotationOverlap::Now, u"7"_s);
    QVERIFY2(done, text(done).constData());
    QCOMPARE(done->state, RotationState::Done);
    VERIFY_CLEAN(rig);
    QCOMPARE(rig.fixture.acme().deviceKeyId, u"8"_s);
    QCOMPARE(rig.fixture.acme().consoleKeyId, done->entry.newId);
    QVERIFY(!rig.service.takes(rig.fixture.consoleKey));
}

void tst_Rotation::oneKeyThatServesBothIsReplaced()
{
    Rig rig;
    QVERIFY(rig.fixture.workspaces.change(u"acme"_s, [](Workspace &workspace) {
        workspace.deviceSlot.clear();
        workspace.deviceKeyId.clear();
    }));
    const Result<RotationReport> done = rig.rotate(RotationOverlap::Now);
    QVERIFY2(done, text(done).constData());
    QVERIFY(done->entry.isConsoleKey && done->entry.isDeviceKey);
    QVERIFY(rig.toolsWork());
    QVERIFY(rig.consoleWorks());
    QVERIFY(rig.fixture.acme().deviceSlot.isEmpty());
    QVERIFY(!rig.service.takes(rig.fixture.consoleKey));
}

void tst_Rotation::theOldKeyIsKeptAsLongAsWasAsked_data()
{
    QTest::addColumn<QString>("overlap");
    QTest::addColumn<int>("minutes"); // until it may go
    QTest::newRow("1h") << u"1h"_s << 60;
    QTest::newRow("24h") << u"24h"_s << 24 * 60;
    QTest::newRow("silent for an hour") << u"silent"_s << 60;
}

void tst_Rotation::theOldKeyIsKeptAsLongAsWasAsked()
{
    QFETCH(QString, overlap);
    QFETCH(int, minutes);
    Rig rig;
    const Result<RotationReport> waiting = rig.rotate(*overlapFromName(overlap));
    QVERIFY2(waiting, text(waiting).constData());
    QCOMPARE(waiting->state, RotationState::Overlapping);
    QVERIFY(rig.toolsWork());
    QVERIFY(rig.service.takes(rig.deviceKey)); // servers that run still have it
    QCOMPARE(rig.fixture.acme().spareSlots.value(u"8"_s), waiting->entry.oldSlot);

    rig.fixture.now = Now.addSecs((minutes - 1) * 60);
    rig.wake();
    QVERIFY(await(rig.keys->refresh()));
    const Result<RotationReport> early = await(rig.rotation->resume(rig.oldSlot()));
    QVERIFY2(early, text(early).constData());
    QCOMPARE(early->state, RotationState::Overlapping);
    QVERIFY(rig.service.takes(rig.deviceKey));

    rig.fixture.now = Now.addSecs((minutes + 1) * 60);
    rig.wake();
    QVERIFY(await(rig.keys->refresh()));
    QVERIFY(rig.rotation->isOverlapOver(rig.pending().constFirst()));
    const Result<RotationReport> done = await(rig.rotation->resume(rig.oldSlot()));
    QVERIFY2(done, text(done).constData());
    QCOMPARE(done->state, RotationState::Done);
    VERIFY_CLEAN(rig);
}

void tst_Rotation::silenceIsBelievedOnlyWhenTheServiceTells()
{
    Rig rig;
    rig.service.tellsLastUse = false;
    QVERIFY(rig.rotate(RotationOverlap::WhenSilent));
    rig.fixture.now = Now.addSecs(23 * 3600);
    QVERIFY(await(rig.keys->refresh()));
    QVERIFY(!rig.rotation->isOverlapOver(rig.pending().constFirst()));

    // A use after the switch starts the hour anew.
    rig.service.tellsLastUse = true;
    rig.service.byId(u"8"_s)->key.lastUsed = {LastUsed::State::At, rig.fixture.now.addSecs(-600)};
    QVERIFY(await(rig.keys->refresh()));
    QVERIFY(!rig.rotation->isOverlapOver(rig.pending().constFirst()));
    rig.fixture.now = Now.addSecs(24 * 3600);
    QVERIFY(rig.rotation->isOverlapOver(rig.pending().constFirst()));
    // The user need not wait.
    const Result<RotationReport> done = await(rig.rotation->resume(rig.oldSlot(), true));
    QVERIFY2(done, text(done).constData());
    VERIFY_CLEAN(rig);
}

void tst_Rotation::anOverlapEndsByItselfWhenTheListTells()
{
    Rig rig;
    QVERIFY(rig.rotate(RotationOverlap::Hour));
    rig.rotation->setFinishesByItself();
    QVERIFY(await(rig.keys->refresh()));
    QVERIFY(!rig.rotation->isRunning());
    rig.fixture.now = Now.addSecs(3601);
    // The service is in trouble: it is left alone for an hour then.
    rig.service.setMishap({rig.service.requestCount() + 1, Fate::Refused, 403, "FORBIDDEN"});
    QVERIFY(await(rig.keys->refresh()));
    QTRY_VERIFY(!rig.rotation->isRunning());
    const int requests = rig.service.requestCount();
    QVERIFY(await(rig.keys->refresh()));
    QTRY_VERIFY(!rig.rotation->isRunning());
    QCOMPARE(rig.service.requestCount(), requests + 1);
    QVERIFY(rig.service.takes(rig.deviceKey));

    rig.fixture.now = Now.addSecs(2 * 3600 + 2);
    QVERIFY(await(rig.keys->refresh()));
    QTRY_VERIFY(rig.pending().isEmpty());
    QTRY_VERIFY(!rig.rotation->isRunning());
    VERIFY_CLEAN(rig);
}

void tst_Rotation::anExposedKeyLosesItsMarkWhenTheOldOneIsDead()
{
    Rig rig;
    QVERIFY(rig.fixture.exposures.add(rig.deviceKey, rig.fixture.origin, u"/a/.env"_s, Now));
    QVERIFY(rig.rotate(RotationOverlap::Hour));
    QVERIFY(rig.fixture.exposures.containsKey(rig.deviceKey)); // it still works
    QVERIFY(await(rig.rotation->resume(rig.oldSlot(), true)));
    QVERIFY(!rig.fixture.exposures.containsKey(rig.deviceKey));
}

void tst_Rotation::undoingAfterTheSwitchGivesTheOldKeyBack()
{
    Rig rig;
    const Workspace before = rig.fixture.acme();
    const Result<RotationReport> waiting = rig.rotate(RotationOverlap::Day);
    QVERIFY2(waiting, text(waiting).constData());
    const Result<RotationReport> undone = await(rig.rotation->undo(rig.oldSlot()));
    QVERIFY2(undone, text(undone).constData());
    QCOMPARE(undone->state, RotationState::Undone);
    VERIFY_CLEAN(rig);
    QCOMPARE(rig.fixture.acme(), before);
    QVERIFY(rig.service.takes(rig.deviceKey));

    // A key that somebody revoked meanwhile is no place to go back to.
    QVERIFY(rig.rotate(RotationOverlap::Day));
    rig.service.byId(u"8"_s)->key.revokedAt = Now;
    const Result<RotationReport> refused = await(rig.rotation->undo(rig.oldSlot()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY(rig.toolsWork());
    QVERIFY(await(rig.rotation->resume(rig.oldSlot(), true)));
    VERIFY_CLEAN(rig);
}

void tst_Rotation::aKeyThatIsNotHereIsRefused()
{
    Rig rig;
    const Result<RotationReport> refused = rig.rotate(RotationOverlap::Now, u"99"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QCOMPARE(rig.service.requestCount(), 0);
    VERIFY_CLEAN(rig);
}

void tst_Rotation::aSecondRotationIsRefused()
{
    Rig rig;
    QVERIFY(rig.rotate(RotationOverlap::Day));
    const QString newId = rig.fixture.acme().deviceKeyId;
    for (const QString &id : {QString(), newId}) { // the new key, while the one before is kept
        const Result<RotationReport> again = rig.rotate(RotationOverlap::Now, id);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::InvalidInput);
    }
    const Result<RotationReport> other = rig.rotate(RotationOverlap::Now, u"7"_s);
    QVERIFY2(other, text(other).constData()); // another key of the same workspace
    QCOMPARE(other->state, RotationState::Done);
    QVERIFY(await(rig.rotation->resume(rig.oldSlot(), true)));
    VERIFY_CLEAN(rig);
}

void tst_Rotation::anotherProcessKeepsUsOut()
{
    Rig rig;
    QLockFile lock(rig.fixture.paths.stateDir + u"/rotation-"_s + rig.fixture.acme().deviceSlot
                   + u".lock"_s);
    QVERIFY(lock.tryLock(0));
    const Result<RotationReport> refused = rig.rotate(RotationOverlap::Now);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::FileBusy);
    QCOMPARE(rig.service.requestCount(), 0);
    lock.unlock();
    QVERIFY(rig.rotate(RotationOverlap::Now));
    VERIFY_CLEAN(rig);
}

void tst_Rotation::aServiceThatManagesNoKeysIsRotatedByHand()
{
    Rig rig;
    rig.service.managesKeys = false;
    const Result<RotationReport> refused = rig.rotate(RotationOverlap::Now);
    QVERIFY(!refused);
    QVERIFY(isManagementRefused(refused.error()));
    VERIFY_CLEAN(rig);

    // The user made one in the browser …
    RotationRequest request;
    request.overlap = RotationOverlap::Now;
    request.pasted = randomKey();
    request.pastedName = u"alex-laptop-2"_s;
    rig.service.add(u"50"_s, request.pastedName, request.pasted);
    const Result<RotationReport> byHand = await(rig.rotation->start(request));
    QVERIFY2(byHand, text(byHand).constData());
    QCOMPARE(byHand->state, RotationState::RevokeByHand);
    QVERIFY(rig.toolsWork());
    QVERIFY(rig.service.takes(rig.deviceKey));
    // … says that the old one is deleted there, which is not true …
    const Result<RotationReport> untrue = await(rig.rotation->resume(rig.oldSlot()));
    QVERIFY2(untrue, text(untrue).constData());
    QCOMPARE(untrue->state, RotationState::RevokeByHand);
    QVERIFY(rig.fixture.secrets.stored(rig.oldSlot()));
    // … and then is.
    rig.service.byId(u"8"_s)->key.revokedAt = Now;
    const Result<RotationReport> done = await(rig.rotation->resume(rig.oldSlot()));
    QVERIFY2(done, text(done).constData());
    QCOMPARE(done->state, RotationState::Done);
    VERIFY_CLEAN(rig);
}

void tst_Rotation::theOldKeyCannotBePasted()
{
    Rig rig;
    RotationRequest request;
    request.pasted = rig.deviceKey;
    const Result<RotationReport> refused = await(rig.rotation->start(request));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    VERIFY_CLEAN(rig);
}

void tst_Rotation::aNewKeyThatDiedMeanwhileStopsTheRevocation()
{
    Rig rig;
    const Result<RotationReport> waiting = rig.rotate(RotationOverlap::Day);
    QVERIFY2(waiting, text(waiting).constData());
    rig.service.byId(waiting->entry.newId)->key.revokedAt = Now;
    const Result<RotationReport> stopped = await(rig.rotation->resume(rig.oldSlot(), true));
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Unauthorized);
    QVERIFY(rig.service.takes(rig.deviceKey)); // the last one that works
    const Result<RotationReport> undone = await(rig.rotation->undo(rig.oldSlot()));
    QVERIFY2(undone, text(undone).constData());
    VERIFY_CLEAN(rig);
}

void tst_Rotation::namesStayReadable()
{
    const QString once = rotatedName(u"alex-laptop"_s);
    QVERIFY(once.startsWith(u"alex-laptop-r"_s));
    const QString twice = rotatedName(once);
    QVERIFY(twice.startsWith(u"alex-laptop-r"_s));
    QCOMPARE(twice.size(), once.size());
    QVERIFY(once != twice);
    QVERIFY(rotatedName(QString(300, u'a')).size() <= 255);
}

namespace {

//! How many requests a rotation without mishaps makes.
constexpr int Requests = 6;

//! After \a failed: one action brings everything into order, and until then the tools work.
void recover(Rig &rig, bool undoes)
{
    QVERIFY(rig.toolsWork());
    QVERIFY(rig.consoleWorks());
    // The pause that a 429 asks for runs by a clock that no test sets.
    QFile::remove(rig.fixture.paths.stateDir + u"/auth-budget.json"_s);
    rig.service.setMishap({});
    rig.fixture.secrets.setMode(MemorySecretStore::Mode::Working);
    rig.wake();
    const QList<RotationEntry> pending = rig.pending();
    QVERIFY(pending.size() <= 1);
    if (!pending.isEmpty()) {
        const bool canUndo = pending.constFirst().canUndo() || pending.constFirst().isUndoing;
        const Result<RotationReport> done = await(undoes && canUndo
                                                      ? rig.rotation->undo(rig.oldSlot())
                                                      : rig.rotation->resume(rig.oldSlot(), true));
        // The old key may be dead by then; the way forward is what is left, and said so.
        if (!done && undoes && done.error().code == ErrorCode::InvalidInput) {
            const Result<RotationReport> forward = await(rig.rotation->resume(rig.oldSlot(), true));
            QVERIFY2(forward, text(forward).constData());
        } else {
            QVERIFY2(done, text(done).constData());
        }
    }
    VERIFY_CLEAN(rig);
}

} // namespace

void tst_Rotation::everyMishapOfTheNetworkIsRecovered_data()
{
    QTest::addColumn<int>("request");
    QTest::addColumn<int>("fate");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("undoes");
    struct Way
    {
        const char *name;
        Fate fate;
        int status;
        const char *code;
    };
    for (const Way &way :
         std::initializer_list<Way>{{"401", Fate::Refused, 401, "UNAUTHORIZED"},
                                    {"402", Fate::Refused, 402, "LICENSE_RESTRICTED"},
                                    {"403", Fate::Refused, 403, "FORBIDDEN"},
                                    {"404", Fate::Refused, 404, "NOT_FOUND"},
                                    {"429", Fate::Refused, 429, "MCP_RATE_LIMITED"},
                                    {"500", Fate::Refused, 500, "X"},
                                    {"never arrives", Fate::LostBefore, 0, ""},
                                    {"answer lost", Fate::LostAfter, 0, ""},
                                    {"no answer", Fate::NeverEnds, 0, ""},
                                    {"lies", Fate::Lied, 0, ""}}) {
        for (int request = 0; request < Requests; ++request) {
            for (const bool undoes : {false, true})
                QTest::addRow("%s at request %d, then %s", way.name, request,
                              undoes ? "undo" : "resume")
                    << request << int(way.fate) << way.status << QByteArray(way.code) << undoes;
        }
    }
}

void tst_Rotation::everyMishapOfTheNetworkIsRecovered()
{
    QFETCH(int, request);
    QFETCH(int, fate);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(bool, undoes);
    Rig rig;
    rig.service.setMishap({request, Fate(fate), status, code});
    const Result<RotationReport> result = rig.rotate(RotationOverlap::Now);
    if (result && result->state == RotationState::Done)
        QVERIFY(rig.service.requestCount() > request); // it was met and got over
    recover(rig, undoes);
}

void tst_Rotation::everyMishapOfTheKeychainIsRecovered_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("undoes");
    using Mode = MemorySecretStore::Mode;
    const std::initializer_list<std::pair<const char *, Mode>> modes = {
        {"locked", Mode::Locked},         {"denied", Mode::Denied},
        {"read-only", Mode::ReadOnly},    {"lying write", Mode::LyingWrite},
        {"truncating", Mode::Truncating}, {"lying remove", Mode::LyingRemove},
        {"unsure", Mode::NotFoundUnsure}, {"empty", Mode::EmptyRead},
        {"hanging", Mode::Hanging}};
    for (const auto &[name, mode] : modes) {
        for (int step = 0; step < RotationStepCount; ++step) {
            // Before the service is asked for anything the keychain is tried with an item of its own, which this one keeps.
            if (mode == Mode::LyingRemove && RotationStep(step) == RotationStep::Preflight)
                continue;
            for (const bool undoes : {false, true})
                QTest::addRow("%s from %s on, then %s", name,
                              qPrintable(rotationStepName(RotationStep(step))),
                              undoes ? "undo" : "resume")
                    << step << int(mode) << undoes;
        }
    }
}

void tst_Rotation::everyMishapOfTheKeychainIsRecovered()
{
    QFETCH(int, step);
    QFETCH(int, mode);
    QFETCH(bool, undoes);
    Rig rig;
    connect(rig.rotation.get(), &Rotation::stepChanged, this,
            [&](RotationStep now, Rotation::StepStatus status) {
                if (int(now) == step && status == Rotation::StepStatus::Running)
                    rig.fixture.secrets.setMode(MemorySecretStore::Mode(mode));
            });
    const Result<RotationReport> result = rig.rotate(RotationOverlap::Now);
    QVERIFY(!result || result->state == RotationState::Done);
    if (rig.fixture.secrets.mode() == MemorySecretStore::Mode::Hanging)
        rig.fixture.secrets.release();
    recover(rig, undoes);
}

void tst_Rotation::everyCrashIsRecovered_data()
{
    QTest::addColumn<int>("point");
    QTest::addColumn<bool>("isSignal"); // else a request
    QTest::addColumn<bool>("isAfter");
    QTest::addColumn<bool>("undoes");
    for (const bool undoes : {false, true}) {
        const char *then = undoes ? "undo" : "resume";
        for (int step = 0; step < RotationStepCount; ++step) {
            const QByteArray name = rotationStepName(RotationStep(step)).toUtf8();
            QTest::addRow("at the start of %s, then %s", name.constData(), then)
                << step << true << false << undoes;
            QTest::addRow("at the end of %s, then %s", name.constData(), then)
                << step << true << true << undoes;
        }
        for (int request = 0; request < Requests; ++request) {
            QTest::addRow("before request %d, then %s", request, then)
                << request << false << false << undoes;
            QTest::addRow("after request %d, then %s", request, then)
                << request << false << true << undoes;
        }
    }
}

void tst_Rotation::everyCrashIsRecovered()
{
    QFETCH(int, point);
    QFETCH(bool, isSignal);
    QFETCH(bool, isAfter);
    QFETCH(bool, undoes);
    Rig rig;
    bool isDead = false;
    const auto die = [&isDead] { isDead = true; };
    if (isSignal) {
        connect(rig.rotation.get(), &Rotation::stepChanged, this,
                [&](RotationStep step, Rotation::StepStatus status) {
                    if (int(step) == point && (status == Rotation::StepStatus::Done) == isAfter)
                        die();
                });
    } else {
        (isAfter ? rig.service.afterRequest : rig.service.beforeRequest) = [&](int number) {
            if (number == point)
                die();
        };
        // What is on the wire when the program dies arrives, or it does not.
        rig.service.setMishap({point, isAfter ? Fate::NeverEnds : Fate::LostBefore, 0, {}});
    }
    const QFuture<Result<RotationReport>> run = rig.rotation->start(
        {{}, RotationOverlap::Now, {}, {}});
    QTRY_VERIFY(isDead || run.isFinished());
    QVERIFY(isDead);
    rig.crash();
    QThreadPool::globalInstance()->waitForDone(); // what it was writing is written, or not begun
    rig.service.beforeRequest = {};
    rig.service.afterRequest = {};
    recover(rig, undoes);
}

void tst_Rotation::aDamagedJournalIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half") << QByteArray("{\"format\": 1, \"rotations\": [{\"worksp");
    QTest::newRow("no list") << QByteArray("{\"format\": 1, \"rotations\": 7}");
    QTest::newRow("newer") << QByteArray("{\"format\": 2}");
    QTest::newRow("a step that there is not")
        << QByteArray("{\"format\":1,\"rotations\":[{\"workspace\":\"acme\",\"next\":\"jump\"}]}");
}

void tst_Rotation::aDamagedJournalIsLeftAlone()
{
    QFETCH(QByteArray, bytes);
    Rig rig;
    const QString path = rig.fixture.paths.stateDir + u"/rotations.json"_s;
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QVERIFY(!rig.rotation->pending());
    const Result<RotationReport> refused = rig.rotate(RotationOverlap::Now);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::FileNotParsable
            || refused.error().code == ErrorCode::FileUnsupported);
    QCOMPARE(rig.service.requestCount(), 0);
    QVERIFY(!await(rig.rotation->resume(rig.fixture.acme().deviceSlot)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QVERIFY(rig.toolsWork());
}

void tst_Rotation::aJournalOfAnotherWorkspaceIsIgnored()
{
    Rig rig;
    QVERIFY(rig.rotate(RotationOverlap::Day));
    RotationJournal journal(rig.fixture.paths);
    QList<RotationEntry> entries = *journal.read();
    QCOMPARE(entries.size(), 1);
    const RotationEntry entry = entries.constFirst();
    RotationEntry foreign = entry;
    foreign.origin = *Origin::parse(u"https://other.konstantly.com");
    QVERIFY(journal.put(foreign));
    QVERIFY(rig.pending().isEmpty());
    const Result<RotationReport> refused = await(rig.rotation->resume(entry.oldSlot, true));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY(rig.service.takes(rig.deviceKey));
    QVERIFY(journal.put(entry)); // and what is written is what is read
    QCOMPARE(*journal.read(), QList<RotationEntry>{entry});
}

QTEST_GUILESS_MAIN(tst_Rotation)
#include "tst_rotation.moc"

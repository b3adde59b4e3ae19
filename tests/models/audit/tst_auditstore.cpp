// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditstore.h"

#include "models/audit/auditfiles.h"
#include "models/audit/devicelogs.h"
#include "models/audit/localevents.h"
#include "models/launch/launchrecord.h"
#include "tests/models/keys/keysfixture.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

//! A service with events, one each step back from Now, that answers as the contract says.
class FakeAuditLog
{
public:
    int count = 0; //!< of events; number \a count happened Now
    int later = 0; //!< that have happened since, the newest is number count + later
    std::optional<FakeAnswer> refusal; //!< instead of events
    int pages = 0;
    std::chrono::seconds step = std::chrono::minutes(1); //!< from one to the next

    [[nodiscard]] FakeAnswer answer(const FakeRequest &request)
    {
        if (refusal)
            return *refusal;
        ++pages;
        // Brackets in names are only found once they are decoded.
        QUrlQuery query;
        query.setQueryItems(QUrlQuery(request.url).queryItems(QUrl::FullyDecoded));
        const auto moment = [&query](const QString &name) {
            return QDateTime::fromString(query.queryItemValue(name, QUrl::FullyDecoded),
                                         Qt::ISODate);
        };
        const QDateTime from = moment(u"fields[createdAt][from]"_s);
        const QDateTime to = moment(u"fields[createdAt][to]"_s);
        const int offset = query.queryItemValue(u"offset"_s).toInt();
        const int limit = query.queryItemValue(u"limit"_s).toInt();
        QJsonArray events;
        int total = 0;
        for (int number = count + later; number > 0; --number) {
            const QDateTime at = Now.addSecs(-step.count() * (count - number));
            if ((from.isValid() && at < from) || (to.isValid() && at > to))
                continue;
            if (total >= offset && events.size() < limit)
                events.append(QJsonObject{{u"id"_s, number},
                                          {u"eventType"_s, 88},
                                          {u"createdAt"_s, at.toString(Qt::ISODate)},
                                          {u"targetId"_s, 14},
                                          {u"data"_s, QJsonObject{{u"tool"_s, u"find_user"_s}}}});
            ++total;
        }
        const QJsonObject page{{u"events"_s, events}, {u"totalCount"_s, total}};
        return FakeAnswer::json(QJsonDocument(page).toJson(QJsonDocument::Compact));
    }
};

} // namespace

class tst_AuditStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<ConsoleAccess> m_access;
    FakeAuditLog m_service;

    [[nodiscard]] std::unique_ptr<AuditStore> newStore()
    {
        return std::make_unique<AuditStore>(
            u"acme"_s, m_fixture->paths, [this] { return m_access->client(); }, m_fixture->clock);
    }
    [[nodiscard]] AuditJournal::Batch journal() const
    {
        return AuditJournal(m_fixture->paths, u"acme"_s)
            .read(0, qint64(1) << 30)
            .value_or(AuditJournal::Batch());
    }
    void note(AuditKind kind, const QString &workspace, const QString &subject)
    {
        QVERIFY(LocalEvents(m_fixture->paths, m_fixture->clock).note(kind, workspace, subject, {}));
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<KeysFixture>();
        m_fixture->connectAcme();
        m_access = std::make_unique<ConsoleAccess>(u"acme"_s, m_fixture->workspaces,
                                                   m_fixture->secrets, m_fixture->http);
        m_service = {};
        m_fixture->network.setResponder(
            [this](const FakeRequest &request) { return m_service.answer(request); });
    }
    void cleanup()
    {
        m_access.reset();
        m_fixture.reset();
    }

    //! Nobody is told that the service was read beside the rows of before.
    void whatCameIsThereWhenTheServiceWasRead()
    {
        m_service.count = 300;
        const auto store = newStore();
        AuditTableModel &events = store->events();
        store->load();
        QTRY_VERIFY(store->isLoaded() && !events.isSearching());
        QList<qsizetype> counts;
        connect(store.get(), &AuditStore::stateChanged, this, [&] {
            if (store->fetchedAt().isValid())
                counts << events.countOfService();
        });
        QVERIFY(await(store->refresh(Purpose::UserAction)));
        QCOMPARE(events.countOfService(), 300);
        QVERIFY(!counts.isEmpty());
        QVERIFY(!counts.contains(0));
    }

    void aTimerReadsFewPagesAndTheUserTheRest()
    {
        m_service.count = 1700;
        const auto store = newStore();
        QVERIFY(await(store->refresh(Purpose::Automatic)));
        QCOMPARE(m_service.pages, AuditStore::MaxPagesByTimer);
        QVERIFY(store->hasOlder());
        QCOMPARE(journal().records.size(), 1000);

        QVERIFY(await(store->refresh(Purpose::UserAction)));
        QVERIFY(!store->hasOlder());
        const QList<AuditRecord> records = journal().records;
        QCOMPARE(records.size(), 1700);
        QSet<QString> ids;
        for (const AuditRecord &record : records)
            ids.insert(record.id);
        QCOMPARE(ids.size(), 1700);
    }

    //! Another program on this device begins to read what has come since, and is ended before it has it.
    void whatAnotherProgramMissesStaysMissing()
    {
        m_service.count = 700;
        m_fixture->network.setResponder([this](const FakeRequest &request) {
            if (m_service.pages == 1) {
                ++m_service.later;
                const AuditSpan begun{Now.addSecs(-3600).toMSecsSinceEpoch(), 0};
                const auto noted = AuditJournal(m_fixture->paths, u"acme"_s)
                                       .append({}, [begun](AuditProgress &progress) {
                                           progress.missing.prepend(begun);
                                       });
                if (!noted)
                    qWarning("the other program can't write");
            }
            return m_service.answer(request);
        });
        const auto store = newStore();
        QVERIFY(await(store->refresh(Purpose::UserAction)));
        QVERIFY(!store->hasOlder());
        QCOMPARE(journal().records.size(), 701);
    }

    //! Two programs read the same events, more of which come meanwhile; one is ended somewhere, and a third goes on.
    void programsThatReadAtOnceMissNothing_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void programsThatReadAtOnceMissNothing()
    {
        QFETCH(const quint32, seed);
        QRandomGenerator random(seed);
        m_service.count = 3 * AuditStore::PageSize + random.bounded(700);
        m_service.step = std::chrono::seconds(1 + random.bounded(90));
        const int begins = 1 + random.bounded(3);
        const int ends = begins + 1 + random.bounded(5);
        std::vector<std::unique_ptr<AuditStore>> stores;
        stores.push_back(newStore());
        int requests = 0;
        bool isGoingOn = true;
        m_fixture->network.setResponder([&](const FakeRequest &request) {
            m_service.later += isGoingOn ? random.bounded(2) * random.bounded(120) : 0;
            ++requests;
            if (requests == begins) {
                QMetaObject::invokeMethod(
                    this,
                    [&] {
                        stores.push_back(newStore());
                        (void) stores.back()->refresh();
                    },
                    Qt::QueuedConnection);
            }
            if (requests == ends) {
                const size_t ended = random.bounded(2);
                QMetaObject::invokeMethod(
                    this, [&stores, ended] { stores.at(ended).reset(); }, Qt::QueuedConnection);
            }
            return m_service.answer(request);
        });
        (void) stores.front()->refresh();
        QTRY_VERIFY(stores.size() == 2 && std::ranges::none_of(stores, [](const auto &store) {
                        return store && store->isRefreshing();
                    }));
        isGoingOn = false;
        const auto next = newStore();
        do
            QVERIFY(await(next->refresh()));
        while (next->hasOlder());
        QSet<QString> ids;
        for (const AuditRecord &record : journal().records)
            ids.insert(record.id);
        QCOMPARE(ids.size(), m_service.count + m_service.later);
        QCOMPARE(journal().records.size(), ids.size());
    }

    void whatATimerWantsHasToBePermitted()
    {
        m_service.count = 1200;
        const auto store = newStore();
        int asked = 0;
        store->setPermit([&asked] { return readyFuture<bool>(++asked <= 2); });
        QVERIFY(await(store->refresh(Purpose::Automatic)));
        QCOMPARE(m_service.pages, 3); // the very first page needs no leave
        QCOMPARE(asked, 3);
        QVERIFY(store->hasOlder());
        // Where nobody can tell, nothing is asked for; people may always ask.
        store->setPermit([] { return failedFuture<bool>(Error{ErrorCode::FileBusy, {}, {}, {}}); });
        QVERIFY(await(store->refresh(Purpose::Automatic)));
        QCOMPARE(m_service.pages, 3);
        QVERIFY(await(store->refresh()));
        QVERIFY(!store->hasOlder());
    }

    void theFirstPageEverNeedsNoLeave()
    {
        m_service.count = 1200;
        const auto store = newStore();
        store->setPermit([] { return readyFuture<bool>(false); });
        QVERIFY(await(store->refresh(Purpose::Automatic)));
        QCOMPARE(m_service.pages, 1);
        QVERIFY(store->fetchedAt().isValid());
        QVERIFY(await(store->refresh(Purpose::Automatic)));
        QCOMPARE(m_service.pages, 1);
        QVERIFY(store->hasOlder());
    }

    void theNextProgramGoesOnWithWhatIsMissing()
    {
        m_service.count = 1200;
        QVERIFY(await(newStore()->refresh(Purpose::Automatic)));
        const auto next = newStore();
        next->load();
        QTRY_VERIFY(next->isLoaded());
        QVERIFY(next->hasOlder());
        QCOMPARE(next->fetchedAt(), Now);
        QCOMPARE(next->events().rowCount(), 1000);
        QVERIFY(await(next->refresh()));
        QVERIFY(!next->hasOlder());
        QTRY_COMPARE(next->events().rowCount(), 1200);
    }

    void aRefusalLeavesWhatHappenedHereAndWhatWasKnown()
    {
        m_service.count = 3;
        const auto store = newStore();
        store->load();
        QVERIFY(await(store->refresh()));
        QTRY_COMPARE(store->events().rowCount(), 3);
        m_fixture->now = Now.addSecs(7200);
        m_service.refusal = Tests::refusal(403, "ACCESS_DENIED");
        note(AuditKind::ConfigWritten, u"acme"_s, u"cursor"_s);
        const Result<> refreshed = await(store->refresh());
        QVERIFY(!refreshed);
        QCOMPARE(refreshed.error().code, ErrorCode::Forbidden);
        QVERIFY(store->lastError());
        QCOMPARE(store->fetchedAt(), Now);
        QVERIFY(!store->hasOlder());
        QTRY_COMPARE(store->events().rowCount(), 4);
    }

    void eventsOfOtherWorkspacesAreTheirs()
    {
        note(AuditKind::KeyRevealed, u"acme"_s, u"ours"_s);
        note(AuditKind::KeyRevealed, u"beta"_s, u"theirs"_s);
        note(AuditKind::SettingsChanged, {}, u"everybody's"_s);
        QVERIFY(await(newStore()->refresh()));
        QStringList about;
        for (const AuditRecord &record : journal().records)
            about << record.key + record.subject;
        QCOMPARE(about, QStringList({u"ours"_s, u"everybody's"_s}));
    }

    //! What the logs of this device held when a workspace was connected is another's of its name.
    void eventsOfAnEarlierWorkspaceAreNotItsOwn()
    {
        const LaunchLog launches(m_fixture->paths);
        const auto start = [&launches](const QString &client) {
            LaunchRecord launch;
            launch.at = std::chrono::milliseconds(Now.toMSecsSinceEpoch());
            launch.profile = u"acme"_s;
            launch.client.name = client;
            return launches.append(launch);
        };
        note(AuditKind::KeyRevealed, u"acme"_s, u"theirs"_s);
        QVERIFY(start(u"their-tool"_s));
        removeAuditFiles(m_fixture->paths, u"acme"_s);
        QVERIFY(beginDeviceLogs(m_fixture->paths, u"acme"_s));
        // A clock that was set back does not matter.
        m_fixture->now = Now.addYears(-10);
        note(AuditKind::KeyRevealed, u"acme"_s, u"ours"_s);
        QVERIFY(start(u"our-tool"_s));
        const auto about = [this] {
            QStringList subjects;
            for (const AuditRecord &record : journal().records)
                subjects << record.key + record.tool;
            subjects.sort();
            return subjects;
        };
        QVERIFY(await(newStore()->refresh()));
        QCOMPARE(about(), QStringList({u"our-tool"_s, u"ours"_s}));
        // Not even when it is not known how far they were read.
        QFile::remove(auditFileBase(m_fixture->paths, u"acme"_s) + u".progress.json"_s);
        QVERIFY(await(newStore()->refresh()));
        QCOMPARE(about(), QStringList({u"our-tool"_s, u"ours"_s}));
    }

    void whatIsTooOldIsNotAskedFor()
    {
        m_service.count = 5;
        m_service.step = std::chrono::days(150);
        const auto store = newStore();
        QVERIFY(await(store->refresh()));
        QCOMPARE(journal().records.size(), 3);
        QVERIFY(!store->hasOlder());
    }

    void damagedLinesAreCounted()
    {
        m_service.count = 5;
        QVERIFY(await(newStore()->refresh()));
        const auto segments = auditSegments(auditFileBase(m_fixture->paths, u"acme"_s));
        QFile file(segments->first().path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(journal().cursors.at(1) + 9)
                && file.write("#"));
        file.close();
        const auto store = newStore();
        store->load();
        QTRY_VERIFY(store->isLoaded() && !store->events().isSearching());
        QCOMPARE(store->damagedCount(), 1);
        QCOMPARE(store->events().rowCount(), 4);
        // The event behind it is found by its place, and another one is not taken for it.
        const int row = store->events().rowOf(journal().cursors.at(2));
        const qint64 place = store->events().place(row);
        const qint64 cursor = store->events().cursor(row);
        QCOMPARE(await(store->eventAt(place, cursor))->id, journal().records.at(2).id);
        QCOMPARE(await(store->eventAt(place, cursor + 1)).error().code, ErrorCode::NotFound);
    }

    void damagedLinesOfThisDevicesLogAreCounted()
    {
        note(AuditKind::KeyCopied, u"acme"_s, u"alex-laptop"_s);
        QFile file(m_fixture->paths.stateDir + u"/events/events.jsonl"_s);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() - 3) && file.write("##"));
        file.close();
        note(AuditKind::KeyCopied, u"acme"_s, u"alex-laptop"_s);
        QVERIFY(await(newStore()->refresh()));
        QCOMPARE(journal().records.size(), 1);
        const auto store = newStore();
        store->load();
        QTRY_VERIFY(store->isLoaded() && !store->events().isSearching());
        QCOMPARE(store->damagedCount(), 1);
    }

    void whatASegmentHeldThatIsLostIsFetchedAgain()
    {
        constexpr int Count = 40;
        m_service.count = Count;
        note(AuditKind::KeyCopied, u"acme"_s, u"alex-laptop"_s);
        {
            // As it comes in, in segments of a few events.
            AuditRetention retention;
            retention.segmentBytes = 300;
            AuditJournal journal(m_fixture->paths, u"acme"_s, m_fixture->clock, retention);
            for (int number = 1; number <= Count; ++number) {
                AuditRecord record;
                record.id = u"service:%1"_s.arg(number);
                record.at = Now.addSecs(-60 * (Count - number)).toMSecsSinceEpoch();
                record.kind = AuditKind::ToolCalled;
                QVERIFY(journal.append({record}, [&record](AuditProgress &progress) {
                    progress.newest = record.at;
                    progress.answeredAt = record.at;
                }));
            }
        }
        QVERIFY(await(newStore()->refresh()));
        QCOMPARE(journal().records.size(), Count + 1);
        const qint64 end = journal().next;
        const auto segments = auditSegments(auditFileBase(m_fixture->paths, u"acme"_s));
        QVERIFY(segments->size() > 4);
        const int lost = int(segments->at(2).number - segments->at(1).number);
        QVERIFY(QFile::remove(segments->at(1).path));
        m_service.pages = 0;
        const auto store = newStore();
        QVERIFY(await(store->refresh()));
        const auto again = AuditJournal(m_fixture->paths, u"acme"_s).read(end);
        QCOMPARE(again->records.size(), lost);
        QSet<QString> ids;
        for (const AuditRecord &record : again->records)
            ids.insert(record.id);
        QCOMPARE(ids.size(), lost);
        QVERIFY(!ids.contains(u"service:%1"_s.arg(Count)));
        store->load();
        QTRY_VERIFY(store->isLoaded() && !store->events().isSearching());
        QCOMPARE(store->damagedCount(), lost);
        QCOMPARE(store->events().rowCount(), Count + 1);
        // Once.
        const AuditProgress progress = AuditJournal(m_fixture->paths, u"acme"_s).progress();
        QCOMPARE(progress.newest, Now.toMSecsSinceEpoch());
        QVERIFY(progress.missing.isEmpty());
    }

    void watchingReadsTheDeviceAndAsksTheServiceWhenItsAnswerIsOld()
    {
        m_service.count = 2;
        note(AuditKind::KeyCopied, u"acme"_s, u"alex-laptop"_s);
        {
            const auto store = newStore();
            QSignalSpy grown(store.get(), &AuditStore::grown);
            store->watch();
            QTRY_VERIFY(m_service.pages == 1 && !store->isRefreshing());
            QVERIFY(!grown.isEmpty());
            QCOMPARE(journal().records.size(), 3);
        }
        // Nobody asks again for what was told a minute ago; what happened here costs nothing.
        m_fixture->now = Now.addSecs(60);
        note(AuditKind::KeyCopied, u"acme"_s, u"alex-laptop"_s);
        const auto store = newStore();
        QSignalSpy grown(store.get(), &AuditStore::grown);
        store->watch();
        QTRY_COMPARE(grown.count(), 1);
        QCOMPARE(m_service.pages, 1);
        QVERIFY(!store->isRefreshing());
        QCOMPARE(store->fetchedAt(), Now);
        QCOMPARE(journal().records.size(), 4);
    }

    void aStoreThatGoesEndsWhatWaitsForIt()
    {
        m_service.refusal = FakeAnswer::silence();
        auto store = newStore();
        const QFuture<Result<>> refreshed = store->refresh();
        QTRY_COMPARE(m_fixture->network.requests().size(), 1);
        store.reset();
        QVERIFY(refreshed.isFinished());
        QCOMPARE(refreshed.result().error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_AuditStore)
#include "tst_auditstore.moc"

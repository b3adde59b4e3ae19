// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagesync.h"

#include "models/base/background.h"
#include "models/budget/authbudget.h"
#include "models/net/httpclient.h"
#include "models/settings/apppaths.h"
#include "tests/support/await.h"
#include "tests/support/fakenetwork.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QDateTime Start({2026, 11, 22}, {12, 0}, Qt::UTC);

//! A service that keeps calls and write events, and answers lists as the real one does: newest first, by offset.
class Lists final
{
public:
    struct Row
    {
        int id = 0;
        QDateTime at;
        QString tool;
        int key = 7;
        bool isWrite = false;
    };

    explicit Lists(FakeNetwork &network)
    {
        network.setResponder([this](const FakeRequest &request) { return answer(request); });
    }

    std::vector<Row> rows; //!< ascending by time
    std::function<std::optional<FakeAnswer>(const FakeRequest &, int number)> instead;
    QDateTime clock;   //!< of the Date header; invalid = none
    QStringList asked; //!< "usage 0", "audit 250": list and offset
    QList<QPair<QDateTime, QDateTime>> windows;

    void add(const QDateTime &at, const QString &tool = u"find_user"_s, bool isWrite = false)
    {
        rows.push_back({int(rows.size()) + 1, at, tool, 7, isWrite});
    }

private:
    FakeAnswer answer(const FakeRequest &request)
    {
        const bool isUsage = request.url.path().endsWith(u"/usage"_s);
        const QUrlQuery query(request.url);
        QMap<QString, QString> values;
        for (const auto &[name, text] : query.queryItems(QUrl::FullyDecoded))
            values.insert(QUrl::fromPercentEncoding(name.toLatin1()), text);
        const auto value = [&values](const QString &name) { return values.value(name); };
        const int offset = value(u"offset"_s).toInt();
        asked << (isUsage ? u"usage %1"_s : u"audit %1"_s).arg(offset);
        if (instead) {
            if (std::optional<FakeAnswer> other = instead(request, int(asked.size()) - 1))
                return *other;
        }
        const QString prefix = isUsage ? QString() : u"fields[createdAt]["_s;
        const QString suffix = isUsage ? QString() : u"]"_s;
        const QDateTime from = QDateTime::fromString(value(prefix + u"from"_s + suffix),
                                                     Qt::ISODateWithMs);
        const QDateTime to = QDateTime::fromString(value(prefix + u"to"_s + suffix),
                                                   Qt::ISODateWithMs);
        windows << qMakePair(from, to);
        QJsonArray page;
        int total = 0;
        for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
            if (row->at < from || row->at > to || (!isUsage && !row->isWrite))
                continue;
            if (total++ < offset || page.size() >= value(u"limit"_s).toInt())
                continue;
            page.append(isUsage ? usageRow(*row) : auditRow(*row));
        }
        FakeAnswer answer = FakeAnswer::json(
            QJsonDocument(
                QJsonObject{{isUsage ? u"usage"_s : u"events"_s, page}, {u"totalCount"_s, total}})
                .toJson(QJsonDocument::Compact));
        if (clock.isValid())
            answer.headers.append(
                {"Date", QLocale::c()
                             .toString(clock.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s)
                             .toLatin1()});
        return answer;
    }
    static QJsonObject usageRow(const Row &row)
    {
        return {{u"id"_s, row.id},
                {u"createdAt"_s, row.at.toString(Qt::ISODateWithMs)},
                {u"intentType"_s, u"mcp_tool"_s},
                {u"context"_s, row.tool},
                {u"mcpApiKeyId"_s, row.key},
                {u"durationMs"_s, 120},
                {u"isSuccess"_s, true}};
    }
    static QJsonObject auditRow(const Row &row)
    {
        return {{u"id"_s, 100'000 + row.id},
                {u"eventType"_s, 88},
                {u"createdAt"_s, row.at.toString(Qt::ISODateWithMs)},
                {u"targetType"_s, u"MCP_API_KEY"_s},
                {u"targetId"_s, row.key},
                {u"data"_s, QJsonObject{{u"tool"_s, row.tool}}}};
    }
};

struct Rig
{
    QTemporaryDir home;
    AppPaths paths = AppPaths::forHome(home.path());
    QDateTime now = Start;
    Clock clock = [this] { return now; };
    FakeNetwork network;
    Lists lists{network};
    AuthBudget budget{paths.stateDir, clock};
    HttpClient http{network, budget, clock, limits()};
    Origin origin = *Origin::parse(u"https://acme.konstantly.com");
    CallLog log{paths};
    std::optional<Error> noKey;
    OwnCallLimits own{100, 1000};
    std::unique_ptr<UsageStore> store;
    std::unique_ptr<UsageSync> sync;

    static HttpLimits limits()
    {
        HttpLimits limits;
        limits.backOff = 1ms;
        return limits;
    }
    Rig() { wake(); }
    //! A program that starts.
    void wake()
    {
        sync.reset();
        store = std::make_unique<UsageStore>(origin, QTimeZone::utc(),
                                             UsageDatabase::Days::OfTheZone);
        if (!await(store->open({home.filePath(u"usage.sqlite"_s), {}})))
            qFatal("no history");
        Workspace workspace;
        workspace.name = u"acme"_s;
        workspace.origin = origin;
        sync = std::make_unique<UsageSync>(UsageSync::Parts{
            *store,
            [this]() -> QFuture<Result<KonstantlyClient>> {
                if (noKey)
                    return failedFuture<KonstantlyClient>(*noKey);
                return readyFuture<KonstantlyClient>(KonstantlyClient(
                    http, BoundKey{origin, Secret("kmcp_" + QByteArray(43, 'a'))}));
            },
            [workspace] { return workspace; }, log, home.filePath(u"device.lock"_s), u"here"_s,
            clock, std::chrono::days(90), [this](const Workspace &) { return own; }});
    }
    Result<UsageSyncReport> run(UsageSync::Patience patience = UsageSync::Patience::None)
    {
        return await(sync->run(Purpose::UserAction, patience));
    }
    void addDeviceCall(const QDateTime &at, const QString &tool = u"find_user"_s,
                       const QString &profile = u"acme"_s)
    {
        CallEntry entry;
        entry.call.at = milliseconds(at.toMSecsSinceEpoch());
        entry.call.duration = 130ms;
        entry.call.tool = tool;
        entry.profile = profile;
        entry.key = u"7"_s;
        entry.client.name = u"claude-code"_s;
        QVERIFY(log.append(entry));
    }
    [[nodiscard]] qint64 rows()
    {
        return await(
                   store->run<qint64>([](UsageDatabase &database) { return database.rowCount(); }))
            .value_or(-1);
    }
    [[nodiscard]] int asked(const QString &list) const
    {
        return int(lists.asked.filter(QRegularExpression(u"^"_s + list)).size());
    }
};

#define VERIFY_RUN(result) \
    do { \
        const Result<UsageSyncReport> &done = result; \
        QVERIFY2(done, \
                 done ? "" \
                      : qPrintable(errorName(done.error().code) + u": "_s + done.error().detail)); \
    } while (false)

} // namespace

class tst_UsageSync final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void oneCallToldThreeTimesIsOneCall()
    {
        Rig rig;
        for (int i = 0; i < 40; ++i) {
            const QDateTime at = Start.addSecs(-3600 + i * 60);
            rig.lists.add(at, i % 4 ? u"find_user"_s : u"assign_training"_s, i % 4 == 0);
            rig.addDeviceCall(at.addMSecs(-120), i % 4 ? u"find_user"_s : u"assign_training"_s);
        }
        rig.addDeviceCall(Start.addSecs(-10), u"find_user"_s, u"other"_s); // another workspace's
        // First only the audit log and this device tell, then the usage list too.
        rig.lists.instead = [](const FakeRequest &request, int) {
            return request.url.path().endsWith(u"/usage"_s)
                       ? std::optional(FakeAnswer::json(R"({"error":"no"})", 403))
                       : std::nullopt;
        };
        const Result<UsageSyncReport> less = rig.run();
        VERIFY_RUN(less);
        QCOMPARE(less->sources[1].calls, 10);
        QCOMPARE(rig.rows(), 40);
        rig.lists.instead = {};
        const Result<UsageSyncReport> report = rig.run();
        VERIFY_RUN(report);
        QVERIFY(!report->continuesAt);
        QCOMPARE(rig.rows(), 40);
        QCOMPARE(report->sources[0].calls, 40);
        for (const UsageSource source : {UsageSource::Service, UsageSource::Device}) {
            const UsageSourceReport &told = report->sources.at(std::size_t(source));
            QVERIFY(!told.problem);
            QCOMPARE(told.readAt, milliseconds(Start.toMSecsSinceEpoch()));
        }
        QCOMPARE(rig.asked(u"audit"_s), 1); // where the usage list can be read, it is enough
        QCOMPARE(report->ownCalls, 3);
    }

    void theSecondRunAsksForTheOverlapOnly()
    {
        Rig rig;
        for (int i = 0; i < 600; ++i)
            rig.lists.add(Start.addSecs(-86'400 * 3 + i));
        VERIFY_RUN(rig.run());
        QCOMPARE(rig.asked(u"usage"_s), 3);
        rig.lists.windows.clear();
        rig.lists.asked.clear();
        rig.now = Start.addSecs(3600);
        rig.lists.add(Start.addSecs(-300)); // told late, from before the first run's end
        rig.lists.add(Start.addSecs(1800));
        rig.wake();
        const Result<UsageSyncReport> report = rig.run();
        VERIFY_RUN(report);
        QCOMPARE(report->inserted, 2);
        QCOMPARE(rig.asked(u"usage"_s), 1);
        QCOMPARE(rig.lists.windows.first().first, Start.addSecs(-600));
        QCOMPARE(rig.rows(), 602);
    }

    void rowsOfOneMomentAtAPagesEdgeAreNotLost()
    {
        Rig rig;
        for (int i = 0; i < 700; ++i)
            rig.lists.add(Start.addSecs(-7200 + i / 100)); // some moments only
        // Cut off after each page, again and again.
        int runs = 0;
        rig.own.perMinute = 2;
        for (; runs < 20; ++runs) {
            const Result<UsageSyncReport> report = rig.run();
            VERIFY_RUN(report);
            if (!report->continuesAt)
                break;
            rig.now = rig.now.addSecs(61);
            rig.wake();
        }
        QVERIFY(runs > 2 && runs < 20);
        QCOMPARE(rig.rows(), 700);
    }

    void aRunThatIsCutOffGoesOnWhereItWas()
    {
        Rig rig;
        for (int i = 0; i < 1000; ++i)
            rig.lists.add(Start.addSecs(-86'400 + i * 60));
        rig.lists.instead = [](const FakeRequest &, int number) {
            return number >= 2
                       ? std::optional(FakeAnswer::trouble(QNetworkReply::HostNotFoundError))
                       : std::nullopt;
        };
        const Result<UsageSyncReport> cut = rig.run();
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, ErrorCode::Offline);
        QVERIFY(rig.rows() >= 500 && rig.rows() < 1000);
        rig.lists.instead = {};
        rig.lists.asked.clear();
        rig.wake();
        VERIFY_RUN(rig.run());
        QCOMPARE(rig.rows(), 1000);
        QVERIFY(rig.asked(u"usage"_s) <= 4); // the overlap, and what was missing
    }

    void cancellingKeepsWhatWasRead()
    {
        Rig rig;
        for (int i = 0; i < 1000; ++i)
            rig.lists.add(Start.addSecs(-86'400 + i * 60));
        connect(rig.sync.get(), &UsageSync::progressed, this,
                [&rig](const UsageSync::Progress &progress) {
                    if (progress.calls >= 250)
                        rig.sync->cancel();
                });
        const Result<UsageSyncReport> cancelled = rig.run();
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
        QCOMPARE(rig.rows(), 250);
    }

    void aRefusedSourceIsRememberedAndTheOthersGoOn_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {401, 402, 403, 404, 405})
            QTest::addRow("%d", status) << status;
    }
    void aRefusedSourceIsRememberedAndTheOthersGoOn()
    {
        QFETCH(int, status);
        Rig rig;
        rig.lists.add(Start.addSecs(-100), u"assign_training"_s, true);
        rig.lists.add(Start.addSecs(-50));
        rig.addDeviceCall(Start.addSecs(-20), u"get_course"_s);
        rig.lists.instead = [status](const FakeRequest &request, int) {
            return request.url.path().endsWith(u"/usage"_s)
                       ? std::optional(FakeAnswer::json(R"({"error":"no"})", status))
                       : std::nullopt;
        };
        const Result<UsageSyncReport> report = rig.run();
        VERIFY_RUN(report);
        QVERIFY(report->sources[0].isRefused());
        QVERIFY(!report->sources[1].problem);
        QVERIFY(!report->sources[2].problem);
        QCOMPARE(rig.rows(), 2); // the write, and this device's
        rig.wake();
        QVERIFY(await(rig.sync->sources())->front().isRefused());
        // And when it is allowed again, nothing is doubled.
        rig.lists.instead = {};
        rig.now = rig.now.addSecs(120);
        const Result<UsageSyncReport> allowed = rig.run();
        VERIFY_RUN(allowed);
        QVERIFY(!allowed->sources[0].problem);
        QCOMPARE(rig.rows(), 3);
    }

    void withoutNetworkThisDevicesCallsAreStored()
    {
        Rig rig;
        rig.addDeviceCall(Start.addSecs(-20));
        rig.lists.instead = [](const FakeRequest &, int) {
            return std::optional(FakeAnswer::trouble(QNetworkReply::HostNotFoundError));
        };
        const Result<UsageSyncReport> offline = rig.run();
        QVERIFY(!offline);
        QCOMPARE(offline.error().code, ErrorCode::Offline);
        QCOMPARE(rig.rows(), 1);
        rig.noKey = Error{ErrorCode::KeychainLocked, {}, {}, {}};
        rig.addDeviceCall(Start.addSecs(-10));
        const Result<UsageSyncReport> locked = rig.run();
        QVERIFY(!locked);
        QCOMPARE(locked.error().code, ErrorCode::KeychainLocked);
        QCOMPARE(rig.rows(), 2);
    }

    void ownCallsStayWithinTheirShare()
    {
        Rig rig;
        rig.own = {6, 20};
        for (int i = 0; i < 10'000; ++i)
            rig.lists.add(Start.addSecs(-86'400 + i));
        std::vector<QDateTime> sent;
        rig.lists.instead = [&](const FakeRequest &, int) -> std::optional<FakeAnswer> {
            sent.push_back(rig.now);
            return std::nullopt;
        };
        // A day in steps of 20 seconds, with a program that starts anew every time.
        for (int i = 0; i < 12; ++i) {
            const Result<UsageSyncReport> report = rig.run();
            VERIFY_RUN(report);
            QVERIFY(report->continuesAt);
            rig.now = rig.now.addSecs(20);
            rig.wake();
        }
        QCOMPARE(sent.size(), std::size_t(20));
        for (std::size_t i = 6; i < sent.size(); ++i)
            QVERIFY(sent[i - 6].secsTo(sent[i]) >= 60);
        const Result<UsageSyncReport> full = rig.run();
        VERIFY_RUN(full);
        QCOMPARE(full->ownCalls, 20);
        QCOMPARE(*full->continuesAt, milliseconds(sent.front().addDays(1).toMSecsSinceEpoch()));
    }

    void aLimitOfTheServiceIsNoRefusal()
    {
        Rig rig;
        rig.lists.add(Start.addSecs(-100));
        rig.lists.instead = [](const FakeRequest &, int) {
            FakeAnswer busy = FakeAnswer::json(
                R"({"error":"Rate limit exceeded (minute). Retry after 12s.","code":"MCP_RATE_LIMITED"})",
                429);
            return std::optional(busy);
        };
        const Result<UsageSyncReport> report = rig.run();
        VERIFY_RUN(report);
        QVERIFY(report->continuesAt
                && *report->continuesAt >= milliseconds(Start.addSecs(12).toMSecsSinceEpoch()));
        QVERIFY(!report->sources[0].problem);
        QVERIFY(report->isServiceBusy);
        QCOMPARE(rig.lists.asked.size(), 1);
    }

    void whatWasRefusedBeforeAndIsReadNowIsToldAsRead()
    {
        Rig rig;
        rig.own = {3, 1000};
        for (int i = 0; i < 5000; ++i)
            rig.lists.add(Start.addSecs(-86'400 + i));
        rig.lists.instead = [](const FakeRequest &request, int) {
            return request.url.path().endsWith(u"/usage"_s)
                       ? std::optional(FakeAnswer::json(R"({"error":"no"})", 403))
                       : std::nullopt;
        };
        const Result<UsageSyncReport> refused = rig.run();
        VERIFY_RUN(refused);
        QVERIFY(refused->sources[0].isRefused());
        rig.lists.instead = {};
        rig.now = rig.now.addSecs(61);
        const Result<UsageSyncReport> cutOff = rig.run();
        VERIFY_RUN(cutOff);
        QVERIFY(cutOff->continuesAt && !cutOff->isServiceBusy);
        QVERIFY(cutOff->sources[0].calls > 0);
        QVERIFY(!cutOff->sources[0].problem);
        QVERIFY(cutOff->sources[0].readAt > milliseconds(0));
    }

    void aListThatNeverEndsIsNoticed()
    {
        Rig rig;
        for (int i = 0; i < 600; ++i)
            rig.lists.add(Start.addSecs(-3600 + i));
        rig.lists.instead = [&rig](const FakeRequest &request, int) -> std::optional<FakeAnswer> {
            if (!request.url.path().endsWith(u"/usage"_s)
                || QUrlQuery(request.url).queryItemValue(u"offset"_s) == "0"_L1)
                return std::nullopt;
            Q_UNUSED(rig)
            return FakeAnswer::json(
                R"({"usage": [{"id": 600, "createdAt": "2026-11-22T11:09:59.000Z", "intentType": "mcp_tool",
                "context": "find_user", "mcpApiKeyId": 7, "durationMs": 1, "isSuccess": true}], "totalCount": 600})");
        };
        const Result<UsageSyncReport> report = rig.run();
        VERIFY_RUN(report);
        QCOMPARE(report->sources[0].problem, std::optional(ErrorCode::BadResponse));
        QVERIFY(rig.asked(u"usage"_s) <= 2);
        QVERIFY(!report->sources[1].problem);
    }

    void aClockThatIsWrongDoublesNothing()
    {
        Rig rig;
        rig.lists.clock = Start.addSecs(300); // the service's; this device is five minutes behind
        for (int i = 0; i < 20; ++i) {
            const QDateTime at = Start.addSecs(-3600 + i * 30);
            rig.lists.add(at.addSecs(300));
            rig.addDeviceCall(at);
        }
        VERIFY_RUN(rig.run());
        QCOMPARE(rig.rows(), 20);
        // Remembered by the next program, which looks at the device first.
        rig.addDeviceCall(Start.addSecs(-5));
        rig.lists.add(Start.addSecs(295));
        rig.wake();
        VERIFY_RUN(rig.run());
        QCOMPARE(rig.rows(), 21);
    }

    void deviceCallsArriveWithoutAnyCall()
    {
        Rig rig;
        rig.addDeviceCall(Start.addSecs(-5));
        QSignalSpy changed(rig.store.get(), &UsageStore::callsChanged);
        QVERIFY(await(rig.sync->readDevice()));
        QCOMPARE(rig.rows(), 1);
        QCOMPARE(changed.size(), 1);
        QVERIFY(await(rig.sync->readDevice())); // nothing new
        QCOMPARE(changed.size(), 1);
        QVERIFY(rig.lists.asked.isEmpty());
    }

    void waitingForTheMinuteReadsEachPageOnce()
    {
        Rig rig;
        rig.own = {1, 100};
        for (int i = 0; i < 900; ++i)
            rig.lists.add(Start.addSecs(-86'400 + i * 60));
        // The clock of the test jumps when it is time to wait: the wait is over at once.
        connect(rig.sync.get(), &UsageSync::waits, this, [&rig](milliseconds until) {
            rig.now = QDateTime::fromMSecsSinceEpoch(until.count(), Qt::UTC);
        });
        const Result<UsageSyncReport> report = rig.run(UsageSync::Patience::Minute);
        VERIFY_RUN(report);
        QCOMPARE(rig.lists.asked,
                 (QStringList{u"usage 0"_s, u"usage 250"_s, u"usage 500"_s, u"usage 750"_s}));
        QCOMPARE(rig.rows(), 900);
    }

    void aClockThatIsAheadClaimsNothingThatHasNotBeen()
    {
        Rig rig;
        rig.lists.clock = Start.addSecs(-1800); // the service's; this device is half an hour ahead
        rig.lists.add(Start.addSecs(-3600));
        VERIFY_RUN(rig.run());
        rig.lists.add(Start.addSecs(-1500)); // after that, by the service's clock
        rig.lists.clock = Start.addSecs(-1200);
        rig.now = Start.addSecs(600);
        rig.wake();
        VERIFY_RUN(rig.run());
        QCOMPARE(rig.rows(), 2);
    }

    void aTimerLeavesARefusedListAloneForADay()
    {
        Rig rig;
        rig.lists.instead = [](const FakeRequest &, int) {
            return std::optional(FakeAnswer::json(R"({"error":"no"})", 403));
        };
        VERIFY_RUN(await(rig.sync->run(Purpose::Automatic)));
        QCOMPARE(rig.lists.asked.size(), 2);
        rig.now = rig.now.addSecs(23 * 3600);
        VERIFY_RUN(await(rig.sync->run(Purpose::Automatic)));
        QCOMPARE(rig.lists.asked.size(), 2);
        VERIFY_RUN(rig.run()); // somebody wants to know
        QCOMPARE(rig.lists.asked.size(), 4);
    }

    void lateRowsBetweenPagesAreNoBadList()
    {
        Rig rig;
        for (int i = 0; i < 600; ++i)
            rig.lists.add(Start.addSecs(-86'400 + i * 60));
        rig.lists.instead = [&rig](const FakeRequest &, int number) -> std::optional<FakeAnswer> {
            if (number == 1) { // three rows come in between, from before the run began
                for (int i = 0; i < 3; ++i)
                    rig.lists.rows.push_back(
                        {1000 + i, Start.addSecs(-60 + i), u"find_user"_s, 7, false});
            }
            return std::nullopt;
        };
        const Result<UsageSyncReport> report = rig.run();
        VERIFY_RUN(report);
        QVERIFY(!report->sources[0].problem);
        rig.now = rig.now.addSecs(60);
        VERIFY_RUN(rig.run()); // the overlap brings them
        QCOMPARE(rig.rows(), 603);
    }

    void twoProcessesReadTheDevicesCallsOnce()
    {
        Rig rig;
        for (int i = 0; i < 50; ++i)
            rig.addDeviceCall(Start.addSecs(-500 + i));
        UsageStore other(rig.origin, QTimeZone::utc(), UsageDatabase::Days::OfTheZone);
        QVERIFY(await(other.open({rig.home.filePath(u"usage.sqlite"_s), {}})));
        Workspace acme;
        acme.name = u"acme"_s;
        UsageSync second({other,
                          {},
                          [acme] { return acme; },
                          rig.log,
                          rig.home.filePath(u"device.lock"_s),
                          u"here"_s,
                          rig.clock,
                          std::chrono::days(90),
                          {}});
        const auto one = rig.sync->readDevice();
        const auto two = second.readDevice();
        QVERIFY(await(one));
        QVERIFY(await(two));
        QCOMPARE(rig.rows(), 50);
    }

    void aSecondRunIsRefusedAndAnEndedOneEndsItsFuture()
    {
        Rig rig;
        rig.lists.add(Start.addSecs(-100));
        const QFuture<Result<UsageSyncReport>> first = rig.sync->run();
        QCOMPARE(await(rig.sync->run()).error().code, ErrorCode::Cancelled);
        rig.sync.reset();
        QVERIFY(first.isFinished());
        QCOMPARE(first.result().error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_UsageSync)
#include "tst_usagesync.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! What the window costs with a million calls stored, as ratios and limits in one run. bench_usagewindow FOLDER; exits with 1 when one
//! is missed. What it makes is kept in the folder. Every start is a process of its own, this program again:
//!   --bare   an empty QMainWindow with one chart
//!   --page   the whole window on the page Usage; ends when the chart shows the calls
//!   --sync   the same, while 50,000 further calls arrive as a sync brings them; tells how long the window's thread was held up

#include "app/services/services.h"
#include "models/audit/auditstore.h"
#include "models/keychain/keyrecord.h"
#include "models/keys/consoleaccess.h"
#include "models/usage/workspaceusage.h"
#include "tests/support/memorysecretstore.h"
#include "tests/ui/windowbench.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagepage.h"
#include "ui/widgets/secretclipboard.h"

#include <QApplication>
#include <QBarSet>
#include <QChartView>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStackedBarSeries>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr double MaxStartRatio = 2.5;
constexpr qint64 MaxHoldUpMs = 16;
constexpr qint64 MaxResidentKiB = 150 * 1024;
constexpr int Rounds = 7;
constexpr qint64 Stored = 1'000'000;
constexpr qint64 Arriving = 50'000;

Origin origin()
{
    return *Origin::parse(u"https://acme.konstantly.com");
}

QList<UsageCall> callsUpTo(milliseconds end, milliseconds span, qint64 count, qint64 firstId)
{
    static constexpr std::array tools{
        "find_user",   "get_course",       "assign_training", "get_statistics",
        "find_course", "list_assignments", "get_user",        "create_course_from_prompt",
        "bulk_assign"};
    std::mt19937 random(7);
    QList<UsageCall> calls;
    calls.reserve(count);
    for (qint64 i = 0; i < count; ++i) {
        UsageCall call;
        call.at = end - span * i / count;
        call.key = QString::number(1 + random() % 40);
        call.tool = QString::fromLatin1(tools.at(std::min(random() % 9, random() % 9)));
        call.outcome = random() % 50 ? CallOutcome::Succeeded : CallOutcome::Failed;
        call.duration = milliseconds(20 + random() % 400);
        call.id = QString::number(firstId + i);
        calls << call;
    }
    return calls;
}

//! The history that every start opens; made once a day, because the page looks at the days up to now.
bool prepare(const QString &path)
{
    if (QFileInfo(path).lastModified().date() == QDate::currentDate())
        return true;
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(path + suffix);
    auto database = UsageDatabase::open({path, {}}, origin(), QTimeZone::systemTimeZone());
    if (!database)
        return false;
    const milliseconds now(QDateTime::currentMSecsSinceEpoch());
    const milliseconds part = std::chrono::days(1);
    SourceState state;
    state.readAt = now;
    for (int day = 0; day < 90; ++day) {
        if (!(*database)->add(UsageSource::Service,
                              callsUpTo(now - part * day, part, Stored / 90, day * 1'000'000LL),
                              state))
            return false;
    }
    return true;
}

void say(const char *name, qint64 value)
{
    std::printf("%s %lld\n", name, static_cast<long long>(value));
    std::fflush(stdout);
}

qint64 residentKiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

//! What comes after the first picture is nobody's wait.
[[noreturn]] void endPainted()
{
    std::_Exit(0);
}

int showBare(QApplication &application)
{
    QMainWindow window;
    auto *series = new QStackedBarSeries;
    auto *set = new QBarSet(u"calls"_s);
    for (int i = 0; i < 30; ++i)
        *set << i % 7;
    series->append(set);
    auto *chart = new QChart;
    chart->addSeries(series);
    chart->createDefaultAxes();
    auto *view = new QChartView(chart, &window);
    window.setCentralWidget(view);
    window.resize(1180, 760);
    window.show();
    QTimer::singleShot(0, &application, [&] {
        window.grab(); // painted, whatever the platform does
        endPainted();
    });
    return QApplication::exec();
}

//! \a watched: while calls arrive; none = it ends with the first picture.
int showPage(QApplication &application, const QString &database, WatchedApplication *watched)
{
    // One that was connected before, as on any other day.
    const QDir home(QFileInfo(database).path() + u"/home"_s);
    Services::Options options;
    options.home = home.path();
    options.secretStore = std::make_unique<MemorySecretStore>();
    options.launcherPath = u"/usr/bin/konstantly-mcp"_s;
    Services services(std::move(options));
    services.start();
    Workspace acme;
    acme.name = u"acme"_s;
    acme.origin = origin();
    acme.consoleSlot = newSlot();
    if (!services.workspaces().find(acme.name) && !services.workspaces().add(acme))
        return 1;
    WorkspaceUsage usage(
        {origin(),
         QTimeZone::systemTimeZone(),
         UsageDatabase::Days::OfTheZone,
         [&database] {
             return readyFuture<UsageLocation>(UsageLocation{database, {}});
         },
         [] {
             return failedFuture<KonstantlyClient>(Error{ErrorCode::Offline, {}, {}, {}});
         },
         [acme] { return acme; },
         CallLog(services.paths()),
         home.filePath(u"lock"_s),
         u"here"_s,
         systemClock(),
         std::chrono::days(90),
         {}});
    Theme theme(application);
    NoPrompter prompter;
    SecretClipboard clipboard(*QGuiApplication::clipboard());
    const auto session = [&](const QString &name) -> std::optional<WorkspaceParts> {
        WorkspaceSession *of = services.session(name);
        return WorkspaceParts{name,          of->access(),   of->keys(), of->creator(),
                              of->revoker(), of->rotation(), usage,      of->audit()};
    };
    const WindowParts parts{theme,
                            services.settings(),
                            prompter,
                            clipboard,
                            services.workspaces(),
                            services.exposures(),
                            services.secrets(),
                            services.connector(),
                            services.device(),
                            services.keyCopies(),
                            services.protection(),
                            services.package(),
                            services.clock(),
                            home.path(),
                            services.launcherPath(),
                            {},
                            false,
                            session,
                            [&](const QString &name) { services.setCurrentWorkspace(name); },
                            {}};
    MainWindow window(parts);
    window.resize(1180, 760);
    window.showWorkspace(u"acme"_s);
    window.showPage(u"usage"_s);
    window.show();
    auto *page = window.findChild<UsagePage *>();
    HoldUp holdUp(watched);
    qint64 sent = 0;
    const auto arrive = [&](const auto &again) -> void {
        if (sent >= Arriving) {
            // The page has what came last within half a second.
            QTimer::singleShot(1000, &application, [&] {
                say("held", holdUp.longestMicroseconds());
                say("busy", holdUp.longestBusyMicroseconds());
                say("resident", residentKiB());
                for (const QByteArray &line : holdUp.trace())
                    std::printf("  did: %s\n", line.constData());
                application.quit();
            });
            return;
        }
        const milliseconds now(QDateTime::currentMSecsSinceEpoch());
        SourceState state;
        state.readAt = now;
        const QList<UsageCall> some = callsUpTo(
            now, 10min, 250, 2'000'000'000LL + QDateTime::currentSecsSinceEpoch() * 100'000 + sent);
        sent += 250;
        usage
            .run<UsageAdded>([some, state](UsageDatabase &history) {
                return history.add(UsageSource::Service, some, state);
            })
            .then(&application, [&again, &usage](const Result<UsageAdded> &) {
                Q_EMIT usage.callsChanged({});
                again(again);
            });
    };
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &application, [&] {
        if (page->view() == nullptr || page->view()->state() != UsageView::State::Filled)
            return;
        look.stop();
        window.grab();
        if (watched == nullptr)
            endPainted();
        // The pages that nobody looks at are made by then.
        QTimer::singleShot(1500, &application, [&] {
            holdUp.begin();
            arrive(arrive);
        });
    });
    look.start(1);
    return QApplication::exec();
}

qint64 valueOf(const QByteArray &output, const QByteArray &name)
{
    for (const QByteArray &line : output.split('\n')) {
        if (line.startsWith(name + ' '))
            return line.mid(name.size() + 1).toLongLong();
    }
    qFatal("%s is missing", name.constData());
}

int compare(const QString &database)
{
    double bare = 1e9;
    double page = 1e9;
    (void) start({u"--page"_s, database}); // connects the workspace
    for (int round = 0; round < Rounds; ++round) {
        bare = std::min(bare, start({u"--bare"_s}).seconds);
        page = std::min(page, start({u"--page"_s, database}).seconds);
    }
    // In a copy: what arrives would stay, and the next run start with more.
    const QString copy = QFileInfo(database).path() + u"/synced.sqlite"_s;
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s}) {
        QFile::remove(copy + suffix);
        if (suffix != "-shm"_L1)
            QFile::copy(database + suffix, copy + suffix);
    }
    const Run synced = start({u"--sync"_s, copy});
    const double held = double(valueOf(synced.output, "held")) / 1000;
    const qint64 resident = valueOf(synced.output, "resident");
    bool isWithin = true;
    const auto judge = [&isWithin](const char *what, double value, double bar, const char *unit) {
        std::printf("%-62s %8.2f%s  (at most %.1f%s)%s\n", what, value, unit, bar, unit,
                    value <= bar ? "" : "  MISSED");
        isWithin = isWithin && value <= bar;
    };
    std::printf("best of %d starts: a bare window with one chart %.0f ms, the page Usage on 1 "
                "million calls %.0f ms\n",
                Rounds, bare * 1000, page * 1000);
    judge("start to the chart with 1 million calls / a bare window", page / bare, MaxStartRatio,
          "");
    judge("longest hold-up of the window while 50,000 calls arrive", held, double(MaxHoldUpMs),
          " ms");
    std::printf("  of which time of the processor: %.1f ms\n",
                double(valueOf(synced.output, "busy")) / 1000);
    for (const QByteArray &line : synced.output.split('\n')) {
        if (line.startsWith("  did"))
            std::printf("%s\n", line.constData());
    }
    judge("resident after that", double(resident) / 1024, double(MaxResidentKiB) / 1024, " MiB");
    return isWithin ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc > 2 && argv[1] == std::string_view("--sync")) {
        WatchedApplication application(argc, argv);
        return showPage(application, QString::fromLocal8Bit(argv[2]), &application);
    }
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.value(0) == "--bare"_L1)
        return showBare(application);
    if (arguments.value(0) == "--page"_L1)
        return showPage(application, arguments.value(1), nullptr);
    const QString folder = QFileInfo(arguments.value(0, u"."_s)).absoluteFilePath();
    QDir().mkpath(folder);
    const QString database = folder + u"/window.sqlite"_s;
    if (!prepare(database))
        qFatal("no history");
    return compare(database);
}

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxseed.h"

#include "app/sandbox/sandboxjson.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 Minute = 60'000;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;
constexpr qint64 HistoryDays = 90;

//! How a key is used: decides hours and days.
enum class Habit { Person, Bot, Nightly, Unused };

struct KeySeed
{
    QStringView name, owner;
    bool mayWrite;
    int ageDays;
    qint64 lastUsedAgo; //!< ms; 0 = never
    int callsPerDay;
    Habit habit;
    int rotatedEvery; //!< days between this key and the ones before it; 0 = it is the first
};

// What the Keys page shows at its first start: two past their rotation date (90 days for people, 7 for bots), one whose
// owner left, one never used, the rest in order.
constexpr std::array DemoKeys = {
    KeySeed{u"alex-laptop", u"Alex Kim", true, 21, 2 * Minute, 58, Habit::Person, 89},
    KeySeed{u"alex-desktop", u"Alex Kim", false, 95, 3 * Day + 2 * Hour, 24, Habit::Person, 0},
    KeySeed{u"prod-slack-bot", u"Dana Ruiz", true, 6, 9'000, 290, Habit::Bot, 7},
    KeySeed{u"ci-nightly", u"Dana Ruiz", false, 8, 11 * Hour, 14, Habit::Nightly, 7},
    KeySeed{u"dana-macbook", u"Dana Ruiz", true, 33, 26 * Minute, 36, Habit::Person, 88},
    KeySeed{u"key1", u"Sam Ortiz", true, 301, 140 * Day + 5 * Hour, 0, Habit::Unused, 0},
    KeySeed{u"maria-macbook", u"Maria Silva", false, 44, Hour, 47, Habit::Person, 0},
    KeySeed{u"maria-ipad", u"Maria Silva", false, 18, 5 * Hour, 9, Habit::Person, 0},
    KeySeed{u"warehouse-tablet", u"Jon Lund", false, 62, 0, 0, Habit::Unused, 0},
    KeySeed{u"jon-thinkpad", u"Jon Lund", true, 12, 5 * Minute, 42, Habit::Person, 90},
    KeySeed{u"jon-desktop", u"Jon Lund", false, 70, 6 * Day + 3 * Hour, 12, Habit::Person, 0},
    KeySeed{u"priya-thinkpad", u"Priya Nair", true, 51, 12 * Minute, 55, Habit::Person, 90},
    KeySeed{u"priya-desktop", u"Priya Nair", false, 27, Day + 4 * Hour, 16, Habit::Person, 0},
    KeySeed{u"reports-bot", u"Priya Nair", false, 4, 40 * Minute, 110, Habit::Bot, 7},
};

struct ToolSeed
{
    QLatin1StringView name;
    int weight = 0;
    int typicalMs = 0;
    int failsPerMille = 0;
};

constexpr std::array ToolSeeds = {
    ToolSeed{"get_compliance_status"_L1, 300, 150, 2},
    ToolSeed{"find_user"_L1, 220, 60, 1},
    ToolSeed{"find_course"_L1, 110, 70, 1},
    ToolSeed{"get_course"_L1, 90, 55, 4},
    ToolSeed{"get_statistics"_L1, 80, 210, 3},
    ToolSeed{"list_assignments"_L1, 60, 120, 2},
    ToolSeed{"get_user"_L1, 40, 45, 6},
    ToolSeed{"list_my_assignments"_L1, 35, 80, 0},
    ToolSeed{"list_certificates"_L1, 25, 95, 2},
    ToolSeed{"get_leaderboard"_L1, 20, 130, 0},
    ToolSeed{"get_audit_log"_L1, 15, 180, 0},
    ToolSeed{"assign_training"_L1, 70, 240, 23},
    ToolSeed{"bulk_assign"_L1, 8, 620, 30},
    ToolSeed{"clone_course"_L1, 5, 900, 10},
};
constexpr ToolSeed AiSeed{"create_course_from_prompt"_L1, 0, 19'000, 130};

//! How much agents were used so long ago, in per cent of today: the workspace is getting used to them.
int adoption(qint64 ago)
{
    return 30 + int(70 * std::exp(-double(ago) / double(10 * Day)));
}

//! Builds the demo's past: everything is collected, sorted by time, then written.
class DemoHistory final
{
public:
    explicit DemoHistory(SandboxWorkspace &workspace)
        : m_workspace(workspace)
        , m_now(workspace.now())
    {}

    Secret write()
    {
        addPeopleAndCourses();
        Secret adminKey = addKeys();
        addEverydayEvents();
        flush();
        return adminKey;
    }

private:
    int random(int bound) { return int(m_random.bounded(quint32(bound))); }
    qint64 random64(qint64 bound) { return qint64(m_random.bounded(double(bound))); }

    void addPeopleAndCourses();
    Secret addKeys();
    void addGenerations(const KeySeed &seed, const SandboxKey &key);
    void addCalls(const KeySeed &seed, qint64 keyId, const SandboxUser &owner, qint64 from,
                  qint64 to);
    void addCall(const ToolSeed &tool, qint64 keyId, const SandboxUser &owner, qint64 at);
    const ToolSeed &pickTool(const KeySeed &seed, const SandboxUser &owner);
    qint64 momentOf(const KeySeed &seed, qint64 dayStart);
    void addEverydayEvents();
    void addKeyEvent(SandboxEvent type, const KeySeed &seed, qint64 keyId, qint64 at);
    void flush();

    SandboxWorkspace &m_workspace;
    qint64 m_now;
    QRandomGenerator m_random{20260601};
    qint64 m_formerKeyId = 0; // former keys have the ids below those of the present ones
    std::vector<SandboxUsageRow> m_usage;
    std::vector<SandboxAuditEvent> m_audit;
};

void DemoHistory::addPeopleAndCourses()
{
    const auto add = [&](const QString &name, SandboxRole role) -> SandboxUser & {
        const QString local = name.toLower().replace(u' ', u'.');
        return m_workspace.addUser(name, local + u"@acme.example"_s, role);
    };
    add(u"Alex Kim"_s, SandboxRole::Administrator);
    add(u"Dana Ruiz"_s, SandboxRole::Administrator);
    add(u"Sam Ortiz"_s, SandboxRole::Expert).isBanned = true;
    add(u"Maria Silva"_s, SandboxRole::Expert);
    add(u"Jon Lund"_s, SandboxRole::Expert);
    add(u"Priya Nair"_s, SandboxRole::Administrator);
    QList<qint64> learners;
    for (const char *name : {"Ana Torres", "Ben Wolf", "Chloe Martin", "Emil Novak", "Hana Sato",
                             "Igor Petrov", "Lena Braun", "Omar Haddad"})
        learners.append(add(QString::fromLatin1(name), SandboxRole::Learner).id);

    QList<qint64> courses;
    for (const char *name :
         {"Security awareness", "Data protection", "Fire safety", "First aid", "Onboarding week",
          "Forklift licence", "Code of conduct", "Customer calls", "Warehouse basics",
          "Incident response", "Accessible documents", "Leading a team"})
        courses.append(m_workspace.addCourse(QString::fromLatin1(name)).id);
    m_workspace.addGroup(u"Warehouse"_s, learners.first(4));
    m_workspace.addGroup(u"Office"_s, learners.last(4));
    m_workspace.addChain(u"First month"_s, m_workspace.users().front().id, courses.first(4));
    for (const SandboxUser &user : m_workspace.users()) {
        for (qsizetype i = 0; i < courses.size(); i += 2 + qsizetype(user.id % 3))
            m_workspace.assign({courses[i], user.id, 0});
    }
}

Secret DemoHistory::addKeys()
{
    auto seeds = DemoKeys;
    std::ranges::sort(seeds, std::greater{}, &KeySeed::ageDays); // ids ascend with creation
    const SandboxWorkspace::Material material = SandboxWorkspace::makeMaterial();
    for (const KeySeed &seed : seeds) {
        SandboxKey key;
        if (seed.name == u"alex-laptop") {
            key.hash = material.hash;
            key.prefix = material.prefix;
        }
        key.name = seed.name.toString();
        key.mayWrite = seed.mayWrite;
        key.ownerId = m_workspace.userByName(seed.owner)->id;
        // A few hours on top: the age in days stays what it is while somebody looks at it.
        key.createdAt = m_now - seed.ageDays * Day - 3 * Hour;
        key.lastUsedAt = seed.lastUsedAgo ? m_now - seed.lastUsedAgo : 0;
        addGenerations(seed, m_workspace.addKey(std::move(key)));
    }
    return material.plaintext;
}

void DemoHistory::addGenerations(const KeySeed &seed, const SandboxKey &key)
{
    const SandboxUser &owner = *m_workspace.user(key.ownerId);
    addKeyEvent(SandboxEvent::KeyCreate, seed, key.id, key.createdAt);
    addCalls(seed, key.id, owner, key.createdAt, key.lastUsedAt);
    // The keys that this one replaced. They are gone from the list, their traces are not.
    const qint64 begin = m_now - HistoryDays * Day;
    for (qint64 end = key.createdAt; seed.rotatedEvery > 0 && end > begin;
         end -= seed.rotatedEvery * Day) {
        const qint64 formerId = ++m_formerKeyId;
        const qint64 start = end - seed.rotatedEvery * Day;
        if (start > begin)
            addKeyEvent(SandboxEvent::KeyCreate, seed, formerId, start);
        addKeyEvent(SandboxEvent::KeyRevoke, seed, formerId, end + 5 * Minute);
        addCalls(seed, formerId, owner, std::max(start, begin), end);
    }
}

void DemoHistory::addKeyEvent(SandboxEvent type, const KeySeed &seed, qint64 keyId, qint64 at)
{
    QJsonObject data{{u"name"_s, seed.name.toString()}};
    if (type == SandboxEvent::KeyCreate)
        data.insert("scopes"_L1, scopesJson(true, seed.mayWrite));
    m_audit.push_back(
        {0, type, at, m_workspace.userByName(seed.owner)->id, "MCP_API_KEY"_L1, keyId, data});
}

void DemoHistory::addCalls(const KeySeed &seed, qint64 keyId, const SandboxUser &owner, qint64 from,
                           qint64 to)
{
    if (seed.habit == Habit::Unused || to <= from)
        return;
    from = std::max(from, m_now - HistoryDays * Day);
    for (qint64 day = from / Day * Day; day < to; day += Day) {
        const int weekday = QDateTime::fromMSecsSinceEpoch(day, Qt::UTC).date().dayOfWeek();
        const int percent = weekday < 6                   ? 75 + random(50)
                            : seed.habit == Habit::Person ? random(12)
                                                          : 60 + random(30);
        for (int i = 0; i < seed.callsPerDay * percent * adoption(m_now - day) / 10'000; ++i) {
            const qint64 at = momentOf(seed, day);
            if (at >= from && at < to)
                addCall(pickTool(seed, owner), keyId, owner, at);
        }
        // At most two a day: never more than 5 in any 24 hours.
        for (int i = seed.mayWrite && weekday < 6 ? random(3) : 0; i > 0; --i) {
            if (const qint64 at = momentOf(seed, day); at >= from && at < to)
                addCall(AiSeed, keyId, owner, at);
        }
    }
    addCall(pickTool(seed, owner), keyId, owner, to); // the row behind "last used"
}

qint64 DemoHistory::momentOf(const KeySeed &seed, qint64 dayStart)
{
    switch (seed.habit) {
    case Habit::Nightly: { // within a few minutes, at the hour of its last run
        const qint64 run = (m_now - seed.lastUsedAgo) % Day;
        return dayStart + run - random64(6 * Minute);
    }
    case Habit::Person: // two throws: most about the middle of a working day
        return dayStart + 7 * Hour + random64(6 * Hour) + random64(6 * Hour);
    case Habit::Bot:
    case Habit::Unused:
        break;
    }
    return dayStart + random64(Day);
}

const ToolSeed &DemoHistory::pickTool(const KeySeed &seed, const SandboxUser &owner)
{
    for (;;) {
        int ticket = random(1078); // the sum of the weights
        for (const ToolSeed &candidate : ToolSeeds) {
            ticket -= candidate.weight;
            if (ticket >= 0)
                continue;
            const SandboxTool &tool = *findSandboxTool(candidate.name);
            if ((seed.mayWrite || !tool.isWrite) && SandboxWorkspace::isPermitted(owner, tool))
                return candidate;
            break;
        }
    }
}

void DemoHistory::addCall(const ToolSeed &seed, qint64 keyId, const SandboxUser &owner, qint64 at)
{
    const SandboxTool &tool = *findSandboxTool(seed.name);
    const bool isSuccess = random(1000) >= seed.failsPerMille;
    const int duration = seed.typicalMs / 2 + random(seed.typicalMs)
                         + (random(20) ? 0 : 3 * seed.typicalMs);
    m_usage.push_back({0, at, tool.name, keyId, owner.id, duration, isSuccess});
    if (!tool.isWrite || !isSuccess)
        return;
    QJsonObject data{{u"tool"_s, QString(tool.name)}, {u"tier"_s, u"full"_s}};
    const auto &courses = m_workspace.courses();
    const auto &users = m_workspace.users();
    const qint64 courseId = courses[std::size_t(random(int(courses.size())))].id;
    if (tool.isAi)
        data.insert("prompt"_L1, u"[redacted]"_s);
    else
        data.insert("courseId"_L1, courseId);
    if (tool.name == "assign_training"_L1)
        data.insert("userId"_L1, users[std::size_t(random(int(users.size())))].id);
    const bool makesCourse = tool.isAi || tool.name == "clone_course"_L1;
    m_audit.push_back({0,
                       makesCourse ? SandboxEvent::CourseCreate : SandboxEvent::CourseAssign,
                       at,
                       owner.id,
                       "COURSE"_L1,
                       courseId,
                       {}});
    m_audit.push_back({0, SandboxEvent::ToolCall, at, owner.id, "MCP_API_KEY"_L1, keyId, data});
}

void DemoHistory::addEverydayEvents()
{
    const SandboxUser &sam = *m_workspace.userByName(u"Sam Ortiz");
    m_audit.push_back({0,
                       SandboxEvent::UserBan,
                       m_now - 139 * Day,
                       m_workspace.users().front().id,
                       "USER"_L1,
                       sam.id,
                       {}});
    for (qint64 day = 1; day <= HistoryDays; ++day) {
        for (const SandboxUser &user : m_workspace.users()) {
            const qint64 at = m_now - day * Day + random64(8 * Hour);
            if (!user.isBanned && random(3) > 0)
                m_audit.push_back(
                    {0, SandboxEvent::UserLogin, at, user.id, "USER"_L1, user.id, {}});
            if (user.role == SandboxRole::Expert && !user.isBanned && random(8) == 0)
                m_audit.push_back({0,
                                   SandboxEvent::CourseEdit,
                                   at + Minute,
                                   user.id,
                                   "COURSE"_L1,
                                   m_workspace.courses()[std::size_t(random(12))].id,
                                   {}});
        }
    }
}

void DemoHistory::flush()
{
    std::ranges::stable_sort(m_usage, {}, &SandboxUsageRow::at);
    std::ranges::stable_sort(m_audit, {}, &SandboxAuditEvent::at);
    for (const SandboxUsageRow &row : m_usage) {
        m_workspace.addUsage(row.tool, row.keyId, row.userId, row.durationMs, row.isSuccess,
                             row.at);
        // The limits remember what the usage rows tell.
        if (row.at > m_now - Day)
            m_workspace.limits().recordPast(row.keyId, findSandboxTool(row.tool)->usesAiQuota,
                                            row.at);
    }
    for (const SandboxAuditEvent &event : m_audit)
        m_workspace.addAudit(event.type, event.authorId, event.targetType, event.targetId,
                             event.data, event.at);
}

Secret seedEmpty(SandboxWorkspace &workspace)
{
    const qint64 admin = workspace
                             .addUser(u"Alex Kim"_s, u"alex.kim@acme.example"_s,
                                      SandboxRole::Administrator)
                             .id;
    workspace.addCourse(u"Security awareness"_s);
    return workspace.issueKey(admin, u"alex-laptop"_s, true).key;
}

Secret seedLarge(SandboxWorkspace &workspace)
{
    constexpr int people = 200, keys = 10'000, events = 250'000;
    constexpr qint64 past = 400 * Day;
    const qint64 now = workspace.now();
    QRandomGenerator random(20260602);
    workspace.addUser(u"Alex Kim"_s, u"alex.kim@acme.example"_s, SandboxRole::Administrator);
    for (int i = 1; i < people; ++i) {
        workspace
            .addUser(u"Person %1"_s.arg(i), u"person%1@acme.example"_s.arg(i),
                     i % 4 ? SandboxRole::Expert : SandboxRole::Administrator)
            .isBanned
            = i % 40 == 0;
    }
    workspace.addCourse(u"Security awareness"_s);
    for (int i = 1; i < keys; ++i) {
        SandboxKey key;
        key.name = u"person%1-device%2"_s.arg(i % people).arg(i / people);
        key.mayWrite = i % 3 == 0;
        key.ownerId = workspace.users()[std::size_t(i % people)].id;
        key.createdAt = now - past + past / keys * i;
        if (i % 11 != 0)
            key.lastUsedAt = key.createdAt + qint64(random.bounded(double(now - key.createdAt)));
        if (i % 50 == 0)
            key.revokedAt = std::max(key.lastUsedAt, key.createdAt);
        workspace.addKey(std::move(key));
    }
    const QJsonObject data{
        {u"tool"_s, u"assign_training"_s}, {u"tier"_s, u"full"_s}, {u"courseId"_s, 11}};
    for (int i = 0; i < events; ++i) {
        const SandboxKey &key = workspace.keys()[std::size_t(random.bounded(keys - 1))];
        workspace.addAudit(SandboxEvent::ToolCall, key.ownerId, "MCP_API_KEY"_L1, key.id, data,
                           now - past + past / events * i);
    }
    return workspace.issueKey(workspace.users().front().id, u"alex-laptop"_s, true).key;
}

} // namespace

Secret seedWorkspace(SandboxWorkspace &workspace, SandboxSeed seed)
{
    switch (seed) {
    case SandboxSeed::Empty:
        return seedEmpty(workspace);
    case SandboxSeed::Large:
        return seedLarge(workspace);
    case SandboxSeed::Demo:
        break;
    }
    return DemoHistory(workspace).write();
}

} // namespace Konstantly

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxseed.h"
#include "app/sandbox/sandboxservice.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Second = 1000;
constexpr qint64 Day = 24LL * 60 * 60 * Second;

//! A small workspace of our own: one person of each role, each with a key, and a clock that we move.
struct Fixture
{
    explicit Fixture(SandboxLicence licence = {})
        : workspace(licence, [this] { return time; })
    {
        for (const auto &[name, role] : {std::pair(u"Super"_s, SandboxRole::SuperUser),
                                         {u"Admin"_s, SandboxRole::Administrator},
                                         {u"Expert"_s, SandboxRole::Expert},
                                         {u"Learner"_s, SandboxRole::Learner}}) {
            const SandboxUser &user = workspace.addUser(name, name.toLower() + u"@acme.example"_s,
                                                        role);
            ids.insert(name, user.id);
            keys.insert(name, workspace.issueKey(user.id, name.toLower() + u"-laptop"_s, true).key);
        }
        readOnly = workspace.issueKey(ids[u"Admin"_s], u"admin-tablet"_s, false).key;
        for (const char *name : {"Fire safety", "First aid", "Data protection"})
            workspace.addCourse(QString::fromLatin1(name));
        workspace.addGroup(u"Everyone"_s, ids.values());
        workspace.addChain(u"First month"_s, ids[u"Admin"_s], {11, 12});
    }

    SandboxAnswer call(const Secret &key, const QByteArray &method, const QString &pathAndQuery,
                       const QByteArray &body = {}, const QString &source = u"127.0.0.1"_s)
    {
        SandboxRequest request;
        request.method = method;
        request.path = pathAndQuery.section(u'?', 0, 0);
        for (const QString &item : pathAndQuery.section(u'?', 1).split(u'&', Qt::SkipEmptyParts))
            request.query.insert(item.section(u'=', 0, 0), item.section(u'=', 1));
        request.key = key.reveal().toByteArray();
        request.body = body;
        request.source = source;
        return service.answer(request);
    }
    SandboxAnswer get(const QString &path) { return call(keys[u"Admin"_s], "GET", path); }
    void wait(qint64 ms) { time = time.addMSecs(ms); }

    QDateTime time{QDate(2026, 11, 23), QTime(10, 0), Qt::UTC};
    SandboxWorkspace workspace;
    SandboxService service{workspace};
    QHash<QString, qint64> ids;
    QHash<QString, Secret> keys;
    Secret readOnly;
};

QJsonObject json(const SandboxAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QByteArray header(const SandboxAnswer &answer, const QByteArray &wanted)
{
    for (const auto &[name, value] : answer.headers) {
        if (name == wanted)
            return value;
    }
    return {};
}

const QString Keys = u"/api/v2/mcp/keys"_s;
const QString Capabilities = u"/api/v2/mcp/capabilities"_s;

} // namespace

class tst_SandboxService final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void capabilitiesTellWhoAndWhat()
    {
        Fixture f;
        const QJsonObject body = json(f.get(Capabilities));
        QCOMPARE(body.keys(),
                 (QStringList{u"resources"_s, u"scopes"_s, u"tier"_s, u"tools"_s, u"user"_s}));
        QCOMPARE(body.value("tier"_L1).toString(), u"full"_s);
        QCOMPARE(body.value("scopes"_L1).toObject(),
                 (QJsonObject{{u"read"_s, true}, {u"write"_s, true}}));
        QCOMPARE(body.value("user"_L1).toObject(),
                 (QJsonObject{{u"id"_s, f.ids[u"Admin"_s]},
                              {u"name"_s, u"Admin"_s},
                              {u"email"_s, u"admin@acme.example"_s}}));
        QCOMPARE(body.value("tools"_L1).toArray().size(), 25);
    }

    void theToolsAreThoseOfRoleScopeAndLicence_data()
    {
        using Access = SandboxLicence::Access;
        QTest::addColumn<QString>("who"); // empty = the administrator's read-only key
        QTest::addColumn<int>("access");
        QTest::addColumn<bool>("hasAi");
        QTest::addColumn<int>("count");
        QTest::addColumn<QStringList>("some");
        QTest::addColumn<QStringList>("none");
        const auto row = [](const char *name, const QString &who, Access access, bool hasAi,
                            int count, const QStringList &some, const QStringList &none) {
            QTest::newRow(name) << who << int(access) << hasAi << count << some << none;
        };
        const QString ai = u"create_course_from_prompt"_s;
        row("super-user", u"Super"_s, Access::Full, true, 25, {ai}, {});
        row("administrator", u"Admin"_s, Access::Full, true, 25, {u"get_audit_log"_s}, {});
        row("administrator without AI", u"Admin"_s, Access::Full, false, 18, {u"clone_course"_s},
            {ai});
        row("administrator, licence clamped", u"Admin"_s, Access::Read, true, 11, {u"get_user"_s},
            {u"assign_training"_s, ai});
        row("administrator, read-only key", QString(), Access::Full, true, 11, {u"get_user"_s},
            {u"ban_user"_s});
        row("expert", u"Expert"_s, Access::Full, true, 15, {u"find_user"_s, u"clone_course"_s, ai},
            {u"get_user"_s, u"get_audit_log"_s, u"assign_training"_s, u"ban_user"_s,
             u"list_assignments"_s});
        row("learner", u"Learner"_s, Access::Full, true, 4,
            {u"find_course"_s, u"list_certificates"_s}, {u"find_user"_s, u"get_statistics"_s, ai});
    }

    void theToolsAreThoseOfRoleScopeAndLicence()
    {
        QFETCH(QString, who);
        QFETCH(int, access);
        QFETCH(bool, hasAi);
        QFETCH(int, count);
        QFETCH(QStringList, some);
        QFETCH(QStringList, none);
        SandboxLicence licence;
        licence.mcpAccess = SandboxLicence::Access(access);
        licence.mcpAiAccess = hasAi;
        Fixture f(licence);
        const SandboxAnswer answer = f.call(who.isEmpty() ? f.readOnly : f.keys[who], "GET",
                                            Capabilities);
        QCOMPARE(answer.status, 200);
        QStringList tools;
        for (const QJsonValue &tool : json(answer).value("tools"_L1).toArray())
            tools.append(tool.toString());
        QCOMPARE(tools.size(), count);
        for (const QString &tool : some)
            QVERIFY2(tools.contains(tool), qPrintable(tool));
        for (const QString &tool : none)
            QVERIFY2(!tools.contains(tool), qPrintable(tool));
    }

    //! Who may do what: every route of a kind, for every role.
    void permissionsHold_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("allowed"); // letters: s a e l, r = administrator's read-only key
        const auto row = [](const char *name, const QByteArray &method, const QString &path,
                            const QByteArray &body, const QString &allowed) {
            QTest::newRow(name) << method << path << body << allowed;
        };
        row("listKeys", "GET", Keys, {}, u"sar"_s);
        row("createKey", "POST", Keys, R"({"name":"x-y","scopes":{"read":true,"write":false}})",
            u"sa"_s);
        row("revokeKey", "DELETE", Keys + u"/105"_s, {}, u"sa"_s);
        row("listUsage", "GET", u"/api/v2/chat/usage"_s, {}, u"saer"_s);
        row("audit", "GET", u"/api/v2/audit"_s, {}, u"sar"_s);
        row("find_user", "GET", u"/api/v2/users?query=a"_s, {}, u"saer"_s);
        row("get_user", "GET", u"/api/v2/users/42"_s, {}, u"sar"_s);
        row("find_course", "GET", u"/api/v2/courses?query=a"_s, {}, u"saelr"_s);
        row("get_course", "GET", u"/api/v2/courses/11"_s, {}, u"saelr"_s);
        row("list_assignments", "GET", u"/api/v2/users/42/courses/assignments"_s, {}, u"sar"_s);
        row("list_assignments, group", "GET", u"/api/v2/groups/1/courses/assignments"_s, {},
            u"sar"_s);
        row("list_my_assignments", "GET", u"/api/v2/courses/assigned/me"_s, {}, u"saelr"_s);
        row("get_compliance_status", "GET", u"/api/v2/courses/11/statistics/users"_s, {}, u"sar"_s);
        row("list_certificates of another", "GET", u"/api/v2/users/42/certificates"_s, {},
            u"saer"_s);
        row("list_certificates, own", "GET", u"/api/v2/users/45/certificates"_s, {}, u"saelr"_s);
        row("get_statistics", "GET", u"/api/v2/statistics/overview"_s, {}, u"saer"_s);
        row("get_leaderboard", "GET", u"/api/v2/statistics/leaders"_s, {}, u"saer"_s);
        row("assign_training", "POST", u"/api/v2/courses/11/assignments/users"_s,
            R"({"users":[45]})", u"sa"_s);
        row("bulk_assign", "POST", u"/api/v2/courses/11/assignments"_s, R"({"groups":[1]})",
            u"sa"_s);
        row("assign_chain of the administrator", "POST", u"/api/v2/courseChains/1/assign"_s,
            R"({"userIds":[45]})", u"a"_s);
        row("ban_user", "POST", u"/api/v2/users/banned"_s, R"({"id":44})", u"sa"_s);
        row("ban a peer", "POST", u"/api/v2/users/banned"_s, R"({"id":43})", u"s"_s);
        row("ban a super-user", "POST", u"/api/v2/users/banned"_s, R"({"id":42})", QString());
        row("unban_user", "DELETE", u"/api/v2/users/banned/45"_s, {}, u"sa"_s);
        row("change_user_email", "POST", u"/api/v2/users/45/email/change"_s,
            R"({"email":"a@b.example"})", u"sa"_s);
        row("clone_course", "POST", u"/api/v2/courses/clone"_s, R"({"courseId":11})", u"sae"_s);
        row("generate", "POST", u"/api/v2/ai/courses/generate"_s, R"({"prompt":"x"})", u"sae"_s);
        row("refine", "POST", u"/api/v2/ai/courses/11/refine"_s, R"({"feedback":"x"})", u"sae"_s);
        row("regenerate question", "POST", u"/api/v2/ai/questions/3/regenerate"_s, "{}", u"sae"_s);
        row("regenerate lesson", "POST", u"/api/v2/ai/lessons/3/regenerate"_s, "{}", u"sae"_s);
        row("upload", "POST", u"/api/v2/chat/source-materials/upload"_s, R"(filename="a.pdf")",
            u"sae"_s);
    }

    void permissionsHold()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(QString, allowed);
        for (const QChar letter : u"saelr"_s) {
            Fixture f;
            const QHash<QChar, Secret> keys{{u's', f.keys[u"Super"_s]},
                                            {u'a', f.keys[u"Admin"_s]},
                                            {u'e', f.keys[u"Expert"_s]},
                                            {u'l', f.keys[u"Learner"_s]},
                                            {u'r', f.readOnly}};
            const SandboxAnswer answer = f.call(keys[letter], method, path, body);
            const QByteArray about = QByteArray(1, letter.toLatin1()) + ": "
                                     + QByteArray::number(answer.status) + ' ' + answer.body;
            if (allowed.contains(letter)) {
                QVERIFY2(answer.status < 300, about.constData());
            } else {
                QVERIFY2(answer.status == 403, about.constData());
                QCOMPARE(json(answer).value("code"_L1).toString(), u"FORBIDDEN"_s);
            }
        }
    }

    void losingMcpManageEndsManagingButNotUsing()
    {
        Fixture f;
        f.workspace.user(f.ids[u"Admin"_s])->permissions.remove(u"mcp_manage"_s);
        QCOMPARE(f.get(Keys).status, 403);
        QCOMPARE(f.get(Capabilities).status, 200);
        QCOMPARE(f.get(u"/api/v2/users/42"_s).status, 200);
    }

    void a401NeverTellsWhy()
    {
        Fixture f;
        const qint64 expertKey = 103;
        QVERIFY(f.workspace.revokeKey(expertKey, f.ids[u"Admin"_s]));
        f.workspace.user(f.ids[u"Learner"_s])->isBanned = true;
        QSet<QByteArray> bodies;
        for (const Secret &key : {Secret(), Secret("kmcp_wrong"),
                                  Secret(f.keys[u"Admin"_s].reveal().toByteArray() + 'x'),
                                  f.keys[u"Expert"_s], f.keys[u"Learner"_s]}) {
            const SandboxAnswer answer = f.call(key, "GET", Capabilities);
            QCOMPARE(answer.status, 401);
            bodies.insert(answer.body);
        }
        QCOMPARE(bodies, QSet<QByteArray>{R"({"code":"UNAUTHORIZED","error":"Unauthorized"})"});
        // Lifting the ban lifts the key; nothing brings a revoked one back.
        f.workspace.user(f.ids[u"Learner"_s])->isBanned = false;
        QCOMPARE(f.call(f.keys[u"Learner"_s], "GET", Capabilities).status, 200);
        QCOMPARE(f.call(f.keys[u"Expert"_s], "GET", Capabilities).status, 401);
    }

    void theLicenceIsReadAtEachRequest()
    {
        Fixture f;
        SandboxLicence licence;
        licence.mcpAccess = SandboxLicence::Access::None;
        f.workspace.setLicence(licence);
        QCOMPARE(f.get(Capabilities).status, 403);
        QCOMPARE(json(f.get(Capabilities)).value("code"_L1).toString(), u"MCP_LICENSE_DISABLED"_s);
        for (const auto &[method, path] :
             {std::pair(QByteArray("GET"), Keys), {"POST", Keys}, {"DELETE", Keys + u"/105"_s}}) {
            const SandboxAnswer answer = f.call(f.keys[u"Admin"_s], method, path, "{}");
            QCOMPARE(answer.status, 402);
            QCOMPARE(json(answer).value("code"_L1).toString(), u"LICENSE_RESTRICTED"_s);
        }
        QCOMPARE(f.call(Secret("wrong"), "GET", Capabilities).status,
                 401); // the key is looked at first

        licence.mcpAccess = SandboxLicence::Access::Read;
        f.workspace.setLicence(licence);
        const QJsonObject clamped = json(f.get(Capabilities));
        QCOMPARE(clamped.value("tier"_L1).toString(), u"read"_s);
        QCOMPARE(clamped.value("scopes"_L1).toObject(),
                 (QJsonObject{{u"read"_s, true}, {u"write"_s, false}}));
        QCOMPARE(
            f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/courses/clone"_s, R"({"courseId":11})")
                .status,
            403);

        f.workspace.setLicence({}); // the same key writes again
        QCOMPARE(
            f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/courses/clone"_s, R"({"courseId":11})")
                .status,
            200);
    }

    void keysAreMadeListedAndRevoked()
    {
        Fixture f;
        const SandboxAnswer made = f.call(
            f.keys[u"Admin"_s], "POST", Keys,
            R"({"name":"kim-laptop","scopes":{"read":true,"write":false}})");
        QCOMPARE(made.status, 201);
        const QJsonObject row = json(made);
        const QString plaintext = row.value("key"_L1).toString();
        QVERIFY(QRegularExpression(u"^kmcp_[A-Za-z0-9_-]{43}$"_s).match(plaintext).hasMatch());
        QCOMPARE(row.value("prefix"_L1).toString(), plaintext.first(13));
        QVERIFY(row.value("lastUsedAt"_L1).isNull());

        const QJsonObject list = json(f.get(Keys));
        QCOMPARE(list.value("totalCount"_L1).toInt(), 6);
        const QJsonObject first = list.value("keys"_L1)[0].toObject(); // newest first
        QCOMPARE(first.value("id"_L1), row.value("id"_L1));
        QCOMPARE(first.value("name"_L1).toString(), u"kim-laptop"_s);
        QVERIFY(!first.contains("key"_L1));
        QCOMPARE(first.value("user"_L1)["isBanned"_L1].toBool(true), false);

        const Secret key(plaintext.toLatin1());
        f.wait(5 * Second);
        QCOMPARE(f.call(key, "GET", Capabilities).status, 200);
        QCOMPARE(json(f.get(Keys)).value("keys"_L1)[0]["lastUsedAt"_L1].toString(),
                 u"2026-11-23T10:00:05.000Z"_s);

        const QString path = Keys + u'/' + QString::number(row.value("id"_L1).toInteger());
        QCOMPARE(f.call(f.keys[u"Admin"_s], "DELETE", path).status, 204);
        QCOMPARE(f.call(f.keys[u"Admin"_s], "DELETE", path).status, 404);
        QCOMPARE(f.call(key, "GET", Capabilities).status, 401);
        QCOMPARE(json(f.get(Keys)).value("keys"_L1)[0]["revokedAt"_L1].toString(),
                 u"2026-11-23T10:00:05.000Z"_s);

        QList<int> types;
        for (const QJsonValue &event :
             json(f.get(u"/api/v2/audit?limit=2"_s)).value("events"_L1).toArray()) {
            types.append(event["eventType"_L1].toInt());
            QCOMPARE(event["targetId"_L1].toInteger(), row.value("id"_L1).toInteger());
            QCOMPARE(event["targetType"_L1].toString(), u"MCP_API_KEY"_s);
            QCOMPARE(event["data"_L1]["name"_L1].toString(), u"kim-laptop"_s);
        }
        QCOMPARE(types, (QList<int>{87, 86}));
    }

    void thePlaintextIsNowhereInTheState()
    {
        Fixture f;
        QList<QByteArray> plaintexts{f.readOnly.reveal().toByteArray()};
        for (const Secret &key : f.keys) {
            QCOMPARE(f.call(key, "GET", Capabilities).status, 200);
            plaintexts.append(key.reveal().toByteArray());
        }
        const SandboxAnswer made = f.call(f.keys[u"Admin"_s], "POST", Keys,
                                          R"({"name":"k","scopes":{"read":true,"write":true}})");
        plaintexts.append(json(made).value("key"_L1).toString().toLatin1());
        const QByteArray dump = QJsonDocument(f.workspace.dump()).toJson();
        const QByteArray answers = f.get(Keys).body + f.get(u"/api/v2/audit"_s).body
                                   + f.get(u"/api/v2/chat/usage"_s).body;
        for (const QByteArray &plaintext : plaintexts) {
            const QByteArray tail = plaintext.sliced(13); // what is shown is the prefix
            QVERIFY(dump.contains(plaintext.first(13)));
            for (const QByteArray &form : {tail.first(16), tail, tail.toBase64(), tail.toHex()}) {
                QVERIFY(!dump.contains(form));
                QVERIFY(!answers.contains(form));
            }
            QVERIFY(dump.contains(
                QCryptographicHash::hash(plaintext, QCryptographicHash::Sha256).toHex()));
        }
    }

    void badArgumentsAre422_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("about");
        const auto key = [](const char *name, const QByteArray &body, const QString &about) {
            QTest::newRow(name) << QByteArray("POST") << Keys << body << about;
        };
        key("no body", {}, u"name"_s);
        key("no JSON", "{name", u"name"_s);
        key("an array", "[]", u"name"_s);
        key("no name", R"({"scopes":{"read":true,"write":true}})", u"name"_s);
        key("empty name", R"({"name":"","scopes":{"read":true,"write":true}})", u"name"_s);
        key("blank name", R"({"name":"  ","scopes":{"read":true,"write":true}})", u"name"_s);
        key("name too long",
            R"({"name":")" + QByteArray(256, 'a') + R"(","scopes":{"read":true,"write":true}})",
            u"name"_s);
        key("name is a number", R"({"name":1,"scopes":{"read":true,"write":true}})", u"name"_s);
        key("no scopes", R"({"name":"a"})", u"scopes"_s);
        key("scopes without write", R"({"name":"a","scopes":{"read":true}})", u"scopes"_s);
        key("scope is text", R"({"name":"a","scopes":{"read":true,"write":"true"}})", u"scopes"_s);
        key("not even read", R"({"name":"a","scopes":{"read":false,"write":true}})",
            u"scopes.read"_s);
        const auto get = [](const QString &path, const QString &about) {
            QTest::newRow(qPrintable(path)) << QByteArray("GET") << path << QByteArray() << about;
        };
        for (const QString &list : {Keys, u"/api/v2/audit"_s, u"/api/v2/chat/usage"_s}) {
            get(list + u"?limit=0"_s, u"limit"_s);
            get(list + u"?limit=251"_s, u"limit"_s);
            get(list + u"?limit=x"_s, u"limit"_s);
            get(list + u"?offset=-1"_s, u"offset"_s);
        }
        get(u"/api/v2/audit?fields[createdAt][from]=yesterday"_s, u"fields[createdAt][from]"_s);
        get(u"/api/v2/audit?fields[createdAt][to]=2026-13-01"_s, u"fields[createdAt][to]"_s);
        get(u"/api/v2/audit?fields[author]=me"_s, u"fields[author]"_s);
        get(u"/api/v2/chat/usage?from=x"_s, u"from"_s);
        get(u"/api/v2/users"_s, u"query"_s);
        get(u"/api/v2/users?query=a&limit=51"_s, u"limit"_s);
        get(u"/api/v2/courses"_s, u"query"_s);
        const auto post = [](const QString &path, const QByteArray &body, const QString &about) {
            QTest::newRow(qPrintable(path + QString::fromLatin1(body)))
                << QByteArray("POST") << path << body << about;
        };
        post(u"/api/v2/courses/11/assignments/users"_s, "{}", u"users"_s);
        post(u"/api/v2/courses/11/assignments/users"_s, R"({"users":["x"]})", u"users"_s);
        post(u"/api/v2/courses/11/assignments"_s, "{}", u"groups"_s);
        post(u"/api/v2/users/banned"_s, "{}", u"userId"_s);
        post(u"/api/v2/users/45/email/change"_s, R"({"email":"x"})", u"email"_s);
        post(u"/api/v2/courses/clone"_s, R"({"courseId":-1})", u"courseId"_s);
        post(u"/api/v2/ai/courses/generate"_s, R"({"prompt":" "})", u"prompt"_s);
        post(u"/api/v2/ai/courses/11/refine"_s, "{}", u"feedback"_s);
        post(u"/api/v2/chat/source-materials/upload"_s, "x", u"file"_s);
    }

    void badArgumentsAre422()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(QString, about);
        Fixture f;
        const SandboxAnswer answer = f.call(f.keys[u"Admin"_s], method, path, body);
        QCOMPARE(answer.status, 422);
        QCOMPARE(json(answer).value("code"_L1).toString(), u"VALIDATION"_s);
        QVERIFY2(json(answer).value("error"_L1).toString().startsWith(u"Invalid arguments: "_s),
                 answer.body.constData());
        QVERIFY2(json(answer).value("error"_L1).toString().contains(about),
                 answer.body.constData());
        QCOMPARE(f.workspace.keys().size(), 5u);
    }

    void unknownThingsAre404_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        const auto row = [](const QByteArray &method, const QString &path, int status) {
            QTest::newRow(qPrintable(QString::fromLatin1(method) + path))
                << method << path << status;
        };
        row("GET", u"/"_s, 404);
        row("GET", u"/api/v2/mcp/keys/"_s, 404);
        row("GET", u"/api/v2/mcp//keys"_s, 404);
        row("GET", u"/api/v2/mcp/api-keys"_s, 404);
        row("GET", u"/API/v2/mcp/keys"_s, 404);
        row("DELETE", Keys + u"/99999"_s, 404);
        row("DELETE", Keys + u"/-1"_s, 404);
        row("DELETE", Keys + u"/1e3"_s, 404);
        row("DELETE", Keys + u"/9999999999999999999999"_s, 404);
        row("GET", u"/api/v2/users/1"_s, 404);
        row("GET", u"/api/v2/users/0"_s, 404);
        row("GET", u"/api/v2/courses/99"_s, 404);
        row("GET", u"/api/v2/statistics/nothing"_s, 404);
        row("GET", u"/api/v2/ai/courses/generate/job-1"_s, 404);
        row("GET", u"/api/v2/ai/courses/generate/x"_s, 404);
        row("DELETE", Keys, 405);
        row("GET", Keys + u"/101"_s, 405);
        row("PUT", Capabilities, 405);
        row("HEAD", Capabilities, 405);
        row("get", Capabilities, 405);
    }

    void unknownThingsAre404()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(int, status);
        Fixture f;
        const SandboxAnswer answer = f.call(f.keys[u"Admin"_s], method, path);
        QCOMPARE(answer.status, status);
        QVERIFY(json(answer).contains("error"_L1));
        if (status == 405)
            QVERIFY(!header(answer, "Allow").isEmpty());
    }

    void everyListComesInPages_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("plural");
        QTest::newRow("keys") << Keys << u"keys"_s;
        QTest::newRow("audit") << u"/api/v2/audit"_s << u"events"_s;
        QTest::newRow("usage") << u"/api/v2/chat/usage"_s << u"usage"_s;
    }

    void everyListComesInPages()
    {
        QFETCH(QString, path);
        QFETCH(QString, plural);
        SandboxLicence licence;
        licence.plan = SandboxLicence::Plan::Enterprise;
        Fixture f(licence);
        for (int i = 0; i < 300; ++i) {
            f.wait(Second);
            f.workspace.issueKey(f.ids[u"Admin"_s], u"k%1"_s.arg(i), false); // and an audit event
            f.workspace.addUsage("find_user"_L1, 101, 42, 5, true);
        }
        const auto page = [&](const QString &query) { return json(f.get(path + query)); };
        QCOMPARE(page({}).value(plural).toArray().size(), 50);
        QCOMPARE(page(u"?limit=250"_s).value(plural).toArray().size(), 250);
        const int total = page({}).value("totalCount"_L1).toInt();
        QVERIFY(total >= 300);
        QVERIFY(page(u"?offset=100000"_s).value(plural).toArray().isEmpty());
        // Pages join without gap or overlap, and the newest come first. (Reading the audit log writes usage, not audit.)
        qint64 last = std::numeric_limits<qint64>::max();
        for (const QString &query : {u"?limit=250&offset=0"_s, u"?limit=250&offset=250"_s}) {
            for (const QJsonValue &row : page(query).value(plural).toArray()) {
                QVERIFY(row["id"_L1].toInteger() < last);
                last = row["id"_L1].toInteger();
            }
        }
        QCOMPARE(last <= 101, true);
    }

    void theAuditWindowIsInclusive_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>(
            "count"); // of one event each at 00:00:00, 12:00:00, 23:59:59.999 of 1, 2 and 3 November
        const auto row = [](const QString &from, const QString &to, int count) {
            QTest::newRow(qPrintable(from + u'/' + to)) << from << to << count;
        };
        row({}, {}, 9);
        row(u"2026-11-02"_s, {}, 6);
        row({}, u"2026-11-02"_s, 6);
        row(u"2026-11-02"_s, u"2026-11-02"_s, 3);
        row(u"2026-11-02T00:00:00Z"_s, u"2026-11-02T23:59:59.999Z"_s, 3);
        row(u"2026-11-02T12:00:00Z"_s, u"2026-11-02T12:00:00Z"_s, 1);
        row(u"2026-11-02T13:00:00+01:00"_s, u"2026-11-02T13:00:00+01:00"_s, 1);
        row(u"2026-11-02T12:00:00.001Z"_s, u"2026-11-02T23:59:59.998Z"_s, 0);
        row(u"2026-11-03"_s, u"2026-11-01"_s, 0);
        row(u"2030-01-01"_s, {}, 0);
    }

    void theAuditWindowIsInclusive()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, count);
        Fixture f;
        SandboxWorkspace workspace({}, [&] { return f.time; });
        const qint64 admin
            = workspace.addUser(u"Admin"_s, u"a@acme.example"_s, SandboxRole::Administrator).id;
        const SandboxWorkspace::Material material = SandboxWorkspace::makeMaterial();
        SandboxKey key;
        key.hash = material.hash;
        key.ownerId = admin;
        workspace.addKey(key);
        for (const int day : {1, 2, 3}) {
            for (const QTime time : {QTime(0, 0), QTime(12, 0), QTime(23, 59, 59, 999)})
                workspace.addAudit(
                    SandboxEvent::UserLogin, admin, "USER"_L1, admin, {},
                    QDateTime(QDate(2026, 11, day), time, Qt::UTC).toMSecsSinceEpoch());
        }
        SandboxRequest request{"GET", u"/api/v2/audit"_s,
                               {},    material.plaintext.reveal().toByteArray(),
                               {},    u"127.0.0.1"_s};
        if (!from.isEmpty())
            request.query.insert(u"fields[createdAt][from]"_s, from);
        if (!to.isEmpty())
            request.query.insert(u"fields[createdAt][to]"_s, to);
        const QJsonObject body = json(SandboxService(workspace).answer(request));
        QCOMPARE(body.value("events"_L1).toArray().size(), count);
        QCOMPARE(body.value("totalCount"_L1).toInt(), count);
    }

    void theAuditIsFilteredByAuthor()
    {
        Fixture f;
        const QJsonObject all = json(f.get(u"/api/v2/audit"_s));
        QCOMPARE(all.value("totalCount"_L1).toInt(), 5);
        const QJsonObject own = json(
            f.get(u"/api/v2/audit?fields[author]=%1"_s.arg(f.ids[u"Admin"_s])));
        QCOMPARE(own.value("totalCount"_L1).toInt(), 2);
        for (const QJsonValue &event : own.value("events"_L1).toArray())
            QCOMPARE(event["author"_L1]["name"_L1].toString(), u"Admin"_s);
    }

    void everyToolCallLeavesAUsageRow()
    {
        Fixture f;
        QCOMPARE(f.get(Capabilities).status, 200); // no tool
        QCOMPARE(f.get(Keys).status, 200);         // no tool
        QCOMPARE(f.get(u"/api/v2/users?query=adm"_s).status, 200);
        QCOMPARE(f.get(u"/api/v2/users/7"_s).status, 404);
        QCOMPARE(f.call(f.keys[u"Learner"_s], "GET", u"/api/v2/users?query=a"_s).status, 403);
        QCOMPARE(f.call(Secret("wrong"), "GET", u"/api/v2/users?query=a"_s).status, 401);
        const QJsonArray rows = json(f.get(u"/api/v2/chat/usage"_s)).value("usage"_L1).toArray();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0]["context"_L1].toString(), u"find_user"_s);
        QCOMPARE(rows[0]["isSuccess"_L1].toBool(true), false);
        QCOMPARE(rows[0]["user"_L1]["name"_L1].toString(), u"Learner"_s);
        QCOMPARE(rows[1]["context"_L1].toString(), u"get_user"_s);
        QCOMPARE(rows[1]["isSuccess"_L1].toBool(true), false);
        QCOMPARE(rows[2]["isSuccess"_L1].toBool(false), true);
        QCOMPARE(rows[2]["mcpApiKeyId"_L1].toInteger(), 102);
        QVERIFY(rows[2]["durationMs"_L1].toInt() > 0);
        QCOMPARE(
            json(f.get(u"/api/v2/chat/usage?intentType=chat"_s)).value("totalCount"_L1).toInt(-1),
            0);
    }

    void aWriteIsAuditedTwiceAndWithoutItsText()
    {
        Fixture f;
        const auto before = f.workspace.audit().size();
        QCOMPARE(f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/users/45/email/change"_s,
                        R"({"email":"private@home.example"})")
                     .status,
                 200);
        QCOMPARE(f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/ai/courses/generate"_s,
                        R"({"prompt":"a private prompt"})")
                     .status,
                 200);
        QCOMPARE(f.workspace.audit().size(), before + 4);
        const SandboxAuditEvent &event = f.workspace.audit().back();
        QCOMPARE(event.type, SandboxEvent::ToolCall);
        QCOMPARE(event.targetId, 102);
        QCOMPARE(event.data.value("tool"_L1).toString(), u"create_course_from_prompt"_s);
        QCOMPARE(event.data.value("tier"_L1).toString(), u"full"_s);
        const QByteArray audit = f.get(u"/api/v2/audit"_s).body;
        QVERIFY(!audit.contains("private prompt"));
        QVERIFY(!audit.contains("\"email\":\"private@home.example\",\"tier\""));
        // A refused write leaves no trace in the audit log.
        QCOMPARE(
            f.call(f.readOnly, "POST", u"/api/v2/courses/clone"_s, R"({"courseId":11})").status,
            403);
        QCOMPARE(f.workspace.audit().size(), before + 4);
    }

    void assigningTwiceIsOnce()
    {
        Fixture f;
        const auto assign = [&] {
            return json(f.call(f.keys[u"Admin"_s], "POST",
                               u"/api/v2/courses/11/assignments/users"_s, R"({"users":[45]})"))
                .value("assigned"_L1)
                .toInt(-1);
        };
        QCOMPARE(assign(), 1);
        QCOMPARE(assign(), 0);
        QCOMPARE(json(f.call(f.keys[u"Learner"_s], "GET", u"/api/v2/courses/assigned/me"_s))
                     .value("totalCount"_L1)
                     .toInt(),
                 1);
    }

    void bannedThroughTheApiTheKeyFails()
    {
        Fixture f;
        QCOMPARE(
            f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/users/banned"_s, R"({"id":45})").status,
            200);
        QCOMPARE(f.call(f.keys[u"Learner"_s], "GET", Capabilities).status, 401);
        QCOMPARE(f.call(f.keys[u"Admin"_s], "DELETE", u"/api/v2/users/banned/45"_s).status, 200);
        QCOMPARE(f.call(f.keys[u"Learner"_s], "GET", Capabilities).status, 200);
    }

    void theMinuteLimitIsTheKeysOwn_data()
    {
        QTest::addColumn<int>("plan");
        QTest::addColumn<int>("limit");
        QTest::newRow("Business") << int(SandboxLicence::Plan::Business) << 60;
        QTest::newRow("Enterprise") << int(SandboxLicence::Plan::Enterprise) << 600;
    }

    void theMinuteLimitIsTheKeysOwn()
    {
        QFETCH(int, plan);
        QFETCH(int, limit);
        SandboxLicence licence;
        licence.plan = SandboxLicence::Plan(plan);
        Fixture f(licence);
        for (int i = 0; i < limit; ++i)
            QCOMPARE(f.get(Capabilities).status, 200);
        f.wait(48 * Second + 1);
        const SandboxAnswer refused = f.get(Capabilities);
        QCOMPARE(refused.status, 429);
        QCOMPARE(
            refused.body,
            R"({"code":"MCP_RATE_LIMITED","error":"Rate limit exceeded (minute). Retry after 12s."})");
        QCOMPARE(header(refused, "Retry-After"), "12");
        QCOMPARE(f.call(f.readOnly, "GET", Capabilities).status, 200); // another key
        f.wait(12 * Second);
        QCOMPARE(f.get(Capabilities).status, 200);
    }

    void theDayLimitSlides_data()
    {
        QTest::addColumn<int>("plan");
        QTest::addColumn<int>("limit");
        QTest::newRow("Business") << int(SandboxLicence::Plan::Business) << 1000;
        QTest::newRow("Enterprise") << int(SandboxLicence::Plan::Enterprise) << 100'000;
    }

    void theDayLimitSlides()
    {
        QFETCH(int, plan);
        QFETCH(int, limit);
        SandboxLimits limits{SandboxLicence::Plan(plan)};
        const qint64 step = Day / limit / 2; // half a day for all of them
        qint64 now = 0;
        for (int i = 0; i < limit; ++i, now += step)
            QVERIFY(!limits.takeCall(1, now));
        const auto refused = limits.takeCall(1, now);
        QVERIFY(refused);
        QCOMPARE(refused->window, "day"_L1);
        QCOMPARE(refused->retryAfter.count(), (Day - now + 999) / 1000);
        QVERIFY(limits.takeCall(1, Day - 1));
        QVERIFY(!limits.takeCall(1, Day)); // one slot, not a new day
        QVERIFY(limits.takeCall(1, Day));
        QVERIFY(!limits.takeCall(1, Day + step));
        QVERIFY(!limits.takeCall(2, Day));
    }

    void aiHasItsOwnLimits()
    {
        Fixture f;
        const auto generate = [&](const Secret &key) {
            return f.call(key, "POST", u"/api/v2/ai/courses/generate"_s, R"({"prompt":"x"})");
        };
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(generate(f.keys[u"Admin"_s]).status, 200);
            f.wait(3600 * Second);
        }
        const SandboxAnswer refused = generate(f.keys[u"Admin"_s]);
        QCOMPARE(refused.status, 429);
        QCOMPARE(
            refused.body,
            R"({"error":"AI course generation per-key daily quota exceeded. Retry after 68400s."})");
        QCOMPARE(header(refused, "Retry-After"), "68400");
        // All five tools share the five.
        QCOMPARE(
            f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/ai/lessons/1/regenerate"_s, "{}").status,
            429);
        QCOMPARE(f.call(f.keys[u"Admin"_s], "GET", u"/api/v2/ai/courses/generate/job-1"_s).status,
                 200);
        QCOMPARE(f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/chat/source-materials/upload"_s,
                        R"(filename="a")")
                     .status,
                 200);
        // And all keys share fifty.
        for (int i = 0; i < 45; ++i) {
            if (i % 5 == 0)
                f.keys[u"Admin"_s]
                    = f.workspace.issueKey(f.ids[u"Admin"_s], u"k%1"_s.arg(i), true).key;
            QCOMPARE(generate(f.keys[u"Admin"_s]).status, 200);
        }
        QVERIFY(json(generate(f.keys[u"Super"_s]))
                    .value("error"_L1)
                    .toString()
                    .contains(u"per-tenant"_s));
        f.wait(19 * 3600 * Second); // the first one's 24 h are over
        QCOMPARE(generate(f.keys[u"Super"_s]).status, 200);
        QCOMPARE(generate(f.keys[u"Super"_s]).status, 429);
    }

    void badArgumentsCostNoAiQuota()
    {
        Fixture f;
        for (int i = 0; i < 10; ++i)
            QCOMPARE(
                f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/ai/courses/generate"_s, "{}").status,
                422);
        QCOMPARE(f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/ai/courses/generate"_s,
                        R"({"prompt":"x"})")
                     .status,
                 200);
    }

    void aGenerationEndsAfterAWhile()
    {
        Fixture f;
        QCOMPARE(f.call(f.keys[u"Admin"_s], "POST", u"/api/v2/ai/courses/generate"_s,
                        R"({"prompt":"x","sessionId":"s"})")
                     .status,
                 200);
        QCOMPARE(f.workspace.usage().back().tool, "create_course_from_files"_L1);
        const auto status = [&] { return json(f.get(u"/api/v2/ai/courses/generate/job-1"_s)); };
        QCOMPARE(status().value("status"_L1).toString(), u"running"_s);
        f.wait(12 * Second);
        QCOMPARE(status().value("status"_L1).toString(), u"completed"_s);
        const qint64 course = status().value("result"_L1)["courseId"_L1].toInteger();
        QCOMPARE(f.get(u"/api/v2/courses/%1"_s.arg(course)).status, 200);
    }

    void tenFailedLoginsLockTheAddressOut()
    {
        Fixture f;
        for (int i = 0; i < 10; ++i)
            QCOMPARE(f.call(Secret("kmcp_wrong"), "GET", Capabilities).status, 401);
        f.wait(13 * Second);
        const SandboxAnswer refused = f.get(Capabilities); // a valid key
        QCOMPARE(refused.status, 429);
        QCOMPARE(
            refused.body,
            R"({"code":"MCP_AUTH_RATE_LIMITED","error":"Too many failed MCP authentication attempts. Retry after 47s."})");
        QCOMPARE(header(refused, "Retry-After"), "47");
        QCOMPARE(f.call(f.keys[u"Admin"_s], "GET", Capabilities, {}, u"::1"_s).status,
                 200); // another address
        f.wait(47 * Second);
        QCOMPARE(f.get(Capabilities).status, 200);
    }
};

QTEST_GUILESS_MAIN(tst_SandboxService)
#include "tst_sandboxservice.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/clientnames.h"
#include "models/launch/launchrecord.h"
#include "models/settings/apppaths.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_LaunchRecord : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    AppPaths m_paths;

    static LaunchRecord record(int at, const QString &client, const QString &profile = u"acme"_s)
    {
        return {std::chrono::milliseconds(at), profile, {client, u"1.0"_s}, u"node"_s,
                LaunchOutcome::Started,        {}};
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_home->path());
    }

    void theLastLaunchOfEachClientIsKnown()
    {
        const LaunchLog log(m_paths);
        QVERIFY(log.lastPerClient().has_value());
        QVERIFY(log.lastPerClient()->isEmpty());
        auto failed = record(3, u"claude-code"_s);
        failed.outcome = LaunchOutcome::StoodIn;
        failed.error = u"KeychainLocked"_s;
        for (const auto &one : {record(1, u"claude-code"_s), record(2, u"cursor-vscode"_s), failed,
                                record(4, u"claude-code"_s, u"other"_s)})
            QVERIFY(log.append(one));
        QFile raw(m_paths.stateDir + u"/launches/launches.jsonl"_s);
        QVERIFY(raw.open(QIODevice::Append));
        raw.write("{\"at\":9,\"client\":\"cursor-vscode\"}\n{\"at\":");
        raw.close();
        const auto all = log.lastPerClient();
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->value(u"claude-code"_s), record(4, u"claude-code"_s, u"other"_s));
        QCOMPARE(all->value(u"cursor-vscode"_s), record(2, u"cursor-vscode"_s));
        const auto ours = log.lastPerClient(u"acme"_s);
        QCOMPARE(ours->value(u"claude-code"_s), failed);
    }

    void everyOutcomeComesBack()
    {
        for (const auto outcome :
             {LaunchOutcome::Started, LaunchOutcome::StoodIn, LaunchOutcome::WasSilent}) {
            auto one = record(1, u"x"_s);
            one.outcome = outcome;
            QCOMPARE(LaunchLog::fromLine(LaunchLog::toLine(one)), std::optional(one));
        }
        QVERIFY(!LaunchLog::fromLine("{\"at\":1,\"outcome\":\"new\"}"));
        QVERIFY(!LaunchLog::fromLine("[]"));
    }

    void clientsAreOurTools()
    {
        QCOMPARE(toolIdOfClient(u"claude-ai"_s), u"claude-desktop"_s);
        QCOMPARE(toolIdOfClient(u"Cursor-VSCode"_s), u"cursor"_s);
        QCOMPARE(toolIdOfClient(u"codex-mcp-client"_s), u"codex"_s);
        QCOMPARE(toolIdOfClient(u"Somebody Else"_s), u"Somebody Else"_s);
        QCOMPARE(clientNamesOfTool(u"codex"_s), QStringList{u"codex-mcp-client"_s});
        QCOMPARE(clientNamesOfTool(u"copilot-cli"_s),
                 (QStringList{u"copilot-cli"_s, u"github-copilot-developer"_s}));
        QCOMPARE(clientNamesOfTool(u"somebody"_s), QStringList{u"somebody"_s});
        QSet<QByteArray> names;
        for (const ClientName &row : clientNames()) {
            QCOMPARE(QByteArray(row.name), QByteArray(row.name).toLower());
            names << row.name;
        }
        QCOMPARE(names.size(), qsizetype(clientNames().size()));
    }
};

QTEST_GUILESS_MAIN(tst_LaunchRecord)
#include "tst_launchrecord.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/launchplan.h"

#include "models/keychain/keyrecord.h"
#include "models/package/serverpackage.h"
#include "models/settings/workspace.h"

#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_LaunchPlan : public QObject
{
    Q_OBJECT

    Workspace m_workspace;
    PackageStatus m_package;
    KeyRecord m_record;
    QProcessEnvironment m_inherited;

    [[nodiscard]] Result<LaunchPlan> plan() const
    {
        return planLaunch(m_workspace, m_package, m_record, u"/home/alex"_s, m_inherited);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_workspace = {};
        m_workspace.name = u"acme"_s;
        m_workspace.origin = *Origin::parse(u"https://acme.konstantly.com");
        m_package = {};
        m_package.verified = true;
        m_package.entryScript = u"/home/alex/p/0.2.0/node_modules/s.js"_s;
        m_package.preloadScript = u"/home/alex/p/0.2.0/konstantly-key.cjs"_s;
        m_package.node = {u"/opt/node/bin/node"_s, QVersionNumber(20, 1)};
        m_record = {m_workspace.origin, u"12"_s,
                    Secret(QByteArrayView("kmcp_TESTtestTESTtestTESTtestTESTtestTESTtestTES")),
                    false};
        m_inherited = {};
    }

    void theProgramIsNodeWithTheServersScript()
    {
        const auto result = plan();
        QVERIFY(result.has_value());
        QCOMPARE(result->program, u"/opt/node/bin/node"_s);
        QCOMPARE(result->arguments,
                 (QStringList{u"--require"_s, m_package.preloadScript, m_package.entryScript}));
        QCOMPARE(result->workingDirectory, u"/home/alex"_s);
        QVERIFY(result->key == m_record.key);
    }

    void theEnvironmentIsAnAllowList()
    {
        m_inherited.insert(u"LANG"_s, u"de_DE.UTF-8"_s);
        m_inherited.insert(u"HTTPS_PROXY"_s, u"http://proxy:3128"_s);
        for (const char *name :
             {"NODE_OPTIONS", "LD_PRELOAD", "NODE_TLS_REJECT_UNAUTHORIZED", "NODE_EXTRA_CA_CERTS",
              "KONSTANTLY_URL", "KONSTANTLY_MCP_KEY", "KONSTANTLY_MCP_STEPS", "GITHUB_TOKEN"})
            m_inherited.insert(QString::fromLatin1(name), u"hostile"_s);
        const auto result = plan();
        QVERIFY(result.has_value());
        QCOMPARE(result->environment,
                 (QByteArrayList{"HOME=/home/alex", "HTTPS_PROXY=http://proxy:3128",
                                 "KONSTANTLY_URL=https://acme.konstantly.com", "LANG=de_DE.UTF-8",
                                 "PATH=/opt/node/bin:/usr/local/bin:/usr/bin:/bin"}));
    }

    void debuggingMayBeAskedFor()
    {
        m_inherited.insert(u"KONSTANTLY_MCP_DEBUG"_s, u"1"_s);
        QVERIFY(plan()->environment.contains("KONSTANTLY_MCP_DEBUG=1"));
    }

    void extraRootsComeFromTheWorkspaceAlone()
    {
        m_inherited.insert(u"NODE_EXTRA_CA_CERTS"_s, u"/tmp/evil.pem"_s);
        m_workspace.caFile = u"/home/alex/ca.pem"_s;
        QVERIFY(plan()->environment.contains("NODE_EXTRA_CA_CERTS=/home/alex/ca.pem"));
        m_workspace.caFile = u"ca.pem"_s;
        QCOMPARE(plan().error().code, ErrorCode::FileUnreadable);
    }

    void theKeyIsNeitherArgumentNorEnvironment()
    {
        const auto result = plan();
        const QByteArray key = m_record.key.reveal().toByteArray();
        QVERIFY(!result->environment.join('\n').contains(key));
        QVERIFY(!result->arguments.join(u'\n').toLatin1().contains(key));
        QVERIFY(!result->environment.join('\n').contains("KONSTANTLY_MCP_KEY"));
    }

    void aKeyOfAnotherOriginIsRefused()
    {
        m_record.origin = *Origin::parse(u"https://evil.konstantly.com");
        QCOMPARE(plan().error().code, ErrorCode::OriginMismatch);
        m_record.origin = {};
        QCOMPARE(plan().error().code, ErrorCode::OriginMismatch);
        m_workspace.origin = {};
        QCOMPARE(plan().error().code, ErrorCode::OriginMismatch);
    }

    void anUnverifiedPackageIsRefused()
    {
        m_package.verified = false;
        QCOMPARE(plan().error().code, ErrorCode::PackageNotVerified);
    }

    void anEmptyKeyIsRefused()
    {
        m_record.key = {};
        QCOMPARE(plan().error().code, ErrorCode::KeyMissing);
    }
};

QTEST_GUILESS_MAIN(tst_LaunchPlan)
#include "tst_launchplan.moc"

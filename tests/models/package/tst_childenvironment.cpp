// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/childenvironment.h"

#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_ChildEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void passesWhatIsHarmless_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"LANG", "LC_ALL", "LC_TIME", "TZ", "TMPDIR", "HTTPS_PROXY",
                                 "https_proxy", "NO_PROXY"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void passesWhatIsHarmless()
    {
        QFETCH(QString, name);
        QProcessEnvironment inherited;
        inherited.insert(name, u"value"_s);
        QCOMPARE(childEnvironment(inherited, u"/home/a"_s, u"/usr/bin/node"_s).value(name),
                 u"value"_s);
    }

    void dropsWhatCouldSteerTheServer_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"NODE_OPTIONS", "NODE_PATH", "NODE_TLS_REJECT_UNAUTHORIZED", "NODE_EXTRA_CA_CERTS",
              "LD_PRELOAD", "LD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES", "npm_config_registry",
              "SSLKEYLOGFILE", "BASH_ENV", "KONSTANTLY_MCP_KEY", "KONSTANTLY_URL", "OPENSSL_CONF",
              "SSL_CERT_FILE", "UV_THREADPOOL_SIZE", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void dropsWhatCouldSteerTheServer()
    {
        QFETCH(QString, name);
        QProcessEnvironment inherited;
        inherited.insert(name, u"value"_s);
        QVERIFY(!childEnvironment(inherited, u"/home/a"_s, u"/usr/bin/node"_s).contains(name));
    }

    void pathAndHomeAreOurs()
    {
        QProcessEnvironment inherited;
        inherited.insert(u"PATH"_s, u"/tmp/evil:."_s);
        inherited.insert(u"HOME"_s, u"/tmp/evil"_s);
        const auto environment = childEnvironment(inherited, u"/home/a"_s, u"/opt/node/bin/node"_s);
        QCOMPARE(environment.value(u"PATH"_s), u"/opt/node/bin:/usr/local/bin:/usr/bin:/bin"_s);
        QCOMPARE(environment.value(u"HOME"_s), u"/home/a"_s);
    }
};

QTEST_GUILESS_MAIN(tst_ChildEnvironment)
#include "tst_childenvironment.moc"

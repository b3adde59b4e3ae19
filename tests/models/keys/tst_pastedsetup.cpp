// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/pastedsetup.h"

#include "tests/models/keys/keysfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_PastedSetup : public QObject
{
    Q_OBJECT

private:
    const Secret m_secret = randomKey();
    const QString m_key = QString::fromLatin1(m_secret.reveal());

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void whatCopyingAddsIsTakenAway_data()
    {
        QTest::addColumn<QString>("form"); // %1 is the key
        QTest::newRow("as it is") << u"%1"_s;
        QTest::newRow("spaces") << u"  %1\t "_s;
        QTest::newRow("line ends") << u"\r\n%1\r\n\n"_s;
        QTest::newRow("quotes") << u"\"%1\""_s;
        QTest::newRow("single quotes") << u"'%1',"_s;
        QTest::newRow("smart quotes") << u"“%1”"_s;
        QTest::newRow("low quotes") << u"„%1“"_s;
        QTest::newRow("backticks") << u"`%1`;"_s;
        QTest::newRow("guillemets") << u"«%1»"_s;
        QTest::newRow("zero width") << u"\u200B%1\u200B\uFEFF"_s;
        QTest::newRow("no-break space") << u"\u00A0%1\u202F"_s;
        QTest::newRow("assignment") << u"KONSTANTLY_MCP_KEY=%1"_s;
        QTest::newRow("export") << u"export KONSTANTLY_MCP_KEY=\"%1\""_s;
        QTest::newRow("JSON member") << u"\"KONSTANTLY_MCP_KEY\": \"%1\","_s;
        QTest::newRow("header") << u"X-MCP-Key: %1"_s;
    }

    void whatCopyingAddsIsTakenAway()
    {
        QFETCH(const QString, form);
        const Result<TypedKey> typed = keyFromInput(QString(form).replace(u"%1"_s, m_key));
        QVERIFY2(typed, qPrintable(typed ? QString() : typed.error().detail));
        QVERIFY(typed->key == m_secret);
        QVERIFY(typed->warning.isEmpty());
    }

    void aKeyBrokenOverLinesIsJoined()
    {
        const QString broken = m_key.left(20) + u"\n   "_s + m_key.mid(20, 10) + u"\u200B"_s
                               + m_key.mid(30);
        QVERIFY(keyFromInput(broken)->key == m_secret);
    }

    void unusualLengthIsWarnedAbout_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("the documentation's 45") << u"kmcp_"_s + QString(40, u'a');
        QTest::newRow("one short") << m_key.chopped(1);
        QTest::newRow("one long") << m_key + u'x';
        QTest::newRow("very short") << u"kmcp_a"_s;
        QTest::newRow("512") << u"kmcp_"_s + QString(507, u'a');
    }

    void unusualLengthIsWarnedAbout()
    {
        QFETCH(const QString, key);
        const Result<TypedKey> typed = keyFromInput(key);
        QVERIFY(typed);
        QVERIFY(!typed->warning.isEmpty());
        QCOMPARE(typed->key.reveal(), key.toLatin1());
    }

    void whatIsNoKeyIsRefusedWithoutRepeatingIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("spaces") << u" \n\t"_s;
        QTest::newRow("quotes") << u"\"\""_s;
        QTest::newRow("another kind") << u"sk-abcdefghijklmnop"_s;
        QTest::newRow("v1 key") << u"1qaz2wsx3edc4rfv1qaz2wsx3edc4rfv"_s;
        QTest::newRow("shortened") << u"kmcp_a8f3b2k9..."_s;
        QTest::newRow("shortened nicely") << u"kmcp_a8f3b2k9…"_s;
        QTest::newRow("prefix alone") << u"kmcp_"_s;
        QTest::newRow("wrong case") << u"KMCP_abcdefghijklmnop"_s;
        QTest::newRow("two keys") << m_key + u' ' + m_key;
        QTest::newRow("plus sign") << u"kmcp_abc+def/ghi="_s;
        QTest::newRow("umlaut") << u"kmcp_abcdefghäijk"_s;
        QTest::newRow("cyrillic") << u"kmcp_abcdefgh\u0430ijk"_s;
        QTest::newRow("NUL") << u"kmcp_abc"_s + QChar(0) + u"!"_s;
        QTest::newRow("513") << u"kmcp_"_s + QString(508, u'a');
        QTest::newRow("a book") << QString(100'000, u'a');
    }

    void whatIsNoKeyIsRefusedWithoutRepeatingIt()
    {
        QFETCH(const QString, text);
        const Result<TypedKey> typed = keyFromInput(text);
        QVERIFY(!typed);
        QCOMPARE(typed.error().code, ErrorCode::InvalidInput);
        QVERIFY(!typed.error().detail.isEmpty());
        if (text.trimmed().size() > 5)
            QVERIFY(!typed.error().detail.contains(text.trimmed().mid(5, 8)));
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("name") << u"acme"_s;
        QTest::newRow("host") << u" acme.konstantly.com "_s;
        QTest::newRow("address") << u"https://acme.konstantly.com"_s;
    }

    void addresses()
    {
        QFETCH(const QString, text);
        const Result<PastedSetup> setup = parsePastedSetup(text);
        QVERIFY(setup);
        QCOMPARE(setup->origin.toString(), u"https://acme.konstantly.com"_s);
        QVERIFY(setup->key.isEmpty());
    }

    void badAddressesAreRefused()
    {
        QCOMPARE(parsePastedSetup(u"http://acme.konstantly.com"_s).error().code,
                 ErrorCode::OriginRefused);
        QVERIFY(!parsePastedSetup(QString()));
    }

    void snippets_data()
    {
        QTest::addColumn<QString>("form"); // %1 is the key
        QTest::newRow("JSON") << uR"({"mcpServers": {"konstantly": {"command": "npx",
            "args": ["-y", "@konstantly/mcp-server"], "env": {"KONSTANTLY_MCP_KEY": "%1",
            "KONSTANTLY_URL": "https://acme.konstantly.com"}}}})"_s;
        QTest::newRow("JSON on one line")
            << uR"({"env":{"KONSTANTLY_URL":"https:\/\/acme.konstantly.com","KONSTANTLY_MCP_KEY":"%1"}})"_s;
        QTest::newRow("claude mcp add")
            << u"claude mcp add konstantly \\\n  --env KONSTANTLY_MCP_KEY=%1 \\\n  --env "
               "KONSTANTLY_URL=https://acme.konstantly.com \\\n  -- npx -y @konstantly/mcp-server"_s;
        QTest::newRow("shell")
            << u"export KONSTANTLY_URL='https://acme.konstantly.com'\nexport KONSTANTLY_MCP_KEY='%1'"_s;
        QTest::newRow("TOML")
            << u"[mcp_servers.konstantly.env]\nKONSTANTLY_URL = \"https://acme.konstantly.com\"\n"
               "KONSTANTLY_MCP_KEY = \"%1\"\n"_s;
        QTest::newRow("word processor")
            << u"“KONSTANTLY_MCP_KEY”: “%1”,\n“KONSTANTLY_URL”: “https://acme.konstantly.com”"_s;
    }

    void snippets()
    {
        QFETCH(const QString, form);
        const Result<PastedSetup> setup = parsePastedSetup(QString(form).replace(u"%1"_s, m_key));
        QVERIFY2(setup, qPrintable(setup ? QString() : setup.error().detail));
        QCOMPARE(setup->origin.toString(), u"https://acme.konstantly.com"_s);
        QVERIFY(setup->key == m_secret);
        QVERIFY(setup->keyWarning.isEmpty());
    }

    void theDocumentationsShortenedKeyIsNoKey()
    {
        const Result<PastedSetup> setup = parsePastedSetup(
            u"KONSTANTLY_URL=https://acme.konstantly.com KONSTANTLY_MCP_KEY=kmcp_a8f3b2k9X7yZ..."_s);
        QVERIFY(setup);
        QVERIFY(setup->key.isEmpty());
        QVERIFY(setup->origin.isValid());
    }

    void badSnippetsAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("example address")
            << u"KONSTANTLY_URL=https://your-instance.konstantly.com KONSTANTLY_MCP_KEY=%1"_s
            << int(ErrorCode::InvalidInput);
        QTest::newRow("two workspaces")
            << u"KONSTANTLY_URL=https://a.konstantly.com KONSTANTLY_URL=https://b.konstantly.com"_s
            << int(ErrorCode::InvalidInput);
        QTest::newRow("http") << u"KONSTANTLY_URL=http://acme.konstantly.com"_s
                              << int(ErrorCode::OriginRefused);
        QTest::newRow("user name") << u"KONSTANTLY_URL=https://acme.konstantly.com@evil.example"_s
                                   << int(ErrorCode::OriginRefused);
        QTest::newRow("no key") << u"KONSTANTLY_MCP_KEY=sk-123456789"_s
                                << int(ErrorCode::InvalidInput);
        QTest::newRow("a book") << u"KONSTANTLY_URL="_s + QString(100'000, u'a')
                                << int(ErrorCode::InvalidInput);
    }

    void badSnippetsAreRefused()
    {
        QFETCH(const QString, text);
        const Result<PastedSetup> setup = parsePastedSetup(QString(text).replace(u"%1"_s, m_key));
        QVERIFY(!setup);
        QTEST(int(setup.error().code), "code");
    }
};

QTEST_GUILESS_MAIN(tst_PastedSetup)
#include "tst_pastedsetup.moc"

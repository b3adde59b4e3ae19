// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/origin.h"

#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

//! Undoes the escapes of tests/data/origins.tsv: \n \r \t \\ \xNN \uNNNN \UNNNNNNNN.
QString unescaped(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'\\') {
            result += text[i];
            continue;
        }
        const QChar kind = text[++i];
        const int digits = kind == u'x' ? 2 : kind == u'u' ? 4 : kind == u'U' ? 8 : 0;
        if (digits > 0) {
            const char32_t code = text.mid(i + 1, digits).toUInt(nullptr, 16);
            result += QStringView(QChar::fromUcs4(code)).toString();
            i += digits;
        } else {
            result += kind == u'n' ? u'\n' : kind == u'r' ? u'\r' : kind == u't' ? u'\t' : kind;
        }
    }
    return result;
}

//! What must hold for everything that is ever accepted (security H-1).
void checkInvariants(const Origin &origin)
{
    const QString text = origin.toString();
    QVERIFY(origin.isValid());
    QVERIFY(text.startsWith(u"https://"));
    QVERIFY(std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; }));
    QCOMPARE(text, text.toLower());
    const QUrl url(text);
    QVERIFY(url.isValid());
    QVERIFY(url.userInfo().isEmpty());
    QVERIFY(url.path().isEmpty() && !url.hasQuery() && !url.hasFragment());
    QCOMPARE(url.host(QUrl::FullyEncoded), origin.host());
    QCOMPARE(url.port(443), origin.port());
    QCOMPARE_GE(origin.host().count(u'.'), 2);
    QCOMPARE(origin.kind() == Origin::Kind::Service,
             origin.host().endsWith(u".konstantly.com") && origin.port() == 443);
    const auto again = Origin::parseStored(text, false);
    QVERIFY(again.has_value());
    QVERIFY(*again == origin);
}

} // namespace

class tst_Origin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void theTableIsJudgedAsWritten_data();
    void theTableIsJudgedAsWritten();
    void whateverIsAcceptedHoldsTheInvariants();
    void everyRefusalHasItsSentence();
    void theDemoTakesLocalhostWithAPortOnly_data();
    void theDemoTakesLocalhostWithAPortOnly();
    void storedAddressesMustBeCanonical();
    void pathsStayOnTheOrigin_data();
    void pathsStayOnTheOrigin();
    void anInvalidOriginHasNothing();
    void equalityIsSchemeHostAndPort();
};

void tst_Origin::theTableIsJudgedAsWritten_data()
{
    QTest::addColumn<QString>("function");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("canonical");
    QTest::addColumn<QString>("warnings");

    QFile file(QStringLiteral(TESTS_DIR "/data/origins.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int line = 0;
    int rows = 0;
    while (!file.atEnd()) {
        ++line;
        const QString text = QString::fromLatin1(file.readLine()).remove(u'\n');
        if (text.startsWith(u'#'))
            continue;
        const QStringList columns = text.split(u'\t');
        QVERIFY2(columns.size() == 5, qPrintable(text));
        QTest::addRow("line %d: %s", line, qPrintable(columns[1].left(60)))
            << columns[0] << unescaped(columns[1]) << columns[2] << unescaped(columns[3])
            << columns[4];
        ++rows;
    }
    QVERIFY2(rows >= 350, "the table lost rows");
}

void tst_Origin::theTableIsJudgedAsWritten()
{
    QFETCH(QString, function);
    QFETCH(QString, address);
    QFETCH(QString, verdict);
    QFETCH(QString, canonical);
    QFETCH(QString, warnings);

    const auto origin = function == u"input" ? Origin::fromInput(address) : Origin::parse(address);
    if (verdict == u"refused") {
        QVERIFY2(!origin.has_value(), qPrintable(origin ? origin->toString() : QString()));
        QCOMPARE(origin.error().code, ErrorCode::OriginRefused);
        QVERIFY(!origin.error().detail.isEmpty());
        return;
    }
    QVERIFY2(origin.has_value(), qPrintable(origin ? QString() : origin.error().detail));
    checkInvariants(*origin);
    QCOMPARE(origin->toString(), canonical);
    QVERIFY(origin->kind()
            == (verdict == u"service" ? Origin::Kind::Service : Origin::Kind::Custom));
    QStringList found;
    const QString warning = origin->warning();
    if (warning.contains(u"looks like a konstantly.com"))
        found += u"lookalike"_s;
    if (warning.contains(u"outside a to z"))
        found += u"xn"_s;
    if (warning.contains(u"names port "_s + QString::number(origin->port())))
        found += u"port"_s;
    QCOMPARE(found.isEmpty() ? u"-"_s : found.join(u','), warnings);
    QCOMPARE(warning.isEmpty(), warnings == u"-");
}

void tst_Origin::whateverIsAcceptedHoldsTheInvariants()
{
    // Mutations of good addresses with the pieces that attacks are made of; fixed seed, so a failure repeats.
    QRandomGenerator random(20261122);
    const QStringList pieces{u"."_s,         u"@"_s,      u":"_s,
                             u"/"_s,         u"\\"_s,     u"%2e"_s,
                             u"%"_s,         u"-"_s,      u"xn--"_s,
                             u"a"_s,         u"0"_s,      u"0x"_s,
                             u"443"_s,       u"#"_s,      u"?"_s,
                             u" "_s,         u"\t"_s,     u"\u3002"_s,
                             u"K"_s,         u"\u212a"_s, u"\u0443"_s,
                             u"\u00ad"_s,    u"[::1]"_s,  u"com"_s,
                             u";"_s,         u"\u200b"_s, u".konstantly.com"_s,
                             u"localhost"_s, u"_"_s,      u"https://"_s};
    const QStringList seeds{u"https://acme.konstantly.com"_s, u"https://learn.acme.example:8443"_s,
                            u"https://xn--acm-dma.konstantly.com"_s, u"acme"_s,
                            u"acme.konstantly.com"_s};
    int accepted = 0;
    for (int round = 0; round < 30000; ++round) {
        QString text = seeds[random.bounded(seeds.size())];
        for (int change = random.bounded(3); change >= 0; --change) {
            const qsizetype at = random.bounded(text.size() + 1);
            if (random.bounded(2) == 0)
                text.insert(at, pieces[random.bounded(pieces.size())]);
            else
                text.remove(at, random.bounded(1, 4));
        }
        const auto origin = random.bounded(2) == 0 ? Origin::parse(text) : Origin::fromInput(text);
        if (!origin)
            continue;
        ++accepted;
        checkInvariants(*origin);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"accepted: "_s + text));
    }
    QCOMPARE_GT(accepted, 1000);
}

void tst_Origin::everyRefusalHasItsSentence()
{
    const auto sentence = [](QStringView url) { return Origin::parse(url).error().detail; };
    QVERIFY(sentence(u"http://acme.konstantly.com").contains(u"https://"));
    QVERIFY(sentence(u"https://a@acme.konstantly.com").contains(u"user name"));
    QVERIFY(sentence(u"https://acme.konstantly.com/x").contains(u"after the host"));
    QVERIFY(sentence(u"https://127.0.0.1").contains(u"IP address"));
    QVERIFY(sentence(u"https://konstantly.com").contains(u"in front of"));
    QVERIFY(sentence(u"https://acme.konstant.ly").contains(u"older interface"));
    QVERIFY(sentence(u"https://a.b.localhost").contains(u"this computer"));
    QVERIFY(sentence(u"https://acme.konstantly.com:0").contains(u"port"));
    for (const QString &other :
         {u"ftp://acme.konstantly.com"_s, u"ftp://acme.konstantly.com/x"_s, u"FTP://acme"_s,
          u"ftp:/acme.konstantly.com"_s, u"https:/acme.konstantly.com"_s, u"file:///acme"_s}) {
        const QString said = Origin::fromInput(other).error().detail;
        QVERIFY2(said.contains(u"https://"), qPrintable(other + u": "_s + said));
    }
    // What was typed goes into the error, but nothing that could disturb the place where it is shown.
    const Error error = Origin::fromInput(u"http://\u202eevil\x1b[0m").error();
    QVERIFY(!error.subject.contains(u'\u202e') && !error.subject.contains(u'\x1b'));
    QVERIFY(describe(error).message.contains(u"address"));
}

void tst_Origin::theDemoTakesLocalhostWithAPortOnly_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isAccepted");
    QTest::newRow("plain") << u"https://localhost:8443"_s << true;
    QTest::newRow("443") << u"https://localhost:443"_s << true;
    QTest::newRow("no port") << u"https://localhost"_s << false;
    QTest::newRow("empty port") << u"https://localhost:"_s << false;
    QTest::newRow("port 0") << u"https://localhost:0"_s << false;
    QTest::newRow("leading zero") << u"https://localhost:08443"_s << false;
    QTest::newRow("too high") << u"https://localhost:65536"_s << false;
    QTest::newRow("slash") << u"https://localhost:8443/"_s << false;
    QTest::newRow("http") << u"http://localhost:8443"_s << false;
    QTest::newRow("upper case") << u"https://LOCALHOST:8443"_s << false;
    QTest::newRow("address") << u"https://127.0.0.1:8443"_s << false;
    QTest::newRow("user") << u"https://a@localhost:8443"_s << false;
    QTest::newRow("user trick") << u"https://localhost:8443@evil.example.com"_s << false;
    QTest::newRow("longer") << u"https://localhost.evil.example:8443"_s << false;
    QTest::newRow("tenant") << u"https://acme.konstantly.com:8443"_s << false;
    QTest::newRow("space") << u"https://localhost:8443 "_s << false;
}

void tst_Origin::theDemoTakesLocalhostWithAPortOnly()
{
    QFETCH(QString, address);
    QFETCH(bool, isAccepted);
    const auto origin = Origin::parseDemo(address);
    QCOMPARE(origin.has_value(), isAccepted);
    if (!isAccepted)
        return;
    QVERIFY(origin->kind() == Origin::Kind::Demo);
    QCOMPARE(origin->toString(), address);
    QCOMPARE(origin->host(), u"localhost"_s);
    QCOMPARE(origin->url(u"/api/v2/x").toString(), QUrl(address + u"/api/v2/x"_s).toString());
    QVERIFY(origin->warning().isEmpty());
    QVERIFY(!Origin::parse(address).has_value());
    QVERIFY(!Origin::fromInput(address).has_value());
    QVERIFY(Origin::parseStored(address, true).has_value());
    QVERIFY(!Origin::parseStored(address, false).has_value());
}

void tst_Origin::storedAddressesMustBeCanonical()
{
    QVERIFY(Origin::parseStored(u"https://acme.konstantly.com", false).has_value());
    QVERIFY(!Origin::parseStored(u"https://acme.konstantly.com:443", false).has_value());
    QVERIFY(!Origin::parseStored(u"https://Acme.konstantly.com", false).has_value());
    QVERIFY(!Origin::parseStored(u"acme", false).has_value());
    QVERIFY(!Origin::parseStored(u"https://acme.konstantly.com", true).has_value());
    QVERIFY(!Origin::parseStored(u"", true).has_value());
}

void tst_Origin::pathsStayOnTheOrigin_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isValid");
    QTest::newRow("root") << u"/"_s << true;
    QTest::newRow("path") << u"/api/v2/mcp/keys"_s << true;
    QTest::newRow("query") << u"/api/v2/audit?limit=50&offset=0"_s << true;
    QTest::newRow("encoded") << u"/api/v2/users/a%2Fb"_s << true;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("relative") << u"api"_s << false;
    QTest::newRow("another host") << u"//evil.example.com/"_s << false;
    QTest::newRow("suffix") << u".evil.example.com/"_s << false;
    QTest::newRow("user") << u"@evil.example.com/"_s << false;
    QTest::newRow("port") << u":1/"_s << false;
    QTest::newRow("broken escape") << u"/%zz"_s << false;
}

void tst_Origin::pathsStayOnTheOrigin()
{
    QFETCH(QString, path);
    QFETCH(bool, isValid);
    const Origin origin = Origin::parse(u"https://acme.konstantly.com").value();
    const QUrl url = origin.url(path);
    QCOMPARE(url.isValid(), isValid);
    if (isValid)
        QCOMPARE(url.toString(QUrl::FullyEncoded), u"https://acme.konstantly.com"_s + path);
}

void tst_Origin::anInvalidOriginHasNothing()
{
    const Origin origin;
    QVERIFY(!origin.isValid());
    QVERIFY(origin.toString().isEmpty());
    QVERIFY(origin.warning().isEmpty());
    QVERIFY(!origin.url(u"/").isValid());
}

void tst_Origin::equalityIsSchemeHostAndPort()
{
    const auto parse = [](QStringView url) { return Origin::parse(url).value(); };
    QVERIFY(parse(u"https://acme.konstantly.com:443") == parse(u"https://acme.konstantly.com"));
    QVERIFY(parse(u"https://acme.konstantly.com:444") != parse(u"https://acme.konstantly.com"));
    QVERIFY(parse(u"https://acme2.konstantly.com") != parse(u"https://acme.konstantly.com"));
}

QTEST_GUILESS_MAIN(tst_Origin)
#include "tst_origin.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/redaction.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView Alphabet
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

QByteArray newKey(QRandomGenerator &random)
{
    QByteArray key = "kmcp_";
    for (int i = 0; i < 43; ++i)
        key += Alphabet[random.bounded(int(Alphabet.size()))];
    return key;
}

using Encoder = QString (*)(const QByteArray &, QRandomGenerator &);

QString raw(const QByteArray &key, QRandomGenerator &)
{
    return QString::fromLatin1(key);
}
QString percent(const QByteArray &key, QRandomGenerator &random)
{
    QString text;
    for (const char c : key)
        text += random.bounded(2) ? u"%%1"_s.arg(int(uchar(c)), 2, 16, QLatin1Char('0'))
                                  : QString(QLatin1Char(c));
    return text;
}
QString doublePercent(const QByteArray &key, QRandomGenerator &random)
{
    return percent(key, random).replace(u'%', u"%25"_s);
}
QString json(const QByteArray &key, QRandomGenerator &random)
{
    QString text;
    for (const char c : key)
        text += random.bounded(2) ? u"\\u%1"_s.arg(int(uchar(c)), 4, 16, QLatin1Char('0'))
                                  : QString(QLatin1Char(c));
    return text;
}
QString jsonInJson(const QByteArray &key, QRandomGenerator &random)
{
    return json(key, random).replace(u'\\', u"\\\\"_s);
}
QString cEscapes(const QByteArray &key, QRandomGenerator &)
{
    QString text;
    for (const char c : key)
        text += u"\\x%1"_s.arg(int(uchar(c)), 2, 16, QLatin1Char('0'));
    return text;
}
QString html(const QByteArray &key, QRandomGenerator &random)
{
    QString text;
    for (const char c : key)
        text += random.bounded(2) ? u"&#%1;"_s.arg(int(uchar(c)))
                                  : u"&#x%1;"_s.arg(int(uchar(c)), 0, 16);
    return text;
}
QString base64(const QByteArray &key, QRandomGenerator &random)
{
    QByteArray padded;
    for (int i = random.bounded(3); i > 0; --i)
        padded += char(random.bounded(32, 127));
    return QString::fromLatin1((padded + key).toBase64());
}
QString base64Url(const QByteArray &key, QRandomGenerator &random)
{
    QString text = base64(key, random);
    return text.replace(u'+', u'-').replace(u'/', u'_');
}
QString hex(const QByteArray &key, QRandomGenerator &random)
{
    const QString text = QString::fromLatin1(key.toHex());
    return random.bounded(2) ? text : text.toUpper();
}
QString lowerCase(const QByteArray &key, QRandomGenerator &)
{
    return QString::fromLatin1(key.toLower());
}
QString zeroWidth(const QByteArray &key, QRandomGenerator &random)
{
    return QString::fromLatin1(key).insert(random.bounded(1, 47), u'\u200b');
}
QString coloured(const QByteArray &key, QRandomGenerator &random)
{
    return QString::fromLatin1(key).insert(random.bounded(1, 47), u"\x1b[01;31m"_s);
}

//! Breaks \a text at up to three places, in the ways that mail, terminals, JSON and source code do.
QString wrapped(QString text, QRandomGenerator &random)
{
    const QStringList breaks{u"\n"_s,           u"\r\n"_s, u"\n    "_s, u"\\n"_s,
                             u"\" +\n    \""_s, u"\\\n"_s, u"%0A"_s,    u"\n> "_s};
    for (int i = random.bounded(4); i > 0; --i)
        text.insert(random.bounded(1, int(text.size())), breaks[random.bounded(breaks.size())]);
    return text;
}

//! Everything that a reader could undo by hand, undone, in lower case.
QString undone(QString text)
{
    static const QRegularExpression escape(
        u"%([0-9a-f]{2})|\\\\+u\\{?0*([0-9a-f]{2})\\}?|\\\\+x([0-9a-f]{2})|&#x([0-9a-f]{2});|&#([0-9]{2,3});"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (int pass = 0; pass < 3; ++pass) {
        QString next;
        qsizetype at = 0;
        auto matches = escape.globalMatch(text);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const int group = match.lastCapturedIndex();
            next += QStringView(text).sliced(at, match.capturedStart() - at);
            next += QChar(match.captured(group).toUShort(nullptr, group == 5 ? 10 : 16));
            at = match.capturedEnd();
        }
        next += QStringView(text).sliced(at);
        text = next;
    }
    text.replace(u"\\n"_s, u""_s).replace(u"\\r"_s, u""_s);
    text.removeIf([](QChar c) {
        return !(c.isLetterOrNumber() && c < u'\x80') && c != u'-' && c != u'_' && c != u'+'
               && c != u'/';
    });
    return text.toLower().replace(u'+', u'-').replace(u'/', u'_');
}

//! True when a piece of 16 characters of the key's body is still in \a text, in any form.
bool isLeaked(const QString &text, const QByteArray &key)
{
    const QString plain = undone(text);
    const auto hasPiece = [&plain](const QByteArray &form, qsizetype length) {
        const QString lower
            = QString::fromLatin1(form).toLower().replace(u'+', u'-').replace(u'/', u'_');
        for (qsizetype i = 0; i + length <= lower.size(); ++i) {
            if (plain.contains(QStringView(lower).sliced(i, length)))
                return true;
        }
        return false;
    };
    const QByteArray body = key.mid(5);
    if (hasPiece(body, 16) || hasPiece(body.toHex(), 32))
        return true;
    for (int offset = 0; offset < 3; ++offset) {
        const QByteArray form
            = (QByteArray(offset, 'x') + key).toBase64(QByteArray::OmitTrailingEquals);
        if (hasPiece(form.mid(8), 22))
            return true;
    }
    return false;
}

} // namespace

class tst_Redaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        LiveSecrets::clear();
    }
    void cleanup() { LiveSecrets::clear(); }
    void aKeyIsShownByItsFirstCharactersOnly();
    void whatHoldsASecretIsTold();
    void ordinaryTextStaysAsItIs_data();
    void ordinaryTextStaysAsItIs();
    void credentialsAreKnownByTheirNames_data();
    void credentialsAreKnownByTheirNames();
    void noEncodingOfAKeySurvives_data();
    void noEncodingOfAKeySurvives();
    void aHiddenCanaryNeverSurvives();
    void piecesOfALiveKeyAreKnown();
    void theTestsOwnLeakCheckFindsLeaks();
    void controlCharactersBecomeVisible();
    void theTextIsCut();
    void aKeyAtTheCutIsNotHalfShown();
    void tenMegabytesAreQuick();
    void aTextAroundTheKeyIsRememberedWithoutItsWords();
};

void tst_Redaction::whatHoldsASecretIsTold()
{
    QVERIFY(holdsSecret(u"a kmcp_12345678"));
    QVERIFY(holdsSecret(u"Authorization: Bearer abcdefgh12345678"));
    QVERIFY(!holdsSecret(u"create_course_from_prompt"));
    QVERIFY(!holdsSecret(u"line\nbreak \t =1"));
    QVERIFY(!holdsSecret({}));
    QVERIFY(holdsSecret(QString(100'000, u'x'))); // nobody looks through that
}

void tst_Redaction::aKeyIsShownByItsFirstCharactersOnly()
{
    const QString key = u"kmcp_AbCd"_s + QString(39, u'x');
    QCOMPARE(redacted(u"refused "_s + key + u" by acme"_s),
             u"refused kmcp_AbCd…‹redacted› by acme"_s);
    QCOMPARE(redacted(key + u"\nnext line"_s), u"kmcp_AbCd…‹redacted›\\nnext line"_s);
    // Shorter than it should be is a key all the same; a mere mention is not.
    QCOMPARE(redacted(u"kmcp_12345678"), u"kmcp_1234…‹redacted›"_s);
    QCOMPARE(redacted(u"keys begin with kmcp_ always"), u"keys begin with kmcp_ always"_s);
    QCOMPARE(redacted(u"kmcp_…"), u"kmcp_…"_s);
}

void tst_Redaction::ordinaryTextStaysAsItIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("sentence") << u"Workspace acme: 14 keys, 3 of them revoked (21 %)."_s;
    QTest::newRow("path") << u"/home/ada/.config/konstantly/workspaces.json: Permission denied"_s;
    QTest::newRow("url") << u"GET https://acme.konstantly.com/api/v2/mcp/keys?limit=50%20 -> 200"_s;
    QTest::newRow("hash")
        << u"sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"_s;
    QTest::newRow("integrity")
        << u"sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="_s;
    QTest::newRow("not ASCII") << u"Schlüssel „Büro“ – 日本 😀"_s;
    QTest::newRow("header named") << u"the header X-MCP-Key was refused"_s;
}

void tst_Redaction::ordinaryTextStaysAsItIs()
{
    QFETCH(QString, text);
    QRandomGenerator random(1);
    LiveSecrets::add(Secret(newKey(random)));
    QCOMPARE(redacted(text), text);
}

void tst_Redaction::credentialsAreKnownByTheirNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("header") << u"X-MCP-Key: s3cret"_s << u"X-MCP-Key: ‹redacted›"_s;
    QTest::newRow("lower case") << u"x-mcp-key:s3cret, next"_s << u"x-mcp-key:‹redacted›, next"_s;
    QTest::newRow("api key") << u"X-API-KEY: 1qaz2wsx3edc4rfv"_s << u"X-API-KEY: ‹redacted›"_s;
    QTest::newRow("qt") << u"QPair(\"X-MCP-Key\",\"s3cret\")"_s
                        << u"QPair(\"X-MCP-Key\",\"‹redacted›\")"_s;
    QTest::newRow("json") << u"{\"X-MCP-Key\": \"s3cret\", \"a\": 1}"_s
                          << u"{\"X-MCP-Key\": \"‹redacted›\", \"a\": 1}"_s;
    QTest::newRow("escaped json") << u"{\\\"X-MCP-Key\\\":\\\"s3cret\\\"}"_s
                                  << u"{\\\"X-MCP-Key\\\":\\\"‹redacted›\\\"}"_s;
    QTest::newRow("bearer") << u"Authorization: Bearer s3cret rest"_s
                            << u"Authorization: ‹redacted› rest"_s;
    QTest::newRow("proxy") << u"Proxy-Authorization: Basic dTpw"_s
                           << u"Proxy-Authorization: ‹redacted›"_s;
    QTest::newRow("environment") << u"KONSTANTLY_MCP_KEY=s3cret PATH=/bin"_s
                                 << u"KONSTANTLY_MCP_KEY=‹redacted› PATH=/bin"_s;
    QTest::newRow("cookie") << u"Set-Cookie: sid=s3cret; Path=/"_s << u"Set-Cookie: ‹redacted›"_s;
    QTest::newRow("url password") << u"proxy http://ada:s3cret@proxy.example:8080/"_s
                                  << u"proxy http://ada:‹redacted›@proxy.example:8080/"_s;
    QTest::newRow("folded header")
        << u"X-MCP-Key:\r\n  s3cret"_s << u"X-MCP-Key:\\r\\n  ‹redacted›"_s;
}

void tst_Redaction::credentialsAreKnownByTheirNames()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(redacted(text), expected);
}

Q_DECLARE_METATYPE(Encoder)

void tst_Redaction::noEncodingOfAKeySurvives_data()
{
    QTest::addColumn<Encoder>("encode");
    QTest::addColumn<bool>("isKnownWithoutRegistry");
    QTest::newRow("raw") << Encoder(raw) << true;
    QTest::newRow("percent") << Encoder(percent) << true;
    QTest::newRow("double percent") << Encoder(doublePercent) << true;
    QTest::newRow("JSON") << Encoder(json) << true;
    QTest::newRow("JSON in JSON") << Encoder(jsonInJson) << true;
    QTest::newRow("C") << Encoder(cEscapes) << true;
    QTest::newRow("HTML") << Encoder(html) << true;
    QTest::newRow("base64") << Encoder(base64) << true;
    QTest::newRow("base64url") << Encoder(base64Url) << true;
    QTest::newRow("hex") << Encoder(hex) << true;
    QTest::newRow("lower case") << Encoder(lowerCase) << true;
    QTest::newRow("zero width space") << Encoder(zeroWidth) << true;
    QTest::newRow("colours") << Encoder(coloured) << true;
}

void tst_Redaction::noEncodingOfAKeySurvives()
{
    QFETCH(Encoder, encode);
    QFETCH(bool, isKnownWithoutRegistry);
    QRandomGenerator random(7);
    for (int i = 0; i < 200; ++i) {
        const QByteArray key = newKey(random);
        const QString form = encode(key, random);
        QVERIFY2(isLeaked(form, key) || form.contains(u'\x1b'), qPrintable(form));
        if (isKnownWithoutRegistry) {
            const QString shown = redacted(u"before "_s + form + u" after"_s, 4000);
            QVERIFY2(!isLeaked(shown, key), qPrintable(shown));
            QVERIFY2(shown.startsWith(u"before "), qPrintable(shown));
        }
        LiveSecrets::add(Secret(key));
        const QString shown = redacted(u"before "_s + form + u" after"_s, 4000);
        QVERIFY2(!isLeaked(shown, key), qPrintable(shown));
    }
}

void tst_Redaction::aHiddenCanaryNeverSurvives()
{
    const Encoder encoders[] = {raw,       percent,   doublePercent, json,      jsonInJson,
                                cEscapes,  html,      base64,        base64Url, hex,
                                lowerCase, zeroWidth, coloured};
    const QStringList filler{u"connect to acme.konstantly.com failed "_s,
                             u"{\"error\":\""_s,
                             u"\"}"_s,
                             u"%20"_s,
                             u"\n"_s,
                             u"X-MCP-Key: "_s,
                             u"\\"_s,
                             u"&key="_s,
                             u"<pre>"_s,
                             u"kmcp_"_s,
                             u"\t"_s,
                             u"\x1b[0m"_s,
                             u"…"_s,
                             u"100%"_s,
                             u"=="_s};
    QRandomGenerator random(20261122);
    QByteArray key;
    for (int round = 0; round < 20000; ++round) {
        if (round % 50 == 0) {
            LiveSecrets::clear();
            key = newKey(random);
            LiveSecrets::add(Secret(key));
        }
        QString text;
        for (int i = random.bounded(5); i > 0; --i)
            text += filler[random.bounded(filler.size())];
        text += wrapped(encoders[random.bounded(int(std::size(encoders)))](key, random), random);
        for (int i = random.bounded(5); i > 0; --i)
            text += filler[random.bounded(filler.size())];
        const QString shown = redacted(text, 4000);
        if (isLeaked(shown, key))
            QFAIL(qPrintable(u"round %1: %2 -> %3"_s.arg(round).arg(text, shown)));
        QVERIFY2(!shown.contains(u'\n') && !shown.contains(u'\x1b'), qPrintable(shown));
    }
}

void tst_Redaction::piecesOfALiveKeyAreKnown()
{
    QRandomGenerator random(3);
    const QByteArray key = newKey(random);
    LiveSecrets::add(Secret(key));
    const QByteArray body = key.mid(5);
    for (qsizetype length = 16; length <= body.size(); ++length) {
        for (qsizetype start = 0; start + length <= body.size(); ++start) {
            const QString piece = QString::fromLatin1(body.mid(start, length));
            const QString shown = redacted(u"«"_s + piece + u"»"_s);
            QCOMPARE(shown, u"«‹redacted›»"_s);
        }
    }
}

void tst_Redaction::theTestsOwnLeakCheckFindsLeaks()
{
    QRandomGenerator random(4);
    const QByteArray key = newKey(random);
    QVERIFY(isLeaked(QString::fromLatin1(key), key));
    QVERIFY(isLeaked(QString::fromLatin1(key.mid(20, 16)), key));
    QVERIFY(isLeaked(wrapped(QString::fromLatin1(key), random), key));
    QVERIFY(!isLeaked(u"kmcp_"_s + QString::fromLatin1(key.mid(5, 4)) + u"…‹redacted›"_s, key));
}

void tst_Redaction::controlCharactersBecomeVisible()
{
    QCOMPARE(redacted(u"a\r\n2026-11-22 INFO fake\x1b]0;title\a\u202eevil\u0085b\tc"),
             u"a\\r\\n2026-11-22 INFO fake\\u{001b}]0;title\\u{0007}\\u{202e}evil\\u{0085}b\\tc"_s);
    const QString lone = redacted(QString(QChar(0xd800)) + u"x"_s);
    QCOMPARE(lone, u"\\u{d800}x"_s);
    QCOMPARE(redacted(QStringView(u"a\0b", 3)), u"a\\u{0000}b"_s);
}

void tst_Redaction::theTextIsCut()
{
    QCOMPARE(redacted(QString(512, u'a')).size(), 512);
    QVERIFY(!redacted(QString(512, u'a')).endsWith(u'…'));
    QCOMPARE(redacted(QString(513, u'a')).size(), 512);
    QVERIFY(redacted(QString(513, u'a')).endsWith(u'…'));
    QCOMPARE(redacted(QString(1000, u'\n')).size(), 512);
    QCOMPARE(redacted(QString(100, u'a'), 10), u"aaaaaaaaa…"_s);
}

void tst_Redaction::aKeyAtTheCutIsNotHalfShown()
{
    QRandomGenerator random(5);
    const QByteArray key = newKey(random);
    // Around the limit of what is shown, and around the limit of what is looked at.
    for (int length : {470, 500, 505, 511, 512, 61400, 61440, 65490, 65500, 65530, 65536}) {
        const QString text = QString(length, u'.') + QString::fromLatin1(key.toBase64())
                             + QString::fromLatin1(key);
        QVERIFY(!isLeaked(redacted(text), key));
        QVERIFY(!isLeaked(redacted(text, 200000), key));
    }
}

void tst_Redaction::tenMegabytesAreQuick()
{
    QRandomGenerator random(6);
    LiveSecrets::add(Secret(newKey(random)));
    const QString text = QString(10'000'000, u'a');
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(redacted(text).size(), 512);
    QCOMPARE_LT(timer.elapsed(), 2000);
}

void tst_Redaction::aTextAroundTheKeyIsRememberedWithoutItsWords()
{
    QRandomGenerator random(8);
    const QByteArray key = newKey(random);
    LiveSecrets::add(Secret("{\"format\":1,\"origin\":\"https://acme.konstantly.com\",\"key\":\""
                            + key + "\"}"));
    QCOMPARE(redacted(u"origin https://acme.konstantly.com"),
             u"origin https://acme.konstantly.com"_s);
    QVERIFY(!isLeaked(redacted(QString::fromLatin1(key.mid(10))), key));
}

QTEST_GUILESS_MAIN(tst_Redaction)
#include "tst_redaction.moc"

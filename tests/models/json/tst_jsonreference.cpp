// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonedit.h"
#include "tests/models/json/configgenerator.h"
#include "tests/models/json/reference.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

constexpr JsonDialect relaxed{.comments = true, .trailingCommas = true};
constexpr int Files = 10'000;

QByteArray oneOf(QRandomGenerator &random, std::initializer_list<const char *> list)
{
    return *(list.begin() + random.bounded(int(list.size())));
}

//! \a json with comments where there may be some, and commas in front of closing brackets.
QByteArray commented(const QByteArray &json, QRandomGenerator &random)
{
    QByteArray result;
    bool isInString = false;
    char last = 0; // the last one that means something
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        const bool isBlank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (isInString) {
            result += c;
            if (c == '\\')
                result += json[++i];
            isInString = c != '"';
            last = '"';
            continue;
        }
        const bool closes = c == '}' || c == ']';
        if (closes && last != '{' && last != '[' && random.bounded(6) == 0)
            result += ',';
        if ((closes || c == '"' || c == ',') && random.bounded(8) == 0)
            result += oneOf(random, {"/* a */", "// b\n", "/* \"c\": { */", "// }\n", "/**/",
                                     "//\r\n", "/* // */ "});
        result += c;
        isInString = c == '"';
        last = isBlank ? last : c;
    }
    return result;
}

//! One byte is another one, is gone, or is there in addition. Not inside a character or an escape: that parser does not look
//! whether the text is UTF-8, nor for half a pair of characters, which we refuse.
QByteArray damaged(QByteArray text, QRandomGenerator &random)
{
    const QByteArray byte = oneOf(
        random, {"{", "}", "[", "]", ",", ":", "\"", "x", "0", " ", "/", "*", "\\", "-"});
    qsizetype at = 0;
    do
        at = random.bounded(int(text.size()));
    while (uchar(text[at]) >= 0x80 || text.mid(qMax<qsizetype>(0, at - 6), 7).contains('\\'));
    switch (random.bounded(3)) {
    case 0:
        return text.replace(at, 1, byte);
    case 1:
        return text.remove(at, 1);
    default:
        return text.insert(at, byte);
    }
}

} // namespace

//! What we make of JSON with comments, beside what VS Code's own parser makes of it.
class tst_JsonReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void readsTextsAlike();
    void changesNothingButTheEntry();
    void aDifferenceIsFound();
};

#define VERIFY_SAME(reference) \
    do { \
        const auto verdict = (reference).verdict(); \
        if (verdict.exitCode == 77) \
            QSKIP("jsonc-parser is missing: ./dev test fetches it"); \
        QVERIFY2(verdict.exitCode == 0, verdict.text.constData()); \
    } while (false)

void tst_JsonReference::readsTextsAlike()
{
    QRandomGenerator random(20261125);
    Tests::ConfigGenerator generator(7);
    Tests::JsoncReference reference;
    const auto add = [&reference](const QByteArray &bytes) {
        const Result<JsonText> text = JsonText::parse(bytes, relaxed);
        reference.addText(bytes, text ? &*text : nullptr);
        return bool(text);
    };
    int accepted = 0;
    for (int i = 0; i < Files; ++i) {
        const QByteArray text = commented(generator.next().bytes, random);
        accepted += add(text) ? 1 : 0;
        add(damaged(text, random));
    }
    QCOMPARE(accepted, Files);
    VERIFY_SAME(reference);
}

void tst_JsonReference::changesNothingButTheEntry()
{
    QRandomGenerator random(20261126);
    Tests::ConfigGenerator generator(8);
    Tests::JsoncReference reference;
    const QStringList path{u"mcpServers"_s};
    const JsonDraft entry = JsonDraft::of(
        {{u"command"_s, JsonDraft::of(u"/usr/bin/konstantly-mcp"_s)},
         {u"args"_s, JsonDraft::of({u"run"_s, u"acme"_s})}});
    const QJsonObject value{{u"command"_s, u"/usr/bin/konstantly-mcp"_s},
                            {u"args"_s, QJsonArray{u"run"_s, u"acme"_s}}};
    for (int i = 0; i < Files; ++i) {
        const QByteArray before = commented(generator.next().bytes, random);
        const Result<JsonText> text = JsonText::parse(before, relaxed);
        QVERIFY(text);
        const Result<QByteArray> after = withMember(*text, path, u"konstantly"_s, entry);
        QVERIFY2(after, before.constData());
        reference.addEdit(before, *after, path, u"konstantly"_s, value);

        // One place, and back again.
        qsizetype front = 0;
        while (front < before.size() && before[front] == after->at(front))
            ++front;
        qsizetype back = 0;
        while (back < before.size() - front
               && before[before.size() - 1 - back] == after->at(after->size() - 1 - back))
            ++back;
        QVERIFY2(front + back == before.size() || before.contains("{}") || before.contains("{ }"),
                 (before + "\n---\n" + *after).constData());
        const Result<JsonText> changed = JsonText::parse(*after, relaxed);
        QVERIFY2(changed, after->constData());
        const Result<QByteArray> again = withoutMember(*changed, path, u"konstantly"_s);
        QVERIFY(again);
        QCOMPARE(*again, before);
    }
    VERIFY_SAME(reference);
}

void tst_JsonReference::aDifferenceIsFound()
{
    Tests::JsoncReference reference;
    reference.addText("{\"a\": 1}", nullptr); // which it accepts
    const auto verdict = reference.verdict();
    if (verdict.exitCode == 77)
        QSKIP("jsonc-parser is missing: ./dev test fetches it");
    QCOMPARE(verdict.exitCode, 1);
    QVERIFY(verdict.text.contains("refused"));
}

QTEST_GUILESS_MAIN(tst_JsonReference)
#include "tst_jsonreference.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/streamredactor.h"

#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Key = "kmcp_TESTtestTESTtestTESTtestTESTtestTESTtest-_0"; // obviously fake
const QByteArray Mark = "kmcp_TEST\u2026\u2039redacted\u203a";

QByteArray inPieces(const QByteArray &input, qsizetype size, const Secret &key = {})
{
    StreamRedactor redactor(key);
    QByteArray output;
    for (qsizetype at = 0; at < input.size(); at += size)
        output += redactor.feed(
            QByteArrayView(input).sliced(at).first(std::min(size, input.size() - at)));
    return output + redactor.finish();
}

} // namespace

class tst_StreamRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aKeyIsTakenOutHoweverTheStreamIsCut_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("alone") << Key << Mark;
        QTest::newRow("in a line") << "key=" + Key + "\nnext\n"
                                   << "key=" + Mark + "\nnext\n";
        QTest::newRow("twice") << Key + ' ' + Key << Mark + ' ' + Mark;
        QTest::newRow("glued") << "x" + Key + Key + "."
                               << "x" + Mark + ".";
        QTest::newRow("after its own beginning") << "kmckmcp" + Key + "\n"
                                                 << "kmckmcp" + Mark + "\n";
        QTest::newRow("quoted") << "{\"k\":\"" + Key + "\"}"
                                << "{\"k\":\"" + Mark + "\"}";
        QTest::newRow("none") << QByteArray("nothing here\n") << QByteArray("nothing here\n");
        QTest::newRow("short ones stay")
            << QByteArray("kmcp_ kmcp_abc kmcp_...\n") << QByteArray("kmcp_ kmcp_abc kmcp_...\n");
        QTest::newRow("short at the end")
            << QByteArray("see kmcp_abc") << QByteArray("see kmcp_abc");
        QTest::newRow("prefix at the end") << QByteArray("see kmc") << QByteArray("see kmc");
        QTest::newRow("other bytes")
            << QByteArray("\0\xff\x80k\0mcp_\n", 10) << QByteArray("\0\xff\x80k\0mcp_\n", 10);
    }
    void aKeyIsTakenOutHoweverTheStreamIsCut()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, output);
        for (qsizetype size = 1; size <= input.size(); ++size)
            QCOMPARE(inPieces(input, size), output);
    }

    void aKeyOfAnotherFormIsTakenOutToo()
    {
        const Secret key(QByteArrayView("a key with spaces"));
        const QByteArray input = "1 a key with spaces 2 a key with a 3 kmcp_abcdefghij 4";
        const QByteArray output = "1 \u2026\u2039redacted\u203a 2 a key with a 3 "
                                  "kmcp_abcd\u2026\u2039redacted\u203a 4";
        for (qsizetype size = 1; size <= input.size(); ++size)
            QCOMPARE(inPieces(input, size, key), output);
    }

    void whatIsNoKeyGoesOnAtOnce()
    {
        StreamRedactor redactor;
        QCOMPARE(redactor.feed("a line\n"), QByteArray("a line\n"));
        QCOMPARE(redactor.feed("no line end"), QByteArray("no line end"));
    }
};

QTEST_GUILESS_MAIN(tst_StreamRedactor)
#include "tst_streamredactor.moc"

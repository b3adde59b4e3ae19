// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/bulkinsert.h"
#include "tests/models/usage/usageengines.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    std::optional<qint64> number;
    std::optional<QString> words;
    std::optional<QByteArray> bytes;
    friend bool operator==(const Row &, const Row &) = default;
};
using Rows = QList<Row>;

QByteArray text(const Rows &rows)
{
    QByteArray result;
    for (const Row &row : rows)
        result += (row.number ? QByteArray::number(*row.number) : "NULL") + " '"
                  + (row.words ? row.words->toUtf8() : "NULL") + "' "
                  + (row.bytes ? 'x' + row.bytes->toHex() : "NULL") + "; ";
    return result.left(3000);
}

} // namespace

//! What comes out is what went in, on either engine.
class tst_BulkInsert final : public QObject
{
    Q_OBJECT

    UsageEngines m_engines;

private Q_SLOTS:
    void initTestCase() { m_engines.start(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void rowsComeOutAsTheyWentIn_data();
    void rowsComeOutAsTheyWentIn();
};

void tst_BulkInsert::rowsComeOutAsTheyWentIn_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::addColumn<Rows>("rows");
    constexpr qint64 Least = std::numeric_limits<qint64>::min();
    constexpr qint64 Most = std::numeric_limits<qint64>::max();
    Rows many;
    for (int i = 0; i < 9001; ++i)
        many.append({{i * i - 5000},
                     {u"usg_%1"_s.arg(i, 9, 10, QChar(u'0'))},
                     {QByteArray(i % 7, char(i))}});
    const struct
    {
        const char *name;
        Rows rows;
    } all[] = {
        {"none", {}},
        {"one", {{{7}, {u"a"_s}, {"b"}}}},
        {"nothing at all", {{}, {}, {}}},
        {"empty ones", {{{0}, {u""_s}, {""}}, {{0}, {u""_s}, {""}}}},
        {"nothing among others",
         {{{5}, {u"abc"_s}, {"x"}}, {}, {{-1}, {u"abc"_s}, {}}, {{}, {}, {"yz"}}}},
        {"nothing at first", {{}, {{12}, {u"abc"_s}, {"x"}}}},
        {"the same numbers", {{{3}, {}, {}}, {{3}, {}, {}}}},
        {"numbers of all sizes",
         {{{Least}, {}, {}}, {{-1}, {}, {}}, {{0}, {}, {}}, {{99'999}, {}, {}}, {{Most}, {}, {}}}},
        {"texts of one length",
         {{{1}, {u"O'Brien"_s}, {}},
          {{2}, {u"a \"b\" c"_s}, {}},
          {{3}, {u"  1,2]} "_s.left(7)}, {}}}},
        {"texts of one length in characters alone",
         {{{1}, {u"\u00e4bc"_s}, {}}, {{2}, {u"abc"_s}, {}}, {{3}, {u"\U0001F600a"_s}, {}}}},
        {"texts of one length in bytes alone",
         {{{1}, {u"\u00e4bc"_s}, {}}, {{2}, {u"abcd"_s}, {}}, {{3}, {u"\U0001F600"_s}, {}}}},
        {"long texts", {{{1}, {QString(65, u'a')}, {}}, {{2}, {QString(65, u'b')}, {}}}},
        {"bytes of any kind",
         {{{1}, {}, {QByteArray::fromHex("00ff27225c00")}}, {{2}, {}, {"  "}}}},
        {"many", many},
    };
    for (const auto &row : all) {
        for (const bool isServer : {false, true})
            QTest::addRow("%s, %s", isServer ? "PostgreSQL" : "SQLite", row.name)
                << isServer << row.rows;
    }
}

void tst_BulkInsert::rowsComeOutAsTheyWentIn()
{
    QFETCH(const bool, isServer);
    QFETCH(const Rows, rows);
    if (const QString why = m_engines.missing(isServer); !why.isEmpty())
        QSKIP(qPrintable(why));
    const UsageHistory history(m_engines.server(isServer));
    QVERIFY(history.open());
    const auto session = isServer ? SqlSession::openServer(*history.location().server)
                                  : SqlSession::openFile(history.path());
    QCOMPARE(said(session), QString());
    QCOMPARE(said((*session)->exec(
                 isServer ? u"CREATE TABLE things (id BIGINT GENERATED ALWAYS AS IDENTITY, "
                            "number BIGINT, words TEXT, bytes BYTEA)"_s
                          : u"CREATE TABLE things (id INTEGER PRIMARY KEY, number BIGINT, "
                            "words TEXT, bytes BLOB)"_s)),
             QString());
    using Kind = BulkInsert::Kind;
    BulkInsert insert(**session, "things",
                      {{"number", Kind::Number}, {"words", Kind::Text}, {"bytes", Kind::Bytes}});
    const auto addOrNull = [&insert](const auto &value) {
        if (value)
            insert.add(*value);
        else
            insert.addNull();
    };
    for (const Row &row : rows) {
        addOrNull(row.number);
        addOrNull(row.words);
        addOrNull(row.bytes ? std::optional<QByteArrayView>(*row.bytes) : std::nullopt);
        QCOMPARE(said(insert.endRow()), QString());
    }
    QCOMPARE(said(insert.finish()), QString());
    Rows stored;
    QStringList types;
    QCOMPARE(said((*session)->selectOnce(
                 isServer ? u"SELECT number, words, bytes FROM things ORDER BY id"_s
                          : u"SELECT number, words, bytes, typeof(number), typeof(words), "
                            "typeof(bytes) FROM things ORDER BY id"_s,
                 [&](const QSqlQuery &row) {
                     Row read;
                     if (!row.isNull(0))
                         read.number = row.value(0).toLongLong();
                     if (!row.isNull(1))
                         read.words = row.value(1).toString();
                     if (!row.isNull(2))
                         read.bytes = row.value(2).toByteArray();
                     stored.append(read);
                     for (int column = 3; !isServer && column < 6; ++column)
                         types.append(row.value(column).toString());
                     return true;
                 })),
             QString());
    QCOMPARE(text(stored), text(rows));
    // SQLite would take any type.
    for (qsizetype i = 0; i < types.size(); ++i) {
        static const QStringList wanted{u"integer"_s, u"text"_s, u"blob"_s};
        QVERIFY(types[i] == u"null"_s || types[i] == wanted[i % 3]);
    }
}

QTEST_GUILESS_MAIN(tst_BulkInsert)
#include "tst_bulkinsert.moc"

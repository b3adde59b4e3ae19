// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/heapscan.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include <malloc.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

QByteArray newText()
{
    QByteArray text = "kmcp_";
    for (int i = 0; i < 43; ++i)
        text += char('a' + QRandomGenerator::global()->bounded(26));
    return text;
}

//! What happens to a key in one request: a header, JSON there and back, text on a label.
qsizetype useAndForget(const QByteArray &key)
{
    const QString text = QString::fromLatin1(key);
    const QByteArray json = QJsonDocument(QJsonObject{{u"key"_s, text}}).toJson();
    const QString again = QJsonDocument::fromJson(json)[u"key"_s].toString();
    QByteArray header = "X-MCP-Key: ";
    header += key;
    header.append(QByteArray(3000, ' ')); // moves
    QStringList list;
    for (int i = 0; i < 20; ++i)
        list += again + QString::number(i);
    return header.size() + list.join(u',').size();
}

} // namespace

class tst_WipeOnFree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
        QSKIP("wiping is switched off in this build");
#endif
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
    }
    void nothingThatWasFreedIsLeft();
    void reallocKeepsTheContent_data();
    void reallocKeepsTheContent();
    void theEdgesOfReallocAreThoseOfTheCLibrary();
    void severalThreadsAllocateAtOnce();
    void itCostsLittle();
};

void tst_WipeOnFree::nothingThatWasFreedIsLeft()
{
    QByteArray key = newText();
    const Tests::HiddenText hidden(key);
    QVERIFY(Tests::copiesInMemory(hidden) >= 1);
    QVERIFY(useAndForget(key) > 0);
    key = {};
    QCOMPARE(Tests::copiesInMemory(hidden), 0);
}

void tst_WipeOnFree::reallocKeepsTheContent_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (const auto &[from, to] : {std::pair(1, 2),
                                   {24, 25},
                                   {100, 90},
                                   {100, 1},
                                   {1000, 100000},
                                   {100000, 1000},
                                   {1 << 20, 1 << 22},
                                   {1 << 22, 10},
                                   {5000, 4999}})
        QTest::addRow("%d to %d", from, to) << from << to;
}

void tst_WipeOnFree::reallocKeepsTheContent()
{
    QFETCH(int, from);
    QFETCH(int, to);
    auto *block = static_cast<char *>(std::malloc(std::size_t(from)));
    QVERIFY(block);
    for (int i = 0; i < from; ++i)
        block[i] = char(i % 251);
    auto *moved = static_cast<char *>(std::realloc(block, std::size_t(to)));
    QVERIFY(moved);
    QVERIFY(malloc_usable_size(moved) >= std::size_t(to));
    for (int i = 0; i < std::min(from, to); ++i)
        QCOMPARE(moved[i], char(i % 251));
    std::memset(moved, 'x', std::size_t(to));
    std::free(moved);
}

void tst_WipeOnFree::theEdgesOfReallocAreThoseOfTheCLibrary()
{
    std::free(nullptr);
    void *block = std::realloc(nullptr, 10);
    QVERIFY(block);
    QVERIFY(!std::realloc(block, 0));
    volatile std::size_t tooMuch = std::size_t(-1) / 2 + 5;
    errno = 0;
    QVERIFY(!reallocarray(nullptr, tooMuch, 4));
    QCOMPARE(errno, ENOMEM);
    block = std::malloc(10);
    void *moved = std::realloc(block, tooMuch);
    const bool isRefused = !moved;
    std::free(isRefused ? block : moved); // a refused block is still ours
    QVERIFY(isRefused);
    block = reallocarray(nullptr, 10, 10);
    QVERIFY(block);
    std::free(block);
    void *aligned = std::aligned_alloc(4096, 8192);
    QVERIFY(aligned);
    std::free(aligned);
}

void tst_WipeOnFree::severalThreadsAllocateAtOnce()
{
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([] {
            for (int i = 0; i < 2000; ++i)
                useAndForget(QByteArray(48, 'k'));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
}

void tst_WipeOnFree::itCostsLittle()
{
    QElapsedTimer timer;
    timer.start();
    QByteArray sum;
    for (int i = 0; i < 200000; ++i) {
        const QByteArray text(100 + i % 1000, 'x');
        sum = text.left(10);
    }
    qInfo("200,000 blocks in %lld ms", timer.elapsed());
    QCOMPARE_LT(timer.elapsed(), 2000);
}

QTEST_GUILESS_MAIN(tst_WipeOnFree)
#include "tst_wipeonfree.moc"

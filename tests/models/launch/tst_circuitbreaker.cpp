// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/circuitbreaker.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <memory>
#include <thread>
#include <vector>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Failure = CircuitBreaker::Failure;

class tst_CircuitBreaker : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::chrono::milliseconds m_up{};
    QDateTime m_wall;
    const CircuitBreaker::Subject m_acme{"aa", u"0.2.0"_s};
    const CircuitBreaker::Subject m_otherKey{"bb", u"0.2.0"_s};
    const CircuitBreaker::Subject m_otherPackage{"aa", u"0.3.0"_s};

    //! As every process makes its own.
    CircuitBreaker breaker()
    {
        return CircuitBreaker(
            m_folder->path(), [this] { return m_wall; }, [this] { return m_up; });
    }
    void note(Failure failure, int times)
    {
        for (int i = 0; i < times; ++i)
            breaker().note(failure, m_acme);
    }
    void pass(std::chrono::milliseconds time)
    {
        m_up += time;
        m_wall = m_wall.addMSecs(time.count());
    }
    QString file() const { return m_folder->path() + u"/launch-breaker.json"_s; }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_folder = std::make_unique<QTemporaryDir>();
        m_up = 1h;
        m_wall = QDateTime({2026, 3, 1}, {12, 0}, Qt::UTC);
    }

    void threeDeathsAreEnough()
    {
        QVERIFY(!breaker().objection(m_acme));
        QVERIFY(!QFileInfo::exists(file())); // looking leaves nothing behind
        note(Failure::Died, 2);
        QVERIFY(!breaker().objection(m_acme));
        note(Failure::Died, 1);
        const auto objection = breaker().objection(m_acme);
        QVERIFY(objection);
        QCOMPARE(objection->code, ErrorCode::ServerFailed);
        QCOMPARE(objection->retryAfter, 300s);
        QVERIFY(!breaker().objection(m_otherKey));
        QVERIFY(!breaker().objection(m_otherPackage)); // an update is a new start
    }

    void twoRejectionsAreEnough()
    {
        note(Failure::KeyRejected, 1);
        QVERIFY(!breaker().objection(m_acme));
        note(Failure::KeyRejected, 1);
        QCOMPARE(breaker().objection(m_acme)->code, ErrorCode::Unauthorized);
        QVERIFY(breaker().objection(m_otherPackage)); // the key is refused whatever sends it
        QVERIFY(!breaker().objection(m_otherKey));
    }

    void itClosesByItself()
    {
        note(Failure::KeyRejected, 2);
        pass(299s);
        QCOMPARE(breaker().objection(m_acme)->retryAfter, 1s);
        pass(1s);
        QVERIFY(!breaker().objection(m_acme));
        note(Failure::KeyRejected, 1);
        QVERIFY(!breaker().objection(m_acme)); // and counts from nothing
    }

    void failuresFarApartDoNotCount()
    {
        note(Failure::Died, 2);
        pass(CircuitBreaker::Window);
        note(Failure::Died, 2);
        QVERIFY(!breaker().objection(m_acme));
        pass(CircuitBreaker::Window - 1ms);
        note(Failure::Died, 1);
        QVERIFY(breaker().objection(m_acme));
    }

    void aWallClockThatJumpsDoesNoHarm_data()
    {
        QTest::addColumn<int>("years");
        QTest::newRow("back") << -10;
        QTest::newRow("forth") << 10;
    }
    void aWallClockThatJumpsDoesNoHarm()
    {
        QFETCH(int, years);
        note(Failure::Died, 3);
        m_wall = m_wall.addYears(years);
        QCOMPARE(breaker().objection(m_acme)->retryAfter, 300s);
        m_up += CircuitBreaker::Window;
        QVERIFY(!breaker().objection(m_acme));
    }

    void anotherRunOfTheMachineGoesByTheWallClock_data()
    {
        QTest::addColumn<int>("seconds"); // between the failure and the look, by the wall clock
        QTest::addColumn<bool>("isOpen");
        QTest::newRow("soon") << 60 << true;
        QTest::newRow("late") << 301 << false;
        QTest::newRow("ten years back") << -315'360'000 << true;
    }
    void anotherRunOfTheMachineGoesByTheWallClock()
    {
        QFETCH(int, seconds);
        QFETCH(bool, isOpen);
        note(Failure::Died, 3);
        QFile state(file());
        QVERIFY(state.open(QIODevice::ReadOnly));
        QByteArray bytes = state.readAll();
        state.close();
        const qsizetype at = bytes.indexOf("\"boot\": \"") + 9;
        QVERIFY(at > 9);
        bytes[at] = bytes[at] == 'x' ? 'y' : 'x';
        QVERIFY(state.open(QIODevice::WriteOnly));
        state.write(bytes);
        state.close();
        m_up = 30s;
        m_wall = m_wall.addSecs(seconds);
        const auto objection = breaker().objection(m_acme);
        QCOMPARE(objection.has_value(), isOpen);
        if (objection)
            QCOMPARE_LE(objection->retryAfter, 300s); // never longer
    }

    void aDamagedFileMakesItCautious_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("torn") << QByteArray("{\"format\":1,\"failu");
        QTest::newRow("wrong types") << QByteArray("{\"format\":1,\"failures\":7}");
        QTest::newRow("binary") << QByteArray("\0\xff\x1b", 3);
    }
    void aDamagedFileMakesItCautious()
    {
        QFETCH(QByteArray, bytes);
        QFile state(file());
        QVERIFY(state.open(QIODevice::WriteOnly));
        state.write(bytes);
        state.close();
        QVERIFY(!breaker().objection(m_acme)); // working tools go on
        note(Failure::Died, 1);
        QVERIFY(breaker().objection(m_acme)); // but one failure is enough
        breaker().note(Failure::KeyRejected, m_otherKey);
        QVERIFY(breaker().objection(m_otherKey));
        pass(CircuitBreaker::Window);
        QVERIFY(!breaker().objection(m_acme));
        note(Failure::Died, 1);
        QVERIFY(!breaker().objection(m_acme));
        QCOMPARE(QDir(m_folder->path()).entryList({u"*.damaged-*"_s}).size(), 1);
    }

    void everyTornFileIsSurvived()
    {
        note(Failure::Died, 3);
        QFile state(file());
        QVERIFY(state.open(QIODevice::ReadOnly));
        const QByteArray bytes = state.readAll();
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            QFile cut(file());
            QVERIFY(cut.open(QIODevice::WriteOnly | QIODevice::Truncate));
            cut.write(bytes.first(size));
            cut.close();
            const auto objection = breaker().objection(m_acme);
            QVERIFY(!objection || objection->retryAfter <= 300s);
        }
    }

    void aFolderThatIsNoneStopsNothing()
    {
        const CircuitBreaker nowhere(u"/proc/nothing"_s);
        nowhere.note(Failure::Died, m_acme);
        QVERIFY(!nowhere.objection(m_acme));
    }

    void theFileIsPrivateAndHoldsNoKey()
    {
        const mode_t before = umask(0);
        note(Failure::Died, 1);
        umask(before);
        QCOMPARE(QFileInfo(file()).permissions() & QFile::Permissions(0x77), QFile::Permissions());
    }

    void processesAtOnceLoseNothing()
    {
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([this, i] {
                breaker().note(Failure::Died, {QByteArray::number(i / 2), u"p"_s});
            });
        }
        for (auto &thread : threads)
            thread.join();
        for (int i = 0; i < 2; ++i) { // two of three each
            const CircuitBreaker::Subject subject{QByteArray::number(i), u"p"_s};
            QVERIFY(!breaker().objection(subject));
            breaker().note(Failure::Died, subject);
            QVERIFY(breaker().objection(subject));
        }
    }
};

QTEST_GUILESS_MAIN(tst_CircuitBreaker)
#include "tst_circuitbreaker.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagenotices.h"

#include "models/settings/settingkeys.h"
#include "models/usage/quotawatch.h"
#include "tests/support/fakeusagefeed.h"

#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

class tst_UsageNotices final : public QObject
{
    Q_OBJECT

    QDateTime m_now{QDate(2026, 3, 18), QTime(21, 30), Qt::UTC};
    QTemporaryDir m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<FakeUsageFeed> m_feed;
    std::unique_ptr<QuotaWatch> m_watch;
    std::unique_ptr<UsageNotices> m_notices;
    QList<QuotaNotice> m_told;

    void start(const QString &name = u"acme"_s)
    {
        m_notices.reset();
        m_watch = std::make_unique<QuotaWatch>(*m_feed, [this] { return m_now; });
        m_watch->setKey(u"11"_s, Plan::Business);
        m_notices = std::make_unique<UsageNotices>(*m_watch, *m_settings, name, QTimeZone::utc(),
                                                   [this] { return m_now; });
        m_told.clear();
        connect(m_notices.get(), &UsageNotices::noticed, this,
                [this](const QuotaNotice &notice) { m_told.append(notice); });
        m_watch->start();
        QTRY_VERIFY(!m_watch->readings().isEmpty());
    }
    //! \a count calls an hour ago: they count for a day, not for a minute.
    void makeCalls(int count)
    {
        for (int i = 0; i < count; ++i)
            m_feed->calls.push_back({milliseconds(m_now.toMSecsSinceEpoch() - 3'600'000 + i),
                                     u"11"_s,
                                     u"find_user"_s,
                                     CallOutcome::Succeeded,
                                     {},
                                     {},
                                     {}});
        Q_EMIT m_feed->callsChanged({});
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        const QString path = m_dir.filePath(u"preferences.ini"_s);
        QFile::remove(path);
        m_settings = std::make_unique<Settings>(
            std::make_unique<QSettings>(path, QSettings::IniFormat));
        m_feed = std::make_unique<FakeUsageFeed>();
    }
    void cleanup()
    {
        m_notices.reset();
        m_watch.reset();
    }

    void eachCrossingIsToldOnce()
    {
        start();
        makeCalls(820);
        QTRY_COMPARE(m_told.size(), 1);
        QCOMPARE(m_told[0].kind, QuotaNotice::Kind::Warned);
        QCOMPARE(m_told[0].reading.kind, QuotaKind::Day);
        makeCalls(140);
        QTRY_COMPARE(m_told.size(), 2);
        QCOMPARE(m_told[1].kind, QuotaNotice::Kind::Alarmed);
        makeCalls(1);
        QTRY_COMPARE(m_watch->readings()[1].used, 961);
        QCOMPARE(m_told.size(), 2);
    }

    void aRestartRepeatsNothingButAnotherWorkspaceIsItsOwn()
    {
        start();
        makeCalls(820);
        QTRY_COMPARE(m_told.size(), 1);
        start();
        QCoreApplication::processEvents();
        QCOMPARE(m_told.size(), 0);
        start(u"other"_s);
        QTRY_COMPARE(m_told.size(), 1);
        start();
        QCoreApplication::processEvents();
        QCOMPARE(m_told.size(), 0);
    }

    void quietHoursAreKeptAndMadeUpFor()
    {
        m_settings->setValue(SettingKeys::UsageQuietFrom, u"21:00"_s);
        m_settings->setValue(SettingKeys::UsageQuietTo, u"06:00"_s);
        start();
        makeCalls(820);
        QTRY_COMPARE(m_watch->readings()[1].used, 820);
        QCOMPARE(m_told.size(), 0);
        m_now = m_now.addSecs(9 * 3600);
        makeCalls(0); // anything that makes the readings new
        QTRY_COMPARE(m_told.size(), 1);
    }

    void whatSomebodyWroteIntoTheSettingsDoesNoHarm()
    {
        m_settings->setValue(SettingKeys::UsageNoticesTold, QByteArray("{\"acme\":[1,2"));
        start();
        makeCalls(820);
        QTRY_COMPARE(m_told.size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_UsageNotices)
#include "tst_usagenotices.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/namingrule.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(NamingProblem)

class tst_NamingRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void names_data()
    {
        using P = NamingProblem;
        QTest::addColumn<QString>("name");
        QTest::addColumn<NamingProblem>("problem");
        const auto row = [](const QString &name, P problem) {
            QTest::addRow("%s", qPrintable(name.left(40))) << name << problem;
        };
        // The service's own examples
        row(u"alex-laptop"_s, P::None);
        row(u"prod-slack-bot"_s, P::None);
        row(u"key1"_s, P::OneWord);
        row(u"Production agent"_s, P::None);
        row(u"My laptop"_s, P::Generic);
        // Good in other spellings
        row(u"alex_laptop"_s, P::None);
        row(u"alex laptop"_s, P::None);
        row(u"Alex's MacBook"_s, P::None);
        row(u"alex@laptop"_s, P::None);
        row(u"ALEX-LAPTOP"_s, P::None);
        row(u"ci-nightly"_s, P::None);
        row(u"maria-macbook"_s, P::None);
        row(u"warehouse-tablet"_s, P::None);
        row(u"jon.lund-thinkpad2"_s, P::None);
        row(u"günther-büro-pc"_s, P::None);
        row(u"аня-ноутбук"_s, P::None);
        row(u"田中-ノート"_s, P::None);
        row(u"sales-team-claude"_s, P::None);
        row(u"alex-laptop (2)"_s, P::None);
        // One word
        row(u"key"_s, P::OneWord);
        row(u"laptop"_s, P::OneWord);
        row(u"alex"_s, P::OneWord);
        row(u"k"_s, P::OneWord);
        row(u"123"_s, P::OneWord);
        row(u"---"_s, P::OneWord);
        row(u"key1-"_s, P::OneWord);
        row(u"MyLaptop"_s, P::OneWord);
        // Several words that name nobody
        row(u"test key"_s, P::Generic);
        row(u"my-key-2"_s, P::Generic);
        row(u"new mcp key"_s, P::Generic);
        row(u"api-token"_s, P::Generic);
        row(u"key-1"_s, P::Generic);
        row(u"a-b"_s, P::Generic);
        row(u"1-2-3"_s, P::Generic);
        row(u"work laptop"_s, P::Generic);
        row(u"home-pc"_s, P::Generic);
        row(u"the laptop"_s, P::Generic);
        row(u"claude desktop"_s, P::Generic);
        row(u"copy of key"_s, P::Generic);
        row(u"konstantly-test"_s, P::Generic);
        row(u"alex-key"_s, P::Generic);
        // Nothing, too much, unreadable
        row(QString(), P::Empty);
        row(u"   "_s, P::Empty);
        row(QString(255, u'a') + u"-b"_s, P::TooLong);
        row(u"alex\u202Elaptop"_s, P::Unreadable);
        row(u"alex\u200B-laptop"_s, P::Unreadable);
        row(u"alex\n-laptop"_s, P::Unreadable);
    }

    void names()
    {
        QFETCH(const QString, name);
        QTEST(checkKeyName(name), "problem");
    }

    void everyProblemHasASentence()
    {
        for (int i = 0; i <= int(NamingProblem::Generic); ++i)
            QCOMPARE(namingAdvice(NamingProblem(i)).isEmpty(), i == 0);
    }

    void bots_data()
    {
        QTest::addColumn<bool>("isBot");
        for (const char *name :
             {"prod-slack-bot", "ci-nightly", "Production agent", "github-actions",
              "acme_deploy_runner", "staging-worker3", "CI", "Jenkins server"})
            QTest::newRow(name) << true;
        for (const char *name : {"alex-laptop", "robot-lover", "abbot-macbook", "cindy-desktop",
                                 "key1", "", "dani-reproduction-lab"})
            QTest::newRow(*name ? name : "nothing") << false;
    }

    void bots()
    {
        const QString name = QLatin1StringView(QTest::currentDataTag()) == "nothing"_L1
                                 ? QString()
                                 : QString::fromLatin1(QTest::currentDataTag());
        QTEST(isBotName(name), "isBot");
    }

    void deviceNames_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"alex"_s << u"laptop"_s << u"alex-laptop"_s;
        QTest::newRow("full name") << u"Alex Kim"_s << u"ThinkPad"_s << u"alex-thinkpad"_s;
        QTest::newRow("domain") << u"alex"_s << u"ws1.corp.example"_s << u"alex-ws1"_s;
        QTest::newRow("host says it") << u"alex"_s << u"alex-macbook"_s << u"alex-macbook"_s;
        QTest::newRow("host is the user") << u"alex"_s << u"alex"_s << u"alex-device"_s;
        QTest::newRow("localhost") << u"alex"_s << u"localhost"_s << u"alex-device"_s;
        QTest::newRow("no host") << u"alex"_s << QString() << u"alex-device"_s;
        QTest::newRow("no user") << QString() << u"laptop"_s << u"laptop"_s;
        QTest::newRow("nothing") << QString() << QString() << u"device"_s;
        QTest::newRow("accents") << u"Jürgen"_s << u"Büro PC"_s << u"jurgen-buro-pc"_s;
    }

    void deviceNames()
    {
        QFETCH(const QString, user);
        QFETCH(const QString, host);
        QTEST(suggestedDeviceName(user, host), "name");
    }

    void suggestionsAreGoodFreeAndDifferent_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("best");
        QTest::newRow("nothing typed") << QString() << u"alex-thinkpad"_s;
        QTest::newRow("one word") << u"laptop"_s << u"alex-laptop"_s;
        QTest::newRow("filler") << u"my laptop"_s << u"alex-laptop"_s;
        QTest::newRow("key1") << u"key1"_s << u"alex-thinkpad"_s;
        QTest::newRow("good already") << u"alex-tablet"_s << u"alex-thinkpad"_s;
        QTest::newRow("good, untidy") << u"Alex's Tablet"_s << u"alexs-tablet"_s;
    }

    void suggestionsAreGoodFreeAndDifferent()
    {
        QFETCH(const QString, typed);
        const QStringList taken{u"Alex-Desktop"_s};
        const QStringList names = suggestedKeyNames(typed, u"Alex Kim"_s, u"alex-thinkpad"_s,
                                                    taken);
        QVERIFY(!names.isEmpty());
        QVERIFY(names.size() <= 3);
        QTEST(names.first(), "best");
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        for (const QString &name : names) {
            QCOMPARE(checkKeyName(name), NamingProblem::None);
            QVERIFY(!taken.contains(name, Qt::CaseInsensitive));
            QVERIFY(name != typed);
        }
    }

    void withoutAnyHintThereAreNoSuggestions()
    {
        QVERIFY(suggestedKeyNames(u"key", {}, {}, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_NamingRule)
#include "tst_namingrule.moc"

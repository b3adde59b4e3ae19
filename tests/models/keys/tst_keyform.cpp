// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keyform.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_KeyForm : public QObject
{
    Q_OBJECT

private:
    KeyForm m_form{{u"Alex-Laptop"_s}, u"Alex Kim"_s, u"alex-thinkpad"_s};

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void startsIncompleteWithAMessage()
    {
        KeyForm form({}, {}, {});
        QVERIFY(!form.isComplete());
        QVERIFY(!form.blockingMessage().isEmpty());
        QVERIFY(form.scopes().read);
        QVERIFY(!form.scopes().write);
    }

    void aPoorNameIsAdvisedAgainstButAllowed()
    {
        m_form.setName(u"key1"_s);
        QVERIFY(!m_form.nameMessage().isEmpty());
        QVERIFY(m_form.isComplete());
    }

    void aGoodNameNeedsNoMessage()
    {
        m_form.setName(u"  alex-tablet "_s);
        QVERIFY(m_form.nameMessage().isEmpty());
        QVERIFY(m_form.isComplete());
        QCOMPARE(m_form.trimmedName(), u"alex-tablet"_s);
    }

    void whatBlocks_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("spaces") << u"  "_s;
        QTest::newRow("taken") << u"alex-laptop"_s;
        QTest::newRow("taken with spaces") << u" ALEX-laptop "_s;
        QTest::newRow("too long") << QString(300, u'x');
        QTest::newRow("invisible") << u"alex-\u200Btablet"_s;
    }

    void whatBlocks()
    {
        QFETCH(const QString, name);
        m_form.setName(name);
        QVERIFY(!m_form.isComplete());
        QVERIFY(!m_form.blockingMessage().isEmpty());
        QCOMPARE(m_form.blockingMessage(), m_form.nameMessage());
    }

    void theIntervalFollowsTheNameUnlessChosen()
    {
        KeyForm form({}, {}, {});
        form.setName(u"alex-tablet"_s);
        QCOMPARE(form.rotationDays(), 90);
        QVERIFY(!form.ownRotationDays());
        form.setName(u"prod-slack-bot"_s);
        QCOMPARE(form.rotationDays(), 7);
        QVERIFY(!form.ownRotationDays());
        form.setRotation(KeyForm::Rotation::Person);
        QCOMPARE(form.rotationDays(), 90);
        QCOMPARE(form.ownRotationDays(), 90);
        form.setRotation(KeyForm::Rotation::Custom, 30);
        QCOMPARE(form.ownRotationDays(), 30);
        form.setRotation(KeyForm::Rotation::Custom, 0);
        QCOMPARE(form.rotationDays(), 1);
        form.setRotation(KeyForm::Rotation::Custom, 99999);
        QCOMPARE(form.rotationDays(), 3650);
        form.setRotation(KeyForm::Rotation::Bot);
        QCOMPARE(form.rotationDays(), 7);
        QVERIFY(!form.ownRotationDays());
    }

    void anyToolMakesItThisDevicesKey()
    {
        KeyForm form({}, {}, {});
        QVERIFY(!form.isForThisDevice());
        form.setToolIds({u"cursor"_s});
        QVERIFY(form.isForThisDevice());
        form.setToolIds({});
        QVERIFY(!form.isForThisDevice());
        form.setForThisDevice(true);
        QVERIFY(form.isForThisDevice());
    }

    void changesAreToldOnce()
    {
        KeyForm form({}, {}, {});
        QSignalSpy changed(&form, &KeyForm::changed);
        form.setName(u"a"_s);
        form.setName(u"a"_s);
        form.setCanWrite(true);
        form.setCanWrite(true);
        form.setRotation(KeyForm::Rotation::Custom, 30);
        form.setRotation(KeyForm::Rotation::Custom, 30);
        form.setToolIds({u"cursor"_s});
        form.setToolIds({u"cursor"_s});
        form.setForThisDevice(true);
        form.setForThisDevice(true);
        QCOMPARE(changed.count(), 5);
    }

    void suggestionsAreFree()
    {
        m_form.setName(u"laptop"_s);
        QVERIFY(!m_form.suggestions().contains(u"alex-laptop"_s));
        QVERIFY(m_form.suggestions().contains(u"alex-thinkpad"_s));
    }
};

QTEST_GUILESS_MAIN(tst_KeyForm)
#include "tst_keyform.moc"

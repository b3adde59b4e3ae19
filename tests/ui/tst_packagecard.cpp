// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/packagecard.h"

#include "tests/ui/windowfixture.h"

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_PackageCard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePolicysVersionIsOfferedAndNoOther_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("isManaged");
        QTest::newRow("none") << QByteArray(R"({"format": 1})") << u"0.2.0"_s << false;
        QTest::newRow("pinned") << QByteArray(R"({"format": 1, "package": {"version": "0.3.1"}})")
                                << u"0.3.1"_s << true;
    }
    void thePolicysVersionIsOfferedAndNoOther()
    {
        failOnOurWarnings();
        QFETCH(const QByteArray, policy);
        WindowFixture fixture(SandboxSeed::Empty);
        fixture.services->settings().setPolicy(Policy::fromJson(policy, {}));
        const auto window = fixture.shownWindow();
        window->showPage(u"device"_s);
        const auto *version = childOf<QLineEdit>(window.get(), u"packageVersion"_s);
        QTEST(version->text(), "version");
        QTEST(version->isReadOnly(), "isManaged");
        const auto *card = childOf<QWidget>(window.get(), u"packageCard"_s);
        QCOMPARE(card->findChild<QLabel *>(u"managedNote"_s) != nullptr, version->isReadOnly());
    }
};

QTEST_MAIN(tst_PackageCard)
#include "tst_packagecard.moc"

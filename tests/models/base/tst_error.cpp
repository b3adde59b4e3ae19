// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/error.h"
#include "models/base/result.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

constexpr ErrorCode LastCode = ErrorCode::ServerFailed;

QList<ErrorCode> allCodes()
{
    QList<ErrorCode> codes;
    for (int code = 0; code <= int(LastCode); ++code)
        codes += ErrorCode(code);
    return codes;
}

} // namespace

class tst_Error : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void everyCodeHasItsOwnStableName();
    void everyCodeHasAWholeSentence_data();
    void everyCodeHasAWholeSentence();
    void waitsAreToldInTheUnitThatFits_data();
    void waitsAreToldInTheUnitThatFits();
    void aSentenceGivenWithTheErrorIsTheMessage();
    void failMakesAnError();
};

void tst_Error::everyCodeHasItsOwnStableName()
{
    // `--json` prints these names and scripts look at them: changing one breaks them.
    const QStringList expected{u"Cancelled"_s,
                               u"Internal"_s,
                               u"InvalidInput"_s,
                               u"NotConfigured"_s,
                               u"Offline"_s,
                               u"Timeout"_s,
                               u"TlsRefused"_s,
                               u"Redirected"_s,
                               u"BadResponse"_s,
                               u"ServerFault"_s,
                               u"OutcomeUnknown"_s,
                               u"Unauthorized"_s,
                               u"LicenseRestricted"_s,
                               u"LicenseDisabled"_s,
                               u"Forbidden"_s,
                               u"NotFound"_s,
                               u"NotSupported"_s,
                               u"InvalidArguments"_s,
                               u"RateLimited"_s,
                               u"AuthRateLimited"_s,
                               u"OriginRefused"_s,
                               u"OriginUnconfirmed"_s,
                               u"OriginMismatch"_s,
                               u"KeychainLocked"_s,
                               u"KeychainDenied"_s,
                               u"KeychainUnavailable"_s,
                               u"KeychainNotAnswering"_s,
                               u"KeychainUnconfirmed"_s,
                               u"KeychainBroken"_s,
                               u"KeyMissing"_s,
                               u"KeyRevoked"_s,
                               u"KeyRecordInvalid"_s,
                               u"FileUnreadable"_s,
                               u"FileDamaged"_s,
                               u"FileNotParsable"_s,
                               u"FileUnsupported"_s,
                               u"FileChangedMeanwhile"_s,
                               u"FileBusy"_s,
                               u"FileNotWritable"_s,
                               u"DiskFull"_s,
                               u"CertificateUntrusted"_s,
                               u"CertificateForOtherHost"_s,
                               u"TlsHandshakeFailed"_s,
                               u"DeliveryUnconfirmed"_s,
                               u"DeliveryBusy"_s,
                               u"PackageMissing"_s,
                               u"PackageNotVerified"_s,
                               u"NodeMissing"_s,
                               u"ServerFailed"_s};
    QStringList names;
    for (const ErrorCode code : allCodes())
        names += errorName(code);
    QCOMPARE(names, expected);
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
}

void tst_Error::everyCodeHasAWholeSentence_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("detail");
    for (const ErrorCode code : allCodes()) {
        const QByteArray name = errorName(code).toLatin1();
        QTest::addRow("%s", name.constData()) << int(code) << u"acme"_s << u"Something specific."_s;
        QTest::addRow("%s, bare", name.constData()) << int(code) << QString() << QString();
        QTest::addRow("%s, odd subject", name.constData())
            << int(code) << u"100%2 %1 %n"_s << u"x."_s;
    }
}

void tst_Error::everyCodeHasAWholeSentence()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    QFETCH(QString, detail);
    const ErrorText text = describe(Error{ErrorCode(code), detail, subject, {}});
    QVERIFY(!text.message.isEmpty());
    // A sentence begins with a capital letter, a quoted name, or with what it is about.
    const bool isBegun = text.message.front().isUpper() || text.message.startsWith(u'“')
                         || (!subject.isEmpty() && text.message.startsWith(subject))
                         || text.message == detail;
    QVERIFY2(isBegun, qPrintable(text.message));
    if (!subject.contains(u'%')) {
        for (const QString &part : {text.message, text.hint}) {
            QVERIFY2(!part.contains(QRegularExpression(u"%[0-9nL]"_s)), qPrintable(part));
            QVERIFY2(!part.contains(u"  "), qPrintable(part));
            QVERIFY2(!part.contains(u"(s)"), qPrintable(part));
        }
        if (!subject.isEmpty()) {
            QVERIFY2(QStringView(u".:").contains(text.message.back())
                         || text.message.endsWith(detail),
                     qPrintable(text.message));
        }
    } else {
        // The subject comes from outside: it must appear as it is and not be taken for a place holder.
        QVERIFY2(!text.message.contains(u"100%2") || text.message.contains(subject),
                 qPrintable(text.message));
    }
}

void tst_Error::waitsAreToldInTheUnitThatFits_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("unknown") << 0 << u"minute"_s;
    QTest::newRow("one") << 1 << u"1 second"_s;
    QTest::newRow("seconds") << 119 << u"119 second"_s;
    QTest::newRow("minutes, rounded up") << 121 << u"3 minute"_s;
    QTest::newRow("hours, rounded up") << 7201 << u"3 hour"_s;
    QTest::newRow("a day") << 86400 << u"24 hour"_s;
}

void tst_Error::waitsAreToldInTheUnitThatFits()
{
    QFETCH(int, seconds);
    QFETCH(QString, expected);
    for (const ErrorCode code : {ErrorCode::RateLimited, ErrorCode::AuthRateLimited}) {
        const ErrorText text = describe(Error{code, {}, {}, std::chrono::seconds(seconds)});
        QVERIFY2(text.hint.contains(expected), qPrintable(text.hint));
    }
}

void tst_Error::aSentenceGivenWithTheErrorIsTheMessage()
{
    for (const ErrorCode code :
         {ErrorCode::InvalidInput, ErrorCode::NotConfigured, ErrorCode::OriginRefused})
        QCOMPARE(describe(Error{code, u"A sentence."_s, {}, {}}).message, u"A sentence."_s);
}

void tst_Error::failMakesAnError()
{
    const auto divide = [](int a, int b) -> Result<int> {
        if (b == 0)
            return fail(ErrorCode::InvalidInput, u"detail"_s, u"subject"_s);
        return a / b;
    };
    QCOMPARE(divide(6, 3).value(), 2);
    const Error expected{ErrorCode::InvalidInput, u"detail"_s, u"subject"_s, {}};
    QVERIFY(divide(6, 0).error() == expected);
    const Result<> again = fail(divide(6, 0).error());
    QVERIFY(again.error() == expected);
    QVERIFY(Result<>().has_value());
}

QTEST_GUILESS_MAIN(tst_Error)
#include "tst_error.moc"

// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/settings.h"

#include "models/settings/settingkeys.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_Settings : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    [[nodiscard]] AppPaths paths() const { return AppPaths::forHome(m_home->path()); }
    [[nodiscard]] std::unique_ptr<Settings> settingsOf(const QByteArray &ini) const
    {
        QFile file(m_home->filePath(u"test.ini"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(ini) != ini.size())
            qFatal("no file");
        file.close();
        return std::make_unique<Settings>(
            std::make_unique<QSettings>(file.fileName(), QSettings::IniFormat));
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home = std::make_unique<QTemporaryDir>();
    }

    void defaultsComeFromTheKey()
    {
        const auto settings = Settings::inFile(paths());
        QCOMPARE(settings->value(SettingKeys::ClipboardSeconds), 30);
        QCOMPARE(settings->value(SettingKeys::Theme), u"system"_s);
        QCOMPARE(settings->value(SettingKeys::WindowGeometry), QByteArray());
        QCOMPARE(settings->value(SettingKeys::IdleDays), 45);
    }

    void whatWasStoredSurvivesARestart()
    {
        const QByteArray geometry("\x00\x01\xff,;\"=", 7);
        {
            const auto settings = Settings::inFile(paths());
            settings->setValue(SettingKeys::ClipboardSeconds, 60);
            settings->setValue(SettingKeys::Theme, u"dark, \"very\"; = 100%"_s);
            settings->setValue(SettingKeys::WindowGeometry, geometry);
            QVERIFY(settings->sync());
        }
        const auto settings = Settings::inFile(paths());
        QCOMPARE(settings->value(SettingKeys::ClipboardSeconds), 60);
        QCOMPARE(settings->value(SettingKeys::Theme), u"dark, \"very\"; = 100%"_s);
        QCOMPARE(settings->value(SettingKeys::WindowGeometry), geometry);
    }

    void theFileIsPrivate()
    {
        const auto settings = Settings::inFile(paths());
        settings->setValue(SettingKeys::ClipboardSeconds, 60);
        QVERIFY(settings->sync());
        QCOMPARE(QFileInfo(paths().preferencesFile()).permissions() & QFile::Permissions(0x0077),
                 QFile::Permissions());
    }

    void whatCantBeWrittenIsToldUntilItCan()
    {
        const QString path = paths().preferencesFile();
        const auto settings = Settings::inFile(paths());
        settings->setValue(SettingKeys::ClipboardSeconds, 60);
        QVERIFY(settings->sync());
        QVERIFY(QFile::remove(path) && QDir().mkpath(path));
        settings->setValue(SettingKeys::ClipboardSeconds, 61);
        const Result<> refused = settings->sync();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FileNotWritable);
        QCOMPARE(refused.error().subject, path);
        QCOMPARE(settings->value(SettingKeys::ClipboardSeconds), 61);
        QVERIFY(QDir().rmdir(path));
        QVERIFY(settings->sync());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("61"));
    }

    void nonsenseIsTheDefault_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::newRow("text") << QByteArray("[security]\nclipboardSeconds=soon\n");
        QTest::newRow("list") << QByteArray("[security]\nclipboardSeconds=1, 2\n");
        QTest::newRow("too small") << QByteArray("[security]\nclipboardSeconds=1\n");
        QTest::newRow("too large") << QByteArray("[security]\nclipboardSeconds=99999999999999\n");
        QTest::newRow("empty") << QByteArray("[security]\nclipboardSeconds=\n");
        QTest::newRow("variant") << QByteArray(
            "[security]\nclipboardSeconds=@Variant(\\0\\0\\0)\n");
        QTest::newRow("bytes") << QByteArray("[security]\nclipboardSeconds=@ByteArray(30x)\n");
        QTest::newRow("no ini at all") << QByteArray("\x00\xff\xfe{]}", 6);
        QTest::newRow("torn") << QByteArray("[secur");
    }

    void nonsenseIsTheDefault()
    {
        QFETCH(const QByteArray, ini);
        QCOMPARE(settingsOf(ini)->value(SettingKeys::ClipboardSeconds), 30);
    }

    void aTextThatIsAListIsTheDefault()
    {
        QCOMPARE(settingsOf("[window]\ntheme=a, b\n")->value(SettingKeys::Theme), u"system"_s);
    }

    void valuesOutOfRangeAreBroughtIntoIt()
    {
        const auto settings = Settings::inFile(paths());
        settings->setValue(SettingKeys::ClipboardSeconds, 5);
        QCOMPARE(settings->value(SettingKeys::ClipboardSeconds), 10);
        settings->setValue(SettingKeys::ClipboardSeconds, 5000);
        QCOMPARE(settings->value(SettingKeys::ClipboardSeconds), 120);
    }

    void onlyRealChangesAreTold()
    {
        const auto settings = Settings::inFile(paths());
        QSignalSpy changed(settings.get(), &Settings::changed);
        settings->setValue(SettingKeys::ClipboardSeconds, 60);
        settings->setValue(SettingKeys::ClipboardSeconds, 60);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toString(), u"security/clipboardSeconds"_s);
    }

    void truthValues()
    {
        constexpr SettingKey<bool> Tray{"window/tray", true};
        const auto settings = settingsOf("");
        QCOMPARE(settings->value(Tray), true);
        settings->setValue(Tray, false);
        QCOMPARE(settings->value(Tray), false);
        QCOMPARE(settingsOf("[window]\ntray=false\n")->value(Tray), false);
        // Of another length: QSettings takes a file of the same size and time for the one it knows.
        QCOMPARE(settingsOf("[window]\ntray=perhaps\n")->value(Tray), true);
    }
};

QTEST_GUILESS_MAIN(tst_Settings)
#include "tst_settings.moc"
